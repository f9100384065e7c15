"""Reading in a batch: what is parsed is kept, and what is kept is not parsed again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from extractors.errors import Reason
from extractors.identity import content_sha256
from extractors.limits import Limits
from extractors.passwords import Passwords
from extractors.versions import PARSER_VERSION
from flows import steps
from tests.clone import ROOT
from warehouse.landing import FoundFile
from warehouse.parses import ParseStore
from warehouse.plan import ReadTask
from warehouse.run import Versions
from warehouse.spool import SpoolEntry, read_spool

SAMPLE = ROOT / "samples/inbox/2026-03-12_communique_tashkent.pdf"
SHA256 = content_sha256(SAMPLE.read_bytes())


def result(folder: Path, path: Path) -> SpoolEntry:
    """Read the sample from a path as a run does: with a work folder of its own."""
    task = ReadTask(SHA256, (FoundFile(path, path.as_uri(), path.name),))
    work = folder / "work"
    work.mkdir()
    versions = Versions(steps.PARSER_VERSION, steps.EXTRACTED_BY)
    terms = (versions, Limits(), Passwords())
    spool = steps.read_batch.fn([task], *terms, work / "batch-0001.jsonl", folder / "parses")
    (entry,) = read_spool(spool)
    assert [file.name for file in work.iterdir()] == ["batch-0001.jsonl"]
    shutil.rmtree(work)
    return entry


def test_a_content_is_parsed_once(tmp_path: Path) -> None:
    """A file that has become unreadable does no harm once its parse is kept."""
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"\0" * 100)
    assert result(tmp_path, damaged).reason is Reason.CHANGED
    first = result(tmp_path, SAMPLE)
    assert first.reason is None
    assert result(tmp_path, damaged) == first
    assert result(tmp_path, tmp_path / "missing.pdf") == first


@pytest.mark.parametrize("kept", [b"", b"\x1f\x8b not gzip"])
def test_a_damaged_parse_is_made_anew(tmp_path: Path, kept: bytes) -> None:
    first = result(tmp_path, SAMPLE)
    path = ParseStore(tmp_path / "parses", tmp_path).path_of(SHA256, PARSER_VERSION)
    good = path.read_bytes()
    path.write_bytes(kept)
    assert result(tmp_path, SAMPLE) == first
    assert path.read_bytes() == good


def test_a_parse_of_another_parser_version_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result(tmp_path, SAMPLE)
    monkeypatch.setattr("flows.steps.PARSER_VERSION", "another")
    assert result(tmp_path, tmp_path / "missing.pdf").reason is Reason.UNREADABLE
