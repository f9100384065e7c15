"""Patterns tried at their first words only: they must find what they find when tried everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from pathlib import Path

import pytest

from extractors.documents import contacts
from extractors.events import met, observances, papers, phrases, visits
from extractors.grammar.word_places import WordPlaces, first_words, in_any_case, word_places
from extractors.instruments import citations, mentions, names
from extractors.mentions import actors, persons, places

_SAMPLES = Path(__file__).parents[2] / "samples"
_TEXT = (
    "\n".join(
        path.read_text(encoding="utf-8", errors="replace")
        for folder in (_SAMPLES / "inbox", _SAMPLES / "sources")
        for path in sorted(folder.glob("*"))
        if path.suffix in (".txt", ".md")
    )
    + """
Mr. Ilian Marsh, Prime Minister Ada Brook and Crown Prince Tor met in Oakford, California. They agreed to
MEET again on 3 May, looked forward to convening in Lakeside at COP31 or cop 32, and travelled to Almaty.
The Permanent Mission of Kazakhstan called the Office of the Envoy, Tel: +371 67 000 000, FAX 067 000 001.
The tenth anniversary of the Lakes Treaty, RESOLUTION 1325 (2000), UNSCRs 1 and its decisions 72/7 and 73/9.
This Declaration asks for a new General Assembly resolution on rafts and the present Joint Communiqué.
"""
)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (actors._BODY, actors._BODY_WORDS),
        (citations._HEAD, citations._FIRST_OF_HEAD),
        (contacts._LABELLED, contacts._FIRST_OF_LABELLED),
        (mentions._THIS_TEXT, mentions._POINTING),
        (met._AGAIN, met._FIRST_OF_AGAIN),
        (met._MET, met._FIRST_OF_MET),
        (names._PROPOSED, names._ARTICLES),
        (names.heads_pattern(), names._first_words()),
        (observances._ANNIVERSARY, frozenset(("anniversary",))),
        (persons._FUNCTIONARY, persons._FUNCTIONS),
        (persons._TITLED, persons._TITLES),
        (phrases._nouns_pattern(), phrases._first_words()),
        (places._TOWN, places._FIRST_OF_TOWN),
        (visits._VERB, visits._VERBS),
    ],
)
def test_nothing_is_lost(pattern: re.Pattern[str], words: Set[str]) -> None:
    everywhere = [match.span() for match in pattern.finditer(_TEXT)]
    assert everywhere
    assert [match.span() for match in WordPlaces(_TEXT).matches(pattern, words)] == everywhere


@pytest.mark.parametrize(
    ("pattern", "words", "is_second"),
    [
        (names._BILATERAL, names._DETERMINERS, names._CAPITAL.match),
        (papers._POINTING, papers._THE, papers._TYPE_WORDS.__contains__),
    ],
)
def test_nothing_is_lost_by_the_second_word(
    pattern: re.Pattern[str], words: Set[str], is_second: Callable[[str], object]
) -> None:
    text = f"{_TEXT} They praised the Lake-River fishing agreement. The Treaty is in force, and so is the"
    everywhere = [match.span() for match in pattern.finditer(text)]
    assert everywhere
    assert [match.span() for match in WordPlaces(text).matches(pattern, words, is_second)] == everywhere


def test_words_stand_where_they_are_said_to() -> None:
    words = word_places("To meet or not to meet, at COP27.")
    assert words.of({"meet", "to"}) == [(3, "meet"), (15, "to"), (18, "meet")]
    assert words.where(str.isupper) == [(27, "COP27")]


def test_matches_do_not_overlap() -> None:
    assert [m.span() for m in WordPlaces("a a a a").matches(re.compile("a a"), {"a"})] == [(0, 3), (4, 7)]


def test_words_of_a_pattern() -> None:
    assert first_words(r"Crown\sPrince|King") == {"Crown", "King"}
    assert in_any_case(["will"]) == {"will", "Will", "WILL"}
