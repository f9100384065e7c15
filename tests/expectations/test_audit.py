"""The audit finds every corruption, names the rows, and holds back what must not be published."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace
from itertools import groupby
from pathlib import Path

import duckdb
import pytest

from expectations.audit import audit
from expectations.expectation import Expectation
from expectations.report import MOST_IDS, AuditReport, ValidationResult
from expectations.suites import all_suites, suite
from tests.expectations.corruptions import GENERIC, HANDWRITTEN, Corruption, family
from tests.expectations.small_warehouse import OCCASION, RUN, A, Row, build_unguarded
from warehouse.schema import BY_NAME, Severity

FAMILIES = sorted({family(expectation) for expectation, _ in GENERIC})


def failed(report: AuditReport) -> dict[str, ValidationResult]:
    return {result.expectation_id: result for result in report.failures()}


def count_offending(con: duckdb.DuckDBPyConnection, result: ValidationResult) -> int:
    assert result.offending_sql is not None
    return len(con.execute(result.offending_sql).fetchall())


def broken_by_sql(path: Path, some: tuple[Expectation, ...]) -> set[str]:
    """Return which expectations' queries find rows; quicker than an audit of the whole suite."""
    with duckdb.connect(str(path), read_only=True) as con:
        return {e.expectation_id for e in some if con.execute(f"FROM ({e.offending_sql}) LIMIT 1").fetchall()}


def test_right_warehouse_passes_every_expectation(warehouse: Path) -> None:
    report = audit(warehouse, OCCASION)
    assert report.passed
    assert failed(report) == {}
    assert [r.expectation_id for r in report.results] == [
        e.expectation_id for s in all_suites(OCCASION) for e in s
    ]


@pytest.mark.parametrize("corruption", HANDWRITTEN, ids=lambda corruption: corruption.expectation_id)
def test_rule_catches_what_it_is_for(corruption: Corruption, corrupt: Callable[[str], Path]) -> None:
    path = corrupt(corruption.sql)
    name = corruption.expectation_id.split(".")[0]
    whole = next(some for some in all_suites(OCCASION) if some and some[0].table.name == name)
    assert broken_by_sql(path, whole) == {corruption.expectation_id} | corruption.also
    only = tuple(e for e in whole if e.expectation_id == corruption.expectation_id)
    (result,) = audit(path, OCCASION, [only]).failures()
    assert result.offending_ids == corruption.ids
    assert result.error is None
    with duckdb.connect(str(path), read_only=True) as con:
        assert result.unexpected_count == count_offending(con, result) == len(corruption.ids)


@pytest.mark.parametrize("name", FAMILIES)
def test_facts_of_the_schema_are_checked(name: str, tmp_path: Path) -> None:
    """Each expectation of the family gets a row of its own that breaks it, and finds just that row."""
    spoiled = [(expectation, row) for expectation, row in GENERIC if family(expectation) == name]
    more: dict[str, list[Row]] = {}
    for expectation, row in spoiled:
        more.setdefault(expectation.table.name, []).append(row)
    path = build_unguarded(tmp_path / "w.duckdb", more)
    suites = [tuple(e for e, _ in some) for _, some in groupby(spoiled, lambda pair: pair[0].table.name)]
    found = failed(audit(path, OCCASION, suites))
    assert found.keys() == {expectation.expectation_id for expectation, _ in spoiled}
    rows = 2 if name == "key_is_unique" else 1
    with duckdb.connect(str(path), read_only=True) as con:
        for expectation, row in spoiled:
            result = found[expectation.expectation_id]
            key = "/".join("" if row.get(k) is None else str(row.get(k)) for k in expectation.table.key)
            assert result.error is None
            assert result.offending_ids == (key,) * rows, expectation.expectation_id
            assert result.unexpected_count == count_offending(con, result) == rows


def test_every_expectation_has_a_corruption() -> None:
    corrupted = {c.expectation_id for c in HANDWRITTEN} | {e.expectation_id for e, _ in GENERIC}
    assert {e.expectation_id for s in all_suites(OCCASION) for e in s} - corrupted == set()


def broken(severity: Severity) -> Expectation:
    table = BY_NAME["actors"]
    return Expectation(table, "is_broken", severity, "It cannot be evaluated.", where="no_such_column > 1")


