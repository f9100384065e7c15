"""How fast and in how much memory PDFs are read, beside other readers in the same run.

`python -m benchmarks.reading FOLDER` prints a table; see README.md for what each figure means.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic

from benchmarks.engines import ENGINES
from benchmarks.report import table
from benchmarks.worker import Reading, Worker

BASELINE = "pdfplumber"
DEFAULT_FOLDER = Path(__file__).resolve().parents[1] / "samples" / "inbox"
PARTS = ("speed", "cores", "memory")
LONG_FILES = (125, 250, 500)
"""Pages of the files over which memory is measured; the last one may have a few more."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One engine's way through all files: CPU seconds of each file, and of the whole."""

    seconds: Mapping[Path, float]
    peak: float
    busiest: float
    wall: float


def page_count(path: Path) -> int:
    """Return the number of pages, 0 for a file that PDFium cannot open."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()


def survey(files: Sequence[Path], engines: Iterable[str], timeout: float) -> dict[Path, dict[str, Reading]]:
    """Read every file once with every engine, two engines at a time."""
    with ThreadPoolExecutor(2) as pool:
        columns = {engine: pool.submit(_survey, engine, files, timeout) for engine in engines}
        readings = {engine: column.result() for engine, column in columns.items()}
    return {path: {engine: readings[engine][path] for engine in readings} for path in files}


def _survey(engine: str, files: Sequence[Path], timeout: float) -> dict[Path, Reading]:
    worker = Worker(engine, timeout)
    try:
        return {path: worker.read(path) for path in files}
    finally:
        worker.close()


def measure(engine: str, files: Sequence[Path], timeout: float, cores: int = 1) -> Pass:
    """Let one engine read all files in `cores` processes, which take the next file when they are free.

    `busiest` is the CPU time of the process that worked longest: what the clock would show if
    nothing else ran on the machine.
    """
    queue: SimpleQueue[Path] = SimpleQueue()
    for path in sorted(files, key=lambda path: (-path.stat().st_size, path)):
        queue.put(path)
    start = monotonic()
    with ThreadPoolExecutor(cores) as pool:
        shares = [pool.submit(_share, engine, queue, timeout) for _ in range(cores)]
        done = [share.result() for share in shares]
    wall = monotonic() - start
    readings = {path: reading for share in done for path, reading in share.items()}
    return Pass(
        seconds={path: reading.seconds for path, reading in readings.items()},
        peak=max(reading.peak for reading in readings.values()),
        busiest=max(sum(reading.seconds for reading in share.values()) for share in done),
        wall=wall,
    )


def _share(engine: str, queue: SimpleQueue[Path], timeout: float) -> dict[Path, Reading]:
    readings: dict[Path, Reading] = {}
    worker = Worker(engine, timeout)
    try:
        while True:
            path = queue.get_nowait()
            readings[path] = worker.read(path)
    except Empty:
        return readings
    finally:
        worker.close()


def least_seconds(passes: Sequence[Pass]) -> float:
    """Return the sum over the files of the least CPU time that any pass took for each."""
    return sum(min(each.seconds[path] for each in passes) for path in passes[0].seconds)


def refusals(found: Mapping[Path, Mapping[str, Reading]]) -> Iterator[str]:
    """Yield the files that not every engine can read, with what each engine says."""
    for path, readings in found.items():
        failures = {engine: reading.error for engine, reading in readings.items() if reading.error}
        if failures:
            yield f"{path.name}: " + "; ".join(f"{engine}: {error}" for engine, error in failures.items())


def one_core(passes: Mapping[str, Sequence[Pass]], pages: int) -> str:
    """Return pages per CPU second, the ratio to the baseline, and peak memory."""
    baseline = least_seconds(passes[BASELINE]) if BASELINE in passes else None
    rows = []
    for engine, runs in passes.items():
        seconds = least_seconds(runs)
        ratio = f"{baseline / seconds:.2f}" if baseline else "-"
        worst = pages / max(sum(run.seconds.values()) for run in runs)
        peak = max(run.peak for run in runs)
        rows.append((engine, f"{pages / seconds:.1f}", ratio, f"{worst:.1f}", f"{peak:.0f}"))
    return table(("reader", "pages/CPU-s", "ratio", "worst run", "peak MB"), rows)


def two_cores(runs: Sequence[Pass], baseline: Sequence[Pass], pages: int) -> str:
    """Return what two processes of ours do in the time of the busier one, against one of the baseline."""
    alone = least_seconds(baseline)
    busiest = min(run.busiest for run in runs)
    wall = min(run.wall for run in runs)
    return (
        f"Ours on two cores: {pages / busiest:.1f} pages per second of the busier process, "
        f"{alone / busiest:.2f} times {BASELINE} on one (by the clock {pages / wall:.1f}/s)."
    )


def join(files: Sequence[Path], least: int, target: Path) -> int:
    """Write one file of at least `least` pages, taking the files over and over; return its pages."""
    import pikepdf

    with pikepdf.Pdf.new() as joined:
        while len(joined.pages) < least:
            for path in files:
                with pikepdf.open(path) as pdf:
                    joined.pages.extend(pdf.pages)
                if len(joined.pages) >= least:
                    break
        joined.save(target)
        return len(joined.pages)


def memory(engines: Iterable[str], files: Sequence[Path], timeout: float) -> str:
    """Return each engine's peak memory over ever longer files."""
    with tempfile.TemporaryDirectory() as folder:
        long = [Path(folder) / f"{pages}.pdf" for pages in LONG_FILES]
        pages = [join(files, least, path) for least, path in zip(LONG_FILES, long, strict=True)]
        rows = []
        for engine in engines:
            found = [_survey(engine, [path], 10 * timeout)[path] for path in long]
            rows.append((engine, *(reading.error or f"{reading.peak:.0f}" for reading in found)))
    return table(("peak MB over one file of", *(f"{n} pages" for n in pages)), rows)


