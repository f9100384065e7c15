"""Actors: states, organisations, groups, regions and persons."""

from __future__ import annotations

import pytest

from extractors.lexicon import Rule, load
from extractors.mentions.actors import find_actors
from extractors.mentions.misspellings import Misspellings, is_one_letter_off
from extractors.mentions.organisations import OrganisationEntry, organisations
from extractors.mentions.states import StateEntry, state_names, usual_name

_PREFIX = {"organisation": "org", "group": "group", "region": "region"}


def _mentions(text: str) -> list[tuple[str, str]]:
    return [(mention.actor_key, mention.span.of(text)) for mention in find_actors(text)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Kyrgyz Republic and the USA", [("iso:KG", "Kyrgyz Republic"), ("iso:US", "USA")]),
        ("the Kazakh-Turkmen border and the Uzbek side", []),
        ("South Korea, Türkiye", [("iso:KR", "South Korea"), ("iso:TR", "Türkiye")]),
        ("The U.S. delegation", [("iso:US", "U.S.")]),
        ("The Ministry of Foreign Affairs of the Kyrgyz Republic", [
            ("org:MFA_KG", "Ministry of Foreign Affairs of the Kyrgyz Republic")]),
        ("the Government of Tajikistan", [("org:GOV_TJ", "Government of Tajikistan")]),
        ("the Organisation for Security and Co-operation in Europe (OSCE)", [
            ("org:OSCE", "Organisation for Security and Co-operation in Europe"), ("org:OSCE", "OSCE")]),
        ("the Lakeside Water Institute (LWI). LWI spoke.", [
            ("org:LWI", "Lakeside Water Institute"), ("org:LWI", "LWI"), ("org:LWI", "LWI")]),
        ("the Plan for Lakes (PFL)", []),
        ("the C5+1 and the countries of Central Asia", [
            ("group:C5_PLUS_1", "C5+1"), ("group:CENTRAL_ASIAN_STATES", "countries of Central Asia")]),
        ("the African Union Commission", [("org:AU", "African Union")]),
        ("New Jersey and New Mexico", []),
        ("Mr. Anders Holmqvist", [("person:ANDERS_HOLMQVIST", "Anders Holmqvist")]),
        ("President of Norway, Ms. Eva Lind", [("iso:NO", "Norway"), ("person:EVA_LIND", "Eva Lind")]),
        ("Minister of the Republic", []),
    ],
)  # fmt: skip
def test_finds_actors(text: str, expected: list[tuple[str, str]]) -> None:
    assert _mentions(text) == expected


def test_a_surname_is_the_person_named_in_full() -> None:
    actors, mentions = find_actors("Minister Eva Lind arrived. Minister Lind spoke.")
    assert [actor.key for actor in actors] == ["person:EVA_LIND"]
    assert actors[0].aliases == ("Lind",)
    assert len(mentions) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ms. Eva Lindstrom spoke. Ms. Eva Linndstrom left. Ms. Eva Lindstrom slept.", ["Eva Lindstrom"]),
        ("Ms. Eva Lindstrom, Ms. Eva Linndstrom; Ms. Eva Lindstrom, Ms. Eva Linndstrom.", [
            "Eva Lindstrom", "Eva Linndstrom"]),
        ("Ms. Maria Dahl spoke. Mr. Mario Dahl left.", ["Maria Dahl", "Mario Dahl"]),
        ("Kazahkstan and Kazakhstan", ["Kazakhstan"]),
        ("Gambia and Zambia, Slovakia and Slovenia, Niger and Nigeria, Austria and Australia", [
            "Gambia", "Zambia", "Slovakia", "Slovenia", "Niger", "Nigeria", "Austria", "Australia"]),
    ],
)  # fmt: skip
def test_a_name_a_letter_off(text: str, names: list[str]) -> None:
    assert [actor.name for actor in find_actors(text)[0]] == names


def test_a_word_near_two_names_is_taken_for_neither() -> None:
    assert Misspellings({"Lakelandia": "A", "Lakerandia": "B"}).meant_by("Lakedandia") is None
    assert Misspellings({"Lakelandia": "A", "Lakerandia": "A"}).meant_by("Lakedandia") == "Lakelandia"


def test_no_two_known_names_are_taken_for_one() -> None:
    known = {name: entry.id for entry in organisations() for name in (entry.name, *entry.names)}
    known |= state_names()
    nearest = Misspellings(known)
    assert [name for name in known if nearest.meant_by(name) is not None] == []


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("Kazahkstan", "Kazakhstan", True),
        ("Uzbekhistan", "Uzbekistan", True),
        ("Indoensia", "Indonesia", True),
        ("Porgugal", "Portugal", True),
        ("Mauritania", "Mauritius", False),
        ("Nigerian", "Nigeria", False),
        ("Emiratis", "Emirates", False),
        ("Phillipines", "Philippines", False),
    ],
)
def test_one_letter_off(one: str, other: str, is_near: bool) -> None:
    assert is_one_letter_off(one, other) is is_near
    assert is_one_letter_off(other, one) is is_near


def test_usual_name_of_an_unknown_code() -> None:
    with pytest.raises(KeyError):
        usual_name("XX")


@pytest.mark.parametrize("entry", load("states", StateEntry), ids=lambda entry: entry.id)
def test_examples_of_states(entry: StateEntry) -> None:
    for text in entry.examples:
        assert f"iso:{entry.id}" in [key for key, _ in _mentions(text)], text
    for text in entry.counter_examples:
        assert f"iso:{entry.id}" not in [key for key, _ in _mentions(text)], text


@pytest.mark.parametrize("entry", organisations(), ids=lambda entry: entry.id)
def test_examples_of_organisations(entry: OrganisationEntry) -> None:
    for text in entry.examples:
        keys = [key for key, _ in _mentions(text)]
        assert (keys == []) if entry.kind == "none" else (f"{_PREFIX[entry.kind]}:{entry.id}" in keys), text


@pytest.mark.parametrize("rule", load("rules_actors", Rule), ids=lambda rule: rule.id)
def test_examples_of_rules(rule: Rule) -> None:
    for text in rule.examples:
        assert rule.id in [mention.rule_id for mention in find_actors(text)[1]], text
    for text in rule.counter_examples:
        assert rule.id not in [mention.rule_id for mention in find_actors(text)[1]], text
