"""Every hostile PDF ends in time with a reason of its own, and the next file is read as ever."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.errors import ReadError
from extractors.identity import content_sha256
from extractors.limits import Limits
from extractors.reader import Reader, decode_parsed
from tests.reliability.hostile_pdfs import HOSTILE, SENTENCE, HostilePdf, good

LIMITS = Limits(seconds=10, memory_bytes=1 << 30, decoded_bytes=100_000_000)
QUICK = Limits(seconds=3, memory_bytes=1 << 30, decoded_bytes=100_000_000)
SLOW = {
    "contents a million times",
    "graphics states never restored",
    "2 million rectangles",
    "cidrange of 2^31",
    "CID widths to 2*10^9",
    "a million font differences",
    "forms drawn 10^9 times",
    "double flate to 4 GB",
}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(QUICK) as shared:
        yield shared


def outcome(reader: Reader, path: Path, content: bytes) -> str:
    path.write_bytes(content)
    try:
        return "loaded" if decode_parsed(reader.read(path, content_sha256(content)).parsed_json) else ""
    except ReadError as error:
        assert error.detail
        return error.reason.value


def check(reader: Reader, case: HostilePdf, folder: Path) -> None:
    assert outcome(reader, folder / "hostile.pdf", case.make()) in case.outcomes
    path, content = folder / "good.pdf", good()
    path.write_bytes(content)
    assert SENTENCE in decode_parsed(reader.read(path, content_sha256(content)).parsed_json).text


@pytest.mark.parametrize("case", [c for c in HOSTILE if c.name not in SLOW], ids=lambda case: case.name)
def test_a_hostile_file_costs_itself_only(reader, tmp_path, case):
    check(reader, case, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("case", [c for c in HOSTILE if c.name in SLOW], ids=lambda case: case.name)
def test_a_hostile_file_that_takes_long_costs_itself_only(tmp_path, case):
    with Reader(LIMITS) as reader:
        check(reader, case, tmp_path)


def test_there_are_thirty_at_least():
    assert len({case.name for case in HOSTILE}) == len(HOSTILE) >= 30
