"""The alphabets: each language's text is known in each encoding that it was written in."""

from __future__ import annotations

import time

import pytest

from extractors.files.code_pages import Alphabet, find_code_page
from extractors.lexicon import load

ALPHABETS = load("alphabets", Alphabet)
EXAMPLES = [(a.id, encoding, text) for a in ALPHABETS for encoding in a.encodings for text in a.examples]
COUNTER_EXAMPLES = [(a, text) for a in ALPHABETS for text in a.counter_examples]


@pytest.mark.parametrize(("alphabet", "encoding", "text"), EXAMPLES)
def test_a_language_is_read_in_its_encodings(alphabet, encoding, text):
    found = find_code_page(text.encode(encoding))
    assert found is not None and text.encode(encoding).decode(found) == text


@pytest.mark.parametrize(("alphabet", "text"), COUNTER_EXAMPLES)
def test_an_alphabet_leaves_other_languages_alone(alphabet, text):
    others = next(a for a in ALPHABETS if text in a.examples)
    assert not set(alphabet.encodings) & {find_code_page(text.encode(e)) for e in others.encodings}


NAMES = [
    ("The Presidents met in S\xe3o Paulo and thanked C\xf4te d\u2019Ivoire.", "cp1252"),
    ("The Ministers\u2019 \u201cclear\u201d wish \u2013 peace \u2013 costs \xa35.", "cp1252"),
    ("The title is «Ташкентская декларация» in Russian.", "cp1251"),
]


@pytest.mark.parametrize(("text", "encoding"), NAMES)
def test_a_text_may_hold_names_from_elsewhere(text, encoding):
    found = find_code_page(text.encode(encoding))
    assert found is not None and text.encode(encoding).decode(found) == text


@pytest.mark.parametrize("sample", [b"\xff" * 100_000, b"\xe9\xc9" * 50_000, bytes(range(256)) * 400])
def test_noise_is_told_quickly(sample):
    started = time.monotonic()
    assert find_code_page(sample) is None
    assert time.monotonic() - started < 20
