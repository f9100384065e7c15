"""The commands about what was published before: changes, history, versions, and undoing runs."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.options import Form, Warehouse
from flows.console import Format
from flows.exits import explained

past = typer.Typer()


@past.command()
def diff(
    before: Annotated[
        str | None, typer.Argument(help="A run, or what to compare: a warehouse file or a run.")
    ] = None,
    after: Annotated[str | None, typer.Argument(help="The file or run to compare it with.")] = None,
    warehouse: Warehouse = None,
    table: Annotated[list[str] | None, typer.Option("--table", "-t", help="Only these tables.")] = None,
    counts: Annotated[bool, typer.Option("--counts", help="Only how many records of each table.")] = False,
    form: Form = Format.TABLE,
) -> None:
    """Show which records were added, removed and changed, with their quotes.

    Alone by the last run, with one run by that; with two, between two files or kept versions.
    """
    from flows.terminal import changes

    with explained():
        changes.show_diff(warehouse, before, after, table or [], form, counts=counts)


@past.command()
def history(
    subject: Annotated[str, typer.Argument(help="A file of the inbox, or the id of a record.")],
    warehouse: Warehouse = None,
    form: Form = Format.TABLE,
) -> None:
    """Show every run in which a file or a record came, changed, was quarantined or went."""
    from flows.terminal import changes

    with explained():
        changes.show_history(warehouse, subject, form)


@past.command()
def versions(warehouse: Warehouse = None, form: Form = Format.TABLE) -> None:
    """List the published version and the earlier ones that are kept."""
    from flows.terminal import undo

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
    from flows.terminal import undo

    with explained():
        undo.rollback(warehouse, run)


@past.command()
def remove_run(
    run: Annotated[str, typer.Argument(help="The run, or how its id begins.")],
    warehouse: Warehouse = None,
) -> None:
    """Take out what a run loaded; the next ingest reads its files as new ones."""
    from flows.terminal import undo

    with explained():
        undo.remove_run(warehouse, run)
