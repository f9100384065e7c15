"""A run undone leaves nothing but its account, and its files are new again."""

from __future__ import annotations

import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.warehouse.builders import TEXT, VERSIONS, a_run, inbox_with, ingest, plan_of
from tests.warehouse.test_publish import ROOT
from tests.warehouse.test_staging import assert_references_lead_somewhere, content, query
from warehouse.database import open_reader
from warehouse.errors import NoSuchVersion
from warehouse.paths import WarehousePaths
from warehouse.publish import publish
from warehouse.removal import run_of, stage_released, stage_without
from warehouse.run import Counts

OTHER = f"No. 1. {TEXT}"


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    """A warehouse of two runs; the second loaded a document and refused a file."""
    made = WarehousePaths.of(tmp_path / "data" / "w.duckdb")
    ingest(made, inbox_with(tmp_path / "in", TEXT), a_run(0))
    ingest(made, inbox_with(tmp_path / "in", TEXT, OTHER, "nothing"), a_run(1))
    return made


def test_rest_is_as_if_the_run_had_never_been(paths: WarehousePaths, tmp_path: Path) -> None:
    made = stage_without(paths, a_run(2), a_run(1).run_id)
    publish(paths, made)
    assert made.counts == Counts(removed=2)
    alone = WarehousePaths.of(tmp_path / "alone" / "w.duckdb")
    ingest(alone, inbox_with(tmp_path / "only", TEXT), a_run())
    assert content(paths) == content(alone)
    assert_references_lead_somewhere(paths)
    assert query(paths, "SELECT status FROM audit.runs ORDER BY run_id") == [
        ("published",), ("undone",), ("published",)
    ]  # fmt: skip


def test_its_files_are_read_again(paths: WarehousePaths, tmp_path: Path) -> None:
    publish(paths, stage_without(paths, a_run(2), a_run(1).run_id))
    again = plan_of(paths, [tmp_path / "in"])
    assert [task.path.name for task in again.to_read] == ["1.txt", "2.txt"]
    assert [file.file_name for file in again.unchanged] == ["0.txt"]
    assert ingest(paths, tmp_path / "in", a_run(3)).counts == Counts(loaded=1, unchanged=1, quarantined=1)


def test_removal_is_written_down(paths: WarehousePaths) -> None:
    publish(paths, stage_without(paths, a_run(2), a_run(1).run_id))
    gone = "SELECT run_id FROM changes WHERE change = 'removed' AND table_name = 'commitments'"
    assert query(paths, gone) == [(a_run(2).run_id,)]
    files = "SELECT parse_filename(source_uri), run_id FROM audit.file_history WHERE reason = 'run_undone'"
    run_id = a_run(2).run_id
    assert query(paths, f"{files} ORDER BY ALL") == [("1.txt", run_id), ("2.txt", run_id)]


def test_document_loaded_anew_since_stays(
    paths: WarehousePaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warehouse.origin._makers", lambda: b"other code")
    newer = a_run(2, replace(VERSIONS, extractor="e2"))
    ingest(paths, tmp_path / "in", newer)
    publish(paths, stage_without(paths, a_run(3), a_run(0).run_id))
    assert query(paths, "SELECT count(*) FROM documents") == [(2,)]


@pytest.mark.parametrize(("begins", "says"), [("2031", "none of the published"), ("2099", "one of several")])
def test_wrong_runs_are_told(paths: WarehousePaths, begins: str, says: str) -> None:
    with open_reader(paths.warehouse) as con, pytest.raises(NoSuchVersion, match=says):
        run_of(con, begins)


VICTIM = """
import os, signal, sys
from pathlib import Path
from unittest import mock
from tests.warehouse.builders import a_run
from warehouse.paths import WarehousePaths
from warehouse.publish import publish
from warehouse.removal import stage_without
paths = WarehousePaths.of(Path(sys.argv[1]))
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
with mock.patch(sys.argv[2], die):
    publish(paths, stage_without(paths, a_run(2), a_run(1).run_id))
"""


@pytest.mark.parametrize(
    "where", ["warehouse.removal.describe", "warehouse.changes.record_files", "warehouse.publish.os.replace"]
)
def test_killed_removal_harms_nothing(paths: WarehousePaths, where: str) -> None:
    before = paths.warehouse.read_bytes()
    command = [sys.executable, "-c", VICTIM, str(paths.warehouse), where]
    victim = subprocess.run(command, cwd=ROOT, timeout=60, check=False)
    assert victim.returncode == -signal.SIGKILL
    assert paths.warehouse.read_bytes() == before
    publish(paths, stage_without(paths, a_run(3), a_run(1).run_id))
    assert query(paths, "SELECT count(*) FROM documents") == [(1,)]


def test_a_released_file_is_new_again_with_all_of_its_content(tmp_path: Path) -> None:
    paths, inbox = WarehousePaths.of(tmp_path / "w.duckdb"), tmp_path / "in"
    ingest(paths, inbox_with(inbox, TEXT, "nothing", "nothing", "none"), a_run())
    before = content(paths)
    released = stage_released(paths, a_run(1), [(inbox / "1.txt").as_uri()])
    publish(paths, released)
    assert released.counts == Counts(removed=2)
    assert query(paths, "SELECT file_name FROM quarantined_files") == [("3.txt",)]
    again = plan_of(paths, [inbox])
    assert [[file.file_name for file in task.files] for task in again.to_read] == [["1.txt", "2.txt"]]
    assert [refused.file.file_name for refused in again.still_quarantined] == ["3.txt"]
    told = "SELECT parse_filename(source_uri) FROM audit.file_history WHERE reason = 'released' ORDER BY ALL"
    assert query(paths, told) == [("1.txt",), ("2.txt",)]
    assert ingest(paths, inbox, a_run(2)).counts == Counts(unchanged=1, quarantined=3)
    assert content(paths) == before
