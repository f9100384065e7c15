"""What a run over known documents, or housekeeping, did, as its users are told it."""

from __future__ import annotations

from dataclasses import asdict

from pydantic import BaseModel

from flows.report import IngestReport
from warehouse.compaction import Compaction
from warehouse.freshness import Freshness
from warehouse.housekeeping import Tidied
from warehouse.rework import Rework, Way


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
