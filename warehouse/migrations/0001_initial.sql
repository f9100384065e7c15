CREATE SCHEMA core;

CREATE SCHEMA raw;

CREATE TABLE core.documents (
    document_id VARCHAR NOT NULL,
    source_uri VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    media_type VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    byte_count BIGINT NOT NULL,
    page_count INTEGER,
    char_count INTEGER NOT NULL,
    encoding VARCHAR,
    is_partial BOOLEAN NOT NULL,
    is_ocr BOOLEAN NOT NULL,
    language VARCHAR,
    doc_type VARCHAR NOT NULL,
    title VARCHAR,
    symbol VARCHAR,
    issuing_body VARCHAR,
    adopted_date DATE,
    published_date DATE,
    date_start DATE,
    date_end DATE,
    place VARCHAR,
    country_code VARCHAR,
    main_event_report_id VARCHAR,
    main_event_id VARCHAR,
    version_status VARCHAR NOT NULL,
    structure VARCHAR NOT NULL,
    topics VARCHAR[] NOT NULL,
    work_id VARCHAR NOT NULL,
    parser_version VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    ingested_at TIMESTAMP NOT NULL,
    PRIMARY KEY (document_id)
);

CREATE TABLE core.document_fields (
    document_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    rule_id VARCHAR NOT NULL,
    PRIMARY KEY (document_id, field, char_start)
);

CREATE TABLE raw.document_texts (
    document_id VARCHAR NOT NULL,
    text VARCHAR USING COMPRESSION zstd NOT NULL,
    PRIMARY KEY (document_id)
);

CREATE TABLE raw.text_sketches (
    document_id VARCHAR NOT NULL,
    words_id VARCHAR NOT NULL,
    sketch UINTEGER[] NOT NULL,
    PRIMARY KEY (document_id)
);

CREATE TABLE core.work_matches (
    document_id VARCHAR NOT NULL,
    other_document_id VARCHAR NOT NULL,
    sketch_similarity DOUBLE NOT NULL,
    similarity DOUBLE NOT NULL,
    PRIMARY KEY (document_id, other_document_id)
);

CREATE TABLE core.document_sources (
    source_uri VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    first_seen_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    PRIMARY KEY (source_uri, document_id)
);

CREATE TABLE raw.pages (
    document_id VARCHAR NOT NULL,
    page_number INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    width DOUBLE NOT NULL,
    height DOUBLE NOT NULL,
    has_text_layer BOOLEAN NOT NULL,
    PRIMARY KEY (document_id, page_number)
);

CREATE TABLE raw.blocks (
    block_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    page_number INTEGER,
    x0 DOUBLE,
    top DOUBLE,
    x1 DOUBLE,
    bottom DOUBLE,
    PRIMARY KEY (block_id)
);

CREATE TABLE core.sentences (
    sentence_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    text VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    page_number INTEGER,
    role VARCHAR NOT NULL,
    paragraph_label VARCHAR,
    rule_id VARCHAR NOT NULL,
    PRIMARY KEY (sentence_id)
);

CREATE TABLE core.date_expressions (
    document_id VARCHAR NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    start_date DATE,
    end_date DATE,
    date_precision VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    rule_id VARCHAR NOT NULL,
    PRIMARY KEY (document_id, char_start, char_end)
);

CREATE TABLE core.place_mentions (
    document_id VARCHAR NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    place VARCHAR NOT NULL,
    country_code VARCHAR,
    rule_id VARCHAR NOT NULL,
    PRIMARY KEY (document_id, char_start, char_end)
);

CREATE TABLE core.actors (
    actor_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    country_code VARCHAR,
    aliases VARCHAR[] NOT NULL,
    PRIMARY KEY (actor_id)
);

CREATE TABLE core.document_actors (
    document_id VARCHAR NOT NULL,
    actor_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    country_code VARCHAR,
    aliases VARCHAR[] NOT NULL,
    PRIMARY KEY (document_id, actor_id)
);

CREATE TABLE core.actor_mentions (
    actor_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    rule_id VARCHAR NOT NULL,
    PRIMARY KEY (document_id, char_start, char_end, actor_id)
);

CREATE TABLE core.instruments (
    instrument_id VARCHAR NOT NULL,
    instrument_type VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    symbol VARCHAR,
    year INTEGER,
    status VARCHAR NOT NULL,
    resolution VARCHAR NOT NULL,
    candidate_ids VARCHAR[] NOT NULL,
    PRIMARY KEY (instrument_id)
);

CREATE TABLE core.document_instruments (
    document_id VARCHAR NOT NULL,
    instrument_id VARCHAR NOT NULL,
    instrument_type VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    symbol VARCHAR,
    year INTEGER,
    status VARCHAR NOT NULL,
    resolution VARCHAR NOT NULL,
    candidate_ids VARCHAR[] NOT NULL,
    PRIMARY KEY (document_id, instrument_id)
);

CREATE TABLE core.instrument_mentions (
    instrument_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    symbol VARCHAR,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    role VARCHAR NOT NULL,
    rule_id VARCHAR NOT NULL,
    PRIMARY KEY (document_id, char_start, char_end, instrument_id)
);

CREATE TABLE core.document_links (
    document_id VARCHAR NOT NULL,
    instrument_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    target_document_id VARCHAR,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    page_number INTEGER,
    rule_id VARCHAR NOT NULL,
    PRIMARY KEY (document_id, instrument_id, kind)
);

CREATE TABLE core.clause_lineage (
    sentence_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    earlier_sentence_id VARCHAR NOT NULL,
    earlier_document_id VARCHAR NOT NULL,
    similarity DOUBLE NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    earlier_quote VARCHAR USING COMPRESSION zstd NOT NULL,
    PRIMARY KEY (sentence_id)
);

