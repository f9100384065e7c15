"""Readers kept from batch to batch: each batch has one of its own, and none outlives its run."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.identity import content_sha256
from extractors.limits import Limits
from extractors.passwords import Passwords
from extractors.reader import Reader
from flows.readers import reader_of, readers_kept

LENT = (Limits(), Passwords())


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[Reader]:
    """The readers that were closed."""
    found: list[Reader] = []
    monkeypatch.setattr(Reader, "close", lambda reader: found.append(reader))
    return found


def test_a_reader_is_lent_again_until_the_run_ends(tmp_path: Path, closed: list[Reader]) -> None:
    with readers_kept(tmp_path):
        with reader_of(tmp_path, *LENT) as first:
            pass
        with reader_of(tmp_path, *LENT) as second, reader_of(tmp_path, *LENT) as third:
            assert second is first
            assert third is not first
        assert closed == []
    assert set(closed) == {first, third}


def test_a_batch_that_fails_gives_its_reader_back(tmp_path: Path, closed: list[Reader]) -> None:
    with readers_kept(tmp_path):
        with pytest.raises(OSError, match="full"), reader_of(tmp_path, *LENT) as first:
            raise OSError("the disk is full")
        with reader_of(tmp_path, *LENT) as second:
            assert second is first


def test_where_none_are_kept_a_reader_ends_with_its_batch(tmp_path: Path, closed: list[Reader]) -> None:
    with readers_kept(tmp_path / "another run"), reader_of(tmp_path, *LENT) as alone:
        pass
    assert closed == [alone]


def test_a_batch_that_outlasts_its_run_closes_its_reader(tmp_path: Path, closed: list[Reader]) -> None:
    with readers_kept(tmp_path):
        lending = reader_of(tmp_path, *LENT)
        reader = lending.__enter__()
    assert closed == []
    lending.__exit__(None, None, None)
    assert closed == [reader]


def test_one_process_reads_for_several_batches(tmp_path: Path) -> None:
    file = tmp_path / "statement.txt"
    file.write_text("The Ministers agreed to meet again.\n", encoding="utf-8")
    sha256 = content_sha256(file.read_bytes())
    with readers_kept(tmp_path):
        children = set()
        for _ in range(2):
            with reader_of(tmp_path, *LENT) as reader:
                reader.read(file, sha256)
                assert reader._child is not None
                children.add(reader._child._process.pid)
    assert len(children) == 1
    assert reader._child is None
