"""Earlier versions are kept within bounds, cost nothing while they are, and come back whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from tests.warehouse.builders import TEXT, a_run, inbox_with, ingest, staged
from tests.warehouse.test_publish import ROOT, state
from warehouse import remains
from warehouse.database import open_reader
from warehouse.errors import NoSuchVersion
from warehouse.lock import hold
from warehouse.paths import WarehousePaths
from warehouse.publish import publish
from warehouse.versions import Retention, prune, restore, to_restore, versions


@pytest.fixture(scope="module")
def three_runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a warehouse of three runs: each loaded one document more."""
    folder = tmp_path_factory.mktemp("runs")
    made = WarehousePaths.of(folder / "data" / "w.duckdb")
    for number in range(3):
        inbox_with(folder / "in", *(f"No. {n}. {TEXT}" for n in range(number + 1)))
        ingest(made, folder / "in", a_run(number))
    return folder


@pytest.fixture
def paths(three_runs: Path, tmp_path: Path) -> WarehousePaths:
    shutil.copytree(three_runs, tmp_path, dirs_exist_ok=True)
    return WarehousePaths.of(tmp_path / "data" / "w.duckdb")


def runs(paths: WarehousePaths) -> list[tuple[str, bool, int]]:
    return [(v.run_id[13:15], v.is_published, v.documents) for v in versions(paths)]


def test_last_versions_are_kept(paths: WarehousePaths) -> None:
    assert runs(paths) == [("02", True, 3), ("01", False, 2), ("00", False, 1)]


def test_keeping_a_version_copies_nothing(paths: WarehousePaths, tmp_path: Path) -> None:
    before = paths.warehouse.stat().st_ino
    inbox_with(tmp_path / "in", f"More. {TEXT}")
    ingest(paths, tmp_path / "in", a_run(3))
    assert paths.version(a_run(2).run_id).stat().st_ino == before


def test_versions_are_copied_where_links_are_not_possible(
    paths: WarehousePaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise OSError("Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    before = paths.version(a_run(1).run_id).read_bytes()
    restore(paths, to_restore(paths))
    assert paths.warehouse.read_bytes() == before
    assert runs(paths) == [("02", False, 3), ("01", True, 2), ("00", False, 1)]


@pytest.mark.parametrize(
    ("retention", "left"),
    [
        (Retention(5), ["01", "00"]),
        (Retention(1), ["01"]),
        (Retention(0), []),
        (Retention(5, size_bytes=1), []),
        (Retention(5, days=1), ["01", "00"]),
        (Retention(5, days=0.5), []),
    ],
)
def test_versions_beyond_the_bounds_go(paths: WarehousePaths, retention: Retention, left: list[str]) -> None:
    prune(paths, retention, now=datetime(2100, 1, 1, 23, 0))
    assert [run for run, is_published, _ in runs(paths) if not is_published] == left
    assert state(paths)[0] == 3


def test_publishing_prunes(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox_with(tmp_path / "in", f"More. {TEXT}")
    publish(paths, staged(paths, tmp_path / "in", a_run(3)), Retention(1))
    assert [run for run, *_ in runs(paths)] == ["03", "02"]


def test_rollback_brings_the_very_file_back_and_forth(paths: WarehousePaths) -> None:
    last = paths.warehouse.read_bytes()
    earlier = paths.version(a_run(1).run_id).read_bytes()
    restore(paths, to_restore(paths))
    assert paths.warehouse.read_bytes() == earlier
    restore(paths, to_restore(paths))
    assert state(paths)[0] == 1
    restore(paths, to_restore(paths, a_run(2).run_id))
    assert paths.warehouse.read_bytes() == last
    assert runs(paths) == [("02", True, 3), ("01", False, 2), ("00", False, 1)]


@pytest.mark.parametrize(
    ("run_id", "says"),
    [
        ("2031", "no version of run 2031 is kept: 20991231"),
        ("2099", "2099 may be one of several versions: 20991231"),
        (a_run(2).run_id, "is the published one"),
    ],
)
def test_wrong_requests_are_told(paths: WarehousePaths, run_id: str, says: str) -> None:
    with pytest.raises(NoSuchVersion, match=says):
        to_restore(paths, run_id)


def test_nothing_before_the_first(tmp_path: Path) -> None:
    paths = WarehousePaths.of(tmp_path / "w.duckdb")
    ingest(paths, inbox_with(tmp_path / "in", TEXT), a_run())
    with pytest.raises(NoSuchVersion, match="no version before"):
        to_restore(paths)


def test_damaged_file_is_replaced_and_kept(paths: WarehousePaths) -> None:
    paths.warehouse.write_bytes(b"damaged")
    restore(paths, to_restore(paths))
    assert state(paths)[0] == 2
    assert (paths.versions / "unreadable").read_bytes() == b"damaged"


def test_readers_keep_what_they_opened(paths: WarehousePaths) -> None:
    with open_reader(paths.warehouse) as con:
        restore(paths, to_restore(paths))
        assert con.execute("SELECT count(*) FROM documents").fetchall() == [(3,)]
    assert state(paths)[0] == 2


def test_an_inbox_around_the_warehouse_passes_versions_over(paths: WarehousePaths) -> None:
    assert paths.owns(paths.version(a_run(1).run_id))
    assert paths.owns(paths.parses / "ab" / "ab.json.gz")
    assert not paths.owns(paths.warehouse.parent / "other" / "report.pdf")


VICTIM = """
import os, signal, sys
from pathlib import Path
from unittest import mock
from warehouse.lock import hold
from warehouse.paths import WarehousePaths
from warehouse.versions import restore, to_restore
paths = WarehousePaths.of(Path(sys.argv[1]))
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
with hold(paths), mock.patch(sys.argv[2], die):
    restore(paths, to_restore(paths))
"""


@pytest.mark.parametrize("where", ["_link", "sync", "os.replace"])
def test_killed_rollback_leaves_the_published_file(paths: WarehousePaths, where: str) -> None:
    before = paths.warehouse.read_bytes()
    command = [sys.executable, "-c", VICTIM, str(paths.warehouse), f"warehouse.versions.{where}"]
    victim = subprocess.run(command, cwd=ROOT, timeout=60, check=False)
    assert victim.returncode == -signal.SIGKILL
    assert paths.warehouse.read_bytes() == before
    with hold(paths):
        remains.end(paths, keep_results=False)
        restore(paths, to_restore(paths))
    assert state(paths)[0] == 2
    shutil.rmtree(paths.versions)
    assert state(paths)[0] == 2
