"""How a command starts: what takes long to import is imported only by the commands that need it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import duckdb
import pytest

from tests.conftest import Runner
from warehouse.describe import describe
from warehouse.upgrade import upgrade

IMPORTED = """
import atexit, json, sys
from flows.__main__ import main
sys.argv = sys.argv[1:]
atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))
main()
"""
SLOW = {
    "fastapi",
    "great_expectations",
    "httpx",
    "lxml",
    "numpy",
    "pandas",
    "pdfplumber",
    "pikepdf",
    "prefect",
}
SLOW |= {"pyarrow", "pycountry", "pypdfium2", "rapidfuzz", "sqlalchemy"}
READERS = {"extractors.extract", "extractors.read"}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse without rows."""
    path = tmp_path_factory.mktemp("start") / "empty.duckdb"
    with duckdb.connect(path) as con:
        upgrade(con)
        describe(con)
    return path


def imported(run: Runner, *arguments: str) -> set[str]:
    """Return the modules that a command imports."""
    done = run(sys.executable, "-c", IMPORTED, "chancery", *arguments)
    assert done.returncode == 0, done.stderr[:300]
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_the_version_is_told_without_any_library(run: Runner) -> None:
    unwanted = SLOW | READERS | {"duckdb", "flows.cli", "msgspec", "pydantic", "rich", "typer"}
    assert imported(run, "--version") & unwanted == set()


@pytest.mark.parametrize(
    "arguments",
    [["sql", "SELECT 1"], ["sql", "SELECT 1", "--format", "csv"], ["status"], ["runs"]],
    ids=" ".join,
)
def test_a_question_imports_neither_readers_nor_the_orchestrator(
    arguments: list[str], empty: Path, run: Runner
) -> None:
    modules = imported(run, *arguments, "--warehouse", str(empty))
    assert "duckdb" in modules
    assert modules & (SLOW | READERS) == set()


def test_a_run_that_finds_nothing_new_does_without_them_too(empty: Path, run: Runner, tmp_path: Path) -> None:
    assert imported(run, "ingest", str(tmp_path), "--warehouse", str(empty)) & (SLOW | READERS) == set()


def test_help_imports_no_more_than_the_terminal_needs(run: Runner) -> None:
    assert imported(run, "ingest", "--help") & (SLOW | READERS | {"duckdb"}) == set()
