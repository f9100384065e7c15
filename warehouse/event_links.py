"""Which reports of events have to do with each other, so that only those need be grouped anew.

Grouping looks at nothing but pairs of linked reports and at reports that share a key. So reports
that are linked, over any number of steps, are grouped as if there were no others, and whatever comes
to be linked shares a key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise

from warehouse.clustering import PARTS
from warehouse.comparisons import Compared, blocks_of, namings_of
from warehouse.matching import ACTS, Naming, Report, overlap

Link = tuple[str, str]


def links(compared: Compared) -> Iterator[Link]:
    """Yield pairs of ids of reports that grouping may look at together."""
    present = {report.event_report_id for report in compared.reports}
    yield from ((pair.left, pair.right) for pair in compared.copies)
    for naming in compared.namings:
        if naming.words or naming.place or naming.instrument_id:
            yield from pairwise(naming.reports)
    yield from ((one.reports[0], other.reports[0]) for _, one, other in compared.comparisons)
    yield from _called_after_places(compared.namings)
    named: dict[Hashable, list[str]] = defaultdict(list)
    for report in compared.reports:
        if (key := compared.naming_of[report.event_report_id].by_name) is not None:
            named[key].append(report.event_report_id)
        if report.kind in PARTS and report.parent_report_id in present:
            yield report.event_report_id, str(report.parent_report_id)
    for alike in named.values():
        yield from pairwise(alike)


def components(reports: Iterable[str], pairs: Iterable[Link]) -> dict[str, str]:
    """Return for each report the least id of those that it is linked with, over any number of steps."""
    least = {report: report for report in reports}
    for one, other in pairs:
        first, second = _root(least, one), _root(least, other)
        if first != second:
            least[max(first, second)] = min(first, second)
    return {report: _root(least, report) for report in sorted(least)}


def keys_of(report: Report) -> list[int]:
    """Return digests of what a report shares with each that it is linked with, sorted."""
    what = (report.work_id, report.kind.value, report.name.casefold(), report.start_date, report.end_date)
    keys: set[Hashable] = {("copy", *what), ("part", report.event_report_id)}
    if report.kind in PARTS:
        keys.add(("part", report.parent_report_id))
    (naming,) = namings_of([report])
    if naming.by_name is not None:
        keys.add(("named", *map(_plain, naming.by_name)))
    if naming.is_compared:
        keys.add(("naming", *what[1:], report.place, report.instrument_id))
        for block in blocks_of(naming):
            keys |= {(block, word) for word in naming.words}
            if naming.instrument_id:
                keys.add((block, "instrument", naming.instrument_id))
        if naming.place:
            keys.add(("called", _place_key(naming)))
    return sorted(int.from_bytes(blake2b(repr(key).encode(), digest_size=8).digest()) for key in keys)


def _called_after_places(namings: Sequence[Naming]) -> Iterator[Link]:
    """Yield a naming without telling words and each that it may mean."""
    told: dict[Hashable, list[Naming]] = defaultdict(list)
    for naming in namings:
        if naming.words and naming.place and naming.kind not in ACTS:
            told[_place_key(naming)].append(naming)
    for naming in namings:
        if naming.words or not naming.place or naming.kind in ACTS:
            continue
        for other in told[_place_key(naming)]:
            if naming.days and other.days and overlap(naming.days, other.days):
                yield naming.reports[0], other.reports[0]


def _place_key(naming: Naming) -> Hashable:
    return naming.place, naming.kind, (naming.days or (None,))[0].year  # type: ignore[union-attr]


def _plain(part: object) -> Hashable:
    """Return a part of a key in an order of its own."""
    return tuple(sorted(part)) if isinstance(part, frozenset) else str(part)


def _root(least: dict[str, str], report: str) -> str:
    while least[report] != report:
        least[report] = least[least[report]]
        report = least[report]
    return report
