"""The alphabets: each language's text is known in each encoding that it was written in."""

from __future__ import annotations

import time

import pytest

from extractors.files.code_pages import Alphabet, find_code_page
from extractors.files.encoding import decode
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


DETECTED = [
    ("Sendinefndirnar ræddu ástand vatnanna og ákváðu að hittast aftur á næsta ári.", "mac-iceland"),
    ("Les délégations ont réaffirmé l’intérêt qu’elles portent à la coopération.", "mac-roman"),
    ("Die Abordnungen prüften die Lage der Flüsse und Seen in der Umgebung.", "cp850"),
    ("Delegacje omówiły współpracę państw w dziedzinie żeglugi i łączności.", "cp852"),
    ("Делегации рассмотрели состояние рек и озёр и условились собраться вновь.", "mac-cyrillic"),
    (
        "각국 대표단은 강과 호수의 상태를 논의하고 내년에 다시 만나기로 합의했다. 비용은 똑같이 나눈다.",
        "johab",
    ),
]


@pytest.mark.parametrize(("text", "encoding"), DETECTED)
def test_a_detector_is_believed_where_the_words_bear_it_out(text, encoding):
    found = find_code_page(text.encode(encoding))
    assert found is not None and text.encode(encoding).decode(found) == text


@pytest.mark.parametrize("encoding", ["iso2022-jp", "iso2022-kr"])
def test_escape_sequences_are_followed(encoding):
    text = {"iso2022-jp": "各国の代表団は川と湖の状態について話し合い、来年もう一度集まることにした。"}.get(
        encoding, "각국 대표단은 강과 호수의 상태를 논의하고 내년에 다시 만나기로 합의했다."
    )
    assert decode((text * 2).encode(encoding)) == (text * 2, encoding.replace("-", "_"))


def test_two_opinions_on_a_short_text_are_none():
    assert find_code_page("La reunión será en París mañana.".encode("mac-roman")) is None


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
