"""How time and memory grow with the number of documents; what a run costs when little is new.

For each number a new warehouse is filled by the command that a user runs. Then nothing is new, then one
document is.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import OWN, SERVER, Cost, run
from benchmarks.recombined import write
from benchmarks.report import table

CHANCERY = str(Path(sys.executable).parent / "chancery")
NAMES = (OWN, "reader", SERVER)
PLOT = Path(__file__).resolve().parents[1] / "docs" / "images" / "growth.svg"


@dataclass(frozen=True, slots=True)
class Point:
    """What so many documents cost: all of them, once more with nothing new, and one new one."""

    documents: int
    megabytes: float
    all: Cost
    none: Cost
    one: Cost


def measured(sources: Sequence[Path], counts: Sequence[int]) -> Iterator[str]:
    """Measure each number of documents, draw the curve, and yield the tables."""
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "HOME": home, "PREFECT_HOME": f"{home}/prefect"}
        inbox = Path(home) / "inbox"
        write(sources, 1, inbox)
        run([CHANCERY, "ingest", str(inbox), "--warehouse", f"{home}/w.duckdb"], env)  # Prefect's migrations
        points = [_point(sources, count, env) for count in counts]
    yield table(
        (
            "documents",
            "MB",
            "CPU-s",
            "CPU-ms a document",
            "beyond the first row, ms a document",
            "s by the clock",
        ),
        [_row(point, points[0]) for point in points],
    )
    yield "Peak resident MB of the largest process of each sort:"
    yield table(("documents", *NAMES), [(f"{p.documents:,}", *_peaks(p.all.peaks)) for p in points])
    yield "A run with nothing new (**5 s** are asked for at 10,000), and one with a single new document:"
    yield table(
        ("documents", "nothing new, CPU-s", "s by the clock", "MB", "one new, CPU-s", "s by the clock"),
        [_little(point) for point in points],
    )
    draw(points, PLOT)
    yield "![CPU seconds and peak memory over the number of documents](images/growth.svg)"


def _point(sources: Sequence[Path], count: int, env: Mapping[str, str]) -> Point:
    with tempfile.TemporaryDirectory() as scratch:
        inbox = Path(scratch) / "inbox"
        written = write(sources, count, inbox)
        for file in inbox.rglob("*.txt"):
            os.utime(file, (1e9, 1e9))  # what was written just now proves nothing by its time
        command = [CHANCERY, "ingest", str(inbox), "--warehouse", f"{scratch}/w.duckdb"]
        everything = run(command, env)
        none = run(command, env)
        write(sources, 1, inbox / "new", seed=21)
        return Point(count, written / 1e6, everything, none, run(command, env))


def _row(point: Point, first: Point) -> tuple[str, ...]:
    more = point.documents - first.documents
    beyond = f"{1000 * (point.all.cpu - first.all.cpu) / more:.1f}" if more else ""
    each = 1000 * point.all.cpu / point.documents
    return (
        f"{point.documents:,}", f"{point.megabytes:.1f}", f"{point.all.cpu:.1f}", f"{each:.1f}", beyond,
        f"{point.all.wall:.1f}",
    )  # fmt: skip


def _peaks(peaks: Mapping[str, float]) -> Iterator[str]:
    return (f"{peaks[name]:.0f}" if name in peaks else "" for name in NAMES)


def _little(point: Point) -> tuple[str, ...]:
    none, one = point.none, point.one
    return (
        f"{point.documents:,}", f"{none.cpu:.1f}", f"{none.wall:.1f}", f"{max(none.peaks.values()):.0f}",
        f"{one.cpu:.1f}", f"{one.wall:.1f}",
    )  # fmt: skip


def draw(points: Sequence[Point], target: Path) -> None:
    """Draw CPU time and memory over the number of documents."""
    import matplotlib

    matplotlib.use("svg")
    # The same figures make the same file.
    matplotlib.rcParams |= {"svg.hashsalt": "chancery", "svg.fonttype": "none"}
    from matplotlib import pyplot

    numbers = [point.documents for point in points]
    figure, (time, memory) = pyplot.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
    time.plot(numbers, [point.all.cpu for point in points], marker="o")
    time.set(xlabel="documents", ylabel="CPU seconds", title="Time", ylim=0, xlim=0)
    for name in NAMES:
        held = [(point.documents, point.all.peaks[name]) for point in points if name in point.all.peaks]
        memory.plot(*zip(*held, strict=True), marker="o", label=name)
    memory.set(xlabel="documents", ylabel="peak MB", title="Memory of each process", ylim=0, xlim=0)
    memory.legend(frameon=False)
    for axes in (time, memory):
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(target, metadata={"Date": None})
