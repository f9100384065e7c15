"""A run that finds nothing new is answered without Prefect, and every other is left to it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from extractors.child import Failure, Request, answer
from extractors.limits import Limits
from flows.finding import answer_unchanged, find_files
from flows.ledger import run_under
from flows.settings import Settings
from tests.flows.test_ingest import TEXT
from warehouse import runlog
from warehouse.errors import WarehouseBusy
from warehouse.lock import hold
from warehouse.paths import WarehousePaths
from warehouse.plan import ReadTask
from warehouse.publish import publish
from warehouse.schema import RunStatus
from warehouse.spool import SpoolEntry, write_spool
from warehouse.staging import stage

LONG_AGO = 1_000_000_000


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An inbox whose files were ingested, one as a document and one into quarantine."""
    monkeypatch.chdir(tmp_path)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "statement.txt").write_text(TEXT, encoding="utf-8")
    (inbox / "empty.txt").write_bytes(b"")
    for file in inbox.iterdir():
        os.utime(file, (LONG_AGO, LONG_AGO))
    made = Settings(inbox=[inbox], warehouse=tmp_path / "w.duckdb")
    paths = WarehousePaths.of(made.warehouse)
    run = run_under(paths, made)
    plan = find_files(made, paths, run)
    spool = paths.work_of(run.run_id) / "batch.jsonl"
    write_spool(spool, map(result, plan.to_read))
    publish(paths, stage(paths, run, plan, [spool]))
    return made


def result(task: ReadTask) -> SpoolEntry:
    """Read and extract a file in this process."""
    reply = answer(Request(str(task.path), task.sha256), Limits())
    if isinstance(reply, Failure):
        return SpoolEntry.of_refusal(task.sha256, reply.reason, reply.detail)
    return SpoolEntry.of_result(task.sha256, bytes(reply.parsed), bytes(reply.extraction))


def outcome(settings: Settings) -> tuple[int, int] | None:
    report = answer_unchanged(settings)
    return report and (report.unchanged_count, report.quarantined_count)


def test_nothing_new_is_answered_and_logged(settings: Settings) -> None:
    assert (outcome(settings), outcome(settings)) == ((1, 1), (1, 1))
    records = runlog.read(WarehousePaths.of(settings.warehouse).run_log)
    assert [record.status for record in records] == [RunStatus.UNCHANGED, RunStatus.UNCHANGED]


def test_the_time_alone_is_no_news(settings: Settings) -> None:
    """The file is read, as its time proves nothing, and holds what it held."""
    os.utime(settings.inbox[0] / "statement.txt")
    assert outcome(settings) == (1, 1)


@pytest.mark.parametrize("change", ["added", "altered", "same size", "removed", "moved"])
def test_news_is_left_to_the_flow(change: str, settings: Settings) -> None:
    file = settings.inbox[0] / "statement.txt"
    if change == "added":
        (settings.inbox[0] / "second.txt").write_text(TEXT, encoding="utf-8")
    elif change == "altered":
        file.write_text(f"{TEXT}\n", encoding="utf-8")
    elif change == "same size":
        file.write_text(TEXT.swapcase(), encoding="utf-8")
    elif change == "removed":
        file.unlink()
    else:
        file.rename(file.with_name("renamed.txt"))
    assert answer_unchanged(settings) is None
    assert not WarehousePaths.of(settings.warehouse).run_log.exists()


def test_other_limits_let_what_was_refused_be_tried_again(settings: Settings) -> None:
    assert answer_unchanged(settings.model_copy(update={"pages_per_file": 7})) is None


def test_a_server_hears_of_every_run(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4200/api")
    assert answer_unchanged(settings) is None


def test_one_run_at_a_time(settings: Settings) -> None:
    with hold(WarehousePaths.of(settings.warehouse)), pytest.raises(WarehouseBusy):
        answer_unchanged(settings)


def test_a_first_run_is_left_to_the_flow(tmp_path: Path) -> None:
    assert answer_unchanged(Settings(inbox=[tmp_path], warehouse=tmp_path / "none.duckdb")) is None
