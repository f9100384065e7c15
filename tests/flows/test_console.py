"""What documents say does nothing in the terminal."""

from __future__ import annotations

import pytest

from flows.console import printable


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (3, "3"),
        ("Alma-Ata – Астана", "Alma-Ata – Астана"),
        ("two\nlines", "two lines"),
        ("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m"),
        ("bell\a", "bell\\x07"),
        ("abc\u202egnp.exe", "abc\\u202egnp.exe"),
        ("lone \ud800", "lone \\ud800"),
    ],
)
def test_printable(value: object, shown: str) -> None:
    assert printable(value) == shown
