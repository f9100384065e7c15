"""The dialect reads any DuckDB file and writes none."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from expectations.dialect import url_of


def engine_of(path: Path) -> sa.Engine:
    return sa.create_engine(url_of(path), poolclass=NullPool)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute(
            "CREATE SCHEMA core; CREATE TABLE core.t (n INTEGER NOT NULL, w VARCHAR, d DATE, l VARCHAR[])"
        )
        con.execute(
            "CREATE VIEW main.v AS FROM core.t; INSERT INTO core.t VALUES (1, 'é', '2020-02-29', ['a'])"
        )
    return path


@pytest.mark.parametrize(
    "name", ["with space", "a$HOME b", "per%41cent", "a#b&c=d", "été «ü»", "q'uo\"te", "@:;"]
)
def test_odd_paths_can_be_opened(name: str, tmp_path: Path) -> None:
    path = tmp_path / name / f"{name}.duckdb"
    path.parent.mkdir()
    with duckdb.connect(str(path)) as con:
        con.execute("CREATE TABLE t AS SELECT 7 AS n")
    with engine_of(path).connect() as con:
        assert con.scalar(sa.text("SELECT n FROM t")) == 7
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_rows_outlive_their_connection(database: Path) -> None:
    with engine_of(database).connect() as con:
        result = con.execute(sa.text("SELECT n, w FROM core.t WHERE n = :n"), {"n": 1})
    assert result.fetchall() == [(1, "é")]


def test_nothing_can_be_written(database: Path) -> None:
    with engine_of(database).connect() as con, pytest.raises(sa.exc.DatabaseError, match="read-only"):
        con.execute(sa.text("DELETE FROM core.t"))


def test_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(sa.exc.DBAPIError):
        engine_of(tmp_path / "none.duckdb").connect()
    assert list(tmp_path.iterdir()) == []


def test_tables_are_described(database: Path) -> None:
    inspector = sa.inspect(engine_of(database))
    assert {"core", "main"} <= set(inspector.get_schema_names())
    assert inspector.get_table_names("core") == ["t"]
    assert inspector.get_view_names() == ["v"]
    assert inspector.has_table("t", "core") and not inspector.has_table("u", "core")
    columns = [(c["name"], str(c["type"]), c["nullable"]) for c in inspector.get_columns("t", "core")]
    assert columns == [
        ("n", "INTEGER", False),
        ("w", "VARCHAR", True),
        ("d", "DATE", True),
        ("l", "NULL", True),
    ]
