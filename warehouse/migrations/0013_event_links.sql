CREATE TABLE mart.event_links (
    event_report_id VARCHAR NOT NULL,
    state UBIGINT NOT NULL,
    component VARCHAR NOT NULL,
    keys UBIGINT[] NOT NULL
);
