"""An ingest of this process, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from flows import progress
from flows.console import print_table, printable
from flows.environment import prepare_prefect
from flows.finding import answer_unchanged
from flows.report import IngestReport
from flows.settings import Settings, settings_for
from flows.terminal.stopping import stoppable
from flows.terminal.temporary_server import start_server
from warehouse.database import open_reader
from warehouse.landing import check_inboxes
from warehouse.lock import hold
from warehouse.paths import WarehousePaths

EXAMPLES = {
    "events": """
SELECT name, start_date AS start, end_date AS "end", place, status, quote
FROM event_reports WHERE start_date IS NOT NULL ORDER BY confidence DESC, start_date DESC, name LIMIT ?""",
    "commitments": """
SELECT actor, verb, addressee, kind || ' ' || strength AS kind, deadline_text AS deadline, quote
FROM commitments ORDER BY deadline_date IS NULL, confidence DESC, commitment_id LIMIT ?""",
}
MOST_LOADED = 40
MOST_WARNINGS = 5


def run_ingest(inbox: Sequence[str] | None, warehouse: Path | None) -> IngestReport:
    """Run the flow in this process, with its progress on standard error.

    What is wrong with the request, and that nothing is new, is found out before Prefect, which takes
    seconds to start.
    """
    settings = settings_for(warehouse, inbox)
    check_inboxes(settings.inbox)
    _ = settings.decisions
    report = answer_unchanged(settings)
    if report is not None:
        return report
    with reading_shown(settings):
        import expectations.engine  # noqa: F401  (the audit's share of waiting, while the server starts)
        from flows.ingest import ingest
        from flows.parameters import IngestRequest

        return ingest(IngestRequest(inbox=settings.inbox, warehouse=settings.warehouse))


@contextmanager
def reading_shown(settings: Settings) -> Iterator[None]:
    """Prepare Prefect for a flow in this process, and show on standard error how far its reading has come.

    What stands in the way of any run is found out first. Raises WarehouseBusy and WarehouseError, and as
    `stoppable` does.
    """
    paths = WarehousePaths.of(settings.warehouse)
    if paths.warehouse.exists():
        open_reader(paths.warehouse).close()
    with hold(paths):
        prepare_prefect()
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with stoppable(start_server()), Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        files = bar.add_task("reading", total=None)
        with progress.watched_by(lambda p: bar.update(files, completed=p.done, total=p.total)):
            yield


def show_report(report: IngestReport) -> None:
    """Print what was loaded, the first of it if it is much, and what was quarantined and why."""
    if report.loaded:
        shown = report.loaded[:MOST_LOADED]
        rows = [(f.file_name, f.doc_type, f.language, f.events, f.commitments) for f in shown]
        print_table(("loaded", "type", "language", "events", "commitments"), rows)
        if len(shown) < len(report.loaded):
            print(f"… and {len(report.loaded) - len(shown)} more.")
    if report.quarantined:
        refused = [(f.file_name, f.reason, f.detail, f.advice) for f in report.quarantined]
        print_table(("quarantined", "reason", "what happened", "what to do"), refused)
    print(
        f"{report.loaded_count} loaded, {report.unchanged_count} unchanged, "
        f"{report.quarantined_count} quarantined, {report.removed_count} removed."
    )
    for warning in report.warnings[:MOST_WARNINGS]:
        print(f"Warning: {printable(warning)}")
    if len(report.warnings) > MOST_WARNINGS:
        print(f"… and {len(report.warnings) - MOST_WARNINGS} more warnings; Data Docs: {report.docs}")
    print(f"Run {report.run_id}: {report.status}. Warehouse: {printable(report.warehouse)}")


def show_examples(warehouse: str, count: int) -> None:
    """Print some events and commitments with the words they rest on."""
    if not count or not Path(warehouse).exists():
        return
    with open_reader(Path(warehouse)) as con:
        for table, query in EXAMPLES.items():
            result = con.execute(query, [count])
            columns = [column[0] for column in result.description]
            print_table(columns, result.fetchall(), title=f"Some {table}")
