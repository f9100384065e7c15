"""The published file audited again, whole, at any time."""

from __future__ import annotations

import json
from pathlib import Path

from expectations.audit import audit
from expectations.occasion import Occasion
from expectations.report import AuditReport
from flows.console import print_table
from flows.settings import settings_for
from warehouse.database import open_present
from warehouse.errors import AuditRejected, WarehouseError
from warehouse.paths import WarehousePaths
from warehouse.run import utc_now
from warehouse.schema import Severity

LAST_RUN = "SELECT max(run_id) FROM audit.runs WHERE status = 'published'"


def audit_published(warehouse: Path | None, *, as_json: bool) -> None:
    """Hold all rows against all expectations; print what is not met, and where the Data Docs are.

    Raises AuditRejected after that where something critical is not met.
    """
    from expectations.docs.build import build_docs

    settings = settings_for(warehouse)
    paths = WarehousePaths.of(settings.warehouse)
    with open_present(paths.warehouse) as con:
        ((run_id,),) = con.execute(LAST_RUN).fetchall()
    if run_id is None:
        raise WarehouseError(f"no run has published to {paths.warehouse}")
    occasion = Occasion(run_id, utc_now(), settings.audit)
    report = audit(paths.warehouse, occasion)
    site = paths.docs / f"{run_id}-whole"
    docs = build_docs(report, occasion.as_of, site, settings.docs_kept) if settings.docs_kept else None
    if as_json:
        print(json.dumps(report.to_json() | {"docs": str(docs) if docs else None}, indent=1))
    else:
        _show(report, docs)
    if not report.passed:
        failed = ", ".join(result.expectation_id for result in report.obstacles())
        raise AuditRejected(f"the published file breaks what must hold: {failed}")


def _show(report: AuditReport, docs: Path | None) -> None:
    failures = [result for severity in Severity for result in report.failures(severity)]
    if failures:
        columns = ("severity", "expectation", "rows", "expected")
        told = [
            (r.severity, r.expectation_id, r.unexpected_count, r.error or r.description) for r in failures
        ]
        print_table(columns, told)
    print(f"{len(report.results)} expectations, {len(failures)} not met.")
    if docs:
        print(f"Data Docs: {docs}")
