CREATE TABLE mart.matched_documents (
    document_id VARCHAR NOT NULL,
    state UBIGINT NOT NULL
);

CREATE TABLE mart.clauses (
    sentence_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    day DATE NOT NULL,
    wording VARCHAR NOT NULL,
    bands UINTEGER[] NOT NULL
);

CREATE TABLE mart.commitment_copies (
    commitment_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    work_id VARCHAR NOT NULL,
    copies BIGINT NOT NULL,
    is_first BOOLEAN NOT NULL
);
