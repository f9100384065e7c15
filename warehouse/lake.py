"""The public tables in a DuckLake, whose catalog is a PostgreSQL database or a file, in one transaction.

DuckLake is an extension of DuckDB. It is loaded where it is installed and never fetched.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from warehouse.database import literal, open_present
from warehouse.describe import comments
from warehouse.errors import ExportError
from warehouse.export import query_of
from warehouse.schema import public_tables

OFFLINE = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}


def export_lake(warehouse: Path, catalog: str, data_path: str | None, *, contacts: bool = False) -> int:
    """Replace the tables of a lake by those of the warehouse; return how many there are.

    `catalog` is what DuckLake takes, such as `postgres:dbname=lake host=db` or a path; `data_path` is the
    folder or bucket of its Parquet files, which a lake that is there already knows. Readers of the lake
    see all tables of one version or of the one before. Raises ExportError, whose message leaves out the
    catalog: it may hold a password.
    """
    open_present(warehouse).close()
    with duckdb.connect(config=OFFLINE) as con:
        load(con, "ducklake", *(["postgres"] if catalog.startswith("postgres:") else []))
        try:
            attach(con, catalog, data_path)
            con.execute(f"ATTACH {literal(str(warehouse))} AS source (READ_ONLY)")
            return _replace_all(con, contacts=contacts)
        except duckdb.Error as error:
            told = str(error).splitlines()[0].replace(catalog, "the catalog")
        raise ExportError(f"cannot write to the lake: {told}")


def load(con: duckdb.DuckDBPyConnection, *extensions: str) -> None:
    """Load extensions that are installed. Raises ExportError for one that is not."""
    for name in extensions:
        try:
            con.execute(f"LOAD {name}")
        except duckdb.Error:
            how = f"where extensions.duckdb.org can be reached, SQL installs it: INSTALL {name}"
            told = f"DuckDB {duckdb.__version__}'s extension {name} is not installed on this machine"
            raise ExportError(f"{told}; {how}") from None


def attach(con: duckdb.DuckDBPyConnection, catalog: str, data_path: str | None) -> None:
    """Open or make a lake as the database `lake`."""
    options = f" (DATA_PATH {literal(data_path)})" if data_path else ""
    con.execute(f"ATTACH {literal(f'ducklake:{catalog}')} AS lake{options}")


def _replace_all(con: duckdb.DuckDBPyConnection, *, contacts: bool) -> int:
    tables = tuple(public_tables())
    con.begin()
    for table in tables:
        query = query_of(table, contacts=contacts, database="source.")
        con.execute(f"CREATE OR REPLACE TABLE lake.main.{table.name} AS {query}")
        for statement in comments("TABLE", f"lake.main.{table.name}", table):
            con.execute(statement)
    con.commit()
    return len(tables)
