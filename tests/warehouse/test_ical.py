"""The calendar that is exported: whole days, stable, readable by others; and the views it draws on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest
from icalendar import Calendar

from tests.expectations.small_warehouse import build
from warehouse.describe import describe
from warehouse.ical import calendar


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(build(tmp_path_factory.mktemp("ical") / "w.duckdb")) as made:
        describe(made)
        yield made


def test_events_and_deadlines_are_whole_days(con: duckdb.DuckDBPyConnection) -> None:
    entries = Calendar.from_ical(calendar(con)).walk("VEVENT")
    found = {str(entry["UID"]): entry for entry in entries}
    assert sorted(found) == ["cmt_1@chancery", "evt_1@chancery"], "the visit is known to the year only"
    meeting = found["evt_1@chancery"]
    assert (meeting["DTSTART"].dt, meeting["DTEND"].dt) == (date(2025, 5, 3), date(2025, 5, 4))
    assert str(meeting["SUMMARY"]) == "meeting of River States"
    assert str(meeting["LOCATION"]) == "Riga, LV"
    assert found["cmt_1@chancery"]["DTSTART"].dt == date(2026, 6, 1)


def test_the_same_warehouse_gives_the_same_bytes(con: duckdb.DuckDBPyConnection) -> None:
    assert calendar(con) == calendar(con)


def test_calendar_has_planned_events_first(con: duckdb.DuckDBPyConnection) -> None:
    shown = con.execute("SELECT event_id, status, organisers FROM calendar").fetchall()
    assert [event for event, *_ in shown] == ["evt_2", "evt_1"]
    assert [status for _, status, _ in shown] == ["planned", "held"]
    assert shown[1][2], "the host is among the organisers"


def test_dossier_holds_all_that_is_known(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        "SELECT section, count(*) FROM event_dossier WHERE event_id = 'evt_1' GROUP BY section"
    ).fetchall()
    assert dict(rows) == {"document": 2, "participant": 1, "part": 1, "commitment": 1}
