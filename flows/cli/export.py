"""The commands that write what the warehouse holds for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import Warehouse
from flows.exits import explained

export = typer.Typer(no_args_is_help=True, help="Write what the warehouse holds for other programs.")


def _tables_command(form: str) -> None:
    @export.command(name=form, help=f"Write all tables as {EXPORTS[form]}, with a datapackage.json.")
    def command(
        folder: Annotated[Path, typer.Argument(help="The folder to make.")],
        warehouse: Warehouse = None,
        contacts: Annotated[
            bool, typer.Option("--contacts", help="Also the contacts found in documents.")
        ] = False,
        replace: Annotated[
            bool, typer.Option("--replace", help="Replace the folder if there is one.")
        ] = False,
    ) -> None:
        from flows.terminal import exports
        from warehouse.export import ExportFormat

        with explained():
            exports.export_tables(warehouse, folder, ExportFormat(form), contacts=contacts, replace=replace)


EXPORTS = {
    "parquet": "Parquet, partitioned by the year of the document",
    "csv": "CSV that is safe to open in a spreadsheet",
    "jsonl": "JSON Lines",
}
for _form in EXPORTS:
    _tables_command(_form)


@export.command()
def ducklake(
    catalog: Annotated[
        str, typer.Argument(help='Such as "postgres:dbname=lake host=db"; a password is best in PGPASSWORD.')
    ],
    data_path: Annotated[
        str | None, typer.Option("--data-path", help="Folder or bucket of a new lake's Parquet files.")
    ] = None,
    warehouse: Warehouse = None,
    contacts: Annotated[
        bool, typer.Option("--contacts", help="Also the contacts found in documents.")
    ] = False,
) -> None:
    """Replace the tables of a DuckLake, in one transaction, where DuckDB's extension is installed."""
    from flows.terminal import exports

    with explained():
        exports.export_to_lake(warehouse, catalog, data_path, contacts=contacts)


@export.command()
def ical(
    warehouse: Warehouse = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file to write.  [default: standard output]")
    ] = None,
) -> None:
    """Write the events known to the day and the dated deadlines as an iCalendar file."""
    from flows.terminal import exports

    with explained():
        exports.export_calendar(warehouse, output)
