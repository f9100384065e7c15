"""Instruments across documents: what one leaves open about an instrument, another may tell.

A name without a year is the one instrument that bears it; a second name or an acronym is what another
document introduces it for; what was planned or proposed is what was adopted later under that name or on
that topic. Where several could be meant none is picked: they are kept as candidates (codebook R3).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from zlib import crc32

from extractors.instruments.gazetteer import normalise_name
from extractors.instruments.identity import EDITION
from extractors.instruments.title_grammar import words
from extractors.model import Resolution
from warehouse.vocabulary import MatchBasis

FOLLOWS_WITHIN = 5
"""Most years from a plan or a proposal to the adoption of what it asked for."""

LIKE_TOPICS = 0.5
"""Least share of content words, of all that either has, in common of a proposal and what was adopted."""

SHORT_NAME, SHORT_NAME_WITHIN = 2, timedelta(days=366)
"""A name of so few words ("Lakeside Declaration") means the one adopted not longer before than this."""

_FEWEST_TOPIC_WORDS = 4
_OPEN = (Resolution.UNRESOLVED, Resolution.NOT_YET_EXISTING)
_COMPLEMENT = re.compile(r" (?:on|for|of|to|between|among|against|concerning) ")


@dataclass(frozen=True, slots=True)
class Known:
    """An instrument as all documents know it; `titles` are those of documents that are it themselves.

    `first_named` and `last_named` are the days of the first and the last document that names it,
    `adopted` the day of the document that is it.
    """

    instrument_id: str
    kind: str
    name: str
    symbol: str | None
    year: int | None
    resolution: str
    aliases: Sequence[str]
    edition_of_id: str | None
    first_named: date | None
    last_named: date | None
    adopted: date | None
    titles: Sequence[str]

    @property
    def is_open(self) -> bool:
        """Whether the documents that name it leave its identity open."""
        return self.resolution in _OPEN and self.symbol is None and self.year is None

    @property
    def plain_name(self) -> str:
        """Its name as it is compared, without the mark of a new edition."""
        return normalise_name(EDITION.sub("", self.name, count=1) if self.is_open else self.name)


@dataclass(frozen=True, slots=True)
class Identity:
    """What an instrument proved to be: one other, or one of several."""

    instrument_id: str
    other_ids: tuple[str, ...]
    basis: MatchBasis
    similarity: float


def identities(known: Sequence[Known], asked: Container[str]) -> Iterator[Identity]:
    """Yield what the open instruments that are asked for proved to be, in the order given.

    `known` are these and all that share one of their keys: no other can be any of them.
    """
    names, second_names = _bearers(known)
    topics = _topics(known)
    for one in known:
        if one.instrument_id not in asked or not one.is_open:
            continue
        found = _by_name(one, names, second_names) or _by_topic(one, topics)
        if found:
            yield found


def keys_of(one: Known) -> list[int]:
    """Return digests of the names and topics by which an instrument is found, or finds what it is, sorted."""
    keys = {f"name {name}" for name in _names(one)} | {f"name {normalise_name(name)}" for name in one.aliases}
    if one.is_open:
        keys.add(f"name {one.plain_name}")
    for title in (one.name, *one.titles):
        keys |= {f"topic {pair}" for pair in _pairs(_content(title))}
    return sorted({crc32(key.encode()) for key in keys})


def _pairs(topic: frozenset[str]) -> Iterator[str]:
    """Yield pairs of a topic's words, one of which it shares with every topic that is like it.

    Two topics of which each has half of its words in common with the other have two words in common
    among the first of each in any order, all but half of them and two.
    """
    if len(topic) >= _FEWEST_TOPIC_WORDS:
        ordered = sorted(topic, key=lambda word: (crc32(word.encode()), word))
        first = len(topic) - math.ceil(LIKE_TOPICS * len(topic)) + 2
        yield from map(" ".join, combinations(ordered[:first], 2))


def canonical_ids(matches: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return where each matched instrument leads, over any number of steps; one of a circle stays itself.

    `matches` are the certain ones.
    """
    step = dict(matches)
    ends: dict[str, str] = {}
    for start in step:
        seen, here = {start}, start
        while here in step and step[here] not in seen:
            here = step[here]
            seen.add(here)
        if here not in step:
            ends[start] = here
    return ends


def _bearers(known: Sequence[Known]) -> tuple[dict[str, list[Known]], dict[str, list[Known]]]:
    """Return the instruments by their names, and those that a document gives a second name by that one."""
    names: dict[str, list[Known]] = defaultdict(list)
    second: dict[str, list[Known]] = defaultdict(list)
    for one in known:
        if one.resolution == Resolution.AMBIGUOUS:
            continue
        for name in dict.fromkeys(map(normalise_name, one.aliases)):
            second[name].append(one)
        if one.year is None and one.adopted is None:
            continue
        for variant in _names(one):
            names[variant].append(one)
    return names, second


