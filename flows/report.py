"""What an ingest did, as its users are told it: in the terminal, as JSON and in the Prefect UI."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from pydantic import BaseModel

from warehouse.compaction import Compaction
from warehouse.database import open_reader
from warehouse.freshness import Freshness, freshness
from warehouse.housekeeping import Tidied
from warehouse.paths import WarehousePaths
from warehouse.plan import Plan, RefusedFile
from warehouse.rework import Rework, Way
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


class StepReport(BaseModel):
    """What is done with one document or file, and why: `way` is extract, read or skip."""

    way: Way
    document_id: str | None
    file_name: str
    reason: str


class ReworkReport(BaseModel):
    """What was chosen to be worked on again, and the account of the run; a dry run has none."""

    steps: list[StepReport]
    run: IngestReport | None = None


class MaintenanceReport(BaseModel):
    """What housekeeping did: sizes in bytes, numbers of what was removed, days since something came in."""

    bytes_before: int | None
    bytes_after: int | None
    versions_removed: int
    rejected_removed: int
    parses_removed: int
    days_since_news: float | None
    is_stale: bool

    @property
    def told(self) -> str:
        """The account in a sentence or two."""
        sizes = ""
        if self.bytes_before and self.bytes_after:
            sizes = f"{self.bytes_before / 1e6:.1f} MB, now {self.bytes_after / 1e6:.1f} MB; "
        removed = (
            f"{self.versions_removed} versions, {self.rejected_removed} rejected runs and "
            f"{self.parses_removed} parses removed"
        )
        news = "never" if self.days_since_news is None else f"{self.days_since_news:g} days ago"
        return f"{sizes}{removed}. Something new last came in {news}."


def steps_of(rework: Rework) -> list[StepReport]:
    """Return what is done with each document or file that was chosen."""
    return [StepReport(**asdict(step)) for step in rework.steps]


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


def maintenance_report(
    sizes: Compaction | None, tidied: Tidied | None, found: Freshness
) -> MaintenanceReport:
    """Return the account of a run of housekeeping; what was not asked for is None."""
    return MaintenanceReport(
        bytes_before=sizes.bytes_before if sizes else None,
        bytes_after=sizes.bytes_after if sizes else None,
        versions_removed=tidied.versions if tidied else 0,
        rejected_removed=tidied.rejected if tidied else 0,
        parses_removed=tidied.parses if tidied else 0,
        days_since_news=found.days,
        is_stale=found.is_stale,
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
