CREATE OR REPLACE VIEW main.works AS
SELECT
    work_id,
    min_by(document_id, rank) AS document_id,
    min_by(title, rank) AS title,
    min_by(doc_type, rank) AS doc_type,
    min_by(document_date, rank) AS document_date,
    count(*) AS document_count,
    list(document_id ORDER BY document_id) AS document_ids
FROM (
    SELECT
        *,
        coalesce(adopted_date, published_date, date_end) AS document_date,
        row_number() OVER (
            PARTITION BY work_id
            ORDER BY
                CASE version_status WHEN 'draft' THEN 1 ELSE 0 END,
                coalesce(adopted_date, published_date, date_end) NULLS LAST,
                document_id
        ) AS rank
    FROM core.documents
)
GROUP BY work_id;

COMMENT ON VIEW main.works IS 'Works: each text once, however many files and versions of it there are. Count these, not documents.';
COMMENT ON COLUMN main.works.work_id IS 'The work.';
COMMENT ON COLUMN main.works.document_id IS 'The document that stands for the work: no draft where there is another, then the earliest; a key of documents.';
COMMENT ON COLUMN main.works.title IS 'Title of that document.';
COMMENT ON COLUMN main.works.doc_type IS 'Type of that document.';
COMMENT ON COLUMN main.works.document_date IS 'Its day of adoption, else of publication, else the meeting''s last.';
COMMENT ON COLUMN main.works.document_count IS 'Number of documents of the work.';
COMMENT ON COLUMN main.works.document_ids IS 'All documents of the work, sorted.';
