"""What the terminal shows: results as a table, CSV or JSON, with nothing in them that acts."""

from __future__ import annotations

import io
import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, TextIO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from warehouse.spreadsheets import write_csv

BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


WHOLE = ("run", "started (UTC)", "status")
"""Columns that are never folded, so that what they hold can be copied."""


class Format(StrEnum):
    """Output formats of `chancery sql`."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    MARKDOWN = "markdown"
    PARQUET = "parquet"


def printable(value: object) -> str:
    """Return a value on one line; control and bidirectional characters appear as escapes.

    A title may hold sequences that would recolour or rewrite the terminal; spelt out they cannot.
    """
    if value is None:
        return ""
    text = " ".join(value.splitlines()) if isinstance(value, str) else str(value)
    return "".join(
        character.encode("unicode_escape").decode()
        if unicodedata.category(character) in ("Cc", "Cs") or character in BIDI_CONTROLS
        else character
        for character in text
    )


def table_of(columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None) -> Table:
    """Return a table that folds long cells, and in which nothing of the rows acts."""
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(Text(printable(column)), overflow="fold", no_wrap=column in WHOLE)
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    return table


def print_table(
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    title: str | None = None,
    target: TextIO | None = None,
    paged: bool = False,
) -> None:
    """Print rows as a table that folds long cells to the width of the terminal.

    `paged` shows it in the user's pager where it is longer than the terminal.
    """
    console = Console(highlight=False, file=target)
    table = table_of(columns, rows, title=title)
    if paged and console.is_terminal and len(console.render_lines(table)) > console.height:
        with console.pager():
            console.print(table)
    else:
        console.print(table)


def print_rows(
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    form: Format,
    target: TextIO | None = None,
    *,
    paged: bool = False,
) -> None:
    """Print a query's answer in a text format, to standard output where no other target is given.

    JSON keeps the values as they are; CSV disarms formulas, and on a terminal what would act on it.
    """
    target = target or sys.stdout
    if form is Format.JSON:
        print_json([dict(zip(columns, row, strict=True)) for row in rows], target)
    elif form is Format.CSV:
        _print_csv(columns, rows, target)
    elif form is Format.MARKDOWN:
        for row in (columns, ["---"] * len(columns), *rows):
            target.write(f"| {' | '.join(_markdown(cell) for cell in row)} |\n")
    else:
        print_table(columns, rows, target=target, paged=paged)


def print_json(value: object, target: TextIO | None = None) -> None:
    """Print a value as JSON in ASCII, which no terminal takes for a command."""
    target = target or sys.stdout
    json.dump(value, target, ensure_ascii=True, default=str, indent=1)
    target.write("\n")


def _print_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]], target: TextIO) -> None:
    if not target.isatty():
        write_csv(target, columns, rows)
        return
    made = io.StringIO()
    write_csv(made, columns, rows)
    target.writelines(f"{printable(line)}\n" for line in made.getvalue().split("\n")[:-1])


def _markdown(value: object) -> str:
    """Return a cell of a Markdown table in which nothing of the value is markup."""
    return re.sub(r"([\\`*_\[\]<>|#!~])", r"\\\1", printable(value)) if value != "---" else "---"


def complain(message: str) -> None:
    """Print an error on standard error, on one line."""
    sys.stderr.write(f"chancery: {printable(message)}\n")
