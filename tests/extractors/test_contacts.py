"""Addresses and numbers of persons are found, each once, and nothing else is."""

from __future__ import annotations

import pytest

from extractors.documents.contacts import find_contacts


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Write to press@bridges.example.", ["press@bridges.example"]),
        ("[a.b@lakes.example](mailto:a.b@lakes.example)", ["a.b@lakes.example"]),
        ("Tel.: +371 67 000 000", ["+371 67 000 000"]),
        ("Call (+371) or tel. (067) 000-000, fax 067 000 001", ["(067) 000-000", "067 000 001"]),
        ("Between 2030 and 2031 it cost 12 000 000 + 3 per cent (A/RES/80/1).", []),
        ("price@", []),
    ],
)
def test_contacts(text: str, values: list[str]) -> None:
    found = list(find_contacts(text))
    assert [evidence.value for evidence in found] == values
    assert all(evidence.field == "contact" for evidence in found)
    assert all(" ".join(e.span.of(text).split()) == e.value for e in found)
