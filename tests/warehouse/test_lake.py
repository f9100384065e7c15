"""A DuckLake gets every public table in one transaction; where its extension is missing, one line says so.

The extension cannot be fetched everywhere. So what is written is tested on a database file that stands in
for the lake, and on a lake only where the extension is installed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from flows.cli.app import app
from flows.exits import BAD_REQUEST
from tests.expectations.small_warehouse import publish
from warehouse import lake
from warehouse.errors import ExportError
from warehouse.lake import OFFLINE, export_lake
from warehouse.schema import public_tables

SECRET = "postgres:dbname=lake password=hunter2"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = publish(tmp_path_factory.mktemp("lake") / "it's.duckdb")
    with duckdb.connect(path) as con:
        con.execute(
            """INSERT INTO core.document_fields
            SELECT document_id, 'contact', 'x', quote, 3, 4, rule_id, true
            FROM core.document_fields LIMIT 1"""
        )
    return path


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database file in the place of a lake."""
    path = tmp_path / "lake.duckdb"
    monkeypatch.setattr(lake, "load", lambda *_: None)
    monkeypatch.setattr(lake, "attach", lambda con, *_: con.execute(f"ATTACH '{path}' AS lake"))
    return path


def rows(path: Path, table: str, where: str = "true") -> list[Any]:
    with duckdb.connect(path, read_only=True) as con:
        return con.execute(f"SELECT * FROM main.{table} WHERE {where} ORDER BY ALL").fetchall()


def test_lake_holds_every_row_without_contacts(small: Path, stand_in: Path) -> None:
    for _ in range(2):  # the second time replaces
        assert export_lake(small, "any", None) == len(tuple(public_tables()))
    for table in public_tables():
        kept = "NOT is_personal" if table.name == "document_fields" else "true"
        assert rows(stand_in, table.name) == rows(small, table.name, kept), table.name
    export_lake(small, "any", None, contacts=True)
    assert rows(stand_in, "document_fields") == rows(small, "document_fields")


def test_lake_says_what_its_columns_mean(small: Path, stand_in: Path) -> None:
    export_lake(small, "any", None)
    with duckdb.connect(stand_in, read_only=True) as con:
        sql = "SELECT comment FROM duckdb_columns() WHERE table_name = 'commitments' AND column_name = ?"
        [(comment,)] = con.execute(sql, ["deadline_date"]).fetchall()
        assert comment in {column.description for table in public_tables() for column in table.columns}
        bare = "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL"
        assert con.execute(bare).fetchall() == []


def test_failed_export_leaves_the_lake_as_it_was(
    small: Path, stand_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_lake(small, "any", None, contacts=True)
    before = rows(stand_in, "document_fields")
    tables = tuple(public_tables())
    broken = [*tables, tables[0].__class__("none", "core", "Is not there.", ("a",), tables[0].columns)]
    monkeypatch.setattr(lake, "public_tables", lambda: broken)
    with pytest.raises(ExportError, match="cannot write to the lake: Catalog Error"):
        export_lake(small, "any", None)
    assert rows(stand_in, "document_fields") == before


def test_message_does_not_repeat_the_catalog(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object, catalog: str, __: object) -> None:
        raise duckdb.IOException(f"unable to connect to {catalog}: no such host")

    monkeypatch.setattr(lake, "load", lambda *_: None)
    monkeypatch.setattr(lake, "attach", refuse)
    with pytest.raises(ExportError) as raised:
        export_lake(small, SECRET, None)
    assert str(raised.value) == "cannot write to the lake: unable to connect to the catalog: no such host"


@pytest.mark.parametrize(("catalog", "wanted"), [("lake.ducklake", "ducklake"), (SECRET, "ducklake")])
def test_missing_extension_is_told_in_one_line(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalog: str, wanted: str
) -> None:
    monkeypatch.setattr(lake, "OFFLINE", OFFLINE | {"extension_directory": str(tmp_path / "none")})
    done = CliRunner().invoke(
        app, ["export", "ducklake", catalog, "--data-path", str(tmp_path), "--warehouse", str(small)]
    )
    assert done.exit_code == BAD_REQUEST
    assert done.stderr.count("\n") == 1
    assert f"extension {wanted} is not installed on this machine; " in done.stderr
    assert f"INSTALL {wanted}" in done.stderr
    assert "hunter2" not in done.stderr


def test_lake_of_duckdb_s_own(small: Path, tmp_path: Path) -> None:
    with duckdb.connect(config=OFFLINE) as con:
        try:
            lake.load(con, "ducklake")
        except ExportError as error:
            pytest.skip(str(error))
        export_lake(small, str(tmp_path / "lake.ducklake"), str(tmp_path / "files"))
        export_lake(small, str(tmp_path / "lake.ducklake"), None)
        lake.attach(con, str(tmp_path / "lake.ducklake"), None)
        for table in public_tables():
            found = con.execute(f"SELECT * FROM lake.main.{table.name} ORDER BY ALL").fetchall()
            kept = "NOT is_personal" if table.name == "document_fields" else "true"
            assert found == rows(small, table.name, kept), table.name
