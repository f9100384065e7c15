"""What may tell that reports are of one event: copies of one text, and namings that are alike.

Not all pairs are compared: namings meet in blocks of a month (or of a year and a place, where one
knows no month), and there by the rarest words of their names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from operator import attrgetter
from typing import TypeAlias

from extractors.model import DatePrecision, EventKind
from warehouse.matching import (
    ACTS,
    DOUBTFUL_NAMES,
    LIKE_NAMES,
    TO_THE_YEAR,
    Comparison,
    Naming,
    Report,
    compare,
)

LONGEST_IN_MONTHS = 3
"""Events that last longer are met by year and place only."""


_Told: TypeAlias = tuple[
    EventKind,
    str,
    tuple[date, date] | None,
    DatePrecision,
    str | None,
    str | None,
    str | None,
    frozenset[str],
]


@dataclass(frozen=True, order=True)
class Pair:
    """Two reports, how alike they are, and why."""

    left: str
    right: str
    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Compared:
    """Reports by id, the pairs that copies of a text repeat, the namings, and what these have in common.

    `namings` are those that are held against each other; `naming_of` leads from each report's id to its own.
    """

    reports: tuple[Report, ...]
    copies: tuple[Pair, ...]
    namings: tuple[Naming, ...]
    comparisons: tuple[tuple[Comparison, Naming, Naming], ...]
    naming_of: Mapping[str, Naming]

    @classmethod
    def of(cls, reports: Iterable[Report], asked: Container[str] | None = None) -> Compared:
        """Compare reports; of namings, with `asked`, only those with others whose first report is in it."""
        ordered = tuple(sorted(reports, key=attrgetter("event_report_id")))
        found = namings_of(ordered)
        namings = tuple(naming for naming in found if naming.is_compared)
        naming_of = {report: naming for naming in found for report in naming.reports}
        made = tuple(comparisons(namings, asked))
        return cls(ordered, tuple(same_in_copies(ordered)), namings, made, naming_of)


def namings_of(reports: Iterable[Report]) -> list[Naming]:
    """Return the namings of reports; the reports of one are alike in all that counts."""
    alike: dict[_Told, list[str]] = defaultdict(list)
    names: dict[_Told, str] = {}
    for report in reports:
        told = _told(report)
        names.setdefault(told, report.name)
        alike[told].append(report.event_report_id)
    return [Naming(told[0], names[told], *told[2:], reports=tuple(ids)) for told, ids in alike.items()]


def _told(report: Report) -> _Told:
    """Return what counts of a report, in the order of the fields of Naming."""
    return (
        report.kind,
        report.name.casefold(),
        report.days,
        report.date_precision,
        report.place,
        report.country_code,
        report.instrument_id,
        report.organisers,
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


def comparisons(
    namings: Sequence[Naming], asked: Container[str] | None = None
) -> list[tuple[Comparison, Naming, Naming]]:
    """Return all comparisons that came to something, each pair once; `asked` is as in Compared."""
    marked = {n for n, naming in enumerate(namings) if asked is None or naming.reports[0] in asked}
    seen: set[tuple[int, int]] = set()
    made = []
    for block in _blocks(namings):
        for pair in _candidates(namings, block):
            if pair not in seen and not marked.isdisjoint(pair):
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


def same_in_copies(reports: Sequence[Report]) -> Iterator[Pair]:
    """Pair the reports of copies of one work: word for word the same, in the same order."""
    documents = {(report.work_id, report.document_id) for report in reports}
    several = {work for work, count in Counter(work for work, _ in documents).items() if count > 1}
    copied = (report for report in reports if report.work_id in several)
    seen: Counter[Hashable] = Counter()
    first: dict[Hashable, str] = {}
    for report in sorted(copied, key=lambda r: (r.document_id, r.char_start, r.event_report_id)):
        what = (report.work_id, report.kind, report.name.casefold(), report.start_date, report.end_date)
        seen[report.document_id, what] += 1
        place = (what, seen[report.document_id, what])
        if place in first:
            yield Pair(first[place], report.event_report_id, 1.0, ("copies of one text",))
        else:
            first[place] = report.event_report_id
