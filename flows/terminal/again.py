"""What the commands do that work on the warehouse's own documents, and what they print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from extractors.model import DocType
from flows.console import print_json, print_table
from flows.exits import BadRequest
from flows.parameters import BackfillRequest, MaintenanceRequest, ReextractRequest, Request, Selecting
from flows.settings import Settings
from flows.terminal.ingest import reading_shown, show_report
from flows.upkeep_report import ReworkReport
from warehouse.database import open_reader
from warehouse.rework import Way

MOST_STEPS = 40


def selectors(
    documents: Sequence[str] | None,
    paths: Sequence[str] | None,
    since: datetime | None,
    until: datetime | None,
    doc_types: Sequence[DocType] | None,
    parser_version: str | None,
    extractor_version: str | None,
) -> dict[str, Any]:
    """Return what the options of a command choose, as the requests name it."""
    return {
        "documents": documents or [],
        "paths": paths or [],
        "since": since and since.date(),
        "until": until and until.date(),
        "doc_types": doc_types or [],
        "parser_version": parser_version,
        "extractor_version": extractor_version,
    }


def reextract_documents(request: ReextractRequest, *, as_json: bool) -> None:
    """Run the flow in this process and print what it did."""
    with reading_shown(_settings(request)):
        from flows.reextract import reextract

        report = reextract(request)
    _show(report, as_json=as_json)


def backfill_documents(request: BackfillRequest, *, everything: bool, as_json: bool) -> None:
    """Run the flow in this process and print what it did, or would do.

    Raises BadRequest where nothing is chosen and `everything` does not say that this is meant.
    """
    if not (everything or request.dry_run or request.quarantined or request.failed or _chooses(request)):
        raise BadRequest("say which documents, or --all; --dry-run shows what would be done")
    with reading_shown(_settings(request)):
        from flows.backfill import backfill

        report = backfill(request)
    _show(report, as_json=as_json)


def maintain(request: MaintenanceRequest, *, as_json: bool) -> None:
    """Run the flow in this process and print what it did."""
    with reading_shown(_settings(request)):
        from flows.maintenance import maintenance

        report = maintenance(request)
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        print(report.told)


def _settings(request: Request) -> Settings:
    """Return the settings; a warehouse that is missing is told before Prefect starts."""
    settings = request.settings()
    open_reader(settings.warehouse).close()
    return settings


def _chooses(request: Selecting) -> bool:
    return any(request.model_dump(include=set(Selecting.model_fields) - set(Request.model_fields)).values())


def _show(report: ReworkReport, *, as_json: bool) -> None:
    if as_json:
        print_json(report.model_dump(mode="json"))
        return
    counts = Counter(step.way for step in report.steps)
    shown = [step for step in report.steps if report.run is None or step.way is Way.SKIP]
    if shown:
        rows = [(s.way.value, s.document_id, s.file_name, s.reason) for s in shown[:MOST_STEPS]]
        print_table(("what", "document", "file", "why"), rows)
    if len(shown) > MOST_STEPS:
        print(f"… and {len(shown) - MOST_STEPS} more.")
    if report.run is None:
        told = ", ".join(f"{counts[way]} to {way.value}" for way in Way)
        print(f"{told}. Nothing was done.")
    else:
        show_report(report.run)
