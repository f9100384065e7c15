"""The log of runs survives torn lines."""

from __future__ import annotations

from pathlib import Path

from tests.warehouse.builders import a_run
from warehouse import runlog
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


def test_run_ids_sort_by_start() -> None:
    first, second = new_run(a_run().versions, "1"), new_run(a_run().versions, "1")
    assert first.run_id != second.run_id
    assert first.run_id[:16] <= second.run_id[:16]
