"""What killed runs leave: their line in the run log, and results that the next run takes up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.warehouse.builders import TEXT, VERSIONS, a_run, inbox_with, ingest, plan_of, result
from warehouse import remains, runlog
from warehouse.paths import WarehousePaths
from warehouse.run import Counts, Run, Versions
from warehouse.schema import RunStatus
from warehouse.spool import read_spool, write_spool
from warehouse.staging import stage

OTHERS = (f"One. {TEXT}", f"Two. {TEXT}", f"Three. {TEXT}")


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    return WarehousePaths.of(tmp_path / "w.duckdb")


def dies(paths: WarehousePaths, inbox: Path, run: Run, done: int, file: str = "batch-0001.part") -> None:
    """Leave what a run leaves that is killed with so many results written, in the midst of another."""
    remains.begin(paths, run)
    spool = paths.work_of(run.run_id) / file
    write_spool(spool.with_name("whole"), (result(t, run.versions) for t in plan_of(paths, [inbox]).to_read))
    lines = spool.with_name("whole").read_bytes().splitlines(keepends=True)
    spool.with_name("whole").unlink()
    spool.write_bytes(b"".join(lines[:done]) + b"".join(lines[done : done + 1])[:-20])
    (spool.parent / "stage.duckdb").write_bytes(b"half")


def states(paths: WarehousePaths) -> list[tuple[str, RunStatus]]:
    return [(record.run_id, record.status) for record in runlog.read(paths.run_log)]


@pytest.mark.parametrize("file", ["batch-0001.part", "batch-0001.jsonl", "taken-up.jsonl"])
def test_finished_results_are_taken_up(paths: WarehousePaths, tmp_path: Path, file: str) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT, *OTHERS)
    dies(paths, inbox, a_run(), 2, file)
    remains.bury(paths)
    assert states(paths) == [(a_run().run_id, RunStatus.CRASHED)]
    tasks = plan_of(paths, [inbox]).to_read
    spools, left = remains.take_up(paths, a_run(1), tasks)
    assert left == list(tasks[2:])
    taken = [entry for spool in spools for entry in read_spool(spool)]
    assert taken == [result(task) for task in tasks[:2]]
    made = stage(paths, a_run(1), plan_of(paths, [inbox]), spools)
    assert (made.counts.loaded, made.counts.quarantined) == (2, 2), "what has no result is no document"


def test_a_second_death_loses_nothing(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT, *OTHERS)
    dies(paths, inbox, a_run(), 2)
    remains.bury(paths)
    dies(paths, inbox, a_run(1), 3)
    remains.bury(paths)
    assert states(paths) == [(a_run(second).run_id, RunStatus.CRASHED) for second in (0, 1)]
    tasks = plan_of(paths, [inbox]).to_read
    spools, left = remains.take_up(paths, a_run(2), tasks)
    assert left == list(tasks[3:])
    assert len([entry for spool in spools for entry in read_spool(spool)]) == 3


@pytest.mark.parametrize(
    "versions",
    [replace(VERSIONS, parser="p2"), replace(VERSIONS, extractor="e2")],
    ids=["parser", "extractor"],
)
def test_results_of_other_versions_are_not(paths: WarehousePaths, tmp_path: Path, versions: Versions) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT)
    dies(paths, inbox, a_run(), 1)
    remains.bury(paths)
    tasks = plan_of(paths, [inbox]).to_read
    assert remains.take_up(paths, a_run(1, versions), tasks)[1] == list(tasks)


def test_refusals_are_tried_again(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", "It holds nothing.")
    dies(paths, inbox, a_run(), 1)
    remains.bury(paths)
    tasks = plan_of(paths, [inbox]).to_read
    assert remains.take_up(paths, a_run(1), tasks)[1] == list(tasks)


def test_a_run_that_published_did_not_crash(paths: WarehousePaths, tmp_path: Path) -> None:
    """It was killed between the publication and its line in the run log."""
    inbox = inbox_with(tmp_path / "in", TEXT, "It holds nothing.")
    remains.begin(paths, a_run())
    ingest(paths, inbox, a_run())
    remains.bury(paths)
    (record,) = runlog.read(paths.run_log)
    assert (record.status, record.counts.loaded, record.counts.quarantined) == (RunStatus.PUBLISHED, 1, 1)


def test_a_run_is_logged_once(paths: WarehousePaths) -> None:
    """One that is killed after its line was written is not written down again."""
    remains.begin(paths, a_run())
    runlog.append(paths.run_log, runlog.record_of(a_run(), RunStatus.UNCHANGED, Counts()))
    for _ in range(2):
        remains.bury(paths)
        assert states(paths) == [(a_run().run_id, RunStatus.UNCHANGED)]


def test_a_torn_epitaph_is_passed_over(paths: WarehousePaths) -> None:
    remains.begin(paths, a_run())
    (file,) = paths.work.glob("*.json")
    file.write_bytes(file.read_bytes()[:30])
    remains.bury(paths)
    assert states(paths) == []
    assert list(paths.work.iterdir()) == []


@pytest.mark.parametrize("kept", [True, False])
def test_the_end_of_a_run_clears_up(paths: WarehousePaths, tmp_path: Path, kept: bool) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT, *OTHERS)
    dies(paths, inbox, a_run(), 2)
    remains.end(paths, keep_results=kept)
    tasks = plan_of(paths, [inbox]).to_read
    assert len(remains.take_up(paths, a_run(1), tasks)[1]) == (2 if kept else 4)
    remains.bury(paths)
    assert states(paths) == []
