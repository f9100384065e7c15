"""`python -m tests.reliability.mutations`: damaged copies of the samples, each read in a child process.

A sample is damaged in one to eight places: bits flipped, bytes left out, doubled, moved or replaced by those
of another sample, numbers made huge, the end cut off. Each copy must end within its limits as loaded, with
rows that agree with their text, or refused with a reason that is no fault of ours; after each death of a
child and after every hundred copies an undamaged sample must be read as ever.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.errors import ReadError, Reason
from extractors.identity import content_sha256
from extractors.limits import Limits
from extractors.reader import Reader, decode_extraction, decode_parsed
from tests.clone import ROOT
from tests.extractors.office_files import open_document, paragraph, word
from warehouse.rows import rows_of
from warehouse.run import Provenance, utc_now

LIMITS = Limits(cpu_seconds=10, seconds=120, memory_bytes=1 << 30, decoded_bytes=100_000_000)
SAMPLES = ROOT / "samples/inbox"
UNDAMAGED = SAMPLES / "2026-05-22_joint_statement_bishkek.txt"
DEATHS = frozenset((Reason.TIMED_OUT, Reason.OUT_OF_MEMORY, Reason.CRASHED))
NUMBER = re.compile(rb"\d+")
HUGE = (b"0", b"-1", b"65536", b"2147483648", b"99999999999999999999")
Damage = Callable[[bytearray, random.Random, bytes], None]


def seeds() -> dict[str, bytes]:
    """Return the samples, and a document of every other format, by name."""
    text = (SAMPLES / "2026-05-22_joint_statement_bishkek.txt").read_text(encoding="utf-8")
    parts = [part for part in text.split("\n\n") if part.strip()]
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Message-ID"] = (
        "Joint statement",
        "press@example.org",
        "<1@example.org>",
    )
    mail.set_content(text)
    mail.add_alternative(f"<html><body><p>{text}</p></body></html>", subtype="html")
    made = {path.name: path.read_bytes() for path in sorted(SAMPLES.iterdir())}
    return made | {
        "made.docx": word("".join(map(paragraph, parts))),
        "made.odt": open_document("".join(f"<text:p>{part}</text:p>" for part in parts)),
        "made.html": f"<body>{''.join(f'<p>{part}</p>' for part in parts)}</body>".encode(),
        "made.rtf": b"{\\rtf1\\ansi " + "\\par ".join(parts).encode("ascii", "ignore") + b"}",
        "made.eml": mail.as_bytes(),
    }


def _flip(content: bytearray, chance: random.Random, _: bytes) -> None:
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)


def _leave_out(content: bytearray, chance: random.Random, _: bytes) -> None:
    start, end = _stretch(content, chance)
    del content[start:end]


def _double(content: bytearray, chance: random.Random, _: bytes) -> None:
    start, end = _stretch(content, chance)
    content[start:start] = content[start:end] * chance.choice((1, 2, 50))


def _move(content: bytearray, chance: random.Random, _: bytes) -> None:
    start, end = _stretch(content, chance)
    taken = content[start:end]
    del content[start:end]
    at = chance.randrange(len(content) + 1)
    content[at:at] = taken


def _replace(content: bytearray, chance: random.Random, other: bytes) -> None:
    start, end = _stretch(content, chance)
    at = chance.randrange(len(other))
    content[start:end] = other[at : at + end - start]


def _noise(content: bytearray, chance: random.Random, _: bytes) -> None:
    start, _end = _stretch(content, chance)
    content[start : start + 20] = chance.randbytes(chance.randrange(1, 40))


def _number(content: bytearray, chance: random.Random, _: bytes) -> None:
    found = list(NUMBER.finditer(content))
    if found:
        match = chance.choice(found)
        content[match.start() : match.end()] = chance.choice(HUGE)


def _cut(content: bytearray, chance: random.Random, _: bytes) -> None:
    del content[chance.randrange(1, len(content) + 1) :]


DAMAGES: tuple[Damage, ...] = (
    _flip,
    _flip,
    _leave_out,
    _double,
    _move,
    _replace,
    _noise,
    _number,
    _number,
    _cut,
)


def _stretch(content: bytearray, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(content))
    return start, start + chance.choice((1, 4, 30, 400, 5000))


def damaged(originals: list[bytes], seed: int) -> bytes:
    """Return one of the originals, damaged as the seed will have it."""
    chance = random.Random(seed)
    content = bytearray(chance.choice(originals))
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        if content:
            chance.choice(DAMAGES)(content, chance, chance.choice(originals))
    return bytes(content)


@dataclass
class Fuzzer:
    """Reads damaged copies, one after another, and counts how they end."""

    reader: Reader
    folder: Path

    def outcome(self, content: bytes, name: str) -> str:
        """Return the reason why a file is refused, or `loaded`. ValueError where its rows are wrong."""
        path = self.folder / name
        path.write_bytes(content)
        sha256 = content_sha256(content)
        try:
            reading = self.reader.read(path, sha256)
        except ReadError as error:
            return error.reason.value
        came = Provenance(path.as_uri(), name, "run", utc_now())
        rows_of(decode_parsed(reading.parsed_json), decode_extraction(reading.extraction_json), came)
        return "loaded"

    def play(self, seeds_of_cases: range) -> Iterator[tuple[int, str, float]]:
        """Yield each case with its outcome and its seconds."""
        made = seeds()
        originals, names = list(made.values()), list(made)
        for seed in seeds_of_cases:
            content = damaged(originals, seed)
            suffix = Path(names[seed % len(names)]).suffix
            began = time.monotonic()
            try:
                end = self.outcome(content, f"damaged{suffix}")
            except ValueError as error:
                end = f"wrong rows: {error}"
            yield seed, end, time.monotonic() - began
            if end in DEATHS or seed % 100 == 99:
                assert self.outcome(UNDAMAGED.read_bytes(), "undamaged.txt") == "loaded"


def main() -> None:
    """Play the cases, and print how they ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    ends: Counter[str] = Counter()
    bad, slowest, began = [], (0.0, 0), time.monotonic()
    with TemporaryDirectory() as folder, Reader(LIMITS) as reader:
        for seed, end, seconds in Fuzzer(reader, Path(folder)).play(
            range(given.first, given.first + given.cases)
        ):
            ends[end.split(":")[0]] += 1
            slowest = max(slowest, (seconds, seed))
            if end == Reason.INTERNAL or end.startswith("wrong rows") or seconds > LIMITS.seconds + 60:
                bad.append(seed)
                print(f"seed {seed}: {end} ({seconds:.1f} s)", flush=True)
            if end in DEATHS:
                print(f"seed {seed}: {end} after {seconds:.1f} s; the child was replaced", flush=True)
            if seed % 500 == 499:
                print(f"{seed + 1 - given.first} cases: {dict(ends)}", flush=True)
    print(f"{given.cases} cases in {time.monotonic() - began:.0f} s: {dict(ends.most_common())}")
    print(f"the slowest took {slowest[0]:.1f} s (seed {slowest[1]}); {len(bad)} wrong {bad}")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()
