CREATE OR REPLACE VIEW main.sentence_ledger AS
SELECT sentence_id, document_id, ordinal, role, accounted_as, not_counted_because, text, page_number, char_start,
    char_end
FROM core.sentences;

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
