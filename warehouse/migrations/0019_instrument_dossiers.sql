CREATE TABLE mart.instrument_commitments (
    document_id VARCHAR NOT NULL,
    instrument_id VARCHAR NOT NULL,
    commitment_id VARCHAR NOT NULL,
    act UBIGINT NOT NULL
);

CREATE TABLE mart.instrument_dossiers (
    instrument_id VARCHAR NOT NULL,
    instrument_type VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    other_names VARCHAR[] NOT NULL,
    symbol VARCHAR,
    year INTEGER,
    status VARCHAR NOT NULL,
    parties VARCHAR[] NOT NULL,
    edition_of_id VARCHAR,
    instrument_ids VARCHAR[] NOT NULL,
    own_document_id VARCHAR,
    citing_works BIGINT NOT NULL,
    citing_document_ids VARCHAR[],
    link_kinds VARCHAR[],
    first_cited DATE,
    last_cited DATE,
    commitment_count BIGINT NOT NULL,
    commitment_ids VARCHAR[]
);
