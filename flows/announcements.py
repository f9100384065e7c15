"""What a run announces to Prefect: names of the events, which automations match, and what they carry.

An event is about the warehouse, `chancery.warehouse.` and its path, and related to the run, `chancery.run.`
and its id; Prefect adds its own flow run, flow, deployment and tags. Its payload holds the counts and
`text`, one line that can be sent to people as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flows.console import printable
from flows.report import QuarantinedFile
from flows.upkeep_report import MaintenanceReport
from warehouse.paths import WarehousePaths
from warehouse.runlog import RunRecord
from warehouse.schema import RunStatus

OF_RUN = "chancery.run."
RUN_PUBLISHED = OF_RUN + RunStatus.PUBLISHED
RUN_UNCHANGED = OF_RUN + RunStatus.UNCHANGED
RUN_REJECTED = OF_RUN + RunStatus.REJECTED
RUN_FAILED = OF_RUN + RunStatus.FAILED
FILES_QUARANTINED = "chancery.files.quarantined"
WAREHOUSE_STALE = "chancery.warehouse.stale"

WAREHOUSE_RESOURCE = "chancery.warehouse."
RUN_RESOURCE = "chancery.run."

MOST_FILES = 100  # named in an event; the table of the run has more
LONGEST = 500  # characters of a message or a name


@dataclass(frozen=True, slots=True)
class Announcement:
    """An event before it is sent: Prefect's arguments, by the same names."""

    event: str
    resource: dict[str, str]
    related: list[dict[str, str]]
    payload: dict[str, Any]


def of_run(paths: WarehousePaths, record: RunRecord) -> Announcement:
    """Return what is announced of a run that has ended."""
    counts = asdict(record.counts)
    told = ", ".join(f"{number} {outcome}" for outcome, number in counts.items())
    message = _short(record.message)
    payload = {
        "run_id": record.run_id,
        "status": record.status.value,
        "warehouse": str(paths.warehouse),
        "started_at": f"{record.started_at.isoformat()}Z",
        "finished_at": f"{record.finished_at.isoformat()}Z",
        **counts,
        "message": message,
        "text": f"Run {record.run_id} {record.status}: {message or told}",
    }
    return _announcement(OF_RUN + record.status, paths, record.run_id, payload)


def of_end(
    paths: WarehousePaths, record: RunRecord, newly_quarantined: Sequence[QuarantinedFile] = ()
) -> list[Announcement]:
    """Return what is announced of a run that has ended, and of the files it was the first to quarantine."""
    made = [of_run(paths, record)]
    if newly_quarantined:
        made.append(of_quarantine(paths, record.run_id, newly_quarantined))
    return made


def of_quarantine(paths: WarehousePaths, run_id: str, files: Sequence[QuarantinedFile]) -> Announcement:
    """Return what is announced of the files that a run was the first to quarantine."""
    named = [
        {name: _short(value) for name, value in file.model_dump().items()} for file in files[:MOST_FILES]
    ]
    names = ", ".join(file["file_name"] for file in named[:3]) + (", …" if len(files) > 3 else "")
    payload = {
        "run_id": run_id,
        "warehouse": str(paths.warehouse),
        "quarantined": len(files),
        "files": named,
        "text": f"Run {run_id} quarantined {len(files)} files: {names}",
    }
    return _announcement(FILES_QUARANTINED, paths, run_id, payload)


def of_staleness(paths: WarehousePaths, run_id: str, report: MaintenanceReport) -> Announcement:
    """Return what is announced of a warehouse to which nothing has come for longer than it may."""
    payload = {**report.model_dump(mode="json"), "warehouse": str(paths.warehouse), "text": report.told}
    return _announcement(WAREHOUSE_STALE, paths, run_id, payload)


def _announcement(event: str, paths: WarehousePaths, run_id: str, payload: dict[str, Any]) -> Announcement:
    warehouse = {
        "prefect.resource.id": f"{WAREHOUSE_RESOURCE}{paths.warehouse.absolute()}",
        "prefect.resource.name": paths.warehouse.name,
    }
    run = {"prefect.resource.id": f"{RUN_RESOURCE}{run_id}", "prefect.resource.role": "run"}
    return Announcement(event, warehouse, [run], payload)


def _short(text: str) -> str:
    """Return what a document or an error says as one harmless line of bounded length."""
    shown = printable(text)
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
