"""Numbers in words and figures: "seventy-fifth", "75th", "XIII", "forty-five"."""

from __future__ import annotations

import re

_UNITS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_TENS = ["twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"]
_WORDS = {word: number for number, word in enumerate(_UNITS, start=1)}
for _tens, _stem in enumerate(_TENS, start=2):
    _WORDS[f"{_stem}ieth"] = _tens * 10
    for _unit, _word in enumerate(_UNITS[:9], start=1):
        _WORDS[f"{_stem}y-{_word}"] = _tens * 10 + _unit
_WORDS["hundredth"] = 100

_STEMS = "|".join(_TENS)
_UNIT_WORDS = "|".join(sorted(_UNITS, key=len, reverse=True))
_CARDINALS = dict(
    zip(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
            *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        ),
        range(1, 20),
        strict=True,
    )
)
_ROUND = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

ORDINAL = (
    rf"(?:(?:{_STEMS})(?:ieth|y[-\s]\s?(?:{_UNIT_WORDS}))|(?:{_UNIT_WORDS})|hundredth|\d{{1,3}}(?:st|nd|rd|"
    rf"th))"
)
"""A regular expression (to be matched without regard to case) for an ordinal in words or figures."""

ORDINAL_WORD = rf"(?:{_STEMS})(?:ieth|y)|(?:{_UNIT_WORDS})|hundredth|\d{{1,3}}(?:st|nd|rd|th)"
"""The same for the word that an ordinal begins with."""


def ordinal_value(words: str) -> int | None:
    """Return the number that an ordinal, cardinal figure or Roman numeral stands for, or None."""
    folded = re.sub(r"[-\s]+", "-", words.strip().lower())
    if folded in _WORDS:
        return _WORDS[folded]
    figure = re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)?", folded)
    if figure:
        return int(figure[1])
    return _roman_value(words.strip())


def cardinal_value(words: str) -> int | None:
    """Return the number below a hundred, or the figure, that words stand for ("forty-five"), or None."""
    folded = words.strip().lower()
    if folded.isdecimal():
        return int(folded)
    tens, _, units = folded.partition("-")
    if tens in _ROUND:
        return _ROUND[tens] + (_CARDINALS.get(units, 0) if units else 0)
    return 1 if folded in ("a", "an") else _CARDINALS.get(folded)


def _roman_value(numeral: str) -> int | None:
    if not re.fullmatch(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", numeral) or not numeral:
        return None
    values = [_ROMAN[letter] for letter in numeral]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
