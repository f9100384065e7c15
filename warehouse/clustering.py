"""Reports grouped by event across documents, with the pairs that joined them and those in doubt.

Not all pairs are compared: namings meet in blocks of a month (or of a year and a place, where one
knows no month), and there by the rarest words of their names. Nothing depends on the order of the
reports: pairs are joined from the most alike downwards, ties by id.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil

from extractors.model import EventKind
from warehouse.matching import (
    ACTS,
    DOUBTFUL_NAMES,
    LIKE_NAMES,
    MEETINGS,
    TO_THE_YEAR,
    Comparison,
    Naming,
    Report,
    Verdict,
    compare,
    overlap,
)

LONGEST_IN_MONTHS = 3
"""Events that last longer are met by year and place only."""
LONG_NAME = 5
"""Telling words of a name that stands for one event even without a date."""
NEAR_IN_DAYS = 400
"""How far from an event a document that names it without a date may be."""
BY_NAME_ALONE = frozenset(
    {EventKind.SESSION, EventKind.OBSERVANCE, EventKind.ANNIVERSARY, EventKind.MEETING_SERIES}
)
PARTS = frozenset({EventKind.CEREMONY, EventKind.BREAKOUT_SESSION, EventKind.SIDE_EVENT})


@dataclass(frozen=True, order=True)
class Pair:
    """Two reports, how alike they are, and why."""

    left: str
    right: str
    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Clusters:
    """Groups, ordered, and sorted within, by report id; the pairs that made them; pairs in doubt."""

    groups: tuple[tuple[Report, ...], ...]
    matches: tuple[Pair, ...]
    doubts: tuple[Pair, ...]


def cluster(reports: Iterable[Report]) -> Clusters:
    """Group reports by event."""
    ordered = sorted(reports, key=lambda report: report.event_report_id)
    groups = _Groups(ordered)
    for pair in same_in_copies(ordered):
        groups.join(pair)
    namings = namings_of(ordered)
    for naming in namings:
        groups.join_all(naming)
    compared = comparisons(namings)
    for pair in _pairs(compared, Verdict.MATCH):
        groups.join(pair)
    doubts = list(_pairs(compared, Verdict.DOUBT))
    doubts += _join_called_after_place(groups, namings)
    for pair in _without_dates(groups, ordered):
        groups.join(pair)
    for pair in _parts_of_one_event(groups, ordered):
        groups.join(pair)
    return Clusters(tuple(groups.result()), tuple(sorted(groups.matches)), groups.apart(doubts))


def namings_of(reports: Sequence[Report]) -> list[Naming]:
    """Return the namings of dated meetings and acts; the reports of one are alike in all that counts."""
    alike: dict[tuple[object, ...], list[str]] = defaultdict(list)
    firsts: dict[tuple[object, ...], Report] = {}
    for report in reports:
        if report.days is None or report.kind not in MEETINGS | ACTS:
            continue
        key = (
            report.kind,
            report.name.casefold(),
            report.days,
            report.date_precision,
            report.place,
            report.country_code,
            report.instrument_id,
            report.organisers,
        )
        firsts.setdefault(key, report)
        alike[key].append(report.event_report_id)
    return [_naming(firsts[key], tuple(ids)) for key, ids in alike.items()]


def _naming(report: Report, ids: tuple[str, ...]) -> Naming:
    return Naming(
        report.kind,
        report.name,
        report.days,
        report.date_precision,
        report.place,
        report.country_code,
        report.instrument_id,
        report.organisers,
        ids,
    )


def _blocks(namings: Sequence[Naming]) -> Iterator[list[int]]:
    """Yield the positions of namings that may be of one event."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for position, naming in enumerate(namings):
        for key in blocks_of(naming):
            blocks[key].append(position)
    return iter(blocks.values())


def blocks_of(naming: Naming) -> Iterator[Hashable]:
    """Yield the blocks in which a naming meets others."""
    if naming.days is None:
        return
    family = naming.kind if naming.kind in ACTS else "meeting"
    first, last = (day.year * 12 + day.month for day in naming.days)
    if naming.date_precision not in TO_THE_YEAR and last - first < LONGEST_IN_MONTHS:
        yield from (("month", family, month) for month in range(first, last + 1))
    if naming.place:
        yield ("year", family, naming.days[0].year, naming.place)
    if naming.instrument_id:
        yield ("instrument", family, naming.instrument_id)


