"""The usual sorts of columns."""

from __future__ import annotations

from enum import StrEnum

from warehouse.table import Column

QUOTE = ("quote", "char_start", "char_end")
"""The columns of a quote and of its span in the document's text."""


def text(name: str, description: str, *, compressed: bool = False) -> Column:
    """Return a column of text that is never empty."""
    return Column(name, "VARCHAR", description, compressed=compressed)


def maybe(name: str, sql_type: str, description: str) -> Column:
    """Return a column that may be empty."""
    return Column(name, sql_type, description, nullable=True)


def code(name: str, vocabulary: type[StrEnum], description: str, *, nullable: bool = False) -> Column:
    """Return a column whose values are from a closed list."""
    return Column(name, "VARCHAR", description, nullable=nullable, vocabulary=vocabulary)


def key_of(table: str, name: str, description: str, *, nullable: bool = False) -> Column:
    """Return a column whose values are keys of a table."""
    return Column(name, "VARCHAR", description, nullable=nullable, references=table)
