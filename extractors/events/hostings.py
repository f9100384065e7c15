"""Years of an organisation or group that a state hosts: "Norway will be the host of the Lake Ten in 2031"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.events.drafts import Draft
from extractors.model import ActorMention, DateExpression, EventKind, EventStatus, Span

_HOST = re.compile(
    r"(?P<future>\b(?:will|shall|to)\s(?:be\s)?(?:the\s)?)?\bhost(?P<past>ed)?(?:s|"
    r"ing)?\s(?:of\s)?(?:the\s)?$",
    re.I,
)
_LEAD = len("will be the host of the ")  # characters before the name in which the verb stands
_BETWEEN = re.compile(r"(?:\s\([A-Z][\w+-]{1,9}\))?\s(?:in|for)\s")
_MEETS = ("org:", "group:")


def hostings(text: str, dates: Sequence[DateExpression], actors: Sequence[ActorMention]) -> Iterator[Draft]:
    """Yield a conference for each organisation and year that a verb of hosting joins."""
    starts = [date.span.start for date in dates]
    for actor in actors:
        span = actor.span
        if not actor.actor_key.startswith(_MEETS):
            continue
        index = bisect_left(starts, span.end)
        if index == len(dates) or dates[index].start is None:
            continue
        when = dates[index]
        is_near = when.span.start - span.end < 2 * _LEAD
        if not is_near or not _BETWEEN.fullmatch(text, span.end, when.span.start):
            continue
        host = _HOST.search(text, max(0, span.start - _LEAD), span.start)
        if host is not None:
            yield _draft(text, actor, when, host)


def _draft(text: str, actor: ActorMention, when: DateExpression, host: re.Match[str]) -> Draft:
    status = EventStatus.HELD if host["past"] else EventStatus.UNKNOWN
    span = Span(actor.span.start, when.span.end)
    return Draft(
        span,
        EventKind.CONFERENCE,
        " ".join(span.of(text).split()),
        "event_conference",
        when,
        status=EventStatus.PLANNED if host["future"] else status,
        noun="year",
        determiner="the",
        acronym=f"{actor.actor_key} {when.start}",
        mentions=[span],
        confidence=0.6,
    )
