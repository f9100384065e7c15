"""What the published warehouse already knows: files, documents, and refusals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb

from extractors.errors import Reason
from warehouse.database import open_reader
from warehouse.run import Versions
from warehouse.schema import Outcome


@dataclass(frozen=True, slots=True)
class FileRecord:
    """The last recorded state of a file. `seen_at` is the start of the run that recorded it."""

    sha256: str | None
    byte_count: int | None
    modified_at: datetime | None
    outcome: Outcome
    reason: Reason | None
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a content could not be loaded, and with which versions that was tried."""

    reason: Reason
    detail: str
    versions: Versions


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A loaded document: where it was first seen and the versions that made its rows."""

    source_uri: str
    file_name: str
    parser_version: str
    extractor_version: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Files by URI; documents and refusals by the content's sha256; ids of the overrides in force."""

    files: Mapping[str, FileRecord] = field(default_factory=dict)
    documents: Mapping[str, DocumentRecord] = field(default_factory=dict)
    refusals: Mapping[str, Refusal] = field(default_factory=dict)
    overrides: tuple[str, ...] = ()


FILES = """
SELECT f.source_uri, f.sha256, f.byte_count, f.modified_at, f.outcome, f.reason, r.started_at
FROM audit.source_files AS f JOIN audit.runs AS r USING (run_id)
"""
DOCUMENTS = "SELECT sha256, source_uri, file_name, parser_version, extractor_version FROM core.documents"
REFUSALS = """
SELECT sha256, reason, detail, parser_version, extractor_version, limits
FROM audit.quarantine WHERE sha256 IS NOT NULL ORDER BY source_uri
"""


def read_manifest(warehouse: Path) -> Manifest:
    """Load the manifest; an empty one where nothing is published yet. Raises WarehouseError."""
    if not warehouse.exists():
        return Manifest()
    with open_reader(warehouse) as con:
        files = {
            uri: FileRecord(sha, size, modified, Outcome(outcome), Reason(reason) if reason else None, seen)
            for uri, sha, size, modified, outcome, reason, seen in con.execute(FILES).fetchall()
        }
        refusals = {
            sha: Refusal(Reason(reason), detail, Versions(*versions))
            for sha, reason, detail, *versions in con.execute(REFUSALS).fetchall()
        }
        documents = read_documents(con)
        overrides = _overrides(con)
    return Manifest(files, documents, refusals, overrides)


def read_documents(con: duckdb.DuckDBPyConnection) -> dict[str, DocumentRecord]:
    """Return the documents that a warehouse holds, by sha256."""
    return {sha: DocumentRecord(*rest) for sha, *rest in con.execute(DOCUMENTS).fetchall()}


def _overrides(con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Return the ids of the overrides; none from a warehouse that is older than they are."""
    if not con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'overrides'").fetchall():
        return ()
    return tuple(
        i for (i,) in con.execute("SELECT override_id FROM audit.overrides ORDER BY entry").fetchall()
    )
