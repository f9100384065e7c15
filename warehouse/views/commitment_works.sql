-- Copies of one commitment stand in several documents of a work: what has the same words (white space does not
-- count), at the same turn in its document. The first is that of the document that stands for the work.
CREATE OR REPLACE VIEW main.commitment_works AS
SELECT
    c.commitment_id,
    c.document_id,
    d.work_id,
    coalesce(k.copies, 1) AS copies,
    coalesce(k.is_first, true) AS is_first
FROM core.commitments AS c
JOIN core.documents AS d USING (document_id)
LEFT JOIN mart.commitment_copies AS k USING (commitment_id);

COMMENT ON VIEW main.commitment_works IS 'Each commitment with its work; count those that are first, and copies of one text count once.';
COMMENT ON COLUMN main.commitment_works.document_id IS 'Its document; a key of documents.';
COMMENT ON COLUMN main.commitment_works.work_id IS 'The work of that document.';
COMMENT ON COLUMN main.commitment_works.is_first IS 'Whether it is the copy to count: of no draft where there is another, then the earliest.';
