"""Instruments: every treaty, resolution, declaration or plan that a text mentions, and which it is.

The mentions come from `mentions`, their identities from `identity`. Here they
become one list: one mention a stretch of words, without the echoes of footnotes, and one record an
instrument. What could be several instruments stays ambiguous unless the text itself tells.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.instruments.editions import with_edition
from extractors.instruments.gazetteer import known_names, normalise_name
from extractors.instruments.identity import own_instrument
from extractors.instruments.mentions import (
    Found,
    acronym_mentions,
    is_note,
    known_mentions,
    named_mentions,
    numbered_mentions,
    self_mentions,
)
from extractors.instruments.parties import parties_of
from extractors.instruments.roles import role_of
from extractors.model import DocumentMetadata, Instrument, InstrumentMention, ParsedDocument, Resolution, Span

_UNSURE = (Resolution.AMBIGUOUS, Resolution.UNRESOLVED)
_LONGEST_ECHO = 300
_ECHO_REACH = 6000


def find_instruments(
    parsed: ParsedDocument, metadata: DocumentMetadata
) -> tuple[tuple[Instrument, ...], tuple[InstrumentMention, ...]]:
    """Return the instruments in the order of their first mentions, and all mentions in text order."""
    text = parsed.text
    own = own_instrument(parsed, metadata)
    numbered = numbered_mentions(text, metadata, own)
    known = known_names(text)
    named = named_mentions(text, metadata, own, numbered, known)
    found = [*numbered, *named, *known_mentions(text, named, known)]
    if own:
        found += list(self_mentions(text, metadata, own, found))
    found += list(acronym_mentions(text, found))
    ordered = sorted(_one_a_span(found), key=lambda f: (f.span.start, -f.span.end))
    kept = list(_without_echoes(text, _without_notes(text, _settled(text, ordered))))
    mentions = tuple(
        InstrumentMention(f.span, f.instrument.key, role_of(text, f.span, metadata, f.is_self), f.rule_id)
        for f in kept
    )
    return _merged(text, kept), mentions


def _one_a_span(found: Sequence[Found]) -> list[Found]:
    """Return one mention for each span, the first that was found."""
    by_span: dict[Span, Found] = {}
    for mention in found:
        by_span.setdefault(mention.span, mention)
    return list(by_span.values())


def _settled(text: str, found: Sequence[Found]) -> list[Found]:
    """Identify short names by what else the text says of them.

    A second name that the text introduces in brackets means what stands before it; an ambiguous name
    means the one fuller or planned instrument that the text also names so.
    """
    second = {normalise_name(m.alias): m for m in found if m.alias}
    found = [_as_introduced(text, mention, second) for mention in found]
    fuller: dict[str, dict[str, Instrument]] = {}
    for mention in found:
        if mention.core and mention.instrument.resolution is not Resolution.AMBIGUOUS:
            same = fuller.setdefault(normalise_name(mention.core.of(text)), {})
            same.setdefault(mention.instrument.key, mention.instrument)
    return [_settle(text, mention, fuller) for mention in found]


def _as_introduced(text: str, mention: Found, second: dict[str, Found]) -> Found:
    if mention.core is None or mention.alias or mention.instrument.resolution not in _UNSURE:
        return mention
    meant = second.get(normalise_name(mention.core.of(text)))
    return replace(mention, instrument=meant.instrument, is_self=meant.is_self) if meant else mention


def _settle(text: str, mention: Found, fuller: dict[str, dict[str, Instrument]]) -> Found:
    if mention.core is None or mention.instrument.resolution is not Resolution.AMBIGUOUS:
        return mention
    meant = list(fuller.get(normalise_name(mention.core.of(text)), {}).values())
    if len(meant) != 1:
        return mention
    is_candidate = meant[0].key in mention.instrument.candidate_keys
    is_to_come = meant[0].resolution is Resolution.NOT_YET_EXISTING
    return replace(mention, instrument=meant[0]) if is_candidate or is_to_come else mention


def _without_notes(text: str, found: Sequence[Found]) -> list[Found]:
    """Leave out a number that only repeats, in a note or a bracket, what the name before it means."""
    names = sorted((f for f in found if f.core), key=lambda f: f.span.end)
    ends = [f.span.end for f in names]

    def is_repeated(mention: Found) -> bool:
        index = bisect_right(ends, mention.span.start)
        if mention.core or mention.is_self or not index:
            return False
        name = names[index - 1]
        return name.instrument.key == mention.instrument.key and is_note(text, name.span, mention.span)

    return [mention for mention in found if not is_repeated(mention)]


def _without_echoes(text: str, found: Sequence[Found]) -> Iterator[Found]:
    """Leave out footnotes printed a second time on lines of their own below their paragraph."""
    line_end, is_echo = -1, False
    for mention in found:
        if mention.span.start >= line_end:
            start = text.rfind("\n", 0, mention.span.start) + 1
            end = text.find("\n", mention.span.start)
            line_end = end if end >= 0 else len(text)
            is_echo = _is_echo(text, start, line_end)
        if not is_echo or mention.is_self:
            yield mention


def _is_echo(text: str, start: int, end: int) -> bool:
    if not 0 < start < end <= start + _LONGEST_ECHO:
        return False
    return text.find(text[start:end].strip(), max(0, start - _ECHO_REACH), start - 1) >= 0


def _merged(text: str, found: Sequence[Found]) -> tuple[Instrument, ...]:
    """Return one record for each instrument: the first mention's, with year, symbol and names from any."""
    merged: dict[str, Instrument] = {}
    for mention in found:
        new = mention.instrument
        old = merged.setdefault(new.key, new)
        merged[new.key] = replace(
            old,
            year=old.year or new.year,
            symbol=old.symbol or new.symbol,
            aliases=_names_besides(old, mention.alias),
            parties=old.parties or (parties_of(mention.span.of(text)) if mention.core else ()),
        )
    return tuple(with_edition(instrument, merged) for instrument in merged.values())


def _names_besides(instrument: Instrument, alias: str | None) -> tuple[str, ...]:
    """Return an instrument's second names, sorted, with one more unless it is certain of none."""
    if alias is None or instrument.resolution is Resolution.AMBIGUOUS:
        return instrument.aliases
    return tuple(sorted({*instrument.aliases, alias} - {instrument.name}))
