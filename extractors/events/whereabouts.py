"""Where an event is that no city is named beside: the house it is held in, the stop of a journey.

"They met at Lake Castle" puts the meeting in the castle; "he will travel to Oslo, where he will open a
school. He will also meet the King" puts the meeting in Oslo, until the journey goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.events.drafts import Draft
from extractors.events.settings import is_state
from extractors.grammar.sentences import sentence_at
from extractors.model import EventKind, PlaceMention, Span

_NEAR = 110  # characters after the event in which its house is named
_BY_VERB = ("event_encounter", "event_met")
_NAME = r"[A-Z][\w’'-]*\s(?:of\s(?:the\s)?)?"
_HOUSE = re.compile(
    rf"[^.;:]{{0,60}}?\sat\s(?:the\s)?(?P<house>(?:{_NAME}){{1,5}}(?:Castle|Palace|Academy|House|Hall|"
    rf"Residence|"
    r"Hotel|University|Cent(?:re|er)|Institute|Museum|Library|"
    r"Villa)(?:\sof\s(?:the\s)?[A-Z]\w+){0,1})(?![\w’'-]|\s[A-Z])"
)
_OTHER_MATTER = re.compile(
    r"\b(?:which|who|that|after|before|since|until|announced|adopted|signed|launched|followed|ahead)\b"
)
_ARRIVAL = re.compile(r"(?:^|[.\n])\s*(?:While\s)?[Ii]n\s(?:the\scity\sof\s)?$")
_PARAGRAPH = "\n\n"


@dataclass(frozen=True, slots=True, order=True)
class _Stop:
    """From this offset on, the text tells of what is done in one place."""

    start: int
    place: str = ""
    country_code: str = ""


def place_by_whereabouts(
    text: str, events: Sequence[Draft], sentences: Sequence[Span], places: Sequence[PlaceMention]
) -> None:
    """Give meetings without a city the house that they are held in, or the stop of their journey."""
    stops = _stops(text, events, places)
    for event in events:
        if event.family != "meeting" or event.kind in (EventKind.SESSION, EventKind.VISIT) or event.place:
            continue
        event.place = _house(text, event, sentences)
        is_by_verb = event.rule_id in _BY_VERB and event.kind is not EventKind.CONSULTATION
        if event.place is None and is_by_verb and event.country_code is None:
            _put_at_stop(text, event, stops)


def _house(text: str, event: Draft, sentences: Sequence[Span]) -> str | None:
    limit = min(sentence_at(sentences, event.span.start).end, event.span.end + _NEAR)
    match = _HOUSE.match(text[event.span.end : max(event.span.end, limit)].replace("\n", " "))
    if match is None or _OTHER_MATTER.search(match.group()):
        return None
    return match["house"]


def _stops(text: str, events: Sequence[Draft], places: Sequence[PlaceMention]) -> list[_Stop]:
    """Return the stops of the journeys that the text tells of, in order; none where it tells of none."""
    stops = [
        _Stop(mention.end, event.place or "", event.country_code or "")
        for event in events
        if event.rule_id == "event_visit_verb"
        for mention in event.mentions
    ]
    if stops:
        stops += [
            _Stop(place.span.end, place.place, place.country_code or "")
            for place in places
            if not is_state(place) and _ARRIVAL.search(text, max(0, place.span.start - 30), place.span.start)
        ]
    return sorted(stops)


def _put_at_stop(text: str, event: Draft, stops: Sequence[_Stop]) -> None:
    index = bisect_left(stops, _Stop(event.span.end)) - 1
    if index >= 0 and _PARAGRAPH not in text[stops[index].start : event.span.start]:
        event.place = stops[index].place or None
        event.country_code = stops[index].country_code or None
