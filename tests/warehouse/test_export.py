"""Exports: every row of every table, readable by others, whole or not there at all."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.expectations.small_warehouse import A, publish
from warehouse.errors import WarehouseError
from warehouse.export import ExportFormat, export_tables, write_parquet
from warehouse.schema import public_tables
from warehouse.spreadsheets import inert, write_csv

HOSTILE = "\"; DROP\n\r\t,;|\x00\x1b[31m\x7f\x85\u2028\u2029\u202e\ufeff\U0001f54a é \\ ''' -- {\"a\": 1}"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = publish(tmp_path_factory.mktemp("export") / "it's.duckdb")
    with duckdb.connect(path) as con:
        con.execute("UPDATE core.documents SET title = ? WHERE document_id = ?", [HOSTILE, A.id])
        con.execute("UPDATE core.documents SET place = ? WHERE document_id = ?", ["=HYPERLINK(1)", A.id])
        con.execute(
            """INSERT INTO core.document_fields
            SELECT document_id, 'contact', 'x', quote, 3, 4, rule_id, true
            FROM core.document_fields LIMIT 1"""
        )
    return path


def stored(path: Path, table: str) -> list[Any]:
    with duckdb.connect(path, read_only=True) as con:
        return con.execute(f"SELECT * FROM main.{table} ORDER BY ALL").fetchall()


def without_contacts(path: Path, table: str) -> list[Any]:
    return [row for row in stored(path, table) if table != "document_fields" or row[1] != "contact"]


def test_parquet_holds_every_row(small: Path, tmp_path: Path) -> None:
    export_tables(small, tmp_path / "out", ExportFormat.PARQUET)
    for table in public_tables():
        columns = ", ".join(table.column_names)
        file = f"{tmp_path}/out/{table.name}" + ("/**/*.parquet" if table.per_document else ".parquet")
        rows = duckdb.execute(f"SELECT {columns} FROM read_parquet('{file}') ORDER BY ALL").fetchall()
        assert rows == without_contacts(small, table.name), table.name
    assert (tmp_path / "out/commitments/document_year=2024").is_dir()


def test_json_lines_hold_every_row(small: Path, tmp_path: Path) -> None:
    export_tables(small, tmp_path / "out", ExportFormat.JSONL)
    for table in public_tables():
        lines = (tmp_path / "out" / f"{table.name}.jsonl").read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        expected = without_contacts(small, table.name)
        assert sorted(map(str, (list(map(_plain, r.values())) for r in records))) == sorted(
            str(list(map(_plain, row))) for row in expected
        ), table.name


def test_csv_holds_every_row(small: Path, tmp_path: Path) -> None:
    export_tables(small, tmp_path / "out", ExportFormat.CSV)
    for table in public_tables():
        with (tmp_path / "out" / f"{table.name}.csv").open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        assert header == list(table.column_names)
        expected = [list(map(_cell, row)) for row in without_contacts(small, table.name)]
        assert sorted(rows) == sorted(expected), table.name


def test_hostile_words_are_the_same_in_every_format(small: Path, tmp_path: Path) -> None:
    for form in ExportFormat:
        export_tables(small, tmp_path / form, form)
    (parquet,) = duckdb.execute(
        f"SELECT title, place FROM '{tmp_path}/parquet/documents/**/*.parquet' WHERE document_id = '{A.id}'"
    ).fetchall()
    lines = (tmp_path / "jsonl/documents.jsonl").read_text(encoding="utf-8").splitlines()
    (record,) = (found for found in map(json.loads, lines) if found["document_id"] == A.id)
    with (tmp_path / "csv/documents.csv").open(encoding="utf-8", newline="") as file:
        (cells,) = (row for row in csv.DictReader(file) if row["document_id"] == A.id)
    assert parquet == (record["title"], record["place"]) == (HOSTILE, "=HYPERLINK(1)")
    assert (cells["title"], cells["place"]) == (HOSTILE, "'=HYPERLINK(1)")


def _cell(value: object) -> str:
    """Return how a value stands in a cell, formulas apart."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else f"'{value}" if str(value).startswith("=") else str(value)


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, str | int | float | list) else str(value)


def test_contacts_are_left_out_unless_asked_for(small: Path, tmp_path: Path) -> None:
    export_tables(small, tmp_path / "with", ExportFormat.CSV, contacts=True)
    export_tables(small, tmp_path / "without", ExportFormat.CSV)
    assert ",contact," in (tmp_path / "with/document_fields.csv").read_text()
    assert ",contact," not in (tmp_path / "without/document_fields.csv").read_text()


@pytest.mark.parametrize("form", list(ExportFormat))
def test_package_describes_what_is_there(form: ExportFormat, small: Path, tmp_path: Path) -> None:
    files = export_tables(small, tmp_path / "out", form)
    package = json.loads((tmp_path / "out/datapackage.json").read_text())
    named = [
        tmp_path / "out" / path
        for resource in package["resources"]
        for path in ([resource["path"]] if isinstance(resource["path"], str) else resource["path"])
    ]
    assert sorted([*named, tmp_path / "out/datapackage.json"]) == files
    names = {resource["name"] for resource in package["resources"]}
    for resource in package["resources"]:
        fields = {field["name"] for field in resource["schema"]["fields"]}
        assert set(resource["schema"]["primaryKey"]) <= fields
        assert {key["reference"]["resource"] for key in resource["schema"]["foreignKeys"]} <= names


def test_a_folder_is_not_replaced_unasked(small: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("keep")
    with pytest.raises(WarehouseError, match="there already"):
        export_tables(small, tmp_path / "out", ExportFormat.CSV)
    export_tables(small, tmp_path / "out", ExportFormat.CSV, replace=True)
    assert not (tmp_path / "out/mine.txt").exists()


def test_a_failed_export_leaves_nothing(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("warehouse.export.write_csv", full)
    with pytest.raises(WarehouseError, match="No space left"):
        export_tables(small, tmp_path / "out", ExportFormat.CSV)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "  =", "\xa0@", "＝", "\n\t ＠"])
def test_formulas_are_disarmed(start: str) -> None:
    assert inert(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@given(st.text() | st.integers() | st.lists(st.text()) | st.none())
def test_no_cell_begins_as_a_formula(value: object) -> None:
    cell = inert(value)
    if isinstance(cell, str):
        assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))
        assert not cell.startswith(("\t", "\r", "\n"))
        assert isinstance(value, list) or cell in (value, f"'{value}")
    else:
        assert cell == value


def test_an_answer_keeps_its_types_in_parquet(tmp_path: Path) -> None:
    with duckdb.connect() as con:
        result = con.execute(
            "SELECT DATE '2031-05-04' AS day, [1, 2] AS \"odd \"\"name\", {'a': 'ä'} AS s, NULL AS n"
        )
        columns = [(name, str(kind)) for name, kind, *_ in result.description]
        rows = result.fetchall()
    write_parquet(columns, rows, tmp_path / "answer.parquet")
    assert duckdb.execute(f"FROM '{tmp_path}/answer.parquet'").fetchall() == rows


def test_names_of_columns_are_disarmed_as_well() -> None:
    target = io.StringIO()
    write_csv(target, ["=1+1", "b"], [(1, 2)])
    assert target.getvalue() == "'=1+1,b\n1,2\n"
