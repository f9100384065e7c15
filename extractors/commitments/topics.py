"""Topics of a text by the codebook's list (§9)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from extractors.lexicon import Entry, load

_WORD = re.compile(r"[^\W_]+")
_STEM_KEY = 4  # letters by which stems are found; a shorter stem is found by all of its letters


class Topic(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A topic and the words that show it; a hyphen is also a space, a word ending in `*` a stem."""

    words: tuple[str, ...]


_Term = tuple[str, Sequence[str]]


@cache
def _terms() -> tuple[dict[str, list[_Term]], dict[str, list[_Term]]]:
    """Return the terms (topic and words) by their first word, and those that begin with a stem by its key."""
    whole: dict[str, list[_Term]] = {}
    stems: dict[str, list[_Term]] = {}
    for topic in load("topics", Topic):
        for term in topic.words:
            words = tuple(term.replace("-", " ").split())
            index, key = (stems, words[0][:-1][:_STEM_KEY]) if words[0].endswith("*") else (whole, words[0])
            index.setdefault(key, []).append((topic.id, words))
    return whole, stems


def topics_of(text: str) -> tuple[str, ...]:
    """Return the topics that a text touches, in the codebook's order."""
    words = _WORD.findall(text)
    found: set[str] = set()
    for i, terms in enumerate(map(_terms_at, words)):
        for topic, others in terms:
            if topic not in found and (not others or _go_on(words, i + 1, others)):
                found.add(topic)
    if not found:
        return ()
    return tuple(topic.id for topic in load("topics", Topic) if topic.id in found)


@lru_cache(maxsize=1 << 16)
def _terms_at(word: str) -> tuple[_Term, ...]:
    """Return the terms that begin with a word, without their first words; for most words there are none."""
    whole, stems = _terms()
    word = word.lower()
    keys = (word[:_STEM_KEY], word[: _STEM_KEY - 1])
    terms = [*whole.get(word, ()), *(term for key in keys for term in stems.get(key, ()))]
    return tuple((topic, others) for topic, (first, *others) in terms if _is_form(word, first))


def document_topics(title: str | None, of_commitments: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return a document's topics: its title's, and those of a tenth of its commitments (of two at least).

    `of_commitments` holds the topics of each commitment; where there are fewer than four, one is enough.
    """
    counts = Counter(topic for topics in of_commitments for topic in topics)
    enough = max(2 if len(of_commitments) >= 4 else 1, len(of_commitments) / 10)
    found = {topic for topic, count in counts.items() if count >= enough} | set(topics_of(title or ""))
    return tuple(topic.id for topic in load("topics", Topic) if topic.id in found)


def _go_on(words: Sequence[str], i: int, others: Sequence[str]) -> bool:
    """Tell whether the words from the position `i` on are the other words of a term."""
    here = [word.lower() for word in words[i : i + len(others)]]
    return len(here) == len(others) and all(map(_is_form, here, others))


def _is_form(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
