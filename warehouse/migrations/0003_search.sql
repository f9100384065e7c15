CREATE SCHEMA mart;

CREATE TABLE mart.postings (
    document_id VARCHAR NOT NULL,
    word VARCHAR NOT NULL,
    ordinals INTEGER[] NOT NULL,
    starts INTEGER[] NOT NULL,
    lengths UTINYINT[] NOT NULL
);

CREATE TABLE mart.search_words (
    word VARCHAR NOT NULL,
    stem VARCHAR NOT NULL
);
