"""Fixtures that several packages' tests share: the samples, ingested once as a user would."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clone import ROOT, copy_checkout, is_set_up, user_environment

Runner = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def no_server_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the caller's shell nor a command run in this process before names a server of Prefect.

    Every run would be told to it. That it is set first lets what a test leaves there be taken away after it.
    """
    monkeypatch.setenv("PREFECT_API_URL", "")
    monkeypatch.delenv("PREFECT_API_URL")


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a new user."""
    return user_environment(tmp_path_factory.mktemp("user"))


@pytest.fixture(scope="session")
def run(environment: dict[str, str]) -> Runner:
    """Run a command as that user, with its output as text."""

    def run(*command: str, cwd: Path = ROOT, timeout: float = 300) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=timeout, check=False
        )

    return run


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, so that the tests leave no data behind."""
    return copy_checkout(tmp_path_factory.mktemp("clone"))


@pytest.fixture(scope="session")
def first_ingest(clone: Path, run: Runner) -> subprocess.CompletedProcess[str]:
    """The first of the README's commands, run in the copy: the samples into data/chancery.duckdb."""
    if not is_set_up(ROOT):
        pytest.skip("make has not set up .venv in this checkout, or not since pyproject.toml changed")
    return run("make", "ingest", cwd=clone)


@pytest.fixture(scope="session")
def warehouse(clone: Path, first_ingest: subprocess.CompletedProcess[str]) -> Path:
    """The published warehouse of the samples."""
    assert first_ingest.returncode == 0, first_ingest.stderr
    return clone / "data/chancery.duckdb"
