"""The grammar of dates: the forms a date is written in, and the days each form names.

Every form is a pattern that is tried where a date may begin, and a reader that turns the match into
first day, last day and precision. Whole months and quarters have precision `month`, and a form
whose year or order cannot be known names no day (`none`).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from extractors.grammar.ordinals import ORDINAL, ORDINAL_WORD, ordinal_value
from extractors.mentions.date_years import year_near
from extractors.model import DatePrecision

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_SHORT = {name[:3]: number for number, name in enumerate(MONTHS, start=1)} | {"Sept": 9}
_MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, start=1)} | _SHORT
_MONTH_NUMBERS |= {name.upper(): number for name, number in _MONTH_NUMBERS.items()}
_QUARTER_OF = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_NEIGHBOURS = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_NEXT_BUT_ONE = re.compile(r"\bday\s(?:before|after)\s$", re.I)

# Pieces of patterns. A line break may stand inside a date, a blank line may not.
_GAP = r"(?:[^\S\n]{1,9}\n?[^\S\n]{0,9}|\n[^\S\n]{0,9})"
_SHORT_NAMES = "|".join(sorted([*_SHORT, *map(str.upper, _SHORT)], key=len, reverse=True))
_FULL_NAMES = "|".join([*MONTHS, *map(str.upper, MONTHS)])
# Only a shortened name has a full stop of its own; after a full one it ends the sentence.
_MONTH = rf"(?:(?:{_FULL_NAMES})\b|(?:{_SHORT_NAMES})\b\.?)"
_NUMBER = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:st|nd|rd|th)?"
_DAY = rf"{_NUMBER}(?![\w/%:]|[.,]\d)"
# The raised figure of a footnote may stand right after a year.
_YEAR = r"(?:1[89]|20)\d\d(?!(?![¹²³⁰-⁹])[\w/%]|[.,]\d)"
_DASH = r"[-‐‑‒–—−]"
_TO = rf"(?:{_GAP}?(?:{_DASH}|/){_GAP}?|{_GAP}(?i:to|and|through|until|till|&){_GAP}(?:the{_GAP})?)"
_COMMA = rf"(?:,?{_GAP}|,)"
_OF = rf"(?:{_GAP}(?:day{_GAP})?of(?:{_GAP}the)?)?{_GAP}"
_FIRST_DAY = rf"(?P<d1>{_NUMBER}(?:(?=/)|(?![\w/%:]|[.,]\d)))"
_DAYS = rf"{_FIRST_DAY}(?:,{_GAP}{_DAY}){{0,6}},?{_TO}(?P<d2>{_DAY})"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form makes of its words: first and last day (or neither), and how exactly."""

    start: date | None
    end: date | None
    precision: DatePrecision
    rule_id: str


Reader = Callable[[re.Match[str], "date | None"], "Reading | None"]


@dataclass(frozen=True, slots=True)
class Form:
    """A way of writing a date. `first` is the pattern of the word that it begins with."""

    first: re.Pattern[str]
    pattern: re.Pattern[str]
    read: Reader


def day_reading(start: date | None, end: date | None, rule_id: str) -> Reading | None:
    """Return a reading of one day or of a run of days; None where the days are out of order."""
    if start is None or end is None or start > end:
        return None
    precision = DatePrecision.DAY if start == end else DatePrecision.DAY_RANGE
    return Reading(start, end, precision, rule_id)


def _calendar_day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def _figure(words: str) -> int:
    return int(re.match(r"\d+", words)[0])  # type: ignore[index]


def _month_number(words: str) -> int:
    return _MONTH_NUMBERS[words.rstrip(".")]


def _whole_months(year: int, first: int, last: int, rule_id: str) -> Reading:
    end_year = year if first <= last else year + 1
    end = date(end_year, last, monthrange(end_year, last)[1])
    return Reading(date(year, first, 1), end, DatePrecision.MONTH, rule_id)


def _whole_years(first: int, last: int, rule_id: str) -> Reading | None:
    if first > last:
        return None
    precision = DatePrecision.YEAR if first == last else DatePrecision.YEAR_RANGE
    return Reading(date(first, 1, 1), date(last, 12, 31), precision, rule_id)