def measured(
    folder: Path,
    *,
    engines: Sequence[str] = tuple(ENGINES),
    runs: int = 3,
    every: int = 1,
    timeout: float = 120.0,
    only: Sequence[str] = PARTS,
) -> Iterator[str]:
    """Measure, and yield what was found, part by part. Raises SystemExit where there is nothing to read."""
    files = sorted(folder.glob("*.pdf"))[::every]
    found = survey(files, engines, timeout)
    common = [path for path in files if not any(reading.error for reading in found[path].values())]
    if not common:
        sys.exit(f"no PDF in {folder} that every engine reads")
    pages = sum(map(page_count, common))
    yield f"{len(common)} of {len(files)} files, {pages} pages, are read by every reader."
    if refused := "\n".join(f"- {line}" for line in refusals(found)):
        yield f"The others:\n\n{refused}"
    passes: dict[str, list[Pass]] = {engine: [] for engine in engines}
    both: list[Pass] = []
    for _ in range(runs):
        for engine in engines:
            passes[engine].append(measure(engine, common, timeout))
        if "cores" in only:
            both.append(measure("ours", common, timeout, cores=2))
    yield one_core(passes, pages)
    if both and BASELINE in passes:
        yield two_cores(both, passes[BASELINE], pages)
    if "memory" in only:
        yield memory(engines, common, timeout)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=DEFAULT_FOLDER)
    parser.add_argument("--engines", default=",".join(ENGINES), help="which, separated by commas")
    parser.add_argument("--runs", type=int, default=3, help="passes of each engine, alternating")
    parser.add_argument("--every", type=int, default=1, help="read each so-manieth file only")
    parser.add_argument("--timeout", type=float, default=120.0, help="seconds for one file")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    given = vars(parser.parse_args(arguments))
    given["engines"] = given["engines"].split(",")
    for part in measured(**given):
        print(part, end="\n\n", flush=True)


if __name__ == "__main__":
    main()
