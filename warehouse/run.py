"""The identity of a run: when it started and with which versions it works."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True, slots=True)
class Versions:
    """What decides how a file is read. A change of any makes quarantined files worth another try."""

    parser: str
    extractor: str
    limits: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `run_id` sorts by start; times are UTC without a zone, as DuckDB's TIMESTAMP is."""

    run_id: str
    started_at: datetime
    versions: Versions
    code_version: str

    def now(self) -> datetime:
        """Return the present, or the run's start where the clock has gone back behind it."""
        return max(utc_now(), self.started_at)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a document was first seen, and which run loads it when (UTC)."""

    source_uri: str
    file_name: str
    run_id: str
    ingested_at: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """How many files ended in which way."""

    loaded: int = 0
    unchanged: int = 0
    quarantined: int = 0
    removed: int = 0


def utc_now() -> datetime:
    """Return the present in UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def new_run(versions: Versions, code_version: str, last: datetime | None = None) -> Run:
    """Start a run. Four random bytes tell runs on different warehouses apart.

    `last` is the start of the run before. The new one counts as started at least a second later, also where
    the clock has gone back: runs stay in the order of their ids.
    """
    started_at = utc_now()
    if last is not None:
        started_at = max(started_at, last + timedelta(seconds=1))
    return Run(f"{started_at:%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}", started_at, versions, code_version)
