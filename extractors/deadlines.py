"""Deadlines of commitments: until when, after what, how often (codebook §3.4)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from functools import cache

from extractors.lexicon import Entry, load
from extractors.model import DateExpression, DatePrecision, DeadlineType, Span


class DeadlinePhrase(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way to set a deadline. `pattern` is a regular expression over lower-case text, spaces flexible."""

    type: DeadlineType
    pattern: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline; `day` is the last day by which the act is due, where the text gives one."""

    type: DeadlineType
    span: Span | None = None
    day: date | None = None


NO_DEADLINE = Deadline(DeadlineType.NONE)


@cache
def _patterns() -> tuple[tuple[DeadlineType, re.Pattern[str]], ...]:
    return tuple(
        (phrase.type, re.compile(phrase.pattern.replace(" ", r"\s+"), re.IGNORECASE))
        for phrase in load("deadlines", DeadlinePhrase)
    )


def find_deadline(text: str, span: Span, dates: tuple[DateExpression, ...]) -> Deadline:
    """Return the first deadline within a span; kinds are tried in the lexicon's order."""
    for kind, pattern in _patterns():
        match = pattern.search(text, span.start, span.end)
        if match:
            found = Span(match.start(), match.end())
            return Deadline(kind, found, _last_day(found, dates) if kind is DeadlineType.ABSOLUTE else None)
    return NO_DEADLINE


def _last_day(span: Span, dates: tuple[DateExpression, ...]) -> date | None:
    """Return the last day of the date expression that the deadline names."""
    i = bisect_left(dates, span.start, key=lambda d: d.span.end)
    while i < len(dates) and dates[i].span.start < span.end:
        if dates[i].end and dates[i].precision is not DatePrecision.NONE:
            return dates[i].end
        i += 1
    return None
