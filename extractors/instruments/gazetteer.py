"""The gazetteer of instruments: which known instrument a name or a symbol means.

Names are compared without case, punctuation and spelling variants. A short name that several
instruments share stays ambiguous unless a year or the rest of the title decides (codebook R3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.lexicon import Entry, load
from extractors.mentions.name_index import NameIndex
from extractors.model import InstrumentType, Span


class KnownInstrument(Entry, frozen=True, kw_only=True):
    """An instrument with its full name, other names, symbol and year of adoption."""

    instrument_type: InstrumentType
    name: str
    aliases: tuple[str, ...] = ()
    symbol: str | None = None
    year: int | None = None
    source: str


@dataclass(frozen=True, slots=True)
class KnownName:
    """A known instrument's name found in the text."""

    span: Span
    name: str


_SPELLINGS = (
    ("united nations", "un"), ("european union", "eu"), ("programme", "program"), ("centre", "center"),
    ("neighbour", "neighbor"), ("counter terrorism", "counterterrorism"), ("co operation", "cooperation"),
    ("non proliferation", "nonproliferation"), ("good neighbor", "goodneighbor"), ("program s", "programs"),
    ("organis", "organiz"), ("defence", "defense"), ("secretary general", "secretarygeneral"),
    ("joint action plan", "joint plan of action"),
)  # fmt: skip
_NOT_LETTERS = re.compile(r"[\W_]+")
_LEADING = re.compile(r"^(?:the |un |(?:19|20)\d\d |existing |new |updated |international )+(?=\w+ \w)")
_FINAL_YEARS = re.compile(r"(?: of)?(?: (?:19|20)\d\d){1,2}$")
_NAMES_KEPT = 1 << 12  # whose plain form is remembered: documents name the same instruments again
_ENOUGH = 0.6  # share of a longer title's words that a candidate must share
_SMALL = frozenset(
    ["the", "of", "and", "in", "on", "for", "to", "a", "an", "its", "un", "with", "by", "from"]
)


@lru_cache(maxsize=_NAMES_KEPT)
def normalise_name(name: str) -> str:
    """Return a name in lower case without punctuation, in one spelling and without final years."""
    plain = _NOT_LETTERS.sub(
        " ", name.lower().replace("’", "'").replace("'s", "").replace("é", "e").replace("u.s.", "us")
    ).strip()
    for variant, standard in _SPELLINGS:
        plain = plain.replace(variant, standard)
    return _FINAL_YEARS.sub("", plain) if plain.count(" ") > 2 else plain


def by_symbol(symbol: str) -> KnownInstrument | None:
    """Return the known instrument that bears this symbol; of several the first in the lexicon."""
    return _by_symbol().get(symbol)


def by_name(name: str, core: str, year: int | None) -> tuple[KnownInstrument, ...]:
    """Return the known instruments that a name may mean: none, the one, or several.

    `core` is the name without its complement, such as "Lakeside Declaration".
    """
    whole = normalise_name(name)
    for variant in (whole, _LEADING.sub("", whole)):
        exact = _fit(_names().get(variant, ()), year)
        if exact:
            return exact
    if core == name:
        return ()
    shared = _names().get(_LEADING.sub("", normalise_name(core)), ())
    wanted = set(whole.split()) - _SMALL
    close = tuple(known for known in shared if _overlap(wanted, known) >= _ENOUGH)
    return _fit(close, year)


def known_names(text: str) -> tuple[KnownName, ...]:
    """Return the known names in the text, the longest at each place, in order."""
    return tuple(KnownName(Span(hit.start, hit.end), hit.value) for hit in _index().find(text))


def _fit(candidates: tuple[KnownInstrument, ...], year: int | None) -> tuple[KnownInstrument, ...]:
    """Return the candidates of the stated year; one without a year of its own fits any."""
    if year is None:
        return candidates
    if len(candidates) == 1 and candidates[0].instrument_type is not InstrumentType.DECLARATION:
        return candidates
    return tuple(known for known in candidates if known.year in (year, None))


def _overlap(wanted: set[str], known: KnownInstrument) -> float:
    best = 0.0
    for name in (known.name, *known.aliases):
        own = set(normalise_name(name).split()) - _SMALL
        best = max(best, len(wanted & own) / len(wanted | own) if wanted else 0.0)
    return best


@cache
def all_known() -> tuple[KnownInstrument, ...]:
    """Return all known instruments, in the lexicon's order."""
    return load("instruments", KnownInstrument)


@cache
def _by_symbol() -> dict[str, KnownInstrument]:
    found: dict[str, KnownInstrument] = {}
    for known in all_known():
        if known.symbol:
            found.setdefault(known.symbol, known)
    return found


@cache
def _names() -> dict[str, tuple[KnownInstrument, ...]]:
    found: dict[str, tuple[KnownInstrument, ...]] = {}
    for known in all_known():
        for name in dict.fromkeys(_LEADING.sub("", normalise_name(n)) for n in (known.name, *known.aliases)):
            found[name] = (*found.get(name, ()), known)
    return found


@cache
def _index() -> NameIndex[str]:
    return NameIndex((name, name) for known in all_known() for name in (known.name, *known.aliases))
