"""What lies in watched places, and when it counts as whole."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from flows.service.snapshots import Settling, look_at


@pytest.fixture
def bucket() -> Iterator[str]:
    memory = fsspec.filesystem("memory")
    memory.pipe("/inbox/a.txt", b"first")
    memory.pipe("/inbox/deep/b.txt", b"second")
    yield "memory://inbox"
    memory.rm("/inbox", recursive=True)


def test_a_url_is_looked_at_as_a_folder_is(bucket: str, tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text("third", encoding="utf-8")
    found = look_at([bucket, str(tmp_path), f"file://{tmp_path}"])
    assert sorted(name.rsplit("/", 1)[1] for name in found) == ["a.txt", "b.txt", "c.txt"]


def test_a_file_written_again_has_another_stamp(bucket: str, tmp_path: Path) -> None:
    file = tmp_path / "c.txt"
    file.write_text("third", encoding="utf-8")
    before = look_at([bucket, str(tmp_path)])
    fsspec.filesystem("memory").pipe("/inbox/a.txt", b"FIRST")
    os.utime(file, ns=(1, 1))
    after = look_at([bucket, str(tmp_path)])
    assert {name.rsplit("/", 1)[1] for name in before if before[name] != after[name]} == {"a.txt", "c.txt"}


def test_what_an_ingest_passes_over_is_passed_over(tmp_path: Path) -> None:
    for name in (".part", "own.txt", "c.txt"):
        (tmp_path / name).touch()
    found = look_at([str(tmp_path)], lambda path: path.name == "own.txt")
    assert [name.rsplit("/", 1)[1] for name in found] == ["c.txt"]


def test_a_place_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert look_at([str(tmp_path / "gone"), "memory://gone"]) == {}


def test_a_file_settles_when_it_stays_as_it_is() -> None:
    settling = Settling(seconds=3)
    assert settling.see({"a": "1"}, now=0) == {}
    assert settling.see({"a": "2"}, now=2) == {}
    assert settling.see({"a": "2", "b": "1"}, now=4) == {}
    assert settling.see({"a": "2", "b": "1"}, now=5) == {"a": 2}
    assert settling.see({"b": "1"}, now=7) == {"b": 4}
    assert settling.see({"a": "2", "b": "1"}, now=8) == {"b": 4}
