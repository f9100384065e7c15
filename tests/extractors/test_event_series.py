"""Series and standing meetings, one of a row, and phrases that name an event in small words."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from tests.documents import parsed

# Text, and of each event: kind, name, status.
SERIES = [
    (
        "We will hold meetings between our lake ministers at least annually.",
        ["meeting_series | meetings between our lake ministers | planned"],
    ),
    (
        "They reaffirmed what was agreed at the General Lake Committee (GLC) meetings.",
        ["meeting_series | General Lake Committee (GLC) meetings | held"],
    ),
    (
        "They will launch an annual dialogue on trout.",
        ["meeting_series | annual dialogue on trout | planned"],
    ),
    (
        "Our leaders and lake ministers will meet annually.",
        ["meeting_series | meetings of Our leaders and lake ministers | planned"],
    ),
    ("The substantive meetings are over and that every year.", []),
    ("Parties will convene biannually under the plan.", ["meeting_series | meetings of Parties | planned"]),
    (
        "The Lake Board, which meets every six months, is due to gather in Oslo on 4 May 2031.",
        [
            "meeting_series | meetings of Lake Board | ongoing",
            "meeting | meeting of Lake Board | planned",
        ],
    ),
    (
        "They backed regular meetings of the lake ministers, the first of which was held in May.",
        ["meeting_series | regular meetings of the lake ministers | ongoing"],
    ),
]
ONE_OF_A_ROW = [
    ("They will hold a command post exercise in May 2031.", ["exercise | command post exercise | planned"]),
    ("They will hold the seventh round in Oslo in 2031.", ["negotiation_round | seventh round | planned"]),
    ("They declared 2031 the Year of Clean Lakes.", ["observance | Year of Clean Lakes | unknown"]),
    (
        "The next session is planned to be held in Oslo in the first half of 2031.",
        ["session | next session | planned"],
    ),
    (
        "The Board's 33rd session opened in Oslo on 13 May 2024.",
        ["session | Board's 33rd session | held"],
    ),
    (
        "The Lake Fund Annual Meetings in Oslo were held in 2023.",
        ["meeting | Lake Fund Annual Meetings | held"],
    ),
    (
        "Before the next LTC co-chairs meeting, they will read.",
        ["meeting | next LTC co-chairs meeting | planned"],
    ),
    (
        "They look forward to the July meeting of the Lake Fund ministers.",
        ["ministerial_meeting | July meeting of the Lake Fund ministers | planned"],
    ),
]
SMALL_WORDS = [
    (
        "They welcomed the trout development policy dialogue planned in October.",
        ["dialogue | trout development policy dialogue | planned"],
    ),
    (
        "The third round of the Lake Human Rights Dialogue took place in Oslo.",
        ["dialogue | third round of the Lake Human Rights Dialogue | held"],
    ),
    ("A training seminar was organised in Oslo in 2021.", ["conference | training seminar | held"]),
    (
        "They welcomed the launch of the Lake-River Economic Forum on trout.",
        ["conference | Lake-River Economic Forum on trout | held"],
    ),
    ("They organised a stakeholder conference.", ["conference | stakeholder conference | held"]),
    ("They voiced interest in hosting a conference.", []),
    (
        "The Fund hosted its first-ever event dedicated to examining the use of nets.",
        ["meeting | first-ever event dedicated to examining the use of nets | held"],
    ),
    (
        "They agreed to have follow-up discussions between experts.",
        ["meeting | follow-up discussions between experts | planned"],
    ),
    ("The two sides may conduct consultations on trout on 3 May 2023.", []),
    (
        "They look to the next Compact to Save Lakes ministerial meeting.",
        ["ministerial_meeting | next Compact to Save Lakes ministerial meeting | planned"],
    ),
    (
        "Ties began with the meeting between King Olav and President Dahl.",
        ["meeting | meeting between King Olav and President Dahl | held"],
    ),
    ("They value consultations between King Olav and President Dahl.", []),
    ("They thank Congress for extending help to lakes in Oslo.", []),
    ("They founded the Lake Forum on trout on 3 May 2023.", []),
]
SESSIONS = [
    (
        "It requests a note to be submitted at the tenth session of the Lake Council a year later.",
        ["session | tenth session of the Lake Council | planned"],
    ),
    (
        "It notes that, at its tenth session, in 2020, the Lake and River Subcommittee went on.",
        ["session | tenth session of the Lake and River Subcommittee | held"],
    ),
    (
        "They met at the seventy-sixth United Nations General Assembly.",
        ["session | seventy-sixth United Nations General Assembly | held"],
    ),
]
VISITS = [
    (
        "President Dahl is honoured to welcome Prime Minister Lind of Sweden to Oslo.",
        ["visit | visit of Prime Minister Lind of Sweden | held"],
    ),
    (
        "President Dahl will host Prime Minister Lind of Sweden for a trout summit in Oslo.",
        ["summit | trout summit | planned"],
    ),
    (
        "President Dahl spoke of his recent trip to Norway and Sweden.",
        ["visit | recent trip to Norway and Sweden | held"],
    ),
    (
        "Minister Lind will travel to Norway to meet with senior Norwegian officials.",
        [
            "visit | visit of Minister Lind to Norway | planned",
            "meeting | meeting with senior Norwegian officials | planned",
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [*SERIES, *ONE_OF_A_ROW, *SMALL_WORDS, *SESSIONS, *VISITS])
def test_events(text: str, expected: list[str]) -> None:
    events = extract(parsed(f"Note\n\n{text}")).events
    assert [f"{each.kind} | {each.name} | {each.status}" for each in events] == expected


def test_the_headlines_meeting_is_the_one_met_for_talks() -> None:
    text = "Note on the Norway-Sweden Meeting\n\nOn 3 May 2023, the two met in Oslo for talks on trout."
    events = extract(parsed(text)).events
    assert [(each.name, each.place) for each in events] == [("Norway-Sweden Meeting", "Oslo")]


def test_what_is_to_be_held_elsewhere_is_another_conference() -> None:
    text = "Note\n\nThey met in Oslo at a lake conference. They look to the conference to be held in Turku."
    assert len(extract(parsed(text)).events) == 2


def test_the_mention_with_the_place_belongs_to_the_event_there() -> None:
    text = (
        "Note\n\nThe Lake Committee (LTC) met in Oslo on 5 May 2023. They spoke at the LTC meeting in Bergen "
        "on 3 May 2022. Since the LTC meeting in Bergen, much was done."
    )
    assert [each.place for each in extract(parsed(text)).events] == ["Oslo", "Bergen"]


def test_the_closing_formula_reports_the_signing() -> None:
    text = "Joint Declaration on Trout\n\nTrout is to be kept.\n\nDone at Oslo on 4 May 2021."
    events = extract(parsed(text)).events
    assert [(each.name, each.place, str(each.start_date)) for each in events] == [
        ("signing of the Joint Declaration on Trout", "Oslo", "2021-05-04")
    ]


def test_this_visit_is_an_event_where_the_text_names_it_no_other_way() -> None:
    text = "Joint Statement\n\nThis visit shows the way. They read. With this visit, both sides look ahead."
    assert [(each.kind, each.status) for each in extract(parsed(text)).events] == [("visit", "held")]


def test_the_next_meeting_is_not_the_one_that_was_held() -> None:
    text = "Note\n\nIt was pledged at the Lake Summit in Oslo. They will read until their next meeting."
    assert [(each.name, each.status) for each in extract(parsed(text)).events] == [("Lake Summit", "held")]


def test_a_call_followed_up_is_another_event() -> None:
    text = "Note\n\nAfter the call between King Olav and Queen Una, Minister Dahl met with Minister Moe."
    assert len(extract(parsed(text)).events) == 2
