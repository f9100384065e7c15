"""The end of a run: the stage file becomes the warehouse, or is set aside with its report."""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from warehouse.changes import record_changes
from warehouse.database import open_stage
from warehouse.durable import sync
from warehouse.paths import WarehousePaths
from warehouse.schema import RunStatus
from warehouse.staging import StagedRun, explained
from warehouse.versions import Retention, keep, prune


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """What readers see from now on."""

    path: Path
    run_id: str


def publish(
    paths: WarehousePaths,
    staged: StagedRun,
    retention: Retention = Retention(),  # noqa: B008
) -> PublishedVersion:
    """Put the stage file, with what it changes, in the warehouse's place; the step survives a power cut.

    Readers that have the old file open keep it; whoever opens the path sees one whole version. The old
    file is kept as a version, as long as `retention` has it. Raises WarehouseError.
    """
    record_changes(paths, staged, retention.change_runs)
    _replace(paths, staged.path)
    try:
        sync(paths.warehouse.parent)
        prune(paths, retention)
    except OSError as error:  # readers have the new version already
        logging.getLogger(__name__).warning("published, but not tidied up: %s", error)
    shutil.rmtree(paths.work_of(staged.run_id), ignore_errors=True)
    return PublishedVersion(paths.warehouse, staged.run_id)


@explained
def _replace(paths: WarehousePaths, path: Path) -> None:
    sync(path)
    keep(paths)
    os.replace(path, paths.warehouse)  # noqa: PTH105


@explained
def reject(paths: WarehousePaths, staged: StagedRun, report: Mapping[str, object]) -> Path:
    """Set the stage file aside with the audit's report, and return where. The warehouse stays."""
    with open_stage(staged.path) as con:
        con.execute("UPDATE audit.runs SET status = ? WHERE run_id = ?", [RunStatus.REJECTED, staged.run_id])
        con.execute("CHECKPOINT")
    text = json.dumps(report, ensure_ascii=False, indent=2, default=str)
    paths.rejection_report(staged.run_id).write_text(text + "\n", encoding="utf-8")
    rejected = paths.rejected(staged.run_id)
    os.replace(staged.path, rejected)  # noqa: PTH105
    shutil.rmtree(paths.work_of(staged.run_id), ignore_errors=True)
    return rejected
