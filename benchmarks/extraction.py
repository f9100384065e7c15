"""How fast `extract()` is: megabytes of text per CPU second and core, and what each stage takes of it.

`python -m benchmarks.extraction FOLDER...` reads every text file below the folders, then extracts.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import process_time

from extractors.errors import ReadError
from extractors.extract import extract
from extractors.identity import content_sha256, document_id
from extractors.model import MediaType, ParsedDocument, RawFile
from extractors.read import read

STAGES = {
    "extractors/grammar/sentences.py": "split_sentences",
    "extractors/documents/metadata.py": "describe_document",
    "extractors/mentions/places.py": "find_places",
    "extractors/mentions/dates.py": "find_dates",
    "extractors/mentions/actors.py": "find_actors",
    "extractors/instruments/instruments.py": "find_instruments",
    "extractors/events/events.py": "find_events",
    "extractors/commitments/commitments.py": "find_commitments",
}


def documents(folders: Sequence[Path]) -> list[ParsedDocument]:
    """Read the `.txt` and `.md` files below the folders, in the order of their paths, but for empty ones."""
    paths = sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in (".txt", ".md"))
    return [parsed for path in paths if (parsed := document(path))]


def document(path: Path) -> ParsedDocument | None:
    """Read a text file; None for an empty one."""
    content = path.read_bytes()
    digest = content_sha256(content)
    with suppress(ReadError):
        return read(RawFile(document_id(digest), digest, content, MediaType.TEXT))
    return None


def speed(parsed: Sequence[ParsedDocument], runs: int) -> float:
    """Return megabytes of text per CPU second, from the least time of each document over the runs."""
    extract(parsed[0])  # the lexicons are loaded once a process
    least = [min(_seconds(document) for _ in range(runs)) for document in parsed]
    return sum(len(document.text.encode()) for document in parsed) / sum(least) / 1e6


def _seconds(document: ParsedDocument) -> float:
    start = process_time()
    extract(document)
    return process_time() - start


def shares(parsed: Sequence[ParsedDocument]) -> dict[str, float]:
    """Return each stage's share of the time; what is left is said under `rest`."""
    profile = cProfile.Profile()
    profile.enable()
    for document in parsed:
        extract(document)
    profile.disable()
    rows = pstats.Stats(profile).stats.items()  # type: ignore[attr-defined]
    taken = {
        name: cumulative
        for (file, _, name), (_, _, _, cumulative, _) in rows
        if name == "extract" or any(name == stage and file.endswith(path) for path, stage in STAGES.items())
    }
    whole = taken.pop("extract")
    parts = {name: seconds / whole for name, seconds in taken.items()}
    return {**dict(sorted(parts.items(), key=lambda part: -part[1])), "rest": 1 - sum(parts.values())}


def main() -> None:
    """Print the speed and the share of every stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    parsed = documents(options.folders)
    size = sum(len(document.text.encode()) for document in parsed)
    rate = speed(parsed, options.runs)
    print(f"{len(parsed)} documents, {size / 1e6:.2f} MB: {rate:.2f} MB per CPU second and core")
    for stage, share in shares(parsed).items():
        print(f"  {stage:20} {share:6.1%}")


if __name__ == "__main__":
    main()
