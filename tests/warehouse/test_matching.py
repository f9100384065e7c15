"""Which reports are taken for one event, and which are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import DatePrecision, EventKind
from warehouse.canonical import events
from warehouse.matching import Report, cluster

DAY = date(2031, 5, 4)


def report(number: int = 0, name: str = "Lakes Forum on clean water", **changes: object) -> Report:
    made = Report(
        event_report_id=f"rep_{number:03}",
        document_id=f"doc_{number:03}",
        work_id=f"wrk_{number:03}",
        kind=EventKind.CONFERENCE,
        name=name,
        start_date=DAY,
        end_date=DAY,
        date_precision=DatePrecision.DAY,
        place="Velm",
        country_code="XX",
        status="planned",
        is_generic=False,
        parent_report_id=None,
        char_start=number,
        as_of=DAY,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


ACT = {"kind": EventKind.ADOPTION, "date_precision": DatePrecision.YEAR, "end_date": date(2031, 12, 31)}
PAIRS = [
    ("same name", {}, {}, True),
    ("most words in common", {}, {"name": "the Lakes Forum on Water"}, True),
    ("conference and meeting", {}, {"kind": EventKind.MEETING}, True),
    ("no place in one", {}, {"place": None}, True),
    ("same place and day alone", {}, {"name": "Ministerial consultation of river states"}, False),
    ("another day", {}, {"end_date": DAY + timedelta(days=1)}, False),
    ("another place", {}, {"place": "Orsk"}, False),
    ("meeting and its ceremony", {}, {"kind": EventKind.CEREMONY}, False),
    ("no day in either", {"start_date": None}, {"start_date": None}, False),
    ("only the month", {}, {"date_precision": DatePrecision.MONTH}, False),
    ("another number", {"name": "12th Lakes Forum"}, {"name": "13th Lakes Forum"}, False),
    ("number in one", {"name": "12th Lakes Forum"}, {"name": "Lakes Forum"}, True),
    ("year in the name", {"name": "Lakes Forum 2031"}, {"name": "12th Lakes Forum"}, True),
    ("in one document", {}, {"document_id": "doc_000"}, False),
    (
        "act on one text",
        {**ACT, "name": "adoption of the Velm Declaration"},
        {**ACT, "name": "Velm Declaration"},
        True,
    ),
    (
        "acts on two texts",
        {**ACT, "name": "adoption of the Velm Declaration"},
        {**ACT, "name": "adoption of the Orsk Declaration"},
        False,
    ),
    (
        "acts on two numbers",
        {**ACT, "name": "adoption of resolution 68/218"},
        {**ACT, "name": "adoption of resolution 68/219"},
        False,
    ),
    ("signing and adoption", {**ACT}, {**ACT, "kind": EventKind.SIGNING}, False),
    (
        "acts of no name",
        {**ACT, "name": "adoption of the resolution"},
        {**ACT, "name": "adoption of the resolution"},
        False,
    ),
    ("undated in copies", {"start_date": None, "work_id": "w"}, {"start_date": None, "work_id": "w"}, True),
]


@pytest.mark.parametrize(("left", "right", "same"), [p[1:] for p in PAIRS], ids=[p[0] for p in PAIRS])
def test_pairs(left: dict[str, object], right: dict[str, object], same: bool) -> None:
    groups = cluster([report(0, **left), report(1, **right)])  # type: ignore[arg-type]
    assert (len(groups) == 1) is same


def test_no_event_in_two_places_through_a_third_report() -> None:
    groups = cluster([report(0, place=None), report(1, place="Velm"), report(2, place="Orsk")])
    assert sorted(len(group) for group in groups) == [1, 2]


def test_copies_pair_their_reports_in_order() -> None:
    reports = [
        report(n, document_id=f"doc_{n % 2}", work_id="w", start_date=None, char_start=n) for n in range(4)
    ]
    assert [[r.char_start for r in group] for group in cluster(reports)] == [[0, 1], [2, 3]]


NAMES = ["Lakes Forum", "Lakes Forum on Water", "The Water Forum", "12th Lakes Forum", "Consultations", ""]
reports = st.builds(
    report,
    number=st.integers(0, 40),
    name=st.sampled_from(NAMES),
    document_id=st.sampled_from([f"doc_{n}" for n in range(8)]),
    work_id=st.sampled_from(["w1", "w2", "w3"]),
    kind=st.sampled_from([EventKind.MEETING, EventKind.SUMMIT, EventKind.SIGNING]),
    place=st.sampled_from([None, "Velm", "Orsk"]),
    start_date=st.sampled_from([None, DAY]),
    status=st.sampled_from(["held", "planned"]),
    parent_report_id=st.sampled_from([None, "rep_001", "rep_002", "rep_003"]),
    as_of=st.sampled_from([None, DAY, DAY + timedelta(days=9)]),
)


@given(
    st.lists(reports, max_size=25, unique_by=lambda r: r.event_report_id), st.randoms(use_true_random=False)
)
def test_events_do_not_depend_on_the_order(some: list[Report], random: object) -> None:
    shuffled = list(some)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    groups = cluster(some)
    assert groups == cluster(shuffled)
    assert sorted(r.event_report_id for group in groups for r in group) == sorted(
        r.event_report_id for r in some
    )
    made = events(groups)
    assert len({event.event_id for event in made}) == len(made) == len(groups)
    parents = {event.event_id: event.parent_event_id for event in made}
    for event_id in parents:
        steps, above = 0, parents[event_id]
        while above is not None and steps <= len(parents):
            steps, above = steps + 1, parents[above]
        assert above is None, "an event is part of itself"


def test_ten_thousand_reports_of_one_day_are_matched_at_once() -> None:
    names = [f"Forum of village {n} on water" for n in range(2000)]
    groups = cluster(report(n, names[n % 2000], place=None) for n in range(10_000))
    assert len(groups) == 2000
