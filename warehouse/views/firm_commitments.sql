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
    coalesce(k.copies, 1) AS copies
FROM core.commitments AS c
JOIN core.documents AS d USING (document_id)
LEFT JOIN mart.commitment_copies AS k USING (commitment_id)
WHERE coalesce(k.is_first, true) AND c.tier = 'strict' AND c.kind IN ('pledge', 'decision');

COMMENT ON VIEW main.firm_commitments IS 'Pledges and decisions, with the document and the day they come from; copies of one text count once.';
COMMENT ON COLUMN main.firm_commitments.kind IS 'Pledge or decision.';
COMMENT ON COLUMN main.firm_commitments.actor IS 'Who undertakes it; in parentheses where only implied.';
COMMENT ON COLUMN main.firm_commitments.verb IS 'Governing verb in the document''s words.';
COMMENT ON COLUMN main.firm_commitments.deadline_date IS 'Its last day, where the text allows to tell.';
COMMENT ON COLUMN main.firm_commitments.quote IS 'The commitment: the document''s own words.';
