"""Reports grouped by event across documents, with the pairs that joined them and those in doubt.

Nothing depends on the order of the reports: pairs are joined from the most alike downwards, ties by id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from extractors.model import EventKind
from warehouse.comparisons import Compared, Pair
from warehouse.matching import (
    ACTS,
    BY_NAME_ALONE,
    MEETINGS,
    Comparison,
    Naming,
    Report,
    Verdict,
    overlap,
)

NEAR_IN_DAYS = 400
"""How far from an event a document that names it without a date may be."""
PARTS = frozenset({EventKind.CEREMONY, EventKind.BREAKOUT_SESSION, EventKind.SIDE_EVENT})


@dataclass(frozen=True)
class Clusters:
    """Groups, in order, by report id; pairs that made them and pairs in doubt; what was compared."""

    groups: tuple[tuple[Report, ...], ...]
    matches: tuple[Pair, ...]
    doubts: tuple[Pair, ...]
    compared: Compared


def cluster(reports: Iterable[Report]) -> Clusters:
    """Group reports by event."""
    compared = Compared.of(reports)
    groups = _Groups(compared)
    for pair in compared.copies:
        groups.join(pair)
    for naming in compared.namings:
        groups.join_all(naming)
    for pair in _pairs(compared.comparisons, Verdict.MATCH):
        groups.join(pair)
    doubts = list(_pairs(compared.comparisons, Verdict.DOUBT))
    doubts += _join_called_after_place(groups, compared.namings)
    for pair in _without_dates(groups, compared):
        groups.join(pair)
    for pair in _parts_of_one_event(groups, compared.reports):
        groups.join(pair)
    matches = tuple(sorted(groups.matches))
    return Clusters(tuple(groups.result()), matches, groups.apart(doubts), compared)


def _pairs(compared: Sequence[tuple[Comparison, Naming, Naming]], verdict: Verdict) -> Iterator[Pair]:
    """Yield the pairs of first reports, the most alike first, ties by id."""
    chosen = [each for each in compared if each[0].verdict is verdict]
    ranked = sorted(
        (-made.score, min(a.reports, b.reports), max(a.reports, b.reports), made.evidence)
        for made, a, b in chosen
    )
    for score, left, right, evidence in ranked:
        for one, other in _crossed(left, right):
            yield Pair(one, other, -score, evidence)


def _crossed(left: tuple[str, ...], right: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield pairs that, joined, make one group of two namings' reports."""
    yield from ((left[0], other) for other in right)
    yield from ((one, right[0]) for one in left[1:])


def _join_called_after_place(groups: _Groups, namings: Sequence[Naming]) -> list[Pair]:
    """Join "the Lakeside Conference" to the one conference there and then; return what stays in doubt.

    A name without telling words matches by place, days and its own noun's kind, if it names the place
    or shares an organiser, and if there is but one event that it can mean.
    """
    known: dict[Hashable, list[Naming]] = defaultdict(list)
    for naming in namings:
        if naming.words and naming.place and naming.kind not in ACTS:
            known[naming.place, naming.kind, (naming.days or (None,))[0].year].append(naming)  # type: ignore[union-attr]
    doubts: list[Pair] = []
    for naming in namings:
        if naming.words or not naming.place or naming.days is None or naming.kind in ACTS:
            continue
        meant: dict[int, Naming] = {}
        for other in known[naming.place, naming.kind, naming.days[0].year]:
            agrees = not (naming.numbers and other.numbers and naming.numbers != other.numbers)
            if other.days and overlap(naming.days, other.days) and agrees:
                meant.setdefault(id(groups.group_of[other.reports[0]]), other)
        pairs = [
            Pair(
                other.reports[0],
                mine,
                0.7 if naming.says_place else 0.6,
                ("called after its place", "overlapping days"),
            )
            for other in meant.values()
            for mine in naming.reports
        ]
        is_telling = naming.says_place or any(
            naming.organisers & other.organisers for other in meant.values()
        )
        if len(meant) == 1 and is_telling:
            for pair in pairs:
                groups.join(pair)
        else:
            doubts += [
                Pair(p.left, p.right, 0.5, ("same kind, place and days", "no telling name")) for p in pairs
            ]
    return doubts


def _without_dates(groups: _Groups, compared: Compared) -> Iterator[Pair]:
    """Yield pairs of reports that a name alone tells: sessions by number, long titles, instruments."""
    anchors: dict[Hashable, list[Report]] = defaultdict(list)
    undated: list[tuple[Hashable, Report]] = []
    for report in compared.reports:
        named = compared.naming_of[report.event_report_id].by_name
        if named is not None and (report.days is not None or report.kind in BY_NAME_ALONE):
            anchors[named].append(report)
        elif named is not None:
            undated.append((named, report))
    for key, alike in anchors.items():
        if isinstance(key, tuple) and key[0] in BY_NAME_ALONE:
            for left, right in pairwise(alike):
                if left.days == right.days:
                    yield Pair(left.event_report_id, right.event_report_id, 0.9, ("name",))
    for key, report in undated:
        near = [anchor for anchor in anchors.get(key, ()) if _is_near(anchor, report)]
        if near and len({id(groups.group_of[anchor.event_report_id]) for anchor in near}) == 1:
            what = "instrument" if report.kind in ACTS else "name"
            yield Pair(near[0].event_report_id, report.event_report_id, 0.8, (what, "no date in one"))


