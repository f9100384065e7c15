"""Opening warehouses: one way for the writer of a stage file, one for everybody who reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import WarehouseError
from warehouse.migrate import pending_migrations

Row = tuple[object, ...]

STORAGE = {
    "storage_compatibility_version": "v1.5.0",  # so that DuckDB 1.5, the last 1.x, can still read it
    "default_block_size": 65536,  # of a new file: a quarter of the usual, as there are many small columns
}


def open_stage(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a stage file for writing; it is created if there is none. Raises WarehouseError."""
    return _connect(path, read_only=False, config=STORAGE)


def open_reader(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a warehouse for reading only, shut off from files and networks.

    Raises WarehouseError where it is missing, cannot be read, is no warehouse, or is newer than
    this code.
    """
    con = _connect(path, read_only=True, config={"enable_external_access": False})
    try:
        con.execute("SET lock_configuration = true")
        pending_migrations(con)
    except duckdb.Error as error:
        con.close()
        raise WarehouseError(f"cannot read the warehouse {path}: {_plain(error)}") from error
    except WarehouseError:
        con.close()
        raise
    return con


def open_present(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a warehouse as `open_reader` does. Raises WarehouseError also where an earlier version made it."""
    con = open_reader(path)
    if pending_migrations(con):
        con.close()
        told = "it was made by an earlier Chancery; the next ingest that publishes brings it up to date"
        raise WarehouseError(f"cannot do this with {path}: {told}")
    return con


def append(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Add rows to a table in bulk, some hundred times as fast as INSERT does."""
    with con.appender(table) as appender:
        appender.append_rows(rows)


def literal(text: str) -> str:
    """Return a text as SQL spells it, for statements that take no parameters (ATTACH, COPY, COMMENT)."""
    return "'" + text.replace("'", "''") + "'"


def _connect(path: Path, *, read_only: bool, config: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(path, read_only=read_only, config=config)
    except duckdb.Error as error:
        raise WarehouseError(f"cannot open the warehouse {path}: {_plain(error)}") from error


def _plain(error: duckdb.Error) -> str:
    """Say in a few words what DuckDB says in many."""
    message = str(error)
    known = {
        "does not exist": "there is none; make one with `chancery ingest`",
        "Could not read enough bytes": "the file is cut short",
        "not a valid DuckDB database": "it is not a DuckDB file",
        "Is a directory": "it is a folder",
        "Permission denied": "permission denied",
        "Could not set lock": "another program has it open for writing",
        "newer version": "it was written by a newer DuckDB",
    }
    return next((said for sign, said in known.items() if sign in message), message.splitlines()[0])
