"""A full disk, wherever it shows: one line says so, readers keep what they had, no run is lost."""

from __future__ import annotations

import errno
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn
from unittest import mock

import pytest

from flows.ledger import logged_run
from flows.settings import Settings
from tests.warehouse.builders import TEXT, a_run, inbox_with, ingest, plan_of
from tests.warehouse.test_publish import beside, state
from warehouse import remains
from warehouse.errors import RunFailed, WarehouseError
from warehouse.lock import hold
from warehouse.paths import WarehousePaths
from warehouse.run import Counts
from warehouse.schema import RunStatus


def full(*_: object, **__: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    """A warehouse of one document, and a second in the inbox."""
    made = WarehousePaths.of(tmp_path / "data" / "w.duckdb")
    inbox = inbox_with(tmp_path / "in", TEXT)
    ingest(made, inbox, a_run())
    (inbox / "more.txt").write_text(f"More. {TEXT}")
    return made


def next_run_is_whole(paths: WarehousePaths, inbox: Path) -> None:
    with hold(paths):
        remains.end(paths, keep_results=False)
        ingest(paths, inbox, a_run(9))
    assert state(paths) == (2, 2)
    assert not plan_of(paths, [inbox]).changes
    remains.end(paths, keep_results=False)
    assert beside(paths) <= {"w.duckdb", "w.versions", "w.lock"}


@pytest.mark.parametrize(
    "where",
    [
        "warehouse.staging.copy_file",
        "warehouse.staging.load",
        "warehouse.changes.record_files",
        "warehouse.publish.sync",
        "warehouse.versions.sync",
        "os.replace",
    ],
)
def test_a_write_that_fails_ends_the_run_in_one_line(
    paths: WarehousePaths, tmp_path: Path, where: str
) -> None:
    before = paths.warehouse.read_bytes()
    with mock.patch(where, full), pytest.raises((WarehouseError, OSError)) as caught:
        ingest(paths, tmp_path / "in", a_run(1))
    if where == "os.replace":  # the spool's is the first, which the task that reads reports
        assert caught.value.errno == errno.ENOSPC
    else:
        assert isinstance(caught.value, RunFailed)
        assert "No space left on device" in str(caught.value) and "\n" not in str(caught.value)
    assert paths.warehouse.read_bytes() == before
    next_run_is_whole(paths, tmp_path / "in")


def test_what_fails_after_the_publication_does_not_take_it_back(
    paths: WarehousePaths, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with mock.patch("warehouse.publish.prune", full):
        ingest(paths, tmp_path / "in", a_run(1))
    assert state(paths) == (2, 2)
    assert "No space left" in caplog.text


def test_a_run_log_that_cannot_be_written_hides_no_outcome(
    paths: WarehousePaths, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(inbox=[tmp_path / "in"], warehouse=paths.warehouse)
    with logged_run(paths, settings) as ledger, mock.patch("warehouse.runlog.append", full):
        ledger.end(RunStatus.PUBLISHED, Counts(loaded=1))
    assert ledger.record.status is RunStatus.PUBLISHED
    assert "run log" in caplog.text
    with pytest.raises(KeyError), logged_run(paths, settings), mock.patch("warehouse.runlog.append", full):
        raise KeyError


def test_a_lock_whose_holder_cannot_be_told_is_held_all_the_same(paths: WarehousePaths) -> None:
    with mock.patch("pathlib.Path.write_text", full), hold(paths):
        assert not paths.holder.exists()


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """Let no file grow beyond a size: what DuckDB and Python write fails as on a full disk."""
    known = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, known[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, known)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_disk_that_fills_up_at_any_byte_harms_nothing(paths: WarehousePaths, tmp_path: Path) -> None:
    before, size = paths.warehouse.read_bytes(), paths.warehouse.stat().st_size
    outcomes = set()
    for number, limit in enumerate([100, 3000, size // 2, size - 4096, size + 4096, size + (256 << 10)]):
        with files_up_to(limit):
            try:
                ingest(paths, tmp_path / "in", a_run(1 + number))
            except (RunFailed, OSError) as error:
                outcomes.add(type(error))
            else:
                outcomes.add(None)
                break
        assert paths.warehouse.read_bytes() == before, limit
    assert RunFailed in outcomes
    if None not in outcomes:
        next_run_is_whole(paths, tmp_path / "in")
    assert state(paths) == (2, 2)
