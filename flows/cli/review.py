"""The command by which reviewers write down what they decide."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.options import Warehouse
from flows.exits import BadRequest, explained

review = typer.Typer()


@review.command()
def override(
    record: Annotated[str, typer.Argument(help="Id of a document, event report, commitment or statement.")],
    reason: Annotated[str, typer.Option("--reason", help="Why.")],
    author: Annotated[str, typer.Option("--author", help="Who decides.")],
    accept: Annotated[bool, typer.Option("--accept", help="Mark it as right.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="Take it out.")] = False,
    corrected: Annotated[
        list[str] | None, typer.Option("--set", metavar="COLUMN=VALUE", help="Correct a column.")
    ] = None,
    cleared: Annotated[
        list[str] | None, typer.Option("--clear", metavar="COLUMN", help="Empty a column.")
    ] = None,
    day: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="When.  [default: today]")
    ] = None,
    append: Annotated[bool, typer.Option("--append", help="Add the entry to the file of overrides.")] = False,
    file: Annotated[
        Path | None, typer.Option("--file", help="That file.  [default: overrides.toml beside the inbox]")
    ] = None,
    warehouse: Warehouse = None,
) -> None:
    """Print a decision on a record as an entry of overrides.toml, or append it there.

    The next ingest applies what stands in that file.
    """
    from flows.terminal import reviewing
    from warehouse.vocabulary import OverrideAction

    with explained():
        wanted = {
            OverrideAction.ACCEPT: accept,
            OverrideAction.REJECT: reject,
            OverrideAction.CORRECT: bool(corrected or cleared),
        }
        actions = [action for action, is_wanted in wanted.items() if is_wanted]
        if len(actions) != 1:
            raise BadRequest("decide one thing: --accept, --reject, or --set and --clear")
        entry = reviewing.entry(
            warehouse, record, actions[0], corrected or [], cleared or [], reason, author, day and day.date()
        )
        if append or file:
            reviewing.append(warehouse, file, record, entry)
        else:
            print(entry, end="")
