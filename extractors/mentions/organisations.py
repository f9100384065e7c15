"""The organisations, groups of states and regions of our lexicon."""

from __future__ import annotations

from functools import cache
from typing import Literal

from extractors.lexicon import Entry, load


class OrganisationEntry(Entry, frozen=True, kw_only=True):
    """An organisation, group or region; `none` is a name that holds another's and stands for nobody."""

    kind: Literal["organisation", "group", "region", "none"]
    name: str
    names: tuple[str, ...] = ()


@cache
def organisations() -> tuple[OrganisationEntry, ...]:
    """Return all entries, in the lexicon's order."""
    return load("organisations", OrganisationEntry)
