"""How well the text of PDFs is read, against PDFs whose paragraphs are known.

`python -m benchmarks.text_quality` prints a table; see README.md for what each figure means.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.comparison import Score, compare, folded
from benchmarks.documents import documents
from benchmarks.layouts import LAYOUTS
from benchmarks.typeset import DEFAULT_CORPUS, Specimen, available, specimens
from extractors.errors import ReadError
from extractors.extract import extract
from extractors.identity import content_sha256, document_id
from extractors.model import MediaType, ParsedDocument, RawFile
from extractors.read import read

HALVES = ("even", "odd")  # the layout was tuned on the even ones
TARGET, TIGHT_TARGET, RECORDS_TARGET = 0.97, 0.90, 0.98
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def score(specimen: Specimen) -> Score:
    """Read and extract one specimen, and compare both with the truth."""
    try:
        parsed = _read(specimen.path.read_bytes(), MediaType.PDF)
    except ReadError as error:
        return Score(documents=1, true=len(specimen.truth.paragraphs), errors=[str(error)])
    result = compare(parsed, specimen.truth)
    expected, got = records(_read(_as_text(specimen).encode(), MediaType.TEXT)), records(parsed)
    result.records = max(expected.total(), got.total())
    result.records_equal = (expected & got).total()
    result.errors += [f"record missing: {kind} {quote[:90]}" for kind, quote in (expected - got).elements()]
    result.errors += [f"record surplus: {kind} {quote[:90]}" for kind, quote in (got - expected).elements()]
    return result


def _read(content: bytes, media_type: MediaType) -> ParsedDocument:
    sha256 = content_sha256(content)
    return read(RawFile(document_id(sha256), sha256, content, media_type))


def _as_text(specimen: Specimen) -> str:
    """Return the specimen's true text as a text file: a blank line between paragraphs, the notes last."""
    truth = specimen.truth
    notes = [
        f"{str(number).translate(_SUPERSCRIPTS)} {note}" for number, note in enumerate(truth.notes, start=1)
    ]
    return "\n\n".join((*truth.front, *truth.paragraphs, *notes)) + "\n"


def records(parsed: ParsedDocument) -> Counter[tuple[str, str]]:
    """Return kind and quote of each commitment and event."""
    extraction = extract(parsed)
    commitments = ((str(each.kind), each.span) for each in extraction.commitments)
    events = ((str(each.kind), each.span) for each in extraction.events)
    return Counter((kind, folded(span.of(parsed.text))) for kind, span in (*commitments, *events))


_HEAD = (
    f"{'typesetter':12}{'layout':15}{'docs':>5}{'recall':>8}{'precis.':>8}{'>=.98':>7}{'leaks':>6}{'stray':>6}"
    f"{'hyph.':>6}{'space':>6}{'notes':>8}{'leaked':>7}{'records':>9}"
)


def _row(typesetter: str, layout: str, score: Score, target: float) -> str:
    notes = f"{score.notes_found}/{score.notes}" if score.notes else "-"
    share = score.records_equal / max(1, score.records)
    missed = min(score.recall, score.precision) < target or score.leaks or score.notes_leaked
    mark = " <" if missed or share < RECORDS_TARGET else ""
    return (
        f"{typesetter:12}{layout:15}{score.documents:5}{score.recall:8.3f}{score.precision:8.3f}{score.similar:7.3f}"
        f"{score.leaks:6}{score.strays:6}{score.hyphens:6}{score.spaces:6}{notes:>8}{score.notes_leaked:7}{share:9.3f}{mark}"
    )


def print_table(found: Iterable[tuple[Specimen, Score]]) -> Score:
    """Print a row for each typesetter and layout, and the sum; return the sum."""
    rows: dict[tuple[str, str], Score] = {}
    total = Score()
    for specimen, result in found:
        rows.setdefault((specimen.typesetter, specimen.layout.name), Score()).add(result)
        total.add(result)
    print(_HEAD)
    tight = {layout.name for layout in LAYOUTS if layout.tight}
    for (typesetter, layout), result in rows.items():
        print(_row(typesetter, layout, result, TIGHT_TARGET if layout in tight else TARGET))
    print(_row("all", "", total, TARGET))
    return total


def main(arguments: Sequence[str] | None = None) -> None:
    """Typeset what is not there yet, read it and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=DEFAULT_CORPUS)
    parser.add_argument("--folder", type=Path, default=Path("data/typeset"), help="where the PDFs are kept")
    parser.add_argument("--documents", type=int, default=5, help="for each layout")
    parser.add_argument("--half", choices=HALVES, default=HALVES[0], help="documents of even or odd place")
    parser.add_argument("--layouts", nargs="+", default=[layout.name for layout in LAYOUTS])
    parser.add_argument("--typesetters", nargs="+", default=available())
    parser.add_argument("--errors", action="store_true", help="print every error, file by file")
    options = parser.parse_args(arguments)
    chosen = documents(options.corpus, first=HALVES.index(options.half))[: options.documents * len(LAYOUTS)]
    wanted = [layout for layout in LAYOUTS if layout.name in options.layouts]
    results = []
    for specimen in specimens(chosen, LAYOUTS, options.typesetters, options.folder):
        if specimen.layout not in wanted:
            continue
        results.append((specimen, score(specimen)))
        if options.errors:
            for error in results[-1][1].errors:
                print(f"{specimen.path.relative_to(options.folder)}: {error}")
    print_table(results)


if __name__ == "__main__":
    main()
