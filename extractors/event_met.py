"""Meetings that only a verb tells of: "the foreign ministers of … met on 3 May in …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.event_drafts import Draft
from extractors.event_settings import is_state
from extractors.model import ActorMention, DateExpression, EventKind, EventStatus, PlaceMention, Span

_HEAD = 900  # characters in which a release says who met
_NEAR = 120  # characters after the verb in which its date stands
_OPENING = 20  # characters of the sentence in which "On 3 May, …" begins
_MET = re.compile(
    r"\b(?:met|meet|convened|gathered|spoke|consulted)\b"
    r"(?=\s(?:on|in|at|to|with|for|today|this|by|via|under|virtually|during|again|here))"
)
_WE = re.compile(r"^(?:\d+\.?\s)?we\b[\s,–—-]*(?:the\s)?", re.I)
_WILL = re.compile(r"\s(?:will|shall|to|plan to|intend to)$", re.I)
_AUXILIARY = re.compile(r"\s(?:will|shall|to|plan to|intend to|have|has|had|also|then|recently|first)$", re.I)
_ADVERBIAL = re.compile(r"[\W_]*(?:on|in|at|during|today|this)\b[^.;]*?,\s", re.I)
_MINISTERS = re.compile(r"\bministers?\b|\bsecretary of state\b", re.I)
_LEADERS = re.compile(r"\b(?:leaders|heads of (?:states?|governments?)|presidents|prime ministers)\b", re.I)
_IN = re.compile(r"\b[Ii]n\s$")


def meeting_by_verb(
    text: str,
    sentences: Sequence[Span],
    named: tuple[Sequence[DateExpression], Sequence[PlaceMention], Sequence[ActorMention]],
    spoken_of: Sequence[Span],
) -> Draft | None:
    """Return the meeting that the opening tells of by a verb, or None.

    A sentence that holds one of the phrases `spoken_of` names its event itself.
    """
    dates, places, actors = named
    for sentence in sentences:
        if sentence.start > _HEAD:
            return None
        verb = _MET.search(text, sentence.start, sentence.end)
        if verb is None or any(sentence.covers(span) for span in spoken_of):
            continue
        subject = _subject(text, sentence, verb.start(), actors)
        if subject is not None:
            draft = _draft(text, subject, verb)
            draft.when = _day(dates, sentence, verb)
            place = _place(text, places, sentence)
            if place is not None:
                draft.place, draft.country_code = place.place, place.country_code
            return draft
    return None


def _subject(text: str, sentence: Span, verb: int, actors: Sequence[ActorMention]) -> Span | None:
    """Return the words from the end of the opening adverbial to the verb, if they name an actor."""
    start = sentence.start
    while adverbial := _ADVERBIAL.match(text, start, verb):
        start = adverbial.end()
    is_named = any(start <= actor.span.start < verb for actor in actors)
    return Span(start, verb) if is_named else None


def _draft(text: str, subject: Span, verb: re.Match[str]) -> Draft:
    words = _WE.sub("", " ".join(subject.of(text).split()))
    kind = EventKind.SUMMIT if _LEADERS.search(words) else EventKind.MEETING
    if _MINISTERS.search(words):
        kind = EventKind.MINISTERIAL_MEETING
    span = Span(subject.start, verb.end())
    status = EventStatus.PLANNED if _WILL.search(words) else EventStatus.HELD
    name = f"meeting of {_AUXILIARY.sub('', words)}".rstrip(" ,")
    return Draft(
        span,
        kind,
        name,
        "event_met",
        status=status,
        noun="meeting",
        determiner="a",
        mentions=[span],
        confidence=0.6,
    )


def _day(dates: Sequence[DateExpression], sentence: Span, verb: re.Match[str]) -> DateExpression | None:
    """Return the date right after the verb, or the one that opens the sentence."""
    near = [each for each in dates if verb.end() <= each.span.start < min(sentence.end, verb.end() + _NEAR)]
    end = min(sentence.start + _OPENING, verb.start())
    opening = [each for each in dates if sentence.start <= each.span.start < end]
    return next(iter(near or opening), None)


def _place(text: str, places: Sequence[PlaceMention], sentence: Span) -> PlaceMention | None:
    for place in places:
        is_city = sentence.covers(place.span) and not is_state(place)
        if is_city and _IN.search(text[sentence.start : place.span.start]):
            return place
    return None
