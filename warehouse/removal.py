"""Files forgotten, so that they are new again: those of a run that is undone, and some in quarantine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import duckdb

from warehouse.bookkeeping import run_row
from warehouse.database import append, open_stage
from warehouse.describe import describe
from warehouse.durable import copy_file
from warehouse.errors import NoSuchVersion
from warehouse.loading import PER_DOCUMENT
from warehouse.paths import WarehousePaths
from warehouse.review import reviewed
from warehouse.run import Counts, Run
from warehouse.staging import StagedRun, explained, writing
from warehouse.upgrade import upgrade
from warehouse.vocabulary import RunStatus

PUBLISHED = """
SELECT run_id FROM audit.runs WHERE starts_with(run_id, ?) AND status = 'published' ORDER BY run_id
"""
UNDONE = "CREATE TEMP TABLE undone AS SELECT document_id FROM core.documents WHERE run_id = ?"
# Files of its documents, whichever run saw them last, and those that it refused.
FREED = """
CREATE TEMP TABLE freed AS SELECT source_uri FROM audit.source_files
WHERE document_id IN (FROM undone) OR source_uri IN (SELECT source_uri FROM audit.quarantine WHERE run_id = ?)
"""
# A content that stays refused under another name would be refused again without being read.
RELEASED = """
CREATE TEMP TABLE freed AS SELECT source_uri FROM audit.quarantine
WHERE source_uri IN (SELECT unnest($uris))
    OR sha256 IN (SELECT sha256 FROM audit.quarantine WHERE source_uri IN (SELECT unnest($uris)))
"""
REMEMBER = """
INSERT INTO audit.file_history
SELECT source_uri, $run_id, 'removed', $reason, sha256, document_id, $parser, $extractor
FROM audit.source_files WHERE source_uri IN (FROM freed) ORDER BY source_uri
"""
FORGET = (
    "DELETE FROM audit.source_files WHERE source_uri IN (FROM freed)",
    "DELETE FROM audit.quarantine WHERE source_uri IN (FROM freed)",
)
DELETE_ROWS = [
    f"DELETE FROM {table} WHERE document_id IN (FROM undone)"  # noqa: S608
    for table in (*(table.qualified_name for table in PER_DOCUMENT), "core.document_sources")
]


@explained
def stage_without(paths: WarehousePaths, run: Run, undone: str) -> StagedRun:
    """Write a stage file without the documents that run `undone` loaded last. Raises WarehouseError.

    Their files and those that it refused are forgotten, so that the next ingest reads them as new ones.
    """
    return _staged(paths, run, partial(_undo, run=run, undone=undone))


@explained
def stage_released(paths: WarehousePaths, run: Run, uris: Sequence[str]) -> StagedRun:
    """Write a stage file in which some files in quarantine, and those of the same content, are forgotten.

    The next run that sees them reads them as new ones. Raises WarehouseError.
    """
    return _staged(paths, run, partial(_release, run=run, uris=uris))


def _staged(
    paths: WarehousePaths, run: Run, change: Callable[[duckdb.DuckDBPyConnection], Counts]
) -> StagedRun:
    path = paths.stage(run.run_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    copy_file(paths.warehouse, path)
    with open_stage(path) as con:
        upgrade(con)
    with writing(path) as con:
        counts = change(con)
        append(con, "audit.runs", [run_row(run, counts)])
        describe(con)
    return StagedRun(path, run.run_id, counts)


def run_of(con: duckdb.DuckDBPyConnection, begins: str) -> str:
    """Return the published run whose id begins so. Raises NoSuchVersion."""
    found = [str(run_id) for (run_id,) in con.execute(PUBLISHED, [begins]).fetchall()]
    if not found:
        raise NoSuchVersion(f"{begins} is none of the published runs")
    if len(found) > 1:
        raise NoSuchVersion(f"{begins} may be one of several runs: {', '.join(found)}")
    return found[0]


def _undo(con: duckdb.DuckDBPyConnection, run: Run, undone: str) -> Counts:
    con.execute(UNDONE, [undone])
    con.execute(FREED, [undone])
    counts = _remember(con, run, "run_undone")
    with reviewed(con):
        for statement in (*FORGET, *DELETE_ROWS):
            con.execute(statement)
    con.execute("UPDATE audit.runs SET status = ? WHERE run_id = ?", [RunStatus.UNDONE.value, undone])
    return counts


def _release(con: duckdb.DuckDBPyConnection, run: Run, uris: Sequence[str]) -> Counts:
    con.execute(RELEASED, {"uris": list(uris)})
    counts = _remember(con, run, "released")
    for statement in FORGET:
        con.execute(statement)
    return counts


def _remember(con: duckdb.DuckDBPyConnection, run: Run, reason: str) -> Counts:
    """Write into the files' history why they are forgotten; return how many they are."""
    versions = {"parser": run.versions.parser, "extractor": run.versions.extractor}
    con.execute(REMEMBER, {"run_id": run.run_id, "reason": reason, **versions})
    [(files,)] = con.execute("SELECT count(*) FROM freed").fetchall()
    return Counts(removed=files)
