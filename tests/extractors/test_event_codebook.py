"""The codebook's rules for events, E1 to E12, each in sentences of our own."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from extractors.model import EventReport
from tests.documents import parsed

# Rule, text, and of each event: kind, first day, place, status.
RULES = [
    ("E1 noun and date", "A conference on trout was held on 4 May 2021.", ["conference 2021-05-04 - held"]),
    ("E1 noun and place", "A conference on trout was held in Oslo.", ["conference - Oslo held"]),
    ("E1 noun alone", "A conference on trout is a fine thing.", []),
    (
        "E2 one signing for each instrument",
        "Note\n\nThey welcomed the signing of the Treaty on Lakes and of the Protocol on Rivers.",
        ["signing - - held", "signing - - held"],
    ),
    (
        "E3 adoption asserted of an instrument",
        "Note\n\nThe Council adopted the Lake Charter on 4 May 2021.",
        ["adoption 2021-05-04 - held"],
    ),
    ("E3 adoption only wished", "Note\n\nThey called for the adoption of the Lake Charter.", []),
    (
        "E4 an instrument's year",
        "Note\n\nThey recalled the 2006 Treaty on Lakes and the Pact on Rivers of 2014.",
        [],
    ),
    ("E4 a validity", "Note\n\nThey read the Programme on Lakes for the years 2018-2019.", []),
    (
        "E5 a session has no day of its own",
        "12 May 2022\n\nIt was read at the seventy-fifth session of the General Assembly.",
        ["session - - held"],
    ),
    (
        "E6 a decade",
        "12 May 2022\n\nThey marked the International Decade for Action on Lakes, 2018-2028.",
        ["observance 2018-01-01 - ongoing"],
    ),
    (
        "E6 an anniversary",
        "Note\n\nThey marked the tenth anniversary of the Lake Charter.",
        ["anniversary - - unknown"],
    ),
    (
        "E7 a practice goes on",
        "Note\n\nThey valued the practice of regular meetings of the water ministers.",
        ["meeting_series - - ongoing"],
    ),
    (
        "E7 an initiative is proposed",
        "Note\n\nThey welcomed the initiative on holding regular consultations of the water ministers.",
        ["meeting_series - - proposed"],
    ),
    (
        "E7 what will be held regularly",
        "Note\n\nThey will hold regular meetings of the water ministers.",
        ["meeting_series - - planned"],
    ),
    (
        "E8 a ceremony within a conference",
        "The Lake Conference was held in Oslo on 4 May 2021. The opening ceremony was short.",
        ["conference 2021-05-04 Oslo held", "ceremony - Oslo held"],
    ),
    ("E9 a process", "Note\n\nThe peace process and the demarcation of the border go on.", []),
    ("E9 a need", "Note\n\nThey stressed the need to convene a conference on lakes.", []),
    ("E10 past", "Note\n\nOslo hosted the Lake Summit.", ["summit - Oslo held"]),
    ("E10 future", "Note\n\nOslo is to host the Lake Summit.", ["summit - Oslo planned"]),
    ("E10 expected", "Note\n\nThe Lake Summit is expected to open in Oslo.", ["summit - Oslo planned"]),
    (
        "E10 proposal",
        "Note\n\nThey noted the proposal to hold an international conference on lakes in Oslo.",
        ["conference - Oslo proposed"],
    ),
    ("E10 called off", "Note\n\nThe Lake Summit in Oslo was cancelled.", ["summit - Oslo cancelled"]),
]


def _events(text: str) -> tuple[EventReport, ...]:
    return extract(parsed(text)).events


@pytest.mark.parametrize(("text", "expected"), [rule[1:] for rule in RULES], ids=[rule[0] for rule in RULES])
def test_rule(text: str, expected: list[str]) -> None:
    made = [
        f"{each.kind} {each.start_date or '-'} {each.place or '-'} {each.status}" for each in _events(text)
    ]
    assert made == expected


def test_e8_parts_inherit_and_say_so() -> None:
    conference, *parts = _events(
        "The Lake Conference was held in Oslo on 4 May 2021. Two side events were held on its margins: "
        "1) trout and trade; 2) salmon and youth."
    )
    assert [part.kind for part in parts] == ["side_event", "side_event"]
    assert {part.parent for part in parts} == {0}
    assert {(part.place, part.date_precision) for part in parts} == {("Oslo", "within_parent")}
    assert conference.parent is None


ORGANISERS = (
    "The Lake Conference was held in Oslo on 4 May 2021 under the auspices of the United Nations. It was "
    "organized by "
    "Norway in cooperation with Sweden and Finland."
)


def test_e11_organisers_and_those_they_cooperate_with() -> None:
    text = ORGANISERS.replace(" It was", " The Conference was")
    [event] = _events(text)
    roles = {(part.role.value, part.actor_key, part.span.of(text)) for part in event.participants}
    assert {
        ("organiser", "iso:NO", "Norway"),
        ("co_organiser", "iso:SE", "Sweden"),
        ("co_organiser", "iso:FI", "Finland"),
        ("auspices", "org:UN", "United Nations"),
    } <= roles


def test_e11_a_joint_list_is_not_divided_among_the_parts() -> None:
    conference, *parts = _events(
        "The Lake Conference was held in Oslo on 4 May 2021. Two side events were held on its margins: "
        "1) trout and trade; 2) salmon and youth. These side events were organized by Norway and Sweden."
    )
    assert len(parts) == 2
    assert not any(part.participants for part in parts)
    assert conference.participants == ()


def test_e12_participants_keep_their_words_and_their_number() -> None:
    text = (
        "The Lake Conference was held in Oslo on 4 May 2021 with the participation of more than 600 "
        "delegates from Norway and Sweden."
    )
    [event] = _events(text)
    assert event.participant_count == ">600"
    assert event.count_span is not None
    assert event.count_span.of(text).startswith("more than 600")
    assert {part.span.of(text) for part in event.participants} == {"Norway", "Sweden"}
    assert {part.role.value for part in event.participants} == {"participant"}
