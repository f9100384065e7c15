"""Which passwords may open a file, and that what is kept or shown of them tells nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.passwords import Passwords

SHA256 = "ab" * 32
MINUTES = Path("/inbox/closed minutes.pdf")

FOUND = [
    ({}, ()),
    ({"*.pdf": "a"}, ("a",)),
    ({"*.txt": "a"}, ()),
    ({"closed *": "a", "*.pdf": "b", "open *": "c"}, ("a", "b")),
    ({"*.pdf": "a", "closed*": "a"}, ("a",)),
    ({"*.pdf": "a", SHA256: "b"}, ("b", "a")),
    ({SHA256.upper(): "b", "cd" * 32: "c"}, ("b",)),
    ({"inbox/*": "a"}, ()),
]


@pytest.mark.parametrize(("by_file", "found"), FOUND)
def test_a_file_is_tried_with_its_own(by_file, found):
    assert Passwords(by_file).of(MINUTES, SHA256) == found


def test_they_do_not_show():
    shown = Passwords({"*.pdf": "open sesame"})
    assert "sesame" not in f"{shown} {shown!r}"


def test_the_fingerprint_is_of_every_part():
    key = b"k" * 32
    different = [
        {},
        {"a": "bc"},
        {"ab": "c"},
        {"a": "b", "c": ""},
        {"a": "b"},
        {"a": "b", "c": "d"},
        {"c": "b", "a": "d"},
        {"a": "\udc80"},
    ]
    prints = [Passwords(by_file).fingerprint(key) for by_file in different]
    assert len(set(prints)) == len(different)
    assert Passwords({"c": "d", "a": "b"}).fingerprint(key) == prints[5]
    assert Passwords({"a": "b"}).fingerprint(b"l" * 32) not in prints
