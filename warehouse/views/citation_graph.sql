CREATE OR REPLACE VIEW main.citation_graph AS
SELECT
    l.document_id,
    d.work_id,
    d.title,
    d.symbol,
    coalesce(d.adopted_date, d.published_date, d.date_end) AS document_date,
    l.kind,
    i.canonical_id AS instrument_id,
    c.name AS instrument_name,
    c.symbol AS instrument_symbol,
    l.instrument_id AS named_instrument_id,
    l.target_document_id,
    l.quote,
    l.char_start,
    l.char_end
FROM core.document_links AS l
JOIN core.documents AS d USING (document_id)
JOIN core.instruments AS i USING (instrument_id)
JOIN core.instruments AS c ON c.instrument_id = i.canonical_id;

COMMENT ON VIEW main.citation_graph IS 'Who cites, adopts, implements, supersedes, amends or announces which instrument, with the words that say so.';
COMMENT ON COLUMN main.citation_graph.document_id IS 'The document that names the instrument; a key of documents.';
COMMENT ON COLUMN main.citation_graph.work_id IS 'Its work.';
COMMENT ON COLUMN main.citation_graph.title IS 'Its title.';
COMMENT ON COLUMN main.citation_graph.symbol IS 'Its symbol.';
COMMENT ON COLUMN main.citation_graph.kind IS 'What the document does with the instrument.';
COMMENT ON COLUMN main.citation_graph.instrument_id IS 'The instrument, or what it proved to be by other documents; a key of instruments.';
COMMENT ON COLUMN main.citation_graph.instrument_name IS 'Name of that instrument.';
COMMENT ON COLUMN main.citation_graph.instrument_symbol IS 'Symbol of that instrument.';
COMMENT ON COLUMN main.citation_graph.named_instrument_id IS 'The instrument as this document knows it; a key of instruments.';
COMMENT ON COLUMN main.citation_graph.target_document_id IS 'The document that is this instrument, where it is here; a key of documents.';
COMMENT ON COLUMN main.citation_graph.quote IS 'The words that say so first.';
COMMENT ON COLUMN main.citation_graph.char_start IS 'First character of the quote in document_texts.text, from 0.';
COMMENT ON COLUMN main.citation_graph.char_end IS 'Character after the quote''s last.';
