"""The warehouse's key: made once, for its owner's eyes, and none of the inbox's files."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from warehouse.errors import WarehouseError
from warehouse.key import key_at
from warehouse.landing import discover
from warehouse.paths import WarehousePaths


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = WarehousePaths.of(tmp_path / "w.duckdb").key
    key = key_at(path)
    assert len(key) == 32
    assert key_at(path) == key
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_bytes(b"cut")
    assert len(key_at(path)) == 32
    assert key_at(tmp_path / "other.key") != key


def test_it_is_not_read_as_a_document(tmp_path: Path) -> None:
    paths = WarehousePaths.of(tmp_path / "w.duckdb")
    key_at(paths.key)
    assert discover([tmp_path], paths.owns).files == ()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="cannot be kept"):
        key_at(tmp_path / "missing" / "w.key")
