"""Instruments: every treaty, resolution, declaration or plan that a text mentions, and which it is.

Three readers find mentions: numbers and symbols (`citations`, `symbols`), type nouns with their names
(`instrument_names`) and known names (`gazetteer`). Here they become one list: mentions of one name
are joined, acronyms that the text introduces are followed, and each instrument is identified by its
symbol, the gazetteer, or its name and year. What could be several instruments stays ambiguous.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.citations import find_citations
from extractors.document_types import ADOPTED, type_of_title
from extractors.gazetteer import KnownInstrument, KnownName, by_name, by_symbol, known_names, normalise_name
from extractors.instrument_names import NamedInstrument, complete, find_named
from extractors.instrument_roles import is_signed_here, is_still_to_come, role_of
from extractors.model import (
    DocType,
    DocumentMetadata,
    Instrument,
    InstrumentMention,
    InstrumentRole,
    InstrumentStatus,
    InstrumentType,
    ParsedDocument,
    Resolution,
    Span,
)
from extractors.symbols import find_symbols, symbol_type, symbol_year

_SELF_TYPES = {
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
_THIS_TEXT = re.compile(
    r"\b(?:[Tt]his|[Tt]he\s+present)\s+(?:[Jj]oint\s+|[Ff]inal\s+|[Pp]olitical\s+)?(?P<noun>[Cc]ommuniqu[eé]|[Dd]eclaration|"
    r"[Ss]tatement|[Rr]esolution|[Dd]ecision|[Aa]greement|[Tt]reaty|[Cc]onvention|[Pp]rotocol|[Mm]emorandum|[Pp]lan\s+of\s+[Aa]ction|"
    r"[Aa]ction\s+[Pp]lan|[Pp]rogramme\s+of\s+[Aa]ction|[Ss]trategy|[Rr]oad\s?map)(?![\w-])"
)
_NOTE_AFTER = re.compile(
    r"(?:,?\s+adopted\s+(?:in|on|at|by)\b[^.;\n]{0,60}?)?[,.]?\s{0,3}\(?(?:[Ss]ee\s+|contained\s+in\s+|as\s+contained\s+in\s+|"
    r"in\s+(?:its\s+)?)?(?:General\s+Assembly\s+)?$"
)
_NOTE_REACH = 90


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention on its way: the instrument it names and the rule that found it."""

    span: Span
    instrument: Instrument
    rule_id: str
    is_self: bool = False
    core: Span | None = None
    alias: str | None = None


def find_instruments(
    parsed: ParsedDocument, metadata: DocumentMetadata
) -> tuple[tuple[Instrument, ...], tuple[InstrumentMention, ...]]:
    """Return the instruments in the order of their first mentions, and all mentions in text order."""
    text = parsed.text
    own = _own_instrument(parsed, metadata)
    numbered = _numbered(text, metadata, own)
    known = known_names(text)
    named = _named(text, metadata, own, numbered, known)
    found = [*numbered, *named, *_known(text, named, known)]
    found += _self_mentions(text, metadata, own, found)
    found += list(_aliases(text, found))
    found = _settled(text, _without_notes(text, found))
    kept = _without_echoes(text, sorted(_one_a_span(found), key=lambda f: (f.span.start, -f.span.end)))
    instruments = _merged(kept)
    mentions = tuple(
        InstrumentMention(
            f.span, f.instrument.key, role_of(text, f.span, metadata, is_self=f.is_self), f.rule_id
        )
        for f in kept
    )
    return instruments, mentions


def _one_a_span(found: list[_Found]) -> list[_Found]:
    """Return one mention for each span, the first that was found."""
    by_span: dict[Span, _Found] = {}
    for mention in found:
        by_span.setdefault(mention.span, mention)
    return list(by_span.values())


def _own_instrument(parsed: ParsedDocument, metadata: DocumentMetadata) -> Instrument | None:
    """Return the document itself as an instrument; a release or a report is none."""
    if metadata.doc_type not in ADOPTED:
        return None
    kind = _SELF_TYPES.get(metadata.doc_type, InstrumentType.DECLARATION)
    day = metadata.adopted_date or metadata.date_end
    year = day.year if day else None
    name = metadata.title or metadata.symbol or metadata.doc_type.replace("_", " ")
    if metadata.symbol:
        key = f"symbol:{metadata.symbol}"
    elif metadata.title:
        key = _name_key(metadata.title, year)
    else:
        key = f"document:{parsed.document_id}"
    return Instrument(
        key, kind, name, metadata.symbol, year, InstrumentStatus.IN_FORCE_OR_ADOPTED, Resolution.SELF
    )


