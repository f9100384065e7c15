"""Places: cities and states under their usual names."""

from __future__ import annotations

import pytest

from extractors.lexicon import Rule, load
from extractors.mentions.places import PlaceEntry, find_places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bergen, Norway, was wet.", [("Bergen", "NO"), ("Norway", "NO")]),
        ("(Bergen, 11–13 June 2021)", [("Bergen", "NO")]),
        ("Bergen, he said, was wet.", []),
        ("They met in Tashkent, Uzbekistan.", [("Tashkent", "UZ"), ("Uzbekistan", "UZ")]),
        ("TASHKENT TO HOST FAIR", [("Tashkent", "UZ")]),
        ("They met in Nur-Sultan and in Kiev.", [("Astana", "KZ"), ("Kyiv", "UA")]),
        ("They met in New\nYork and Washington, D.C.", [("New York", "US"), ("Washington, D.C.", "US")]),
        ("The Shanghai Cooperation Organization met in Samarqand.", [("Samarkand", "UZ")]),
        ("They met in the United States of America.", [("United States", "US")]),
        (
            "They met in Guinea-Bissau, not in Papua New Guinea.",
            [("Guinea-Bissau", "GW"), ("Papua New Guinea", "PG")],
        ),
        ("They met in Nice.", [("Nice", "FR")]),
        ("Nice words. Reading aloud. Mobile phones. Same Of March.", []),
        ("Lloyd Austin and Charlotte Victoria spoke.", []),
    ],
)
def test_finds_places(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(place.place, place.country_code) for place in find_places(text)] == expected


@pytest.mark.parametrize("entry", load("places", PlaceEntry), ids=lambda entry: entry.id)
def test_examples_of_places(entry: PlaceEntry) -> None:
    for text in entry.examples:
        found = [(place.place, place.country_code) for place in find_places(text)]
        assert ((entry.name, entry.country_code) in found) == (entry.use != "never"), text
    for text in entry.counter_examples:
        assert entry.name not in [place.place for place in find_places(text)], text


@pytest.mark.parametrize("rule", load("rules_places", Rule), ids=lambda rule: rule.id)
def test_examples_of_rules(rule: Rule) -> None:
    for text in rule.examples:
        assert rule.id in [place.rule_id for place in find_places(text)], text
    for text in rule.counter_examples:
        assert rule.id not in [place.rule_id for place in find_places(text)], text
