"""Documents with known paragraphs, to be typeset and read again.

A corpus file is one JSON line a document, as the labels of the resolutions give it: `symbol`,
`title`, `adoption_date` and `paragraphs`, each with `type`, `text` and the `italics` it opens with.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

NOTE = "\ue000"
"""Stands in an element's text where its note's mark goes."""

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# What common fonts lack, and what no typesetter shows.
_PLAIN = str.maketrans({"‑": "-", "−": "–", "\u200e": None, "\xa0": " "})
_NOTES = (
    "See the report of the working group on {}, chapter IV, section B.",
    "United Nations, Treaty Series, vol. 1771, No. 30822, as amended by the protocol on {}.",
    "Available from the website of the secretariat, together with the summary of the debate on {}.",
    "Official Records, Seventy-fourth Session, Supplement No. 53, statement on {}.",
)
_SUBJECTS = [
    "fisheries",
    "migration",
    "road safety",
    "statistics",
    "water",
    "vaccines",
    "small islands",
    "outer space",
    "forests",
]


@dataclass(frozen=True, slots=True)
class Element:
    """One block of a document: `kind` is title, heading, paragraph, item or sub-item.

    `text` may hold one NOTE, whose words are `note`; `opening` is how many characters are italic.
    """

    kind: str
    text: str
    label: str = ""
    opening: int = 0
    note: str = ""
    number: int = 0

    @property
    def parts(self) -> tuple[str, str]:
        """The text before and after the note's mark."""
        before, _, after = self.text.partition(NOTE)
        return before, after

    @property
    def truth(self) -> str:
        """What a reader should make of it."""
        mark = str(self.number).translate(_SUPERSCRIPTS)
        return " ".join(f"{self.label} {self.text.replace(NOTE, mark)}".split())


@dataclass(frozen=True, slots=True)
class Document:
    """A document to be typeset; `day` is written out, as in "18 December 2020"."""

    name: str
    symbol: str
    day: str
    elements: tuple[Element, ...]

    @property
    def title(self) -> str:
        """The words of the title."""
        return self.elements[0].text

    def with_notes(self) -> Document:
        """Return the document with a footnote at every fourth paragraph."""
        elements, number = [], 0
        for position, element in enumerate(self.elements):
            if element.kind in ("title", "heading") or position % 4 != 2:
                elements.append(element)
                continue
            number += 1
            note = _NOTES[number % len(_NOTES)].format(_SUBJECTS[number % len(_SUBJECTS)])
            elements.append(replace(element, text=_marked(element.text), note=note, number=number))
        return replace(self, elements=tuple(elements))


def _marked(text: str) -> str:
    at = text.find(",", 40) + 1 or len(text)
    return text[:at] + NOTE + text[at:]


def documents(corpus: Path, least: int = 4_000, most: int = 20_000, first: int = 0) -> list[Document]:
    """Return every second document of a corpus file from `first` on, of `least` to `most` characters."""
    records = sorted(map(json.loads, corpus.read_text().splitlines()), key=lambda record: str(record["file"]))
    made = (_document(record) for record in records[first::2])
    return [each for each in made if least <= sum(len(element.text) for element in each.elements) <= most]


def _document(record: dict[str, Any]) -> Document:
    symbol = record["symbol"] or record["file"]
    title = _clean(record["title"] or f"Resolution {symbol}")
    elements = (Element("title", title), *_elements(record["paragraphs"]))
    return Document(Path(record["file"]).stem, symbol, _written_out(record["adoption_date"]), elements)


def _written_out(day: str | None) -> str:
    parsed = date.fromisoformat(day or "2020-12-18")
    return f"{parsed.day} {parsed:%B %Y}"


def _elements(paragraphs: Iterable[dict[str, Any]]) -> Iterator[Element]:
    items = subs = 0
    for paragraph in paragraphs:
        text = _clean(paragraph["text"])
        italics = _clean((paragraph.get("italics") or [""])[0])
        opening = len(italics) if text.startswith(italics) else 0
        kind = paragraph["type"]
        if kind == "operative":
            items, subs = items + 1, 0
            yield Element("item", text, f"{items}.", opening)
        elif kind == "sub" and items:
            subs += 1
            yield Element("sub-item", text, f"({chr(96 + (subs - 1) % 26 + 1)})", opening)
        else:
            yield Element("heading" if kind == "heading" else "paragraph", text, "", opening)


def _clean(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_PLAIN).split())
