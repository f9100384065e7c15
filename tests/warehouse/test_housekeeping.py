"""What maintenance does: the same rows in less room, nothing kept for ever, and how fresh it all is."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from tests.warehouse.builders import TEXT, a_run, inbox_with, ingest, parsed
from warehouse import compaction
from warehouse.compaction import compact
from warehouse.database import open_reader, open_stage
from warehouse.errors import WarehouseError
from warehouse.freshness import freshness
from warehouse.housekeeping import UNCLAIMED_DAYS, Tidied, tidy
from warehouse.parses import ParseStore
from warehouse.paths import WarehousePaths
from warehouse.versions import Retention

NOW = datetime(2100, 1, 1)


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    paths = WarehousePaths.of(tmp_path / "w.duckdb")
    ingest(paths, inbox_with(tmp_path / "in", TEXT), a_run())
    return paths


def with_dead_room(paths: WarehousePaths) -> None:
    """Give the published file the room of a million rows that are gone."""
    with open_stage(paths.warehouse) as con:
        con.execute("CREATE TABLE padding AS SELECT uuid() AS words FROM range(300_000)")
        con.execute("CHECKPOINT")
        con.execute("DROP TABLE padding")
        con.execute("CHECKPOINT")


def shape(paths: WarehousePaths) -> list[object]:
    """Return what readers can tell of a file: its tables, views, macros, comments and rows."""
    with open_reader(paths.warehouse) as con:
        named = con.execute(
            "SELECT schema_name, table_name, comment, sql FROM duckdb_tables() UNION ALL "
            "SELECT schema_name, view_name, comment, sql FROM duckdb_views() WHERE NOT internal UNION ALL "
            "SELECT schema_name, function_name, comment, macro_definition FROM duckdb_functions() "
            "WHERE NOT internal ORDER BY ALL"
        ).fetchall()
        columns = con.execute(
            "SELECT schema_name, table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal "
            "ORDER BY ALL"
        ).fetchall()
        rows = [
            con.execute(f"FROM {s}.{t} ORDER BY ALL").fetchall() for s, t, _, sql in named if "TABLE" in sql
        ]
    return [named, columns, rows]


def test_a_compacted_file_says_the_same(paths: WarehousePaths) -> None:
    with_dead_room(paths)
    before, size = shape(paths), paths.warehouse.stat().st_size
    made = compact(paths, "r1")
    assert made.bytes_before == size > 1.2 * made.bytes_after
    assert made.bytes_after == paths.warehouse.stat().st_size
    assert shape(paths) == before
    ingest(paths, inbox_with(paths.warehouse.parent / "in", TEXT, f"More. {TEXT}"), a_run(1))
    assert compact(paths, "r2").bytes_before < size


def test_a_file_without_dead_room_stays(paths: WarehousePaths) -> None:
    with_dead_room(paths)
    compact(paths, "r1")
    before = paths.warehouse.read_bytes()
    made = compact(paths, "r2")
    assert made.bytes_before == made.bytes_after
    assert paths.warehouse.read_bytes() == before


def test_a_copy_that_differs_does_not_take_the_place(
    paths: WarehousePaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_dead_room(paths)
    before = paths.warehouse.read_bytes()
    check = compaction._assert_same

    def lose_a_row(con, copy):  # type: ignore[no-untyped-def]
        con.execute(f"DELETE FROM {copy}.core.sentences WHERE ordinal = 0")
        check(con, copy)

    monkeypatch.setattr(compaction, "_assert_same", lose_a_row)
    with pytest.raises(WarehouseError, match=r"core\.sentences differs"):
        compact(paths, "r1")
    assert paths.warehouse.read_bytes() == before


def test_only_parses_that_are_needed_are_kept(paths: WarehousePaths) -> None:
    """Needed are those of documents, also of kept versions, and young ones that a run may take up."""
    store = ParseStore(paths.parses, paths.work)
    old = (NOW - timedelta(days=UNCLAIMED_DAYS + 1)).timestamp()
    texts = {"published": TEXT, "young": "Young.", "old": "Old.", "other parser": "Other."}
    files = {}
    for name, text in texts.items():
        made, version = parsed(text), "p0" if name == "other parser" else "p1"
        store.put(made.sha256, version, msgspec.json.encode(made))
        files[name] = store.path_of(made.sha256, version)
    for name, file in files.items():
        os.utime(file, times=(old, old) if name in ("published", "old") else (NOW.timestamp(),) * 2)
    assert tidy(paths, Retention(), 5, "p1", NOW).parses == 2
    assert {name for name, file in files.items() if file.exists()} == {"published", "young"}


def test_versions_and_rejected_runs_keep_their_bounds(paths: WarehousePaths, tmp_path: Path) -> None:
    for second in (1, 2, 3):
        ingest(paths, inbox_with(tmp_path / "in", TEXT, f"{second}. {TEXT}"), a_run(second))
        paths.rejected(a_run(second).run_id).touch()
        paths.rejection_report(a_run(second).run_id).touch()
    assert tidy(paths, Retention(count=1), 2, "p1", NOW) == Tidied(versions=2, rejected=1, parses=0)
    kept = [a_run(second).run_id for second in (2, 3)]
    assert sorted(tmp_path.glob("w.rejected-*.duckdb")) == [paths.rejected(run) for run in kept]
    assert sorted(tmp_path.glob("w.rejected-*.json")) == [paths.rejection_report(run) for run in kept]
    assert tidy(paths, Retention(count=1), 2, "p1", NOW) == Tidied(0, 0, 0)


@pytest.mark.parametrize(("days", "stale"), [(5, False), (6.9, False), (7.1, True)])
def test_freshness_is_counted_from_the_last_news(paths: WarehousePaths, days: float, stale: bool) -> None:
    with open_reader(paths.warehouse) as con:
        found = freshness(con, a_run().started_at + timedelta(days=days), 7)
    assert (found.newest_at, found.days, found.is_stale) == (a_run().started_at, days, stale)


def test_an_empty_warehouse_is_stale(tmp_path: Path) -> None:
    paths = WarehousePaths.of(tmp_path / "empty.duckdb")
    ingest(paths, inbox_with(tmp_path / "nothing", "It holds nothing."), a_run())
    with open_reader(paths.warehouse) as con:
        assert freshness(con, NOW, 7).is_stale
