"""What the commands that export do and print."""

from __future__ import annotations

import sys
from pathlib import Path

from flows.console import printable
from flows.exits import BadRequest
from flows.settings import settings_for
from warehouse import export
from warehouse.database import open_present
from warehouse.export import ExportFormat


def export_tables(
    warehouse: Path | None, folder: Path, form: ExportFormat, *, contacts: bool, replace: bool
) -> None:
    """Write the public tables into a folder and say what was written."""
    made = export.export_tables(
        settings_for(warehouse).warehouse, folder, form, contacts=contacts, replace=replace
    )
    print(f"{len(made)} files in {printable(folder)}.")


def export_to_lake(warehouse: Path | None, catalog: str, data_path: str | None, *, contacts: bool) -> None:
    """Write the public tables into a DuckLake and say so."""
    from warehouse.lake import export_lake

    count = export_lake(settings_for(warehouse).warehouse, catalog, data_path, contacts=contacts)
    print(f"{count} tables in the lake.")


def export_calendar(warehouse: Path | None, output: Path | None) -> None:
    """Write the iCalendar file, to standard output where no file is given."""
    from warehouse.ical import calendar

    with open_present(settings_for(warehouse).warehouse) as con:
        made = calendar(con)
    if output is None:
        sys.stdout.buffer.write(made)
        return
    try:
        output.write_bytes(made)
    except OSError as error:
        raise BadRequest(f"cannot write {output}: {error.strerror}") from None
