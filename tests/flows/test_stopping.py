"""A command that runs a flow ends soon when it is told to, and when Prefect's server is gone or mute."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.terminal.temporary_server import NAME
from tests.clone import ROOT
from tests.conftest import Runner
from tests.flows.test_cli import complaint

ENDED = """
import multiprocessing, os, signal, socket, sys, time
from flows.terminal import stopping
answers_within, server_lives, told, hangs = (float(given) for given in sys.argv[1:])
stopping.GRACE, stopping.LOOK_SECONDS, stopping.START_SECONDS = 0.3, 0.05, answers_within
mute = socket.create_server(("127.0.0.1", 0))
os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{mute.getsockname()[1]}"
server = multiprocessing.Process(target=time.sleep, args=[server_lives], daemon=True)
server.start()
try:
    with stopping.stoppable(server):
        if told:
            os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(60)
finally:
    server.kill()
    time.sleep(hangs)
"""


@pytest.mark.parametrize(
    ("answers_within", "server_lives", "told", "hangs", "status", "words"),
    [
        (60, 60, 1, 0, 128 + signal.SIGTERM, "chancery: interrupted; the warehouse is whole"),
        (60, 60, 1, 60, 128 + signal.SIGTERM, ""),
        (60, 0, 0, 0, 1, "RunFailed: Prefect's server has ended by itself"),
        (0.2, 60, 0, 0, 1, "RunFailed: Prefect's server does not answer within 0.2 seconds"),
        (0.2, 60, 0, 60, 1, ""),
    ],
)
def test_it_ends(
    answers_within: float, server_lives: float, told: int, hangs: float, status: int, words: str, run: Runner
) -> None:
    started = time.monotonic()
    done = run(sys.executable, "-c", ENDED, *map(str, (answers_within, server_lives, told, hangs)))
    assert (done.returncode, words in done.stderr) == (status, True), done.stderr
    assert time.monotonic() - started < 50


@pytest.mark.slow
def test_a_server_that_refuses_is_told(
    run: Runner, environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(environment, "PREFECT_API_URL", "http://127.0.0.1:9/api")
    inbox = ROOT / "samples/inbox/2026-03-12_communique_tashkent.txt"
    done = run("chancery", "ingest", str(inbox), "--warehouse", str(tmp_path / "w.duckdb"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "Prefect's server at http://127.0.0.1:9/api/ does not answer" in complaint(done)


@pytest.mark.slow
@pytest.mark.parametrize(("victim", "status"), [("command", 128 + signal.SIGTERM), ("server", 1)])
def test_an_ingest_ends_and_the_next_completes(
    victim: str, status: int, run: Runner, environment: dict[str, str], tmp_path: Path
) -> None:
    home = tmp_path / "prefect"
    files = [str(path) for path in sorted((ROOT / "samples/inbox").glob("2026-0[56]-*.txt"))]
    command = ["chancery", "ingest", *files, "--warehouse", str(tmp_path / "w.duckdb")]
    with subprocess.Popen(
        [sys.executable, "-m", "flows", *command[1:]],
        cwd=ROOT,
        env={**environment, "PREFECT_HOME": str(home)},
        stderr=subprocess.PIPE,
        text=True,
    ) as ingest:
        while not list(tmp_path.glob("w.work/*/batch-*")):
            assert ingest.poll() is None
            time.sleep(0.05)
        (server,) = running(NAME, home)
        os.kill(ingest.pid if victim == "command" else server, signal.SIGTERM)
        _, told = ingest.communicate(timeout=60)
    assert (ingest.returncode, told.count("chancery: ")) == (status, 1), told
    time.sleep(1)
    assert running(NAME, home) == running("extractors.child", tmp_path) == []
    done = run(*command)
    assert (done.returncode, f"{len(files)} loaded" in done.stdout) == (0, True), done.stdout


def running(module: str, place: Path) -> list[int]:
    """Return the processes that run a module, or have its name, and whose environment names a place."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
            name, told = (process / "comm").read_text().strip(), (process / "environ").read_bytes()
        except OSError:
            continue
        if (module == name or module.encode() in command) and str(place).encode() in told:
            found.append(int(process.name))
    return found
