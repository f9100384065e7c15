"""Which year a date written without one is of, as the words around it and the document's day tell."""

from __future__ import annotations

import re
from datetime import date

_SLACK_IN_DAYS = 31  # "will conclude on 3 March" may stand in a text that came out some days later
_SENTENCE_BREAK = re.compile(r"[.;]\s|\n\s*\n")
_AHEAD = re.compile(
    r"\b(?:will|shall|to\sbe|to\s(?:hold|host|convene)|expected|scheduled|planned|upcoming|forthcoming|next|"
    r"invit(?:es|ed|ation))\b",
    re.I,
)
_BEHIND = re.compile(
    r"\b(?:was|were|took\splace|hosted|signed|adopted|met|opened|concluded|ended|began|launched|visited|"
    r"conducted|attended|participated|travell?ed|chaired|completed|received|carried\sout|"
    r"following|since|last)\b",
    re.I,
)
_AHEAD_AFTER = re.compile(r"[^.;\n]{0,60}?\b(?:will|shall|is\sto|are\sto|is\sexpected)\b")
_BEHIND_AFTER = re.compile(r"[^.;\n]{0,60}?\b(?:was|were|took\splace|has\sbeen|hosted|concluded)\b")


def nearest_year(month: int, day: int, reference: date, is_ahead: bool | None = None) -> int:
    """Return the year of a date written without one: the one that puts it nearest to the reference.

    `is_ahead` tells that the words speak of what is to come (or, if False, of what was): the year is
    then the first one, or the last one, that agrees with them.
    """

    def distance(year: int) -> int:
        return (date(year, month, min(day, 28)) - reference).days

    years = (reference.year, reference.year - 1, reference.year + 1)
    agreeing = [
        year
        for year in years
        if is_ahead is None
        or (distance(year) >= -_SLACK_IN_DAYS if is_ahead else distance(year) <= _SLACK_IN_DAYS)
    ]
    return min(agreeing or years, key=lambda year: abs(distance(year)))


def _tells_future(match: re.Match[str]) -> bool | None:
    """Tell whether the sentence before the date speaks of the future, of the past (False) or neither."""
    lead = _SENTENCE_BREAK.split(match.string[max(0, match.start() - 150) : match.start()])[-1]
    if _AHEAD.search(lead) or _AHEAD_AFTER.match(match.string, match.end()):
        return True
    return False if _BEHIND.search(lead) or _BEHIND_AFTER.match(match.string, match.end()) else None


def year_near(match: re.Match[str], month: int, day: int, reference: date | None) -> int:
    """Return the year of the date that `match` found, read in its sentence; there must be a reference."""
    assert reference is not None
    return nearest_year(month, day, reference, _tells_future(match))
