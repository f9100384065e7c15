"""Undoing runs: earlier versions listed and put back."""

from __future__ import annotations

import sys
from pathlib import Path

from flows.console import Format, print_rows
from flows.ledger import logged_run
from flows.settings import settings_for
from warehouse.database import open_reader
from warehouse.paths import WarehousePaths
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
