"""A right warehouse, written once, and copies of it to corrupt."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from tests.expectations.small_warehouse import build

Corrupt = Callable[[str], Path]


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("warehouse") / "small.duckdb")


@pytest.fixture
def corrupt(warehouse: Path, tmp_path: Path) -> Corrupt:
    """Return a function that runs SQL on a copy of the warehouse and returns where that is."""

    def run(sql: str) -> Path:
        copy = tmp_path / "corrupt.duckdb"
        shutil.copyfile(warehouse, copy)
        with duckdb.connect(str(copy)) as con:
            con.execute(sql)
        return copy

    return run
