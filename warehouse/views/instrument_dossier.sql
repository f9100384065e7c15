CREATE OR REPLACE VIEW main.instrument_dossier AS
SELECT
    instrument_id,
    instrument_type,
    name,
    other_names,
    symbol,
    year,
    status,
    parties,
    edition_of_id,
    instrument_ids,
    own_document_id,
    citing_works,
    citing_document_ids,
    link_kinds,
    first_cited,
    last_cited,
    commitment_count,
    commitment_ids
FROM mart.instrument_dossiers;

COMMENT ON VIEW main.instrument_dossier IS 'Each instrument with who cites it, since when, and the commitments whose sentences name it; what proved to be one instrument is one row.';
COMMENT ON COLUMN main.instrument_dossier.instrument_id IS 'The instrument; a key of instruments.';
COMMENT ON COLUMN main.instrument_dossier.instrument_type IS 'Type.';
COMMENT ON COLUMN main.instrument_dossier.name IS 'Name as documents give it.';
COMMENT ON COLUMN main.instrument_dossier.other_names IS 'Its other names and acronyms, sorted, those of what proved to be it among them.';
COMMENT ON COLUMN main.instrument_dossier.symbol IS 'Symbol.';
COMMENT ON COLUMN main.instrument_dossier.year IS 'Year in its name or symbol.';
COMMENT ON COLUMN main.instrument_dossier.status IS 'Legal state as the documents show it.';
COMMENT ON COLUMN main.instrument_dossier.parties IS 'Ids of the actors that its name calls its parties.';
COMMENT ON COLUMN main.instrument_dossier.edition_of_id IS 'Id of the instrument that it is, or is to be, a new edition of.';
COMMENT ON COLUMN main.instrument_dossier.instrument_ids IS 'All instruments that proved to be it, itself among them, sorted; keys of instruments.';
COMMENT ON COLUMN main.instrument_dossier.own_document_id IS 'The document that is this instrument, where it is here and another one names it; a key of documents.';
COMMENT ON COLUMN main.instrument_dossier.citing_works IS 'Number of works that name it; copies of one work count once.';
COMMENT ON COLUMN main.instrument_dossier.citing_document_ids IS 'The documents that name it, sorted.';
COMMENT ON COLUMN main.instrument_dossier.link_kinds IS 'What they do with it, sorted.';
COMMENT ON COLUMN main.instrument_dossier.first_cited IS 'Day of the first of them.';
COMMENT ON COLUMN main.instrument_dossier.last_cited IS 'Day of the last of them.';
COMMENT ON COLUMN main.instrument_dossier.commitment_count IS 'Number of commitments in sentences that name it; copies of one work count once.';
COMMENT ON COLUMN main.instrument_dossier.commitment_ids IS 'These commitments, sorted; keys of commitments.';
