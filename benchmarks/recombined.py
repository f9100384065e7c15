"""Any number of short text documents, made by putting real paragraphs together anew.

Each has the head of one document and three to five paragraphs of others. The years and the numbers in it
are shifted, so that its events, its symbols and what it cites are mostly its own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

PARAGRAPHS = (3, 5)
LENGTHS = (120, 700)  # characters of a paragraph that is taken
HEAD = 700  # characters of a head, at most
PER_FOLDER = 1000
_NUMBER = re.compile(r"\d+")
_YEARS = range(1900, 2100)


def write(sources: Sequence[Path], count: int, folder: Path, seed: int = 20) -> int:
    """Write so many documents below a folder, the same for the same seed, and return their bytes."""
    written = 0
    for number, text in enumerate(texts(sources, count, seed)):
        place = folder / f"{number // PER_FOLDER:03}"
        if number % PER_FOLDER == 0:
            place.mkdir(parents=True, exist_ok=True)
        content = text.encode()
        (place / f"{number:06}.txt").write_bytes(content)
        written += len(content)
    return written


def texts(sources: Sequence[Path], count: int, seed: int) -> Iterator[str]:
    """Yield the documents' texts; the first ones are the same whatever the count."""
    drawn = random.Random(seed)
    read = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(sources)]
    parts = [[part.strip() for part in text.split("\n\n") if part.strip()] for text in read]
    parts = [some for some in parts if some]
    heads = [some[0][:HEAD] for some in parts]
    least, most = LENGTHS
    pool = [part for some in parts for part in some[1:] if least <= len(part) <= most]
    for _ in range(count):
        chosen = [drawn.choice(heads), *drawn.sample(pool, drawn.randint(*PARAGRAPHS))]
        yield _shifted("\n\n".join(chosen), drawn.randrange(12), drawn.randrange(997)) + "\n"


def _shifted(text: str, years: int, numbers: int) -> str:
    """Move years into the past by steps of four, so that leap years stay; turn numbers of symbols."""

    def shifted(match: re.Match[str]) -> str:
        digits = match[0]
        value = int(digits)
        if value in _YEARS:
            return str(max(_YEARS.start, value - 4 * years))
        if value <= 31:  # days, and numbers of paragraphs
            return digits
        turned = (value + numbers) % 10 ** len(digits)
        return str(max(32, turned)).zfill(len(digits))

    return _NUMBER.sub(shifted, text)
