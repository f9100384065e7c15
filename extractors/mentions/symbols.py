"""United Nations document symbols: the strings such as `A/RES/75/272` that name a document.

A symbol is a body's root letters and segments between slashes. Its standard form has no spaces and
plain hyphens: `S/RES/1373 (2001)` and `A/71/982–S/2017/600` become `S/RES/1373(2001)` and
`A/71/982-S/2017/600`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors.lexicon import Entry, load
from extractors.model import InstrumentType, Span


class SymbolRoot(Entry, frozen=True, kw_only=True):
    """The first segment of a series of symbols, and the body that issues the series."""

    body: str


@dataclass(frozen=True, slots=True)
class SymbolMention:
    """A symbol in the text, in its standard form."""

    span: Span
    symbol: str


_SEGMENT = r"[A-Z0-9][A-Za-z0-9]*(?:[.\-‑–][A-Za-z0-9]+)*(?:\(\d{1,2}\))?"
_IN_BRACKETS = r"(?:[ES]S?-)?[IVXLC]{1,8}|(?:19|20)\d\d|(?:Sect|Part|Vol)s?\.?\s?[IVX\d]{1,5}|[Ss]upp"
_SYMBOL_TAIL = rf"(?:/{_SEGMENT}){{1,8}}(?:(?:\s[A-Z])?\s?\((?:{_IN_BRACKETS})\)(?:/{_SEGMENT}){{0,3}})?"
_OLD_PART = re.compile(r"(?<=\d)[A-Z](?=\((?:E?S-)?[IVXLC]+\)$)")  # "217 A (III)" is part of 217(III)
_SLASH_AFTER_CAPITAL = re.compile(r"/(?<=[A-Z]/)")
_LONGEST_ROOT = 8  # characters of a first segment
_DASHES = re.compile(r"[‐‑–—]")
_OLD_COUNCIL = re.compile(r"(?:S|CD)/\d{2,5}(?:/(?:Rev|Add|Corr)\.\d{1,3})*")
_YEAR_OF = re.compile(r"/((?:19|20)\d\d)(?:/|$)|\(((?:19|20)\d\d)\)")


def find_symbols(text: str) -> tuple[SymbolMention, ...]:
    """Return the document symbols of the text, in order."""
    found = []
    for match in _candidates(text):
        symbol = normalise_symbol(match.group())
        if _is_symbol(symbol):
            found.append(SymbolMention(Span(match.start(), match.end()), symbol))
    return tuple(found)


def _candidates(text: str) -> Iterator[re.Match[str]]:
    """Yield what looks like a symbol: first segments are tried only where a slash follows them."""
    end = 0
    for slash in _SLASH_AFTER_CAPITAL.finditer(text):
        root = _root().search(text, max(end, slash.start() - _LONGEST_ROOT), slash.start())
        match = _pattern().match(text, root.start()) if root else None
        if match:
            yield match
            end = match.end()


def normalise_symbol(words: str) -> str:
    """Return a symbol without spaces, with plain hyphens and, where old, without its part's letter."""
    return _OLD_PART.sub("", _DASHES.sub("-", "".join(words.split())))


def split_symbol(mention: SymbolMention) -> tuple[SymbolMention, ...]:
    """Return the symbols of a mention: two where one text was issued by two bodies.

    `A/79/876-S/2025/230` is `A/79/876` and `S/2025/230`.
    """
    second = _second_symbol().search(mention.symbol)
    if second is None:
        return (mention,)
    length = len(mention.symbol) - second.start()
    end = mention.span.end
    first_span = Span(mention.span.start, end - length - 1)
    return (
        SymbolMention(first_span, mention.symbol[: second.start() - 1]),
        *split_symbol(SymbolMention(Span(end - length, end), mention.symbol[second.start() :])),
    )


def issuing_body(symbol: str) -> str | None:
    """Return the body whose series the symbol belongs to, by its longest known root."""
    parts = symbol.split("/")
    roots = _roots()
    for length in (3, 2, 1):
        body = roots.get("/".join(parts[:length]))
        if body:
            return body
    return None


def symbol_type(symbol: str) -> InstrumentType:
    """Return what sort of instrument a symbol names; what is no text of a body is background."""
    parts = symbol.split("/")
    if "RES" in parts or any(part.startswith("Res.") for part in parts):
        return InstrumentType.RESOLUTION
    if "DEC" in parts:
        return InstrumentType.DECISION
    return InstrumentType.DECLARATION if "PRST" in parts else InstrumentType.BACKGROUND_DOCUMENT


def symbol_year(symbol: str) -> int | None:
    """Return the year that the symbol itself states."""
    match = _YEAR_OF.search(symbol)
    return int(match[1] or match[2]) if match else None


def _is_symbol(symbol: str) -> bool:
    """Tell a symbol from other words with slashes: it counts something in its second segment or later."""
    if _OLD_COUNCIL.fullmatch(symbol):
        return True
    return symbol.count("/") >= 2 and any(c.isdigit() for c in symbol.split("/", 2)[2])


@cache
def _roots() -> dict[str, str]:
    return {entry.id: entry.body for entry in load("symbol_roots", SymbolRoot)}


@cache
def _second_symbol() -> re.Pattern[str]:
    return re.compile(rf"(?<=\d-)(?:{_first_segments()})/")


@cache
def _first_segments() -> str:
    first = sorted({root.split("/")[0] for root in _roots()}, key=lambda root: (-len(root), root))
    return "|".join(first)


@cache
def _root() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Z0-9/.])(?:{_first_segments()})\Z")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Z0-9/.])(?:{_first_segments()}){_SYMBOL_TAIL}")
