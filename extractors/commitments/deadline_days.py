"""The day by which an act is due, and the rule that tells it.

A day is told only where the text gives it or a fixed calendar does; a period that runs from an
unknown day ("within six months of the ceasefire") has none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from extractors.grammar.ordinals import ORDINAL, ordinal_value
from extractors.model import DateExpression, DatePrecision, DeadlineType, EventReport, Span

Due = tuple[date, str]

_NUMBERS = dict(
    zip(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        range(1, 13),
        strict=True,
    )
)
_NUMBERS |= {
    "a": 1,
    "an": 1,
    "fifteen": 15,
    "eighteen": 18,
    "twenty": 20,
    "thirty": 30,
    "sixty": 60,
    "ninety": 90,
}
_PERIOD = re.compile(
    rf"\b(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})\s+(?:calendar\s+)?(?P<unit>day|week|month|year)s?\b", re.I
)
_STARTS_HERE = re.compile(r"(?:within|in|over|no\s+later\s+than|not\s+later\s+than)\b", re.I)
_BASE = re.compile(
    r"[,\s]*(?:(?:of|after|from|following)\s+(?P<what>[^.;:,]{3,80})|(?:before|prior\s+to|until)\b)", re.I
)
_THIS_TEXT = re.compile(
    r"(?:the\s+)?(?:(?:adoption|date|publication|issuance|signing|passing)\s+of\s+(?:the\s+)?)*"
    r"(?:this|the\s+present|present)\s+(?:resolution|decision|communiqu[eé]|declaration|statement|document)|"
    r"(?:its|the)\s+adoption\b|today\b",
    re.I,
)
_SESSION = re.compile(rf"\b({ORDINAL})\s+(?:regular\s+)?session\b", re.I)
_YEAR_END = re.compile(
    r"\bend\s+of\s+(?P<which>the|this|next)\s+(?P<unit>year|decade|century)\b|\blater\s+this\s+year\b", re.I
)
_ASSEMBLY = "General Assembly"
_FIRST_SESSION_YEAR = 1945  # the Assembly's n-th regular session opens in September of this year and n


@dataclass(frozen=True, slots=True)
class DeadlineContext:
    """What the days of deadlines are reckoned from.

    `reference` is the document's own day; `organ` the body that adopts it; `dates` and `events` are
    those of the document, in text order.
    """

    reference: date | None = None
    organ: str | None = None
    dates: tuple[DateExpression, ...] = ()
    events: tuple[EventReport, ...] = ()


def due_day(kind: DeadlineType, span: Span, text: str, context: DeadlineContext) -> Due | None:
    """Return the last day of a deadline with its rule, None where the text does not tell."""
    reader = _READERS.get(kind)
    return reader(span, text, context) if reader else None


def _absolute(span: Span, text: str, context: DeadlineContext) -> Due | None:
    """Return the last day of the date expression that the deadline names, or of the year that ends."""
    dates = context.dates
    i = bisect_left(dates, span.start, key=lambda d: d.span.end)
    while i < len(dates) and dates[i].span.start < span.end:
        last = dates[i].end
        if last and dates[i].precision is not DatePrecision.NONE:
            return last, "deadline_date"
        i += 1
    match = _YEAR_END.search(text, span.start, span.end)
    if match is None or context.reference is None:
        return None
    year = context.reference.year + (match["which"] == "next")
    last_digits = {"decade": 10, "century": 100}.get(match["unit"] or "year", 1)
    return date(year - year % last_digits + last_digits - 1, 12, 31), "deadline_calendar"


def _relative(span: Span, text: str, context: DeadlineContext) -> Due | None:
    """Return the end of a period that runs from the document's own day."""
    match = _PERIOD.search(text, span.start, span.end)
    if match is None or context.reference is None or not _STARTS_HERE.match(text, span.start):
        return None
    base = _BASE.match(text, span.end)
    if base and not (base["what"] and _THIS_TEXT.match(base["what"])):
        return None
    written = match["count"].lower()
    count = _NUMBERS.get(written) or int(written)
    return _later(context.reference, count, match["unit"].lower()), "deadline_period"


def _later(day: date, count: int, unit: str) -> date:
    """Return the day that lies `count` units after another; a month's last days stay in that month."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _by_event(span: Span, text: str, context: DeadlineContext) -> Due | None:
    """Return the last day of the event named: one the document dates, or a session of the Assembly."""
    for event in context.events:
        named = event.span.overlaps(span) or any(mention.overlaps(span) for mention in event.mentions)
        if named and event.end_date and event.date_precision is not DatePrecision.WITHIN_PARENT:
            return event.end_date, "deadline_event"
    match = _SESSION.search(text, span.start, span.end)
    number = ordinal_value(match[1]) if match else None
    if number is None or not _is_of_assembly(span, text, context.organ):
        return None
    return date(_FIRST_SESSION_YEAR + number, 12, 31), "deadline_assembly_session"


def _is_of_assembly(span: Span, text: str, organ: str | None) -> bool:
    """Tell whether a session is the General Assembly's: its own, or one named just before."""
    return _ASSEMBLY in (organ or "") or _ASSEMBLY in text[max(0, span.start - 60) : span.end + 40]


_READERS: dict[DeadlineType, Callable[[Span, str, DeadlineContext], Due | None]] = {
    DeadlineType.ABSOLUTE: _absolute,
    DeadlineType.RELATIVE: _relative,
    DeadlineType.BY_EVENT: _by_event,
}
