"""Topics of a text by the codebook's list (§9)."""

from __future__ import annotations

import re
from functools import cache

from extractors.lexicon import Entry, load


class Topic(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A topic and the words that show it; a word ending in `*` is a stem."""

    words: tuple[str, ...]


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((topic.id, re.compile(rf"\b(?:{'|'.join(map(_pattern, topic.words))})")) for topic in load("topics", Topic))


def _pattern(word: str) -> str:
    body = re.escape(word.rstrip("*")).replace(r"\ ", r"\s+").replace(r"\-", r"[-\s]?")
    return body if word.endswith("*") else rf"{body}\b"


def topics_of(text: str) -> tuple[str, ...]:
    """Return the topics that a text touches, in the codebook's order."""
    lowered = text.lower()
    return tuple(topic for topic, pattern in _patterns() if pattern.search(lowered))
