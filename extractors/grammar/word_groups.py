"""Closed classes of words, kept as data."""

from __future__ import annotations

from extractors.lexicon import Entry, load


class WordGroupEntry(Entry, frozen=True, kw_only=True):
    """A class of words that a grammar tells from all others."""

    description: str
    words: tuple[str, ...]


def words(lexicon: str, group: str) -> frozenset[str]:
    """Return the words of a group. Raises KeyError where the lexicon has no such group."""
    return {entry.id: frozenset(entry.words) for entry in load(lexicon, WordGroupEntry)}[group]
