"""The `chancery` command, as a user runs it: what it prints, and what it says when something is wrong."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from pathlib import Path

import duckdb
import pytest

from flows.exits import BAD_REQUEST, BUSY, FAILED, MEANINGS, NO_WAREHOUSE
from tests.clone import ROOT
from tests.conftest import Runner
from warehouse.lock import hold
from warehouse.paths import WarehousePaths


def complaint(done: object) -> str:
    """Return the one line a command complained with; fail if it said more or traced its stack."""
    lines = done.stderr.strip().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 1, lines
    assert lines[0].startswith("chancery: ")
    return lines[0]


def test_version(run: Runner) -> None:
    assert run("chancery", "--version").stdout == "chancery 0.1.0\n"


def test_help_tells_the_exit_codes(run: Runner) -> None:
    shown = " ".join(run("chancery", "--help").stdout.split())
    assert all(f"{code} {meaning}"[:20] in shown for code, meaning in MEANINGS.items())


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["ingest", "no-such-folder"], BAD_REQUEST, "there is no such inbox"),
        (["sql", "SELECT * FROM no_such_table"], BAD_REQUEST, "no_such_table"),
        (["sql", "SELEKT 1"], BAD_REQUEST, "SELEKT"),
        (["sql", "SELECT 1", "--warehouse", "missing.duckdb"], NO_WAREHOUSE, "there is none; make one"),
        (["sql", "SELECT 1", "--warehouse", "README.md"], NO_WAREHOUSE, "not a DuckDB file"),
        (["status", "--warehouse", "missing.duckdb"], NO_WAREHOUSE, "there is none; make one"),
        (["ingest", "samples/inbox", "--warehouse", "README.md"], NO_WAREHOUSE, "not a DuckDB file"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    arguments: list[str], code: int, says: str, run: Runner, clone: Path, warehouse: Path
) -> None:
    done = run("chancery", *arguments, cwd=clone)
    assert done.returncode == code, done.stderr
    assert says in complaint(done)
    assert done.stdout == ""


def test_a_second_ingest_at_the_same_time_is_refused(run: Runner, tmp_path: Path) -> None:
    target = tmp_path / "busy.duckdb"
    with hold(WarehousePaths.of(target)):
        done = run("chancery", "ingest", str(ROOT / "samples/inbox"), "--warehouse", str(target))
    assert done.returncode == BUSY
    assert "another run is writing" in complaint(done)


def test_a_wrong_setting_is_named(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "chancery.toml").write_text("workers = 0\n", encoding="utf-8")
    done = run("chancery", "status", cwd=tmp_path)
    assert done.returncode == BAD_REQUEST
    assert "workers" in complaint(done)


@pytest.mark.parametrize(
    "attempt",
    [
        "DELETE FROM core.documents",
        "CREATE TABLE mine (a INTEGER)",
        "COPY documents TO 'stolen.csv'",
        "SELECT * FROM read_csv('README.md')",
        "SELECT * FROM read_text('/etc/hostname')",
        "ATTACH 'other.duckdb' AS other",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_sql_can_neither_write_nor_leave_the_warehouse(
    attempt: str, run: Runner, clone: Path, warehouse: Path
) -> None:
    before = set(clone.iterdir())
    done = run("chancery", "sql", attempt, cwd=clone)
    assert done.returncode == BAD_REQUEST
    complaint(done)
    assert set(clone.iterdir()) == before


def test_sql_prints_csv_and_json(run: Runner, clone: Path, warehouse: Path) -> None:
    query = "SELECT document_id, title, adopted_date FROM documents ORDER BY document_id"
    as_csv = run("chancery", "sql", query, "--format", "csv", cwd=clone).stdout
    as_json = run("chancery", "sql", query, "-f", "json", cwd=clone).stdout
    rows = list(csv.DictReader(io.StringIO(as_csv)))
    records = json.loads(as_json)
    assert rows
    assert rows == [{name: value or "" for name, value in record.items()} for record in records]


def test_a_second_run_changes_nothing(run: Runner, clone: Path, warehouse: Path, tmp_path: Path) -> None:
    mine = tmp_path / "chancery.duckdb"
    shutil.copyfile(warehouse, mine)
    shutil.copyfile(warehouse.with_name("chancery.runs.jsonl"), tmp_path / "chancery.runs.jsonl")
    before = hashlib.sha256(mine.read_bytes()).hexdigest()
    done = run("chancery", "ingest", "samples/inbox", "--warehouse", str(mine), "--json", cwd=clone)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["status"], report["loaded_count"], report["unchanged_count"]) == ("unchanged", 0, 18)
    assert {file["reason"] for file in report["quarantined"]} == {"no_text_layer", "truncated"}
    assert hashlib.sha256(mine.read_bytes()).hexdigest() == before
    status = json.loads(run("chancery", "status", "--warehouse", str(mine), "--json").stdout)
    assert [entry["status"] for entry in status["runs"]] == ["unchanged", "published"]
    assert {path.name for path in tmp_path.iterdir()} <= {
        "chancery.duckdb", "chancery.runs.jsonl", "chancery.lock", "chancery.parses"
    }  # fmt: skip


def test_a_damaged_warehouse_fails_the_run_in_one_line(
    run: Runner, clone: Path, warehouse: Path, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.duckdb"
    shutil.copyfile(warehouse, damaged)
    with duckdb.connect(damaged) as con:
        con.execute("DROP VIEW main.sentences; DROP TABLE core.sentences")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox/note.txt").write_text(
        "The ministers agreed to meet again in Osh in 2027.\n", encoding="utf-8"
    )
    done = run("chancery", "ingest", str(tmp_path / "inbox"), "--warehouse", str(damaged))
    assert done.returncode == FAILED
    assert "sentences" in complaint(done)
    shown = json.loads(run("chancery", "status", "--warehouse", str(damaged), "--json").stdout)
    assert shown["runs"][0]["status"] == "failed"
