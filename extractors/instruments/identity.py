"""Which instrument a mention means: by its symbol, the gazetteer, or its name and year.

`Instrument.key` says how it is known: `gazetteer:…`, `symbol:…`, `number:…` (a cited number whose
series has no symbols), `name:…`, `document:…` (this document, which has neither), and for what cannot
be told or is still to come `ambiguous:…`, `planned:…`, `proposed:…` and `draft:…`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.documents.document_types import ADOPTED, type_of_title
from extractors.instruments.body_series import BodyText
from extractors.instruments.citations import Citation, standard_name
from extractors.instruments.gazetteer import KnownInstrument, by_name, by_symbol, normalise_name
from extractors.instruments.names import NamedInstrument, extend_after
from extractors.instruments.roles import is_signed_here, is_still_to_come
from extractors.mentions.places import find_places
from extractors.mentions.symbols import SymbolMention, symbol_type, symbol_year
from extractors.model import (
    DocType,
    DocumentMetadata,
    Instrument,
    InstrumentStatus,
    InstrumentType,
    ParsedDocument,
    Resolution,
    Span,
)

_OWN_TYPES = {
    DocType.COMMUNIQUE: InstrumentType.COMMUNIQUE,
    DocType.RESOLUTION: InstrumentType.RESOLUTION,
    DocType.DECISION: InstrumentType.DECISION,
    DocType.TREATY: InstrumentType.TREATY,
    DocType.CONVENTION: InstrumentType.TREATY,
    DocType.AGREEMENT: InstrumentType.AGREEMENT,
    DocType.MEMORANDUM: InstrumentType.AGREEMENT,
    DocType.PROTOCOL: InstrumentType.PROTOCOL,
    DocType.PLAN_OF_ACTION: InstrumentType.PLAN_OF_ACTION,
    DocType.ROADMAP: InstrumentType.PLAN_OF_ACTION,
    DocType.PROGRAMME: InstrumentType.PROGRAMME,
    DocType.STRATEGY: InstrumentType.STRATEGY,
}
_ARTICLE = re.compile(r"^(?:an?|the)\s", re.IGNORECASE)
EDITION = re.compile(r"\b(?:updated|revised|amended|renewed)\b", re.IGNORECASE)
"""Words that make an instrument still to come a new edition of the one so named."""
_ADOPTED = InstrumentStatus.IN_FORCE_OR_ADOPTED


def own_type(doc_type: DocType) -> InstrumentType:
    """Return the type of instrument that a document of this type is."""
    return _OWN_TYPES.get(doc_type, InstrumentType.DECLARATION)


def own_instrument(parsed: ParsedDocument, metadata: DocumentMetadata) -> Instrument | None:
    """Return the document itself as an instrument; a release or a report is none."""
    if metadata.doc_type not in ADOPTED:
        return None
    day = metadata.adopted_date or metadata.date_end
    year = day.year if day else None
    key, name = f"document:{parsed.document_id}", metadata.doc_type.replace("_", " ")
    if metadata.symbol:
        known = by_symbol(metadata.symbol)
        key, name = f"symbol:{metadata.symbol}", metadata.title or metadata.symbol
    elif metadata.title:
        same = by_name(metadata.title, metadata.title, year)
        known = same[0] if len(same) == 1 and year else None
        key, name = _own_key(metadata.title, year), metadata.title
    else:
        known = None
    key = known_key(known) if known else key
    kind = own_type(metadata.doc_type)
    return Instrument(key, kind, name, metadata.symbol, year, _ADOPTED, Resolution.SELF)


def _own_key(title: str, year: int | None) -> str:
    """Return the key that a mention of a text by its title would have."""
    named = type_of_title(title)
    if named is None or not year:
        return _name_key(title, year)
    core = Span(0, named.end)
    _, stated, _ = extend_after(title.lower(), core)
    name = core.of(title) if stated else _short_name(core.of(title), title, year)
    return _name_key(name, stated or year)


def _short_name(core: str, name: str, year: int | None) -> str:
    """Return what identifies a name: with a place and a year the part before its complement does.

    "The Lakeside Declaration of 2031" and "the Lakeside Declaration on Rafts of 2031" are one.
    """
    if not year or core == name:
        return name
    return core if any(place.rule_id != "place_state" for place in find_places(core)) else name


def cited(citation: Citation) -> Instrument:
    """Return the resolution or decision that is cited by number."""
    number = citation.symbol or f"{citation.organ or 'unknown'}:{citation.number}"
    kind, symbol = citation.instrument_type, citation.symbol
    name = standard_name(kind, citation.number, symbol, citation.organ)
    return _numbered(kind, name, symbol, citation.year, number)


def with_symbol(mention: SymbolMention) -> Instrument:
    """Return the document that a symbol names."""
    symbol = mention.symbol
    kind = symbol_type(symbol)
    is_counted = kind in (InstrumentType.RESOLUTION, InstrumentType.DECISION)
    name = standard_name(kind, symbol, symbol, None) if is_counted else symbol
    return _numbered(kind, name, symbol, symbol_year(symbol), symbol)


def of_body(body_text: BodyText) -> Instrument:
    """Return the decision or resolution that the symbol of a body names."""
    symbol, kind = body_text.mention.symbol, body_text.instrument_type
    return _numbered(kind, f"{kind} {symbol}", symbol, body_text.year or symbol_year(symbol), symbol)


def identify(text: str, named: NamedInstrument, note: Instrument | None) -> Instrument:
    """Return the instrument that a name means; `note` is what a footnote at the name cites."""
    name = " ".join(named.name.of(text).split())
    name = _ARTICLE.sub("", name)
    status = named.status or (InstrumentStatus.PLANNED if is_still_to_come(text, named.span) else None)
    if status is not None:
        name = _edition(text, named) + name
        # One of a stated year has the key that it will have once adopted, so that both are found as one.
        key = _name_key(name, named.year) if named.year else f"{status}:{normalise_name(name)}"
        resolution = Resolution.NOT_YET_EXISTING
        return Instrument(key, named.instrument_type, name, None, named.year, status, resolution)
    core = " ".join(named.core.of(text).split())
    candidates = by_name(name, core, named.year)
    if len(candidates) == 1:
        is_shared = named.year is not None and len(by_name(name, core, None)) > 1
        known = _known(candidates[0], Resolution.NAME_YEAR if is_shared else Resolution.GAZETTEER)
        return known if known.symbol or note is None else replace(known, symbol=note.symbol)
    status = InstrumentStatus.SIGNED if is_signed_here(text, named.span) else _ADOPTED
    if candidates and note is None:
        keys, key = tuple(sorted(map(known_key, candidates))), f"ambiguous:{normalise_name(name)}"
        kind, resolution = named.instrument_type, Resolution.AMBIGUOUS
        return Instrument(key, kind, name, None, named.year, status, resolution, keys)
    symbol = note.symbol if note else None
    resolution = Resolution.NAME_YEAR if named.year else Resolution.UNRESOLVED
    resolution = Resolution.SYMBOL if symbol else resolution
    key = _name_key(_short_name(core, name, named.year), named.year)
    return Instrument(key, named.instrument_type, name, symbol, named.year, status, resolution)


def _edition(text: str, named: NamedInstrument) -> str:
    """Return the word that makes a name one of a new edition, with a space: "updated "."""
    word = EDITION.search(text, named.span.start, named.name.start)
    return f"{word.group().lower()} " if word else ""


def _numbered(
    kind: InstrumentType, name: str, symbol: str | None, year: int | None, number: str
) -> Instrument:
    known = by_symbol(symbol) if symbol else None
    if known:
        return replace(_known(known, Resolution.SYMBOL), year=year or known.year)
    key = f"symbol:{symbol}" if symbol else f"number:{number}"
    return Instrument(
        key, kind, name, symbol, year, _ADOPTED, Resolution.SYMBOL if symbol else Resolution.UNRESOLVED
    )


def _known(known: KnownInstrument, resolution: Resolution) -> Instrument:
    return Instrument(
        known_key(known),
        known.instrument_type,
        known.name,
        known.symbol,
        known.year,
        _ADOPTED,
        resolution,
        aliases=tuple(sorted(known.aliases)),
    )


def known_key(known: KnownInstrument) -> str:
    """Return the key of an instrument of the gazetteer."""
    return f"gazetteer:{known.id}"


def _name_key(name: str, year: int | None) -> str:
    return f"name:{normalise_name(name)}" + (f":{year}" if year else "")
