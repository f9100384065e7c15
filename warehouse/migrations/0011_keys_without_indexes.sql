-- Keys of large tables are checked by the audit; their indexes took as much space as the rows.

CREATE TABLE core.unindexed (
    document_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    rule_id VARCHAR NOT NULL,
    is_personal BOOLEAN NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.document_fields;
DROP TABLE core.document_fields CASCADE;
ALTER TABLE core.unindexed RENAME TO document_fields;

CREATE TABLE raw.unindexed (
    document_id VARCHAR NOT NULL,
    text VARCHAR USING COMPRESSION zstd NOT NULL
);
INSERT INTO raw.unindexed BY NAME FROM raw.document_texts;
DROP TABLE raw.document_texts CASCADE;
ALTER TABLE raw.unindexed RENAME TO document_texts;

CREATE TABLE raw.unindexed (
    document_id VARCHAR NOT NULL,
    words_id VARCHAR NOT NULL,
    sketch UINTEGER[] NOT NULL,
    figures UINTEGER[] NOT NULL
);
INSERT INTO raw.unindexed BY NAME FROM raw.text_sketches;
DROP TABLE raw.text_sketches CASCADE;
ALTER TABLE raw.unindexed RENAME TO text_sketches;

CREATE TABLE core.unindexed (
    document_id VARCHAR NOT NULL,
    other_document_id VARCHAR NOT NULL,
    sketch_similarity DOUBLE NOT NULL,
    similarity DOUBLE NOT NULL,
    basis VARCHAR NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.work_matches;
DROP TABLE core.work_matches CASCADE;
ALTER TABLE core.unindexed RENAME TO work_matches;

CREATE TABLE raw.unindexed (
    document_id VARCHAR NOT NULL,
    page_number INTEGER NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    width DOUBLE NOT NULL,
    height DOUBLE NOT NULL,
    has_text_layer BOOLEAN NOT NULL
);
INSERT INTO raw.unindexed BY NAME FROM raw.pages;
DROP TABLE raw.pages CASCADE;
ALTER TABLE raw.unindexed RENAME TO pages;

CREATE TABLE raw.unindexed (
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
    anchor_start INTEGER
);
INSERT INTO raw.unindexed BY NAME FROM raw.blocks;
DROP TABLE raw.blocks CASCADE;
ALTER TABLE raw.unindexed RENAME TO blocks;

CREATE TABLE core.unindexed (
    sentence_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    text VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    page_number INTEGER,
    role VARCHAR NOT NULL,
    paragraph_label VARCHAR,
    rule_id VARCHAR NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.sentences;
DROP TABLE core.sentences CASCADE;
ALTER TABLE core.unindexed RENAME TO sentences;

CREATE TABLE core.unindexed (
    document_id VARCHAR NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    start_date DATE,
    end_date DATE,
    date_precision VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    rule_id VARCHAR NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.date_expressions;
DROP TABLE core.date_expressions CASCADE;
ALTER TABLE core.unindexed RENAME TO date_expressions;

CREATE TABLE core.unindexed (
    document_id VARCHAR NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    place VARCHAR NOT NULL,
    country_code VARCHAR,
    rule_id VARCHAR NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.place_mentions;
DROP TABLE core.place_mentions CASCADE;
ALTER TABLE core.unindexed RENAME TO place_mentions;

CREATE TABLE core.unindexed (
    actor_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    country_code VARCHAR,
    aliases VARCHAR[] NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.actors;
DROP TABLE core.actors CASCADE;
ALTER TABLE core.unindexed RENAME TO actors;

CREATE TABLE core.unindexed (
    document_id VARCHAR NOT NULL,
    actor_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    country_code VARCHAR,
    aliases VARCHAR[] NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.document_actors;
DROP TABLE core.document_actors CASCADE;
ALTER TABLE core.unindexed RENAME TO document_actors;

CREATE TABLE core.unindexed (
    actor_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    rule_id VARCHAR NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.actor_mentions;
DROP TABLE core.actor_mentions CASCADE;
ALTER TABLE core.unindexed RENAME TO actor_mentions;

CREATE TABLE core.unindexed (
    instrument_id VARCHAR NOT NULL,
    instrument_type VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    symbol VARCHAR,
    year INTEGER,
    status VARCHAR NOT NULL,
    resolution VARCHAR NOT NULL,
    candidate_ids VARCHAR[] NOT NULL,
    aliases VARCHAR[] NOT NULL,
    parties VARCHAR[] NOT NULL,
    edition_of_id VARCHAR,
    canonical_id VARCHAR NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.instruments;
DROP TABLE core.instruments CASCADE;
ALTER TABLE core.unindexed RENAME TO instruments;

CREATE TABLE core.unindexed (
    instrument_id VARCHAR NOT NULL,
    other_instrument_id VARCHAR NOT NULL,
    basis VARCHAR NOT NULL,
    similarity DOUBLE NOT NULL,
    is_certain BOOLEAN NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.instrument_matches;
DROP TABLE core.instrument_matches CASCADE;
ALTER TABLE core.unindexed RENAME TO instrument_matches;

CREATE TABLE core.unindexed (
    instrument_id VARCHAR NOT NULL,
    instrument_type VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    aliases VARCHAR[] NOT NULL,
    symbol VARCHAR,
    year INTEGER,
    source VARCHAR NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.known_instruments;
DROP TABLE core.known_instruments CASCADE;
ALTER TABLE core.unindexed RENAME TO known_instruments;

CREATE TABLE core.unindexed (
    document_id VARCHAR NOT NULL,
    instrument_id VARCHAR NOT NULL,
    instrument_type VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    symbol VARCHAR,
    year INTEGER,
    status VARCHAR NOT NULL,
    resolution VARCHAR NOT NULL,
    candidate_ids VARCHAR[] NOT NULL,
    aliases VARCHAR[] NOT NULL,
    parties VARCHAR[] NOT NULL,
    edition_of_id VARCHAR
);
INSERT INTO core.unindexed BY NAME FROM core.document_instruments;
DROP TABLE core.document_instruments CASCADE;
ALTER TABLE core.unindexed RENAME TO document_instruments;

CREATE TABLE core.unindexed (
    instrument_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    symbol VARCHAR,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    role VARCHAR NOT NULL,
    rule_id VARCHAR NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.instrument_mentions;
DROP TABLE core.instrument_mentions CASCADE;
ALTER TABLE core.unindexed RENAME TO instrument_mentions;

CREATE TABLE core.unindexed (
    document_id VARCHAR NOT NULL,
    instrument_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    target_document_id VARCHAR,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    page_number INTEGER,
    rule_id VARCHAR NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.document_links;
DROP TABLE core.document_links CASCADE;
ALTER TABLE core.unindexed RENAME TO document_links;

CREATE TABLE core.unindexed (
    sentence_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    earlier_sentence_id VARCHAR NOT NULL,
    earlier_document_id VARCHAR NOT NULL,
    similarity DOUBLE NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    earlier_quote VARCHAR USING COMPRESSION zstd NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.clause_lineage;
DROP TABLE core.clause_lineage CASCADE;
ALTER TABLE core.unindexed RENAME TO clause_lineage;

CREATE TABLE core.unindexed (
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
    is_overridden BOOLEAN NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.events;
DROP TABLE core.events CASCADE;
ALTER TABLE core.unindexed RENAME TO events;

CREATE TABLE core.unindexed (
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
    is_overridden BOOLEAN NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.event_reports;
DROP TABLE core.event_reports CASCADE;
ALTER TABLE core.unindexed RENAME TO event_reports;

CREATE TABLE core.unindexed (
    event_report_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.event_mentions;
DROP TABLE core.event_mentions CASCADE;
ALTER TABLE core.unindexed RENAME TO event_mentions;

CREATE TABLE core.unindexed (
    event_id VARCHAR NOT NULL,
    event_report_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    actor_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.event_participants;
DROP TABLE core.event_participants CASCADE;
ALTER TABLE core.unindexed RENAME TO event_participants;

CREATE TABLE core.unindexed (
    event_id VARCHAR NOT NULL,
    event_report_id VARCHAR NOT NULL,
    other_report_id VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    evidence VARCHAR[] NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.event_matches;
DROP TABLE core.event_matches CASCADE;
ALTER TABLE core.unindexed RENAME TO event_matches;

CREATE TABLE core.unindexed (
    event_id VARCHAR NOT NULL,
    other_event_id VARCHAR NOT NULL,
    event_report_id VARCHAR NOT NULL,
    other_report_id VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    evidence VARCHAR[] NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.event_match_candidates;
DROP TABLE core.event_match_candidates CASCADE;
ALTER TABLE core.unindexed RENAME TO event_match_candidates;

CREATE TABLE core.unindexed (
    event_id VARCHAR NOT NULL,
    event_report_id VARCHAR NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.event_ids;
DROP TABLE core.event_ids CASCADE;
ALTER TABLE core.unindexed RENAME TO event_ids;

CREATE TABLE core.unindexed (
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
    is_overridden BOOLEAN NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.commitments;
DROP TABLE core.commitments CASCADE;
ALTER TABLE core.unindexed RENAME TO commitments;

CREATE TABLE core.unindexed (
    commitment_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.commitment_targets;
DROP TABLE core.commitment_targets CASCADE;
ALTER TABLE core.unindexed RENAME TO commitment_targets;

CREATE TABLE core.unindexed (
    statement_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    sentence_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    verb VARCHAR,
    quote VARCHAR USING COMPRESSION zstd NOT NULL,
    char_start INTEGER NOT NULL,
    char_end INTEGER NOT NULL,
    rule_id VARCHAR NOT NULL,
    is_overridden BOOLEAN NOT NULL
);
INSERT INTO core.unindexed BY NAME FROM core.statements;
DROP TABLE core.statements CASCADE;
ALTER TABLE core.unindexed RENAME TO statements;

CREATE TABLE audit.unindexed (
    source_uri VARCHAR NOT NULL,
    run_id VARCHAR NOT NULL,
    outcome VARCHAR NOT NULL,
    reason VARCHAR,
    sha256 VARCHAR,
    document_id VARCHAR,
    parser_version VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL
);
INSERT INTO audit.unindexed BY NAME FROM audit.file_history;
DROP TABLE audit.file_history CASCADE;
ALTER TABLE audit.unindexed RENAME TO file_history;

CREATE TABLE audit.unindexed (
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
    withdrawn_ids VARCHAR[] NOT NULL
);
INSERT INTO audit.unindexed BY NAME FROM audit.validations;
DROP TABLE audit.validations CASCADE;
ALTER TABLE audit.unindexed RENAME TO validations;
