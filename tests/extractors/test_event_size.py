"""How many took part in an event, and in what form."""

from __future__ import annotations

import pytest

from extractors.events.size import attendance_mode, participant_count
from extractors.extract import extract
from extractors.model import Span
from tests.documents import parsed


def whole(text: str, words: str) -> list[tuple[Span, Span]]:
    start = text.index(words)
    return [(Span(start, start + len(words)), Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("More than 600 participants came to the summit.", ">600"),
        ("The summit brought together over 1,200 delegates.", ">1200"),
        ("About 60 senior government experts came to the summit.", "~60"),
        ("At least 45 officials came to the summit.", ">=45"),
        ("Up to 300 guests came to the summit.", "<=300"),
        ("Twenty-six representatives came to the summit.", "26"),
        ("The summit had 430 participants.", "430"),
        ("In 2026 participants will come to the summit.", None),
        ("The summit ended with 12 decisions.", None),
        ("The summit heard of 600 tons of fish and of participants.", None),
    ],
)
def test_counts_participants_as_text(text: str, count: str | None) -> None:
    found = participant_count(text, whole(text, "summit"))
    assert (found[0] if found else None) == count


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The summit was held in a hybrid format.", "hybrid"),
        ("The summit met in person and online.", "hybrid"),
        ("The virtual summit closed.", "online"),
        ("The summit was held by videoconference.", "online"),
        ("They had an in-person summit.", "in_person"),
        ("The summit was held on the lake.", None),
    ],
)
def test_knows_the_form(text: str, mode: str | None) -> None:
    assert attendance_mode(text, whole(text, "summit")) == mode


def test_an_event_report_holds_both() -> None:
    text = (
        "The third Lake Summit was held in Oslo on 4 May 2021 in a hybrid format. "
        "Some 300 delegates took part."
    )
    [event] = extract(parsed(text)).events
    assert event.attendance_mode == "hybrid"
    assert event.participant_count is None, "another sentence, which names no event"
    text = "Some 300 delegates took part in the third Lake Summit, held in Oslo on 4 May 2021."
    [event] = extract(parsed(text)).events
    assert event.participant_count == "~300"
    assert event.count_span is not None
    assert event.count_span.of(text) == "Some 300 delegates"
