"""Exports: the public tables as files that other programs read, with a description beside them."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb

from warehouse.database import literal, open_present
from warehouse.datapackage import describe_package
from warehouse.errors import ExportError
from warehouse.schema import Table, public_tables
from warehouse.spreadsheets import write_csv

FETCHED = 10_000  # rows in memory at a time
YEAR = "coalesce(year(coalesce(d.adopted_date, d.published_date, d.date_end))::VARCHAR, 'undated')"


class ExportFormat(StrEnum):
    """What the tables are written as."""

    PARQUET = "parquet"
    CSV = "csv"
    JSONL = "jsonl"


def export_tables(
    warehouse: Path, folder: Path, form: ExportFormat, *, contacts: bool = False, replace: bool = False
) -> list[Path]:
    """Write every public table into a new folder, with `datapackage.json`; return the files, sorted.

    Parquet is partitioned by the year of the document (`undated` where it has no date). Contacts found
    in the documents are left out unless asked for. The folder appears whole or not at all. Raises
    ExportError where the folder is there already and not to be replaced, or cannot be written, and
    WarehouseError where the warehouse cannot be read.
    """
    if folder.exists() and not replace:
        raise ExportError(f"{folder} is there already; name another folder, or replace it with --replace")
    open_present(warehouse).close()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            _write_all(warehouse, made, form, contacts=contacts)
            made.chmod(0o755)
            if folder.exists():
                shutil.rmtree(folder)
            os.replace(made, folder)  # noqa: PTH105
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise ExportError(f"cannot write {folder}: {error.strerror}") from error
    return sorted(path for path in folder.rglob("*") if path.is_file())


def is_export(folder: Path) -> bool:
    """Tell whether nothing is lost with a folder but an earlier export."""
    return folder.is_dir() and ((folder / "datapackage.json").exists() or not any(folder.iterdir()))


def write_parquet(columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[Any]], file: Path) -> None:
    """Write the rows of a query's answer; `columns` are their names and DuckDB types."""
    with duckdb.connect() as con:
        defined = ", ".join(f"{_quoted(name)} {sql_type}" for name, sql_type in columns)
        con.execute(f"CREATE TABLE answer ({defined})")
        if rows:
            with con.appender("answer") as appender:
                appender.append_rows(rows)
        con.execute("COPY answer TO $file (FORMAT parquet, COMPRESSION zstd)", {"file": str(file)})


def _write_all(warehouse: Path, folder: Path, form: ExportFormat, *, contacts: bool) -> None:
    with duckdb.connect() as con:
        con.execute(f"ATTACH {literal(str(warehouse))} AS source (READ_ONLY)")
        con.execute("USE source")
        for table in public_tables():
            _write(con, table, query_of(table, contacts=contacts), folder, form)
    files = {
        table.name: sorted(str(path.relative_to(folder)) for path in _files_of(folder, table))
        for table in public_tables()
    }
    package = describe_package(files, form.value, version("chancery"))
    (folder / "datapackage.json").write_text(
        json.dumps(package, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )


def query_of(table: Table, *, contacts: bool, database: str = "") -> str:
    """Return the query for what is exported of a table; contacts only where they are wanted."""
    order = ", ".join(table.key)
    kept = " WHERE NOT is_personal" if table.name == "document_fields" and not contacts else ""
    columns = ", ".join(table.column_names)
    return f"SELECT {columns} FROM {database}{table.qualified_name}{kept} ORDER BY {order}"  # noqa: S608


def _write(
    con: duckdb.DuckDBPyConnection, table: Table, query: str, folder: Path, form: ExportFormat
) -> None:
    target = folder / f"{table.name}.{form}"
    if form is ExportFormat.PARQUET:
        _write_parquet(con, table, query, target if not table.per_document else folder / table.name)
        return
    result = con.execute(query)
    with target.open("w", encoding="utf-8", newline="") as file:
        if form is ExportFormat.CSV:
            write_csv(file, table.column_names, _fetched(result))
        else:
            for row in _fetched(result):
                record = dict(zip(table.column_names, row, strict=True))
                file.write(_on_one_line(json.dumps(record, ensure_ascii=False, default=str)) + "\n")


def _write_parquet(con: duckdb.DuckDBPyConnection, table: Table, query: str, target: Path) -> None:
    options = "FORMAT parquet, COMPRESSION zstd"
    if table.per_document:
        order = ", ".join(f"q.{name}" for name in table.key)
        query = f"""
            SELECT q.*, {YEAR} AS document_year
            FROM ({query}) AS q JOIN core.documents AS d USING (document_id)
            ORDER BY document_year, {order}
        """  # noqa: S608
        options += ", PARTITION_BY (document_year)"
    con.execute(f"COPY ({query}) TO {literal(str(target))} ({options})")


def _files_of(folder: Path, table: Table) -> Iterator[Path]:
    yield from folder.glob(f"{table.name}.*")
    yield from (folder / table.name).rglob("*.parquet")


def _fetched(result: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := result.fetchmany(FETCHED):
        yield from rows


def _on_one_line(record: str) -> str:
    """Return JSON with what Unicode takes for the end of a line escaped, as many readers do too."""
    return "".join(f"\\u{ord(c):04x}" if c in "\x7f\x85\u2028\u2029" else c for c in record)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
