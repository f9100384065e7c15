"""The account of a run in its stage file: the run, every file's state, places seen, quarantine."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from extractors.identity import document_id
from warehouse.database import Row, append
from warehouse.landing import FoundFile
from warehouse.loading import Loaded
from warehouse.plan import Plan, RefusedFile
from warehouse.run import Counts, Run
from warehouse.schema import Outcome, RunStatus

FORGET_FILES = "DELETE FROM audit.source_files WHERE source_uri IN (SELECT unnest($uris))"
FORGET_REFUSALS = "DELETE FROM audit.quarantine WHERE source_uri IN (SELECT unnest($uris))"
REFUSALS = """
SELECT source_uri, sha256, reason, parser_version, extractor_version, limits FROM audit.quarantine
"""
MARK_REMOVED = """
UPDATE audit.source_files SET outcome = 'removed', reason = NULL, run_id = $run_id
WHERE source_uri IN (SELECT unnest($uris))
"""
RECORD_SOURCES = """
INSERT INTO core.document_sources
SELECT source_uri, document_id, $seen_at, $seen_at FROM audit.source_files
WHERE run_id = $run_id AND document_id IS NOT NULL AND outcome <> 'removed'
    AND source_uri NOT IN (SELECT unnest($unseen)) ORDER BY ALL
ON CONFLICT DO UPDATE SET last_seen_at = excluded.last_seen_at
"""


def keep_account(con: duckdb.DuckDBPyConnection, run: Run, plan: Plan, loaded: Loaded) -> Counts:
    """Record the run and what became of every file; return the counts.

    Afterwards the rows of `audit.source_files` that name this run are all files of its inboxes and
    all that vanished from them.
    """
    read = [file for task in loaded.tasks for file in task.files]
    refused = [*plan.still_quarantined, *plan.refused, *loaded.refused]
    unchanged = [*plan.unchanged, *(file for task in loaded.same for file in task.files)]
    counts = Counts(len(read), len(unchanged), len(refused), len(plan.removed))
    append(con, "audit.runs", [run_row(run, counts)])
    states = [
        *(_state(file, Outcome.LOADED, run) for file in read),
        *(_state(file, Outcome.UNCHANGED, run) for file in unchanged),
        *(_state(refusal.file, Outcome.QUARANTINED, run, refusal) for refusal in refused),
    ]
    states.sort(key=lambda row: str(row[0]))
    con.execute(FORGET_FILES, {"uris": [row[0] for row in states]})
    append(con, "audit.source_files", states)
    con.execute(MARK_REMOVED, {"uris": plan.removed, "run_id": run.run_id})
    tasks = (*loaded.tasks, *loaded.same)
    unseen = [file.source_uri for task in tasks if task.parser_version for file in task.files]
    con.execute(RECORD_SOURCES, {"run_id": run.run_id, "seen_at": run.started_at, "unseen": unseen})
    accepted = (file.source_uri for file in (*read, *unchanged))
    _keep_quarantine(con, run, refused, released=[*accepted, *plan.removed])
    return counts


def _keep_quarantine(
    con: duckdb.DuckDBPyConnection, run: Run, refused: Sequence[RefusedFile], released: Sequence[str]
) -> None:
    """Let go of released files, and record refusals except those that say nothing new."""
    known = set(con.execute(REFUSALS).fetchall())
    versions = (run.versions.parser, run.versions.extractor, run.versions.limits)
    news = sorted(
        (r for r in refused if (r.file.source_uri, r.file.sha256, r.reason.value, *versions) not in known),
        key=lambda refusal: refusal.file.source_uri,
    )
    con.execute(FORGET_REFUSALS, {"uris": [*released, *(refusal.file.source_uri for refusal in news)]})
    append(con, "audit.quarantine", [_quarantine_row(refusal, run) for refusal in news])


def run_row(run: Run, counts: Counts) -> Row:
    """Return a run's row of `audit.runs`."""
    return (
        run.run_id,
        run.started_at,
        run.now(),
        RunStatus.PUBLISHED.value,
        counts.loaded,
        counts.unchanged,
        counts.quarantined,
        counts.removed,
        run.code_version,
        run.versions.parser,
        run.versions.extractor,
    )


def _state(file: FoundFile, outcome: Outcome, run: Run, refusal: RefusedFile | None = None) -> Row:
    return (
        file.source_uri,
        file.file_name,
        file.sha256,
        file.byte_count,
        file.modified_at,
        outcome.value,
        refusal.reason.value if refusal else None,
        document_id(file.sha256) if file.sha256 and not refusal else None,
        run.run_id,
    )


def _quarantine_row(refusal: RefusedFile, run: Run) -> Row:
    return (
        refusal.file.source_uri,
        refusal.file.file_name,
        refusal.file.sha256,
        refusal.reason.value,
        refusal.detail,
        refusal.reason.advice,
        run.versions.parser,
        run.versions.extractor,
        run.versions.limits,
        run.run_id,
        run.started_at,
    )
