"""Whether two reports of different documents tell of one event, how sure that is, and why.

What must agree: the family of kinds and the days, and then the names; place and organisers settle
what names alone leave open. Place and days alone never make a match. Figures run from 0 to 1.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache

from extractors.grammar.ordinals import ORDINAL, ordinal_value
from extractors.grammar.word_groups import words as word_group
from extractors.model import DatePrecision, EventKind

LIKE_NAMES = 0.6
"""Least F1 of the names' telling words for a match without more."""
FAIR_NAMES = 0.4
"""Least F1 for a match of reports that also share place and organisers."""
DOUBTFUL_NAMES = 0.3
"""Least F1 for a pair that a reader should see."""

MEETINGS = frozenset(
    {
        EventKind.CONFERENCE,
        EventKind.SUMMIT,
        EventKind.MINISTERIAL_MEETING,
        EventKind.MEETING,
        EventKind.DIALOGUE,
        EventKind.CONSULTATION,
        EventKind.NEGOTIATION_ROUND,
        EventKind.SESSION,
        EventKind.VISIT,
        EventKind.EXERCISE,
    }
)
BROAD = frozenset({EventKind.CONFERENCE, EventKind.MEETING})
"""Documents call nearly everything so: one's summit is the other's meeting."""
TALKS = frozenset({EventKind.DIALOGUE, EventKind.CONSULTATION, EventKind.NEGOTIATION_ROUND})
SINGULAR = frozenset({EventKind.SESSION, EventKind.VISIT, EventKind.EXERCISE})
"""Kinds that nobody takes for another."""
ACTS = frozenset({EventKind.SIGNING, EventKind.ADOPTION, EventKind.ENTRY_INTO_FORCE})
"""Acts on an instrument: of one kind, and told apart by the instrument."""

LONG_NAME = 5
"""Telling words of a name that stands for one event even without a date."""
BY_NAME_ALONE = frozenset(
    {EventKind.SESSION, EventKind.OBSERVANCE, EventKind.ANNIVERSARY, EventKind.MEETING_SERIES}
)

TO_THE_DAY = frozenset({DatePrecision.DAY, DatePrecision.DAY_RANGE})
TO_THE_YEAR = frozenset({DatePrecision.YEAR, DatePrecision.YEAR_RANGE})

WORD = re.compile(r"[^\W_]+")
FILLERS = frozenset(WORD.findall("a an and at by for from in of on the to with its their"))
ACT_WORDS = frozenset(
    WORD.findall(
        """adoption adopted signing signature signed entry force agreement treaty protocol convention
        resolution declaration communique decision statement document programme program plan action
        memorandum joint"""
    )
)
EVENT_WORDS = word_group("event_words", "shared")
NUMBERED = re.compile(rf"\b{ORDINAL}\b", re.I)


@dataclass(frozen=True)
class Report:
    """A report as far as matching and choosing need it. `as_of` is its document's date."""

    event_report_id: str
    document_id: str
    work_id: str
    kind: EventKind
    name: str
    start_date: date | None
    end_date: date | None
    date_precision: DatePrecision
    place: str | None
    country_code: str | None
    status: str
    is_generic: bool
    parent_report_id: str | None
    char_start: int
    as_of: date | None
    instrument_id: str | None = None
    organisers: frozenset[str] = frozenset()

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day, None where they are not known."""
        if self.start_date is None or self.end_date is None:
            return None
        return self.start_date, self.end_date


@dataclass(frozen=True)
class Naming:
    """Reports that name, date and place their event alike, by report id."""

    kind: EventKind
    name: str
    days: tuple[date, date] | None
    date_precision: DatePrecision
    place: str | None
    country_code: str | None
    instrument_id: str | None
    organisers: frozenset[str]
    reports: tuple[str, ...] = ()

    @cached_property
    def words(self) -> frozenset[str]:
        """Words that tell the event from others: no articles, no "conference", no place, no number."""
        return _telling_words(self.name, None if self.kind in ACTS else self.place or "")

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Ordinals and other numbers in the name, without the year the event is in."""
        return _numbers(self.name, *(day.year for day in self.days or ()))

    @cached_property
    def says_place(self) -> bool:
        """Tell "the Lakeside Conference", which the place names."""
        return bool(self.place) and set(WORD.findall((self.place or "").casefold())) <= set(self._spelt)

    @cached_property
    def by_name(self) -> tuple[Hashable, ...] | None:
        """What tells the event by its name alone; None where the name says too little."""
        if self.kind in ACTS:
            return ("act", self.kind, self.instrument_id) if self.instrument_id else None
        if self.kind in BY_NAME_ALONE:
            is_telling = bool(self.words) and (self.kind is not EventKind.SESSION or bool(self.numbers))
            return (self.kind, self.words, self.numbers) if is_telling else None
        if self.kind in MEETINGS and len(self.words) >= LONG_NAME:
            return ("meeting", self.kind, self.words)
        return None

    @property
    def is_compared(self) -> bool:
        """Tell whether it is held against others: a dated meeting or act."""
        return self.days is not None and self.kind in MEETINGS | ACTS

    @property
    def _spelt(self) -> tuple[str, ...]:
        return _spelt(self.name)


# One event is named alike in thousands of documents.
@lru_cache(maxsize=50_000)
def _telling_words(name: str, place: str | None) -> frozenset[str]:
    """Return the words of a name that tell its event; `place` is None where it is an act's."""
    dropped = ACT_WORDS if place is None else EVENT_WORDS | frozenset(WORD.findall(place.casefold()))
    return frozenset(w for w in _spelt(name) if w not in dropped and w not in FILLERS and not w.isdecimal())


