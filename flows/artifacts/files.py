"""The files of a run as rows of a table: what could not be loaded first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flows.artifacts.markup import cell
from flows.report import IngestReport, LoadedFile, QuarantinedFile
from warehouse.rework import Rework

MOST_ROWS = 1_000  # the UI loads a table whole
TITLE = 100  # cells are not wrapped

Rows = list[dict[str, object]]


def file_rows(report: IngestReport) -> Rows:
    """Return a row for each file that the run dealt with: quarantined, changed, loaded, removed."""
    changed = [file for file in report.loaded if file.replaces]
    fresh = [file for file in report.loaded if not file.replaces]
    rows: Rows = [
        *(_refused(file) for file in report.quarantined),
        *(_loaded(file, "changed") for file in changed),
        *(_loaded(file, "loaded") for file in fresh),
        *(_removed(name) for name in report.removed),
    ]
    return [{column: row.get(column, "") for column in COLUMNS} for row in rows[:MOST_ROWS]]


COLUMNS = ("outcome", "file", "title or reason", "type", "events", "commitments", "document")


def quarantine_rows(files: Sequence[QuarantinedFile]) -> Rows:
    """Return a row for each file in quarantine, those that are new there first."""
    ordered = sorted(files, key=lambda file: (not file.is_new, file.file_name))
    return [
        {
            "file": cell(file.file_name),
            "new": "new" if file.is_new else "",
            "reason": file.reason,
            "what happened": cell(file.detail),
            "what to do": cell(file.advice),
            "where": cell(file.source_uri),
        }
        for file in ordered[:MOST_ROWS]
    ]


def chosen_rows(rework: Rework) -> Rows:
    """Return a row for each document or file that was chosen to be processed again, with what is done."""
    return [
        {
            "what": step.way.value,
            "file": cell(step.file_name),
            "why": cell(step.reason),
            "document": step.document_id or "",
        }
        for step in rework.steps[:MOST_ROWS]
    ]


def chosen(rework: Rework) -> str:
    """Return how many documents or files are done what with."""
    counts = Counter(step.way.value for step in rework.steps)
    return ", ".join(f"{number} to {way}" for way, number in sorted(counts.items())) or "nothing chosen"


def _refused(file: QuarantinedFile) -> dict[str, object]:
    told = cell(f"{file.reason}: {file.detail}", TITLE)
    return {"outcome": "quarantined", "file": cell(file.file_name), "title or reason": told}


def _loaded(file: LoadedFile, outcome: str) -> dict[str, object]:
    return {
        "outcome": outcome,
        "file": cell(file.file_name),
        "type": file.doc_type,
        "events": file.events,
        "commitments": file.commitments,
        "title or reason": cell(file.title, TITLE),
        "document": file.document_id,
    }


def _removed(name: str) -> dict[str, object]:
    return {"outcome": "removed", "file": cell(name)}
