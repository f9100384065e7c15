"""How many took part in an event, and whether in person: as text, never as a sum (codebook E12)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.model import AttendanceMode, Span

_BEFORE, _AFTER = 60, 130  # characters around a mention in which its format is told
_FEW = 6  # mentions that are read
_LONGEST = 1500  # characters of a sentence that are read
_BOUNDS = {
    ">": ("more than", "over", "in excess of", "upwards of"),
    ">=": ("at least", "no fewer than", "no less than"),
    "~": ("about", "around", "some", "approximately", "roughly", "nearly", "almost", "close to"),
    "<=": ("up to", "at most"),
    "<": ("fewer than", "less than"),
}
_SIGNS = {words: sign for sign, phrases in _BOUNDS.items() for words in phrases}
_BOUND = "|".join(re.escape(words).replace(r"\ ", r"\s") for words in sorted(_SIGNS, key=len, reverse=True))
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_UNITS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_IN_WORDS = rf"(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_UNITS)}))?"
_COUNTED = (
    "participants", "delegates", "representatives", "attendees", "guests", "people", "persons", "experts",
    "officials",
)  # fmt: skip
_COUNT = re.compile(
    rf"\b(?:(?P<bound>{_BOUND})\s)?(?:the\s)?(?<![\d.,/–-])"
    rf"(?P<number>\d{{1,3}}(?:[,\u00a0]\d{{3}})+|(?!(?:19|20)\d\d\b)\d{{2,6}}|{_IN_WORDS})[ \n]"
    r"(?:(?!and\b|from\b|by\b|in\b|of\b)[\w’'-]+[ \n]){0,4}?"
    rf"(?:{'|'.join(_COUNTED)})\b",
    re.I,
)
_MODES = (
    (
        AttendanceMode.HYBRID,
        re.compile(
            r"\b(?:hybrid|mixed\sformat|(?:in[\s-]person|face-to-face)\sand\s(?:\w+\s)?(?:online|virtual\w*|"
            r"by\svideo\w*)|(?:online|virtual\w*)\sand\sin[\s-]person)\b",
            re.I,
        ),
    ),
    (
        AttendanceMode.ONLINE,
        re.compile(
            r"\b(?:virtual(?:ly)?|online|video[\s-]?conferenc\w*|by\svideo\s?link|webinar|"
            r"(?:tele)?phone\s\w+|by\stelephone)\b",
            re.I,
        ),
    ),
    (AttendanceMode.IN_PERSON, re.compile(r"\b(?:in[\s-]person|face-to-face)\b", re.I)),
)


def attendance_mode(text: str, mentions: Sequence[tuple[Span, Span]]) -> AttendanceMode | None:
    """Return how an event is attended, as the words around its mentions (with their sentences) say."""
    for mention, sentence in mentions[:_FEW]:
        start, end = max(sentence.start, mention.start - _BEFORE), min(sentence.end, mention.end + _AFTER)
        around = text[start:end]
        for mode, pattern in _MODES:
            if pattern.search(around):
                return mode
    return None


def participant_count(text: str, mentions: Sequence[tuple[Span, Span]]) -> tuple[str, Span] | None:
    """Return a count such as ">600" with its words "more than 600 senior representatives", or None."""
    for mention, sentence in mentions[:_FEW]:
        end = min(sentence.end, sentence.start + _LONGEST)
        words = text[sentence.start : end].lower()
        found = _COUNT.search(text, sentence.start, end) if any(noun in words for noun in _COUNTED) else None
        if found is not None and not mention.overlaps(Span(*found.span())):
            sign = _SIGNS.get(" ".join((found["bound"] or "").lower().split()), "")
            return sign + _figure(found["number"]), Span(*found.span())
    return None


def _figure(number: str) -> str:
    if number[0].isdigit():
        return re.sub(r"\D", "", number)
    tens, _, units = number.lower().partition("-")
    return str(_TENS[tens] + _UNITS.get(units, 0))
