CREATE TABLE mart.changes (
    run_id VARCHAR NOT NULL,
    table_name VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    change VARCHAR NOT NULL,
    document_id VARCHAR,
    previous_id VARCHAR,
    differences MAP(VARCHAR, STRUCT(before VARCHAR, after VARCHAR)) NOT NULL,
    quote_before VARCHAR USING COMPRESSION zstd,
    quote_after VARCHAR USING COMPRESSION zstd
);

CREATE TABLE audit.file_history (
    source_uri VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    reason VARCHAR,
    sha256 VARCHAR,
    document_id VARCHAR,
    parser_version VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    PRIMARY KEY (source_uri, run_id)
);

-- Of earlier runs the last state of each file is known.
INSERT INTO audit.file_history
SELECT f.source_uri, f.run_id, f.outcome, f.reason, f.sha256, f.document_id, r.parser_version, r.extractor_version
FROM audit.source_files AS f JOIN audit.runs AS r USING (run_id) ORDER BY f.source_uri;
