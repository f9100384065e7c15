"""Dates in words and figures: what each expression says, to the day or as far as it goes.

Where a word stands that a date may begin with (a figure, a month's name, "today"), the forms of
`date_forms` that begin so are tried and the longest wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from extractors.grammar.word_places import kept_for_document, word_places
from extractors.mentions.date_forms import (
    FORMS,
    MONTH_WORD,
    PREPOSED,
    WEEKDAYS,
    Form,
    Reading,
    forms_at,
    read_days,
)
from extractors.mentions.date_roles import DateRoles
from extractors.model import DateExpression, DatePrecision, DateRole, InstrumentMention, Span

_Match = tuple[Form, re.Match[str]]

_AFTER_FIGURE = frozenset("/.$€£")  # a part of a number, of a sum or of a symbol begins no date
_LOST_SPACE = "on"  # "on15 June"
_CALENDAR = tuple(form for form in FORMS if form.read is read_days)
_HALF_A_YEAR = timedelta(days=190)
_FEW = 4  # dates before one without a year that may hold it
_LEAD = 24  # characters before a date that tell what else it may be
_NEAR = 120  # characters between a date and the year in a name beside it
_NAME_AFTER = re.compile(r"\s(?!Agenda\b|Programme\b|Strategy\b|Declaration\b|Agreement\b)[A-Z]")
_SENTENCE_END = re.compile(r"[.;:]\s|\n\s*\n")
_WITH_YEAR = re.compile(r"\d{4}")
_WITH_MONTH = re.compile(rf"\b(?:{MONTH_WORD})")
_NEAR_OR_WEEKDAY = ("date_relative", "date_weekday")
_APPOSITION = re.compile(r"\s?[,(]\s?|\s")
_NOT_A_YEAR = re.compile(
    r"(?:\b(?:resolutions?|decisions?|regulations?|no|nos|number|paragraphs?|articles?|rules?|order|"
    r"directive|page|"
    r"more than|less than|over|nearly|about|approximately|some|almost|around|(?<!later\s)than)\.?\s?|"
    r"(?-i:[A-Z0-9])-|\d[.,])$",
    re.I,
)
_COUNTED = re.compile(
    r"-\d|\s?(?:\((?:19|20)\d\d\)|[A-Z]{2,4}\b(?=\s?\d)|(?:participants?|people|persons?|delegates|experts|km|"
    r"kilometres|"
    r"metres|tons|tonnes|MW|megawatts|troops|staff|representatives|members|million|billion|dollars|euros|"
    r"soldiers|"
    r"refugees|students|hectares|guests|officials|per\s?cent|percent)\b)"
)


def find_dates(
    text: str, reference: date | None, instrument_mentions: tuple[InstrumentMention, ...] = ()
) -> tuple[DateExpression, ...]:
    """Return the text's date expressions in order, none overlapping another.

    `reference` is the day from which "today" and a missing year are reckoned; without it such
    expressions are returned with no day and precision `none`. Dates that belong to one of the
    `instrument_mentions` get the role `instrument`.
    """
    roles = DateRoles(text, instrument_mentions)
    found: list[DateExpression] = []
    position = 0
    for start, matches in _candidates(text):
        best = _longest(text, matches, reference) if start >= position else None
        if best is None:
            continue
        reading, position = best
        role = roles.role_of(start, position, reading.precision)
        span = Span(start, position)
        date_ = DateExpression(span, reading.start, reading.end, reading.precision, role, reading.rule_id)
        found.append(_with_year_before(text, date_, found))
    return tuple(_with_year_in_name(text, each, index, found) for index, each in enumerate(found))


def _with_year_in_name(
    text: str, date_: DateExpression, index: int, found: Sequence[DateExpression]
) -> DateExpression:
    """Give "from 3 to 4 May" the year of the "2021 Lake Conference" that its sentence names."""
    if date_.rule_id != "date_without_year" or date_.start is not None:
        return date_
    years = {
        each.start.year
        for each in found[max(0, index - _FEW) : index + _FEW]
        if each.start is not None and _is_in_name_beside(text, each, date_)
    }
    return in_year(text, date_, years.pop()) if len(years) == 1 else date_


def _is_in_name_beside(text: str, year: DateExpression, date_: DateExpression) -> bool:
    """Tell whether `year` opens a name in the sentence of `date_`: "the 2021 Lake Conference"."""
    if year.precision is not DatePrecision.YEAR or not _NAME_AFTER.match(text, year.span.end):
        return False
    first, last = sorted((year.span, date_.span))
    gap = text[first.end : last.start]
    return len(gap) < _NEAR and _SENTENCE_END.search(gap) is None


def _with_year_before(text: str, date_: DateExpression, before: Sequence[DateExpression]) -> DateExpression:
    """Give "on 31 August" the year of "on 1 September 2022" in the same paragraph, or of "in August 2022"."""
    if date_.rule_id != "date_without_year":
        return date_
    month = _month_before(text, date_, before)
    if month is not None and month.start is not None:
        return in_year(text, date_, month.start.year)
    for known in reversed(before[-_FEW:]):
        if "\n\n" in text[known.span.end : date_.span.start]:
            break
        is_day = known.precision in (DatePrecision.DAY, DatePrecision.DAY_RANGE)
        if is_day and known.end is not None and known.role is not DateRole.INSTRUMENT:
            return in_year(text, date_, known.end.year)
    return date_


def _month_before(
    text: str, date_: DateExpression, before: Sequence[DateExpression]
) -> DateExpression | None:
    """Return the last of the dates `before` that names the month of `date_` with its year."""
    named = _WITH_MONTH.search(date_.span.of(text))
    months = [date for date in before[-2 * _FEW :] if date.rule_id == "date_month" and date.start is not None]
    return next(
        (
            known
            for known in reversed(months)
            if named is not None
            and known.role is not DateRole.INSTRUMENT
            and known.span.of(text).startswith(named.group())
        ),
        None,
    )


def in_year(text: str, expression: DateExpression, year: int) -> DateExpression:
    """Return `expression` as one of `year` if it is a day or month that `text` gives no year.

    "The 2024 summit … on 13 June": the words around a date may hold the year that it lacks.
    """
    words = expression.span.of(text)
    if _WITH_YEAR.search(words) or not _WITH_MONTH.search(words):
        return expression
    # Seen from the middle of the year, every day of it is nearer than the same day of the next.
    found = find_dates(f"in {words}", date(year, 7, 1))
    if len(found) != 1 or len(found[0].span.of(f"in {words}")) != len(words):
        return expression
    return replace(found[0], span=expression.span, role=expression.role)


@kept_for_document
def _candidates(text: str) -> list[tuple[int, list[_Match]]]:
    """Return where a form of date stands, and what it matched there: the same whatever the reference."""
    return [
        (start, matches)
        for start, forms in _openings(text)
        if (matches := list(_matches(text, start, forms)))
    ]


def _matches(text: str, start: int, forms: Iterable[Form]) -> Iterator[_Match]:
    for form in forms:
        match = form.pattern.match(text, start)
        if match and not (match.group().isdigit() and _is_number(text, match)):
            yield form, match


def _is_number(text: str, figures: re.Match[str]) -> bool:
    """Tell a count or a number from a year."""
    before = text[max(0, figures.start() - _LEAD) : figures.start()]
    return bool(_NOT_A_YEAR.search(before) or _COUNTED.match(text, figures.end()))


def _openings(text: str) -> Iterator[tuple[int, tuple[Form, ...]]]:
    """Yield where a date may begin, and in which forms."""
    for start, word in word_places(text).where(_may_open):
        before = text[start - 1 : start]
        if forms := forms_at(word):
            if before not in _AFTER_FIGURE:
                yield start, forms
        elif before.isspace():
            yield start + len(_LOST_SPACE), forms_at(word.removeprefix(_LOST_SPACE))


@lru_cache(maxsize=1 << 16)
def _may_open(word: str) -> bool:
    return bool(forms_at(word) or (word.startswith(_LOST_SPACE) and forms_at(word.removeprefix(_LOST_SPACE))))


def _longest(text: str, matches: Sequence[_Match], reference: date | None) -> tuple[Reading, int] | None:
    best: tuple[Reading, int] | None = None
    for form, match in matches:
        if best is not None and match.end() <= best[1]:
            continue
        reading = form.read(match, reference)
        if reading is not None and _is_plausible(text, match, reading):
            best = reading, match.end()
    if best is not None and best[0].rule_id in _NEAR_OR_WEEKDAY:
        return _with_calendar_date(text, best, reference)
    return best


def _with_calendar_date(text: str, best: tuple[Reading, int], reference: date | None) -> tuple[Reading, int]:
    """Join "Thursday, 3 March" and "tomorrow (June 13)" into one expression with the date's value."""
    gap = _APPOSITION.match(text, best[1])
    if gap is None:
        return best
    for form in _CALENDAR:
        match = form.pattern.match(text, gap.end())
        reading = form.read(match, reference) if match else None
        if match and reading is not None:
            return _on_weekday(
                text[max(0, best[1] - 12) : best[1]], form, match, reading, reference
            ), match.end()
    return best


def _on_weekday(
    before: str, form: Form, match: re.Match[str], reading: Reading, reference: date | None
) -> Reading:
    """Return the reading in the year that makes it the weekday named, if that is not half a year away."""
    named = next((number for number, day in enumerate(WEEKDAYS) if before.endswith(day)), None)
    if named is None or reference is None or _WITH_YEAR.search(match.group()):
        return reading
    years = (form.read(match, date(reference.year + step, 7, 1)) for step in (-1, 0, 1))
    for each in (reading, *years):
        if each and each.start and each.start.weekday() == named:
            return each if abs(each.start - reference) < _HALF_A_YEAR else reading
    return reading


def _is_plausible(text: str, match: re.Match[str], reading: Reading) -> bool:
    """Tell the month of May from the verb."""
    if reading.rule_id in ("date_month", "date_without_year") and not re.search(r"\d", match.group()):
        return PREPOSED.search(text[max(0, match.start() - _LEAD) : match.start()]) is not None
    return True


__all__ = ["DateRole", "find_dates"]
