"""Every hostile text ends in time with a reason of its own, and the next file is read as ever."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.errors import ReadError
from extractors.identity import content_sha256
from extractors.limits import Limits
from extractors.reader import Reader, decode_extraction, decode_parsed
from tests.reliability.hostile_texts import SENTENCE, TEXTS, HostileText
from warehouse.rows import rows_of
from warehouse.run import Provenance, utc_now

QUICK = Limits(cpu_seconds=10, seconds=60, memory_bytes=1 << 30)
SLOW = Limits(cpu_seconds=20)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(QUICK) as shared:
        yield shared


def outcome(reader: Reader, path: Path, content: bytes) -> str:
    """Return the reason why a file is refused, or `loaded`. ValueError where its rows disagree with it."""
    path.write_bytes(content)
    try:
        reading = reader.read(path, content_sha256(content))
    except ReadError as error:
        assert error.detail
        return error.reason.value
    came = Provenance(path.as_uri(), path.name, "run", utc_now())
    rows_of(decode_parsed(reading.parsed_json), decode_extraction(reading.extraction_json), came)
    return "loaded"


def check(reader: Reader, case: HostileText, folder: Path) -> None:
    assert outcome(reader, folder / f"hostile{case.suffix}", case.make()) in case.outcomes
    assert outcome(reader, folder / "good.txt", SENTENCE.encode()) == "loaded"


@pytest.mark.parametrize("case", [c for c in TEXTS if not c.is_slow], ids=lambda case: case.name)
def test_a_hostile_text_costs_itself_only(reader: Reader, tmp_path: Path, case: HostileText) -> None:
    check(reader, case, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("case", [c for c in TEXTS if c.is_slow], ids=lambda case: case.name)
def test_a_hostile_text_that_takes_long_costs_itself_only(tmp_path: Path, case: HostileText) -> None:
    with Reader(SLOW) as reader:
        check(reader, case, tmp_path)
