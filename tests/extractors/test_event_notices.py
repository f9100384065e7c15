"""What press releases announce and report: trainings, weeks, sessions, side events, and who holds them."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from extractors.model import ParticipantRole
from tests.documents import parsed
from tests.extractors.told_events import told_events


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Lake Office organized a three-day training course on rafts in Oslo from 4 to 6 March 2031.",
            ["conference | three-day training course on rafts | 2031-03-04/2031-03-06 | Oslo | held"],
        ),
        (
            "A capacity-building training for crews concluded in Termez on 13 March 2031.",
            ["conference | capacity-building training for crews | 2031-03-13/2031-03-13 | Termez | held"],
        ),
        (
            "The session of the Lake Structure Council was held in Tashkent on 11 March 2031.",
            ["session | session of the Lake Structure Council | 2031-03-11/2031-03-11 | Tashkent | held"],
        ),
        ("The session of the Lake Structure Council was long.", []),
        (
            "A hackathon on raft safety brought together 50 students in Almaty on 8 March 2031.",
            ["conference | hackathon on raft safety | 2031-03-08/2031-03-08 | Almaty | held"],
        ),
        ("The training of raft officers takes years.", []),
        ("They launched an Initiative for Training in Oslo in May 2031.", []),
        ("The Lake Training Programme was opened in Oslo in 2031.", []),
        (
            "The Lake Counter-Fraud Week will be held from 19 to 23 June 2031 in New York.",
            ["conference | Lake Counter-Fraud Week | 2031-06-19/2031-06-23 | New York | planned"],
        ),
        (
            "The World Water Week is dear to us all.",
            ["observance | The World Water Week | -/- | - | unknown"],
        ),
        (
            "The high-level week of the General Assembly will open on 20 September 2031.",
            ["conference | high-level week of the General Assembly | 2031-09-20/2031-09-20 | - | planned"],
        ),
        (
            "The side event, co-organized by Norway and UNODC, will be held on the margins of the Raft Week "
            "in New York on 22 June 2031.",
            [
                "side_event | side event | 2031-06-22/2031-06-22 | New York | planned",
                "conference | Raft Week | -/- | New York | planned",
            ],
        ),
        (
            "The fifth round of consultations on rafts took place by videoconference on 1 March 2031.",
            ["consultation | fifth round of consultations on rafts | 2031-03-01/2031-03-01 | - | held"],
        ),
        (
            "The inaugural session of the Lake Expert Council was held in Oslo on 1 March 2031.",
            ["session | inaugural session of the Lake Expert Council | 2031-03-01/2031-03-01 | Oslo | held"],
        ),
        (
            "The Raft Council between Norway and Sweden held its twentieth meeting in Oslo on 6 March 2031.",
            ["meeting | twentieth meeting of the Raft Council | 2031-03-06/2031-03-06 | Oslo | held"],
        ),
        (
            "The Forum of Heads of Raft Yards convenes in Samarkand on 4 May 2021.",
            ["conference | Forum of Heads of Raft Yards | 2021-05-04/2021-05-04 | Samarkand | held"],
        ),
        (
            "A ceremony to mark the opening of the Raft College branch took place in Khorog on 7 March 2031.",
            ["ceremony | ceremony | 2031-03-07/2031-03-07 | Khorog | held"],
        ),
        (
            "The Joint Plan of Action for Rafts in Central Asia was adopted in Ashgabat on 30 November 2011.",
            [
                "adoption | adoption of the Joint Plan of Action for Rafts in Central Asia | "
                "2011-11-30/2011-11-30 | Ashgabat | held"
            ],
        ),
    ],
)
def test_notices(sentence: str, expected: list[str]) -> None:
    assert told_events(sentence) == expected


@pytest.mark.parametrize("how", ["A webinar on rafts was held", "A conference on rafts was held online"])
def test_no_place_of_what_is_held_online(how: str) -> None:
    (event,) = extract(parsed(f"Press release\n\nVienna, 14 March 2031\n\n{how} on 2 March 2031.")).events
    assert event.place is None


def test_no_place_of_another_country() -> None:
    text = (
        "OSLO, 3 March 2031 - A joint military exercise was conducted in Kazakhstan from 1 to 2 March 2031."
    )
    (exercise,) = extract(parsed(text)).events
    assert (exercise.place, exercise.country_code) == (None, "KZ")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "On 12 March 2031, UNRCCA, jointly with UNODC, held a seminar on rafts in Ashgabat.",
            [("org:UNRCCA", "organiser"), ("org:UNODC", "co_organiser")],
        ),
        ("UNRCCA organized a seminar on rafts in Ashgabat on 4 May 2031.", [("org:UNRCCA", "organiser")]),
        (
            "A seminar on rafts was conducted in Osh on 4 May 2031 by the OSCE.",
            [("org:OSCE", "organiser")],
        ),
        ("A seminar on rafts was organized for the OSCE in Osh on 4 May 2031.", []),
    ],
)
def test_organisers(sentence: str, expected: list[tuple[str, str]]) -> None:
    wanted = (ParticipantRole.ORGANISER, ParticipantRole.CO_ORGANISER)
    (event,) = extract(parsed(f"Note on lakes\n\n{sentence}")).events
    assert [(each.actor_key, each.role) for each in event.participants if each.role in wanted] == expected
