"""CSV that a spreadsheet program opens without running anything."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

_FORMULA = tuple("=+-@＝＋－＠")  # also the wide forms, which Japanese spreadsheets read alike
_EATEN = tuple("\t\r\n")  # left out by some programs, with what follows then first


def write_csv(target: TextIO, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a header and rows; lists and structures stand as JSON.

    Text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    plain = csv.writer(target, lineterminator="\n")
    quoting = csv.writer(target, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow([inert(column) for column in columns])  # PIVOT makes names of what documents say
    for row in rows:
        cells = [inert(value) for value in row]
        # A bare carriage return, which ends a row for those who read it, is not quoted of itself.
        returns = any("\r" in cell for cell in cells if isinstance(cell, str))
        (quoting if returns else plain).writerow(cells)


def inert(value: object) -> object:
    """Return a value as it may stand in a cell: nothing that a spreadsheet would calculate."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, str) and (value.lstrip().startswith(_FORMULA) or value.startswith(_EATEN)):
        return f"'{value}"
    return value
