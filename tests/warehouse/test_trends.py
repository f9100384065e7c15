"""The views over runs: how often an expectation was met and since when it is not, and what runs counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import duckdb
import pytest

from warehouse.describe import describe
from warehouse.migrate import migrate

RUNS = ("20240501T080000Z-aaaaaaaa", "20240502T080000Z-bbbbbbbb", "20240503T080000Z-cccccccc")
A_RUN = "INSERT INTO audit.runs VALUES (?, ?, ?, 'published', 1, 0, 0, 0, '0.1.0', 'p', 'e')"
RESULT = """
INSERT INTO audit.validations BY NAME SELECT ? AS run_id, 'events' AS table_name, ? AS expectation_id,
    't' AS expectation_type, ? AS description, ? AS severity, ? AS success, ? AS error, ? AS observed,
    ? AS unexpected_count, [] AS offending_ids, ? AS withdrawn_ids
"""


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    """Three runs: one expectation is broken in the second, another cannot be evaluated in the last."""
    with duckdb.connect() as made:
        migrate(made)
        for day, run in enumerate(RUNS, start=1):
            made.execute(A_RUN, [run, datetime(2024, 5, day, 8), datetime(2024, 5, day, 9)])
            made.execute("INSERT INTO audit.measures VALUES (?, 'events', ?)", [run, day * 10])
            broken = day == 2
            told = ["events.e", f"Said in run {day}.", "critical", not broken, None]
            made.execute(
                RESULT, [run, *told, f"{2 * broken} of 9 rows", 2 * broken, ["doc_1"] if broken else []]
            )
        for run, error in zip(RUNS[1:], (None, "no such column"), strict=True):
            told = ["events.new", "It is new.", "warning", error is None, error]
            made.execute(RESULT, [run, *told, None if error else "0 of 9 rows", 0, []])
        describe(made)
        yield made


def test_trend_tells_how_often_and_since_when(con: duckdb.DuckDBPyConnection) -> None:
    sql = """SELECT run_count, success_count, is_met, first_failed_at, last_failed_at, unexpected_count,
        withdrawn_count, last_observed, description FROM audit_trend WHERE expectation_id = ?"""
    second, third = datetime(2024, 5, 2, 8), datetime(2024, 5, 3, 8)
    observed = ["0 of 9 rows", "2 of 9 rows", "0 of 9 rows"]
    assert con.execute(sql, ["events.e"]).fetchall() == [
        (3, 2, True, second, second, 2, 1, observed, "Said in run 3.")
    ]
    assert con.execute(sql, ["events.new"]).fetchall() == [
        (2, 1, False, third, third, 0, 0, ["no such column", "0 of 9 rows"], "It is new.")
    ]


def test_trend_has_a_row_for_each_expectation(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute("SELECT expectation_id, severity FROM audit_trend ORDER BY ALL").fetchall()
    assert found == [("events.e", "critical"), ("events.new", "warning")]


def test_measures_tell_the_difference_to_the_run_before(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute("SELECT run_id, value, change FROM run_measures ORDER BY run_id").fetchall()
    assert found == [(RUNS[0], 10, None), (RUNS[1], 20, 10), (RUNS[2], 30, 10)]
