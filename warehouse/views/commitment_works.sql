-- Copies of one commitment stand in several documents of a work: what has the same words (white space does not
-- count), at the same turn in its document. The first is that of the document that stands for the work.
CREATE OR REPLACE VIEW main.commitment_works AS
WITH turns AS (
    SELECT
        c.commitment_id,
        d.document_id,
        d.work_id,
        d.version_status = 'draft' AS is_draft,
        coalesce(d.adopted_date, d.published_date, d.date_end) AS document_date,
        c.kind,
        regexp_replace(c.action, '\s+', ' ', 'g') AS words,
        row_number() OVER (
            PARTITION BY d.document_id, c.kind, regexp_replace(c.action, '\s+', ' ', 'g') ORDER BY c.char_start
        ) AS turn
    FROM core.commitments AS c
    JOIN core.documents AS d USING (document_id)
)
SELECT
    commitment_id,
    document_id,
    work_id,
    count(*) OVER copies AS copies,
    row_number() OVER (copies ORDER BY is_draft, document_date NULLS LAST, document_id) = 1 AS is_first
FROM turns
WINDOW copies AS (PARTITION BY work_id, kind, words, turn);

COMMENT ON VIEW main.commitment_works IS 'Each commitment with its work; count those that are first, and copies of one text count once.';
COMMENT ON COLUMN main.commitment_works.document_id IS 'Its document; a key of documents.';
COMMENT ON COLUMN main.commitment_works.work_id IS 'The work of that document.';
COMMENT ON COLUMN main.commitment_works.is_first IS 'Whether it is the copy to count: of no draft where there is another, then the earliest.';