@pytest.mark.parametrize("severity", list(Severity))
def test_expectation_that_raises_counts_as_critical(severity: Severity, warehouse: Path) -> None:
    report = audit(warehouse, OCCASION, [(broken(severity),)])
    (result,) = report.results
    assert not report.passed
    assert report.failures(Severity.CRITICAL) == (result,)
    assert "no_such_column" in (result.error or "")


def test_native_expectation_that_raises_counts_as_critical(warehouse: Path) -> None:
    right = next(e for e in suite(BY_NAME["actors"], OCCASION) if e.name == "kind_is_known")
    wrong = replace(right, arguments={**right.arguments, "column": "no_such_column"})
    report = audit(warehouse, OCCASION, [(wrong,)])
    assert not report.passed
    assert report.results[0].error


def test_warnings_do_not_hold_a_publication_back(corrupt: Callable[[str], Path]) -> None:
    path = corrupt("UPDATE core.instruments SET year = 7 WHERE instrument_id = 'ins_1'")
    report = audit(path, OCCASION, [suite(BY_NAME["instruments"], OCCASION)])
    assert report.passed
    assert [r.expectation_id for r in report.failures(Severity.WARNING)] == ["instruments.year_is_usual"]
    assert report.failures(Severity.CRITICAL) == ()


def test_results_are_rows_of_validations(corrupt: Callable[[str], Path]) -> None:
    path = corrupt("UPDATE core.actors SET kind = 'ghost'; DELETE FROM audit.validations")
    report = audit(path, OCCASION, [suite(BY_NAME["actors"], OCCASION)])
    assert tuple(f.name for f in fields(ValidationResult)) == BY_NAME["validations"].column_names
    with duckdb.connect(str(path)) as con:
        with con.appender("audit.validations") as appender:
            appender.append_rows(report.rows())
        stored = con.execute(
            "SELECT severity, observed, offending_ids FROM audit.validations WHERE NOT success"
        ).fetchall()
    assert stored == [("critical", "2 of 2 rows", ["grp:river-states", "iso:LV"])]


def test_at_most_a_hundred_offending_ids_are_named(corrupt: Callable[[str], Path]) -> None:
    path = corrupt(
        "INSERT INTO core.actors "
        "SELECT 'x' || lpad(i::VARCHAR, 3, '0'), 'ghost', 'X', NULL, [] FROM range(150) AS g(i)"
    )
    kinds = tuple(e for e in suite(BY_NAME["actors"], OCCASION) if e.name == "kind_is_known")
    (result,) = audit(path, OCCASION, [kinds]).results
    assert result.unexpected_count == 150
    assert result.offending_ids == tuple(f"x{i:03}" for i in range(MOST_IDS))


def test_report_says_why_a_run_was_rejected(corrupt: Callable[[str], Path]) -> None:
    path = corrupt("UPDATE core.sentences SET role = 'chorus' WHERE sentence_id = 'snt_1'")
    report = json.loads(json.dumps(audit(path, OCCASION, [suite(BY_NAME["sentences"], OCCASION)]).to_json()))
    (failure,) = report["failures"]
    assert (report["run_id"], report["passed"]) == (RUN, False)
    assert failure["expectation"] == "sentences.role_is_known"
    assert failure["offending_ids"] == ["snt_1"]


def test_audit_leaves_the_file_alone(warehouse: Path) -> None:
    before = warehouse.read_bytes()
    audit(warehouse, OCCASION, [suite(BY_NAME["sentences"], OCCASION)])
    assert warehouse.read_bytes() == before
    assert sorted(p.name for p in warehouse.parent.iterdir()) == [warehouse.name]


def test_missing_file_raises(tmp_path: Path) -> None:
    with pytest.raises(duckdb.Error):
        audit(tmp_path / "none.duckdb", OCCASION)
    assert not (tmp_path / "none.duckdb").exists()


def test_every_kind_of_space_may_stand_between_sentences(corrupt: Callable[[str], Path]) -> None:
    spaces = "".join(chr(code) for code in range(0x110000) if chr(code).isspace())
    listed = " || ".join(f"chr({ord(space)})" for space in spaces)
    path = corrupt(f"UPDATE raw.document_texts SET text = text || {listed} WHERE document_id = '{A.id}'")
    cover = tuple(e for e in suite(BY_NAME["document_texts"], OCCASION) if e.name == "sentences_cover_text")
    assert audit(path, OCCASION, [cover]).passed
