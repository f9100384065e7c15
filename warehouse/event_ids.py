"""Which id an event bears: the one it was published under, whatever came to be known since.

An id is made from one report's id and published; from then on the event that holds this report keeps
it. Where two published events prove to be one, it keeps the id that most of its reports were
published under, and the other id is retired: `event_ids` still leads from it to the event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractors.identity import record_id
from warehouse.matching import Report


def made_id(event_report_id: str) -> str:
    """Return the id of an event that was first published with this report as its first."""
    return record_id("evt", event_report_id)


def assign(groups: Iterable[Sequence[Report]], published: Iterable[tuple[str, str]]) -> list[str]:
    """Return the id of each group (sorted by report id), given published (event_id, event_report_id) pairs.

    No two groups get one id: an id whose making report is still there stays with that report; any other
    goes to the group with most of its reports.
    """
    ids_of: dict[str, list[str]] = defaultdict(list)
    for event_id, report in sorted(published):
        ids_of[report].append(event_id)
    ordered = list(groups)
    counts = [
        Counter(event_id for report in group for event_id in ids_of.get(report.event_report_id, ()))
        for group in ordered
    ]
    owners = _owners(ordered, counts)
    return [_chosen(position, group, counts[position], owners) for position, group in enumerate(ordered)]


def register(
    groups: Iterable[Sequence[Report]], ids: Iterable[str], published: Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Return the pairs to publish: of today, and former ones of reports that are still here."""
    now = {
        (event_id, report.event_report_id)
        for event_id, group in zip(ids, groups, strict=True)
        for report in group
    }
    present = {report for _, report in now}
    return sorted(now | {pair for pair in published if pair[1] in present})


def _owners(groups: Sequence[Sequence[Report]], counts: Sequence[Counter[str]]) -> dict[str, int]:
    """Return the position of the group that may bear each published id."""
    makers = {made_id(r.event_report_id): position for position, group in enumerate(groups) for r in group}
    holders: dict[str, dict[int, int]] = defaultdict(dict)
    for position, held in enumerate(counts):
        for event_id, count in held.items():
            holders[event_id][position] = count
    return {
        event_id: makers.get(event_id, min(held, key=lambda position: (-held[position], position)))
        for event_id, held in holders.items()
    }


def _chosen(
    position: int, group: Sequence[Report], counts: Mapping[str, int], owners: Mapping[str, int]
) -> str:
    own = [event_id for event_id in counts if owners[event_id] == position]
    if own:
        return min(own, key=lambda event_id: (-counts[event_id], event_id))
    return made_id(group[0].event_report_id)
