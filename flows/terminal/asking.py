"""Ad-hoc SQL: where a query comes from, and where its answer goes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import duckdb

from flows.console import Format, complain, print_rows
from flows.exits import BadRequest
from flows.settings import settings_for
from warehouse.database import open_reader
from warehouse.export import write_parquet

GREETING = """Read-only SQL. End a query with a semicolon; .tables lists what can be asked, .columns NAME
what is in it, .quit leaves. docs/cookbook.md has questions with their SQL."""
TABLES = """
SELECT view_name AS name, comment AS holds FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'
UNION ALL
SELECT function_name || '(' || array_to_string(parameters, ', ') || ')', comment FROM duckdb_functions()
WHERE NOT internal AND schema_name = 'main' AND function_type = 'table_macro' ORDER BY name
"""
COLUMNS = """
SELECT column_name AS name, data_type AS type, comment AS meaning FROM duckdb_columns()
WHERE schema_name = 'main' AND table_name = ? ORDER BY column_index
"""


def query_from(query: str | None, file: Path | None) -> str:
    """Return the query that was given: as an argument, in a file, or (`-`) on standard input."""
    if (query is None) == (file is None):
        raise BadRequest('give one query: as an argument, with --file, or "-" to read standard input')
    if query == "-" or file == Path("-"):
        return sys.stdin.read()
    if file is None:
        return query or ""
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise BadRequest(f"cannot read {file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadRequest(f"cannot read {file}: it is not UTF-8 text") from None


def ask(query: str, warehouse: Path | None, form: Format, output: Path | None, *, paged: bool) -> None:
    """Run a query and print its answer, or write it to a file."""
    if form is Format.PARQUET and output is None:
        raise BadRequest("Parquet is not for the terminal; name a file with --output")
    with open_reader(settings_for(warehouse).warehouse) as con:
        try:
            result = con.execute(query)
            described = result.description or []
            rows = result.fetchall()
        except duckdb.Error as error:
            raise BadRequest(str(error)) from None
    columns = [(column[0], str(column[1])) for column in described]
    _deliver(columns, rows, form, output, paged=paged)


def _deliver(
    columns: list[tuple[str, str]], rows: list[Any], form: Format, output: Path | None, *, paged: bool
) -> None:
    names = [name for name, _ in columns]
    if output is None:
        print_rows(names, rows, form, paged=paged)
        return
    try:
        if form is Format.PARQUET:
            write_parquet(columns, rows, output)
        else:
            with output.open("w", encoding="utf-8", newline="") as target:
                print_rows(names, rows, form, target)
    except (OSError, duckdb.IOException) as error:
        raise BadRequest(f"cannot write {output}: {getattr(error, 'strerror', None) or error}") from None


def shell(warehouse: Path | None) -> None:
    """Ask one query after another until the end of the input."""
    interactive = sys.stdin.isatty()
    if interactive:
        import readline  # noqa: F401 - gives input() its line editing and history

        print(GREETING)
    with open_reader(settings_for(warehouse).warehouse) as con:
        pending = ""
        while True:
            try:
                line = input(("...> " if pending else "chancery> ") if interactive else "")
            except EOFError:
                break
            except KeyboardInterrupt:
                pending = ""
                print()
                continue
            if not pending and line.strip() in {".quit", ".exit"}:
                break
            pending = f"{pending}\n{line}" if pending else line
            if pending.lstrip().startswith(".") or pending.rstrip().endswith(";"):
                _respond(con, pending.strip())
                pending = ""
        if pending.strip():
            _respond(con, pending.strip())


def _respond(con: duckdb.DuckDBPyConnection, request: str) -> None:
    command, _, name = request.partition(" ")
    try:
        if command == ".tables":
            result = con.execute(TABLES)
        elif command == ".columns":
            result = con.execute(COLUMNS, [name.strip()])
        elif command.startswith("."):
            raise BadRequest(f"there is no command {command}; there are .tables, .columns NAME and .quit")
        else:
            result = con.execute(request)
        columns = [column[0] for column in result.description or ()]
        print_rows(columns, result.fetchall(), Format.TABLE)
    except (duckdb.Error, BadRequest) as error:
        complain(str(error))
