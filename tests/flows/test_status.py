"""`chancery status --watch`, `chancery runs`: what those see who live in the terminal."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.exits import NO_WAREHOUSE
from tests.conftest import Runner
from tests.flows.test_cli import complaint
from tests.warehouse.builders import TEXT, a_run, inbox_with, ingest
from warehouse import runlog
from warehouse.lock import hold, writer
from warehouse.paths import WarehousePaths
from warehouse.run import Counts
from warehouse.schema import RunStatus

HOSTILE = "\x1b[2J\u202ecod\n.pdf"


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    """A warehouse of one run, with a second in the log that failed."""
    made = WarehousePaths.of(tmp_path / "w.duckdb")
    inbox = inbox_with(tmp_path / "in", TEXT)
    (inbox / HOSTILE).write_text("No promise.\n", encoding="utf-8")
    ingest(made, inbox, a_run())
    for second, status, message in (
        (0, RunStatus.PUBLISHED, ""),
        (1, RunStatus.FAILED, f"OSError: {HOSTILE}"),
    ):
        runlog.append(made.run_log, runlog.record_of(a_run(second), status, Counts(1, 0, 1, 0), message))
    return made


def watched(paths: WarehousePaths, environment: dict[str, str], leave: bytes) -> tuple[int, str]:
    """Watch the status on a terminal of its own until its first view; return how that ended."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        ["chancery", "status", "--watch", "--warehouse", str(paths.warehouse)],
        env=environment | {"TERM": "xterm", "LINES": "40"}, stdin=theirs, stdout=theirs, stderr=theirs,
        start_new_session=True, preexec_fn=_own_terminal,
    )  # fmt: skip
    os.close(theirs)
    shown, deadline = b"", time.monotonic() + 60
    while b"q leaves" not in shown and time.monotonic() < deadline:
        if select.select([ours], [], [], 1)[0]:
            shown += os.read(ours, 65_536)
    os.write(ours, leave)
    while process.poll() is None and time.monotonic() < deadline:
        if select.select([ours], [], [], 0.2)[0]:
            try:
                shown += os.read(ours, 65_536)
            except OSError:
                break
    code = process.wait(timeout=30)
    os.close(ours)
    return code, shown.decode("utf-8", "replace")


def _own_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.mark.parametrize("leave", [b"q", b"\x03"], ids=["q", "ctrl-c"])
def test_watching_ends_as_it_began(leave: bytes, paths: WarehousePaths, environment: dict[str, str]) -> None:
    code, shown = watched(paths, environment, leave)
    assert code == 0
    assert "no run is going on" in shown
    assert "Quarantine (1)" in shown
    assert "\\x1b[2J\\u202ecod" in shown
    assert "\x1b[2J\u202e" not in shown
    assert "Traceback" not in shown
    assert shown.rstrip().endswith("\x1b[?25h") or "\x1b[?1049l" in shown


def test_nobody_watches_a_pipe(run: Runner, paths: WarehousePaths) -> None:
    once = run("chancery", "status", "--watch", "--warehouse", str(paths.warehouse), timeout=60)
    assert once.returncode == 0
    assert once.stdout == run("chancery", "status", "--warehouse", str(paths.warehouse)).stdout


def test_who_writes_is_told_as_long_as_it_lives(paths: WarehousePaths) -> None:
    assert writer(paths) == ""
    with hold(paths):
        assert f"process {os.getpid()}" in writer(paths)
    killed = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True
    )
    paths.holder.write_text(
        json.dumps({"pid": int(killed.stdout), "started_at": "2033-11-01"}), encoding="utf-8"
    )
    assert writer(paths) == ""


def test_runs_are_listed_with_those_that_failed(run: Runner, paths: WarehousePaths) -> None:
    target = ("--warehouse", str(paths.warehouse))
    listed = json.loads(run("chancery", "runs", *target, "--json").stdout)
    assert [(one["status"], one["loaded"]) for one in listed] == [("failed", 1), ("published", 1)]
    (last,) = json.loads(run("chancery", "runs", "--last", "1", *target, "--json").stdout)
    assert last["message"] == f"OSError: {HOSTILE}"
    printed = run("chancery", "runs", *target).stdout
    assert "1 loaded, 1 quarantined" in printed
    assert "\x1b" not in printed
    assert "\u202e" not in printed


def test_there_are_no_runs_of_no_warehouse(run: Runner, tmp_path: Path) -> None:
    done = run("chancery", "runs", "--warehouse", str(tmp_path / "none.duckdb"))
    assert done.returncode == NO_WAREHOUSE
    assert "there is none" in complaint(done)
