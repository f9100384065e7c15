"""What a report says of its event: in what state it is, where, and when."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from extractors.model import EventReport
from tests.documents import parsed
from tests.shared import SHARED, needs_shared


def _events(text: str) -> tuple[EventReport, ...]:
    return extract(parsed(text)).events


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The U.S. President plans to convene leaders from across the U.S. and the north for a Lake "
            "Summit and host the Trout Summit this year.",
            {"Lake Summit": "planned", "Trout Summit": "planned"},
        ),
        (
            "The King will visit the region to renew his iron-clad commitment to the safety of its rivers "
            "and lakes and attend a Summit of the Lake Council.",
            {"Summit of the Lake Council": "planned"},
        ),
        (
            "They will go on at key moments over the coming year starting with the Lake Summit in Oslo, the "
            "Trout Forum in Bergen, and the Carp Conference in Bishkek.",
            {"Lake Summit": "planned", "Trout Forum": "planned", "Carp Conference": "planned"},
        ),
        ("They welcomed the bid to host the Trout Expo in 2040.", {"Trout Expo": "proposed"}),
        ("He extended an invitation to attend the Lake Summit to be held.", {"Lake Summit": "planned"}),
        (
            "They welcomed the invitation to the ministers for a historic Lake Summit in Oslo.",
            {"historic Lake Summit": "planned"},
        ),
        (
            "They act together to reflect the ambitious outcomes of the Lake Summit.",
            {"Lake Summit": "held"},
        ),
        ("They work for an ambitious outcome at the Lake Summit.", {"Lake Summit": "planned"}),
        (
            "Through the second Lake Dialogue, Norway and Sweden will count trout.",
            {"second Lake Dialogue": "held"},
        ),
        (
            "They agreed to count trout and to have a follow-up meeting on carp in Oslo.",
            {"follow-up meeting on carp": "planned"},
        ),
        ("They noted the question of convening a third Trout Forum.", {"third Trout Forum": "proposed"}),
        ("The next phase should focus on convening a conference in Oslo.", {"conference": "planned"}),
        ("2.1 Organise a regional conference on trout in Oslo.", {"regional conference on trout": "planned"}),
        ("They shared it, including at a joint exercise in Oslo.", {"joint exercise": "held"}),
        (
            "They invite the Secretary-General to continue regular consultations with the Lake Council.",
            {"regular consultations with the Lake Council": "ongoing"},
        ),
        (
            "They invite the Secretary-General to engage in regular consultations with the Lake Council.",
            {"regular consultations with the Lake Council": "proposed"},
        ),
        (
            "They will hold regular consultations with the Lake Council.",
            {"regular consultations with the Lake Council": "planned"},
        ),
        (
            "They use the annual consultations between Norway and Sweden.",
            {"annual consultations between Norway and Sweden": "ongoing"},
        ),
    ],
)  # fmt: skip
def test_status_from_the_words_of_the_sentence(text: str, expected: dict[str, str]) -> None:
    found = {event.name: event.status.value for event in _events(f"Note on rivers\n\n{text}")}
    assert found == expected


@pytest.mark.parametrize(
    ("text", "name", "place", "start"),
    [
        (
            "They welcomed the Lake Summit, convened by the President in Bergen on 4 May 2021.",
            "Lake Summit", "Bergen", "2021-05-04",
        ),
        (
            "They look forward to the Conference on the Review of the Decade, “Water for All”, 2018–2028, in "
            "Oslo from 22 to 24 March 2031.",
            "Conference on the Review of the Decade", "Oslo", "2031-03-22",
        ),
        (
            "They recalled the Lake Summit held in Oslo from 4 to 5 May 2021, the second Trout Forum and "
            "the third Carp Conference.",
            "third Carp Conference", None, None,
        ),
        (
            "Following the meeting of the two Presidents in Oslo on 4 May 2021, the third round of talks was "
            "held in Bergen.",
            "third round of talks", "Bergen", None,
        ),
        (
            "14. On 4 May 2021, the Minister of Lakes chaired a meeting of the Trout Commission.",
            "meeting of the Trout Commission", None, "2021-05-04",
        ),
        (
            "Minister Berg met today with King Olav in Bergen, on the margins of the Lake Summit.",
            "Lake Summit", "Bergen", None,
        ),
        (
            "The force conducted its yearly lake rehearsal, a level 2 exercise, “Quick Trout”, from 4 to 9 "
            "May 2021.",
            "yearly lake rehearsal", None, "2021-05-04",
        ),
        (
            "They welcomed the 2021 sectoral ministerial meetings on trout and rivers.",
            "2021 sectoral ministerial meetings on trout and rivers", None, "2021-01-01",
        ),
        ("They welcomed the signature in Oslo on 4 May 2021 of the Lake Treaty.",
            "signing of the Lake Treaty", "Oslo", "2021-05-04"),
        (
            "They saw the third Trout Forum further the goals of the Oslo-Bergen Global Lake Framework.",
            "third Trout Forum", None, None,
        ),
        (
            "They recalled the Lake Pact adopted in Oslo by the Conference on Trout.",
            "Conference on Trout", "Oslo", None,
        ),
        (
            "The ministers spoke on the sidelines of the 2021 Lake Summit on 4 May in Oslo.",
            "2021 Lake Summit", "Oslo", "2021-01-01",
        ),
        (
            "The ministers spoke on the sidelines of the Lake Summit held on 4 May 2021.",
            "Lake Summit", None, "2021-05-04",
        ),
        (
            "The third Trout Forum was held on 4 May 2021 on the road to Oslo.",
            "third Trout Forum", None, "2021-05-04",
        ),
        (
            "He will attend the Lake Summit in Bergen, Norway, which is happening from June 11-13, 2031.",
            "Lake Summit", "Bergen", "2031-06-11",
        ),
    ],
)  # fmt: skip
def test_day_and_city_beside_the_event(text: str, name: str, place: str | None, start: str | None) -> None:
    event = next(event for event in _events(f"Note on rivers\n\n{text}") if event.name == name)
    assert (event.place, str(event.start_date) if event.start_date else None) == (place, start)


def test_city_of_a_conference_is_not_that_of_a_numbered_meeting() -> None:
    text = (
        "At the 7208th meeting of the Security Council, held on 25 June 2014, they met. They welcomed what "
        "the Oslo Conference had decided."
    )
    assert [event.place for event in _events(text)] == [None, "Oslo"]


def test_titles_far_apart_are_two_conferences() -> None:
    text = (
        "Note\n\n" + "It is so. " * 45 + "They recalled the Third Conference on Financing for Salmon held "
        "in 2015 and the Conference on Housing and Salmon held in Oslo."
    )
    assert len(_events(text)) == 2


def test_a_name_means_the_event_at_its_own_place() -> None:
    text = (
        "Note\n\nThe Lake Trade Council met near Bergen on 5 May 2021. They recalled the Lake Trade meeting "
        "in Oslo on 3 May 2020. Since the Lake Trade meeting in Oslo much has been done."
    )
    assert [(event.place, len(event.mentions)) for event in _events(text)] == [(None, 1), ("Oslo", 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The King will travel to Oslo, Norway, where he will meet with President Dahl. President "
            "Dahl will then travel to Bishkek. While in Bishkek, he will meet with Minister Berg.",
            ["Oslo", "Bishkek"],
        ),
        (
            "President Dahl will travel to Oslo.\n\nOn 6 May 2031, he will meet with Minister Berg.",
            [None],
        ),
        ("On 4 May 2031, President Dahl will meet with Minister Berg at Lake Castle.", ["Lake Castle"]),
        ("They met for talks on 4 May 2021 at the Naval Academy of Norway.", ["Naval Academy of Norway"]),
        ("The ministers met for talks on 4 May 2021 at the University Summit.", [None, None]),
        ("While in Oslo President Dahl will attend the third Lake Summit on 4 May 2031.", ["Oslo"]),
        ("President Dahl will attend the third Lake Summit in Grimstad, U.K.", ["Grimstad"]),
        (
            "The King is traveling to Oslo to lead the Royal Delegation to the State Funeral of Queen Inga.",
            ["Oslo"],
        ),
        (
            "They noted the Lake Declaration, adopted by Norway and the United States in Oslo, Norway.",
            ["Oslo"],
        ),
        (
            "The leaders of Norway and Sweden met in Bergen on 14 July 2022, and adopted the Joint "
            "Declaration on Trout.",
            ["Bergen"],
        ),
    ],
)  # fmt: skip
def test_whereabouts(text: str, expected: list[str | None]) -> None:
    events = [
        event for event in _events(f"Note on rivers\n\n{text}") if event.kind not in ("visit", "summit")
    ]
    summits = [event for event in _events(f"Note on rivers\n\n{text}") if event.rule_id == "event_summit"]
    assert [event.place for event in (*events, *summits)] == expected


def test_a_city_spoken_of_on_a_visit_is_not_its_goal() -> None:
    text = (
        "Note on the King’s travel\n\nPresident Dahl will travel to Norway on 4 May 2031 to meet with "
        "Minister Berg to discuss the drought in Bishkek."
    )
    assert {event.place for event in _events(text)} == {None}


def test_what_is_to_come_elsewhere_is_another_meeting() -> None:
    text = (
        "Lake Statement\n\nWe, the Leaders of Norway and Sweden, met on 12 May 2021. We will say so during "
        "the international conference to be held in Oslo on 13 May 2021."
    )
    assert [(event.place, event.status) for event in _events(text)] == [(None, "held"), ("Oslo", "planned")]


@needs_shared
def test_no_event_of_the_press_is_dated_by_an_instruments_name() -> None:
    dated = 0
    for path in sorted((SHARED / "corpus/press/texts").iterdir()):
        text = path.read_text("utf-8-sig", errors="replace")
        found = extract(parsed(text))
        days = [event.date_span for event in found.events if event.date_span is not None]
        dated += len(days)
        for name in (mention.span for mention in found.instrument_mentions):
            assert not any(name.covers(day) for day in days), (path.name, name.of(text))
    assert dated > 100, "the texts were read"


def test_days_of_the_text_are_finer_than_the_month_in_the_name() -> None:
    text = (
        "Statement of the Ministers of the Lake Council Meeting October 2021\n\nHaving gathered in Oslo on "
        "13 and 14 October 2021 to discuss trout, we the Ministers agree."
    )
    [event] = _events(text)
    assert (str(event.start_date), str(event.end_date)) == ("2021-10-13", "2021-10-14")


def test_what_is_told_as_past_was_held_though_the_text_quotes_an_earlier_day() -> None:
    text = (
        "Lake Statement\n\nNoting the statement by the Lake Council on 1 December 2023, our governments "
        "issued a joint statement on 3 January 2024. On 10 January 2024, the Lake Forum was held in Oslo."
    )
    assert "planned" not in {event.status for event in _events(text)}


def test_our_meeting_on_a_day_is_not_a_numbered_summit() -> None:
    text = (
        "Note\n\n"
        + "It is so. " * 100
        + "They welcome the 2nd Trout Summit. They say so following our meeting on "
        "3 May 2021."
    )
    assert [event.start_date for event in _events(text) if event.kind == "summit"] == [None]
