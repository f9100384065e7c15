CREATE OR REPLACE VIEW main.firm_commitments AS
SELECT
    commitment_id,
    document_id,
    title,
    document_date,
    kind,
    strength,
    actor,
    verb,
    action,
    deadline_text,
    deadline_date,
    quote,
    page_number,
    source_uri,
    copies
FROM mart.listed_commitments
WHERE is_first AND tier = 'strict' AND kind IN ('pledge', 'decision');

COMMENT ON VIEW main.firm_commitments IS 'Pledges and decisions, with the document and the day they come from; copies of one text count once.';
COMMENT ON COLUMN main.firm_commitments.kind IS 'Pledge or decision.';
COMMENT ON COLUMN main.firm_commitments.actor IS 'Who undertakes it; in parentheses where only implied.';
COMMENT ON COLUMN main.firm_commitments.verb IS 'Governing verb in the document''s words.';
COMMENT ON COLUMN main.firm_commitments.deadline_date IS 'Its last day, where the text allows to tell.';
COMMENT ON COLUMN main.firm_commitments.quote IS 'The commitment: the document''s own words.';
