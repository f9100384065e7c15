"""`python -m benchmarks.own_parts FOLDER…`: reading and extraction alone, in as many processes as a run has.

Every file is read and extracted, and what comes out is thrown away: no child that can be killed, no kept
parses, no orchestrator, no warehouse. Prints the CPU seconds of both, without imports.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

WORKERS = 2


def main(folders: Sequence[str]) -> None:
    """Deal the files to the processes, the largest first, and add up."""
    files = [file for folder in folders for file in Path(folder).iterdir() if file.is_file()]
    files.sort(key=lambda file: (-file.stat().st_size, file))
    with ProcessPoolExecutor(WORKERS, get_context("spawn"), _prepare) as pool:
        list(pool.map(_prepared, range(WORKERS)))
        begun = time.monotonic()
        costs = list(pool.map(_cost, files, chunksize=1))
        wall = time.monotonic() - begun
    print(
        json.dumps({"reading": sum(c[0] for c in costs), "extraction": sum(c[1] for c in costs), "s": wall})
    )


def _prepare() -> None:
    import gc

    import extractors.extract
    import extractors.read  # noqa: F401

    gc.freeze()  # as the child of a run does
    gc.set_threshold(100_000, 20, 20)


def _prepared(number: int) -> int:
    time.sleep(0.5)  # so that each process takes one
    return number


def _cost(path: Path) -> tuple[float, float]:
    from extractors.errors import ReadError
    from extractors.extract import extract
    from extractors.files.media_type import media_type_of
    from extractors.identity import content_sha256, document_id
    from extractors.model import RawFile
    from extractors.read import read

    begun = time.process_time()
    content = path.read_bytes()
    sha256 = content_sha256(content)
    try:
        raw = RawFile(document_id(sha256), sha256, content, media_type_of(content, path.name))
        parsed = read(raw)
    except ReadError:
        return time.process_time() - begun, 0.0
    read_at = time.process_time()
    extract(parsed)
    return read_at - begun, time.process_time() - read_at


if __name__ == "__main__":
    main(sys.argv[1:])
