CREATE OR REPLACE VIEW main.firm_commitments AS
SELECT
    c.commitment_id,
    d.document_id,
    d.title,
    coalesce(d.adopted_date, d.published_date, d.date_end) AS document_date,
    c.kind,
    c.strength,
    c.actor,
    c.verb,
    c.action,
    c.deadline_text,
    c.deadline_date,
    c.quote,
    c.page_number,
    d.source_uri,
    w.copies
FROM core.commitments AS c
JOIN core.documents AS d USING (document_id)
JOIN main.commitment_works AS w USING (commitment_id)
WHERE w.is_first AND c.tier = 'strict' AND c.kind IN ('pledge', 'decision');

COMMENT ON VIEW main.firm_commitments IS 'Pledges and decisions, with the document and the day they come from; copies of one text count once.';
COMMENT ON COLUMN main.firm_commitments.commitment_id IS 'The commitment; a key of commitments.';
COMMENT ON COLUMN main.firm_commitments.document_id IS 'The document; a key of documents.';
COMMENT ON COLUMN main.firm_commitments.title IS 'Title of the document.';
COMMENT ON COLUMN main.firm_commitments.document_date IS 'Day of adoption, else of publication, else the meeting''s last.';
COMMENT ON COLUMN main.firm_commitments.kind IS 'Pledge or decision.';
COMMENT ON COLUMN main.firm_commitments.strength IS 'Strength from 0 to 5, comparable within a kind.';
COMMENT ON COLUMN main.firm_commitments.actor IS 'Who undertakes it; in parentheses where only implied.';
COMMENT ON COLUMN main.firm_commitments.verb IS 'Governing verb in the document''s words.';
COMMENT ON COLUMN main.firm_commitments.action IS 'What is to be done, in the document''s words.';
COMMENT ON COLUMN main.firm_commitments.deadline_text IS 'The deadline in the document''s words.';
COMMENT ON COLUMN main.firm_commitments.deadline_date IS 'Its last day, where the text allows to tell.';
COMMENT ON COLUMN main.firm_commitments.quote IS 'The commitment: the document''s own words.';
COMMENT ON COLUMN main.firm_commitments.page_number IS 'Page, from 1; empty for text files.';
COMMENT ON COLUMN main.firm_commitments.source_uri IS 'Where the document was first seen, as a URI.';
COMMENT ON COLUMN main.firm_commitments.copies IS 'Number of documents of the work that hold it.';
