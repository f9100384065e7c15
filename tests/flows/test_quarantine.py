"""`chancery quarantine`: files that could not be loaded are listed, explained, let go and read again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from extractors.identity import content_sha256
from flows.exits import BAD_REQUEST
from tests.conftest import Runner
from tests.flows.test_cli import complaint
from tests.flows.test_ingest import TEXT as STATEMENT
from tests.warehouse.builders import TEXT, a_run, inbox_with, ingest
from warehouse.database import open_reader
from warehouse.paths import WarehousePaths

HOSTILE = "\x1b[31m\u202e.pdf"
SHOWN = "\\x1b[31m\\u202e.pdf"
REFUSED = "No promise.\n"


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    """A warehouse of one document and two files in quarantine."""
    made = WarehousePaths.of(tmp_path / "w.duckdb")
    inbox = inbox_with(tmp_path / "in", TEXT, STATEMENT)
    (inbox / HOSTILE).write_text(REFUSED, encoding="utf-8")
    ingest(made, inbox, a_run())
    return made


def in_quarantine(paths: WarehousePaths) -> list[str]:
    with open_reader(paths.warehouse) as con:
        found = con.execute("SELECT file_name FROM quarantined_files ORDER BY ALL").fetchall()
    return [name for (name,) in found]


def test_the_list(run: Runner, paths: WarehousePaths) -> None:
    target = ("--warehouse", str(paths.warehouse))
    listed = json.loads(run("chancery", "quarantine", "list", *target, "--json").stdout)
    assert {(one["reason"], one["detail"]) for one in listed} == {("not_a_document", "It holds no pledge.")}
    assert {one["file_name"] for one in listed} == {"1.txt", SHOWN}
    printed = run("chancery", "quarantine", "list", *target).stdout
    assert "2099-12-31 23:59" in printed
    assert SHOWN in printed
    assert "\x1b" not in printed
    assert printed.endswith("2 files in quarantine.\n")


@pytest.mark.parametrize("named", ["name", "path", "uri", "id"])
def test_a_file_is_explained_however_it_is_named(named: str, run: Runner, paths: WarehousePaths) -> None:
    file, sha256 = paths.warehouse.parent / "in/1.txt", content_sha256(STATEMENT.encode())
    subject = {"name": "1.txt", "path": str(file), "uri": file.as_uri(), "id": sha256[:8]}[named]
    done = run("chancery", "quarantine", "show", subject, "--warehouse", str(paths.warehouse))
    assert done.returncode == 0, done.stderr
    for words in (file.as_uri(), sha256, "It holds no pledge.", "parser p1, extractors e1", a_run().run_id):
        assert words in done.stdout
    assert f"chancery quarantine retry {sha256[:12]}" in done.stdout
    assert HOSTILE not in done.stdout


@pytest.mark.parametrize("command", ["show", "release", "retry"])
def test_what_is_not_in_quarantine_is_said(command: str, run: Runner, paths: WarehousePaths) -> None:
    done = run("chancery", "quarantine", command, "0.txt", "--warehouse", str(paths.warehouse))
    assert done.returncode == BAD_REQUEST
    assert "no file in quarantine is 0.txt" in complaint(done)
    assert len(in_quarantine(paths)) == 2


@pytest.mark.slow
def test_released_files_leave_the_list_and_retried_ones_are_read(
    run: Runner, warehouse: Path, tmp_path: Path
) -> None:
    paths = WarehousePaths.of(tmp_path / "w.duckdb")
    shutil.copyfile(warehouse, paths.warehouse)
    target = ("--warehouse", str(paths.warehouse))
    truncated, scan = in_quarantine(paths)
    done = run("chancery", "quarantine", "release", scan, *target)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 file released; ")
    assert in_quarantine(paths) == [truncated]
    again = run("chancery", "quarantine", "retry", truncated, *target)
    assert again.returncode == 0, again.stderr
    assert "The PDF breaks off before its" in again.stdout
    runs = json.loads(run("chancery", "runs", *target, "--json").stdout)
    assert [(one["status"], one["removed"], one["quarantined"]) for one in runs][-1] == ("published", 1, 0)
    assert runs[-1]["message"] == f"released from quarantine: {scan}"
    assert runs[0]["quarantined"] == 1


@pytest.mark.slow
def test_a_file_that_can_be_read_by_now_is_loaded_by_a_retry(run: Runner, paths: WarehousePaths) -> None:
    target = ("--warehouse", str(paths.warehouse))
    done = run("chancery", "quarantine", "retry", "1.txt", *target)
    assert done.returncode == 0, done.stderr
    assert in_quarantine(paths) == [SHOWN]
    with open_reader(paths.warehouse) as con:
        found = con.execute("SELECT title FROM documents").fetchall()
    assert ("Joint Statement of the Ministers of Transport",) in found
