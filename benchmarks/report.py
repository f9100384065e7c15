"""The report, `docs/benchmarks.md`: prose by hand, and tables that the benchmarks write between markers."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

REPORT = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table; all columns but the first hold figures."""
    lines = [columns, ["---", *["---:"] * (len(columns) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def circumstances() -> str:
    """Return when and on what something was measured: other work on the machine shows in its load."""
    load = os.getloadavg()[0]
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}, Chancery {version('chancery')}, Python "
        f"{platform.python_version()}, {os.cpu_count()} cores, load {load:.1f} at the end."
    )


def replaced(report: str, section: str, content: str) -> str:
    """Return a report with other content between the markers of a section. Raises KeyError without them."""
    begin, end = f"<!-- {section}: written by `make bench` -->", f"<!-- end of {section} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.S)
    if not pattern.search(report):
        raise KeyError(section)
    return pattern.sub(lambda _: f"{begin}\n\n{content.strip()}\n\n{end}", report)


def write(section: str, content: str, report: Path = REPORT) -> None:
    """Put content into a section of the report."""
    told = replaced(report.read_text(encoding="utf-8"), section, content)
    report.write_text(told, encoding="utf-8")
