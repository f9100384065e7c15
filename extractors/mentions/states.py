"""The states of the world and the names they go by: ISO 3166 with the variants of our lexicon."""

from __future__ import annotations

from functools import cache

import pycountry

from extractors.lexicon import Entry, load


class StateEntry(Entry, frozen=True, kw_only=True):
    """Names of a state beyond ISO's own: `id` is the ISO 3166-1 alpha-2 code, `name` the usual name."""

    name: str
    names: tuple[str, ...] = ()


@cache
def state_names() -> dict[str, str]:
    """Return the ISO 3166-1 alpha-2 code of every name that a state is called by."""
    names: dict[str, str] = {}
    for entry in load("states", StateEntry):
        for name in (entry.name, *entry.names):
            names.setdefault(name, entry.id)
    for country in pycountry.countries:
        for name in _iso_names(country):
            names.setdefault(name, country.alpha_2)
    return names


@cache
def usual_name(code: str) -> str:
    """Return the name a state usually goes by. Raises KeyError for a code that is not ISO's."""
    for entry in load("states", StateEntry):
        if entry.id == code:
            return str(entry.name)
    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        raise KeyError(code)
    return _iso_names(country)[0]


def _iso_names(country: object) -> list[str]:
    """Return a country's names, the usual one first; "Korea, Republic of" is nobody's spelling."""
    names = [getattr(country, field, None) for field in ("common_name", "name", "official_name")]
    return [str(name) for name in names if name and "," not in name]