def _is_near(anchor: Report, report: Report) -> bool:
    if anchor.days is None or (anchor.place and report.place and anchor.place != report.place):
        return False
    if report.kind in ACTS:
        return True  # an instrument is signed or adopted once
    return (
        report.as_of is not None
        and min(abs((report.as_of - day).days) for day in anchor.days) <= NEAR_IN_DAYS
    )


def _parts_of_one_event(groups: _Groups, reports: Sequence[Report]) -> Iterator[Pair]:
    """Yield pairs of parts of one event that are named in the same words."""
    parts: dict[Hashable, list[str]] = defaultdict(list)
    for report in reports:
        if report.kind in PARTS and report.parent_report_id in groups.group_of:
            above = groups.group_of[report.parent_report_id]
            parts[id(above), report.kind, " ".join(report.name.casefold().split())].append(
                report.event_report_id
            )
    for alike in parts.values():
        for left, right in pairwise(alike):
            yield Pair(left, right, 0.9, ("name", "part of one event"))


class _Group:
    """Reports of one event, and what further ones must agree with."""

    def __init__(self, report: Report, naming: Naming) -> None:
        self.reports = [report]
        self.documents = {report.document_id}
        self.places = {report.place} if report.place and report.kind not in ACTS else set()
        self.numbers = (
            {naming.numbers} if naming.days and naming.numbers and naming.kind in MEETINGS else set()
        )
        self.days = {naming.days} if naming.days else set()

    def agrees_with(self, other: _Group) -> bool:
        """Tell whether no document would report twice and no two places, numbers or days would conflict."""
        return (
            self.documents.isdisjoint(other.documents)
            and len(self.places | other.places) <= 1
            and len(self.numbers | other.numbers) <= 1
            and (self.days == other.days or _all_meet(self.days | other.days))
        )

    def take(self, other: _Group) -> None:
        """Take another group's reports in."""
        self.reports += other.reports
        self.documents |= other.documents
        self.places |= other.places
        self.numbers |= other.numbers
        self.days |= other.days


def _all_meet(days: set[tuple[date, date]]) -> bool:
    """Tell whether one run of days shares a day with every other: its document knows the event best."""
    return not days or any(all(overlap(one, other) for other in days) for one in days)


class _Groups:
    """Disjoint groups that together hold every report."""

    def __init__(self, compared: Compared) -> None:
        self.group_of = {
            report.event_report_id: _Group(report, compared.naming_of[report.event_report_id])
            for report in compared.reports
        }
        self.matches: list[Pair] = []

    def join(self, pair: Pair) -> None:
        """Make one group of two reports' groups if they agree, and remember why."""
        one, other = self.group_of[pair.left], self.group_of[pair.right]
        if one is other or not one.agrees_with(other):
            return
        small, large = sorted((one, other), key=lambda group: len(group.reports))
        large.take(small)
        for report in small.reports:
            self.group_of[report.event_report_id] = large
        self.matches.append(pair)

    def join_all(self, naming: Naming) -> None:
        """Join reports that name, date and place their event alike."""
        if naming.words or naming.instrument_id or (naming.says_place and naming.kind in MEETINGS):
            for left, right in pairwise(naming.reports):
                self.join(
                    Pair(left, right, 1.0, ("name", "same days", *(("same place",) if naming.place else ())))
                )

    def apart(self, doubts: Iterable[Pair]) -> tuple[Pair, ...]:
        """Return the doubtful pairs of events that stayed apart, of each two events the most alike."""
        best: dict[tuple[int, int], Pair] = {}
        for pair in sorted(doubts, key=lambda pair: (-pair.score, pair)):
            one, other = self.group_of[pair.left], self.group_of[pair.right]
            if one is not other and one.documents.isdisjoint(other.documents):
                best.setdefault((min(id(one), id(other)), max(id(one), id(other))), pair)
        return tuple(sorted(best.values()))

    def result(self) -> list[tuple[Report, ...]]:
        """Return the groups, ordered and sorted within by report id."""
        unique = dict.fromkeys(self.group_of.values())
        members = [tuple(sorted(group.reports, key=lambda r: r.event_report_id)) for group in unique]
        return sorted(members, key=lambda group: group[0].event_report_id)
