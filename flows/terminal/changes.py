"""What runs changed, shown: between two states of the warehouse, or of one file or record."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from flows.console import Format, print_rows
from flows.exits import BadRequest
from flows.settings import settings_for
from warehouse.comparison import compare
from warehouse.database import open_present
from warehouse.history import Event, history
from warehouse.paths import WarehousePaths
from warehouse.versions import find, versions

OF_RUN = """
SELECT change, table_name, record_id, document_id, file_name, previous_id, differences,
    quote_before, quote_after
FROM changes WHERE run_id = ?
"""
RUNS = "SELECT run_id FROM audit.runs WHERE starts_with(run_id, ?) ORDER BY run_id DESC"


class Difference(NamedTuple):
    """A record that differs, as the view `changes` tells it."""

    change: str
    table_name: str
    record_id: str
    document_id: str | None
    file_name: str | None
    previous_id: str | None
    differences: Mapping[str, Mapping[str, str | None]]
    quote_before: str | None
    quote_after: str | None


def show_diff(
    warehouse: Path | None,
    before: str | None,
    after: str | None,
    tables: Sequence[str],
    form: Format,
    *,
    counts: bool,
) -> None:
    """Print what a run changed, or how two states differ; only in the tables named, if any are."""
    paths = WarehousePaths.of(settings_for(warehouse).warehouse)
    if before is not None and after is not None:
        rows = compare(_file_of(paths, before), _file_of(paths, after))
    else:
        rows = _of_run(paths, before or "")
    found = sorted(
        (made for row in rows if (made := Difference(*row)).table_name in tables or not tables),
        key=lambda d: (d.file_name or "", d.table_name, d.change, d.record_id),
    )
    if counts:
        number = Counter((d.table_name, d.change) for d in found)
        _print(("table", "change", "records"), [(*key, number[key]) for key in sorted(number)], form)
    elif form is Format.TABLE:
        short = [
            (d.change, d.table_name, d.file_name or d.record_id, _told(d.differences), _quote(d))
            for d in found
        ]
        _print(("change", "table", "in", "what", "quote"), short, form)
    else:
        _print(Difference._fields, found, form)


def show_history(warehouse: Path | None, subject: str, form: Format) -> None:
    """Print every run that did something with a file or a record."""
    with open_present(settings_for(warehouse).warehouse) as con:
        found = history(con, subject)
    if not found:
        raise BadRequest(f"no run knows a file or a record {subject}")
    if form is Format.TABLE:
        rows = [
            (e.run_id, f"{e.started_at:%Y-%m-%d %H:%M}", e.what, e.subject, e.extractor_version, _how(e))
            for e in found
        ]
        _print(("run", "started (UTC)", "what", "file or record", "extractors", "how"), rows, form)
    else:
        _print(Event._fields, found, form)


def _of_run(paths: WarehousePaths, begins: str) -> list[tuple[Any, ...]]:
    with open_present(paths.warehouse) as con:
        runs = [run for (run,) in con.execute(RUNS, [begins]).fetchall()]
        if not runs or (begins and len(runs) > 1):
            problem = "may be one of several" if runs else "is none of the published runs"
            raise BadRequest(f"{begins} {problem}; chancery status lists them")
        rows: list[tuple[Any, ...]] = con.execute(OF_RUN, runs[:1]).fetchall()
    return rows


def _file_of(paths: WarehousePaths, name: str) -> Path:
    """Return the file that is meant by a path or by the beginning of a run's id."""
    given = Path(name)
    return given if given.exists() else find(versions(paths), name).path


def _told(differences: Mapping[str, Mapping[str, str | None]]) -> str:
    """Say which columns changed from what to what."""
    return "; ".join(f"{c}: {v['before'] or '-'} → {v['after'] or '-'}" for c, v in differences.items())


def _quote(d: Difference) -> str | None:
    if d.quote_before and d.quote_after and d.quote_before != d.quote_after:
        return f"{d.quote_before} → {d.quote_after}"
    return d.quote_after or d.quote_before


def _how(event: Event) -> str | None:
    return _told(event.differences or {}) or event.quote_after or event.quote_before


def _print(columns: Sequence[str], rows: Sequence[Sequence[Any]], form: Format) -> None:
    print_rows(columns, rows, form, sys.stdout, paged=False)
