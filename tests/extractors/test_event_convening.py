"""What bodies convene and endorse, and what is only named after an event: standing bodies, papers."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from tests.documents import parsed
from tests.extractors.told_events import told_events


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Norway will hold a high-level open debate of the Lake Council on 4 May 2031.",
            ["meeting | high-level open debate of the Lake Council | 2031-05-04/2031-05-04 | - | planned"],
        ),
        ("The debate on rafts is open.", []),
        ("They welcome the mechanism of the International Conference on the Great Lakes Region (ICGLR).", []),
        (
            "The twelfth Asia-Europe Meeting was held in Brussels on 18 October 2018.",
            ["meeting | twelfth Asia-Europe Meeting | 2018-10-18/2018-10-18 | Brussels | held"],
        ),
        ("The lake was quiet in May 2021, and the Chair in consultations with Norway closed it.", []),
        (
            "Consultations with Norway were held in Oslo on 4 May 2021.",
            ["consultation | Consultations with Norway | 2021-05-04/2021-05-04 | Oslo | held"],
        ),
        ("Taking note of the 2031 Ministerial Declaration of the Lake States,", []),
        (
            "They recalled the 2021 Lake Ministerial in Oslo.",
            ["ministerial_meeting | 2021 Lake Ministerial | 2021-01-01/2021-12-31 | Oslo | held"],
        ),
        (
            "A letter was read to the Lake Council at its emergency meetings held on 6 and 8 May 2021.",
            ["meeting | emergency meetings of the Lake Council | 2021-05-06/2021-05-08 | - | held"],
        ),
        ("The Lake Council opens its emergency meetings with a prayer.", []),
        (
            "Ms. Berg spoke of the 18 May meeting that she and Minister Ola Dahl will hold with crews.",
            ["meeting | meeting | -/- | - | planned"],
        ),
        (
            "Minister Ola Dahl today had four separate calls with Lake leaders from the north.",
            ["consultation | four calls with Lake leaders | -/- | - | held"],
        ),
        ("He had a habit of calls with Lake leaders.", []),
        (
            "They welcome the summit-level meeting of the Lake Council responding to the threat posed by "
            "floods that is scheduled for 24 May 2031.",
            ["summit | summit-level meeting of the Lake Council | 2031-05-24/2031-05-24 | - | planned"],
        ),
        (
            "President Kari Berg welcomes President Ola Dahl to the Kingdom of Norway.",
            ["visit | visit of President Ola Dahl | -/- | - | held"],
        ),
        ("President Kari Berg welcomes President Ola Dahl to the team of rafters.", []),
    ],
)
def test_what_a_body_convenes_is_an_event_and_the_body_none(sentence: str, expected: list[str]) -> None:
    assert told_events(sentence) == expected


_PLAN = "Recalling the Oslo Plan of Action for Rafts, adopted in Oslo on 4 May 2021, and"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{_PLAN} endorsed by the General Assembly in its resolution 90/4 of 6 June 2021.",
            [
                "adoption of the Oslo Plan of Action for Rafts | 2021-05-04 | Oslo",
                "endorsement of the Oslo Plan of Action for Rafts by the General Assembly | 2021-06-06 | -",
            ],
        ),
        (
            f"{_PLAN} to be endorsed by the General Assembly in its resolution 90/4 of 6 June 2021.",
            ["adoption of the Oslo Plan of Action for Rafts | 2021-05-04 | Oslo"],
        ),
        (
            f"{_PLAN} spoken of by the General Assembly in its resolution 90/4 of 6 June 2021.",
            ["adoption of the Oslo Plan of Action for Rafts | 2021-05-04 | Oslo"],
        ),
        (
            "Recalling the Treaty on Rafts, adopted by the General Assembly in its resolution 90/4 of "
            "6 June 2021.",
            ["adoption of the Treaty on Rafts | 2021-06-06 | -"],
        ),
        (
            "Recalling the political declaration adopted by the high-level forum on rafts and crossings "
            "convened under the auspices of the Lake Council (Raft Forum), held in Oslo on 4 and 5 May 2021.",
            ["adoption of the political declaration | 2021-05-04 | Oslo"],
        ),
        (
            "Recalling the Summit of Rafts on 4 May 2021 in Oslo, at which the Bergen Plan of Action for "
            "Rafts and its annexes were adopted, they met.",
            ["adoption of the Bergen Plan of Action for Rafts | 2021-05-04 | Oslo"],
        ),
    ],
)
def test_what_a_body_adopts_by_its_resolution_or_at_an_event(text: str, expected: list[str]) -> None:
    acts = [each for each in extract(parsed(f"Note on lakes\n\n{text}")).events if each.kind == "adoption"]
    assert [f"{e.name} | {e.start_date or '-'} | {e.place or '-'}" for e in acts] == expected


def test_first_lines_say_again_what_the_headline_looks_back_to() -> None:
    text = (
        "Joint Statement Following the Meeting Between President Berg and President Dahl\n\n"
        "Today, the President of Norway and the President of the Republic of Sweden met in Oslo.\n\n"
        "They spoke of rafts."
    )
    (met,) = extract(parsed(text)).events
    assert (met.name, met.place) == ("Meeting Between President Berg and President Dahl", "Oslo")


@pytest.mark.parametrize(
    ("masthead", "expected"),
    [
        (
            "E/2031/L.90\n\nEconomic and Social Council\n\n4 May 2031\n\n2031 session\n"
            "25 July 2030–30 July 2031\nAgenda item 5",
            [
                "2031 session of the Economic and Social Council",
                "2030-07-25",
                "2031-07-30",
                "ongoing",
            ],
        ),
        (
            "E/2031/L.90\n\nEconomic and Social Council\n\n4 May 2031\n\n2031 session\nAgenda",
            [],
        ),
    ],
)
def test_the_session_of_a_masthead_that_gives_its_days(masthead: str, expected: list[str]) -> None:
    found = extract(parsed(f"{masthead}\n\nRafts\n\nThe rafts are old.")).events
    told = [(e.name, e.start_date, e.end_date, e.status) for e in found]
    assert [str(each) for event in told for each in event] == expected
