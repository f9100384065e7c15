"""The mentions of instruments, reader by reader, each with the instrument it names.

Numbers and symbols come first, for a footnote right after a name tells which instrument the name
means; then names built on a type noun, known names without one, the document's references to itself,
and the acronyms that the text has introduced.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.documents.document_types import type_of_title
from extractors.grammar.word_places import word_places
from extractors.instruments.body_series import find_body_texts
from extractors.instruments.citations import find_citations, organ_of
from extractors.instruments.gazetteer import KnownName, by_symbol
from extractors.instruments.identity import cited, identify, of_body, own_type, with_symbol
from extractors.instruments.names import NamedInstrument, complete, find_named, is_alias, opens_body
from extractors.mentions.symbols import find_symbols, split_symbol
from extractors.model import DocumentMetadata, Instrument, InstrumentType, Resolution, Span

_THIS_TEXT = re.compile(
    r"\b(?:[Tt]his|[Tt]he\s+present)\s+(?:[Jj]oint\s+|[Ff]inal\s+|[Pp]olitical\s+)?(?:[Cc]ommuniqu[eé]|"
    r"[Dd]eclaration|[Ss]tatement|[Rr]esolution|[Dd]ecision|[Aa]greement|[Tt]reaty|[Cc]onvention|[Pp]rotocol|"
    r"[Mm]emorandum|[Pp]lan\s+of\s+[Aa]ction|[Aa]ction\s+[Pp]lan|[Pp]rogramme\s+of\s+[Aa]ction|[Ss]trategy|"
    r"[Rr]oad\s?map)(?![\w-])"
)
_POINTING = frozenset(("This", "this", "The", "the"))
_NOTE = re.compile(
    r"(?:,?\s+adopted\s+(?:in|on|at|by)\b[^.;\n]{0,60}?)?[,.]?\s{0,3}\(?(?:[Ss]ee\s+|"
    r"(?:as\s+)?contained\s+in\s+|in\s+(?:its\s+)?)?(?:General\s+Assembly\s+)?"
)
_BELOW_TITLE = re.compile(r"[\s*_#]{0,6}\((?:[Tt]he\s)?[“\"]?(?P<name>[A-Z][^()\n”\"]{3,60})[”\"]?\)")
_NOTE_REACH = 90
_TOPIC = ("on", "of", "for", "to", "under")
_CERTAIN = (Resolution.GAZETTEER, Resolution.NAME_YEAR, Resolution.NOT_YET_EXISTING)


@dataclass(frozen=True, slots=True)
class Found:
    """A mention with its instrument; `core` is a name's part before its complement."""

    span: Span
    instrument: Instrument
    rule_id: str
    is_self: bool = False
    core: Span | None = None
    alias: str | None = None


class Overlaps:
    """Tells which of many mentions overlap a span, for spans asked in the order of their starts."""

    def __init__(self, found: Sequence[Found]) -> None:
        self._waiting = sorted(found, key=lambda f: f.span, reverse=True)
        self._open: list[Found] = []

    def of(self, span: Span) -> list[Found]:
        """Return the mentions that share a character with `span`."""
        while self._waiting and self._waiting[-1].span.start < span.end:
            self._open.append(self._waiting.pop())
        self._open = [f for f in self._open if f.span.end > span.start]
        return [f for f in self._open if f.span.overlaps(span)]


def numbered_mentions(text: str, metadata: DocumentMetadata, own: Instrument | None) -> list[Found]:
    """Return the mentions by number or symbol."""
    issuer = organ_of(metadata.symbol) if metadata.symbol else None
    citations = [
        _of_self_or_other(c.span, cited(c), own, "citation_number") for c in find_citations(text, issuer)
    ]
    taken = Overlaps(citations)
    symbols = [
        _of_self_or_other(mention.span, with_symbol(mention), own, "symbol_literal")
        for whole in find_symbols(text)
        for mention in ((whole,) if by_symbol(whole.symbol) else split_symbol(whole))
        if not taken.of(mention.span)
    ]
    others = Overlaps([*citations, *symbols])
    of_bodies = [
        _of_self_or_other(body_text.mention.span, of_body(body_text), own, "symbol_of_body")
        for body_text in find_body_texts(text)
        if not others.of(body_text.mention.span)
    ]
    return [*citations, *symbols, *of_bodies]


def _of_self_or_other(span: Span, instrument: Instrument, own: Instrument | None, rule_id: str) -> Found:
    if own is not None and own.key == instrument.key:
        return Found(span, own, rule_id, is_self=True)
    return Found(span, instrument, rule_id)


