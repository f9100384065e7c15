"""Session, agenda item, meeting and sponsors of United Nations documents."""

from __future__ import annotations

import pytest

from extractors.documents.head import lines_of
from extractors.documents.masthead_fields import masthead_fields

HEAD = "A/90/L.7\nGeneral Assembly\nDistr.: Limited\n{}\nBridges across lakes\n\nThe General Assembly,"


def fields(text: str) -> list[tuple[str, str]]:
    return [(e.field, e.value) for e in masthead_fields(text, list(lines_of(text)))]


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Ninetieth session", "session", "Ninetieth session"),
        ("Eleventh emergency special session", "session", "Eleventh emergency special session"),
        ("2031 session", "session", "2031 session"),
        ("Agenda item 9 (b)", "agenda_item", "9 (b)"),
        ("Agenda items 13 and 117 (a)", "agenda_item", "13 and 117 (a)"),
        ("Item 12 (b)", "agenda_item", "12 (b)"),
        ("Adopted at its 9999th meeting, on 4 May 2031", "meeting", "9999th meeting"),
    ],
)
def test_fields(line: str, field: str, value: str) -> None:
    assert (field, value) in fields(HEAD.format(line))


@pytest.mark.parametrize(
    ("line", "states"),
    [
        ("Peru: draft resolution", ["Peru"]),
        ("Iraq:*,** draft resolution", ["Iraq"]),
        ("Kenya, Latvia* and Peru: draft decision", ["Kenya", "Latvia", "Peru"]),
        (
            "Bosnia and Herzegovina, Chad and Peru: revised draft resolution",
            ["Bosnia and Herzegovina", "Chad", "Peru"],
        ),
        ("Draft resolution submitted by the Chair", []),
    ],
)
def test_sponsors(line: str, states: list[str]) -> None:
    assert [value for field, value in fields(HEAD.format(line)) if field == "sponsor"] == states


def test_the_meeting_at_the_end_counts_and_words_in_the_body_do_not() -> None:
    closing = HEAD.format("") + "\n\n1. Notes the 3rd meeting.\n\n77th plenary meeting\n4 May 2031"
    assert ("meeting", "77th plenary meeting") in fields(closing)
    assert fields("The ninth session was long.\nIt met often.") == []
