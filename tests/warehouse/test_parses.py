"""Parses and spooled results come back as they went in."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from extractors.errors import Reason
from tests.warehouse.builders import TEXT, facts, parsed
from warehouse.parses import ParseStore
from warehouse.spool import SpoolEntry, read_spool, write_spool

PARSED = parsed(TEXT + "\u2028Ø\0\U0001f54a")


def test_parse_store(tmp_path: Path) -> None:
    store = ParseStore(tmp_path / "parses", tmp_path / "work")
    packed = msgspec.json.encode(PARSED)
    assert store.get(PARSED.sha256, "p1") is None
    store.put(PARSED.sha256, "p1", packed)
    assert store.get(PARSED.sha256, "p1") == packed
    assert store.get(PARSED.sha256, "p2") is None
    first = store.path_of(PARSED.sha256, "p1").read_bytes()
    store.put(PARSED.sha256, "p1", packed)
    assert store.path_of(PARSED.sha256, "p1").read_bytes() == first
    assert list((tmp_path / "work").iterdir()) == []


def test_parse_under_another_content_or_version_is_no_parse(tmp_path: Path) -> None:
    store = ParseStore(tmp_path, tmp_path)
    store.put("0" * 64, "p1", msgspec.json.encode(PARSED))
    store.put(PARSED.sha256, "p2", msgspec.json.encode(PARSED))
    assert store.get("0" * 64, "p1") is None
    assert store.get(PARSED.sha256, "p2") is None


@pytest.mark.parametrize("keep", [0, 5, 40])
def test_damaged_parse_is_no_parse(tmp_path: Path, keep: int) -> None:
    store = ParseStore(tmp_path, tmp_path)
    store.put(PARSED.sha256, "p1", msgspec.json.encode(PARSED))
    path = store.path_of(PARSED.sha256, "p1")
    path.write_bytes(path.read_bytes()[:keep])
    assert store.get(PARSED.sha256, "p1") is None


def test_spool(tmp_path: Path) -> None:
    entries = [
        SpoolEntry.of_result("a", msgspec.json.encode(PARSED), msgspec.json.encode(facts())),
        SpoolEntry.of_refusal("b", Reason.GARBLED, "Line one\nline two"),
    ]
    write_spool(tmp_path / "run" / "0.jsonl", entries)
    good, bad = read_spool(tmp_path / "run" / "0.jsonl")
    assert (good.parsed_document(), good.facts(), good.reason) == (PARSED, facts(), None)
    assert (bad.sha256, bad.reason, bad.detail) == ("b", Reason.GARBLED, "Line one\nline two")


def test_unfinished_spool_is_not_there(tmp_path: Path) -> None:
    def entries() -> object:
        yield SpoolEntry.of_refusal("a", Reason.EMPTY, "")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_spool(tmp_path / "0.jsonl", entries())  # type: ignore[arg-type]
    assert not (tmp_path / "0.jsonl").exists()