CREATE TABLE core.events (
    event_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    start_date DATE,
    end_date DATE,
    date_precision VARCHAR NOT NULL,
    place VARCHAR,
    country_code VARCHAR,
    status VARCHAR NOT NULL,
    status_as_of DATE,
    status_report_id VARCHAR NOT NULL,
    parent_event_id VARCHAR,
    report_count INTEGER NOT NULL,
    is_generic BOOLEAN NOT NULL,
    PRIMARY KEY (event_id)
);

CREATE TABLE core.event_reports (
    event_report_id VARCHAR NOT NULL,
    event_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    start_date DATE,
    end_date DATE,
    date_text VARCHAR,
    date_precision VARCHAR NOT NULL,
    place VARCHAR,
    country_code VARCHAR,
    status VARCHAR NOT NULL,
    parent_event_report_id VARCHAR,
    is_generic BOOLEAN NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    attendance_mode VARCHAR,
    participant_count VARCHAR,
    participant_count_text VARCHAR,
    instrument_id VARCHAR,
    page_number INTEGER,
    rule_id VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    PRIMARY KEY (event_report_id)
);

CREATE TABLE core.event_mentions (
    event_report_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    PRIMARY KEY (event_report_id, char_start, char_end)
);

CREATE TABLE core.event_participants (
    event_id VARCHAR NOT NULL,
    event_report_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    actor_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    PRIMARY KEY (event_report_id, actor_id, role, char_start)
);

CREATE TABLE core.event_matches (
    event_id VARCHAR NOT NULL,
    event_report_id VARCHAR NOT NULL,
    other_report_id VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    evidence VARCHAR[] NOT NULL,
    PRIMARY KEY (event_report_id, other_report_id)
);

CREATE TABLE core.event_match_candidates (
    event_id VARCHAR NOT NULL,
    other_event_id VARCHAR NOT NULL,
    event_report_id VARCHAR NOT NULL,
    other_report_id VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    evidence VARCHAR[] NOT NULL,
    PRIMARY KEY (event_id, other_event_id)
);

CREATE TABLE core.event_ids (
    event_id VARCHAR NOT NULL,
    event_report_id VARCHAR NOT NULL,
    PRIMARY KEY (event_id, event_report_id)
);

CREATE TABLE core.commitments (
    commitment_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    sentence_id VARCHAR NOT NULL,
    event_report_id VARCHAR,
    event_id VARCHAR,
    kind VARCHAR NOT NULL,
    tier VARCHAR NOT NULL,
    strength INTEGER NOT NULL,
    is_binding BOOLEAN NOT NULL,
    verb VARCHAR NOT NULL,
    verb_lemma VARCHAR NOT NULL,
    actor VARCHAR,
    actor_id VARCHAR,
    addressee VARCHAR,
    addressee_id VARCHAR,
    action VARCHAR USING COMPRESSION zstd NOT NULL,
    deadline_text VARCHAR,
    deadline_date DATE,
    deadline_type VARCHAR NOT NULL,
    deadline_rule VARCHAR,
    frequency VARCHAR,
    status VARCHAR NOT NULL,
    is_reaffirmation BOOLEAN NOT NULL,
    is_negative BOOLEAN NOT NULL,
    is_conditional BOOLEAN NOT NULL,
    condition_text VARCHAR,
    qualifiers VARCHAR[] NOT NULL,
    topics VARCHAR[] NOT NULL,
    chapeau_sentence_id VARCHAR,
    compound_group VARCHAR,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    page_number INTEGER,
    rule_id VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL,
    PRIMARY KEY (commitment_id)
);

CREATE TABLE core.commitment_targets (
    commitment_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    PRIMARY KEY (commitment_id, char_start, char_end)
);

CREATE TABLE core.statements (
    statement_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    sentence_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    verb VARCHAR,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    rule_id VARCHAR NOT NULL,
    PRIMARY KEY (statement_id)
);

CREATE TABLE audit.runs (
    run_id VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP NOT NULL,
    status VARCHAR NOT NULL,
    loaded_count INTEGER NOT NULL,
    unchanged_count INTEGER NOT NULL,
    quarantined_count INTEGER NOT NULL,
    removed_count INTEGER NOT NULL,
    code_version VARCHAR NOT NULL,
    parser_version VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    PRIMARY KEY (run_id)
);

CREATE TABLE audit.source_files (
    source_uri VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    sha256 VARCHAR,
    byte_count BIGINT,
    modified_at TIMESTAMP,
    outcome VARCHAR NOT NULL,
    reason VARCHAR,
    document_id VARCHAR,
    run_id VARCHAR NOT NULL,
    PRIMARY KEY (source_uri)
);

CREATE TABLE audit.quarantine (
    source_uri VARCHAR NOT NULL,
    file_name VARCHAR NOT NULL,
    sha256 VARCHAR,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    advice VARCHAR NOT NULL,
    parser_version VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    limits VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    quarantined_at TIMESTAMP NOT NULL,
    PRIMARY KEY (source_uri)
);

CREATE TABLE audit.validations (
    run_id VARCHAR NOT NULL,
    table_name VARCHAR NOT NULL,
    expectation_id VARCHAR NOT NULL,
    expectation_type VARCHAR NOT NULL,
    column_name VARCHAR,
    description VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    success BOOLEAN NOT NULL,
    error VARCHAR,
    observed VARCHAR,
    unexpected_count BIGINT NOT NULL,
    offending_ids VARCHAR[] NOT NULL,
    offending_sql VARCHAR,
    PRIMARY KEY (run_id, table_name, expectation_id)
);
