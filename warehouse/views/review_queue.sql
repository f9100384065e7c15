CREATE OR REPLACE VIEW main.review_queue AS
WITH doubtful AS (
    SELECT 'commitment' AS record, commitment_id AS record_id, document_id, confidence, rule_id, quote,
        char_start, char_end, page_number
    FROM core.commitments WHERE NOT is_overridden
    UNION ALL
    SELECT 'event_report', event_report_id, document_id, confidence, rule_id, quote, char_start, char_end, page_number
    FROM core.event_reports WHERE NOT is_overridden
    UNION ALL
    SELECT 'instrument_mention', m.instrument_id, m.document_id, 1 / len(i.candidate_ids), m.rule_id, m.quote,
        m.char_start, m.char_end, NULL
    FROM core.instrument_mentions AS m
    JOIN core.document_instruments AS i USING (document_id, instrument_id)
    WHERE i.resolution = 'ambiguous' AND len(i.candidate_ids) > 0
)
SELECT r.confidence, r.record, r.record_id, r.document_id, r.rule_id, r.quote, r.char_start, r.char_end,
    r.page_number, d.title, d.source_uri
FROM doubtful AS r
JOIN core.documents AS d USING (document_id)
ORDER BY r.confidence, r.document_id, r.char_start, r.record_id;

COMMENT ON VIEW main.review_queue IS
    'Commitments, event reports and ambiguous instruments that no reviewer has decided on, the least certain first.';
COMMENT ON COLUMN main.review_queue.confidence IS
    'Share of the rule''s records that are right; for an ambiguous instrument one in so many candidates.';
COMMENT ON COLUMN main.review_queue.record IS 'commitment, event_report or instrument_mention.';
COMMENT ON COLUMN main.review_queue.record_id IS 'Key in the table of that name (of instruments for a mention).';
COMMENT ON COLUMN main.review_queue.rule_id IS 'The extractor''s rule that found this.';
COMMENT ON COLUMN main.review_queue.quote IS 'The record: the document''s own words.';
COMMENT ON COLUMN main.review_queue.page_number IS 'Page, from 1; empty for text files and instruments.';
