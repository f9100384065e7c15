"""Which reports, in different documents, tell of the same event.

Reports are merged across documents, never within one: there the extractors have told events apart.
A merge needs the same days and like names, never place and date alone. It does not depend on the
order of the reports: pairs are merged from the most alike downwards, ties by id.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from math import ceil

from extractors.model import DatePrecision, EventKind

LIKE_NAMES = 0.6
"""Least F1 of the names' words for a merge."""

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
"""Documents name these so freely that one's summit is the other's meeting."""

ACTS = frozenset({EventKind.SIGNING, EventKind.ADOPTION, EventKind.ENTRY_INTO_FORCE})
"""Acts on an instrument: of one kind, and told apart by the instrument's own words."""

TO_THE_DAY = frozenset({DatePrecision.DAY, DatePrecision.DAY_RANGE})

WORD = re.compile(r"[^\W_]+")
# Words that say what sort of thing an event is and not which one.
FILLERS = frozenset(WORD.findall("a an and at by for from in of on the to with its their"))
ACT_WORDS = frozenset(
    WORD.findall(
        """adoption adopted signing signature signed entry force agreement treaty protocol convention
        resolution declaration communique decision statement document programme program plan action
        memorandum joint"""
    )
)
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)?")


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

    @cached_property
    def words(self) -> frozenset[str]:
        """Words of the name that tell it from others, ordinals as numbers."""
        dropped = FILLERS | ACT_WORDS if self.kind in ACTS else FILLERS
        words = (word for word in WORD.findall(self.name.casefold()) if word not in dropped)
        return frozenset(m[1] if (m := ORDINAL.fullmatch(word)) else word for word in words)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Numbers in the name, without the year the event is in."""
        years = {str(day.year) for day in (self.start_date, self.end_date) if day}
        return frozenset(word for word in self.words if word.isdecimal() and word not in years)

    @property
    def block(self) -> Hashable | None:
        """What reports of the same event have in common; None where that cannot be known."""
        if self.start_date is None or self.end_date is None:
            return None
        days = (self.start_date, self.end_date)
        if self.kind in MEETINGS and self.date_precision in TO_THE_DAY:
            return ("meeting", *days)
        return (self.kind, *days) if self.kind in ACTS else None


@dataclass(frozen=True)
class Naming:
    """Reports of the same days that name and place their event alike, by report id."""

    words: frozenset[str]
    numbers: frozenset[str]
    place: str | None
    reports: tuple[str, ...]


def likeness(one: Naming, other: Naming) -> float:
    """Return the F1 of two names' words; 0 where they cannot name the same thing."""
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return 0.0
    if one.place and other.place and one.place != other.place:
        return 0.0
    total = len(one.words) + len(other.words)
    return 2 * len(one.words & other.words) / total if total else 0.0


def cluster(reports: Iterable[Report]) -> list[tuple[Report, ...]]:
    """Group reports by event. Groups are ordered, and sorted within, by report id."""
    ordered = sorted(reports, key=lambda report: report.event_report_id)
    groups = _Groups(ordered)
    for left, right in _same_in_copies(ordered):
        groups.join(left, right)
    blocks: dict[Hashable, list[Report]] = defaultdict(list)
    for report in ordered:
        if report.block is not None and report.words:
            blocks[report.block].append(report)
    for block in blocks.values():
        _join_alike(groups, _namings(block))
    return groups.result()


def _join_alike(groups: _Groups, namings: Sequence[Naming]) -> None:
    """Join the reports of each naming, then namings alike, the most alike first."""
    for naming in namings:
        for left, right in pairwise(naming.reports):
            groups.join(left, right)
    pairs = ((likeness(one, other), one.reports, other.reports) for one, other in _candidates(namings))
    for _, one, other in sorted((-f1, min(a, b), max(a, b)) for f1, a, b in pairs if f1 >= LIKE_NAMES):
        for right in other:
            groups.join(one[0], right)
        for left in one:
            groups.join(left, other[0])


def _namings(block: Sequence[Report]) -> list[Naming]:
    alike: dict[tuple[frozenset[str], frozenset[str], str | None], list[str]] = defaultdict(list)
    for report in block:
        alike[report.words, report.numbers, report.place].append(report.event_report_id)
    return [Naming(*what, tuple(ids)) for what, ids in alike.items()]


def _same_in_copies(reports: Sequence[Report]) -> Iterator[tuple[str, str]]:
    """Pair the ids of reports in copies of one work: word for word the same, in the same order."""
    seen: Counter[Hashable] = Counter()
    first: dict[Hashable, str] = {}
    for report in sorted(reports, key=lambda r: (r.document_id, r.char_start, r.event_report_id)):
        what = (report.work_id, report.kind, report.name.casefold(), report.start_date, report.end_date)
        seen[report.document_id, what] += 1
        place = (what, seen[report.document_id, what])
        if place in first:
            yield first[place], report.event_report_id
        else:
            first[place] = report.event_report_id


def _candidates(namings: Sequence[Naming]) -> Iterator[tuple[Naming, Naming]]:
    """Yield every pair that can be alike, without comparing all with all.

    Names alike by LIKE_NAMES share at least the share `need` of either's words; so they share one of
    the rarest words that remain when `need` of the words, less one, are set aside.
    """
    need = LIKE_NAMES / (2 - LIKE_NAMES)
    frequency = Counter(word for naming in namings for word in naming.words)
    by_word: dict[str, list[int]] = defaultdict(list)
    for position, naming in enumerate(namings):
        rarest = sorted(naming.words, key=lambda word: (frequency[word], word))
        telling = rarest[: len(rarest) - ceil(need * len(rarest)) + 1]
        for other in sorted({other for word in telling for other in by_word[word]}):
            yield namings[other], naming
        for word in telling:
            by_word[word].append(position)


class _Group:
    """Reports of one event, and what further ones must agree with."""

    def __init__(self, report: Report) -> None:
        self.reports = [report]
        self.documents = {report.document_id}
        self.places = {report.place} if report.place else set()
        self.numbers = {report.numbers} if report.block and report.numbers else set()

    def agrees_with(self, other: _Group) -> bool:
        """Tell whether no document would report twice and no two places or numbers would meet."""
        return (
            self.documents.isdisjoint(other.documents)
            and len(self.places | other.places) <= 1
            and len(self.numbers | other.numbers) <= 1
        )

    def take(self, other: _Group) -> None:
        """Take another group's reports in."""
        self.reports += other.reports
        self.documents |= other.documents
        self.places |= other.places
        self.numbers |= other.numbers


class _Groups:
    """Disjoint groups that together hold every report."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self.group_of = {report.event_report_id: _Group(report) for report in reports}

    def join(self, left: str, right: str) -> None:
        """Make one group of two reports' groups if they agree."""
        one, other = self.group_of[left], self.group_of[right]
        if one is other or not one.agrees_with(other):
            return
        small, large = sorted((one, other), key=lambda group: len(group.reports))
        large.take(small)
        for report in small.reports:
            self.group_of[report.event_report_id] = large

    def result(self) -> list[tuple[Report, ...]]:
        """Return the groups, ordered and sorted within by report id."""
        unique = dict.fromkeys(self.group_of.values())
        members = [tuple(sorted(group.reports, key=lambda r: r.event_report_id)) for group in unique]
        return sorted(members, key=lambda group: group[0].event_report_id)