def _numbered(text: str, metadata: DocumentMetadata, own: Instrument | None) -> list[_Found]:
    """Return the mentions by number or symbol."""
    issuer = metadata.symbol.split("/", 1)[0] if metadata.symbol else None
    found = []
    for citation in find_citations(text, issuer):
        name = citation.span.of(text)
        instrument = _instrument(
            citation.instrument_type,
            " ".join(name.split()),
            citation.symbol,
            citation.year,
            citation.organ,
            citation.number,
        )
        found.append(
            _Found(citation.span, instrument, "citation_number", instrument.key == (own.key if own else None))
        )
    taken = [f.span for f in found]
    for mention in find_symbols(text):
        if _is_free(mention.span, taken):
            instrument = _instrument(
                symbol_type(mention.symbol),
                mention.symbol,
                mention.symbol,
                symbol_year(mention.symbol),
                None,
                mention.symbol,
            )
            is_self = own is not None and mention.symbol == own.symbol
            found.append(
                _Found(mention.span, own if is_self and own else instrument, "symbol_literal", is_self)
            )
    return found


def _is_free(span: Span, taken: list[Span]) -> bool:
    """Tell whether a span overlaps none of `taken`, which is in order."""
    low, high = 0, len(taken)
    while low < high:
        middle = (low + high) // 2
        if taken[middle].end <= span.start:
            low = middle + 1
        else:
            high = middle
    return low == len(taken) or not taken[low].overlaps(span)


def _instrument(
    kind: InstrumentType, name: str, symbol: str | None, year: int | None, organ: str | None, number: str
) -> Instrument:
    known = by_symbol(symbol) if symbol else None
    if known:
        return replace(_as_instrument(known, Resolution.SYMBOL), year=year or known.year)
    key = f"symbol:{symbol}" if symbol else f"number:{organ or 'unknown'}:{' '.join(number.split())}"
    resolution = Resolution.SYMBOL if symbol else Resolution.UNRESOLVED
    return Instrument(key, kind, name, symbol, year, InstrumentStatus.IN_FORCE_OR_ADOPTED, resolution)


def _as_instrument(known: KnownInstrument, resolution: Resolution) -> Instrument:
    return Instrument(
        f"gazetteer:{known.id}", known.instrument_type, known.name, known.symbol, known.year,
        InstrumentStatus.IN_FORCE_OR_ADOPTED, resolution,
    )  # fmt: skip


def _named(
    text: str,
    metadata: DocumentMetadata,
    own: Instrument | None,
    numbered: list[_Found],
    known: tuple[KnownName, ...],
) -> list[_Found]:
    """Return the mentions by name, those of the document's own title as the document itself."""
    notes = {f.span.start: f.instrument for f in numbered}
    title = metadata.span_of("title")
    found = []
    for named in _bounded(text, find_named(text), known):
        if title and own and title.overlaps(named.span) and _is_own(named, text, title, metadata):
            found.append(_Found(named.span, own, "name_of_this_text", True, named.core))
            continue
        instrument = _identify(text, named, _note_after(text, named.span.end, notes))
        found.append(_Found(named.span, instrument, "name_with_noun", core=named.core, alias=named.alias))
    return found


def _bounded(
    text: str, names: tuple[NamedInstrument, ...], known: tuple[KnownName, ...]
) -> Iterator[NamedInstrument]:
    """Yield the names, those that are known ending where the known full name ends."""
    starts = [name.span.start for name in known]
    for named in names:
        index = bisect_right(starts, named.core.end - 1) - 1
        full = known[index].span if index >= 0 else named.core
        if full.end <= named.core.end or full.start > named.core.end or full.end == named.name.end:
            yield named
        else:
            exact = complete(
                text, Span(min(named.name.start, full.start), full.end), named.core.end, named.instrument_type
            )
            yield replace(exact, span=Span(named.span.start, exact.span.end), status=named.status)


def _is_own(named: NamedInstrument, text: str, title: Span, metadata: DocumentMetadata) -> bool:
    """Tell whether a name in the title is the name of this text and not of what the text is about."""
    kind = _SELF_TYPES.get(metadata.doc_type, InstrumentType.DECLARATION)
    if metadata.symbol or named.instrument_type is not kind:
        return False
    before = text[title.start : named.span.start].lower().split()
    return not any(word in ("on", "of", "for", "to", "under") for word in before)


