"""A bad document costs itself alone; what is no document's fault costs the run."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from expectations.gate import examine
from expectations.occasion import Thresholds
from extractors.identity import content_sha256, document_id
from flows.report import report_of
from flows.steps import publish_run
from tests.warehouse.builders import TEXT, VERSIONS, inbox_with, plan_of, staged
from warehouse.database import open_reader, open_stage
from warehouse.errors import AuditRejected
from warehouse.paths import WarehousePaths
from warehouse.run import Counts, Run
from warehouse.runlog import record_of
from warehouse.schema import RunStatus
from warehouse.staging import StagedRun
from warehouse.versions import Retention

OTHER = f"{TEXT}\n"
UNCOVERED = f"{TEXT}Signed.\n"  # the builders' sentences leave its last word out
SPOIL = "UPDATE core.event_reports SET end_date = NULL WHERE document_id = ?"
RESULTS = """
SELECT expectation_id, success, unexpected_count, withdrawn_ids FROM audit.validations
WHERE run_id = ? AND severity = 'critical' AND (NOT success OR len(withdrawn_ids) > 0) ORDER BY 1
"""


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    return WarehousePaths.of(tmp_path / "data" / "w.duckdb")


def a_run(second: int = 0) -> Run:
    """Return a run that began before it ends, unlike the builders'."""
    return Run(f"20240502T0800{second:02d}Z-test", datetime(2024, 5, 2, 8, 0, second), VERSIONS, "0.1.0")


def id_of(text: str) -> str:
    return document_id(content_sha256(text.encode()))


def spoiled(made: StagedRun, sql: str, *values: str) -> StagedRun:
    with open_stage(made.path) as con:
        con.execute(sql, list(values))
    return made


def carried_out(paths: WarehousePaths, made: StagedRun, run: Run) -> Counts:
    """Take a staged run through the gate to its publication."""
    made, report = examine(made, run, Thresholds())
    publish_run.fn(paths, made, report, Retention())
    return made.counts


def query(path: Path, sql: str, *values: str) -> list[tuple[object, ...]]:
    with open_reader(path) as con:
        return con.execute(sql, list(values)).fetchall()


def test_spoiled_document_is_withdrawn_and_the_rest_is_published(
    paths: WarehousePaths, tmp_path: Path
) -> None:
    inbox, run = inbox_with(tmp_path / "in", TEXT, OTHER), a_run()
    plan = plan_of(paths, [inbox])
    made = spoiled(staged(paths, inbox, run), SPOIL, id_of(OTHER))
    counts = carried_out(paths, made, run)
    assert counts == Counts(loaded=1, quarantined=1)
    assert query(paths.warehouse, "SELECT document_id FROM documents") == [(id_of(TEXT),)]
    assert query(paths.warehouse, "SELECT report_count FROM events") == [(1,)]
    report = report_of(paths, record_of(run, RunStatus.PUBLISHED, counts, ""), plan, 30)
    assert [file.file_name for file in report.loaded] == ["0.txt"]
    [refused] = report.quarantined
    assert (refused.file_name, refused.reason) == ("1.txt", "failed_audit")
    assert "start_date and end_date are both given or both empty" in refused.detail
    again = plan_of(paths, [inbox])
    assert not again.changes and len(again.still_quarantined) == 1


@pytest.mark.slow
def test_what_the_first_audit_found_stays_on_record(paths: WarehousePaths, tmp_path: Path) -> None:
    run = a_run()
    made = staged(paths, inbox_with(tmp_path / "in", TEXT, OTHER, UNCOVERED), run)
    spoiled(made, f"UPDATE core.events SET end_date = NULL; {SPOIL}", id_of(OTHER))
    carried_out(paths, made, run)
    assert query(paths.warehouse, RESULTS, run.run_id) == [
        ("document_texts.sentences_cover_text", False, 1, [id_of(UNCOVERED)]),
        ("event_reports.dates_are_ordered", False, 1, [id_of(OTHER)]),
        ("events.dates_are_ordered", False, 1, sorted([id_of(OTHER), id_of(UNCOVERED)])),
    ]
    assert query(paths.warehouse, "SELECT document_id FROM documents") == [(id_of(TEXT),)]


@pytest.mark.slow
def test_later_runs_pass_although_one_withdrew(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT, UNCOVERED)
    carried_out(paths, staged(paths, inbox, a_run()), a_run())
    (inbox / "2.txt").write_text(OTHER)
    assert carried_out(paths, staged(paths, inbox, a_run(1)), a_run(1)) == Counts(1, 1, 1)
    assert query(paths.warehouse, RESULTS, a_run(1).run_id) == []


@pytest.mark.slow
def test_inbox_of_nothing_but_bad_documents_is_quarantined(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", UNCOVERED)
    assert carried_out(paths, staged(paths, inbox, a_run()), a_run()) == Counts(quarantined=1)
    assert query(paths.warehouse, "SELECT * FROM documents") == []


def test_failure_of_no_document_rejects_the_run(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox, run = inbox_with(tmp_path / "in", TEXT, UNCOVERED), a_run()
    clock = "UPDATE audit.runs SET finished_at = started_at - INTERVAL 1 DAY"
    with pytest.raises(AuditRejected, match=r"runs\.ends_after_its_start"):
        carried_out(paths, spoiled(staged(paths, inbox, run), clock), run)
    assert not paths.warehouse.exists()
    assert query(paths.rejected(run.run_id), "SELECT count(*) FROM documents") == [(2,)]
    failures = json.loads(paths.rejection_report(run.run_id).read_text())["failures"]
    assert [f["expectation"] for f in failures if f["severity"] == "critical"] == [
        "document_texts.sentences_cover_text",
        "runs.ends_after_its_start",
    ]
