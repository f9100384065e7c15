"""The main flow: discover → read and extract → stage → audit → publish."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from flows.artifacts import show_run
from flows.ledger import logged_run
from flows.naming import name_of_inboxes, rename_run
from flows.report import IngestReport, report_of
from flows.settings import Settings
from flows.steps import audit_run, discover_files, document_audit, publish_run, read_files, stage_run
from warehouse.paths import WarehousePaths
from warehouse.schema import RunStatus


@flow(
    name="ingest",
    flow_run_name=name_of_inboxes,
    task_runner=ThreadPoolTaskRunner(max_workers=Settings().workers),  # type: ignore[arg-type]
)
def ingest(
    inbox: Annotated[list[Path], Field(description="Folders or files to read, with all below them.")],
    warehouse: Annotated[Path, Field(description="The DuckDB file to publish into.")],
) -> IngestReport:
    """Bring every file of the inboxes into the warehouse.

    Each ends as loaded, unchanged or quarantined with a reason. What a run found is audited, and
    published without the documents that failed, or not at all where a failure is no document's; a run
    that finds nothing new publishes nothing.
    """
    settings = Settings(inbox=inbox, warehouse=warehouse)
    paths = WarehousePaths.of(settings.warehouse)
    with logged_run(paths, settings) as ledger:
        plan = discover_files(settings, paths, ledger.run)
        rename_run(settings.inbox, plan)
        if plan.changes:
            spools = read_files(plan, settings, paths, paths.work_of(ledger.run.run_id))
            staged = stage_run(paths, ledger.run, plan, spools, settings)
            staged, audited = audit_run(staged, ledger.run, settings.audit)
            document_audit(paths, ledger.run, audited, settings.docs_kept)
            publish_run(paths, staged, audited, settings.retention)
            ledger.end(RunStatus.PUBLISHED, staged.counts)
        else:
            ledger.end_unchanged(plan)
    report = report_of(paths, ledger.record, plan)
    show_run(report)
    return report
