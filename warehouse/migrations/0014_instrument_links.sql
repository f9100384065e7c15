CREATE TABLE mart.instrument_links (
    instrument_id VARCHAR NOT NULL,
    state UBIGINT NOT NULL,
    is_open BOOLEAN NOT NULL,
    keys UINTEGER[] NOT NULL
);
