CREATE TABLE core.known_instruments (
    instrument_id VARCHAR NOT NULL,
    instrument_type VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    aliases VARCHAR[] NOT NULL,
    symbol VARCHAR,
    year INTEGER,
    source VARCHAR NOT NULL,
    PRIMARY KEY (instrument_id)
);
