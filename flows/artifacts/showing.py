"""Hands a run's artifacts and events to Prefect. Where Prefect does not take them the run goes on."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path

from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.events import emit_event
from prefect.runtime import flow_run

from expectations.report import AuditReport
from flows.announcements import Announcement
from flows.artifacts.audit import audit_headline, audit_page
from flows.artifacts.docs_link import docs_link
from flows.artifacts.files import chosen, chosen_rows, file_rows, quarantine_rows
from flows.artifacts.news import read_news
from flows.artifacts.news_page import news_headline, news_page
from flows.artifacts.summary import outcome, summary_page
from flows.report import IngestReport
from warehouse.database import open_reader
from warehouse.rework import Rework

FILES = "chancery-files"
QUARANTINE = "chancery-quarantine"
AUDIT = "chancery-audit"
SUMMARY = "chancery-summary"
NEWS = "chancery-news"
CHOSEN = "chancery-chosen"
"""Keys stay the same from run to run, so that the UI keeps the history of each."""


log = logging.getLogger(__name__)


def show_run(report: IngestReport, day: date) -> None:
    """Attach what a run did, what is in quarantine, and what is new as of a day."""
    told = f"{report.status}: {outcome(report)}"
    name = flow_run.flow_name or "run"

    def files() -> None:
        create_table_artifact(file_rows(report), key=FILES, description=told)

    def quarantine() -> None:
        rows = quarantine_rows(report.quarantined)
        new = sum(file.is_new for file in report.quarantined)
        create_table_artifact(
            rows, key=QUARANTINE, description=f"in quarantine: {len(report.quarantined)}, new: {new}"
        )

    def summary() -> None:
        page = summary_page(report, name, docs_link(Path(report.docs)) if report.docs else None)
        create_markdown_artifact(page, key=SUMMARY, description=told)

    def news() -> None:
        warehouse = Path(report.warehouse)
        if warehouse.exists():
            with open_reader(warehouse) as con:
                found = read_news(con, report.run_id, day)
            create_markdown_artifact(news_page(found), key=NEWS, description=news_headline(found))

    _hand_over(files, quarantine, summary, news)


def show_chosen(rework: Rework) -> None:
    """Attach what is done with each document or file that was chosen to be processed again."""
    rows, told = chosen_rows(rework), chosen(rework)
    _hand_over(lambda: create_table_artifact(rows, key=CHOSEN, description=told))


def show_audit(report: AuditReport, docs: Path) -> None:
    """Attach what an audit found, also one that will hold the publication back."""
    page = audit_page(report, docs_link(docs))
    _hand_over(lambda: create_markdown_artifact(page, key=AUDIT, description=audit_headline(report)))


def announce(*made: Announcement) -> None:
    """Emit events."""
    _hand_over(*(_event(one) for one in made))


def _event(one: Announcement) -> Callable[[], object]:
    return lambda: emit_event(**asdict(one))


def _hand_over(*sendings: Callable[[], object]) -> None:
    """Send one after the other, and give up at the first that fails: Prefect retries each for long."""
    try:
        for send in sendings:
            send()
    except Exception as error:
        log.warning("Prefect did not take what is shown of the run: %s", error)
