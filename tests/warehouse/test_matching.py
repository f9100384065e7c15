"""Which reports are taken for one event, and which are not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import DatePrecision, EventKind
from warehouse.canonical import events
from warehouse.clustering import Clusters
from warehouse.clustering import cluster as clusters_of
from warehouse.event_ids import assign, made_id, register
from warehouse.matching import Report

DAY = date(2031, 5, 4)


def cluster(some: Iterable[Report]) -> list[tuple[Report, ...]]:
    return list(clusters_of(some).groups)


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
NEXT = DAY + timedelta(days=1)
MONTH = {"date_precision": DatePrecision.MONTH, "start_date": date(2031, 5, 1), "end_date": date(2031, 5, 31)}
YEAR = {"date_precision": DatePrecision.YEAR, "start_date": date(2031, 1, 1), "end_date": date(2031, 12, 31)}
BY_ARLAND = {"organisers": frozenset({"org:GOV_AR"})}
PAIRS = [
    ("same name", {}, {}, True),
    ("most words in common", {}, {"name": "the Lakes Forum on Water"}, True),
    ("conference and meeting", {}, {"kind": EventKind.MEETING}, True),
    ("no place in one", {}, {"place": None}, True),
    ("same place and day alone", {}, {"name": "Ministerial consultation of river states"}, False),
    ("another day", {}, {"start_date": NEXT, "end_date": NEXT}, False),
    ("one day more", {}, {"end_date": NEXT}, True),
    (
        "one day more, unlike names",
        {},
        {"end_date": NEXT, "name": "Ministerial talks of river states"},
        False,
    ),
    ("another place", {}, {"place": "Orsk"}, False),
    ("meeting and its ceremony", {}, {"kind": EventKind.CEREMONY}, False),
    ("no day in either", {"start_date": None}, {"start_date": None}, False),
    ("only the month", {}, MONTH, True),
    ("only the month, and no place", {"name": "Lakes and Hills Forum"}, {**MONTH, "place": None}, False),
    ("only the year", {"name": "Lakes and Hills Forum"}, {**YEAR, "name": "forum of lakes and hills"}, True),
    ("only the year, and no place", {}, {**YEAR, "place": None}, False),
    (
        "summit and ministerial meeting",
        {"kind": EventKind.SUMMIT},
        {"kind": EventKind.MINISTERIAL_MEETING},
        False,
    ),
    ("called after its place", {}, {"name": "the Velm Conference"}, True),
    ("called nothing", {}, {"name": "conference"}, False),
    ("called nothing, by the same organiser", {**BY_ARLAND}, {**BY_ARLAND, "name": "conference"}, True),
    (
        "contained, with the number",
        {"name": "first review meeting", "kind": EventKind.MEETING},
        {"name": "first review meeting of the network of lake wardens", "kind": EventKind.MEETING},
        True,
    ),
    (
        "thirteenth ministerial meeting and a conference, both there that day",
        {
            "name": "13th European Union–Central Asia Ministerial Meeting",
            "kind": EventKind.MINISTERIAL_MEETING,
            "place": "Samarkand",
        },
        {
            "name": "International Conference on Security and Sustainable Development in Central Asia",
            "place": "Samarkand",
            "end_date": NEXT,
        },
        False,
    ),
    (
        "two titles of a conference on terrorism and drugs",
        {
            **YEAR,
            "name": "International and regional cooperation against terrorism and its funding "
            "from illicit drug trafficking and organized crime",
        },
        {
            "name": "High-level Conference on International and Regional Cooperation on Countering Terrorism "
            "and its Financing through Illicit Drug Trafficking and Organized Crime",
            "end_date": NEXT,
        },
        True,
    ),
    (
        "one instrument in two places",
        {**ACT, "name": "signing of the pact", "kind": EventKind.SIGNING, "instrument_id": "ins_1"},
        {**ACT, "name": "pact", "kind": EventKind.SIGNING, "instrument_id": "ins_1", "place": "Orsk"},
        True,
    ),
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


def test_a_name_that_means_two_events_is_left_in_doubt() -> None:
    two = [
        report(0, "Conference on lakes"),
        report(1, "Conference on hills"),
        report(2, "the Velm Conference"),
    ]
    made = clusters_of(two)
    assert len(made.groups) == 3
    assert [(pair.left, pair.right) for pair in made.doubts] == [
        ("rep_000", "rep_002"),
        ("rep_001", "rep_002"),
    ]
    assert all(pair.evidence and 0 < pair.score < 1 for pair in made.doubts)


def test_every_match_says_why() -> None:
    made: Clusters = clusters_of(
        [report(0), report(1, "Lakes Forum on Water"), report(2, "the Velm Conference")]
    )
    assert len(made.groups) == 1
    assert len(made.matches) == 2, "n reports are joined by n - 1 pairs"
    assert {"same days", "same place"} <= set(made.matches[0].evidence)


def test_sessions_are_told_by_number_without_dates() -> None:
    no_date = {"start_date": None, "kind": EventKind.SESSION, "place": None}
    names = ["seventy-fifth session of the Lake Assembly", "75th session of the Lake Assembly"]
    assert len(cluster([report(n, name, **no_date) for n, name in enumerate(names)])) == 1
    other = report(2, "76th session of the Lake Assembly", **no_date)
    assert len(cluster([report(0, names[0], **no_date), other])) == 2


def test_parts_of_one_event_are_joined_by_name() -> None:
    wholes = [report(0), report(1)]
    parts = [
        report(n + 2, "opening ceremony", kind=EventKind.CEREMONY, start_date=None, document_id=f"doc_00{n}",
               parent_report_id=f"rep_00{n}")
        for n in range(2)
    ]  # fmt: skip
    assert [len(group) for group in cluster([*wholes, *parts])] == [2, 2]


def test_a_published_id_stays() -> None:
    first = clusters_of([report(5)]).groups
    published = register(first, assign(first, []), [])
    assert [event for event, _ in published] == [made_id("rep_005")]
    later = clusters_of([report(1), report(5), report(7, "Ministerial talks of river states")]).groups
    assert assign(later, published) == [made_id("rep_005"), made_id("rep_007")]


def test_of_two_published_events_that_prove_to_be_one_the_better_supported_id_stays() -> None:
    apart = [report(1, place=None, start_date=None), report(5), report(6)]
    before = clusters_of(apart).groups
    published = register(before, assign(before, []), [])
    after = clusters_of([replace(apart[0], start_date=DAY, place="Velm"), *apart[1:]]).groups
    ids = assign(after, published)
    assert ids == [made_id("rep_005")]
    leading = {event for event, report_id in register(after, ids, published) if report_id == "rep_001"}
    assert leading == {made_id("rep_001"), made_id("rep_005")}, "the retired id still leads to the event"


def test_an_event_that_splits_keeps_its_id_where_its_first_report_is() -> None:
    whole = clusters_of([report(1), report(2)]).groups
    published = register(whole, assign(whole, []), [])
    split = clusters_of([report(1), report(2, place="Orsk")]).groups
    assert assign(split, published) == [made_id("rep_001"), made_id("rep_002")]
