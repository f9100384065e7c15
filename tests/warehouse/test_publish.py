"""Readers see one whole version, whatever happens to the publisher."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from tests.warehouse.builders import TEXT, a_run, inbox_with, ingest, plan_of, staged
from warehouse import remains
from warehouse.database import open_reader
from warehouse.durable import copy_file
from warehouse.lock import hold
from warehouse.paths import WarehousePaths
from warehouse.publish import publish, reject
from warehouse.schema import BY_NAME
from warehouse.staging import record_validations

ROOT = Path(__file__).parents[2]


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    return WarehousePaths.of(tmp_path / "data" / "w.duckdb")


def state(paths: WarehousePaths) -> tuple[int, int]:
    """Return the number of documents, and how many the runs say that they loaded."""
    with open_reader(paths.warehouse) as con:
        [counts] = con.execute(
            "SELECT (SELECT count(*) FROM documents), (SELECT sum(loaded_count)::INT FROM audit.runs)"
        ).fetchall()
    return counts  # type: ignore[no-any-return]


def beside(paths: WarehousePaths) -> set[str]:
    return {path.name for path in paths.warehouse.parent.iterdir()}


def test_publish_leaves_only_the_warehouse(paths: WarehousePaths, tmp_path: Path) -> None:
    made = ingest(paths, inbox_with(tmp_path / "in", TEXT), a_run())
    assert state(paths) == (1, 1)
    assert not made.path.exists()
    remains.end(paths, keep_results=False)
    assert beside(paths) == {"w.duckdb"}


def test_validations_are_published(paths: WarehousePaths, tmp_path: Path) -> None:
    made = staged(paths, inbox_with(tmp_path / "in", TEXT), a_run())
    row = (
        made.run_id,
        "events",
        "dates",
        "t",
        None,
        "Dates are in order.",
        "critical",
        True,
        None,
        None,
        0,
        [],
        None,
        [],
    )
    assert len(row) == len(BY_NAME["validations"].columns)
    record_validations(made, [row])
    publish(paths, made)
    with open_reader(paths.warehouse) as con:
        assert con.execute("SELECT * FROM audit.validations").fetchall() == [row]


def test_rejected_run_is_set_aside_with_its_report(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT)
    ingest(paths, inbox, a_run())
    before = paths.warehouse.read_bytes()
    (inbox / "more.txt").write_text(f"More. {TEXT}")
    made = staged(paths, inbox, a_run(1))
    rejected = reject(paths, made, {"failed": ["dates"]})
    assert paths.warehouse.read_bytes() == before
    assert json.loads(paths.rejection_report(made.run_id).read_text()) == {"failed": ["dates"]}
    with open_reader(rejected) as con:
        assert con.execute("SELECT status FROM audit.runs ORDER BY run_id").fetchall() == [
            ("published",),
            ("rejected",),
        ]
    assert plan_of(paths, [inbox]).changes


def test_link_to_the_warehouse_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "disk" / "real.duckdb"
    ingest(WarehousePaths.of(real), inbox_with(tmp_path / "in", TEXT), a_run())
    link = tmp_path / "w.duckdb"
    link.symlink_to(real)
    (tmp_path / "in" / "more.txt").write_text(f"More. {TEXT}")
    ingest(WarehousePaths.of(link), tmp_path / "in", a_run(1))
    assert link.is_symlink() and state(WarehousePaths.of(real)) == (2, 2)


def test_publishing_keeps_the_files_mode(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT)
    ingest(paths, inbox, a_run())
    paths.warehouse.chmod(0o640)
    (inbox / "more.txt").write_text(f"More. {TEXT}")
    ingest(paths, inbox, a_run(1))
    assert paths.warehouse.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("system", ["copies", "ends too soon", "refuses", "cannot"])
def test_copy_has_the_same_bytes(tmp_path: Path, system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if system == "ends too soon":
        monkeypatch.setattr(os, "copy_file_range", mock.Mock(return_value=0))
    elif system == "refuses":
        monkeypatch.setattr(os, "copy_file_range", mock.Mock(side_effect=OSError(errno.EXDEV, "")))
    elif system == "cannot":
        monkeypatch.delattr(os, "copy_file_range", raising=False)
    monkeypatch.setattr("warehouse.durable.AT_ONCE", 1 << 20)
    (tmp_path / "a").write_bytes(random.Random(1).randbytes(5_000_000))
    copy_file(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == (tmp_path / "a").read_bytes()


READER = """
import sys
from pathlib import Path
from tests.warehouse.test_publish import state
from warehouse.paths import WarehousePaths
paths, stop = WarehousePaths.of(Path(sys.argv[1])), Path(sys.argv[2])
seen = [state(paths)[0]]
print("ready", flush=True)
while not stop.exists():
    documents, loaded = state(paths)
    assert documents == loaded, (documents, loaded)
    seen.append(documents)
assert seen == sorted(seen)
print(len(seen), seen[-1])
"""


@pytest.mark.slow
def test_readers_never_fail_while_runs_are_published(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox, stop = inbox_with(tmp_path / "in", TEXT), tmp_path / "stop"
    ingest(paths, inbox, a_run())
    command = [sys.executable, "-c", READER, str(paths.warehouse), str(stop)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        reader.stdout.readline()
        for number in range(1, 7):
            (inbox / f"more{number}.txt").write_text(f"No. {number}. {TEXT}")
            ingest(paths, inbox, a_run(number))
        stop.touch()
        answer, _ = reader.communicate(timeout=60)
    assert reader.returncode == 0
    assert int(answer.split()[0]) > 3


VICTIM = """
import os, signal, sys
from pathlib import Path
from unittest import mock
from tests.warehouse.builders import a_run, ingest
from warehouse.lock import hold
from warehouse.paths import WarehousePaths
paths, inbox, where = WarehousePaths.of(Path(sys.argv[1])), Path(sys.argv[2]), sys.argv[3]
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
with hold(paths), mock.patch(where, die):
    ingest(paths, inbox, a_run(1))
"""


@pytest.mark.parametrize(
    ("where", "documents"),
    [
        ("warehouse.staging.upgrade", 1),
        ("warehouse.review.resolve", 1),
        ("warehouse.staging.assert_closed", 1),
        ("warehouse.publish.sync", 1),
        ("warehouse.versions.os.link", 1),
        ("warehouse.versions.sync", 1),
        ("warehouse.publish.prune", 2),
        ("warehouse.publish.shutil.rmtree", 2),
    ],
)
def test_killed_publisher_harms_nothing(
    paths: WarehousePaths, tmp_path: Path, where: str, documents: int
) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT)
    ingest(paths, inbox, a_run())
    before = paths.warehouse.read_bytes()
    (inbox / "more.txt").write_text(f"More. {TEXT}")
    command = [sys.executable, "-c", VICTIM, str(paths.warehouse), str(inbox), where]
    victim = subprocess.run(command, cwd=ROOT, timeout=60, check=False)
    assert victim.returncode == -signal.SIGKILL
    assert state(paths) == (documents, documents)
    assert (paths.warehouse.read_bytes() == before) is (documents == 1)
    with hold(paths):
        remains.end(paths, keep_results=False)
        ingest(paths, inbox, a_run(2))
    assert state(paths) == (2, 2)
    assert not plan_of(paths, [inbox]).changes
