"""Finding many known names in a text in one pass, longest first.

Names are compared word by word whatever the line breaks, hyphens, apostrophes and British or
American spelling between them. A name of one word must be written as the lexicon has it, or in
capitals; in longer names only the first and last word need their capitals, if they have any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"\n\s*\n|[.!?:;]\s|[()\[\]«»“”\"]")
_DOTTED = re.compile(r"\.(?=\w)")
_SPELLINGS = {
    "centre": "center",
    "organisation": "organization",
    "organisations": "organizations",
    "programme": "program",
    "defence": "defense",
    "labour": "labor",
}
_MAXIMUM_GAP = 14  # characters between two words of a name: a line break and the indent after it


class Hit(NamedTuple, Generic[T]):
    """A name found at `[start, end)` and what it stands for."""

    start: int
    end: int
    value: T


class NameIndex(Generic[T]):
    """Known names and what they stand for; of names that read alike the first given wins."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._values: dict[tuple[str, ...], list[tuple[str, T]]] = {}
        lengths: dict[str, set[int]] = {}
        for name, value in names:
            words = tuple(_fold(word) for word in _WORD.findall(name))
            self._values.setdefault(words, []).append((name, value))
            for opening in _openings(name):
                lengths.setdefault(opening, set()).add(len(words))
        self._lengths = {first: sorted(counts, reverse=True) for first, counts in lengths.items()}

    def find(self, text: str) -> Iterator[Hit[T]]:
        """Yield the names in `text` in order; where names overlap, the first and longest."""
        position = 0
        for match in _WORD.finditer(text):
            lengths = self._lengths.get(match.group())
            if lengths is None or match.start() < position:
                continue
            hit = self._longest(text, match.start(), lengths)
            if hit is not None:
                yield hit
                position = hit.end

    def _longest(self, text: str, start: int, lengths: list[int]) -> Hit[T] | None:
        words = list(islice(_WORD.finditer(text, start), lengths[0]))
        folded = tuple(_fold(word.group()) for word in words)
        for length in lengths:
            candidates = self._values.get(folded[:length]) if length <= len(words) else None
            if candidates is None or not _is_unbroken(text, words[:length]):
                continue
            end = words[length - 1].end()
            for name, value in candidates:
                if _is_written_as(text[start:end], name, length):
                    dotted = _DOTTED.search(name) is not None and text[end : end + 1] == "."
                    return Hit(start, end + dotted, value)
        return None


def _openings(name: str) -> set[str]:
    """Return the forms of a name's first word; the many "the" of a text are not tried as "The Hague"."""
    first = _WORD.findall(name)[0]
    forms = {first, *(british for british, american in _SPELLINGS.items() if american == _fold(first))}
    forms |= {form.capitalize() for form in forms} | {form.upper() for form in forms}
    return forms if first[0].islower() else {form for form in forms if not form[0].islower()}


def _fold(word: str) -> str:
    lowered = word.lower()
    return _SPELLINGS.get(lowered, lowered)


def _is_unbroken(text: str, words: list[re.Match[str]]) -> bool:
    for word, following in pairwise(words):
        gap = text[word.end() : following.start()]
        if len(gap) > _MAXIMUM_GAP or (
            len(gap) > 1 and _BREAK.search(gap) and not _is_initial(text, word.end())
        ):
            return False
    return True


def _is_initial(text: str, end: int) -> bool:
    """Tell the full stop of "St. Petersburg" or "U. S." from the end of a sentence."""
    return text[end : end + 1] == "." and end >= 2 and not text[end - 3 : end].strip().islower()


def _is_written_as(written: str, name: str, length: int) -> bool:
    if length == 1:
        return written == name or (written.isupper() and len(name) > 3 and written == name.upper())
    return written[0].isupper() == name[0].isupper() or name[0].islower()
