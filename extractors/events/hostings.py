"""Meetings that only an organisation's name and a time tell of.

A state hosts a group for a year ("Norway will be the host of the Lake Ten in 2031"), or something is said
"at the Lake Council on 3 May 2031".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.events.drafts import Draft
from extractors.model import ActorMention, DateExpression, DatePrecision, EventKind, EventStatus, Span

_HOST = re.compile(
    r"(?P<future>\b(?:will|shall|to)\s(?:be\s)?(?:the\s)?)?\bhost(?P<past>ed)?(?:s|"
    r"ing)?\s(?:of\s)?(?:the\s)?$",
    re.I,
)
_LEAD = len("will be the host of the ")  # characters before the name in which the verb stands
_BETWEEN = re.compile(r"(?:\s\([A-Z][\w+-]{1,9}\))?\s(?:in|for)\s")
_MEETS = ("org:", "group:")
_AT = re.compile(r"\b[Aa]t\sthe\s$")
_ON_DAY = re.compile(r"\s(?:on|of)\s")
_COUNCIL = re.compile(r"\bCouncil$")
_OF_LEADERS = "org:EUCOUNCIL"


def hostings(text: str, dates: Sequence[DateExpression], actors: Sequence[ActorMention]) -> Iterator[Draft]:
    """Yield a conference for each group and year that a verb of hosting joins, and councils by their day."""
    starts = [date.span.start for date in dates]
    for actor in actors:
        span = actor.span
        if not actor.actor_key.startswith(_MEETS):
            continue
        index = bisect_left(starts, span.end)
        if index == len(dates) or dates[index].start is None:
            continue
        when = dates[index]
        if when.span.start - span.end >= 2 * _LEAD:
            continue
        lead = text[max(0, span.start - _LEAD) : span.start]
        if _BETWEEN.fullmatch(text, span.end, when.span.start) and (host := _HOST.search(lead)):
            status = EventStatus.HELD if host["past"] else EventStatus.UNKNOWN
            status = EventStatus.PLANNED if host["future"] else status
            yield _draft(text, actor, when, EventKind.CONFERENCE, status)
        elif _is_council(text, actor, when) and _AT.search(lead):
            kind = EventKind.SUMMIT if actor.actor_key == _OF_LEADERS else EventKind.MEETING
            yield _draft(text, actor, when, kind, EventStatus.UNKNOWN)


def _is_council(text: str, actor: ActorMention, when: DateExpression) -> bool:
    """Tell "the Lake Council on 3 May", a meeting, from an organisation and a time."""
    is_day = when.precision in (DatePrecision.DAY, DatePrecision.DAY_RANGE)
    is_next = _ON_DAY.fullmatch(text, actor.span.end, when.span.start) is not None
    return is_day and is_next and _COUNCIL.search(actor.span.of(text)) is not None


def _draft(
    text: str, actor: ActorMention, when: DateExpression, kind: EventKind, status: EventStatus
) -> Draft:
    span = Span(actor.span.start, when.span.end)
    return Draft(
        span,
        kind,
        " ".join(span.of(text).split()),
        f"event_{kind}",
        when,
        status=status,
        noun="year",
        determiner="the",
        acronym=f"{actor.actor_key} {when.start}",
        mentions=[span],
        confidence=0.6,
    )
