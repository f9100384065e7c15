"""Decades, years and days that are observed, and anniversaries (codebook E6)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extractors.events.drafts import Draft
from extractors.events.status import status_of_years
from extractors.grammar.ordinals import ORDINAL, ordinal_value
from extractors.grammar.word_places import word_places
from extractors.model import DateExpression, DatePrecision, EventKind, EventStatus, Span

_NAME_WORD = r"(?:[A-Z][\w’'-]*|of|for|the|and|on|to|in|against|with)"
_OBSERVANCE = re.compile(
    r"\b(?P<name>(?:(?:[A-Z][\w’'-]+)[ ]){0,4}?(?:International|United\sNations|World|Global|"
    r"UN)\s(?:[A-Z][\w’'-]+\s){0,4}?"
    rf"(?:Decade|Year|Day|Week)\b(?:(?:[ ]|\n(?!\n))(?:for|of|on|to|against)\s(?:{_NAME_WORD}(?:[ ]|"
    rf"\n(?!\n))){{0,10}}{_NAME_WORD}(?<![\s](?:of))"
    r"(?<!\s(?:on|in|to))(?<!\s(?:and|the|for)))?(?:,?\s?[“\"«][^”\"»\n]{3,140}[”\"»])?(?:,?\s?\(?(?:(?:19|"
    r"20)\d\d)(?:\s?[-–]\s?(?:(?:19|20)\d\d))?\)?)?)"
)
# "declared 2031 the Year of Rafts", "designate 2031 as the Year of Rafts"
_DECLARED = re.compile(
    r"\b(?i:declar\w*|proclaim\w*|designat\w*|announc\w*)\s(?:the\s[Yy]ear\s)?(?P<year>(?:19|20)\d\d)\s"
    r"(?:as\s|to\sbe\s)?(?:the\s|an?\s)?"
    rf"(?P<name>(?:[A-Z][\w’'-]+\s){{0,3}}Year\s(?:of|for)\s(?:{_NAME_WORD}\s){{0,10}}[A-Z][\w’'-]+)"
)
_PERIODS = frozenset(("Decade", "Year", "Day", "Week"))
_WORLDWIDE = ("International", "United", "World", "Global", "UN")
_YEARS = re.compile(r"((?:19|20)\d\d)(?:\s?[-–]\s?((?:19|20)\d\d))?")
_WORD = r"(?:(?:[A-Z]\.)+(?:-[\w.]+)?|[\w’'()+-]+)"
_NUMBER_BEFORE = re.compile(rf"\b(?P<number>{ORDINAL})(?:[-\s]year)?\s+$", re.I)
_ANNIVERSARY = re.compile(
    rf"\banniversary\sof\s(?:the\s|its\s|their\s)?{_WORD}(?:(?:[^\S\n]{{1,3}}|\n(?!\s*\n)){_WORD}){{0,15}}"
)
_END_OF_NAME = re.compile(
    r"\s(?:would|will|was|were|is|are|has|have|had|in|by|on|at|which|that|and(?!\s[A-Z])|as|to|with|through|"
    r"this|during|we|he|she|they|"
    r"organized|held|celebrated|marked|between)\b",
    re.I,
)


def find_observances(text: str, dates: Sequence[DateExpression], reference: date | None) -> list[Draft]:
    """Return the observances and anniversaries that `text` names, each once."""
    found: dict[tuple[EventKind, int | None, str], Draft] = {}
    for draft in [*_observances(text, dates, reference), *_anniversaries(text)]:
        # Two anniversaries of one number in a text are one: the name is worded now longer, now shorter.
        name = draft.name.lower() if draft.ordinal is None else ""
        known = found.setdefault((draft.kind, draft.ordinal, name), draft)
        known.mentions.append(draft.span)
    return list(found.values())


def _observances(text: str, dates: Sequence[DateExpression], reference: date | None) -> list[Draft]:
    drafts = []
    if not word_places(text).of(_PERIODS):
        return []
    for match in _DECLARED.finditer(text):
        span = Span(*match.span("name"))
        when = next((each for each in dates if each.span.start == match.start("year")), None)
        if not span.of(text).startswith(_WORLDWIDE):
            status = status_of_years(int(match["year"]), int(match["year"]), reference)
            name = " ".join(span.of(text).split())
            drafts.append(Draft(span, EventKind.OBSERVANCE, name, "event_observance", when, status=status))
    for match in _OBSERVANCE.finditer(text):
        span = Span(match.start("name"), match.start("name") + len(match["name"].rstrip(" ,(")))
        years = _YEARS.search(span.of(text))
        when = next((each for each in dates if years and each.span.start == span.start + years.start()), None)
        status = EventStatus.UNKNOWN
        if when is not None and when.start is not None and when.end is not None:
            status = status_of_years(when.start.year, when.end.year, reference)
        name = " ".join(span.of(text).split())
        drafts.append(Draft(span, EventKind.OBSERVANCE, name, "event_observance", when, status=status))
    return drafts


def _anniversaries(text: str) -> list[Draft]:
    drafts = []
    for noun in word_places(text).matches(_ANNIVERSARY, frozenset(("anniversary",))):
        number = _NUMBER_BEFORE.search(text, max(0, noun.start() - 40), noun.start())
        if number is None:
            continue
        words = noun.group()
        cut = _END_OF_NAME.search(words, len("anniversary of th"))
        words = words[: cut.start()] if cut else words
        span = Span(number.start(), noun.start() + len(words.rstrip()))
        name = " ".join(span.of(text).split())
        value = ordinal_value(number["number"])
        drafts.append(
            Draft(
                span,
                EventKind.ANNIVERSARY,
                name,
                "event_anniversary",
                precision=DatePrecision.NONE,
                ordinal=value,
            )
        )
    return drafts
