"""The main flow: discover → read and extract → stage → audit → publish."""

from __future__ import annotations

from prefect import flow

from flows.artifacts.whole import show_end, shown_run
from flows.endings import named_endings
from flows.naming import name_of_inboxes, rename_run, to_do
from flows.parameters import IngestRequest
from flows.report import IngestReport
from flows.runners import runner_of
from flows.settings import Settings
from flows.steps import carry_out, discover_files
from warehouse.paths import WarehousePaths


@flow(
    name="ingest",
    flow_run_name=name_of_inboxes,
    task_runner=runner_of(Settings()),
)
@named_endings
def ingest(request: IngestRequest = IngestRequest()) -> IngestReport:  # noqa: B008
    """Bring every file of the inboxes into the warehouse.

    Each ends as loaded, unchanged or quarantined with a reason. What a run found is audited, and
    published without the documents that failed, or not at all where a failure is no document's; a run
    that finds nothing new publishes nothing.
    """
    settings = request.settings()
    paths = WarehousePaths.of(settings.warehouse)
    with shown_run(paths, settings, request.wait_minutes) as ledger:
        plan = discover_files(settings, paths, ledger.run)
        rename_run(to_do(plan))
        carry_out(ledger, settings, plan)
    return show_end(ledger, settings, plan)
