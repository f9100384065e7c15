"""The macros that analysts ask by, on a warehouse of two documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import pytest

from tests.expectations.small_warehouse import A, B, build
from warehouse.copies import resolve_copies
from warehouse.describe import describe


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(build(tmp_path_factory.mktemp("macros") / "w.duckdb")) as made:
        describe(made)
        keep(made)
        yield made


def keep(con: duckdb.DuckDBPyConnection) -> None:
    """Bring what is kept for lists in line with the rows."""
    con.execute("CREATE OR REPLACE TEMP TABLE touched AS SELECT document_id, false AS is_gone FROM documents")
    resolve_copies(con)


def ask(con: duckdb.DuckDBPyConnection, sql: str) -> list[Any]:
    return con.execute(sql).fetchall()


@pytest.mark.parametrize("record", ["cmt_1", "rep_b", "evt_1", "stm_1", "snt_7", "ins_1", "iso:LV", A.id])
def test_evidence_is_the_text_around_the_quote(con: duckdb.DuckDBPyConnection, record: str) -> None:
    rows = con.execute("SELECT before || quote || after, document_id FROM evidence(?)", [record]).fetchall()
    assert rows
    for words, document_id in rows:
        assert words in (A.text if document_id == A.id else B.text)


def test_evidence_begins_at_the_text_s_first_character(con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, "SELECT before, quote FROM evidence('snt_1')") == [("", "Council of River States")]


def test_evidence_knows_page_and_box(con: duckdb.DuckDBPyConnection) -> None:
    ((page, boxes),) = ask(con, "SELECT page_number, boxes FROM evidence('snt_8')")
    assert page == 2
    assert boxes == [{"page_number": 2, "x0": 72.0, "top": 72.0, "x1": 500.0, "bottom": 90.0}]
    assert ask(con, "SELECT page_number, boxes FROM evidence('cmt_1')") == [(None, [])]


def test_evidence_of_nothing_is_nothing(con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, "FROM evidence('cmt_none')") == []


@pytest.mark.parametrize("name", ["Latvia", "LATVIA", "lettland", "iso:LV"])
def test_timeline_takes_any_name(con: duckdb.DuckDBPyConnection, name: str) -> None:
    rows = con.execute("SELECT date, what FROM timeline(?)", [name]).fetchall()
    assert (date(2025, 5, 3), "event: host") in rows


def test_timeline_of_nobody_is_empty(con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, "FROM timeline('Atlantis')") == []


def test_who_promised_takes_a_topic_or_words(con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, "SELECT commitment_id FROM who_promised('youth')") == [("cmt_1",)]
    assert ask(con, "SELECT commitment_id FROM who_promised('bureau')") == [("cmt_1",)]
    assert ask(con, "FROM who_promised('drugs')") == []


@pytest.mark.parametrize(
    ("actor", "actor_id", "countries"),
    [
        ("We", None, ["LV"]),  # Latvia is the one state that takes part in the document's event
        ("The Parties", None, ["LV"]),
        ("Latvia", "iso:LV", ["LV"]),
        ("Latvia and the host", None, ["LV"]),
        ("The Chair", None, None),
        ("the State Audit Office of Nowhere", None, None),
        ("A. Person", None, None),
    ],
)
def test_promised_by_knows_whom_an_actor_means(
    con: duckdb.DuckDBPyConnection, actor: str, actor_id: str | None, countries: list[str] | None
) -> None:
    con.begin()
    con.execute("UPDATE core.commitments SET kind = 'pledge', actor = ?, actor_id = ?", [actor, actor_id])
    con.execute("UPDATE core.documents SET main_event_id = 'evt_1'")
    keep(con)
    sql = "SELECT DISTINCT countries FROM promised_by(['LV'], 'regional_cooperation')"
    found = ask(con, sql)
    others = ask(con, "FROM promised_by(['EE'], 'regional_cooperation')")
    con.rollback()
    assert found == ([(countries,)] if countries else [])
    assert others == []


def test_promised_by_takes_the_documents_of_a_topic(con: duckdb.DuckDBPyConnection) -> None:
    con.begin()
    con.execute("UPDATE core.commitments SET actor = 'We', actor_id = NULL")
    con.execute("UPDATE core.documents SET main_event_id = 'evt_1'")
    keep(con)
    found = ask(con, "SELECT commitment_id, is_on_topic FROM promised_by(['LV'], 'regional_cooperation')")
    none = ask(con, "FROM promised_by(['LV'], 'drugs')")
    con.rollback()
    assert (found, none) == ([("cmt_1", True)], [])


def test_due_and_overdue_part_at_the_day(con: duckdb.DuckDBPyConnection) -> None:
    assert ask(con, "SELECT days_left, commitment_id FROM due('2026-06-01')") == [(0, "cmt_1")]
    assert ask(con, "FROM due('2026-06-02')") == []
    assert ask(con, "FROM overdue('2026-06-01')") == []
    assert ask(con, "SELECT days_past, commitment_id FROM overdue('2026-06-02')") == [(1, "cmt_1")]


def test_reports_are_compared_value_by_value(con: duckdb.DuckDBPyConnection) -> None:
    rows = ask(con, "SELECT field, value, is_chosen, works FROM compare_reports('evt_1')")
    assert ("status", "held", True, 1) in rows
    assert ("status", "planned", False, 1) in rows
    assert ("place", "Riga", True, 2) in rows
    assert ("start_date", "2025-05-03", True, 1) in rows
    assert [field for field, *_ in rows][:2] == ["name", "kind"]


def test_hostile_arguments_are_only_words(con: duckdb.DuckDBPyConnection) -> None:
    for macro in ("evidence", "timeline", "who_promised", "compare_reports", "search"):
        assert con.execute(f"SELECT * FROM {macro}(?)", ["'); DROP VIEW documents; --"]).fetchall() == []
    assert ask(con, "SELECT count(*) FROM documents") == [(2,)]
