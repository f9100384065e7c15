CREATE OR REPLACE VIEW main.quarantined_files AS
SELECT source_uri, file_name, reason, detail, advice, run_id, quarantined_at
FROM audit.quarantine;

COMMENT ON VIEW main.quarantined_files IS 'Files that could not be loaded, why, and what to do about it.';
COMMENT ON COLUMN main.quarantined_files.source_uri IS 'Where the file is, as a URI.';
COMMENT ON COLUMN main.quarantined_files.file_name IS 'Last part of source_uri, readable.';
COMMENT ON COLUMN main.quarantined_files.reason IS 'Short code, such as encrypted or no_text_layer.';
COMMENT ON COLUMN main.quarantined_files.detail IS 'What happened, in a sentence.';
COMMENT ON COLUMN main.quarantined_files.advice IS 'What to do about it.';
COMMENT ON COLUMN main.quarantined_files.run_id IS 'Run that quarantined it; a key of audit.runs.';
COMMENT ON COLUMN main.quarantined_files.quarantined_at IS 'When, UTC.';
