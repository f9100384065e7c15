"""What documents say does nothing in the terminal or in the Prefect UI."""

from __future__ import annotations

import pytest

from flows.artifacts import cell, plain
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


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("A/RES/80/417", "A\\/RES\\/80\\/417"),
        ("[click](http://x)", "\\[click\\]\\(http\\:\\/\\/x\\)"),
        ("<script>", "\\<script\\>"),
        ("a | b", "a \\| b"),
        ("line\n# heading", "line \\# heading"),
    ],
)
def test_plain_markdown(value: str, shown: str) -> None:
    assert plain(value) == shown


def test_cells_hold_no_links() -> None:
    assert cell("[click](javascript:x)\nnow") == "[click] (javascript:x) now"
