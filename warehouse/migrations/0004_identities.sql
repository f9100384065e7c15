ALTER TABLE core.documents ADD COLUMN is_extracted BOOLEAN DEFAULT true;
ALTER TABLE core.documents ALTER COLUMN is_extracted SET NOT NULL;
ALTER TABLE core.documents ALTER COLUMN is_extracted DROP DEFAULT;

ALTER TABLE core.document_fields ADD COLUMN is_personal BOOLEAN DEFAULT false;
ALTER TABLE core.document_fields ALTER COLUMN is_personal SET NOT NULL;
ALTER TABLE core.document_fields ALTER COLUMN is_personal DROP DEFAULT;

ALTER TABLE raw.text_sketches ADD COLUMN figures UINTEGER[] DEFAULT [];
ALTER TABLE raw.text_sketches ALTER COLUMN figures SET NOT NULL;
ALTER TABLE raw.text_sketches ALTER COLUMN figures DROP DEFAULT;

ALTER TABLE core.work_matches ADD COLUMN basis VARCHAR DEFAULT 'words';
ALTER TABLE core.work_matches ALTER COLUMN basis SET NOT NULL;
ALTER TABLE core.work_matches ALTER COLUMN basis DROP DEFAULT;

ALTER TABLE core.document_instruments ADD COLUMN aliases VARCHAR[] DEFAULT [];
ALTER TABLE core.document_instruments ALTER COLUMN aliases SET NOT NULL;
ALTER TABLE core.document_instruments ALTER COLUMN aliases DROP DEFAULT;
ALTER TABLE core.document_instruments ADD COLUMN parties VARCHAR[] DEFAULT [];
ALTER TABLE core.document_instruments ALTER COLUMN parties SET NOT NULL;
ALTER TABLE core.document_instruments ALTER COLUMN parties DROP DEFAULT;
ALTER TABLE core.document_instruments ADD COLUMN edition_of_id VARCHAR;

-- instruments is made anew by every run.
DROP TABLE core.instruments CASCADE;
CREATE TABLE core.instruments (
    instrument_id VARCHAR NOT NULL,
    instrument_type VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    symbol VARCHAR,
    year INTEGER,
    status VARCHAR NOT NULL,
    resolution VARCHAR NOT NULL,
    candidate_ids VARCHAR[] NOT NULL,
    aliases VARCHAR[] NOT NULL,
    parties VARCHAR[] NOT NULL,
    edition_of_id VARCHAR,
    canonical_id VARCHAR NOT NULL,
    PRIMARY KEY (instrument_id)
);

CREATE TABLE core.instrument_matches (
    instrument_id VARCHAR NOT NULL,
    other_instrument_id VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    similarity DOUBLE NOT NULL,
    is_certain BOOLEAN NOT NULL,
    PRIMARY KEY (instrument_id, other_instrument_id)
);
