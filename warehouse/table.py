"""What the schema says of a table and of a column, and the DDL that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its SQL type, meaning, and the facts that the audit checks.

    `references` names the table whose key the value must be; `vocabulary` the closed list it must
    be from.
    """

    name: str
    sql_type: str
    description: str
    nullable: bool = False
    vocabulary: type[StrEnum] | None = None
    references: str | None = None
    compressed: bool = False

    @property
    def ddl(self) -> str:
        """The column's definition inside CREATE TABLE."""
        null = "" if self.nullable else " NOT NULL"
        packed = " USING COMPRESSION zstd" if self.compressed else ""
        return f"{self.name} {self.sql_type}{packed}{null}"


@dataclass(frozen=True, slots=True)
class Table:
    """A stored table and the public view of the same name.

    `key` is the primary key, checked by the audit, and where `indexed` is true kept by an index besides: an
    index of a large table would take as much space as its rows, and be written anew by every run;
    `per_document` marks the tables whose rows are replaced with their document; `spans` names the
    (quote, start, end) triples that must be the document's own words.
    """

    name: str
    schema: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    per_document: bool = True
    indexed: bool = False
    spans: tuple[tuple[str, str, str], ...] = ()

    @property
    def qualified_name(self) -> str:
        """Schema and name, as SQL addresses the stored table."""
        return f"{self.schema}.{self.name}"

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return the column of that name; KeyError where there is none."""
        found = {column.name: column for column in self.columns}
        return found[name]

    @property
    def ddl(self) -> str:
        """The CREATE TABLE statement."""
        lines = [f"    {column.ddl}" for column in self.columns]
        if self.key and self.indexed:
            lines.append(f"    PRIMARY KEY ({', '.join(self.key)})")
        return f"CREATE TABLE {self.qualified_name} (\n" + ",\n".join(lines) + "\n);"
