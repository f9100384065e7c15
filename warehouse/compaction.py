"""The published file written anew, without the room that deleted rows left in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse.database import literal, open_reader, open_stage
from warehouse.durable import sync
from warehouse.errors import WarehouseError
from warehouse.paths import WarehousePaths
from warehouse.staging import assert_closed, explained

LEAST_GAIN = 0.1
"""Share of the file's size that a new file must save to take its place."""

TABLES = """
SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE database_name = 'published' ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class Compaction:
    """The file's size before and, where it was worth while, after."""

    bytes_before: int
    bytes_after: int


@explained
def compact(paths: WarehousePaths, run_id: str) -> Compaction:
    """Write all rows of the published file to another, and put that in its place where it is smaller.

    It takes the place only with the same rows in every table. Raises WarehouseError.
    """
    open_reader(paths.warehouse).close()
    path = paths.stage(run_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with open_stage(path) as con:
        con.execute(f"ATTACH {literal(str(paths.warehouse))} AS published (READ_ONLY)")
        con.execute(f"COPY FROM DATABASE published TO {path.stem}")
        _assert_same(con, path.stem)
        con.execute("DETACH published")
        con.execute("CHECKPOINT")
    assert_closed(path)
    before, after = paths.warehouse.stat().st_size, path.stat().st_size
    if after > (1 - LEAST_GAIN) * before:
        return Compaction(before, before)
    _replace(path, paths.warehouse)
    return Compaction(before, after)


def _assert_same(con: duckdb.DuckDBPyConnection, copy: str) -> None:
    for (table,) in con.execute(TABLES).fetchall():
        sums = [
            con.execute(f"SELECT count(*), bit_xor(hash(t)) FROM {side}.{table} AS t").fetchall()  # noqa: S608
            for side in ("published", copy)
        ]
        if sums[0] != sums[1]:
            raise WarehouseError(f"the compacted file is not the same: {table} differs")


def _replace(path: Path, published: Path) -> None:
    sync(path)
    os.replace(path, published)  # noqa: PTH105
    sync(published.parent)
