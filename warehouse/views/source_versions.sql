-- A changed file at a known path is a new version of its source; the versions before it stay.
CREATE OR REPLACE VIEW main.source_versions AS
SELECT
    s.source_uri,
    row_number() OVER (PARTITION BY s.source_uri ORDER BY s.first_seen_at, s.last_seen_at, s.document_id) AS version,
    s.document_id,
    d.work_id,
    d.title,
    f.document_id IS NOT DISTINCT FROM s.document_id AND f.outcome <> 'removed' AS is_current,
    s.first_seen_at,
    s.last_seen_at
FROM core.document_sources AS s
JOIN core.documents AS d USING (document_id)
LEFT JOIN audit.source_files AS f ON f.source_uri = s.source_uri;

COMMENT ON VIEW main.source_versions IS 'What each file held over time: a changed file is a new version of its source, and the old ones can still be asked of.';
COMMENT ON COLUMN main.source_versions.source_uri IS 'Where the file is, as a URI.';
COMMENT ON COLUMN main.source_versions.version IS 'Number of the version, from 1, in the order they were seen.';
COMMENT ON COLUMN main.source_versions.document_id IS 'The document that it held; a key of documents.';
COMMENT ON COLUMN main.source_versions.work_id IS 'Its work; an edited text is of the same work as the one before.';
COMMENT ON COLUMN main.source_versions.title IS 'Its title.';
COMMENT ON COLUMN main.source_versions.is_current IS 'Whether the file holds it now.';
COMMENT ON COLUMN main.source_versions.first_seen_at IS 'First run that saw it there, UTC.';
COMMENT ON COLUMN main.source_versions.last_seen_at IS 'Last published run that saw it there, UTC.';
