"""Sentences tile the text and survive abbreviations, labels, lists and false paragraph breaks."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.grammar.sentences import Abbreviation, split_sentences
from extractors.lexicon import load
from tests.documents import parsed

CASES = [
    ("Mr. Ali spoke. H.E. Ms. Berg left.", ["Mr. Ali spoke.", "H.E. Ms. Berg left."]),
    ("See No. 5 and Art. 7 of it. They left.", ["See No. 5 and Art. 7 of it.", "They left."]),
    (
        "The U.S. Senate met. So did the U.S. The rest slept.",
        ["The U.S. Senate met.", "So did the U.S.", "The rest slept."],
    ),
    ("Fruit, e.g. pears, was sold. It was 3.5 kg.", ["Fruit, e.g. pears, was sold.", "It was 3.5 kg."]),
    ("J. Berg of St. Olav spoke.", ["J. Berg of St. Olav spoke."]),
    ("1. Urges calm;\n\n2. Asks for rain.", ["1. Urges calm;", "2. Asks for rain."]),
    ("They saw the works of\n\nthe harbour office.", ["They saw the works of\n\nthe harbour office."]),
    (
        "The crews shall\n\n3/9\n\nLC/2031/85\n\nrepair the pier.",
        ["The crews shall\n\n3/9\n\nLC/2031/85\n\nrepair the pier."],
    ),
    ("The crews met.\n\n3/9\n\nThey left.", ["The crews met.", "3/9", "They left."]),
    (
        "The crews shall\n\nthe ninth\n\nRepair it.\n\n12",
        ["The crews shall\n\nthe ninth", "Repair it.", "12"],
    ),
    (
        "The members:\n\nnoting the rain,\n\nbased on trust,",
        ["The members:", "noting the rain,", "based on trust,"],
    ),
    (
        "They agreed to:\n- open a port;\n- close a road.",
        ["They agreed to:", "- open a port;", "- close a road."],
    ),
    (
        "A heading\n\nThey met and\nthen they left. So be it.",
        ["A heading", "They met and\nthen they left.", "So be it."],
    ),
    ('He said "Stop." They did.', ['He said "Stop."', "They did."]),
    ("75/3. Title of it\n\nThe Board,", ["75/3. Title of it", "The Board,"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in split_sentences(parsed(text))] == expected


@pytest.mark.parametrize("entry", load("abbreviations", Abbreviation), ids=lambda entry: entry.id)
def test_abbreviations(entry: Abbreviation) -> None:
    for text in entry.examples:
        assert len(split_sentences(parsed(text))) == 1, text
    for text in entry.counter_examples:
        assert len(split_sentences(parsed(text))) == 2, text


WORDS = st.sampled_from(
    ["They met.", "U.S.", "No.", "the", "\n", "\n\n", "1.", "(a)", "- ", ":", "“x.”", "Mr.", ";", "É"]
)


@given(st.lists(WORDS, min_size=1, max_size=40))
def test_sentences_tile_the_text(words: list[str]) -> None:
    text = "x " + " ".join(words)
    spans = split_sentences(parsed(text))
    assert all(before.end <= after.start for before, after in pairwise(spans))
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert all(i in covered for i, char in enumerate(text) if not char.isspace())
