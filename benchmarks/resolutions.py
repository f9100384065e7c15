"""Speech acts of UN resolutions against the opening words that the editors set in italics.

`python -m benchmarks.resolutions FOLDER` reads `FOLDER/labels.jsonl` (one line a file: `file` and
`paragraphs` with `type`, `text` and `italics`) and the texts below `FOLDER/texts`. An operative paragraph
is found when it holds a commitment or statement whose verb stands in its italics. One without italics (a
heading, an item, a paragraph of a presidential statement) shows no verb; it is only asked for any record.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.extraction import document
from extractors.extract import extract
from extractors.model import Extraction, ParsedDocument, Span

_OPENING = 60  # characters by which a paragraph is known


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the editors with its place in the text and those of its italics."""

    span: Span
    type: str
    italics: tuple[Span, ...]


def paragraphs(text: str, labelled: Sequence[dict[str, object]]) -> Iterator[Paragraph]:
    """Yield the paragraphs that the text holds, in order, each up to the next.

    A paragraph is known by its opening alone, since the plain text sets its footnotes elsewhere.
    """
    here, places = 0, []
    for paragraph in labelled:
        opening = str(paragraph["text"]).strip()[:_OPENING]
        at = text.find(opening, here)
        if at >= 0:
            here = at + len(opening)
            places.append((at, paragraph))
    for (start, paragraph), (end, _) in pairwise([*places, (len(text), {})]):
        words = paragraph.get("italics") or []
        assert isinstance(words, list)
        yield Paragraph(Span(start, end), str(paragraph["type"]), tuple(_places(text, start, end, words)))


def _places(text: str, low: int, high: int, italics: Sequence[str]) -> Iterator[Span]:
    for words in italics:
        at = text.find(words, low, high)
        if at >= 0:
            low = at + len(words)
            yield Span(at, low)


def judged(paragraph: Paragraph, extraction: Extraction) -> str:
    """Return what a paragraph holds: `opening`, `record` for another verb, or `nothing`."""
    inside = [record for record in (*extraction.commitments, *extraction.statements)
              if record.span.overlaps(paragraph.span)]  # fmt: skip
    verbs = [record.verb_span for record in inside if record.verb_span]
    if any(verb.overlaps(words) for verb in verbs for words in paragraph.italics):
        return "opening"
    return "record" if inside else "nothing"


def counts(parsed: ParsedDocument, labelled: Sequence[dict[str, object]], misses: list[str]) -> Counter[str]:
    """Count a document's paragraphs by type, italics and what they hold; those that miss join `misses`."""
    extraction, made = extract(parsed), Counter[str]()
    for paragraph in paragraphs(parsed.text, labelled):
        if paragraph.type == "preambular":
            promises = any(record.span.overlaps(paragraph.span) for record in extraction.commitments)
            made["preambular"] += 1
            made["preambular commitment"] += promises
            missed = promises
        elif paragraph.type == "operative":
            found = judged(paragraph, extraction)
            part = "operative" if paragraph.italics else "plain"
            made[part] += 1
            made[f"{part} {found}"] += 1
            missed = found != "opening" if paragraph.italics else found == "nothing"
        else:
            continue
        if missed:
            misses.append(f"{paragraph.type} {paragraph.span.of(parsed.text)[:300]!r}")
    return made


def main() -> None:
    """Print the shares over the files of even and of odd place in the sorted list, and over all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what the even half misses")
    args = parser.parse_args()
    lines = (args.folder / "labels.jsonl").read_text(encoding="utf-8").splitlines()
    labels = {label["file"]: label["paragraphs"] for label in map(json.loads, lines)}
    halves: list[Counter[str]] = [Counter(), Counter()]
    misses: list[str] = []
    for place, path in enumerate(sorted((args.folder / "texts").glob("*.txt"))):
        if parsed := document(path):
            halves[place % 2] += counts(parsed, labels[path.name], [] if place % 2 else misses)
    if args.misses:
        print(*misses, sep="\n")
    for name, half in (("even", halves[0]), ("odd", halves[1]), ("all", halves[0] + halves[1])):
        print(f"{name:4} {_shares(half)}")


def _shares(found: Counter[str]) -> str:
    opening, operative = found["operative opening"], found["operative"]
    plain = found["plain"] - found["plain nothing"]
    return (
        f"opening verb {opening / operative:.4f} ({opening} of {operative})  "
        f"any record {1 - found['operative nothing'] / operative:.4f}  "
        f"without italics {plain} of {found['plain']}  "
        f"preambular with a commitment {found['preambular commitment']} of {found['preambular']}"
    )


if __name__ == "__main__":
    main()
