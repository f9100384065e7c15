"""Topics of a text by the codebook's list (§9)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.lexicon import Entry, load

_WORD = re.compile(r"[^\W_]+")
_SHORTEST_KEY = 2


class Topic(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A topic and the words that show it; a hyphen is also a space, a word ending in `*` a stem."""

    words: tuple[str, ...]


@cache
def _terms() -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Return the terms by the first two letters of their first word: topic and words."""
    index: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for topic in load("topics", Topic):
        for term in topic.words:
            words = tuple(term.replace("-", " ").split())
            index.setdefault(words[0][:_SHORTEST_KEY], []).append((topic.id, words))
    return index


def topics_of(text: str) -> tuple[str, ...]:
    """Return the topics that a text touches, in the codebook's order."""
    words = _WORD.findall(text.lower())
    found = {
        topic
        for i, word in enumerate(words)
        for topic, term in _terms().get(word[:_SHORTEST_KEY], ())
        if _stands_at(words, i, term)
    }
    return tuple(topic.id for topic in load("topics", Topic) if topic.id in found)


def _stands_at(words: Sequence[str], i: int, term: tuple[str, ...]) -> bool:
    return i + len(term) <= len(words) and all(
        word.startswith(part[:-1]) if part.endswith("*") else word == part
        for word, part in zip(words[i : i + len(term)], term, strict=True)
    )