def _names(one: Known) -> Iterator[str]:
    """Yield the names that an instrument may be meant by, also without what they are on."""
    for name in dict.fromkeys(map(normalise_name, (one.name, *one.titles))):
        yield from sorted({name, _COMPLEMENT.split(name, maxsplit=1)[0]})


def _by_name(
    one: Known, names: Mapping[str, Sequence[Known]], second: Mapping[str, Sequence[Known]]
) -> Identity | None:
    for bearers, basis in ((second, MatchBasis.SECOND_NAME), (names, MatchBasis.NAME)):
        same = [b for b in bearers.get(one.plain_name, ()) if _may_be(one, b)]
        if one.resolution == Resolution.NOT_YET_EXISTING:
            later = [b for b in same if _follows(one, b)]
            if len(later) == 1:
                return Identity(one.instrument_id, (later[0].instrument_id,), MatchBasis.ADOPTION, 1.0)
            continue
        possible = [b for b in same if _is_before(b, one.last_named)]
        if len(possible) > 1:
            ids = tuple(sorted(b.instrument_id for b in possible))
            return Identity(one.instrument_id, ids, basis, 1.0)
        if possible and _is_before(possible[0], one.first_named) and _is_near(one, possible[0], basis):
            return Identity(one.instrument_id, (possible[0].instrument_id,), basis, 1.0)
    return None


def _may_be(one: Known, other: Known) -> bool:
    """Tell whether an instrument may be another: not the one that it is a new edition of."""
    return other.kind == one.kind and other.instrument_id not in (one.instrument_id, one.edition_of_id)


def _is_before(other: Known, day: date | None) -> bool:
    """Tell whether a document of a day can speak of an instrument as there."""
    if day is None:
        return True
    return other.adopted <= day if other.adopted else other.year is None or other.year <= day.year


def _is_near(one: Known, other: Known, basis: MatchBasis) -> bool:
    """Tell a name that says enough, or is used soon enough, to mean the only bearer that is known."""
    if basis is MatchBasis.SECOND_NAME or len(one.plain_name.split()) > SHORT_NAME:
        return True
    return (
        other.adopted is not None
        and one.last_named is not None
        and one.last_named - other.adopted <= SHORT_NAME_WITHIN
    )


def _follows(one: Known, other: Known) -> bool:
    """Tell whether an instrument was adopted after another was asked for, and not too long after."""
    if one.first_named is None or other.resolution == Resolution.NOT_YET_EXISTING:
        return False
    if other.adopted:
        return (
            one.first_named <= other.adopted and other.adopted.year <= one.first_named.year + FOLLOWS_WITHIN
        )
    return other.year is not None and 0 <= other.year - one.first_named.year <= FOLLOWS_WITHIN


def _topics(known: Sequence[Known]) -> dict[str, list[tuple[Known, frozenset[str]]]]:
    """Return the instruments with a title that tells a topic, by each of its words."""
    found: dict[str, list[tuple[Known, frozenset[str]]]] = defaultdict(list)
    for one in known:
        if one.resolution in (*_OPEN, Resolution.AMBIGUOUS):
            continue
        for title in dict.fromkeys((one.name, *one.titles)):
            topic = _content(title)
            if len(topic) >= _FEWEST_TOPIC_WORDS:
                for word in topic:
                    found[word].append((one, topic))
    return found


def _by_topic(one: Known, topics: Mapping[str, Sequence[tuple[Known, frozenset[str]]]]) -> Identity | None:
    """Return what a proposal was followed by: the one adopted text of its kind on its topic."""
    topic = _content(one.name)
    if one.resolution != Resolution.NOT_YET_EXISTING or len(topic) < _FEWEST_TOPIC_WORDS:
        return None
    best: dict[str, float] = {}
    for word in sorted(topic):
        for other, theirs in topics.get(word, ()):
            share = len(topic & theirs) / len(topic | theirs)
            if share >= LIKE_TOPICS and _may_be(one, other) and _follows(one, other):
                best[other.instrument_id] = max(share, best.get(other.instrument_id, 0.0))
    ranked = sorted(best.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return Identity(one.instrument_id, (ranked[0][0],), MatchBasis.ADOPTION, round(ranked[0][1], 4))


def _content(name: str) -> frozenset[str]:
    return frozenset(normalise_name(name).split()) - words("no_topic")
