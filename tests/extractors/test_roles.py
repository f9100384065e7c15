"""Roles of sentences: by structure in resolutions, by what they hold elsewhere."""

from __future__ import annotations

import pytest

from extractors.model import SentenceRole
from tests.extractors.clause_reading import RESOLUTION, read_text

MASTHEAD = "River Union\nA/RES/99/7\nResolution on harbours\n\n"
RESOLUTION_TEXT = (
    MASTHEAD + "The General Assembly,\n\nRecalling its work on harbours,\n\nDetermined to go on,\n\n"
    "{first} Urges all States to dredge;\n\n(a) The first matter;\n\n9th plenary meeting 1 May 2031"
)


@pytest.mark.parametrize("first", ["1.", ""])
def test_resolution(first: str) -> None:
    _, sentences, _, _ = read_text(RESOLUTION_TEXT.format(first=first), RESOLUTION)
    roles = [sentence.role.value for sentence in sentences]
    assert roles == ["other"] * 4 + ["preambular"] * 2 + ["operative"] * 2 + ["other"]


def test_no_commitment_in_a_preamble() -> None:
    text = "The General Assembly,\n\nReaffirming its commitment to dredge,\n\n1. Urges all States to dredge."
    _, sentences, commitments, statements = read_text(text, RESOLUTION)
    assert [sentences[c.sentence].role for c in commitments] == [SentenceRole.OPERATIVE]
    assert [s.kind.value for s in statements] == ["preambular_clause"]


def test_a_recital_worded_as_a_finite_clause() -> None:
    text = (
        "The General Assembly,\n\nRecalls its work on harbours,\n\nDetermined to go on,\n\n"
        "1. Urges all States to dredge."
    )
    _, sentences, _, _ = read_text(text, RESOLUTION)
    roles = [sentence.role.value for sentence in sentences]
    assert roles == ["other", "preambular", "preambular", "operative"]


NARRATIVE_CASES = [
    ("The delegates agreed to dredge the harbour.", "operative"),
    ("The delegates thanked the crews.", "preambular"),
    ("The fair was held on the coast.", "other"),
]


@pytest.mark.parametrize(("text", "role"), NARRATIVE_CASES)
def test_narrative(text: str, role: str) -> None:
    _, sentences, _, _ = read_text(text)
    assert sentences[0].role.value == role


@pytest.mark.parametrize(
    ("text", "label"), [("3. Urges calm.", "3"), ("(b) To go;", "b)"), ("Calm came.", None)]
)
def test_labels(text: str, label: str | None) -> None:
    _, sentences, _, _ = read_text(text)
    assert sentences[0].paragraph_label == (f"({label}" if label == "b)" else label)
