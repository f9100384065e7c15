"""Processes are kept running, end on being told to, and leave none behind."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.service.processes import Part
from flows.service.ready import process_of

CHILD = """
import subprocess, sys, time
from flows.service.lifeline import hold_on_to_starter
from flows.service.ready import say_ready
hold_on_to_starter()
grandchild = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(100)"])
print("grandchild", grandchild.pid, flush=True)
say_ready()
time.sleep(100)
"""


def until(holds: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.05)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def part(tmp_path: Path) -> Part:
    (tmp_path / "kept_child.py").write_text(CHILD, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), *sys.path])
    return Part(
        "child", "kept_child", {**os.environ, "PYTHONPATH": path}, tmp_path / "ready", tmp_path / "log"
    )


def test_a_killed_process_is_started_anew_and_its_own_children_end(part: Part) -> None:
    part.start()
    until(lambda: process_of(part.ready_file))
    first = process_of(part.ready_file)
    assert first and part.log
    grandchild = int(part.log.read_text(encoding="utf-8").split()[1])
    os.kill(first, signal.SIGKILL)
    until(lambda: (told := part.look()) and "SIGKILL" in told)
    until(lambda: not is_alive(grandchild))
    until(lambda: part.look() is None and part.pid and process_of(part.ready_file) == part.pid)
    assert process_of(part.ready_file) != first
    part.stop(5)
    assert part.pid is None and process_of(part.ready_file) is None


def test_a_process_that_ends_at_once_is_started_ever_more_slowly(part: Part, tmp_path: Path) -> None:
    (tmp_path / "kept_child.py").write_text("raise SystemExit(7)", encoding="utf-8")
    pauses = []
    part.start()
    end = time.monotonic() + 30
    while len(pauses) < 3 and time.monotonic() < end:
        if told := part.look():
            pauses.append(told)
        time.sleep(0.02)
    assert [told.rsplit("in ", 1)[1] for told in pauses] == ["1 s", "2 s", "4 s"]
    assert "ended with code 7" in pauses[0]


def test_a_process_ends_with_the_one_that_started_it(part: Part, tmp_path: Path) -> None:
    starter = (
        "import os, sys, time\nfrom pathlib import Path\nfrom flows.service.processes import Part\n"
        "folder = Path(sys.argv[1])\n"
        "Part('child', 'kept_child', os.environ, folder / 'ready', folder / 'log').start()\ntime.sleep(100)\n"
    )
    pid = os.spawnve(
        os.P_NOWAIT, sys.executable, [sys.executable, "-c", starter, str(tmp_path)], dict(part.environment)
    )
    until(lambda: process_of(part.ready_file))
    child = process_of(part.ready_file)
    assert child
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    until(lambda: not is_alive(child))
