CREATE OR REPLACE VIEW main.sentence_ledger AS
SELECT
    s.sentence_id,
    s.document_id,
    s.ordinal,
    s.role,
    CASE
        WHEN EXISTS (FROM core.commitments AS c WHERE c.sentence_id = s.sentence_id) THEN 'commitment'
        WHEN EXISTS (FROM core.commitments AS c WHERE c.chapeau_sentence_id = s.sentence_id) THEN 'commitment'
        WHEN EXISTS (FROM core.statements AS t WHERE t.sentence_id = s.sentence_id) THEN 'statement'
        WHEN EXISTS (
            FROM core.event_reports AS e
            WHERE e.document_id = s.document_id AND e.char_start < s.char_end AND s.char_start < e.char_end
        ) THEN 'event'
        WHEN EXISTS (
            FROM core.instrument_mentions AS i
            WHERE i.document_id = s.document_id AND i.char_start < s.char_end AND s.char_start < i.char_end
        ) THEN 'reference'
        WHEN EXISTS (
            FROM core.document_fields AS f
            WHERE f.document_id = s.document_id AND f.char_start < s.char_end AND s.char_start < f.char_end
        ) THEN 'document_field'
        ELSE 'none'
    END AS accounted_as,
    (
        SELECT string_agg(t.kind || ': ' || t.rule_id, '; ' ORDER BY t.char_start)
        FROM core.statements AS t WHERE t.sentence_id = s.sentence_id
    ) AS not_counted_because,
    s.text,
    s.page_number,
    s.char_start,
    s.char_end
FROM core.sentences AS s;

COMMENT ON VIEW main.sentence_ledger IS
    'Every sentence with what became of it: the first that holds of commitment (or the line over a list of them), statement, event, reference, document field; else none.';
COMMENT ON COLUMN main.sentence_ledger.sentence_id IS 'The sentence; a key of sentences.';
COMMENT ON COLUMN main.sentence_ledger.ordinal IS 'Place among the document''s sentences, from 0.';
COMMENT ON COLUMN main.sentence_ledger.role IS 'Preambular, operative or other.';
COMMENT ON COLUMN main.sentence_ledger.accounted_as IS
    'commitment, statement, event, reference, document_field or none.';
COMMENT ON COLUMN main.sentence_ledger.not_counted_because IS
    'Its speech acts that are no commitments, each with the rule that says so.';
COMMENT ON COLUMN main.sentence_ledger.text IS 'The sentence.';
