"""Deadlines: which kind the words set, and by which day the act is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extractors.commitments.commitments import find_commitments
from extractors.commitments.deadline_days import DeadlineContext, due_day
from extractors.commitments.deadlines import (
    Deadline,
    DeadlinePhrase,
    FrequencyPhrase,
    PatternPart,
    compiled,
    find_deadline,
)
from extractors.grammar.roles import assign_roles
from extractors.grammar.sentences import split_sentences
from extractors.grammar.tokens import tokenize
from extractors.lexicon import Rule, load
from extractors.mentions.dates import find_dates
from extractors.model import (
    DatePrecision,
    DeadlineType,
    EventKind,
    EventReport,
    EventStatus,
    Frequency,
    Span,
)
from tests.documents import parsed
from tests.extractors.clause_reading import NARRATIVE

ENTRIES = load("deadlines", DeadlinePhrase)
TODAY = date(2030, 5, 15)


def deadline_of(text: str, context: DeadlineContext | None = None) -> Deadline:
    tokens = tokenize(text, Span(0, len(text)))
    context = context or DeadlineContext(TODAY, None, find_dates(text, TODAY))
    return find_deadline(tokens, 0, len(tokens), context, act=0)


@pytest.mark.parametrize("part", load("deadline_parts", PatternPart), ids=lambda part: part.id)
def test_parts(part: PatternPart) -> None:
    for text in part.examples:
        assert compiled(part.pattern).fullmatch(text), text
    for text in part.counter_examples:
        assert not compiled(part.pattern).fullmatch(text), text


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_lexicon(entry: DeadlinePhrase) -> None:
    for text in entry.examples:
        assert deadline_of(text).type is entry.type, text
    for text in entry.counter_examples:
        assert deadline_of(text).type is DeadlineType.NONE, text


@pytest.mark.parametrize("entry", load("frequencies", FrequencyPhrase), ids=lambda entry: entry.id)
def test_frequencies(entry: FrequencyPhrase) -> None:
    for text in entry.examples:
        found = deadline_of(text)
        assert (found.type, found.frequency) == (DeadlineType.RECURRING, Frequency(entry.id)), text
    for text in entry.counter_examples:
        assert deadline_of(text).frequency is not Frequency(entry.id), text


def summit(text: str) -> tuple[EventReport, ...]:
    """Return a dated report of the summit that a text names."""
    at = text.find("next summit")
    if at < 0:
        return ()
    span, day = Span(at, at + 11), date(2031, 9, 2)
    return (
        EventReport(
            span, EventKind.SUMMIT, "summit", day, day, DatePrecision.DAY, None, None, None,
            EventStatus.PLANNED, False, (span,), (), None, "x", 0.9,
        ),
    )  # fmt: skip


RULES = load("rules_deadlines", Rule)
CASES = [(rule.id, text, True) for rule in RULES for text in rule.examples]
CASES += [(rule.id, text, False) for rule in RULES for text in rule.counter_examples]


@pytest.mark.parametrize(("rule_id", "text", "tells"), CASES)
def test_rules(rule_id: str, text: str, tells: bool) -> None:
    document, metadata = parsed(text), replace(NARRATIVE, adopted_date=TODAY)
    sentences = assign_roles(document, split_sentences(document), metadata)
    dates, events = find_dates(text, TODAY), summit(text)
    (record,), _ = find_commitments(document, metadata, sentences, dates, ((), ()), events, None)
    assert (record.deadline_rule == rule_id) is tells
    assert (record.deadline_date is None) is (record.deadline_rule is None)


DAYS = [
    ("They will open it by the end of next year.", date(2031, 12, 31)),
    ("They will open it before the end of the decade.", date(2039, 12, 31)),
    ("They will open it within 30 days.", date(2030, 6, 14)),
    ("They will open it within half a year.", date(2030, 11, 15)),
    ("They will open it within a three-month period.", date(2030, 8, 15)),
    ("They will open it in the shortest possible time.", None),
    ("They will open it within two weeks of the adoption of the present resolution.", date(2030, 5, 29)),
    ("They will open it in the next two years.", date(2032, 5, 15)),
    ("They will report to the General Assembly at its eighty-sixth session.", date(2031, 9, 30)),
    ("They will report to the General Assembly at its eighty-fourth session.", None),
    ("They will report to the General Assembly at its resumed eighty-sixth session.", None),
    ("They will open it within forty-five (45) days.", date(2030, 6, 29)),
    ("They will open it over the next year.", date(2031, 5, 15)),
    ("They will open it no later than 2032.", date(2032, 12, 31)),
    ("They will report at the Ocean Conference in 2032.", date(2032, 12, 31)),
    ("They will open it within 30 days of receipt of the keys.", None),
    ("They will extend it for a period of six months.", None),
    ("They will report at its eighty-fifth session.", None),
]


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_days(text: str, day: date | None) -> None:
    context = DeadlineContext(TODAY, None, find_dates(text, TODAY))
    assert deadline_of(text, context).day == day


def test_months_end() -> None:
    text = "They will open it within one month."
    assert deadline_of(text, DeadlineContext(date(2031, 1, 31))).day == date(2031, 2, 28)


def test_unknown_days() -> None:
    text = "within six months"
    span = Span(0, len(text))
    assert due_day(DeadlineType.RELATIVE, span, text, DeadlineContext()) is None
    assert due_day(DeadlineType.VAGUE, span, text, DeadlineContext(TODAY)) is None


CHOICES = [
    ("They will renew it for a period of six months until 4 July 2031.", DeadlineType.ABSOLUTE),
    ("They shall soon report on the plan of 2031, within 90 days of their return.", DeadlineType.RELATIVE),
    ("They shall submit an annual report at their next session.", DeadlineType.BY_EVENT),
    ("They will meet every year, the first time in March 2031.", DeadlineType.RECURRING),
    ("They will launch an annual dialogue on ports.", DeadlineType.NONE),
    ("They will hold an annual dialogue on ports.", DeadlineType.RECURRING),
    ("They will restore the border as it was before 4 July 1998.", DeadlineType.NONE),
    ("They will carry out the plan made at the ninth session.", DeadlineType.NONE),
    ("They will fund the trade that grew since 2031 and for the period 2031-2033.", DeadlineType.NONE),
    ("They will count the ships, the crews, the ports and the quays and in this way aid regular visits.",
     DeadlineType.NONE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), CHOICES)
def test_choices(text: str, kind: DeadlineType) -> None:
    assert deadline_of(text).type is kind


UNDATED = [
    ("They will open it in May 2031.", DeadlineType.ABSOLUTE),
    ("They will discuss the plan drawn up by crews in May 2031.", DeadlineType.NONE),
    ("They will open it by May 2031.", DeadlineType.ABSOLUTE),
]


@pytest.mark.parametrize(("text", "kind"), UNDATED)
def test_without_a_day_of_its_own(text: str, kind: DeadlineType) -> None:
    assert deadline_of(text, DeadlineContext(dates=find_dates(text, None))).type is kind


@pytest.mark.parametrize(
    ("line", "items"),
    [
        ("The ministers agreed to take the following steps by June 2031:", "- open a port;\n- build a road"),
        ("By June 2031, we will:", "- open a port;\n- build a road"),
        (
            "The ministers agreed to take the following steps by June 2031:",
            "1. Norway will close a port for a period of 90 days.\n2. Sweden will build a road",
        ),
    ],
)
def test_a_list_shares_the_deadline_of_its_line(line: str, items: str) -> None:
    text = f"{line}\n\n{items} by July 2031."
    document, metadata = parsed(text), replace(NARRATIVE, adopted_date=TODAY)
    sentences = assign_roles(document, split_sentences(document), metadata)
    records, _ = find_commitments(document, metadata, sentences, find_dates(text, TODAY), ((), ()), (), None)
    assert [record.deadline_date for record in records] == [date(2031, 6, 30), date(2031, 7, 31)]
