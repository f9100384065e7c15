"""Editions: "the updated Lakeside Plan" is to follow the Lakeside Plan, `…/Rev.1` follows its symbol."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from extractors.instruments.gazetteer import by_name, by_symbol, normalise_name
from extractors.instruments.identity import EDITION, known_key
from extractors.model import Instrument, Resolution

_REVISION = re.compile(r"/Rev\.\d{1,2}$")


def with_edition(instrument: Instrument, others: Mapping[str, Instrument]) -> Instrument:
    """Return an instrument with the key of the one it is a new edition of, where that one is known.

    `others` are the instruments that the document names, by key.
    """
    if instrument.symbol and _REVISION.search(instrument.symbol):
        first = _REVISION.sub("", instrument.symbol)
        known = by_symbol(first)
        return replace(instrument, edition_of=known_key(known) if known else f"symbol:{first}")
    word = EDITION.match(instrument.name)
    if instrument.resolution is not Resolution.NOT_YET_EXISTING or word is None:
        return instrument
    name = normalise_name(instrument.name[word.end() :])
    same = {key for key, other in others.items() if _bears(other, name)}
    same |= {known_key(known) for known in by_name(name, name, None)}
    return replace(instrument, edition_of=same.pop()) if len(same) == 1 else instrument


def _bears(other: Instrument, name: str) -> bool:
    if other.resolution in (Resolution.NOT_YET_EXISTING, Resolution.AMBIGUOUS):
        return False
    return name in {normalise_name(known) for known in (other.name, *other.aliases)}
