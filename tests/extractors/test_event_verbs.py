"""Events that only a verb tells of: visits and meetings."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from tests.documents import parsed


def brief(text: str) -> list[tuple[str, str | None, str | None, str]]:
    return [
        (e.kind, e.start_date.isoformat() if e.start_date else None, e.place, e.status)
        for e in extract(parsed(text)).events
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Minister Anna Lindberg will travel to Oslo, Norway on 4 May 2031.",
            [("visit", "2031-05-04", "Oslo", "planned")],
        ),
        (
            "The Foreign Minister visited Stockholm on 4 May 2021.",
            [("visit", "2021-05-04", "Stockholm", "held")],
        ),
        ("President Lindberg will visit Norway, Sweden, and Finland.", [("visit", None, None, "planned")]),
        (
            "At the invitation of the King, the President paid a state visit to Sweden.",
            [("visit", None, None, "held")],
        ),
        (
            "President Lindberg will visit the Middle East region from 3 to 4 May 2031.",
            [("visit", "2031-05-03", None, "planned")],
        ),
        (
            "On Monday, Minister Anna Berg and officials from the Lake Council will be in Oslo.",
            [("visit", None, "Oslo", "planned")],
        ),
        (
            "At 11:15 AM, Dr. Berg and Mrs. Dahl will visit the Lake Research Center, where they will swim.",
            [("visit", None, "Lake Research Center", "planned")],
        ),
        (
            "Dr. Berg and Mrs. Dahl visited the University of Oslo on 4 May 2021.",
            [("visit", "2021-05-04", "Oslo", "held")],
        ),
        ("Dr. Berg will visit the Lakes, where he will swim.", []),
        (
            "First Lady Anna Berg will greet President Ola Dahl at Port Salmon on 4 May 2031.",
            [("ceremony", "2031-05-04", None, "planned")],
        ),
        (
            "I welcomed President Ola Dahl and Minister Berg to the Lake House last month.",
            [("meeting", None, None, "held")],
        ),
        ("I welcomed President Ola Dahl's words on lakes.", []),
        (
            "As part of the State Visit with Norway, the King will open a museum. Mr. Berg travelled to "
            "Norway in May 2021.",
            [("visit", None, None, "planned"), ("visit", "2021-05-01", None, "held")],
        ),
        (
            "Over the last two days in Oslo, envoys from our governments have engaged in intensive talks.",
            [("meeting", None, "Oslo", "held")],
        ),
        ("Norway will be the host of ASEAN in 2031.", [("conference", "2031-01-01", None, "planned")]),
        ("Norway hosted the G20 in 2019.", [("conference", "2019-01-01", None, "held")]),
        ("Norway hosted the African Union Mission.", []),
        (
            "President Lindberg will meet Norwegian Prime Minister Ola Dahl in Oslo on 4 May 2031.",
            [("meeting", "2031-05-04", "Oslo", "planned")],
        ),
        (
            "Note\n\nThe Minister met the Director General of the Agency in Oslo on 4 May 2021.",
            [("meeting", "2021-05-04", "Oslo", "held")],
        ),
        (
            "In Oslo, Prime Minister Ola Dahl will meet with President Berg and other Nordic Lake Forum "
            "leaders to follow up on the first-ever Salmon Summit.",
            [("meeting", None, "Oslo", "planned"), ("summit", None, None, "held")],
        ),
        (
            "President Berg will make a historic stop in Sweden on 4 May 2031.",
            [("visit", "2031-05-04", None, "planned")],
        ),
        (
            "Note\n\n4 June 2024\n\nPresident Berg will travel to Oslo to take part in the 79th session of "
            "the General Assembly on 23-25 September 2024.",
            [("visit", "2024-09-23", "Oslo", "planned"), ("session", None, "Oslo", "planned")],
        ),
        (
            "While in Oslo, President Berg will meet with Prime Minister Ola Dahl to follow up on the Lake "
            "Summit in Bergen.",
            [("meeting", None, "Oslo", "planned"), ("summit", None, "Bergen", "held")],
        ),
        (
            "The two leaders held a bilateral meeting on the margins of the Lake Summit in Oslo.",
            [("meeting", None, "Oslo", "held"), ("summit", None, "Oslo", "held")],
        ),
        (
            "At their meeting in Oslo on 4 May 2021, the Foreign Ministers spoke of trout.",
            [("ministerial_meeting", "2021-05-04", "Oslo", "held")],
        ),
        (
            "At their meeting in Oslo on 4 May 2021, the experts spoke of trout.",
            [("meeting", "2021-05-04", "Oslo", "held")],
        ),
        (
            "Note\n\nA delegation of the Lake Council visited Sweden from 3 to 5 May 2021.",
            [("visit", "2021-05-03", None, "held")],
        ),
        (
            "Note\n\nMembers of the Lake Council undertook a visiting mission to Sweden on 3 May 2021.",
            [("visit", "2021-05-03", None, "held")],
        ),
        ("Note\n\nA delegation of the Lake Council visited Sweden.", []),
        ("President Berg will put a stop to the war in Sweden.", []),
        ("The states met their goals. The President met the demands of the Leaders.", []),
        (
            "Note\n\nIn recent years, the Water Ministers of Norway and Sweden have met eight times.",
            [("meeting_series", None, None, "held")],
        ),
        (
            "Note\n\nThe delegations have regularly met twice. People have met often.",
            [("meeting_series", None, None, "held")],
        ),
        (
            "Note\n\nPresident Lindberg and Prime Minister Dahl met in Oslo on 4 May 2021, and adopted the "
            "following Joint Declaration on Salmon Rivers:",
            [("meeting", "2021-05-04", "Oslo", "held"), ("adoption", "2021-05-04", "Oslo", "held")],
        ),
        (
            "Note\n\nShe will join a Lake Council meeting of her counterparts.",
            [("meeting", None, None, "planned")],
        ),
        (
            "Note\n\nShe participated in bilateral meetings with senior European Union officials.",
            [("meeting", None, None, "held")],
        ),
        (
            "They noted the success of the Oslo Declaration Ministerial held in Norway.",
            [("ministerial_meeting", None, None, "held")],
        ),
        (
            "The talks follow the Lake Summit, her hosting of the River Summit, and her visit next week to "
            "Oslo for the N8 and LAKES Summits.",
            [
                ("summit", None, None, "held"),
                ("summit", None, None, "held"),
                ("visit", None, "Oslo", "planned"),
                ("summit", None, None, "planned"),
                ("summit", None, None, "planned"),
            ],
        ),
        (
            "The Lake Dialogue on Salmon is taking place in Oslo, Norway tomorrow.",
            [("dialogue", None, "Oslo", "planned")],
        ),
        ("Many people travelled to Oslo on 4 May 2021.", []),
        (
            "BERGEN, 3 April 2031 - Minister Lindberg will be in Oslo, Norway from 4 to 5 May 2031 "
            "to attend the annual "
            "Lake Summit and "
            "the River Forum.",
            [("summit", "2031-05-04", "Oslo", "planned"), ("conference", "2031-05-04", "Oslo", "planned")],
        ),
        (
            "Lake talks\n\nThe two delegations agreed to meet again in Oslo in January 2031.",
            [("meeting", "2031-01-01", "Oslo", "planned")],
        ),
        (
            "President Lindberg received yesterday in Oslo a delegation of officials from Sweden "
            "led by the Minister.",
            [("meeting", None, "Oslo", "held")],
        ),
        ("We reaffirm our friendship and meet in Oslo often.", []),
        (
            "Note on a visit\n\nThe President looks forward to welcoming Prime Minister Ola Dahl of "
            "Norway to Oslo on "
            "3 March 2023.",
            [("visit", "2023-03-03", "Oslo", "planned")],
        ),
        (
            "Note on the Minister's Travel to Norway\n\nMinister Anna Lindberg led a delegation to Norway "
            "on 4 May 2021.",
            [("visit", "2021-05-04", None, "held")],
        ),
        (
            "The Minister accepted an invitation to visit Norway in 2023.",
            [("visit", "2023-01-01", None, "planned")],
        ),
        (
            "Note\n\nMinister Lindberg completed a two day visit to Norway.",
            [("visit", None, None, "held")],
        ),
        ("The First Lady will return to Oslo.", []),
        (
            "Note\n\nIn Bergen, Minister Lindberg met with President Ola Dahl and Prime Minister Kari Lund.",
            [("meeting", None, "Bergen", "held")],
        ),
        (
            "Note\n\nMinister Lindberg travelled far to meet with Prime Minister Ola Dahl on 4 May 2021. "
            "She will meet with King Olav.",
            [("meeting", "2021-05-04", None, "held"), ("meeting", None, None, "planned")],
        ),
        ("Note\n\nMinister Lindberg met with resistance.", []),
        (
            "Note\n\nThe Minister will meet with foreign leaders in Bergen on 4 May 2031.",
            [("meeting", "2031-05-04", "Bergen", "planned")],
        ),
        (
            "Note\n\nPresident Lindberg spoke with President Dahl on 4 May 2021.",
            [("consultation", "2021-05-04", None, "held")],
        ),
        (
            "Note\n\nDuring her meetings with the leaders of Norway and Sweden, the Minister will speak "
            "of trout.",
            [("meeting", None, None, "planned")],
        ),
        (
            "Note\n\nThe Lake Trade Council met outside Bergen, Norway, on 5 May 2021.",
            [("meeting", "2021-05-05", None, "held")],
        ),
        (
            "Note\n\nOn 4 May 2021, Minister Lindberg and senior officials hosted a Swedish delegation "
            "led by Ola Dahl.",
            [("meeting", "2021-05-04", None, "held")],
        ),
        (
            "Note\n\nThe leaders of Norway and Sweden met on the sidelines of the Lake Summit in Oslo on "
            "4 May 2021.",
            [("summit", "2021-05-04", "Oslo", "held"), ("summit", None, "Oslo", "held")],
        ),
        (
            "Note\n\nWe, the leaders of Norway and Sweden, convened to mark the progress made since our "
            "Lake Summit in "
            "2019.",
            [("summit", None, None, "held"), ("summit", "2019-01-01", None, "held")],
        ),
    ],
)
def test_verbs(text: str, expected: list[tuple[str, str | None, str | None, str]]) -> None:
    assert brief(text) == expected


def test_a_short_name_in_brackets_is_no_other_event() -> None:
    text = (
        "Note on lakes\n\nThey recalled the 27th Conference of the Parties to the Convention on Lakes "
        "(COP27) in Oslo. "
        "At COP27 they spoke of trout."
    )
    events = extract(parsed(text)).events
    assert [(event.place, len(event.mentions)) for event in events] == [("Oslo", 2)]


def test_the_month_before_a_meeting_says_which_is_meant() -> None:
    text = (
        "Readout of the Lake Summit\n\nThe presidents held a summit in Bergen today.\n\n"
        "Building on the November 2022 meeting in Bali, they spoke of trout."
    )
    assert [(e.start_date and e.start_date.isoformat(), e.place) for e in extract(parsed(text)).events] == [
        (None, "Bergen"),
        ("2022-11-01", "Bali"),
    ]


def test_the_place_of_another_act_is_not_taken() -> None:
    text = (
        "Note on lakes\n\nThey recall the Oslo Declaration on Trout, adopted on 4 May 2021, and the "
        "statement of the "
        "ministers, adopted in Bergen on 5 May 2021."
    )
    places = {e.name: e.place for e in extract(parsed(text)).events}
    assert places["adoption of the Oslo Declaration on Trout"] == "Oslo"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Note\n\nMinister Lindberg met today with King Olav of Norway in Oslo.",
            "meeting of Minister Lindberg with King Olav of Norway",
        ),
        (
            "Note\n\nWhile in Paris, the Minister will meet with President Dahl.",
            "meeting of the Minister with President Dahl",
        ),
        (
            "Note\n\nFrom Norway, President Lindberg will travel to Geneva, Switzerland.",
            "visit of President Lindberg to Geneva, Switzerland",
        ),
    ],
)
def test_names_tell_who_met_whom_and_not_where_the_sentence_begins(text: str, name: str) -> None:
    assert [event.name for event in extract(parsed(text)).events] == [name]
