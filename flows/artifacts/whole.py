"""A run as the Prefect UI shows it, from its first moment to the event of its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flows.announcements import of_end
from flows.artifacts.moving import moving_artifact
from flows.artifacts.showing import announce, show_run
from flows.artifacts.summary import outcome
from flows.ledger import Ledger, logged_run
from flows.naming import rename_run
from flows.report import IngestReport, report_of
from flows.settings import Settings
from warehouse.paths import WarehousePaths
from warehouse.plan import Plan


@contextmanager
def shown_run(paths: WarehousePaths, settings: Settings, wait_minutes: float) -> Iterator[Ledger]:
    """Hold a logged run whose progress moves in the UI; announce it if it fails."""
    ledger = None
    try:
        with logged_run(paths, settings, wait_minutes) as ledger, moving_artifact():
            yield ledger
    except BaseException:
        if ledger is not None:
            announce(*of_end(paths, ledger.record))
        raise


def show_end(ledger: Ledger, settings: Settings, plan: Plan) -> IngestReport:
    """Show what a run did that has ended well, and announce it; return its report."""
    report = report_of(ledger.paths, ledger.record, plan, settings.audit.stale_days)
    rename_run(outcome(report))
    show_run(report, ledger.record.started_at.date())
    announce(*of_end(ledger.paths, ledger.record, [file for file in report.quarantined if file.is_new]))
    return report