def comparisons(namings: Sequence[Naming]) -> list[tuple[Comparison, Naming, Naming]]:
    """Return all comparisons that came to something, each pair once."""
    seen: set[tuple[int, int]] = set()
    made = []
    for block in _blocks(namings):
        for pair in _candidates(namings, block):
            if pair not in seen:
                seen.add(pair)
                one, other = namings[pair[0]], namings[pair[1]]
                comparison = compare(one, other)
                if comparison is not None:
                    made.append((comparison, one, other))
    return made


def _candidates(namings: Sequence[Naming], block: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield all pairs of a block that can come to something, without comparing all with all.

    Names alike by a least share of words share at least the share `need` of either's words; so they share
    one of the rarest words that remain when `need` of the words, less one, are set aside. Names of one
    place may also be alike by any word. No pair that can come to something is left out, so that what is
    found of two namings does not depend on the others.
    """
    frequency = Counter(word for position in block for word in namings[position].words)
    known: dict[Hashable, list[int]] = defaultdict(list)
    for position in block:
        telling = list(_telling(namings[position], frequency))
        near = {other for key in telling for other in known[key]}
        yield from ((min(other, position), max(other, position)) for other in sorted(near))
        for key in telling:
            known[key].append(position)


def _telling(naming: Naming, frequency: Mapping[str, int]) -> Iterator[Hashable]:
    least = DOUBTFUL_NAMES if naming.kind in ACTS else LIKE_NAMES
    words = sorted(naming.words, key=lambda word: (frequency[word], word))
    yield from words[: len(words) - ceil(least / (2 - least) * len(words)) + 1]
    if naming.instrument_id:
        yield ("instrument", naming.instrument_id)
    if naming.place and naming.kind not in ACTS:
        yield from (("place", naming.place, word) for word in words)


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


def same_in_copies(reports: Sequence[Report]) -> Iterator[Pair]:
    """Pair the reports of copies of one work: word for word the same, in the same order."""
    seen: Counter[Hashable] = Counter()
    first: dict[Hashable, str] = {}
    for report in sorted(reports, key=lambda r: (r.document_id, r.char_start, r.event_report_id)):
        what = (report.work_id, report.kind, report.name.casefold(), report.start_date, report.end_date)
        seen[report.document_id, what] += 1
        place = (what, seen[report.document_id, what])
        if place in first:
            yield Pair(first[place], report.event_report_id, 1.0, ("copies of one text",))
        else:
            first[place] = report.event_report_id


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


def _without_dates(groups: _Groups, reports: Sequence[Report]) -> Iterator[Pair]:
    """Yield pairs of reports that a name alone tells: sessions by number, long titles, instruments."""
    anchors: dict[Hashable, list[Report]] = defaultdict(list)
    undated: list[tuple[Hashable, Report]] = []
    for report in reports:
        named = name_key(report)
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


def name_key(report: Report) -> tuple[Hashable, ...] | None:
    """Return what tells a report's event by its name alone; None where the name says too little."""
    naming = _naming(report, (report.event_report_id,))
    if report.kind in ACTS:
        return ("act", report.kind, report.instrument_id) if report.instrument_id else None
    if report.kind in BY_NAME_ALONE:
        is_telling = bool(naming.words) and (report.kind is not EventKind.SESSION or bool(naming.numbers))
        return (report.kind, naming.words, naming.numbers) if is_telling else None
    if report.kind in MEETINGS and len(naming.words) >= LONG_NAME:
        return ("meeting", report.kind, naming.words)
    return None


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

    def __init__(self, report: Report) -> None:
        self.reports = [report]
        self.documents = {report.document_id}
        self.places = {report.place} if report.place and report.kind not in ACTS else set()
        naming = _naming(report, ())
        self.numbers = (
            {naming.numbers} if report.days and naming.numbers and report.kind in MEETINGS else set()
        )
        self.days = {report.days} if report.days else set()

    def agrees_with(self, other: _Group) -> bool:
        """Tell whether no document would report twice and no two places, numbers or days would conflict."""
        return (
            self.documents.isdisjoint(other.documents)
            and len(self.places | other.places) <= 1
            and len(self.numbers | other.numbers) <= 1
            and _all_meet(self.days | other.days)
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

    def __init__(self, reports: Iterable[Report]) -> None:
        self.group_of = {report.event_report_id: _Group(report) for report in reports}
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
