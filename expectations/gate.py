"""The gate between a staged run and its publication: audited, and rid of the documents that fail."""

from __future__ import annotations

from contextlib import closing

import duckdb

from expectations.audit import audit
from expectations.blame import culprits, told
from expectations.occasion import Occasion, Thresholds
from expectations.report import AuditReport
from expectations.suites import all_suites
from warehouse.errors import AuditRejected
from warehouse.measures import record_measures
from warehouse.part import is_empty, part_of
from warehouse.paths import WarehousePaths
from warehouse.publish import publish, reject
from warehouse.run import Run
from warehouse.staging import StagedRun, record_validations
from warehouse.versions import Retention
from warehouse.withdrawal import refuse_overrides, withdraw

AUDITED_BEFORE = """
SELECT DISTINCT expectation_id FROM audit.validations
WHERE run_id = (SELECT max(run_id) FROM audit.runs WHERE status = 'published' AND run_id < ?)
"""


def examine(staged: StagedRun, run: Run, thresholds: Thresholds) -> tuple[StagedRun, AuditReport]:
    """Audit a staged run, withdraw the documents that fail, and record the results in the stage file.

    Where reviewers' overrides were applied to a document that fails, these are taken back first.
    After a withdrawal the audit is held again. Recorded are the last audit's results, except for the
    critical failures that withdrawals cured: those stay as they were found, with the documents' ids.
    The run can be published if the report passed; what no document is to blame for remains in it.
    Raises WarehouseError where the file cannot be written, duckdb.Error where it cannot be read.
    """
    occasion = Occasion(run.run_id, run.started_at, thresholds)
    report = _audit(staged, occasion)
    while broken := culprits(staged.path, report):
        failings = {document: told(results) for document, results in broken.items()}
        if refuse_overrides(staged, failings):
            broken = {}
        else:
            staged = withdraw(staged, run, failings)
        report = report.followed_by(_audit(staged, occasion), broken)
    record_validations(staged, report.rows())
    return staged, report


def publish_or_reject(
    paths: WarehousePaths, staged: StagedRun, report: AuditReport, retention: Retention
) -> None:
    """Put the staged file in the published one's place. Raises AuditRejected if the audit failed."""
    if not report.passed:
        rejected = reject(paths, staged, report.to_json())
        failed = ", ".join(result.expectation_id for result in report.obstacles())
        docs = f"; its Data Docs: {index}" if (index := paths.docs_index(staged.run_id)).exists() else ""
        raise AuditRejected(f"the audit rejected the run ({failed}); it is set aside as {rejected}{docs}")
    publish(paths, staged, retention)


def _audit(staged: StagedRun, occasion: Occasion) -> AuditReport:
    """Audit what the run loaded, and what it can have changed for the documents that were there.

    All documents are audited anew where there are expectations that the last publication was not
    held against. Without Great Expectations it goes where no document was loaded or decided on.
    """
    part = part_of(staged)
    record_measures(staged, part)
    with closing(duckdb.connect(staged.path, read_only=True)) as con:
        known = {name for (name,) in con.execute(AUDITED_BEFORE, [staged.run_id]).fetchall()}
    wanted = {expectation.expectation_id for suite in all_suites(occasion) for expectation in suite}
    audited_apart = part != staged.path and wanted <= known
    if not audited_apart:
        return audit(staged.path, occasion)
    return audit(staged.path, occasion, part=part, only_counted=is_empty(part))
