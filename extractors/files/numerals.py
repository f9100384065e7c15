"""Numbers of list items as word processors and browsers write them."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 3999


def numeral(number: int, style: str) -> str:
    """Return a number in the style "1", "a", "A", "i" or "I"; what a style cannot write is decimal."""
    if number < 1 or style not in ("a", "A", "i", "I"):
        return str(number)
    written = _roman(number) if style in "iI" else _alphabetic(number)
    return written.upper() if style.isupper() else written


def _alphabetic(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _roman(number: int) -> str:
    if number > _MOST_ROMAN:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
