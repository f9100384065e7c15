"""What an ingest did, as its users are told it: in the terminal, as JSON and in the Prefect UI."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from warehouse.database import open_reader
from warehouse.paths import WarehousePaths
from warehouse.plan import Plan, RefusedFile
from warehouse.runlog import RunRecord
from warehouse.schema import RunStatus

LOADED = """
SELECT s.file_name, d.document_id, d.doc_type, d.language, d.title,
       (SELECT count(*) FROM core.event_reports AS e WHERE e.document_id = d.document_id),
       (SELECT count(*) FROM core.commitments AS c WHERE c.document_id = d.document_id)
FROM audit.source_files AS s JOIN core.documents AS d USING (document_id)
WHERE s.run_id = ? AND s.outcome = 'loaded' ORDER BY s.file_name
"""
QUARANTINED = """
SELECT q.file_name, q.reason, q.detail, q.advice
FROM audit.source_files AS s JOIN audit.quarantine AS q USING (source_uri)
WHERE s.run_id = ? AND s.outcome = 'quarantined' ORDER BY q.file_name
"""


class LoadedFile(BaseModel):
    """A file whose document is now in the warehouse."""

    file_name: str
    document_id: str
    doc_type: str
    language: str | None
    title: str | None
    events: int
    commitments: int


class QuarantinedFile(BaseModel):
    """A file that could not be loaded, why, and what to do about it."""

    file_name: str
    reason: str
    detail: str
    advice: str


class IngestReport(BaseModel):
    """The account of a run: counts of files by outcome, and the files loaded and quarantined.

    `docs` is the index of its Data Docs, where there are any.
    """

    run_id: str
    status: RunStatus
    warehouse: str
    seconds: float
    loaded_count: int
    unchanged_count: int
    quarantined_count: int
    removed_count: int
    docs: str | None
    loaded: list[LoadedFile]
    quarantined: list[QuarantinedFile]


def report_of(paths: WarehousePaths, record: RunRecord, plan: Plan) -> IngestReport:
    """Return the account of a run that has ended, from the published file where it published."""
    loaded, quarantined = [], [_refused(file) for file in _refusals(plan)]
    if record.status is RunStatus.PUBLISHED:
        with open_reader(paths.warehouse) as con:
            loaded = [_loaded(row) for row in con.execute(LOADED, [record.run_id]).fetchall()]
            quarantined = [_quarantined(row) for row in con.execute(QUARANTINED, [record.run_id]).fetchall()]
    return IngestReport(
        run_id=record.run_id,
        status=record.status,
        warehouse=str(paths.warehouse),
        seconds=round((record.finished_at - record.started_at).total_seconds(), 1),
        loaded_count=record.counts.loaded,
        unchanged_count=record.counts.unchanged,
        quarantined_count=record.counts.quarantined,
        removed_count=record.counts.removed,
        docs=str(index) if (index := paths.docs_index(record.run_id)).exists() else None,
        loaded=loaded,
        quarantined=quarantined,
    )


def _refusals(plan: Plan) -> Iterable[RefusedFile]:
    return sorted((*plan.still_quarantined, *plan.refused), key=lambda refused: refused.file.source_uri)


def _refused(refused: RefusedFile) -> QuarantinedFile:
    reason = refused.reason
    return QuarantinedFile(
        file_name=refused.file.file_name, reason=reason, detail=refused.detail, advice=reason.advice
    )


def _loaded(row: tuple[object, ...]) -> LoadedFile:
    return LoadedFile.model_validate(dict(zip(LoadedFile.model_fields, row, strict=True)))


def _quarantined(row: tuple[object, ...]) -> QuarantinedFile:
    return QuarantinedFile.model_validate(dict(zip(QuarantinedFile.model_fields, row, strict=True)))
