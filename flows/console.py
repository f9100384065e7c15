"""What the terminal shows: results as a table, CSV or JSON, with nothing in them that acts."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


WHOLE = ("run", "started (UTC)")
"""Columns that are never folded, so that what they hold can be copied."""


class Format(StrEnum):
    """Output formats of `chancery sql`."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


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


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None
) -> None:
    """Print rows as a table that folds long cells to the width of the terminal."""
    console = Console(highlight=False)
    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(Text(printable(column)), overflow="fold", no_wrap=column in WHOLE)
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console.print(table)


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[Any]], form: Format) -> None:
    """Print a query's result in the format asked for; CSV and JSON keep the values as they are."""
    if form is Format.JSON:
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        json.dump(records, sys.stdout, ensure_ascii=True, default=str, indent=1)
        sys.stdout.write("\n")
    elif form is Format.CSV:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    else:
        print_table(columns, rows)


def complain(message: str) -> None:
    """Print an error on standard error, on one line."""
    sys.stderr.write(f"chancery: {printable(message)}\n")
