"""Deadlines: which kind the words set."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.deadlines import DeadlinePhrase, find_deadline
from extractors.lexicon import load
from extractors.model import DateExpression, DatePrecision, DateRole, DeadlineType, Span

ENTRIES = load("deadlines", DeadlinePhrase)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_lexicon(entry: DeadlinePhrase) -> None:
    for text in entry.examples:
        assert find_deadline(text, Span(0, len(text)), ()).type is entry.type, text
    for text in entry.counter_examples:
        assert find_deadline(text, Span(0, len(text)), ()).type is DeadlineType.NONE, text


def test_resolved_day() -> None:
    text = "They will open it by 2031."
    found = DateExpression(
        Span(21, 25), date(2031, 1, 1), date(2031, 12, 31), DatePrecision.YEAR, DateRole.OTHER, "x"
    )
    assert find_deadline(text, Span(0, len(text)), (found,)).day == date(2031, 12, 31)
