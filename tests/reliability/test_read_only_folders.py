"""Folders that may not be written or read: one clear line, an exit code, and nothing half written."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.errors import Reason
from flows.exits import BAD_REQUEST, NO_WAREHOUSE
from flows.ledger import logged_run
from flows.settings import Settings
from tests.clone import ROOT
from tests.reliability.unprivileged import give_up_privileges, snapshot, unprivileged
from tests.warehouse.builders import TEXT, a_run, inbox_with, ingest
from tests.warehouse.test_publish import state
from warehouse.database import open_reader
from warehouse.errors import ExportError, RunFailed, WarehouseError, in_one_line
from warehouse.export import ExportFormat, export_tables
from warehouse.paths import WarehousePaths
from warehouse.schema import RunStatus


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An inbox of two files, one of which is not in the warehouse `data/w.duckdb` yet."""
    inbox = inbox_with(tmp_path / "in", TEXT)
    ingest(WarehousePaths.of(tmp_path / "data/w.duckdb"), inbox, a_run())
    (tmp_path / "data/w.work").rmdir()
    (inbox / "more.txt").write_text(f"More. {TEXT}")
    yield tmp_path
    for path in tmp_path.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)  # so that it can be removed


@pytest.fixture
def paths(folder: Path) -> WarehousePaths:
    return WarehousePaths.of(folder / "data/w.duckdb")


def a_logged_run(paths: WarehousePaths, inbox: Path, number: int) -> RunStatus:
    """Hold the lock, ingest, and write the run log, as the flow does."""
    settings = Settings(inbox=[inbox], warehouse=paths.warehouse)
    with logged_run(paths, settings) as ledger:
        made = ingest(paths, inbox, a_run(number))
        ledger.end(RunStatus.PUBLISHED, made.counts)
    return ledger.record.status


@pytest.mark.parametrize("shut", ["w.work", "w.versions", ""])
def test_a_folder_that_may_not_be_written_ends_the_run_in_one_line(
    paths: WarehousePaths, folder: Path, shut: str
) -> None:
    target = folder / "data" / shut
    target.mkdir(exist_ok=True)
    target.chmod(0o555)
    before = snapshot(folder / "data")
    with unprivileged(), pytest.raises((WarehouseError, OSError)) as caught:
        a_logged_run(paths, folder / "in", 1)
    assert in_one_line(caught.value).endswith("Permission denied")
    left = {name for name in snapshot(folder / "data").keys() - before.keys() if "w.lock" not in name}
    assert left <= {"w.runs.jsonl"}
    assert paths.warehouse.read_bytes() == before["w.duckdb"]
    target.chmod(0o755)
    with unprivileged():
        assert a_logged_run(paths, folder / "in", 2) is RunStatus.PUBLISHED
    assert state(paths) == (2, 2)


def test_what_may_not_be_read_of_an_inbox_is_refused_and_the_rest_is_read(
    paths: WarehousePaths, folder: Path
) -> None:
    inbox = folder / "in"
    (inbox / "shut").mkdir()
    (inbox / "shut" / "a.txt").write_text(f"Within. {TEXT}")
    (inbox / "closed.txt").write_text(f"Closed. {TEXT}")
    (inbox / "closed.txt").chmod(0)
    (inbox / "shut").chmod(0)
    inbox.chmod(0o555)
    with unprivileged():
        ingest(paths, inbox, a_run(1))
        with open_reader(paths.warehouse) as con:
            found = dict(con.execute("SELECT file_name, reason FROM audit.source_files").fetchall())
    assert found == {
        "0.txt": None, "more.txt": None, "shut": Reason.UNREADABLE, "closed.txt": Reason.UNREADABLE
    }  # fmt: skip


def test_readers_need_no_leave_to_write(paths: WarehousePaths, folder: Path) -> None:
    (folder / "data").chmod(0o555)
    paths.warehouse.chmod(0o444)
    before = snapshot(folder / "data")
    with unprivileged():
        assert state(paths) == (1, 1)
        with pytest.raises(ExportError, match=r"cannot write .+: Permission denied"):
            export_tables(paths.warehouse, folder / "data/out", ExportFormat.CSV)
    assert snapshot(folder / "data") == before


def test_a_lock_that_may_not_be_taken_is_told(paths: WarehousePaths, folder: Path) -> None:
    """A lock that root made, when it ran once, is not in a user's way silently."""
    paths.lock.write_text("")
    paths.lock.chmod(0o444)
    with unprivileged(), pytest.raises((WarehouseError, RunFailed)) as caught:
        a_logged_run(paths, folder / "in", 1)
    assert str(caught.value) == f"cannot write to {paths.lock.parent}: Permission denied"


def command(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / ".venv/bin/chancery", *arguments],
        cwd=folder,
        env={"HOME": str(folder / "home"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        preexec_fn=give_up_privileges,
    )


def published(folder: Path) -> dict[str, bytes | None]:
    """Return what lies in the warehouse's folder, but for the lock, which stays when it was taken once."""
    return {name: held for name, held in snapshot(folder / "data").items() if name != "w.lock"}


@pytest.mark.slow
def test_the_command_says_so_and_leaves_nothing(paths: WarehousePaths, folder: Path) -> None:
    """Each of home, inbox and warehouse folder in turn; then, with all open, the same command completes."""
    (folder / "home").mkdir()
    ingest_all = ("ingest", folder / "in", "--warehouse", paths.warehouse)
    for shut, mode, code, says in (
        (
            "home",
            0o555,
            NO_WAREHOUSE,
            "Prefect's folder .* cannot be written (Permission denied); set PREFECT_HOME",
        ),
        ("in", 0o000, BAD_REQUEST, "the inbox .* cannot be read: Permission denied"),
        ("data", 0o555, NO_WAREHOUSE, "cannot write to .*: Permission denied"),
    ):
        before = published(folder)
        (folder / shut).chmod(mode)
        done = command(*ingest_all, folder=folder)
        (folder / shut).chmod(0o755)
        assert done.returncode == code, (shut, done.stderr)
        begin, end = says.split(".*")
        told = done.stderr.strip()  # the progress leaves an empty line
        assert told.startswith(f"chancery: {begin}") and told.endswith(end) and "\n" not in told, told
        assert not done.stdout
        assert published(folder) == before
    (folder / "in").chmod(0o555)
    assert command(*ingest_all, folder=folder).returncode == 0
