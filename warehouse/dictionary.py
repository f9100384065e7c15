"""The data dictionary: every view, table, macro and column with its comment, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from warehouse.describe import describe
from warehouse.migrate import migrate
from warehouse.schema import BY_NAME, TABLES, Column, public_tables

TITLE = """# Data dictionary

What `chancery ingest` publishes: made from the warehouse's own comments, which any SQL client shows too
(`SELECT * FROM duckdb_columns()`). Offsets are code points into `document_texts.text`, from 0, the end not
included; `text[char_start:char_end]` is the quote of every row. Dates of which only the month or year is
known stand as first and last day, with `date_precision`. Times are UTC."""
VIEWS = """
SELECT view_name, comment FROM duckdb_views()
WHERE NOT internal AND schema_name = 'main' ORDER BY view_name
"""
COLUMNS = """
SELECT column_name, data_type, comment FROM duckdb_columns()
WHERE schema_name = 'main' AND table_name = ? ORDER BY column_index
"""
MACROS = """
SELECT function_name, parameters, comment FROM duckdb_functions()
WHERE NOT internal AND schema_name = 'main' AND function_type = 'table_macro' ORDER BY function_name
"""


def data_dictionary() -> str:
    """Return the data dictionary of the warehouses that this code writes, in Markdown."""
    with duckdb.connect() as con:
        migrate(con)
        describe(con)
        return "\n".join([TITLE, *_tables(), *_views(con), *_macros(con), *_bookkeeping()]) + "\n"


def _tables() -> Iterator[str]:
    yield "\n## Tables"
    for table in public_tables():
        yield f"\n### {table.name}\n\n{table.description} Key: {', '.join(table.key)}.\n"
        yield from _head()
        yield from (_row(column.name, _type(column), _meaning(column)) for column in table.columns)


def _views(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    yield "\n## Views for analysts"
    for name, comment in con.execute(VIEWS).fetchall():
        if name not in BY_NAME:
            yield f"\n### {name}\n\n{comment}\n"
            yield from _head()
            yield from (_row(*column) for column in con.execute(COLUMNS, [name]).fetchall())


def _macros(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    yield "\n## Macros\n\nCalled like tables: `FROM search('border security')`.\n"
    for name, parameters, comment in con.execute(MACROS).fetchall():
        yield f"- **`{name}({', '.join(parameters)})`**: {comment}"


def _bookkeeping() -> Iterator[str]:
    yield "\n## Bookkeeping\n\nIn schemas of their own; read them as `audit.runs`."
    for table in TABLES:
        if table.schema in {"audit", "mart"}:
            yield f"\n### {table.qualified_name}\n\n{table.description} Key: {', '.join(table.key)}.\n"
            yield from _head()
            yield from (_row(column.name, _type(column), _meaning(column)) for column in table.columns)


def _head() -> tuple[str, str]:
    return "| column | type | meaning |", "|---|---|---|"


def _row(name: str, sql_type: str, meaning: str) -> str:
    return f"| {name} | {sql_type} | {meaning.replace('|', chr(92) + '|')} |"


def _type(column: Column) -> str:
    return f"{column.sql_type}, may be empty" if column.nullable else column.sql_type


def _meaning(column: Column) -> str:
    if column.vocabulary is None:
        return column.description
    return f"{column.description} One of: {', '.join(column.vocabulary)}."


if __name__ == "__main__":
    print(data_dictionary(), end="")
