"""Undoing runs: earlier versions listed and put back, and what one run loaded taken out."""

from __future__ import annotations

import sys
from pathlib import Path

from expectations.gate import examine, publish_or_reject
from flows.console import Format, print_rows
from flows.ledger import logged_run
from flows.settings import settings_for
from warehouse.database import open_reader
from warehouse.paths import WarehousePaths
from warehouse.removal import run_of, stage_without
from warehouse.schema import RunStatus
from warehouse.versions import restore, to_restore, versions


def show_versions(warehouse: Path | None, form: Format) -> None:
    """Print the published version and those that are kept, the newest first."""
    paths = WarehousePaths.of(settings_for(warehouse).warehouse)
    known = versions(paths)
    if not known:
        open_reader(paths.warehouse).close()  # says what is wrong with it
    columns = ("run", "started (UTC)", "published", "documents", "events", "commitments", "megabytes")
    rows = [
        (v.run_id, f"{v.started_at:%Y-%m-%d %H:%M}", "now" if v.is_published else "before",
         v.documents, v.events, v.commitments, round(v.size_bytes / 1e6, 1))
        for v in known
    ]  # fmt: skip
    print_rows(columns, rows, form, sys.stdout, paged=False)


def rollback(warehouse: Path | None, run_id: str | None) -> None:
    """Put an earlier version back and write that into the run log."""
    settings = settings_for(warehouse)
    paths = WarehousePaths.of(settings.warehouse)
    version = to_restore(paths, run_id)
    with logged_run(paths, settings) as ledger:
        restore(paths, version)
        ledger.end(RunStatus.RESTORED, message=f"the version of run {version.run_id}")
    print(f"The version of run {version.run_id} is published again: {paths.warehouse}")


def remove_run(warehouse: Path | None, begins: str) -> None:
    """Publish the warehouse without the documents of a run, after the same audit as any other."""
    settings = settings_for(warehouse)
    paths = WarehousePaths.of(settings.warehouse)
    with open_reader(paths.warehouse) as con:
        undone = run_of(con, begins)
    with logged_run(paths, settings) as ledger:
        staged, report = examine(stage_without(paths, ledger.run, undone), ledger.run, settings.audit)
        publish_or_reject(paths, staged, report, settings.retention)
        ledger.end(RunStatus.PUBLISHED, staged.counts, f"without run {undone}")
    print(f"Run {undone} is undone; {staged.counts.removed} files are to be read again: {paths.warehouse}")
