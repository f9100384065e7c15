"""The account of a run: what came, what took another's place, what is refused, what is gone."""

from __future__ import annotations

from pathlib import Path

from flows.report import report_of
from tests.warehouse.builders import TEXT, a_run, inbox_with, ingest, plan_of
from warehouse.paths import WarehousePaths
from warehouse.runlog import record_of
from warehouse.schema import RunStatus


def test_the_account_of_a_run(tmp_path: Path) -> None:
    paths, inbox = WarehousePaths.of(tmp_path / "w.duckdb"), tmp_path / "in"
    ingest(paths, inbox_with(inbox, TEXT, "No promise.\n", f"{TEXT}\n\n"), a_run())
    (inbox / "0.txt").write_text(f"{TEXT}\n", encoding="utf-8")
    (inbox / "2.txt").unlink()
    (inbox / "3.txt").write_text("None here.\n", encoding="utf-8")
    plan = plan_of(paths, [inbox])
    staged = ingest(paths, inbox, a_run(1))
    made = report_of(paths, record_of(a_run(1), RunStatus.PUBLISHED, staged.counts), plan, 30)
    (changed,) = made.loaded
    assert changed.file_name == "0.txt"
    assert changed.replaces not in (None, changed.document_id)
    assert [(file.file_name, file.is_new) for file in made.quarantined] == [("1.txt", False), ("3.txt", True)]
    assert made.removed == ["2.txt"]


def test_what_comes_first_replaces_nothing(tmp_path: Path) -> None:
    paths, inbox = WarehousePaths.of(tmp_path / "w.duckdb"), inbox_with(tmp_path / "in", TEXT)
    plan = plan_of(paths, [inbox])
    staged = ingest(paths, inbox, a_run())
    made = report_of(paths, record_of(a_run(), RunStatus.PUBLISHED, staged.counts), plan, 30)
    assert [file.replaces for file in made.loaded] == [None]
