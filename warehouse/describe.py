"""What readers meet: the public views, and a comment on every table, view and column.

Both are made anew in every stage file, so they always are those of the code that wrote it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import duckdb

from warehouse import change_view
from warehouse.database import literal
from warehouse.schema import TABLES, Table, public_tables

VIEWS = Path(__file__).parent / "views"
BARE = """
SELECT table_name, column_name FROM duckdb_columns()
WHERE schema_name = 'main' AND NOT internal AND comment IS NULL AND list_contains(?, column_name) ORDER BY ALL
"""


def describe(con: duckdb.DuckDBPyConnection) -> None:
    """Comment on the stored tables and (re)create the public views in schema main."""
    statements = [s for table in TABLES for s in comments("TABLE", table.qualified_name, table)]
    for table in public_tables():
        columns = ", ".join(table.column_names)
        statements.append(
            f"CREATE OR REPLACE VIEW main.{table.name} AS SELECT {columns} FROM {table.qualified_name};"  # noqa: S608
        )
        statements += comments("VIEW", f"main.{table.name}", table)
    statements += [file.read_text(encoding="utf-8") for file in sorted(VIEWS.glob("*.sql"))]
    statements += change_view.statements()
    con.execute("\n".join(statements))
    meanings = _meanings()
    for view, column in con.execute(BARE, [list(meanings)]).fetchall():
        con.execute(f"COMMENT ON COLUMN main.{view}.{column} IS {literal(meanings[column])}")


@cache
def _meanings() -> Mapping[str, str]:
    """Return what columns mean in views that do not say otherwise, by their names."""
    return tomllib.loads((VIEWS / "columns.toml").read_text(encoding="utf-8"))


def comments(sort: str, name: str, table: Table) -> Iterator[str]:
    """Yield the statements that say what a table or view and its columns hold."""
    yield f"COMMENT ON {sort} {name} IS {literal(table.description)};"
    for column in table.columns:
        yield f"COMMENT ON COLUMN {name}.{column.name} IS {literal(column.description)};"
