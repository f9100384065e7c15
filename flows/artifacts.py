"""What the Prefect UI shows of a run: a table of its files and a summary in Markdown."""

from __future__ import annotations

import re
from collections import Counter

from prefect.artifacts import create_markdown_artifact, create_table_artifact

from flows.report import IngestReport
from warehouse.rework import Rework

MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&:])")
MOST_ROWS = 1_000  # the UI loads a table whole


def plain(text: object) -> str:
    """Return text on one line with every character that Markdown or HTML could act on escaped."""
    one_line = " ".join(str(text or "").split())
    return MARKUP.sub(r"\\\1", one_line).replace("/", r"\/")


def cell(text: object) -> str:
    """Return text for a cell of a table artifact, where links in Markdown are all that acts."""
    return " ".join(str(text or "").split()).replace("](", "] (")


def show_run(report: IngestReport) -> None:
    """Attach the run's artifacts; their keys stay the same, so that the UI keeps their history."""
    create_table_artifact(table=_table(report), key="ingest-files", description=_headline(report))
    create_markdown_artifact(markdown=_summary(report), key="ingest-summary", description=_headline(report))


def show_steps(rework: Rework) -> None:
    """Attach the table of what is done with each document or file that was chosen."""
    table = [
        {
            "what": step.way.value,
            "document": step.document_id,
            "file": cell(step.file_name),
            "why": cell(step.reason),
        }
        for step in rework.steps[:MOST_ROWS]
    ]
    counts = Counter(step.way.value for step in rework.steps)
    told = ", ".join(f"{number} to {way}" for way, number in sorted(counts.items())) or "nothing chosen"
    create_table_artifact(table=table, key="chosen", description=told)


def _headline(report: IngestReport) -> str:
    return (
        f"{report.loaded_count} loaded, {report.unchanged_count} unchanged, "
        f"{report.quarantined_count} quarantined, {report.removed_count} removed ({report.status})"
    )


def _table(report: IngestReport) -> list[dict[str, object]]:
    loaded: list[dict[str, object]] = [
        {
            "file": cell(file.file_name),
            "outcome": "loaded",
            "type": file.doc_type,
            "title": cell(file.title),
            "events": file.events,
            "commitments": file.commitments,
            "reason": "",
        }
        for file in report.loaded
    ]
    quarantined: list[dict[str, object]] = [
        {
            "file": cell(file.file_name),
            "outcome": "quarantined",
            "type": "",
            "title": "",
            "events": 0,
            "commitments": 0,
            "reason": cell(f"{file.reason}: {file.detail}"),
        }
        for file in report.quarantined
    ]
    return (quarantined + loaded)[:MOST_ROWS]


def _summary(report: IngestReport) -> str:
    lines = [
        f"# Ingest {report.status}",
        "",
        f"{_headline(report)}, in {report.seconds} s.",
        "",
        f"Warehouse: {plain(report.warehouse)}; run {plain(report.run_id)}.",
    ]
    if report.docs:
        lines += ["", f"What the audit found: {plain(report.docs)}"]
    lines += ["", *(f"- Warning: {plain(warning)}" for warning in report.warnings)]
    if report.quarantined:
        lines += ["", "## Quarantined", "", "| file | reason | what to do |", "|---|---|---|"]
        lines += [
            f"| {plain(file.file_name)} | {plain(file.detail)} | {plain(file.advice)} |"
            for file in report.quarantined[:MOST_ROWS]
        ]
    if report.loaded:
        lines += ["", "## Loaded", "", "| file | title | events | commitments |", "|---|---|---|---|"]
        lines += [
            f"| {plain(file.file_name)} | {plain(file.title)} | {file.events} | {file.commitments} |"
            for file in report.loaded[:MOST_ROWS]
        ]
    return "\n".join(lines) + "\n"
