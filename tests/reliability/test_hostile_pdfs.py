"""Every hostile PDF ends in time with a reason of its own, and the next file is read as ever."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.errors import ReadError
from extractors.identity import content_sha256
from extractors.limits import Limits
from extractors.reader import Reader, decode_parsed
from tests.reliability.hostile_actions import ACTIONS
from tests.reliability.hostile_parts import PARTS
from tests.reliability.hostile_pdfs import HOSTILE, SENTENCE, HostilePdf, good

LIMITS = Limits(cpu_seconds=10, seconds=120, memory_bytes=1 << 30, decoded_bytes=100_000_000)
QUICK = Limits(cpu_seconds=3, seconds=60, memory_bytes=1 << 30, decoded_bytes=100_000_000)
SLOW = {
    "contents a million times",
    "graphics states never restored",
    "2 million rectangles",
    "cidrange of 2^31",
    "CID widths to 2*10^9",
    "a million font differences",
    "forms drawn 10^9 times",
    "double flate to 4 GB",
    "LZW to 600 MB",
    "compressed runs to 6 GB",
    "a fax of 2^31 columns",
    "entries of no width",
    "2^31 entries",
    "a character map of 2^31 entries",
    "a Type 1 program that never ends",
    "300,000 scattered letters",
    "a million pages",
    "the same page 500 times",
    "a million annotations",
    "a million inline images",
    "metadata of 50 MB",
    "a million objects",
    "1,000 pages",
    "10,000 pages",
}
ALL = [*HOSTILE, *PARTS, *ACTIONS]


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


@pytest.mark.parametrize("case", [c for c in ALL if c.name not in SLOW], ids=lambda case: case.name)
def test_a_hostile_file_costs_itself_only(reader, tmp_path, case):
    check(reader, case, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("case", [c for c in ALL if c.name in SLOW], ids=lambda case: case.name)
def test_a_hostile_file_that_takes_long_costs_itself_only(tmp_path, case):
    with Reader(LIMITS) as reader:
        check(reader, case, tmp_path)


def test_each_has_a_name_of_its_own():
    names = {case.name for case in ALL}
    assert len(names) == len(ALL) >= 88
    assert names >= SLOW
