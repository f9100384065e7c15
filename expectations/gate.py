"""The gate between a staged run and its publication: audited, and rid of the documents that fail."""

from __future__ import annotations

from expectations.audit import AuditReport, audit
from expectations.blame import culprits, told
from warehouse.run import Run
from warehouse.staging import StagedRun, record_validations
from warehouse.withdrawal import withdraw


def examine(staged: StagedRun, run: Run) -> tuple[StagedRun, AuditReport]:
    """Audit a staged run, withdraw the documents that fail, and record the results in the stage file.

    After a withdrawal the audit is held again. Recorded are the last audit's results, except for the
    critical failures that withdrawals cured: those stay as they were found, with the documents' ids.
    The run can be published if the report passed; what no document is to blame for remains in it.
    Raises WarehouseError where the file cannot be written, duckdb.Error where it cannot be read.
    """
    report = audit(staged.path, staged.run_id)
    while broken := culprits(staged.path, report):
        staged = withdraw(staged, run, {document: told(results) for document, results in broken.items()})
        report = report.followed_by(audit(staged.path, staged.run_id), broken)
    record_validations(staged, report.rows())
    return staged, report
