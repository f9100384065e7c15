"""Clauses: which verbs govern, who their subjects are, where each clause ends."""

from __future__ import annotations

import pytest

from extractors.grammar.clauses import predicates
from extractors.grammar.tokens import tokenize
from extractors.model import Span

CASES = [
    # text, [(subject, verb group, end of the clause)]
    (
        "the sides noted the rain and agreed to go",
        [("the sides", "noted", "rain"), ("the sides", "agreed", "go")],
    ),
    ("Norway, Fiji and Chad called on all to go", [("norway , fiji and chad", "called on", "go")]),
    ("in May, the sides agreed to go", [("the sides", "agreed", "go")]),
    ("the sides, meeting in Oslo, agreed to go", [("the sides , meeting in oslo ,", "agreed", "go")]),
    ("Norway – host of the fair – will pay", [("norway – host of the fair –", "will pay", "pay")]),
    ("noting that the Board decided to go, they agreed to stay", [("they", "agreed", "stay")]),
    ("the pact agreed by the sides holds", []),
    ("the sides which agreed to go left", []),
    ("donor states support the plan", [("donor states", "support", "plan")]),
    ("their support for the plan", []),
    ("the sides noted and expressed readiness to go", [("the sides", "noted and expressed", "go")]),
    ("we are ready to go", [("we", "are ready", "go")]),
    ("they thought (we agreed to go) so", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_predicates(text: str, expected: list[tuple[str, str, str]]) -> None:
    tokens = tokenize(text, Span(0, len(text)))
    found = [
        (
            tokens.phrase(p.subject.start, p.subject.end) if p.subject else "",
            tokens.phrase(p.start, p.after),
            tokens.words[p.end - 1],
        )
        for p in predicates(tokens, 0, len(tokens), initial=False)
    ]
    assert found == expected


def test_a_verb_may_open_an_operative_paragraph() -> None:
    text = "Also urges calm"
    tokens = tokenize(text, Span(0, len(text)))
    assert len(predicates(tokens, 0, len(tokens), initial=True)) == 1
    assert not predicates(tokens, 0, len(tokens), initial=False)


def test_tokens_keep_quotes_in_pairs() -> None:
    text = "adopted the ‘Oslo Pact’, and left"
    tokens = tokenize(text, Span(0, len(text)))
    assert tokens.span(0, 4).of(text) == "adopted the ‘Oslo Pact’"
