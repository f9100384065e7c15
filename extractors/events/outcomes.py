"""What instruments tell of the meetings that they came of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extractors.events.drafts import Draft
from extractors.events.settings import is_state
from extractors.model import EventKind, InstrumentMention, PlaceMention

_SENTENCE_END = re.compile(r"[.;]\s")
_FEW = 20  # events looked at within one name


def apart_from(acts: Sequence[Draft], events: Sequence[Draft], framed: Sequence[Draft]) -> list[Draft]:
    """Leave out acts that a meeting's name only speaks of, and the document's own adoption again."""
    meetings = sorted(draft.span for draft in events if draft.family == "meeting")
    starts = [span.start for span in meetings]
    kept = []
    for act in acts:
        index = bisect_right(starts, act.span.start) - 1
        is_in_name = index >= 0 and starts[index] < act.span.start < meetings[index].end
        if not is_in_name and not any(act.span.overlaps(draft.span) for draft in framed):
            kept.append(act)
    return kept


def settle_by_instruments(
    text: str,
    events: Sequence[Draft],
    acts: Sequence[Draft],
    instruments: Sequence[InstrumentMention],
    places: Sequence[PlaceMention],
) -> None:
    """Take an event's day and city from the instrument that came of it, where it names the event.

    "The Lakeside Declaration of the second Water Dialogue, adopted on 5 May" dates the dialogue
    and puts it in Lakeside; so does "the meeting adopted the Lakeside Declaration".
    """
    cities = {place.span.start: place for place in places if not is_state(place)}
    by_instrument = {act.instrument: act for act in acts}
    mentioned = sorted(
        (
            (own, event)
            for event in events
            if event.family == "meeting" and event.kind is not EventKind.SESSION
            for own in event.mentions
        ),
        key=lambda pair: pair[0],
    )
    starts = [own.start for own, _ in mentioned]
    for mention in instruments:
        act = by_instrument.get(mention.instrument_key)
        if act is not None and not act.span.overlaps(mention.span):
            act = None
        city = cities.get(mention.span.start) or cities.get(mention.span.start + len("the "))
        inside = mentioned[bisect_left(starts, mention.span.start) : bisect_left(starts, mention.span.end)]
        for own, event in inside[:_FEW]:
            if mention.span.covers(own):
                event.when = event.when or (act.when if act is not None else None)
                _come_of(act, event, city)
        if act is not None and act.rule_id == "act_active":
            subject = bisect_left(starts, act.span.start) - 1
            if subject >= 0 and not _SENTENCE_END.search(text, mentioned[subject][0].end, act.span.start):
                _come_of(act, mentioned[subject][1], city)


def _come_of(act: Draft | None, event: Draft, city: PlaceMention | None) -> None:
    if city is not None and event.place is None:
        event.place, event.country_code = city.place, city.country_code
    if act is not None:
        act.parent = event
