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

from extractors.grammar.ordinals import ORDINAL, cardinal_value, ordinal_value
from extractors.model import DateExpression, DatePrecision, DeadlineType, EventReport, Span

Due = tuple[date, str]

_PERIOD = re.compile(
    r"\b(?P<count>\d{1,3}|[a-z]+(?:-[a-z]+)?)(?:\s+\(\d{1,3}\))?[\s-]+(?:(?:calendar|consecutive)\s+)?"
    r"(?P<unit>day|week|month|year)s?\b",
    re.I,
)
_ONE_PERIOD = re.compile(r"\bthe\s+(?:next|coming|following)\s+(?P<unit>day|week|month|year)\b", re.I)
_STARTS_HERE = re.compile(r"(?:within|in|over|during|throughout|(?:no|not)\s+(?:later|more)\s+than)\b", re.I)
_LASTING = re.compile(r"(?:until|till|through|up\s+to|for)\b", re.I)
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
_RESUMED = re.compile(r"\bresumed\b", re.I)
_CALENDAR = re.compile(
    r"\b(?P<which>the|this|next|current)\s+(?:\w+\s+)?(?P<unit>year|decade|century)\b", re.I
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
    """Return the last day of the date expression that the deadline names."""
    last = _last_date(span, context)
    return (last, "expiry_date" if _LASTING.match(text, span.start) else "deadline_date") if last else None


def _last_date(span: Span, context: DeadlineContext) -> date | None:
    dates = context.dates
    for named in dates[bisect_left(dates, span.start, key=lambda d: d.span.end) :]:
        if named.span.start >= span.end:
            return None
        if named.end and named.precision is not DatePrecision.NONE:
            return named.end
    return None


def _relative(span: Span, text: str, context: DeadlineContext) -> Due | None:
    """Return the end of a season of the calendar, or of a period that runs from the document's own day."""
    if context.reference is None:
        return None
    period = _period(span, text)
    if period is None:
        return _season_end(span, text, context.reference, context)
    count, unit, end = period
    base = _BASE.match(text, end)
    if not _STARTS_HERE.match(text, span.start) or (base and not _THIS_TEXT.match(base["what"] or "")):
        return None
    return _later(context.reference, count, unit), "deadline_period"


def _period(span: Span, text: str) -> tuple[int, str, int] | None:
    """Return how many of which unit a period lasts, and where its words end."""
    for match in _PERIOD.finditer(text, span.start, span.end):
        if count := cardinal_value(match["count"]):
            is_half = text.endswith("half ", span.start, match.start()) and match["unit"] == "year"
            return (6, "month", match.end()) if is_half else (count, match["unit"].lower(), match.end())
    one = _ONE_PERIOD.search(text, span.start, span.end)
    return (1, one["unit"].lower(), one.end()) if one else None


def _season_end(span: Span, text: str, today: date, context: DeadlineContext) -> Due | None:
    """Return the last day of "this year", "the decade" or whatever season a date expression names."""
    match = _CALENDAR.search(text, span.start, span.end)
    if match is None:
        last = _last_date(span, context)
        return (last, "deadline_calendar") if last else None
    year = today.year + (match["which"].lower() == "next")
    last_digits = {"decade": 10, "century": 100}.get(match["unit"].lower(), 1)
    return date(year - year % last_digits + last_digits - 1, 12, 31), "deadline_calendar"


def _later(day: date, count: int, unit: str) -> date:
    """Return the day that lies `count` units after another; a month's last days stay in that month."""
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _by_event(span: Span, text: str, context: DeadlineContext) -> Due | None:
    """Return the last day of the event named: one that the text dates, or a session of the Assembly."""
    for event in context.events:
        named = event.span.overlaps(span) or any(mention.overlaps(span) for mention in event.mentions)
        if named and event.end_date and event.date_precision is not DatePrecision.WITHIN_PARENT:
            return event.end_date, "deadline_event"
    match = _SESSION.search(text, span.start, span.end)
    number = ordinal_value(match[1]) if match else None
    if number and _is_of_assembly(span, text, context.organ):
        return _of_assembly(
            number, context.reference, is_resumed=_RESUMED.search(text, span.start, span.end) is not None
        )
    last = _last_date(span, context)
    return (last, "deadline_event") if last else None


def _of_assembly(number: int, today: date | None, *, is_resumed: bool) -> Due | None:
    """Return the end of the month in which a session opens; of one under way the text tells no day."""
    opening, closing = (date(_FIRST_SESSION_YEAR + number + years, 9, 30) for years in (0, 1))
    is_under_way = today is not None and opening < today <= closing
    return None if is_resumed or is_under_way else (opening, "deadline_assembly_session")


def _is_of_assembly(span: Span, text: str, organ: str | None) -> bool:
    """Tell whether a session is the General Assembly's: its own, or one named just before."""
    return _ASSEMBLY in (organ or "") or _ASSEMBLY in text[max(0, span.start - 60) : span.end + 40]


_READERS: dict[DeadlineType, Callable[[Span, str, DeadlineContext], Due | None]] = {
    DeadlineType.ABSOLUTE: _absolute,
    DeadlineType.RELATIVE: _relative,
    DeadlineType.BY_EVENT: _by_event,
}
