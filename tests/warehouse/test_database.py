"""Opening warehouses: shut off from the outside, and one clear line for whatever is wrong."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from warehouse.database import open_reader, open_stage
from warehouse.errors import WarehouseError
from warehouse.migrate import migrate


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "w.duckdb"
    with open_stage(path) as con:
        migrate(con)
    return path


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE t (a INT)",
        "DELETE FROM core.documents",
        "SELECT * FROM read_csv('/etc/hosts')",
        "COPY core.documents TO 'out.csv'",
        "ATTACH 'other.duckdb'",
        "SET threads = 1",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_reader_can_only_read(warehouse: Path, sql: str) -> None:
    with open_reader(warehouse) as con, pytest.raises(duckdb.Error):
        con.execute(sql)


def test_stage_is_written_for_the_older_duckdb_too(warehouse: Path) -> None:
    with open_reader(warehouse) as con:
        [(tags,)] = con.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchall()
    assert tags["storage_version"].startswith("v1.5")


def make_foreign(path: Path) -> None:
    with duckdb.connect(path) as con:
        con.execute("CREATE TABLE mine (a INT)")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "there is none; make one with"),
        (lambda path: path.write_bytes(b""), "not a DuckDB file"),
        (lambda path: path.write_text("id,name\n" * 5000), "not a DuckDB file"),
        (lambda path: path.mkdir(), "it is a folder"),
        (make_foreign, "not a Chancery warehouse"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(tmp_path: Path, make: object, message: str) -> None:
    path = tmp_path / "w.duckdb"
    make(path)  # type: ignore[operator]
    with pytest.raises(WarehouseError, match=message) as raised:
        open_reader(path)
    assert "\n" not in str(raised.value)


def test_truncated_warehouse_is_refused_in_one_line(warehouse: Path) -> None:
    warehouse.write_bytes(warehouse.read_bytes()[:9000])
    with pytest.raises(WarehouseError, match="cut short") as raised:
        open_reader(warehouse)
    assert "\n" not in str(raised.value)
