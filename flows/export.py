"""The published tables, written into a folder for other programs."""

from __future__ import annotations

from prefect import flow

from flows.parameters import ExportForm, ExportRequest
from flows.settings import settings_for
from warehouse.database import open_reader
from warehouse.export import ExportFormat, export_tables, is_export
from warehouse.ical import calendar


@flow(name="export")
def export(request: ExportRequest = ExportRequest()) -> list[str]:  # noqa: B008
    """Write all tables, or the calendar, and return the files; an earlier export there goes."""
    warehouse = settings_for(request.warehouse).warehouse
    if request.form is not ExportForm.ICAL:
        form = ExportFormat(request.form)
        replace = is_export(request.folder)
        made = export_tables(warehouse, request.folder, form, contacts=request.contacts, replace=replace)
        return [str(file) for file in made]
    with open_reader(warehouse) as con:
        content = calendar(con)
    request.folder.mkdir(parents=True, exist_ok=True)
    file = request.folder / "chancery.ics"
    unfinished = file.with_suffix(".part")
    unfinished.write_bytes(content)
    return [str(unfinished.replace(file))]
