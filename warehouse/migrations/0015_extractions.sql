CREATE TABLE mart.extractions (
    document_id VARCHAR NOT NULL,
    digest VARCHAR NOT NULL
);
