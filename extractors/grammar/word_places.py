"""Where each word of a text stands, read once for all that look for words.

A pattern that must begin with one of some words need not be tried at every character: it is tried
where those words stand.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Set
from functools import lru_cache, wraps
from itertools import accumulate, chain, islice
from typing import TypeVar

T = TypeVar("T")

_WORD = re.compile(r"(\w+)")
_GAP = re.compile(r"\W")
_STRETCH = 50_000  # characters
_SHORT = 1000  # characters: a title or a name, which is looked through once or twice


class WordPlaces:
    """The words of a text in order (`words`), where each begins (`starts`), and which of them are which."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.words: list[str] = []
        self.starts = array("L")
        kept: dict[str, str] = {}  # one object for a word, however often it stands in a long text
        for offset, stretch in _stretches(text):
            parts = _WORD.split(stretch)  # what stands between words, and each word
            edges = accumulate(map(len, parts), initial=offset)
            self.starts.extend(islice(edges, 1, len(parts), 2))
            self.words.extend(map(kept.setdefault, parts[1::2], parts[1::2]))
        numbers = {word: array("L") for word in kept}
        for number, word in enumerate(self.words):
            numbers[word].append(number)
        self._numbers = numbers

    def numbers_of(self, words: Set[str]) -> list[int]:
        """Return which words of the text are among these: their places in `words`, in order."""
        return self._ordered(self._numbers.keys() & words)

    def of(self, words: Set[str]) -> list[tuple[int, str]]:
        """Return where each of the words begins, in order."""
        return [(self.starts[number], self.words[number]) for number in self.numbers_of(words)]

    def where(self, is_wanted: Callable[[str], object]) -> list[tuple[int, str]]:
        """Return where each word begins that the condition holds for, in order."""
        numbers = self._ordered(filter(is_wanted, self._numbers))
        return [(self.starts[number], self.words[number]) for number in numbers]

    def _ordered(self, words: Iterable[str]) -> list[int]:
        return sorted(chain.from_iterable(map(self._numbers.__getitem__, words)))

    def matches(
        self,
        pattern: re.Pattern[str],
        first_words: Set[str],
        is_second: Callable[[str], object] | None = None,
    ) -> Iterator[re.Match[str]]:
        """Yield what `pattern.finditer` would, its matches beginning with one of the words.

        `is_second` holds for whatever word may follow that one in a match.
        """
        numbers = self.numbers_of(first_words)
        if is_second is not None:
            last = len(self.words) - 1
            numbers = [number for number in numbers if number < last and is_second(self.words[number + 1])]
        end = 0
        for start in map(self.starts.__getitem__, numbers):
            if start >= end and (match := pattern.match(self._text, start)):
                yield match
                end = match.end()


def _stretches(text: str) -> Iterator[tuple[int, str]]:
    """Yield the text in pieces, so that not all words of a long one are held at once."""
    start = 0
    while start < len(text):
        gap = _GAP.search(text, start + _STRETCH)
        end = gap.start() if gap else len(text)
        yield start, text[start:end]
        start = end


def kept_for_document(find: Callable[[str], T]) -> Callable[[str], T]:
    """Keep what was found in the document last read, but nothing of short texts."""
    kept = lru_cache(maxsize=1)(find)

    @wraps(find)
    def found(text: str) -> T:
        return find(text) if len(text) < _SHORT else kept(text)

    return found


@kept_for_document
def word_places(text: str) -> WordPlaces:
    """Return the places of the words of a text."""
    return WordPlaces(text)


def in_any_case(words: Iterable[str]) -> frozenset[str]:
    """Return words as they are written, and capitalised, and in capitals."""
    return frozenset(form for word in words for form in (word, word.capitalize(), word.upper()))


def first_words(alternatives: str) -> frozenset[str]:
    """Return the words that the alternatives of a pattern begin with, each of them spelt out."""
    return frozenset(word for each in alternatives.split("|") for word in _WORD.findall(each)[:1])
