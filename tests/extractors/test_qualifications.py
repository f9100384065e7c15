"""Conditions, hedges, adverbs and acts that are not to be done."""

from __future__ import annotations

import pytest

from extractors.commitments.qualifications import Qualification, find_qualification
from extractors.grammar.tokens import tokenize
from extractors.lexicon import load
from extractors.model import Span
from tests.extractors.clause_reading import read_text


@pytest.mark.parametrize("entry", load("qualifications", Qualification), ids=lambda entry: entry.id)
def test_lexicon(entry: Qualification) -> None:
    def found(text: str) -> bool:
        tokens = tokenize(text, Span(0, len(text)))
        return find_qualification(tokens, 0, len(tokens), entry.sort) is not None

    assert all(found(text) for text in entry.examples)
    assert not any(found(text) for text in entry.counter_examples)


CASES = [
    ("The envoys strongly urged all States to deepen ports.", ["strongly"]),
    ("The envoys also agreed to deepen ports.", []),
    ("The envoys will dredge the port as far as possible.", ["as far as possible"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_qualifiers(text: str, expected: list[str]) -> None:
    document, _, (record,), _ = read_text(text)
    assert [span.of(document.text) for span in record.qualifiers] == expected


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("The envoys agreed not to sell the ships.", True),
        ("The envoys urged all States to refrain from selling ships.", True),
        ("The envoys agreed to sell ships that do not sail.", False),
    ],
)
def test_negative_acts(text: str, negative: bool) -> None:
    _, _, (record,), _ = read_text(text)
    assert record.is_negative is negative


def test_condition() -> None:
    document, _, (record,), _ = read_text("The office will train pilots, upon request, in the port.")
    assert record.condition_span and record.condition_span.of(document.text) == "upon request"
