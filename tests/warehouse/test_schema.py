"""A migrated file is what `schema.py` says, and everything readers see is described."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse.database import open_reader, open_stage
from warehouse.describe import describe
from warehouse.errors import WarehouseError
from warehouse.migrate import migrate, migrations, pending_migrations
from warehouse.schema import BY_NAME, TABLES, public_tables


@pytest.fixture
def con() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    migrate(made)
    describe(made)
    return made


def test_migrations_make_the_schema(con: duckdb.DuckDBPyConnection) -> None:
    expected = duckdb.connect()
    for schema in sorted({table.schema for table in TABLES}):
        expected.execute(f"CREATE SCHEMA {schema}")
    for table in TABLES:
        expected.execute(table.ddl)
    sql = """
        SELECT schema_name, table_name, column_index, column_name, data_type, is_nullable
        FROM duckdb_columns()
        WHERE NOT internal AND schema_name <> 'main' AND table_name <> 'schema_migrations' ORDER BY ALL
    """
    keys = """
        SELECT schema_name, table_name, constraint_column_names FROM duckdb_constraints()
        WHERE constraint_type = 'PRIMARY KEY' AND table_name <> 'schema_migrations' ORDER BY ALL
    """
    assert con.execute(sql).fetchall() == expected.execute(sql).fetchall()
    assert con.execute(keys).fetchall() == expected.execute(keys).fetchall()


def test_everything_is_described(con: duckdb.DuckDBPyConnection) -> None:
    bare = """
        SELECT table_name AS name FROM duckdb_tables() WHERE comment IS NULL
        UNION ALL SELECT view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal
        UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns()
            WHERE comment IS NULL AND NOT internal
    """
    assert [name for (name,) in con.execute(bare).fetchall() if "schema_migrations" not in name] == []


def test_every_public_table_is_a_view(con: duckdb.DuckDBPyConnection) -> None:
    for table in public_tables():
        seen = con.execute(f"SELECT * FROM main.{table.name}").description
        assert tuple(name for name, *_ in seen or ()) == table.column_names


def test_views_describe_their_columns_as_the_tables_do(con: duckdb.DuckDBPyConnection) -> None:
    said = dict(
        con.execute(
            "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'events'"
        ).fetchall()
    )
    assert said == {column.name: column.description for column in BY_NAME["events"].columns}


def test_references_lead_to_keys() -> None:
    for table in TABLES:
        for column in table.columns:
            if column.references:
                assert len(BY_NAME[column.references].key) == 1, (table.name, column.name)


def test_describing_again_changes_nothing(con: duckdb.DuckDBPyConnection) -> None:
    sql = "SELECT schema_name, view_name, comment, sql FROM duckdb_views() ORDER BY ALL"
    before = con.execute(sql).fetchall()
    describe(con)
    assert con.execute(sql).fetchall() == before


def folder_with(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, sql in files.items():
        (folder / f"{name.removeprefix('m')}.sql").write_text(sql)
    return folder


def test_migrations_are_applied_once_and_in_order(tmp_path: Path) -> None:
    con = duckdb.connect()
    folder = folder_with(tmp_path, m0002_b="ALTER TABLE t ADD COLUMN b INT", m0001_a="CREATE TABLE t (a INT)")
    assert migrate(con, folder) == ("0001_a", "0002_b")
    assert migrate(con, folder) == ()
    assert pending_migrations(con, folder) == ()


def test_failing_migration_leaves_nothing_behind(tmp_path: Path) -> None:
    con = duckdb.connect()
    folder = folder_with(
        tmp_path, m0001_a="CREATE TABLE t (a INT)", m0002_b="CREATE TABLE u (a INT); SELECT * FROM no"
    )
    with pytest.raises(duckdb.CatalogException):
        migrate(con, folder)
    assert [migration.name for migration in pending_migrations(con, folder)] == ["0002_b"]
    assert con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'").fetchall() == [
        ("t",)
    ]


def test_edited_migration_is_refused(tmp_path: Path) -> None:
    con = duckdb.connect()
    migrate(con, folder_with(tmp_path, m0001_a="CREATE TABLE t (a INT)"))
    with pytest.raises(WarehouseError, match="0001_a was changed"):
        migrate(con, folder_with(tmp_path, m0001_a="CREATE TABLE t (a BIGINT)"))


def test_newer_warehouse_is_refused(tmp_path: Path) -> None:
    with open_stage(tmp_path / "w.duckdb") as con:
        migrate(con)
        con.execute("INSERT INTO audit.schema_migrations (version, name, sha256) VALUES (9999, '9999_x', '')")
    with pytest.raises(WarehouseError, match="newer than this Chancery"):
        open_reader(tmp_path / "w.duckdb")


def test_numbers_of_migrations_are_unbroken() -> None:
    assert [m.version for m in migrations()] == list(range(1, len(migrations()) + 1))
