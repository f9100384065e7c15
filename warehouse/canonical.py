"""One row out of many records of the same thing: the chosen values, whatever the records' order.

A value is the one that most records give; of equally frequent ones the longest, then the first in
the alphabet. Days are taken from the records that know them most exactly. A status is the latest
document's, but held is final. Nothing is made up: every value stands in some record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar

from extractors.model import DatePrecision, EventStatus, InstrumentStatus, Resolution
from warehouse.event_ids import made_id
from warehouse.matching import TO_THE_DAY, Report

T = TypeVar("T")

FIRMEST_STATUS = tuple(InstrumentStatus)
"""Legal states, the firmest first: what one document knows signed, another may still call planned."""

SUREST_RESOLUTION = tuple(Resolution)
"""Ways to establish an identity, the surest first."""


class Event(NamedTuple):
    """A row of `events`, in the order of its columns."""

    event_id: str
    kind: str
    name: str
    start_date: date | None
    end_date: date | None
    date_precision: str
    place: str | None
    country_code: str | None
    status: str
    status_as_of: date | None
    status_report_id: str
    parent_event_id: str | None
    report_count: int
    is_generic: bool
    is_overridden: bool = False


@dataclass(frozen=True, slots=True)
class ActorVariant:
    """An actor as `record_count` documents know it."""

    actor_id: str
    kind: str
    name: str
    country_code: str | None
    aliases: Sequence[str]
    record_count: int


@dataclass(frozen=True, slots=True)
class InstrumentVariant:
    """An instrument as `record_count` documents know it."""

    instrument_id: str
    instrument_type: str
    name: str
    symbol: str | None
    year: int | None
    status: str
    resolution: str
    candidate_ids: Sequence[str]
    aliases: Sequence[str]
    parties: Sequence[str]
    edition_of_id: str | None
    record_count: int


class InstrumentRow(NamedTuple):
    """A row of `instruments`, in the order of its columns."""

    instrument_id: str
    instrument_type: str
    name: str
    symbol: str | None
    year: int | None
    status: str
    resolution: str
    candidate_ids: Sequence[str]
    aliases: Sequence[str]
    parties: Sequence[str]
    edition_of_id: str | None
    canonical_id: str


def events(groups: Iterable[Sequence[Report]], ids: Iterable[str] | None = None) -> list[Event]:
    """Return the events of groups of reports (sorted by id), by id, each with its parent if one is reported.

    `ids` are the groups' events' ids; without them they are made from the groups' first reports.
    """
    ordered = list(groups)
    by_group = list(
        zip(ids or [made_id(group[0].event_report_id) for group in ordered], ordered, strict=True)
    )
    event_of = {report.event_report_id: made for made, group in by_group for report in group}
    parents = {made: _parent(made, group, event_of) for made, group in by_group}
    chosen = [_event(made, group) for made, group in by_group]
    return sorted(
        (event._replace(parent_event_id=unless_circular(event.event_id, parents)) for event in chosen),
        key=lambda event: event.event_id,
    )


def actor_row(variants: Sequence[ActorVariant]) -> tuple[object, ...]:
    """Return the row of `actors` for the variants of one actor."""
    weights = [v.record_count for v in variants]
    name = chosen_value([v.name for v in variants], weights)
    names = {name for v in variants for name in (v.name, *v.aliases)}
    return (
        variants[0].actor_id,
        chosen_value([v.kind for v in variants], weights),
        name,
        chosen_value([v.country_code for v in variants], weights),
        sorted(names - {name}),
    )


def instrument_row(variants: Sequence[InstrumentVariant]) -> InstrumentRow:
    """Return the row of `instruments` for the variants of one instrument."""
    weights = [v.record_count for v in variants]
    kind = chosen_value([v.instrument_type for v in variants], weights)
    name = chosen_value([v.name for v in variants], weights)
    assert kind is not None and name is not None
    return InstrumentRow(
        variants[0].instrument_id,
        kind,
        name,
        chosen_value([v.symbol for v in variants], weights),
        chosen_value([v.year for v in variants], weights),
        min((v.status for v in variants), key=lambda status: FIRMEST_STATUS.index(InstrumentStatus(status))),
        min((v.resolution for v in variants), key=lambda way: SUREST_RESOLUTION.index(Resolution(way))),
        sorted({candidate for v in variants for candidate in v.candidate_ids}),
        sorted({alias for v in variants for alias in (v.name, *v.aliases)} - {name}),
        max((list(v.parties) for v in variants), key=lambda parties: (len(parties), parties)),
        chosen_value([v.edition_of_id for v in variants], weights),
        variants[0].instrument_id,
    )


def chosen_value(values: Sequence[T | None], weights: Sequence[int] | None = None) -> T | None:
    """Return the most frequent known value; of equals the longest, then the first in the alphabet."""
    if len(values) == 1:
        return values[0]
    counts: Counter[T] = Counter()
    for value, weight in zip(values, weights or [1] * len(values), strict=True):
        if value is not None:
            counts[value] += weight
    if not counts:
        return None
    return min(counts, key=lambda value: (-counts[value], -len(str(value)), str(value)))


def _event(made: str, group: Sequence[Report]) -> Event:
    where = chosen_value([(r.place, r.country_code) if r.place else None for r in group])
    place, country_code = where or (None, chosen_value([r.country_code for r in group]))
    status = _status(group)
    days = chosen_value([(r.start_date, r.end_date, r.date_precision) for r in _most_exact(group)])
    assert days is not None
    kind, name = chosen_value([r.kind for r in group]), chosen_value([r.name for r in group])
    assert kind is not None and name is not None
    return Event(
        made,
        kind.value,
        name,
        days[0],
        days[1],
        days[2].value,
        place,
        country_code,
        status.status,
        status.as_of,
        status.event_report_id,
        None,
        len({r.work_id for r in group}),
        all(r.is_generic for r in group),
    )


def _most_exact(group: Sequence[Report]) -> Sequence[Report]:
    """Return the reports that know the days most exactly: to the day, else the month, else the year."""
    ranks = {r.event_report_id: _exactness(r) for r in group}
    best = min(ranks.values())
    return [r for r in group if ranks[r.event_report_id] == best]


def _exactness(report: Report) -> int:
    if report.start_date is None:
        return 3
    if report.date_precision in TO_THE_DAY:
        return 0
    return 1 if report.date_precision is DatePrecision.MONTH else 2


def _status(group: Sequence[Report]) -> Report:
    """Return the report whose status counts: the latest of those that say held, or else of all."""
    held = [report for report in group if report.status == EventStatus.HELD]
    return max(held or group, key=lambda r: (r.as_of or date.min, r.event_report_id))


def _parent(made: str, group: Sequence[Report], event_of: Mapping[str, str]) -> str | None:
    reported = [event_of.get(r.parent_report_id) if r.parent_report_id else None for r in group]
    return chosen_value([parent if parent != made else None for parent in reported])


def unless_circular(made: str, parents: Mapping[str, str | None]) -> str | None:
    """Return an event's parent, or None where the way up leads back to the event."""
    seen = {made}
    above = parents.get(made)
    while above is not None and above not in seen:
        seen.add(above)
        above = parents.get(above)
    return None if above == made else parents.get(made)