def named_mentions(
    text: str,
    metadata: DocumentMetadata,
    own: Instrument | None,
    numbered: Sequence[Found],
    known: Sequence[KnownName],
) -> list[Found]:
    """Return the mentions by name, those of the document's own title as the document itself."""
    notes = sorted(numbered, key=lambda f: f.span)
    starts = [f.span.start for f in notes]
    found = []
    for named in _bounded(text, find_named(text), known):
        if own and _is_own_title(text, named, metadata):
            found.append(Found(named.span, own, "name_of_this_text", is_self=True, core=named.core))
            continue
        index = bisect_right(starts, named.span.end - 1)
        note = notes[index] if index < len(notes) and is_note(text, named.span, notes[index].span) else None
        instrument = identify(text, named, note.instrument if note else None)
        found.append(Found(named.span, instrument, "name_with_noun", core=named.core, alias=named.alias))
    return found


def is_note(text: str, name: Span, number: Span) -> bool:
    """Tell whether a number stands in a footnote or a bracket right after a name."""
    if not 0 <= number.start - name.end <= _NOTE_REACH:
        return False
    return _NOTE.fullmatch(text, name.end, number.start) is not None


def _bounded(
    text: str, names: Sequence[NamedInstrument], known: Sequence[KnownName]
) -> Iterator[NamedInstrument]:
    """Yield the names, those that are known ending where the known full name ends."""
    starts = [name.span.start for name in known]
    for named in names:
        index = bisect_right(starts, named.core.end - 1) - 1
        full = known[index].span if index >= 0 else named.core
        is_read = full.end == named.name.end and full.start >= named.name.start
        if full.end <= named.core.end or is_read:
            yield named
            continue
        name = Span(min(named.name.start, full.start), full.end)
        exact = complete(text, name, named.core.end, named.instrument_type)
        yield replace(
            exact, span=Span(min(named.span.start, name.start), exact.span.end), status=named.status
        )


def _is_own_title(text: str, named: NamedInstrument, metadata: DocumentMetadata) -> bool:
    """Tell whether a name in the title is the name of this text and not of what the text is about."""
    title = metadata.span_of("title")
    if title is None or metadata.symbol or not title.overlaps(named.span):
        return False
    if named.instrument_type is not own_type(metadata.doc_type):
        return False
    return not any(word in _TOPIC for word in text[title.start : named.span.start].lower().split())


def known_mentions(text: str, named: Sequence[Found], known: Sequence[KnownName]) -> Iterator[Found]:
    """Yield the known names that the grammar of names did not read, with their years."""
    overlaps = Overlaps(named)
    for name in known:
        if any(_is_same(f, name.span) for f in overlaps.of(name.span)) or opens_body(text, name.span.end):
            continue
        whole = complete(text, name.span, name.span.end, InstrumentType.DECLARATION)
        instrument = identify(text, whole, None)
        if instrument.resolution in _CERTAIN:
            yield Found(whole.span, instrument, "name_known", core=name.span, alias=whole.alias)


def _is_same(found: Found, span: Span) -> bool:
    """Tell whether a known name is the found one, not one nested in its complement."""
    return found.core is None or found.core.overlaps(span) or span.covers(found.span)


def self_mentions(
    text: str, metadata: DocumentMetadata, own: Instrument, found: Sequence[Found]
) -> Iterator[Found]:
    """Yield the title and words such as "the present resolution" as mentions of the document itself."""
    title = metadata.span_of("title")
    if title and not metadata.symbol and not any(f.is_self and f.span.overlaps(title) for f in found):
        second = _second_name(text, title)
        yield Found(_naming_words(text, title), own, "title_of_this_text", is_self=True, alias=second)
    overlaps = Overlaps(found)
    for match in word_places(text).matches(_THIS_TEXT, _POINTING):
        span = Span(match.start(), match.end())
        if not overlaps.of(span):
            yield Found(span, own, "this_text", is_self=True)


def _second_name(text: str, title: Span) -> str | None:
    """Return the name in brackets below a title: "(Lakeside Plan of Action)"."""
    match = _BELOW_TITLE.match(text, title.end)
    return match["name"] if match and is_alias(match["name"], title.of(text)) else None


def _naming_words(text: str, title: Span) -> Span:
    """Return the words of a title that say what the text is, such as "Joint Statement"."""
    named = type_of_title(title.of(text))
    return Span(title.start + named.start, title.start + named.end) if named else title


def acronym_mentions(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """Yield the later mentions of acronyms that the text puts in brackets after a name."""
    introduced: dict[str, Instrument] = {}
    for mention in found:
        if mention.alias and mention.instrument.resolution is not Resolution.AMBIGUOUS:
            introduced.setdefault(mention.alias.casefold(), mention.instrument)
    if not introduced:
        return
    phrases = "|".join(re.escape(alias) for alias in sorted(introduced, key=lambda a: (-len(a), a)))
    overlaps = Overlaps(found)
    for match in re.finditer(rf"(?<![\w-])(?:{phrases})(?![\w-])", text, re.IGNORECASE):
        span = Span(match.start(), match.end())
        if match.group()[0].isupper() and not overlaps.of(span):
            yield Found(span, introduced[match.group().casefold()], "acronym_introduced")
