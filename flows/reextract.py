"""Extraction anew: from the parses that are kept, without reading any file."""

from __future__ import annotations

from prefect import flow

from flows.artifacts.files import chosen
from flows.artifacts.showing import show_chosen
from flows.artifacts.whole import show_end, shown_run
from flows.choosing import choose_documents
from flows.endings import named_endings
from flows.naming import name_of_selection, rename_run
from flows.parameters import ReextractRequest
from flows.runners import runner_of
from flows.settings import Settings
from flows.steps import carry_out
from flows.upkeep_report import ReworkReport, steps_of
from warehouse.paths import WarehousePaths


@flow(
    name="reextract",
    flow_run_name=name_of_selection,
    task_runner=runner_of(Settings()),
)
@named_endings
def reextract(request: ReextractRequest = ReextractRequest()) -> ReworkReport:  # noqa: B008
    """Bring documents up to the present extractor and lexicons, through the same audit as an ingest.

    By default those that another extractor, or another state of the lexicons, was used on.
    """
    settings = request.settings()
    paths = WarehousePaths.of(settings.warehouse)
    with shown_run(paths, settings, request.wait_minutes) as ledger:
        rework = choose_documents(paths, request, ledger.run)
        show_chosen(rework)
        rename_run(chosen(rework))
        carry_out(ledger, settings, rework.plan)
    return ReworkReport(steps=steps_of(rework), run=show_end(ledger, settings, rework.plan))