@lru_cache(maxsize=50_000)
def _numbers(name: str, *years: int) -> frozenset[str]:
    return frozenset(word for word in _spelt(name) if word.isdecimal() and int(word) not in years)


@lru_cache(maxsize=50_000)
def _spelt(name: str) -> tuple[str, ...]:
    written = name.casefold().replace("united nations", "un").replace("european union", "eu")
    return tuple(WORD.findall(NUMBERED.sub(lambda match: str(ordinal_value(match.group())), written)))


class Verdict(StrEnum):
    """What comes of comparing two namings."""

    MATCH = "match"
    DOUBT = "doubt"


@dataclass(frozen=True)
class Comparison:
    """How alike two namings are, with what agrees and what speaks against it."""

    verdict: Verdict
    score: float
    evidence: tuple[str, ...]


def compare(one: Naming, other: Naming) -> Comparison | None:
    """Compare two namings; None where they cannot be of one event or nothing but place and day agrees."""
    if not _may_be_one(one, other):
        return None
    return _compare_acts(one, other) if one.kind in ACTS else _compare_meetings(one, other)


def name_likeness(one: Naming, other: Naming) -> float:
    """Return the F1 of two names' telling words."""
    total = len(one.words) + len(other.words)
    return 2 * len(one.words & other.words) / total if total else 0.0


def of_one_kind(one: EventKind, other: EventKind) -> bool:
    """Tell whether one event may be called both: a summit is a meeting, but no ministerial meeting."""
    if one is other:
        return True
    if not {one, other} <= MEETINGS or one in SINGULAR or other in SINGULAR:
        return False
    return one in BROAD or other in BROAD or {one, other} <= TALKS


def overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Tell whether two runs of days share a day."""
    return one[0] <= other[1] and other[0] <= one[1]


def _may_be_one(one: Naming, other: Naming) -> bool:
    if not of_one_kind(one.kind, other.kind) or not one.days or not other.days:
        return False
    if not overlap(one.days, other.days):
        return False
    if one.kind in ACTS and one.instrument_id and one.instrument_id == other.instrument_id:
        return True  # two documents may put one signing in two places; that is kept as a conflict
    if one.place and other.place and one.place != other.place:
        return False
    if one.country_code and other.country_code and one.country_code != other.country_code:
        return False
    return not (one.numbers and other.numbers and one.numbers != other.numbers)


def _compare_acts(one: Naming, other: Naming) -> Comparison | None:
    if one.instrument_id and one.instrument_id == other.instrument_id:
        return Comparison(Verdict.MATCH, 0.95, ("instrument", _days(one, other)))
    likeness = name_likeness(one, other)
    if likeness < DOUBTFUL_NAMES:
        return None
    is_match = likeness >= LIKE_NAMES and one.days == other.days
    evidence = (_words(likeness), _days(one, other), *_place(one, other))
    return Comparison(Verdict.MATCH if is_match else Verdict.DOUBT, _score(likeness, one, other), evidence)


def _compare_meetings(one: Naming, other: Naming) -> Comparison | None:
    likeness = name_likeness(one, other)
    shared = one.words & other.words
    is_contained = bool(shared) and shared in (one.words, other.words)
    in_one_place = bool(one.place) and one.place == other.place
    organisers = one.organisers & other.organisers
    is_sure = likeness >= LIKE_NAMES
    is_fair = in_one_place and (
        (is_contained and (len(shared) > 1 or bool(one.numbers & other.numbers) or bool(organisers)))
        or (likeness >= FAIR_NAMES and bool(organisers))
    )
    evidence = [_words(likeness), _days(one, other), *_place(one, other)]
    evidence += [f"organisers: {', '.join(sorted(organisers))}"] if organisers else []
    score = _score(likeness, one, other) + (0.1 if organisers else 0.0) + (0.1 if is_contained else 0.0)
    if (is_sure or is_fair) and _days_suffice(one, other, likeness, in_one_place):
        return Comparison(Verdict.MATCH, round(min(1.0, score), 3), tuple(evidence))
    if in_one_place and (likeness >= DOUBTFUL_NAMES or (is_contained and organisers)):
        return Comparison(Verdict.DOUBT, round(min(1.0, score), 3), tuple(evidence))
    return None


def _days_suffice(one: Naming, other: Naming, likeness: float, in_one_place: bool) -> bool:
    """Tell whether the days are near enough: the coarser they are known, the more else must agree."""
    precisions = {one.date_precision, other.date_precision}
    if precisions & TO_THE_YEAR:
        shared = len(one.words & other.words)
        return in_one_place and (likeness >= LIKE_NAMES and shared > 1)
    if not precisions <= TO_THE_DAY:
        return in_one_place or likeness == 1.0
    return one.days == other.days or in_one_place or likeness == 1.0


def _score(likeness: float, one: Naming, other: Naming) -> float:
    days = 1.0 if one.days == other.days else 0.7
    place = 0.5 if not (one.place and other.place) else 1.0
    return round(0.55 * likeness + 0.2 * days + 0.15 * place, 3)


def _words(likeness: float) -> str:
    return "name" if likeness == 1.0 else f"words of the name: {likeness:.2f}"


def _days(one: Naming, other: Naming) -> str:
    return "same days" if one.days == other.days else "overlapping days"


def _place(one: Naming, other: Naming) -> tuple[str, ...]:
    return ("same place",) if one.place and one.place == other.place else ()
