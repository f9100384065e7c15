"""Documents taken out of a stage file again, because the audit found that their rows are wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, replace

import duckdb

from extractors.errors import Reason
from warehouse.database import append
from warehouse.loading import PER_DOCUMENT
from warehouse.overriding import refusals
from warehouse.review import reviewed
from warehouse.run import Counts, Run
from warehouse.staging import StagedRun, explained, writing

# With the versions that made the rows: files of other inboxes may be left from older ones, and are
# then worth another try.
QUARANTINE = """
INSERT OR REPLACE INTO audit.quarantine
SELECT f.source_uri, f.file_name, f.sha256, $reason, w.detail, $advice, d.parser_version,
    d.extractor_version, $limits, $run_id, $quarantined_at
FROM audit.source_files AS f
JOIN withdrawn AS w USING (document_id)
JOIN core.documents AS d USING (document_id)
WHERE f.outcome <> 'removed' ORDER BY ALL
"""
# A file that this run did not look at loses its modification time: that proves a file unchanged only
# together with the start of the run that looked.
MARK_QUARANTINED = """
UPDATE audit.source_files SET outcome = 'quarantined', reason = $reason, document_id = NULL, run_id = $run_id,
    modified_at = CASE WHEN run_id = $run_id THEN modified_at END
WHERE outcome <> 'removed' AND document_id IN (SELECT document_id FROM withdrawn)
"""
FORGET_DOCUMENTS = """
UPDATE audit.source_files SET document_id = NULL WHERE document_id IN (SELECT document_id FROM withdrawn)
"""
DELETE_ROWS = [
    f"DELETE FROM {table} WHERE document_id IN (SELECT document_id FROM withdrawn)"  # noqa: S608
    for table in (*(table.qualified_name for table in PER_DOCUMENT), "core.document_sources")
]
APPLIED = """
SELECT override_id, matched_document_id FROM audit.overrides
WHERE status = 'applied' AND matched_document_id IN (SELECT unnest($documents))
"""
COUNT_FILES = "SELECT outcome, count(*) FROM audit.source_files WHERE run_id = ? GROUP BY outcome"
CORRECT_COUNTS = """
UPDATE audit.runs SET loaded_count = ?, unchanged_count = ?, quarantined_count = ?, removed_count = ?
WHERE run_id = ?
"""


@explained
def withdraw(staged: StagedRun, run: Run, failings: Mapping[str, str]) -> StagedRun:
    """Remove documents from a staged run and quarantine their files, in one transaction.

    `failings` gives each document's id and what is wrong with it, for a person. Documents of earlier
    runs go as well, with the files of whatever inbox that hold them; one whose files are all gone
    leaves no trace here. Raises WarehouseError.
    """
    with writing(staged.path) as con:
        con.execute("CREATE TEMP TABLE withdrawn (document_id VARCHAR, detail VARCHAR)")
        append(con, "withdrawn", list(failings.items()))
        _quarantine_files(con, run)
        with reviewed(con):
            for statement in DELETE_ROWS:
                con.execute(statement)
        counts = Counts(**dict(con.execute(COUNT_FILES, [run.run_id]).fetchall()))
        con.execute(CORRECT_COUNTS, [*astuple(counts), run.run_id])
    return replace(staged, counts=counts)


@explained
def refuse_overrides(staged: StagedRun, failings: Mapping[str, str]) -> bool:
    """Take overrides on failing documents back and write down why; tell whether there were any.

    `failings` are as in `withdraw`. Raises WarehouseError.
    """
    with writing(staged.path) as con:
        found = con.execute(APPLIED, {"documents": list(failings)}).fetchall()
        if found:
            with reviewed(con, refused={**refusals(con), **{made: failings[d] for made, d in found}}):
                pass
    return bool(found)


def _quarantine_files(con: duckdb.DuckDBPyConnection, run: Run) -> None:
    reason = Reason.FAILED_AUDIT
    refusal = {
        "reason": reason.value,
        "advice": reason.advice,
        "limits": run.versions.limits,
        "run_id": run.run_id,
        "quarantined_at": run.started_at,
    }
    con.execute(QUARANTINE, refusal)
    con.execute(MARK_QUARANTINED, {"reason": reason.value, "run_id": run.run_id})
    con.execute(FORGET_DOCUMENTS)