def _identify(text: str, named: NamedInstrument, note: Instrument | None) -> Instrument:
    """Return the instrument that a name means, as far as it can be told."""
    name = " ".join(named.name.of(text).split())
    status = named.status or (InstrumentStatus.PLANNED if is_still_to_come(text, named.span) else None)
    if status in (InstrumentStatus.PLANNED, InstrumentStatus.PROPOSED, InstrumentStatus.DRAFT):
        key = f"{status}:{normalise_name(name)}"
        return Instrument(
            key, named.instrument_type, name, None, named.year, status, Resolution.NOT_YET_EXISTING
        )
    core = " ".join(named.core.of(text).split())
    candidates = by_name(name, core, named.year)
    if len(candidates) == 1:
        shared = named.year is not None and len(by_name(name, core, None)) > 1
        known = _as_instrument(candidates[0], Resolution.NAME_YEAR if shared else Resolution.GAZETTEER)
        return known if known.symbol or note is None else replace(known, symbol=note.symbol)
    status = (
        InstrumentStatus.SIGNED if is_signed_here(text, named.span) else InstrumentStatus.IN_FORCE_OR_ADOPTED
    )
    if candidates and note is None:
        keys = tuple(sorted(f"gazetteer:{known.id}" for known in candidates))
        key = f"ambiguous:{normalise_name(name)}"
        return Instrument(
            key, named.instrument_type, name, None, named.year, status, Resolution.AMBIGUOUS, keys
        )
    resolution = Resolution.NAME_YEAR if named.year else Resolution.UNRESOLVED
    symbol = note.symbol if note else None
    if symbol:
        resolution = Resolution.SYMBOL
    return Instrument(
        _name_key(name, named.year), named.instrument_type, name, symbol, named.year, status, resolution
    )


def _name_key(name: str, year: int | None) -> str:
    return f"name:{normalise_name(name)}" + (f":{year}" if year else "")


def _note_after(text: str, end: int, notes: dict[int, Instrument]) -> Instrument | None:
    """Return what a footnote or a bracket right after a name cites as its source."""
    for start in range(end, min(len(text), end + _NOTE_REACH)):
        if start in notes:
            return notes[start] if _NOTE_AFTER.fullmatch(text[end:start]) else None
    return None


def _known(text: str, named: list[_Found], names: tuple[KnownName, ...]) -> Iterator[_Found]:
    """Yield the known names that the grammar of names did not read, with their years."""
    reader = _Overlaps(named)
    for known in names:
        if any(_is_same(f, known.span) for f in reader.with_(known.span)):
            continue
        whole = complete(text, known.span, known.span.end, InstrumentType.DECLARATION)
        instrument = _identify(text, whole, None)
        if instrument.resolution in (Resolution.GAZETTEER, Resolution.NAME_YEAR, Resolution.NOT_YET_EXISTING):
            yield _Found(whole.span, instrument, "name_known", core=known.span, alias=whole.alias)


class _Overlaps:
    """Answers which of many mentions overlap a span, for spans that come in order of their starts."""

    def __init__(self, found: list[_Found]) -> None:
        self._waiting = sorted(found, key=lambda f: f.span, reverse=True)
        self._open: list[_Found] = []

    def with_(self, span: Span) -> list[_Found]:
        while self._waiting and self._waiting[-1].span.start < span.end:
            self._open.append(self._waiting.pop())
        self._open = [f for f in self._open if f.span.end > span.start]
        return [f for f in self._open if f.span.overlaps(span)]


def _is_same(found: _Found, span: Span) -> bool:
    """Tell whether a known name is the found one, not one nested in its complement."""
    return found.core is None or found.core.overlaps(span) or span.covers(found.span)


def _self_mentions(
    text: str, metadata: DocumentMetadata, own: Instrument | None, found: list[_Found]
) -> list[_Found]:
    """Return the title and "the present resolution" as mentions of the document itself."""
    if own is None:
        return []
    mentions = []
    title = metadata.span_of("title")
    if title and not metadata.symbol and not any(f.is_self and f.span.overlaps(title) for f in found):
        mentions.append(_Found(_naming_words(text, title), own, "title_of_this_text", True))
    taken = sorted(f.span for f in found)
    for match in _THIS_TEXT.finditer(text):
        span = Span(match.start("noun"), match.end("noun"))
        if _is_free(span, taken):
            mentions.append(_Found(Span(match.start(), match.end()), own, "this_text", True))
    return mentions


