"""What is known of an event while a document's events are gathered: one mention, or several joined."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from extractors.events.phrases import Phrase
from extractors.grammar.word_groups import words
from extractors.model import (
    DateExpression,
    DatePrecision,
    EventKind,
    EventStatus,
    PlaceMention,
    Span,
)

_GENERIC = words("event_words", "shared")
_FAMILIES = {
    EventKind.CEREMONY: "part",
    EventKind.BREAKOUT_SESSION: "part",
    EventKind.SIDE_EVENT: "part",
    EventKind.SIGNING: "act",
    EventKind.ADOPTION: "act",
    EventKind.ENTRY_INTO_FORCE: "act",
    EventKind.STATEMENT: "act",
    EventKind.MEETING_SERIES: "series",
    EventKind.REVIEW_PROCESS: "series",
    EventKind.ANNIVERSARY: "observance",
    EventKind.OBSERVANCE: "observance",
}


@dataclass(slots=True, eq=False)
class Draft:
    """An event in the making.

    `instrument` is the key of the instrument an act is done on, `acronym` a short name of its own
    ("COP27").
    """

    span: Span
    kind: EventKind
    name: str
    rule_id: str
    when: DateExpression | None = None
    precision: DatePrecision | None = None
    place: str | None = None
    country_code: str | None = None
    status: EventStatus = EventStatus.UNKNOWN
    is_generic: bool = False
    is_plural: bool = False
    confidence: float = 0.8
    noun: str = ""
    ordinal: int | None = None
    determiner: str = ""
    instrument: str | None = None
    acronym: str | None = None
    parent: Draft | None = None
    mentions: list[Span] = field(default_factory=list)

    @property
    def days(self) -> tuple[date, date] | None:
        """Return the first and the last day, or None where they are not known."""
        if self.when is None or self.when.start is None or self.when.end is None:
            return None
        return self.when.start, self.when.end

    @property
    def family(self) -> str:
        """Return the family of kinds within which two reports can be of one event (codebook §8)."""
        return _FAMILIES.get(self.kind, "meeting")

    @property
    def words(self) -> frozenset[str]:
        """Return the words of the name that tell this event from others."""
        return _distinctive_words(self.name)


@lru_cache(maxsize=4096)
def _distinctive_words(name: str) -> frozenset[str]:
    """Return a name's words without articles, prepositions and the nouns that all events share."""
    return frozenset(word for word in re.findall(r"[^\W_]+", name.lower()) if word not in _GENERIC)


def name_of(text: str, phrase: Phrase, place: PlaceMention | None = None) -> str:
    """Return the phrase on one line; one of several in the singular, with its place."""
    name = " ".join(phrase.span.of(text).split()).strip(" ,")
    if not phrase.is_plural or phrase.is_frequent or place is None:
        return name
    written = phrase.noun_span.of(text)
    singular = phrase.noun.capitalize() if written[0].isupper() else phrase.noun
    return f"{name.replace(written, singular, 1)} ({place.place})"
