"""How fast `extract()` is: megabytes of text per CPU second of one core, as a whole and stage by stage.

`python -m benchmarks.extraction FOLDER...` reads every text file below the folders, then extracts.
"""

from __future__ import annotations

import argparse
import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from time import process_time
from typing import Any

from extractors import extract as pipeline
from extractors.errors import ReadError
from extractors.identity import content_sha256, document_id
from extractors.model import MediaType, ParsedDocument, RawFile
from extractors.read import read

WHOLE = "extract"
STAGES = (
    "split_sentences",
    "find_places",
    "find_dates",
    "describe_document",
    "find_actors",
    "find_instruments",
    "find_links",
    "assign_roles",
    "find_events",
    "find_commitments",
)


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


def least_seconds(parsed: Sequence[ParsedDocument], runs: int) -> Counter[str]:
    """Return the CPU seconds of every stage and of the whole: of each document those of its fastest run.

    On a machine that does other work too, the least time is the one nearest to the work itself. A run takes
    all documents in turn, for what is kept of the document last read would make a second one cheaper.
    """
    pipeline.extract(parsed[0])  # the lexicons are loaded once a process
    gc.freeze()  # as in the process that reads for a run (`extractors/child.py`)
    gc.set_threshold(100_000, 20, 20)
    total: Counter[str] = Counter()
    for taken in zip(*([_seconds(document) for document in parsed] for _ in range(runs)), strict=True):
        total.update(min(taken, key=lambda seconds: seconds[WHOLE]))
    return total


def _seconds(document: ParsedDocument) -> Counter[str]:
    taken: Counter[str] = Counter()
    with _stages_timed(taken):
        _timed(WHOLE, pipeline.extract, taken)(document)
    return taken


@contextmanager
def _stages_timed(taken: Counter[str]) -> Iterator[None]:
    """Add to `taken` what each stage that `extract()` calls takes."""
    plain = {stage: getattr(pipeline, stage) for stage in STAGES}
    for stage, function in plain.items():
        setattr(pipeline, stage, _timed(stage, function, taken))
    try:
        yield
    finally:
        for stage, function in plain.items():
            setattr(pipeline, stage, function)


def _timed(stage: str, function: Callable[..., Any], taken: Counter[str]) -> Callable[..., Any]:
    @wraps(function)
    def timed(*arguments: object) -> object:
        start = process_time()
        result = function(*arguments)
        taken[stage] += process_time() - start  # type: ignore[assignment]
        return result

    return timed


def main() -> None:
    """Print the speed of the whole and of every stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    parsed = documents(options.folders)
    megabytes = sum(len(document.text.encode()) for document in parsed) / 1e6
    seconds = least_seconds(parsed, options.runs)
    print(f"{len(parsed)} documents, {megabytes:.2f} MB")
    print(f"{'':20} {'MB/s':>7} {'share':>6}")
    for stage, taken in seconds.most_common():
        print(f"{stage:20} {megabytes / taken:7.2f} {taken / seconds[WHOLE]:6.1%}")


if __name__ == "__main__":
    main()
