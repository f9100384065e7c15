ALTER TABLE core.documents ADD COLUMN is_overridden BOOLEAN DEFAULT false;
ALTER TABLE core.documents ALTER COLUMN is_overridden SET NOT NULL;
ALTER TABLE core.documents ALTER COLUMN is_overridden DROP DEFAULT;

ALTER TABLE core.events ADD COLUMN is_overridden BOOLEAN DEFAULT false;
ALTER TABLE core.events ALTER COLUMN is_overridden SET NOT NULL;
ALTER TABLE core.events ALTER COLUMN is_overridden DROP DEFAULT;

ALTER TABLE core.event_reports ADD COLUMN is_overridden BOOLEAN DEFAULT false;
ALTER TABLE core.event_reports ALTER COLUMN is_overridden SET NOT NULL;
ALTER TABLE core.event_reports ALTER COLUMN is_overridden DROP DEFAULT;

ALTER TABLE core.commitments ADD COLUMN is_overridden BOOLEAN DEFAULT false;
ALTER TABLE core.commitments ALTER COLUMN is_overridden SET NOT NULL;
ALTER TABLE core.commitments ALTER COLUMN is_overridden DROP DEFAULT;

ALTER TABLE core.statements ADD COLUMN is_overridden BOOLEAN DEFAULT false;
ALTER TABLE core.statements ALTER COLUMN is_overridden SET NOT NULL;
ALTER TABLE core.statements ALTER COLUMN is_overridden DROP DEFAULT;

CREATE TABLE audit.overrides (
    override_id VARCHAR NOT NULL,
    entry INTEGER NOT NULL,
    action VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    document_id VARCHAR,
    words VARCHAR,
    corrections VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    author VARCHAR NOT NULL,
    decided_on DATE NOT NULL,
    status VARCHAR NOT NULL,
    matched_id VARCHAR,
    matched_document_id VARCHAR,
    original VARCHAR,
    detail VARCHAR,
    PRIMARY KEY (override_id)
);

CREATE TABLE mart.overridden (
    override_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    table_name VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    is_removed BOOLEAN NOT NULL,
    content VARCHAR USING COMPRESSION zstd NOT NULL,
    PRIMARY KEY (override_id, ordinal)
);
