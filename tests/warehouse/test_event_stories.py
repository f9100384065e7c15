"""Events told by several documents, from their sentences to the one row: the codebook's hard cases."""

from __future__ import annotations

from itertools import permutations

import pytest

from extractors.extract import extract
from tests.documents import parsed
from tests.shared import SHARED, needs_shared
from warehouse.canonical import Event, events
from warehouse.clustering import Clusters, cluster
from warehouse.event_ids import assign, register
from warehouse.matching import Report

SAMARKAND = [
    "Note\n\nOn 10 and 11 November 2017, an international conference on security and sustainable "
    "development in Central "
    "Asia was held in Samarkand.",
    "Note\n\nThe 13th European Union–Central Asia Ministerial Meeting was held in Samarkand on 10 "
    "November 2017.",
]
DUSHANBE = [
    "Note\n\nThe Conference on International and Regional Cooperation on Countering Terrorism and its "
    "Financing through "
    "Illicit Drug Trafficking and Organized Crime was held in Dushanbe on 16–17 May 2019.",
    "Note\n\nThey recalled the conference “International and regional cooperation against terrorism and "
    "its funding from "
    "illicit drug trafficking and organized crime”, held in Dushanbe in 2019.",
]
TROUT = [
    "BERGEN, 3 March 2031 - The third Trout Summit will be held in Bergen on 5 May 2031.",
    "BERGEN, 6 May 2031 - The third Trout Summit was held in Bergen on 5 May 2031.",
    "OSLO, 9 April 2031 - Ministers will attend the third Trout Summit in Bergen on 5 May 2031.",
]


def reports(texts: list[str]) -> list[Report]:
    """Return the reports of documents, named after their place in the list."""
    return [report for text in texts for report in _reports(text)]


def _reports(text: str) -> list[Report]:
    document = extract(parsed(text))
    ids = [f"{document.document_id}-{number}" for number in range(len(document.events))]
    return [
        Report(
            event_report_id=ids[number],
            document_id=document.document_id,
            work_id=document.document_id,
            kind=event.kind,
            name=event.name,
            start_date=event.start_date,
            end_date=event.end_date,
            date_precision=event.date_precision,
            place=event.place,
            country_code=event.country_code,
            status=event.status,
            is_generic=event.is_generic,
            parent_report_id=ids[event.parent] if event.parent is not None else None,
            char_start=event.span.start,
            as_of=document.metadata.reference_date,
            instrument_id=event.instrument,
        )
        for number, event in enumerate(document.events)
    ]


def found(texts: list[str]) -> tuple[Clusters, list[Event]]:
    clusters = cluster(reports(texts))
    return clusters, events(clusters.groups)


def test_a_ministerial_meeting_is_not_the_conference_there_that_day() -> None:
    clusters, made = found(SAMARKAND)
    assert sorted(event.kind for event in made) == ["conference", "ministerial_meeting"]
    assert {event.place for event in made} == {"Samarkand"}
    assert clusters.matches == ()


def test_two_titles_of_one_conference_meet() -> None:
    clusters, [conference] = found(DUSHANBE)
    assert conference.report_count == 2
    assert conference.date_precision == "day_range", "the days of the document that knows them"
    [match] = clusters.matches
    assert "same place" in match.evidence


def test_a_planned_event_is_held_once_a_later_document_says_so() -> None:
    _, [summit] = found(TROUT)
    assert (summit.status, str(summit.status_as_of), summit.report_count) == ("held", "2031-05-06", 3)
    assert summit.status_report_id == _reports(TROUT[1])[0].event_report_id


def test_what_documents_say_otherwise_stays_in_their_reports() -> None:
    other = TROUT[1].replace("Bergen on 5 May", "Bergen on 5 and 6 May")
    clusters, [summit] = found([*TROUT, other])
    assert summit.report_count == 4
    assert str(summit.end_date) == "2031-05-05", "most documents say so"
    assert {str(report.end_date) for group in clusters.groups for report in group} == {
        "2031-05-05",
        "2031-05-06",
    }


# What more than one of the reference texts tells of: kind, first day and place. All checked by hand.
TOLD_BY_SEVERAL = [
    ("adoption", "2011-11-30", None),  # the Joint Plan of Action for Central Asia
    ("dialogue", "2017-06-13", "Ashgabat"),
    ("session", None, None),  # the seventy-fifth of the General Assembly
]


@needs_shared
def test_reference_texts_share_no_event_but_those_that_are_one() -> None:
    folders = [SHARED / "gold" / name / "texts" for name in ("seeds", "dev")]
    texts = [path.read_text(encoding="utf-8") for folder in folders for path in sorted(folder.iterdir())]
    several = [
        group for group in cluster(reports(texts)).groups if len({report.document_id for report in group}) > 1
    ]
    found = [
        (event.kind, event.start_date and str(event.start_date), event.place) for event in events(several)
    ]
    assert sorted(found) == TOLD_BY_SEVERAL


@pytest.mark.parametrize("order", list(permutations(range(4))), ids=str)
def test_the_order_in_which_documents_come_makes_no_difference(order: tuple[int, ...]) -> None:
    texts = [*SAMARKAND, *DUSHANBE]
    whole = {frozenset(r.event_report_id for r in group) for group in cluster(reports(texts)).groups}
    published: list[tuple[str, str]] = []
    for count in range(1, len(order) + 1):
        groups = cluster(reports([texts[number] for number in order[:count]])).groups
        ids = assign(groups, published)
        before = {event for event, _ in published}
        published = register(groups, ids, published)
        assert before <= {event for event, _ in published}, "an id once published still leads somewhere"
        assert len(set(ids)) == len(groups)
    assert {frozenset(r.event_report_id for r in group) for group in groups} == whole
