"""The commands about files in quarantine."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.options import AsJson, Warehouse
from flows.exits import explained

quarantine = typer.Typer(no_args_is_help=True, help="See to the files that could not be loaded.")

Files = Annotated[
    list[str], typer.Argument(help="Names, paths or URIs of files, or how the ids in the list begin.")
]
SomeFiles = Annotated[
    list[str] | None, typer.Argument(help="Names, paths, URIs or ids of files.  [default: all]")
]


@quarantine.command("list")
def list_(
    warehouse: Warehouse = None,
    as_json: AsJson = False,
) -> None:
    """List the files in quarantine, the latest first, with the reason and since when."""
    from flows.terminal import quarantine as seen_to

    with explained():
        seen_to.show_list(warehouse, as_json=as_json)


@quarantine.command()
def show(files: Files, warehouse: Warehouse = None) -> None:
    """Tell all that is known of a file: what happened, what to do, and what was tried."""
    from flows.terminal import quarantine as seen_to

    with explained():
        seen_to.show_files(warehouse, files)


@quarantine.command()
def retry(files: SomeFiles = None, warehouse: Warehouse = None) -> None:
    """Read files again now, whatever was tried before; what can be read is published."""
    from flows.terminal import quarantine as seen_to

    with explained():
        seen_to.retry(warehouse, files or [])


@quarantine.command()
def release(files: Files, warehouse: Warehouse = None) -> None:
    """Take files off the list without reading them; the next ingest that sees them reads them as new ones."""
    from flows.terminal import quarantine as seen_to

    with explained():
        seen_to.release(warehouse, files)
