"""What is new, asked of warehouses that were published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest import mock

import pytest

from extractors.model import EventStatus
from flows.artifacts.news import Count, News, read_news
from tests.warehouse import builders
from tests.warehouse.builders import (
    PLEDGE,
    TEXT,
    VERSIONS,
    a_run,
    commitment,
    event,
    facts,
    inbox_with,
    ingest,
)
from warehouse.database import open_reader
from warehouse.paths import WarehousePaths

PLANNED = replace(facts(), events=(event(TEXT, status=EventStatus.PLANNED),))
MOVED = replace(
    facts(version="e2"),
    events=(event(TEXT, status=EventStatus.PLANNED, place="Osk"),),
    commitments=(replace(commitment(), strength=3),),
)
NEWER = replace(VERSIONS, extractor="e2")


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> WarehousePaths:
    """A warehouse of two runs; the second, with newer extractors, tells the same document otherwise."""
    folder = tmp_path_factory.mktemp("news")
    made = WarehousePaths.of(folder / "w.duckdb")
    with mock.patch.object(builders, "facts", lambda *_: PLANNED):
        ingest(made, inbox_with(folder / "in", TEXT), a_run())
    with mock.patch.object(builders, "facts", lambda *_: MOVED):
        ingest(made, folder / "in", a_run(1, NEWER))
    return made


def news(paths: WarehousePaths, run: int, day: date, file: Path | None = None) -> News:
    with open_reader(file or paths.warehouse) as con:
        return read_news(con, a_run(run).run_id, day)


def test_a_first_run_is_all_new(paths: WarehousePaths) -> None:
    found = news(paths, 0, date(2031, 5, 1), paths.version(a_run().run_id))
    assert Count("commitments", 1, 0, 0) in found.counts
    (coming,), (firm,) = found.events.rows, found.firm.rows
    assert (coming.change, coming.name, coming.place, coming.file_name) == (
        "added",
        "Lakes Forum",
        "Velm",
        "0.txt",
    )
    assert (firm.quote, firm.actor, firm.strength) == (PLEDGE, "Ministers", 4)
    assert found.altered.rows == ()


def test_a_later_run_tells_what_it_changed(paths: WarehousePaths) -> None:
    found = news(paths, 1, date(2031, 5, 1))
    assert found.firm.total == 0
    assert found.events.rows[0].change == "changed"
    changed = {record.table: record.differences for record in found.altered.rows}
    assert changed["commitments"]["strength"] == {"before": "4", "after": "3"}  # type: ignore[index]
    assert changed["events"]["place"] == {"before": "Velm", "after": "Osk"}  # type: ignore[index]


@pytest.mark.parametrize(
    ("day", "events", "deadlines"),
    [
        (date(2031, 5, 4), 1, 0),
        (date(2031, 5, 5), 0, 0),
        (date(2033, 10, 1), 0, 0),
        (date(2033, 10, 2), 0, 1),
        (date(2033, 12, 31), 0, 1),
        (date(2034, 1, 1), 0, 0),
    ],
)
def test_what_is_past_or_far_off_is_left_out(
    paths: WarehousePaths, day: date, events: int, deadlines: int
) -> None:
    found = news(paths, 1, day)
    assert (found.events.total, found.deadlines.total) == (events, deadlines)


def test_copies_of_one_text_promise_once(tmp_path: Path) -> None:
    paths = WarehousePaths.of(tmp_path / "w.duckdb")
    ingest(paths, inbox_with(tmp_path / "in", TEXT, f"{TEXT}\n"), a_run())
    found = news(paths, 0, date(2033, 12, 1))
    with open_reader(paths.warehouse) as con:
        works = con.execute("SELECT count(DISTINCT work_id), count(*) FROM documents").fetchone()
    assert works == (1, 2)
    assert (found.deadlines.total, found.firm.total) == (1, 1)
