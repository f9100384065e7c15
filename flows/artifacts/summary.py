"""The account of a run as a page: how it ended, what could not be read and why, what was loaded."""

from __future__ import annotations

from flows.artifacts.markup import page, plain, table
from flows.report import IngestReport

MOST_ROWS = 200


def outcome(report: IngestReport) -> str:
    """Return how many files ended in which way, without those of which there are none."""
    changed = sum(bool(file.replaces) for file in report.loaded)
    counts = {
        "loaded": report.loaded_count - changed,
        "changed": changed,
        "unchanged": report.unchanged_count,
        "quarantined": report.quarantined_count,
        "removed": report.removed_count,
    }
    return ", ".join(f"{number} {name}" for name, number in counts.items() if number) or "no files"


def summary_page(report: IngestReport, flow_name: str, docs: str | None) -> str:
    """Return the page of a run; `docs` is where its Data Docs begin, as Markdown."""
    lines = [
        f"# {flow_name.capitalize()} {report.status}",
        "",
        f"{outcome(report)}, in {report.seconds} s.",
        "",
        f"Warehouse: {plain(report.warehouse)}; run {plain(report.run_id)}.",
    ]
    if docs:
        lines += ["", f"What the audit found: {docs}"]
    lines += ["", *(f"- Warning: {plain(warning)}" for warning in report.warnings)]
    if report.quarantined:
        lines += ["", f"## Quarantined ({len(report.quarantined)})"]
        lines += [
            "",
            *(
                f"- {'**new** ' if file.is_new else ''}**{plain(file.file_name)}**: {plain(file.detail)} "
                f"{plain(file.advice)}"
                for file in report.quarantined[:MOST_ROWS]
            ),
        ]
    if report.loaded:
        lines += ["", f"## Loaded ({report.loaded_count})"]
        found = [
            (
                f"{'**changed** ' if file.replaces else ''}{plain(file.file_name)}",
                file.events,
                file.commitments,
                plain(file.title, 120),
            )
            for file in report.loaded[:MOST_ROWS]
        ]
        lines += table(("file", "events", "commitments", "title"), found)
    if report.removed:
        lines += ["", f"## Gone from the inbox ({report.removed_count})", ""]
        lines += [f"- {plain(name)}" for name in report.removed[:MOST_ROWS]]
    return page(lines)
