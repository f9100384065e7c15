"""Chosen documents or quarantined files, processed again; on a dry run only listed."""

from __future__ import annotations

from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner

from flows.artifacts import show_run, show_steps
from flows.choosing import choose_again
from flows.endings import named_endings
from flows.ledger import logged_run, run_under
from flows.parameters import BackfillRequest
from flows.report import ReworkReport, report_of, steps_of
from flows.settings import Settings
from flows.steps import carry_out
from warehouse.paths import WarehousePaths


@flow(
    name="backfill",
    task_runner=ThreadPoolTaskRunner(max_workers=Settings().workers),  # type: ignore[arg-type]
)
@named_endings
def backfill(request: BackfillRequest = BackfillRequest()) -> ReworkReport:  # noqa: B008
    """Process again what the warehouse knows: documents, or the files that it has in quarantine.

    What the present parser has read is extracted anew; the rest is read again from its file.
    """
    settings = request.settings()
    paths = WarehousePaths.of(settings.warehouse)
    if request.dry_run:
        rework = choose_again(paths, request, settings, run_under(paths, settings))
        show_steps(rework)
        return ReworkReport(steps=steps_of(rework))
    with logged_run(paths, settings, request.wait_minutes) as ledger:
        rework = choose_again(paths, request, settings, ledger.run)
        show_steps(rework)
        carry_out(ledger, settings, rework.plan)
    report = report_of(paths, ledger.record, rework.plan, settings.audit.stale_days)
    show_run(report)
    return ReworkReport(steps=steps_of(rework), run=report)
