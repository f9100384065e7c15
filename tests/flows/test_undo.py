"""Undoing runs by the command: what it prints, and what the warehouse holds afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.exits import BAD_REQUEST, BUSY, NO_WAREHOUSE
from tests.conftest import Runner
from tests.flows.test_cli import complaint
from tests.flows.test_ingest import TEXT as STATEMENT
from tests.warehouse.builders import TEXT, a_run, inbox_with, ingest
from tests.warehouse.test_publish import state
from warehouse.lock import hold
from warehouse.paths import WarehousePaths


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    """A warehouse of two runs, one document each."""
    made = WarehousePaths.of(tmp_path / "w.duckdb")
    for number in range(2):
        inbox = inbox_with(tmp_path / "in", *(f"No. {n}. {TEXT}" for n in range(number + 1)))
        ingest(made, inbox, a_run(number))
    return made


@pytest.mark.slow
def test_rollback_by_the_command(run: Runner, paths: WarehousePaths) -> None:
    target = ("--warehouse", str(paths.warehouse))
    listed = json.loads(run("chancery", "versions", *target, "--format", "json").stdout)
    assert [(v["run"], v["published"], v["documents"]) for v in listed] == [
        (a_run(1).run_id, "now", 2),
        (a_run(0).run_id, "before", 1),
    ]
    done = run("chancery", "rollback", *target)
    assert done.returncode == 0, done.stderr
    assert a_run(0).run_id in done.stdout
    assert state(paths)[0] == 1
    logged = json.loads(run("chancery", "status", *target, "--json").stdout)["runs"]
    assert [(entry["status"], entry["message"]) for entry in logged] == [
        ("restored", f"the version of run {a_run(0).run_id}")
    ]
    again = run("chancery", "rollback", *target)
    assert again.returncode == BAD_REQUEST
    assert "no version before the published one" in complaint(again)


def test_rollback_waits_for_no_ingest(run: Runner, paths: WarehousePaths) -> None:
    with hold(paths):
        done = run("chancery", "rollback", "--warehouse", str(paths.warehouse))
    assert done.returncode == BUSY
    assert state(paths)[0] == 2


def test_no_versions_of_no_warehouse(run: Runner, tmp_path: Path) -> None:
    done = run("chancery", "versions", "--warehouse", str(tmp_path / "none.duckdb"))
    assert done.returncode == NO_WAREHOUSE
    assert "there is none" in complaint(done)


@pytest.mark.slow
def test_run_is_removed_by_the_command(run: Runner, tmp_path: Path) -> None:
    inbox, warehouse = tmp_path / "inbox", tmp_path / "w.duckdb"
    inbox.mkdir()
    (inbox / "statement.txt").write_text(STATEMENT, encoding="utf-8")
    target = ("--warehouse", str(warehouse))
    first = json.loads(run("chancery", "ingest", str(inbox), *target, "--json").stdout)
    done = run("chancery", "remove-run", first["run_id"], *target)
    assert done.returncode == 0, done.stderr
    assert "1 files are to be read again" in done.stdout
    assert json.loads(run("chancery", "versions", *target, "-f", "json").stdout)[0]["documents"] == 0
    again = json.loads(run("chancery", "ingest", str(inbox), *target, "--json").stdout)
    assert (again["status"], again["loaded_count"]) == ("published", 1)
