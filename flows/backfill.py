"""Chosen documents or quarantined files, processed again; on a dry run only listed."""

from __future__ import annotations

from prefect import flow

from flows.artifacts.files import chosen
from flows.artifacts.showing import show_chosen
from flows.artifacts.whole import show_end, shown_run
from flows.choosing import choose_again
from flows.endings import named_endings
from flows.ledger import run_under
from flows.naming import name_of_selection, rename_run
from flows.parameters import BackfillRequest
from flows.runners import runner_of
from flows.settings import Settings
from flows.steps import carry_out
from flows.upkeep_report import ReworkReport, steps_of
from warehouse.paths import WarehousePaths


@flow(
    name="backfill",
    flow_run_name=name_of_selection,
    task_runner=runner_of(Settings()),
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
        show_chosen(rework)
        rename_run(f"dry run, {chosen(rework)}")
        return ReworkReport(steps=steps_of(rework))
    with shown_run(paths, settings, request.wait_minutes) as ledger:
        rework = choose_again(paths, request, settings, ledger.run)
        show_chosen(rework)
        rename_run(chosen(rework))
        carry_out(ledger, settings, rework.plan)
    return ReworkReport(steps=steps_of(rework), run=show_end(ledger, settings, rework.plan))