def _naming_words(text: str, title: Span) -> Span:
    """Return the words of a title that say what the text is, such as "Joint Statement"."""
    named = type_of_title(title.of(text))
    return Span(title.start + named.start, title.start + named.end) if named else title


def _aliases(text: str, found: list[_Found]) -> Iterator[_Found]:
    """Yield the later mentions of acronyms that the text puts in brackets after a name."""
    introduced: dict[str, Instrument] = {}
    for mention in found:
        if mention.alias and mention.instrument.resolution is not Resolution.AMBIGUOUS:
            introduced.setdefault(mention.alias.casefold(), mention.instrument)
    if not introduced:
        return
    phrases = "|".join(re.escape(alias) for alias in sorted(introduced, key=lambda a: (-len(a), a)))
    taken = sorted(f.span for f in found)
    for match in re.finditer(rf"(?<![\w-])(?:{phrases})(?![\w-])", text, re.IGNORECASE):
        span = Span(match.start(), match.end())
        if match.group()[0].isupper() and not match.group().islower() and _is_outside(span, taken):
            yield _Found(span, introduced[match.group().casefold()], "acronym_introduced")


def _is_outside(span: Span, taken: list[Span]) -> bool:
    return not any(other.overlaps(span) for other in taken)


def _settled(text: str, found: list[_Found]) -> list[_Found]:
    """Identify ambiguous short names by the one fuller or planned mention that the text also has."""
    fuller: dict[str, dict[str, Instrument]] = {}
    for mention in found:
        if mention.core and mention.instrument.resolution is not Resolution.AMBIGUOUS:
            core = normalise_name(mention.core.of(text))
            fuller.setdefault(core, {}).setdefault(mention.instrument.key, mention.instrument)
    settled = []
    for mention in found:
        if mention.core and mention.instrument.resolution is Resolution.AMBIGUOUS:
            meant = list(fuller.get(normalise_name(mention.core.of(text)), {}).values())
            if len(meant) == 1 and (
                meant[0].key in mention.instrument.candidate_keys
                or meant[0].resolution is Resolution.NOT_YET_EXISTING
            ):
                mention = replace(mention, instrument=meant[0])
        settled.append(mention)
    return settled


def _without_notes(text: str, found: list[_Found]) -> list[_Found]:
    """Leave out a number that only repeats, in a note or a bracket, what the name before it means."""
    names = {f.span.end: f for f in found if f.core}
    ends = sorted(names)
    kept = []
    for mention in found:
        if mention.core is None and not mention.is_self:
            index = bisect_right(ends, mention.span.start)
            named = names[ends[index - 1]] if index else None
            if (
                named
                and named.instrument.key == mention.instrument.key
                and _is_note(text, named.span, mention.span)
            ):
                continue
        kept.append(mention)
    return kept


def _is_note(text: str, name: Span, number: Span) -> bool:
    return (
        number.start - name.end <= _NOTE_REACH
        and _NOTE_AFTER.fullmatch(text[name.end : number.start]) is not None
    )


def _without_echoes(text: str, found: list[_Found]) -> list[_Found]:
    """Leave out footnotes printed a second time on lines of their own below their paragraph."""
    kept, line_end, is_echo = [], -1, False
    for mention in found:
        if mention.span.start >= line_end:
            start = text.rfind("\n", 0, mention.span.start) + 1
            line_end = text.find("\n", mention.span.start)
            line_end = len(text) if line_end < 0 else line_end
            line = text[start:line_end].strip()
            is_echo = 0 < len(line) < 300 and start > 0 and line in text[max(0, start - 6000) : start - 1]
        if not is_echo or mention.is_self:
            kept.append(mention)
    return kept


def _merged(found: list[_Found]) -> tuple[Instrument, ...]:
    """Return one record for each instrument: the first mention's, with year and symbol from any."""
    merged: dict[str, Instrument] = {}
    for mention in found:
        new = mention.instrument
        old = merged.get(new.key)
        if old is None:
            merged[new.key] = new
        elif (old.year is None and new.year) or (old.symbol is None and new.symbol):
            merged[new.key] = replace(old, year=old.year or new.year, symbol=old.symbol or new.symbol)
    return tuple(merged.values())


__all__ = ["InstrumentRole", "find_instruments"]
