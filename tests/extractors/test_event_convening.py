"""What bodies convene and endorse, and what is only named after an event: standing bodies, papers."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from tests.documents import parsed


def _told(sentence: str) -> list[str]:
    """Return kind, name, days, place and status of each event of a note with this sentence."""
    return [
        f"{e.kind} | {e.name} | {e.start_date or '-'}/{e.end_date or '-'} | {e.place or '-'} | {e.status}"
        for e in extract(parsed(f"Note on lakes\n\n{sentence}")).events
    ]


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
    ],
)
def test_what_a_body_convenes_is_an_event_and_the_body_none(sentence: str, expected: list[str]) -> None:
    assert _told(sentence) == expected
