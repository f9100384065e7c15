"""What an ingest tells: its Data Docs, what the audit warns of, and a silence that lasts too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from expectations.docs.build import build_docs
from expectations.gate import examine
from expectations.occasion import Thresholds
from flows.report import IngestReport, report_of
from flows.terminal.ingest import MOST_WARNINGS, show_report
from tests.warehouse.builders import TEXT, a_run, inbox_with, plan_of, staged
from warehouse.database import open_reader
from warehouse.paths import WarehousePaths
from warehouse.plan import Plan
from warehouse.publish import publish
from warehouse.run import Counts, Run
from warehouse.runlog import record_of
from warehouse.schema import RunStatus

FIRST = datetime(2020, 1, 1)


def run_at(second: int, days: int) -> Run:
    return replace(a_run(second), started_at=FIRST + timedelta(days=days))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> WarehousePaths:
    """A warehouse of one run, which loaded a document and wrote Data Docs."""
    folder = tmp_path_factory.mktemp("reported")
    paths = WarehousePaths.of(folder / "w.duckdb")
    made, audited = examine(
        staged(paths, inbox_with(folder / "in", TEXT), run_at(0, 0)), run_at(0, 0), Thresholds()
    )
    build_docs(audited, FIRST, paths.docs_index(made.run_id).parent, 1)
    publish(paths, made)
    return paths


def told(paths: WarehousePaths, run: Run, status: RunStatus, stale_days: float = 30) -> IngestReport:
    plan: Plan = plan_of(paths, [paths.warehouse.parent / "in"])
    return report_of(paths, record_of(run, status, Counts(unchanged=1), ""), plan, stale_days)


def test_data_docs_are_named_where_there_are_any(published: WarehousePaths) -> None:
    docs = told(published, run_at(0, 0), RunStatus.PUBLISHED).docs
    assert docs is not None
    assert Path(docs).read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert told(published, run_at(1, 1), RunStatus.UNCHANGED).docs is None


@pytest.mark.parametrize(("days", "stale"), [(30, False), (31, True), (400, True)])
def test_run_that_finds_nothing_new_tells_a_long_silence(
    published: WarehousePaths, days: int, stale: bool
) -> None:
    report = told(published, run_at(1, days), RunStatus.UNCHANGED)
    expected = f"Nothing new has come in for {days} days, since 2020-01-01; something is expected every 30."
    assert report.warnings == ([expected] if stale else [])


def test_patience_is_a_setting(published: WarehousePaths) -> None:
    run = run_at(1, 31)
    assert told(published, run, RunStatus.UNCHANGED, 31).warnings == []
    assert len(told(published, run, RunStatus.UNCHANGED, 7).warnings) == 1


def test_no_silence_where_nothing_was_ever_published(tmp_path: Path) -> None:
    inbox_with(tmp_path / "in", TEXT)
    paths = WarehousePaths.of(tmp_path / "w.duckdb")
    assert told(paths, run_at(0, 999), RunStatus.FAILED).warnings == []


def test_warnings_of_the_audit_are_told(published: WarehousePaths) -> None:
    warnings = told(published, run_at(0, 0), RunStatus.PUBLISHED).warnings
    known = "Every value of rule_id is a rule of the extractors in use. Not met by 1 of 1 rows"
    assert f"{known} (commitments.rule_id_is_known)" in warnings
    with open_reader(published.warehouse) as con:
        failed = "SELECT count(*) FROM audit.validations WHERE NOT success AND severity = 'warning'"
        assert con.execute(failed).fetchall() == [(len(warnings),)]


def test_terminal_prints_the_first_warnings(
    published: WarehousePaths, capsys: pytest.CaptureFixture[str]
) -> None:
    report = told(published, run_at(1, 31), RunStatus.UNCHANGED)
    show_report(report)
    assert "Warning: Nothing new has come in for 31 days" in capsys.readouterr().out
    show_report(report.model_copy(update={"warnings": [f"W{n}" for n in range(9)], "docs": "index.html"}))
    shown = capsys.readouterr().out
    assert shown.count("Warning: ") == MOST_WARNINGS
    assert "… and 4 more warnings; Data Docs: index.html" in shown
