"""Whoever may ask SQL can neither write nor read files, load code, or change the settings that forbid it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.expectations.small_warehouse import publish
from warehouse.database import open_reader

FORBIDDEN = """
COPY documents TO '{out}'
COPY (SELECT 1) TO '{out}' (FORMAT parquet)
EXPLAIN ANALYZE COPY (SELECT 1) TO '{out}'
PREPARE p AS COPY (SELECT 1) TO '{out}'
EXPORT DATABASE '{out}'
IMPORT DATABASE '{out}'
ATTACH '{out}' AS x
ATTACH ':memory:' AS m
SELECT * FROM read_csv('{secret}')
SELECT * FROM read_text('{secret}')
SELECT * FROM read_blob('{secret}')
SELECT * FROM read_json('{secret}')
SELECT * FROM read_parquet('{secret}')
SELECT * FROM parquet_metadata('{secret}')
SELECT * FROM sniff_csv('{secret}')
SELECT * FROM glob('{folder}/*')
SELECT * FROM '{secret}'
SELECT * FROM query_table('{secret}')
INSTALL httpfs
LOAD httpfs
LOAD '{secret}'
FORCE INSTALL fts
UPDATE EXTENSIONS
SET enable_external_access = true
SET lock_configuration = false
RESET lock_configuration
SET memory_limit = '1GB'
SET temp_directory = '{out}'
SET log_query_path = '{out}'
SET profiling_output = '{out}'
PRAGMA profiling_output = '{out}'
PRAGMA enable_profiling = 'json'
CALL enable_logging(storage = 'file', storage_path = '{out}')
CALL enable_profiling(save_location = '{out}')
CREATE PERSISTENT SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')
SELECT * FROM duckdb_secrets()
SELECT getenv('HOME')
CREATE TABLE t (a INTEGER)
CREATE VIEW v AS SELECT 1
CREATE MACRO m() AS 1
INSERT INTO core.documents SELECT * FROM core.documents
UPDATE core.documents SET title = 'x'
DELETE FROM core.documents
TRUNCATE core.documents
DROP TABLE core.documents
ALTER TABLE core.documents ADD COLUMN x INTEGER
COMMENT ON TABLE core.documents IS 'x'
BEGIN; DELETE FROM core.documents; COMMIT
SELECT 1; DROP VIEW documents
DETACH w
SELECT * FROM secret_frame
""".strip().splitlines()


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("sandbox") / "w.duckdb")


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_a_statement_that_reaches_out_is_refused(warehouse: Path, statement: str) -> None:
    secret = warehouse.with_name("secret.csv")
    secret.write_text("a,b\n1,2\n")
    before = {path: path.read_bytes() for path in warehouse.parent.iterdir()}
    out = warehouse.with_name("out")
    query = statement.format(out=out, secret=secret, folder=warehouse.parent)
    secret_frame = {"a": [1]}
    with open_reader(warehouse) as con, pytest.raises(duckdb.Error):
        con.execute(query).fetchall()
    assert secret_frame and {path: path.read_bytes() for path in warehouse.parent.iterdir()} == before


def test_ordinary_questions_are_answered(warehouse: Path) -> None:
    with open_reader(warehouse) as con:
        assert con.execute("SELECT count(*) > 0 FROM documents").fetchall() == [(True,)]
