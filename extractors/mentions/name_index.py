"""Finding many known names in a text in one pass, longest first.

Names are compared word by word whatever the line breaks, hyphens, apostrophes and British or
American spelling between them. A name of one word must be written as the lexicon has it, or in
capitals; in longer names only the first and last word need their capitals, if they have any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from extractors.grammar.word_places import WordPlaces, word_places

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
_WIDEST_GAP = 14  # characters: a line break and the indent after it, at the furthest


class Hit(NamedTuple, Generic[T]):
    """A name found at `[start, end)` and what it stands for."""

    start: int
    end: int
    value: T


class _Node(Generic[T]):
    """Names that begin alike: those that end here, and by their next word those that go on."""

    __slots__ = ("following", "names")

    def __init__(self) -> None:
        self.following: dict[str, _Node[T]] = {}
        self.names: list[tuple[str, T]] = []


class NameIndex(Generic[T]):
    """Known names and what they stand for; of names that read alike the first given wins."""

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        roots: dict[str, _Node[T]] = {}
        self._roots: dict[str, _Node[T]] = {}
        for name, value in names:
            first, *others = (_fold(word) for word in _WORD.findall(name))
            node = roots.setdefault(first, _Node())
            self._roots.update(dict.fromkeys(_openings(name), node))
            for word in others:
                node = node.following.setdefault(word, _Node())
            node.names.append((name, value))

    def find(self, text: str) -> Iterator[Hit[T]]:
        """Yield the names in `text` in order; where names overlap, the first and longest."""
        places = word_places(text)
        position = 0
        for number in places.numbers_of(self._roots.keys()):
            node = self._roots[places.words[number]]
            if places.starts[number] < position or not _may_name(places, number, node):
                continue
            if hit := _longest(text, places, number, node):
                yield hit
                position = hit.end


def _may_name(places: WordPlaces, number: int, node: _Node[T]) -> bool:
    """Tell whether a name that begins with a word of the text ends there or goes on with the next one."""
    return bool(node.names) or (
        number + 1 < len(places.words) and _fold(places.words[number + 1]) in node.following
    )


def _longest(text: str, places: WordPlaces, number: int, node: _Node[T]) -> Hit[T] | None:
    """Return the longest name that begins with a word of the text, the names being those below `node`."""
    words, starts = places.words, places.starts
    start, length = starts[number], 1
    end = start + len(words[number])
    best = _named(text, start, end, node, length) if node.names else None
    while node.following and number + length < len(words):
        following = starts[number + length]
        longer = node.following.get(_fold(words[number + length]))
        if longer is None or following - end > _WIDEST_GAP or not _is_unbroken(text, end, following):
            break
        node, end, length = longer, following + len(words[number + length]), length + 1
        best = (_named(text, start, end, node, length) if node.names else None) or best
    return best


def _named(text: str, start: int, end: int, node: _Node[T], length: int) -> Hit[T] | None:
    for name, value in node.names:
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


@lru_cache(maxsize=1 << 16)
def _fold(word: str) -> str:
    lowered = word.lower()
    return _SPELLINGS.get(lowered, lowered)


def _is_unbroken(text: str, end: int, start: int) -> bool:
    """Tell whether the word that ends at `end` and the next one may belong to one name."""
    gap = text[end:start]
    return len(gap) == 1 or not _BREAK.search(gap) or _is_initial(text, end)


def _is_initial(text: str, end: int) -> bool:
    """Tell the full stop of "St. Petersburg" or "U. S." from the end of a sentence."""
    return text[end : end + 1] == "." and end >= 2 and not text[end - 3 : end].strip().islower()


def _is_written_as(written: str, name: str, length: int) -> bool:
    if length == 1:
        return written == name or (written.isupper() and len(name) > 3 and written == name.upper())
    return written[0].isupper() == name[0].isupper() or name[0].islower()
