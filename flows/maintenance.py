"""Housekeeping: the published file without dead room, nothing kept beyond its bounds, freshness told."""

from __future__ import annotations

from prefect import flow
from prefect.states import Completed

from extractors.versions import PARSER_VERSION
from flows.announcements import of_staleness
from flows.artifacts.showing import announce
from flows.endings import named_endings
from flows.ledger import logged_run
from flows.parameters import MaintenanceRequest
from flows.upkeep_report import MaintenanceReport, maintenance_report
from warehouse.compaction import compact
from warehouse.database import open_reader
from warehouse.freshness import freshness
from warehouse.housekeeping import tidy
from warehouse.paths import WarehousePaths
from warehouse.run import Counts, utc_now
from warehouse.schema import RunStatus


@flow(name="maintenance")
@named_endings
def maintenance(request: MaintenanceRequest = MaintenanceRequest()) -> MaintenanceReport:  # noqa: B008
    """Compact the published file, let go of what is beyond the bounds, and tell how fresh it is.

    Readers see the same rows before and after. A stale warehouse is announced, and the run ends in the
    state Stale: it is the inbox, not this run, that something is wrong with.
    """
    settings = request.settings()
    paths = WarehousePaths.of(settings.warehouse)
    with logged_run(paths, settings, request.wait_minutes) as ledger:
        sizes = compact(paths, ledger.run.run_id) if request.compact else None
        bounds = (settings.retention, settings.keep_rejected, PARSER_VERSION, utc_now())
        tidied = tidy(paths, *bounds) if request.tidy else None
        ledger.end(RunStatus.UNCHANGED, Counts(), "maintenance")
    with open_reader(paths.warehouse) as con:
        stale_days = settings.audit.stale_days if request.stale_days is None else request.stale_days
        found = freshness(con, utc_now(), stale_days)
    report = maintenance_report(sizes, tidied, found)
    if found.is_stale:
        announce(of_staleness(paths, ledger.run.run_id, report))
        return Completed(name="Stale", message=report.told, data=report)  # type: ignore[return-value]
    return report
