"""The commands about what was published before: versions, and undoing runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.console import Format
from flows.exits import explained

past = typer.Typer()

Warehouse = Annotated[
    Path | None, typer.Option("--warehouse", "-w", help="The DuckDB file.  [default: data/chancery.duckdb]")
]
Form = Annotated[Format, typer.Option("--format", "-f", help="How to print the result.")]


@past.command()
def versions(warehouse: Warehouse = None, form: Form = Format.TABLE) -> None:
    """List the published version and the earlier ones that are kept."""
    from flows import undo

    with explained():
        undo.show_versions(warehouse, form)


@past.command()
def rollback(
    run: Annotated[
        str | None,
        typer.Argument(help="Run whose version is wanted, or how its id begins.  [default: the one before]"),
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """Put an earlier version back, in one step; the present one is kept.

    The next ingest takes up again what that version lacks: move those files out of the inbox first.
    """
    from flows import undo

    with explained():
        undo.rollback(warehouse, run)
