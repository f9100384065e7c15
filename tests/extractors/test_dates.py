"""Dates: what each way of writing one says, and to what it belongs."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates import find_dates
from extractors.lexicon import Rule, load
from extractors.model import DateExpression, DateRole, InstrumentMention, InstrumentRole, Span

REFERENCE = date(2022, 2, 21)  # a Monday

# Words, the expression found in them, its first and last day, its precision.
EXPRESSIONS = [
    ("held on 5 January 2019", "5 January 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on January 5, 2019", "January 5, 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on January 5 2019", "January 5 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on 5 January, 2019", "5 January, 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on 5th January 2019", "5th January 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on the 5th of January 2019", "5th of January 2019", "2019-01-05", "2019-01-05", "day"),
    ("on this 5th day of January, 2019", "5th day of January, 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on January 5th, 2019", "January 5th, 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on 5 Jan. 2019", "5 Jan. 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on Sept 5, 2019", "Sept 5, 2019", "2019-09-05", "2019-09-05", "day"),
    ("held on 05 JANUARY 2019", "05 JANUARY 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on 5\nJanuary 2019", "5\nJanuary 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on5 January 2019", "5 January 2019", "2019-01-05", "2019-01-05", "day"),
    ("held on Saturday, 5 January 2019", "Saturday, 5 January 2019", "2019-01-05", "2019-01-05", "day"),
    ("held tomorrow, February 22", "tomorrow, February 22", "2022-02-22", "2022-02-22", "day"),
    ("held on 2019-01-05", "2019-01-05", "2019-01-05", "2019-01-05", "day"),
    ("held on 2019/01/05", "2019/01/05", "2019-01-05", "2019-01-05", "day"),
    ("held on 25.01.2019", "25.01.2019", "2019-01-25", "2019-01-25", "day"),
    ("held on 5.1.2019", "5.1.2019", "2019-01-05", "2019-01-05", "day"),
    ("held on 25/01/2019", "25/01/2019", "2019-01-25", "2019-01-25", "day"),
    ("held on 01/25/2019", "01/25/2019", "2019-01-25", "2019-01-25", "day"),
    ("held on 05/05/2019", "05/05/2019", "2019-05-05", "2019-05-05", "day"),
    ("held on 03/04/2019", "03/04/2019", None, None, "none"),
    ("held on 29 February 2020", "29 February 2020", "2020-02-29", "2020-02-29", "day"),
    ("on 5 March the lake froze", "5 March", "2022-03-05", "2022-03-05", "day"),
    ("on March 5 the lake froze", "March 5", "2022-03-05", "2022-03-05", "day"),
    ("on December 30 the lake froze", "December 30", "2021-12-30", "2021-12-30", "day"),
    ("from 3-4 May 2018", "3-4 May 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("from 3 – 4 May 2018", "3 – 4 May 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("from 3 to 4 May 2018", "3 to 4 May 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("on 3 and 4 May 2018", "3 and 4 May 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("on 3 & 4 May 2018", "3 & 4 May 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("on 3, 4 and 5 May 2018", "3, 4 and 5 May 2018", "2018-05-03", "2018-05-05", "day_range"),
    ("on the 3rd-4th of May 2018", "3rd-4th of May 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("from 3 through 4 May 2018", "3 through 4 May 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("on May 3-4, 2018", "May 3-4, 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("on May 3–4 2018", "May 3–4 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("on May 3 and 4, 2018", "May 3 and 4, 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("from May 3 to 4, 2018", "May 3 to 4, 2018", "2018-05-03", "2018-05-04", "day_range"),
    ("on March 3-4 the lake froze", "March 3-4", "2022-03-03", "2022-03-04", "day_range"),
    ("on 3-4 March the lake froze", "3-4 March", "2022-03-03", "2022-03-04", "day_range"),
    ("30 April – 1 May 2018", "30 April – 1 May 2018", "2018-04-30", "2018-05-01", "day_range"),
    ("from 30 April to 1 May 2018", "30 April to 1 May 2018", "2018-04-30", "2018-05-01", "day_range"),
    ("April 30 – May 1, 2018", "April 30 – May 1, 2018", "2018-04-30", "2018-05-01", "day_range"),
    ("from April 30 through May 1", "April 30 through May 1", "2022-04-30", "2022-05-01", "day_range"),
    (
        "30 December 2018 – 2 January 2019",
        "30 December 2018 – 2 January 2019",
        "2018-12-30",
        "2019-01-02",
        "day_range",
    ),
    ("30 December – 2 January 2019", "30 December – 2 January 2019", "2018-12-30", "2019-01-02", "day_range"),
    (
        "December 30, 2018 to January 2, 2019",
        "December 30, 2018 to January 2, 2019",
        "2018-12-30",
        "2019-01-02",
        "day_range",
    ),
    ("held in June 2015", "June 2015", "2015-06-01", "2015-06-30", "month"),
    ("held in June, 2015", "June, 2015", "2015-06-01", "2015-06-30", "month"),
    ("held in June of 2015", "June of 2015", "2015-06-01", "2015-06-30", "month"),
    ("held in February 2020", "February 2020", "2020-02-01", "2020-02-29", "month"),
    ("held in June", "June", "2022-06-01", "2022-06-30", "month"),
    ("held in May", "May", "2022-05-01", "2022-05-31", "month"),
    ("held last December", "December", "2021-12-01", "2021-12-31", "month"),
    ("from June to July 2015", "June to July 2015", "2015-06-01", "2015-07-31", "month"),
    ("in June–July 2015", "June–July 2015", "2015-06-01", "2015-07-31", "month"),
    ("in December and January 2016", "December and January 2016", "2015-12-01", "2016-01-31", "month"),
    ("in the first quarter of 2023", "first quarter of 2023", "2023-01-01", "2023-03-31", "month"),
    ("in the 4th quarter of 2023", "4th quarter of 2023", "2023-10-01", "2023-12-31", "month"),
    ("in Q3 2023", "Q3 2023", "2023-07-01", "2023-09-30", "month"),
    ("in the second half of 2023", "second half of 2023", "2023-07-01", "2023-12-31", "month"),
    ("in spring 2023", "spring 2023", "2023-03-01", "2023-05-31", "month"),
    ("in the winter of 2023", "winter of 2023", "2023-12-01", "2024-02-29", "month"),
    ("built in 1998", "1998", "1998-01-01", "1998-12-31", "year"),
    ("by the end of 2024", "2024", "2024-01-01", "2024-12-31", "year"),
    ("in mid-2023", "2023", "2023-01-01", "2023-12-31", "year"),
    ("the fire (2011)", "2011", "2011-01-01", "2011-12-31", "year"),
    ("in 2018-2019", "2018-2019", "2018-01-01", "2019-12-31", "year_range"),
    ("in 2018–2019", "2018–2019", "2018-01-01", "2019-12-31", "year_range"),
    ("from 2018 to 2020", "2018 to 2020", "2018-01-01", "2020-12-31", "year_range"),
    ("in 2018/2019", "2018/2019", "2018-01-01", "2019-12-31", "year_range"),
    ("in 2021-22", "2021-22", "2021-01-01", "2022-12-31", "year_range"),
    ("in the 1990s", "1990s", "1990-01-01", "1999-12-31", "year_range"),
    ("met today", "today", "2022-02-21", "2022-02-21", "day"),
    ("met yesterday", "yesterday", "2022-02-20", "2022-02-20", "day"),
    ("will meet tomorrow", "tomorrow", "2022-02-22", "2022-02-22", "day"),
    ("met on Thursday", "Thursday", "2022-02-17", "2022-02-17", "day"),
    ("met on Monday", "Monday", "2022-02-21", "2022-02-21", "day"),
    ("will meet on Thursday", "Thursday", "2022-02-24", "2022-02-24", "day"),
    ("met last Monday", "last Monday", "2022-02-14", "2022-02-14", "day"),
    ("see you next Monday", "next Monday", "2022-02-28", "2022-02-28", "day"),
    ("met last week", "last week", "2022-02-14", "2022-02-20", "day_range"),
    ("met this week", "this week", "2022-02-21", "2022-02-27", "day_range"),
    ("opens next month", "next month", "2022-03-01", "2022-03-31", "month"),
    ("opened last year", "last year", "2021-01-01", "2021-12-31", "year"),
    ("at the seventy-fifth session", "seventy-fifth session", None, None, "ordinal_session"),
    ("at the 75th session", "75th session", None, None, "ordinal_session"),
    ("at the tenth special session", "tenth special session", None, None, "ordinal_session"),
]

NO_DATES = [
    "It may rain, and march we must.",
    "Some 2000 people came.",
    "More than 2000 came.",
    "Resolution 1998 was read.",
    "Symbol A/70/2019 was read.",
    "S/2007/279 was read.",
    "A price of $2019 was paid.",
    "Rooms 2021-25 were free.",
    "The bill came to 2,019 and 2019.5.",
    "On 31 February nothing happened.",
    "Room 45 May be free.",
]

ROLES = [
    ("on 5 May 2018 they met", DateRole.EVENT),
    ("resolution 72/7 of 17 November 2017", DateRole.INSTRUMENT),
    ("the Declaration of 26 March 1998", DateRole.INSTRUMENT),
    ("the Lakeside Declaration (2011)", DateRole.INSTRUMENT),
    ("the 2006 Treaty on Lakes", DateRole.INSTRUMENT),
    ("the 2030 Agenda", DateRole.INSTRUMENT),
    ("resolution 1540 (2004)", DateRole.INSTRUMENT),
    ("the Declaration, adopted on 26 March 1998", DateRole.EVENT),
    ("for the years of 2018-2019", DateRole.VALIDITY),
    ("for the period 2018-2019", DateRole.VALIDITY),
    ("by 2030", DateRole.DEADLINE),
    ("no later than 31 December 2025", DateRole.DEADLINE),
    ("until 1 May 2025", DateRole.DEADLINE),
    ("by the end of 2025", DateRole.DEADLINE),
    ("Rivers of the North\n5 May 2018\nThe rivers rose.", DateRole.DOCUMENT),
    ("Distr.: General\n5 May 2018\nThe rivers rose.", DateRole.DOCUMENT),
    ("OSLO, 5 May 2018 - The rivers rose.", DateRole.DOCUMENT),
]


def _only(text: str, reference: date | None = REFERENCE) -> DateExpression:
    found = find_dates(text, reference)
    assert len(found) == 1, [each.span.of(text) for each in found]
    return found[0]


@pytest.mark.parametrize(("text", "words", "start", "end", "precision"), EXPRESSIONS)
def test_says_the_right_days(
    text: str, words: str, start: str | None, end: str | None, precision: str
) -> None:
    found = _only(text)
    days = tuple(day and day.isoformat() for day in (found.start, found.end))
    assert (found.span.of(text), *days, found.precision) == (words, start, end, precision)


@pytest.mark.parametrize("text", NO_DATES)
def test_finds_no_date_where_there_is_none(text: str) -> None:
    assert [found.span.of(text) for found in find_dates(text, REFERENCE)] == []


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_knows_what_is_dated(text: str, role: DateRole) -> None:
    assert find_dates(text, REFERENCE)[-1].role is role


@pytest.mark.parametrize(
    "text", ["on 5 March", "on March 5-6", "in June", "today", "on Thursday", "last week"]
)
def test_names_no_day_without_a_reference(text: str) -> None:
    found = _only(text, None)
    assert (found.start, found.end, found.precision) == (None, None, "none")


def test_date_in_an_instruments_name_belongs_to_it() -> None:
    text = "the Joint Plan for Lakes 2018-2019 was read"
    mention = InstrumentMention(Span(4, 34), "plan", InstrumentRole.OBJECT, "rule")
    assert [found.role for found in find_dates(text, REFERENCE, (mention,))] == [DateRole.INSTRUMENT]
    assert [found.role for found in find_dates(text, REFERENCE)] != [DateRole.INSTRUMENT]


@pytest.mark.parametrize("rule", load("rules_dates", Rule), ids=lambda rule: rule.id)
def test_examples_of_rules(rule: Rule) -> None:
    reference = None if rule.id == "date_without_year" else REFERENCE
    for text in rule.examples:
        assert rule.id in [found.rule_id for found in find_dates(text, reference)], text
    for text in rule.counter_examples:
        assert rule.id not in [found.rule_id for found in find_dates(text, reference)], text


@given(st.text(alphabet="0123456789 -–/.,\nMarchJuneofandtoday()", max_size=200))
def test_expressions_are_in_order_and_never_overlap(text: str) -> None:
    found = find_dates(text, REFERENCE)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(each.start <= each.end for each in found if each.start and each.end)


@pytest.mark.parametrize("piece", ["1, ", "10-", "1 to ", "May ", "twenty-", "2001 ", "Monday "])
def test_time_grows_with_the_text_only(piece: str) -> None:
    started = time.monotonic()
    find_dates(piece * (100_000 // len(piece)), REFERENCE)
    assert time.monotonic() - started < 8
