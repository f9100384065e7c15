"""Meetings that a body, a number or a clause makes known, and people who are convened."""

from __future__ import annotations

import pytest

from tests.extractors.told_events import told_events


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Noting the outcome document of the high-level plenary meeting of the General Assembly on lakes,",
            ["meeting | high-level plenary meeting of the General Assembly on lakes | -/- | - | held"],
        ),
        (
            "Taking note of the political declaration of the high-level meeting on improving lake safety,",
            ["meeting | high-level meeting on improving lake safety | -/- | - | held"],
        ),
        ("They spoke of the meeting of minds on lakes.", []),
        (
            "Noting the views put to the Lake Committee at its 2021 session,",
            ["session | 2021 session of the Lake Committee | 2021-01-01/2021-12-31 | - | held"],
        ),
        (
            "Noting the work of the Lake Council at its substantive session of 2021,",
            ["session | substantive session of the Lake Council | 2021-01-01/2021-12-31 | - | held"],
        ),
        ("The choir sang at its 2021 session,", []),
        (
            "Recalling the adoption by the Lake Conference, at its tenth meeting, of rules for rafts,",
            ["meeting | tenth meeting of the Lake Conference | -/- | - | held"],
        ),
        (
            "Recalling the outcome of the first and second Global Raft Conferences,",
            [
                "conference | first Global Raft Conference | -/- | - | held",
                "conference | second Global Raft Conference | -/- | - | held",
            ],
        ),
        ("The first and second dinghies sank.", []),
        (
            "Recalling what was said during the 12th annual consultation between members of the Lake Council "
            "and the Raft Council on 19 July 2018,",
            [
                "consultation | 12th annual consultation between members of the Lake Council and the Raft "
                "Council | 2018-07-19/2018-07-19 | - | held"
            ],
        ),
        (
            "The letter follows a bipartisan meeting the Lake Council held with crews.",
            ["meeting | bipartisan meeting | -/- | - | held"],
        ),
        ("They plan on a quick meeting the next day.", []),
        (
            "The Council welcomes the briefing on 11 July 2021 by the Special Envoy for the Lakes.",
            ["meeting | briefing | 2021-07-11/2021-07-11 | - | held"],
        ),
        (
            "The team held a technical meeting with two raft builders and took samples.",
            ["meeting | technical meeting | -/- | - | held"],
        ),
        ("The team asked for a technical meeting with two raft builders.", []),
        (
            "Minister Kari Berg convened raft legislators from across the country.",
            ["meeting | meeting of Minister Kari Berg with raft legislators | -/- | - | held"],
        ),
        ("The town gathered many boats.", []),
        (
            "They said so at the European Council on 26 June 2025.",
            ["summit | European Council on 26 June 2025 | 2025-06-26/2025-06-26 | - | held"],
        ),
        ("They asked the European Council on 26 June 2025 for rafts.", []),
        (
            "They praised the initiative of Norway for the convening of an international raft conference.",
            ["conference | international raft conference | -/- | - | proposed"],
        ),
        (
            "They welcomed the Norway-Sweden trilateral talks in 2021.",
            ["meeting | Norway-Sweden trilateral talks | 2021-01-01/2021-12-31 | - | held"],
        ),
        (
            "Water is wet. This week, the Taskforce met in Oslo to finalise its plan.",
            ["meeting | meeting of Taskforce | -/- | Oslo | held"],
        ),
        (
            "Welcoming the work of the Subsidiary Body on Rafts, which met for the first time from 27 to 30 "
            "October 2021 in Oslo, and thanking all crews,",
            ["meeting | meeting of Subsidiary Body on Rafts | 2021-10-27/2021-10-30 | Oslo | held"],
        ),
        ("The report was read by the Lake Bank, which met its target in 2021.", []),
        (
            "The members of the Security Council were briefed by the Envoy, Kari Berg, on 4 May 2021.",
            ["meeting | meeting of members of the Security Council | 2021-05-04/2021-05-04 | - | held"],
        ),
        ("Water is wet. The mayor was briefed by Kari on rafts.", []),
        (
            "Welcoming the recent visit of the Chair of the Lake Council,",
            ["visit | recent visit of the Chair of the Lake Council | -/- | - | held"],
        ),
    ],
)
def test_meetings_made_known_by_bodies_and_clauses(sentence: str, expected: list[str]) -> None:
    assert told_events(sentence) == expected
