"""What an ingest did, as its users are told it: in the terminal, as JSON and in the Prefect UI."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from warehouse.database import open_reader
from warehouse.freshness import freshness
from warehouse.paths import WarehousePaths
from warehouse.plan import Plan, RefusedFile
from warehouse.runlog import RunRecord
from warehouse.schema import RunStatus

LOADED = """
SELECT s.file_name, d.document_id, d.doc_type, d.language, d.title,
       (SELECT count(*) FROM core.event_reports AS e WHERE e.document_id = d.document_id),
       (SELECT count(*) FROM core.commitments AS c WHERE c.document_id = d.document_id),
       before.document_id
FROM audit.source_files AS s JOIN core.documents AS d USING (document_id)
LEFT JOIN (
    SELECT f.source_uri, max_by(p.document_id, (p.last_seen_at, p.first_seen_at)) AS document_id
    FROM core.document_sources AS p JOIN audit.source_files AS f USING (source_uri)
    WHERE p.document_id <> f.document_id GROUP BY f.source_uri
) AS before ON before.source_uri = s.source_uri
WHERE s.run_id = ? AND s.outcome = 'loaded' ORDER BY s.file_name
"""
QUARANTINED = """
SELECT q.file_name, q.reason, q.detail, q.advice, q.source_uri, q.run_id = s.run_id
FROM audit.source_files AS s JOIN audit.quarantine AS q USING (source_uri)
WHERE s.run_id = ? AND s.outcome = 'quarantined' ORDER BY q.file_name
"""
WARNED = """
SELECT description || ' Not met by ' || observed || ' (' || expectation_id || ')'
FROM audit.validations WHERE run_id = ? AND NOT success AND severity = 'warning' AND error IS NULL
ORDER BY expectation_id
"""
REMOVED = """
SELECT file_name FROM audit.source_files WHERE run_id = ? AND outcome = 'removed' ORDER BY file_name
"""


class LoadedFile(BaseModel):
    """A file whose document is now in the warehouse; `replaces` is the document that it held before."""

    file_name: str
    document_id: str
    doc_type: str
    language: str | None
    title: str | None
    events: int
    commitments: int
    replaces: str | None = None


class QuarantinedFile(BaseModel):
    """A file that could not be loaded, why, and what to do about it; `is_new` if this run found it out."""

    file_name: str
    reason: str
    detail: str
    advice: str
    source_uri: str = ""
    is_new: bool = False


class IngestReport(BaseModel):
    """The account of a run: counts of files by outcome, and the files loaded, quarantined and gone.

    `docs` is the index of its Data Docs, where there are any; `warnings` is what the audit warns of, of
    a run that published nothing that nothing new has come in for long.
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
    warnings: list[str]
    loaded: list[LoadedFile]
    quarantined: list[QuarantinedFile]
    removed: list[str] = []


def report_of(paths: WarehousePaths, record: RunRecord, plan: Plan, stale_days: float) -> IngestReport:
    """Return the account of a run that has ended, from the published file where it published."""
    loaded, removed = [], []
    quarantined = [_refused(file) for file in _refusals(plan)]
    warnings = _silence(paths, record, stale_days)
    if record.status is RunStatus.PUBLISHED:
        with open_reader(paths.warehouse) as con:
            loaded = [_loaded(row) for row in con.execute(LOADED, [record.run_id]).fetchall()]
            quarantined = [_quarantined(row) for row in con.execute(QUARANTINED, [record.run_id]).fetchall()]
            warnings = [warning for (warning,) in con.execute(WARNED, [record.run_id]).fetchall()]
            removed = [name for (name,) in con.execute(REMOVED, [record.run_id]).fetchall()]
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
        warnings=warnings,
        loaded=loaded,
        quarantined=quarantined,
        removed=removed,
    )


def _silence(paths: WarehousePaths, record: RunRecord, stale_days: float) -> list[str]:
    if not paths.warehouse.exists():
        return []
    with open_reader(paths.warehouse) as con:
        found = freshness(con, record.started_at, stale_days)
    if found.newest_at is None or not found.is_stale:
        return []
    since = f"Nothing new has come in for {found.days:.0f} days, since {found.newest_at:%Y-%m-%d}"
    return [f"{since}; something is expected every {stale_days:g}."]


def _refusals(plan: Plan) -> Iterable[RefusedFile]:
    return sorted((*plan.still_quarantined, *plan.refused), key=lambda refused: refused.file.source_uri)


def _refused(refused: RefusedFile) -> QuarantinedFile:
    reason = refused.reason
    return QuarantinedFile(
        file_name=refused.file.file_name,
        reason=reason,
        detail=refused.detail,
        advice=reason.advice,
        source_uri=refused.file.source_uri,
    )


def _loaded(row: tuple[object, ...]) -> LoadedFile:
    return LoadedFile.model_validate(dict(zip(LoadedFile.model_fields, row, strict=True)))


def _quarantined(row: tuple[object, ...]) -> QuarantinedFile:
    return QuarantinedFile.model_validate(dict(zip(QuarantinedFile.model_fields, row, strict=True)))
