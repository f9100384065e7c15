"""Acronyms that a text defines for itself: "Long Name (ACR)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.model import Span

_BRACKETED = re.compile(r"\((?:the\s|hereinafter\s(?:the\s)?)?[“\"]?([A-Z][A-Za-z0-9&+-]{1,11})[”\"]?\)")
_WORD = re.compile(r"[\w’'+]+")
_BREAK = re.compile(r"\n\s*\n|[()\[\];:.]\s?|,\sthe\s")
_SMALL_WORDS = ("of", "and", "for", "the", "in", "on", "to", "under", "against", "with", "de", "des", "&")
_LONGEST = 160  # characters of a long name


class Definition(NamedTuple):
    """A long name and the acronym that the text gives it right after."""

    long_name: Span
    acronym: Span


def find_definitions(text: str) -> Iterator[Definition]:
    """Yield each long name that an acronym in brackets follows, letter for letter, in order."""
    for match in _BRACKETED.finditer(text):
        letters = "".join(character for character in match[1] if character.isupper() or character.isdigit())
        end = match.start() - text[max(0, match.start() - 1) : match.start()].isspace()
        start = _start_of_long_name(text, end, letters) if len(letters) >= 2 else None
        if start is not None:
            yield Definition(Span(start, end), Span(*match.span(1)))


def _start_of_long_name(text: str, end: int, letters: str) -> int | None:
    """Match the letters backwards with the words' initials, passing over small words."""
    window = max(0, end - _LONGEST)
    breaks = [match.end() for match in _BREAK.finditer(text, window, end)]
    words = list(_WORD.finditer(text, breaks[-1] if breaks else window, end))
    wanted = len(letters)
    for word in reversed(words):
        if not wanted:
            break
        initial = word.group()[0]
        if initial.upper() == letters[wanted - 1] and (initial.isupper() or initial.isdigit()):
            wanted -= 1
            if not wanted:
                return word.start()
        elif not (word.group() in _SMALL_WORDS or initial.isupper() or text[word.start() - 1] == "-"):
            return None
    return None