def read_days(match: re.Match[str], reference: date | None) -> Reading | None:
    """Read days of a month or of two: the groups are d1, d2, m1, m2, y1 and y2, as far as present."""
    parts = match.groupdict()
    first_month = _month_number(parts["m1"])
    last_month = _month_number(parts.get("m2") or parts["m1"])
    first_day = _figure(parts["d1"])
    last_day = _figure(parts.get("d2") or parts["d1"])
    rule_id = "date_day" if not parts.get("d2") else "date_day_range"
    year = parts.get("y2") or parts.get("y1")
    if year is None and reference is None:
        return Reading(None, None, DatePrecision.NONE, "date_without_year")
    last_year = int(year) if year else year_near(match, last_month, last_day, reference)
    first_year = int(parts["y1"]) if parts.get("y1") else last_year - (first_month > last_month)
    start = _calendar_day(first_year, first_month, first_day)
    return day_reading(start, _calendar_day(last_year, last_month, last_day), rule_id)


def _read_months(match: re.Match[str], reference: date | None) -> Reading | None:
    parts = match.groupdict()
    first = _month_number(parts["m1"])
    last = _month_number(parts.get("m2") or parts["m1"])
    rule_id = "date_month" if first == last else "date_month_range"
    if parts.get("y2"):
        opening = _whole_months(int(parts["y1"]), first, first, rule_id)
        closing = _whole_months(int(parts["y2"]), last, last, rule_id)
        is_in_order = (int(parts["y1"]), first) <= (int(parts["y2"]), last)
        return replace(opening, end=closing.end) if is_in_order else None
    if parts.get("y1"):
        return _whole_months(int(parts["y1"]) - (first > last), first, last, rule_id)
    if reference is None:
        return Reading(None, None, DatePrecision.NONE, "date_without_year")
    return _whole_months(year_near(match, first, 15, reference), first, last, rule_id)


def _read_iso(match: re.Match[str], _reference: date | None) -> Reading | None:
    year, month, day = (int(part) for part in match.groups())
    day_named = _calendar_day(year, month, day) if 1 <= month <= 12 and day else None
    return day_reading(day_named, day_named, "date_iso")


def _read_numeric(match: re.Match[str], _reference: date | None) -> Reading | None:
    """Read 13.04.2021 or 13/04/2021; 03/04/2021 may be either of two days and so names none."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y1"])
    orders = [(first, second)] if match["sep"] == "." else [(first, second), (second, first)]
    days = {_calendar_day(year, month, day) for day, month in orders if 1 <= month <= 12 and day}
    days.discard(None)
    if len(days) > 1:
        return Reading(None, None, DatePrecision.NONE, "date_ambiguous")
    day_named = next(iter(days), None)
    return day_reading(day_named, day_named, "date_numeric")


def _read_numeric_range(match: re.Match[str], _reference: date | None) -> Reading | None:
    """Read 10-11.11.2017, 30.11.-1.12.2017 and 30.11.2017-1.12.2017."""
    year, last_month = int(match["y2"]), int(match["m2"])
    first_month = int(match["m1"] or last_month)
    if not (1 <= first_month <= 12 and 1 <= last_month <= 12):
        return None
    first_year = int(match["y1"] or year - (first_month > last_month))
    start = _calendar_day(first_year, first_month, int(match["d1"]))
    return day_reading(start, _calendar_day(year, last_month, int(match["d2"])), "date_numeric_range")


def _read_years(match: re.Match[str], _reference: date | None) -> Reading | None:
    first = int(match["y1"])
    last = match["y2"]
    if len(last) == 2 and int(last) != (first + 1) % 100:
        return None  # "2021-25" may as well be a number in a symbol; "2021-22" is a working year
    return _whole_years(first, int(last) if len(last) == 4 else first + 1, "date_year_range")


def _read_year(match: re.Match[str], _reference: date | None) -> Reading | None:
    year = int(match["y1"])
    return _whole_years(year, year, "date_year")


def _read_decade(match: re.Match[str], _reference: date | None) -> Reading | None:
    return _whole_years(int(match["y1"]), int(match["y1"]) + 9, "date_decade")


def _year_of(match: re.Match[str], reference: date | None) -> int | None:
    """Return the year of "the autumn of 2031", or of "the autumn of next year" if today is known."""
    groups = match.groupdict()
    if "y1" in groups:
        return int(groups["y1"])
    return reference.year + _NEIGHBOURS[groups["which"].lower()] if reference is not None else None


def _part(year: int | None, first: int, last: int, match: re.Match[str], rule: str) -> Reading | None:
    """Return these months of the year; an unknown one's are known only as relative."""
    if year is None:
        return Reading(None, None, DatePrecision.NONE, "date_relative")
    return _whole_months(year, first, last, "date_relative" if "which" in match.groupdict() else rule)


