"""Decisions and resolutions by the symbols of bodies that the roots of the United Nations do not hold.

Such a symbol tells by itself what it names: the letters of a body, of its kind of meeting and its
number, then "DEC", "Dec." or "Res." and a number ("LC-M-12/DEC.3", "LU/Dec.41(XII)", "PC.DEC/12").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.documents.titles import MONTH
from extractors.mentions.symbols import SymbolMention, normalise_symbol
from extractors.model import InstrumentType, Span

_NOUN = re.compile(r"[/.](?<=[A-Za-z\d)].)(?P<noun>DEC|Dec|RES|Res|Decl|DECL)(?:\.\s?|/)(?=\d)")
_BODY = re.compile(
    r"(?<![\w/.-])[A-Z][A-Za-z]{0,9}(?:[.-][A-Z]{1,4}|[.-]\d{1,3})*(?:\(\d{1,2}\))?"
    r"(?:/[A-Z][A-Za-z]{0,7}(?:\.\d{1,2})?){0,2}(?:\s?\([IVXLC]{1,7}\))?\Z"
)
_NUMBER = re.compile(r"\d{1,4}(?:/\d{1,4}){0,2}(?:\s?\([IVXLC]{1,7}\))?(?![\w/])")
_DATED = re.compile(rf"\s+of\s+(?:\d{{1,2}}\s+)?(?i:{MONTH})\s+(?P<year>(?:19|20)\d\d)(?!\d)")
_LONGEST_BODY = 36  # characters
_TYPES = {
    "dec": InstrumentType.DECISION,
    "decl": InstrumentType.DECLARATION,
    "res": InstrumentType.RESOLUTION,
}


@dataclass(frozen=True, slots=True)
class BodyText:
    """A text cited by its body's symbol, with the year of the date that follows it."""

    mention: SymbolMention
    instrument_type: InstrumentType
    year: int | None


def find_body_texts(text: str) -> Iterator[BodyText]:
    """Yield the texts cited by such symbols, in order."""
    for noun in _NOUN.finditer(text):
        body = _BODY.search(text, max(0, noun.start() - _LONGEST_BODY), noun.start())
        number = _NUMBER.match(text, noun.end())
        if body is None or number is None:
            continue
        symbol = normalise_symbol(text[body.start() : number.end()])
        dated = _DATED.match(text, number.end())
        span = Span(body.start(), (dated or number).end())
        year = int(dated["year"]) if dated else None
        yield BodyText(SymbolMention(span, symbol), _TYPES[noun["noun"].lower()], year)
