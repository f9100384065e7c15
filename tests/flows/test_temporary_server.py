"""The server that a command starts for itself: it records what ran, and ends with the command."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from flows.terminal.temporary_server import start_server
from tests.conftest import Runner

RUN = """
import os, sys
from flows.environment import prepare_prefect
prepare_prefect()
from flows.terminal.temporary_server import start_server
start_server()
from prefect import flow, task
@task
def step(): pass
@flow
def brief(): step()
brief()
print(os.environ["PREFECT_API_URL"], "prefect.server.api.server" in sys.modules, flush=True)
"""
SHOWN = """
from flows.environment import prepare_prefect
prepare_prefect()
from flows.terminal.temporary_server import start_server
start_server()
from prefect.client.orchestration import get_client
with get_client(sync_client=True) as client:
    run, *_ = client.read_flow_runs()
    steps = client.read_task_runs()
    print(run.state.type.value, [(step.task_key.split("-")[0], step.state.type.value) for step in steps])
"""
KILLED = f"{RUN}\nos.kill(os.getpid(), 9)"


@pytest.mark.slow
def test_what_ran_is_recorded_and_the_server_ends(
    run: Runner, environment: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(environment, "PREFECT_HOME", str(tmp_path))
    done = run(sys.executable, "-c", RUN)
    url, imported = done.stdout.split()
    assert imported == "False", "the command imports the server that runs beside it"
    assert not listening(url)
    assert not list(tmp_path.glob("memo_store*")), "the server that stays would take blocks for registered"
    assert run(sys.executable, "-c", SHOWN).stdout.strip() == "COMPLETED [('step', 'COMPLETED')]"
    killed = run(sys.executable, "-c", KILLED)
    assert not listening(killed.stdout.split()[0])


def listening(url: str) -> bool:
    """Tell whether a server still answers."""
    asked = "import sys, urllib.request; urllib.request.urlopen(sys.argv[1] + '/health', timeout=5)"
    return subprocess.run([sys.executable, "-c", asked, url], capture_output=True).returncode == 0


def test_a_server_that_is_configured_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.settings import PREFECT_API_URL, temporary_settings

    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setattr(socket, "create_server", None)
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:4200/api"}):
        start_server()
    assert "PREFECT_API_URL" not in os.environ