def _read_part_of_year(match: re.Match[str], reference: date | None) -> Reading | None:
    length = 3 if match["unit"].lower() == "quarter" else 6
    number = ordinal_value(match["n"]) or 0
    if not 1 <= number <= 12 // length:
        return None
    last = number * length
    return _part(_year_of(match, reference), last - length + 1, last, match, "date_part_of_year")


def _read_quarter(match: re.Match[str], _reference: date | None) -> Reading | None:
    last = int(match["n"]) * 3
    return _whole_months(int(match["y1"]), last - 2, last, "date_part_of_year")


def _read_season(match: re.Match[str], reference: date | None) -> Reading | None:
    first, last = _QUARTER_OF[match["season"].lower()]
    return _part(_year_of(match, reference), first, last, match, "date_season")


def _read_near_day(match: re.Match[str], reference: date | None) -> Reading | None:
    if reference is None:
        return Reading(None, None, DatePrecision.NONE, "date_relative")
    offset = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}[match["word"].lower()]
    if _NEXT_BUT_ONE.search(match.string, max(0, match.start() - len("day before ")), match.start()):
        offset *= 2
    day = reference + timedelta(days=offset)
    return day_reading(day, day, "date_relative")


def _read_weekday(match: re.Match[str], reference: date | None) -> Reading | None:
    """Read a bare weekday as the last one, unless the words before it speak of the future."""
    if reference is None:
        return Reading(None, None, DatePrecision.NONE, "date_weekday")
    ahead = (WEEKDAYS.index(match["weekday"]) - reference.weekday()) % 7
    which = (match["which"] or "").lower()
    sentence = re.split(r"[.;\n]\s", match.string[max(0, match.start() - 150) : match.start()])[-1]
    future = which in ("next", "coming", "this") or re.search(
        r"\b(?:will|to be|shall|is expected)\b", sentence
    )
    days = (ahead or 7 * (which == "next")) if future else ahead - 7 * (ahead > 0 or which == "last")
    day = reference + timedelta(days=days)
    return day_reading(day, day, "date_weekday")


