"""What a report says of its event: in what state it is, where, and when."""

from __future__ import annotations

import pytest

from extractors.extract import extract
from extractors.model import EventReport
from tests.documents import parsed


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
