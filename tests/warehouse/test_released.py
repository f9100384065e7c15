"""Warehouses that released versions wrote are read as they are, and carried forward by the next run.

`released/VERSION.duckdb.xz` is what that version's `chancery ingest` published: three of the samples
(two texts, a PDF) and one file in quarantine. None is ever made anew.
"""

from __future__ import annotations

import lzma
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from expectations.gate import examine
from expectations.occasion import Thresholds
from tests.warehouse.builders import PLEDGE, TEXT, a_run, inbox_with, staged
from warehouse.database import open_reader
from warehouse.errors import WarehouseError
from warehouse.export import ExportFormat, export_tables
from warehouse.migrate import migrations, pending_migrations
from warehouse.paths import WarehousePaths
from warehouse.publish import publish
from warehouse.schema import TABLES

RELEASED = Path(__file__).parent / "released"
VERSIONS = sorted(path.name.removesuffix(".duckdb.xz") for path in RELEASED.iterdir())
OF_RUNS = {"runs", "validations", "source_files", "quarantine"}
"""Tables in which a run that carries the file forward writes of itself."""
MADE_ANEW = {"actors", "events", "instruments", "document_links"}
REWRITTEN = {"event_id", "main_event_id", "work_id"}
COLUMNS = """
SELECT schema_name || '.' || table_name, list(column_name ORDER BY column_index) FROM duckdb_columns()
WHERE schema_name IN ('raw', 'core', 'audit') AND table_name <> 'schema_migrations' GROUP BY ALL
"""


def unpack(version: str, folder: Path) -> WarehousePaths:
    paths = WarehousePaths.of(folder / "w.duckdb")
    with lzma.open(RELEASED / f"{version}.duckdb.xz") as packed, paths.warehouse.open("wb") as file:
        shutil.copyfileobj(packed, file)
    return paths


def columns_of(path: Path) -> dict[str, list[str]]:
    with duckdb.connect(path, read_only=True) as con:
        return dict(con.execute(COLUMNS).fetchall())


def rows(path: Path, columns: dict[str, list[str]], documents: list[str]) -> dict[str, list[Any]]:
    """Return what the tables hold of some documents, in the columns named."""
    found = {}
    with duckdb.connect(path, read_only=True) as con:
        for table, names in columns.items():
            if "document_id" in names and table.split(".")[1] not in OF_RUNS | MADE_ANEW:
                kept = ", ".join(
                    name for name in names if name not in ("event_id", "main_event_id", "work_id")
                )
                sql = f"SELECT {kept} FROM {table} WHERE list_contains(?, document_id) ORDER BY ALL"
                found[table] = con.execute(sql, [documents]).fetchall()
    return found


@pytest.fixture(scope="module", params=VERSIONS)
def released(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> WarehousePaths:
    return unpack(request.param, tmp_path_factory.mktemp("released"))


@pytest.fixture(scope="module")
def carried(released: WarehousePaths, tmp_path_factory: pytest.TempPathFactory) -> WarehousePaths:
    """The same file after a run that brought one document."""
    folder = tmp_path_factory.mktemp("carried")
    paths = WarehousePaths.of(folder / "w.duckdb")
    shutil.copyfile(released.warehouse, paths.warehouse)
    run = replace(a_run(), started_at=datetime(2020, 1, 1))
    made, report = examine(staged(paths, inbox_with(folder / "in", TEXT), run), run, Thresholds())
    assert report.obstacles() == ()
    publish(paths, made)
    return paths


def test_first_release_is_among_them() -> None:
    assert "0.1.0" in VERSIONS


def test_file_is_read_as_it_is(released: WarehousePaths) -> None:
    with open_reader(released.warehouse) as con:
        assert pending_migrations(con)
        assert con.execute("SELECT count(*) FROM documents").fetchall() == [(3,)]
        assert con.execute("SELECT count(*) > 20 FROM commitments").fetchall() == [(True,)]


def test_what_needs_the_present_schema_says_so(released: WarehousePaths, tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="made by an earlier Chancery; the next ingest"):
        export_tables(released.warehouse, tmp_path / "out", ExportFormat.CSV)


def test_every_migration_is_applied_once(carried: WarehousePaths) -> None:
    with open_reader(carried.warehouse) as con:
        assert pending_migrations(con) == ()
        applied = con.execute("SELECT name FROM audit.schema_migrations ORDER BY version").fetchall()
    assert [name for (name,) in applied] == [migration.name for migration in migrations()]


def test_carried_file_has_the_present_schema(carried: WarehousePaths) -> None:
    columns = columns_of(carried.warehouse)
    present = {table.qualified_name: list(table.column_names) for table in TABLES if table.schema != "mart"}
    assert {name: sorted(columns[name]) for name in present} == {n: sorted(c) for n, c in present.items()}


def test_nothing_of_the_old_documents_is_lost_or_changed(
    released: WarehousePaths, carried: WarehousePaths
) -> None:
    columns = columns_of(released.warehouse)
    with open_reader(released.warehouse) as con:
        documents = [made for (made,) in con.execute("SELECT document_id FROM documents").fetchall()]
    before = rows(released.warehouse, columns, documents)
    assert sum(map(len, before.values())) > 300
    assert rows(carried.warehouse, columns, documents) == before


def test_what_is_asked_today_is_answered_of_old_documents(carried: WarehousePaths) -> None:
    with open_reader(carried.warehouse) as con:
        found = con.execute("SELECT passage FROM search('tabletop exercise Bishkek')").fetchall()
        assert any("Chu-2026" in passage for (passage,) in found)
        assert con.execute("SELECT count(*) FROM who_promised('counter_terrorism')").fetchone() != (0,)
        assert con.execute("SELECT quote FROM firm_commitments WHERE title = 'Lakes Forum'").fetchall() == [
            (PLEDGE,)
        ]
        assert con.execute("SELECT outcome FROM audit.source_files ORDER BY ALL").fetchall()[-1] == (
            "quarantined",
        )