def _read_neighbour(match: re.Match[str], reference: date | None) -> Reading | None:
    """Read "last week", "this month", "next year" against the reference date."""
    if reference is None:
        return Reading(None, None, DatePrecision.NONE, "date_relative")
    step = _NEIGHBOURS[match["which"].lower()]
    unit = match["unit"].lower()
    if unit == "year":
        return _whole_years(reference.year + step, reference.year + step, "date_relative")
    if unit in _QUARTER_OF:
        first, last = _QUARTER_OF[unit]
        is_within_winter = first > last and reference.month <= last
        return _whole_months(reference.year + step - is_within_winter, first, last, "date_relative")
    if unit == "month":
        months = reference.year * 12 + reference.month - 1 + step
        return _whole_months(months // 12, months % 12 + 1, months % 12 + 1, "date_relative")
    monday = reference - timedelta(days=reference.weekday() - 7 * step)
    return day_reading(monday, monday + timedelta(days=6), "date_relative")


def _read_month_of_year(match: re.Match[str], reference: date | None) -> Reading | None:
    """Read "June next year" and "June of last year"."""
    if reference is None:
        return Reading(None, None, DatePrecision.NONE, "date_relative")
    month, year = _month_number(match["m1"]), reference.year + _NEIGHBOURS[match["which"].lower()]
    return _whole_months(year, month, month, "date_relative")


def _read_session(_match: re.Match[str], _reference: date | None) -> Reading | None:
    return Reading(None, None, DatePrecision.ORDINAL_SESSION, "date_session")


def _form(first: str, pattern: str, read: Reader, flags: int = 0) -> Form:
    return Form(re.compile(first, flags), re.compile(pattern, flags), read)


_DAY_WORD, _YEAR_WORD = r"\d{1,2}(?:st|nd|rd|th)?", r"(?:1[89]|20)\d\ds?"
MONTH_WORD = rf"{_FULL_NAMES}|{_SHORT_NAMES}"
_WHICH = "last|next|this|coming"
_WEEKDAY = "|".join(WEEKDAYS)
_SEASONS, _NEAR_DAYS = "|".join(_QUARTER_OF), "today|tonight|yesterday|tomorrow"
_PARTS = "quarter|half|semester"
_OF_YEAR = rf"(?:{_GAP}of)?(?:{_GAP}the)?{_GAP}(?P<which>this|last|next|current|coming){_GAP}year\b(?!['’-])"
_Y1 = rf"(?P<y1>{_YEAR})"
_Y2 = rf"(?P<y2>{_YEAR})"
_PREPOSED = (
    rf"(?:\b(?:in|of|since|by|until|during|last|next|this|early|late|mid|end{_GAP}of|and|to|from)(?:{_GAP}|"
    rf"-))"
)

FORMS = (
    # 30 November – 1 December 2018; 30 December 2018 to 2 January 2019
    _form(
        _DAY_WORD,
        rf"(?P<d1>{_DAY}){_OF}(?P<m1>{_MONTH})(?:{_COMMA}{_Y1})?{_TO}"
        rf"(?P<d2>{_DAY}){_OF}(?P<m2>{_MONTH})(?:{_COMMA}{_Y2})?",
        read_days,
    ),
    # 10-11 November 2017; 3, 4 and 5 March; 3 to 4 May, 2018
    _form(_DAY_WORD, rf"{_DAYS}{_OF}(?P<m1>{_MONTH})(?:{_COMMA}(?:of{_GAP})?{_Y1})?", read_days),
    # 20 November 2023; 1st of May; 3 March
    _form(
        _DAY_WORD,
        rf"(?P<d1>{_DAY})(?:{_OF}|-)(?P<m1>{_MONTH})(?:(?:{_COMMA}(?:of{_GAP})?|-){_Y1})?",
        read_days,
    ),
    _form(
        _DAY_WORD,
        r"(?P<d1>\d{1,2})\.?(?:(?P<m1>\d{1,2})\.?(?P<y1>(?:1[89]|20)\d\d)?)?"
        rf"{_TO}(?P<d2>\d{{1,2}})\.(?P<m2>\d{{1,2}})\.(?P<y2>(?:1[89]|20)\d\d)(?![\w/-])",
        _read_numeric_range,
    ),
    _form(_YEAR_WORD, r"((?:1[89]|20)\d\d)[-/](\d\d)[-/](\d\d)(?![\d/-])", _read_iso),
    _form(
        _DAY_WORD,
        r"(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y1>(?:1[89]|20)\d\d)(?![\w/-])",
        _read_numeric,
    ),
    _form(
        _YEAR_WORD,
        rf"(?P<y1>(?:1[89]|20)\d\d)(?:{_TO}|/)(?<!\sthe\s)(?P<y2>(?:(?:1[89]|20)\d\d|\d\d)(?![\w/%-]|[.,]\d))",
        _read_years,
    ),
    _form(_YEAR_WORD, r"(?P<y1>(?:1[89]|20)\d0)['’]?s\b", _read_decade),
    _form(_YEAR_WORD, _Y1, _read_year),
    # April 30 – May 2, 2020; December 30, 2018 to January 2, 2019
    _form(
        MONTH_WORD,
        rf"(?P<m1>{_MONTH}){_GAP}(?P<d1>{_DAY})(?:{_COMMA}{_Y1})?,?{_TO}"
        rf"(?P<m2>{_MONTH}){_GAP}(?P<d2>{_DAY})(?:{_COMMA}{_Y2})?",
        read_days,
    ),
    # November 10-11, 2017; March 3 and 4
    _form(MONTH_WORD, rf"(?P<m1>{_MONTH}){_GAP}(?:the{_GAP})?{_DAYS}(?:{_COMMA}{_Y1})?", read_days),
    _form(
        MONTH_WORD,
        rf"(?P<m1>{_MONTH}){_GAP}(?:the{_GAP})?(?P<d1>{_DAY})(?:{_COMMA}(?:of{_GAP})?{_Y1})?",
        read_days,
    ),
    _form(MONTH_WORD, rf"(?P<m1>{_MONTH}){_OF}(?P<which>this|last|next){_GAP}year\b", _read_month_of_year),
    _form(
        MONTH_WORD,
        rf"(?P<m1>{_MONTH})(?:{_COMMA}|{_OF}){_Y1}{_TO}(?P<m2>{_MONTH})(?:{_COMMA}|{_OF}){_Y2}",
        _read_months,
    ),
    _form(MONTH_WORD, rf"(?P<m1>{_MONTH}){_TO}(?P<m2>{_MONTH})(?:{_COMMA}|{_OF}){_Y1}", _read_months),
    _form(MONTH_WORD, rf"(?P<m1>{_MONTH})(?:{_COMMA}|{_OF}){_Y1}", _read_months),
    _form(MONTH_WORD, rf"(?<=\s)(?P<m1>{_MONTH})(?!{_GAP}\d)", _read_months),
    _form(ORDINAL_WORD, rf"(?P<n>{ORDINAL}){_GAP}(?P<unit>{_PARTS}){_OF}{_Y1}", _read_part_of_year, re.I),
    _form(ORDINAL_WORD, rf"(?P<n>{ORDINAL}){_GAP}(?P<unit>{_PARTS}){_OF_YEAR}", _read_part_of_year, re.I),
    _form(_SEASONS, rf"(?P<season>{_SEASONS}){_OF_YEAR}", _read_season, re.I),
    _form("Q[1-4]", rf"Q(?P<n>[1-4])(?:{_GAP}of)?{_GAP}{_Y1}", _read_quarter),
    _form(_SEASONS, rf"(?P<season>{_SEASONS})(?:{_COMMA}|{_OF}){_Y1}", _read_season, re.I),
    _form(_NEAR_DAYS, rf"(?<!\w\w\w\sof\s)(?P<word>{_NEAR_DAYS})\b", _read_near_day, re.I),
    _form(
        rf"(?i:{_WHICH})|{_WEEKDAY}",
        rf"(?:(?P<which>(?i:{_WHICH})){_GAP})?(?<!Good\s)(?P<weekday>{_WEEKDAY})\b(?!\sof\b)",
        _read_weekday,
    ),
    _form(
        "|".join(_NEIGHBOURS),
        rf"(?P<which>{'|'.join(_NEIGHBOURS)}){_GAP}(?P<unit>week|month|year|{_SEASONS})\b(?!['’-]|\sof\s{_MONTH})",
        _read_neighbour,
        re.I,
    ),
    _form(
        ORDINAL_WORD,
        rf"{ORDINAL}(?:{_GAP}(?!and\b)[\w-]{{3,20}}){{0,3}}?{_GAP}session\b",
        _read_session,
        re.I,
    ),
)
PREPOSED = re.compile(rf"{_PREPOSED}$", re.I)
"""What must stand before a month that has neither day nor year, for "May" and "March" are verbs."""


@lru_cache(maxsize=1 << 16)
def forms_at(word: str) -> tuple[Form, ...]:
    """Return the forms in which a date may begin with this word; for most words there are none."""
    firsts = {first for first in _FIRST_WORDS if first.fullmatch(word)}
    return tuple(form for form in FORMS if form.first in firsts) if firsts else ()


_FIRST_WORDS = frozenset(form.first for form in FORMS)
