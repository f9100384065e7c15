"""The log of runs survives torn lines."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from tests.warehouse.builders import TEXT, a_run, inbox_with, ingest
from warehouse import runlog
from warehouse.paths import WarehousePaths
from warehouse.run import Counts, new_run
from warehouse.schema import RunStatus


def test_log_reads_back_what_was_appended(tmp_path: Path) -> None:
    log = tmp_path / "runs.jsonl"
    assert runlog.read(log) == ()
    first = runlog.record_of(a_run(), RunStatus.PUBLISHED, Counts(loaded=3))
    second = runlog.record_of(a_run(1), RunStatus.FAILED, Counts(), "no space\nleft «на диске»")
    for record in (first, second):
        runlog.append(log, record)
    assert runlog.read(log) == (first, second)


def test_torn_line_costs_only_itself(tmp_path: Path) -> None:
    log = tmp_path / "runs.jsonl"
    record = runlog.record_of(a_run(), RunStatus.UNCHANGED, Counts())
    runlog.append(log, record)
    whole = log.read_bytes()
    for cut in range(len(whole)):
        log.write_bytes(whole + whole[:cut])
        assert runlog.read(log)[:1] == (record,)
        runlog.append(log, record)
        assert runlog.read(log)[-1] == record
        assert len(runlog.read(log)) >= 2


def test_the_last_start_is_known_to_the_log_and_to_the_warehouse(tmp_path: Path) -> None:
    paths = WarehousePaths.of(tmp_path / "w.duckdb")
    assert runlog.last_start(paths) is None
    ingest(paths, inbox_with(tmp_path / "in", TEXT), a_run())
    assert runlog.last_start(paths) == a_run().started_at
    runlog.append(paths.run_log, runlog.record_of(a_run(7), RunStatus.FAILED, Counts()))
    assert runlog.last_start(paths) == a_run(7).started_at
    paths.warehouse.write_bytes(b"noise" * 1000)
    paths.run_log.unlink()
    assert runlog.last_start(paths) is None


def test_run_ids_sort_by_start() -> None:
    first = new_run(a_run().versions, "1")
    for last in (first.started_at, datetime(2099, 1, 1)):
        run = new_run(a_run().versions, "1", last)
        assert run.started_at > last
        assert run.run_id[:16] > f"{last:%Y%m%dT%H%M%SZ}"


def test_a_clock_that_goes_back_ends_no_run_before_its_start() -> None:
    run = new_run(a_run().versions, "1", datetime(2099, 1, 1))
    record = runlog.record_of(run, RunStatus.UNCHANGED, Counts())
    assert record.finished_at >= record.started_at
