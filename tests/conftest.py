"""Fixtures that several packages' tests share: the samples, ingested once as a user would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LEFT_OUT = shutil.ignore_patterns(".venv", ".git", "data", "__pycache__", "*.egg-info", ".*_cache", ".hypothesis")

Runner = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a new user: an empty home, a terminal 110 columns wide, nothing set."""
    home = tmp_path_factory.mktemp("home")
    foreign = ("PREFECT_", "CHANCERY_", "MAKE", "MFLAGS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept.get('PATH', '')}"
    return kept | {"HOME": str(home), "COLUMNS": "110", "PATH": path, "NO_COLOR": "1"}


@pytest.fixture(scope="session")
def run(environment: dict[str, str]) -> Runner:
    """Run a command as that user, with its output as text."""

    def run(*command: str, cwd: Path = ROOT, timeout: float = 300) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=timeout, check=False
        )

    return run


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the checkout with its virtual environment, so that the tests leave no data behind."""
    copy = tmp_path_factory.mktemp("clone") / "chancery"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    if (ROOT / ".venv").is_dir():
        (copy / ".venv").symlink_to(ROOT / ".venv")
    yield copy


@pytest.fixture(scope="session")
def first_ingest(clone: Path, run: Runner) -> subprocess.CompletedProcess[str]:
    """The first of the README's commands, run in the copy: the samples into data/chancery.duckdb."""
    if not (ROOT / ".venv/.runtime").exists():
        pytest.skip("make has not set up .venv in this checkout")
    return run("make", "ingest", cwd=clone)


@pytest.fixture(scope="session")
def warehouse(clone: Path, first_ingest: subprocess.CompletedProcess[str]) -> Path:
    """The published warehouse of the samples."""
    assert first_ingest.returncode == 0, first_ingest.stderr
    return clone / "data/chancery.duckdb"
