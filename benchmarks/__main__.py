"""`python -m benchmarks [SECTION …]`: measure, and write the tables of `docs/benchmarks.md` anew.

Each section is one run in which everything that is compared takes part. The tables of sections that are not
run stay as they are.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import growth, pipeline, reading, report, start

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "inbox"
COUNTS = (1_000, 10_000, 100_000)
PARTS = reading.PARTS


def _start(given: argparse.Namespace) -> Iterator[str]:
    return start.measured()


def _reading(given: argparse.Namespace) -> Iterator[str]:
    return reading.measured(given.pdf, runs=given.runs, every=given.every, only=given.only)


def _pipeline(given: argparse.Namespace) -> Iterator[str]:
    return pipeline.measured(given.inboxes, given.every)


def _growth(given: argparse.Namespace) -> Iterator[str]:
    sources = [file for folder in given.texts for file in folder.glob("*.txt")]
    return growth.measured(sources, given.documents)


SECTIONS: dict[str, Callable[[argparse.Namespace], Iterator[str]]] = {
    "start": _start,
    "reading": _reading,
    "pipeline": _pipeline,
    "growth": _growth,
}


def main() -> None:
    """Run the sections and print what they found; then it is in the report."""
    given = _arguments()
    for section in given.sections:
        parts = []
        for part in SECTIONS[section](given):
            parts.append(part)
            print(part, end="\n\n", flush=True)
        parts.append(report.circumstances())
        report.write(section, "\n\n".join(parts))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sections", nargs="*", help=f"which: {', '.join(SECTIONS)}; without any, all")
    parser.add_argument("--pdf", type=Path, default=SAMPLES, help="the PDFs that the readers read")
    parser.add_argument("--inboxes", nargs="+", type=Path, default=[SAMPLES], help="what the pipeline reads")
    parser.add_argument(
        "--texts", nargs="+", type=Path, default=[SAMPLES], help="whose paragraphs growth takes"
    )
    parser.add_argument("--documents", nargs="+", type=int, default=COUNTS, help="how many growth makes")
    parser.add_argument("--every", type=int, default=1, help="read each so-manieth file only")
    parser.add_argument("--runs", type=int, default=3, help="passes of each reader, alternating")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="what of reading")
    given = parser.parse_args()
    given.sections = given.sections or list(SECTIONS)
    if unknown := set(given.sections) - set(SECTIONS):
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    return given


if __name__ == "__main__":
    main()
