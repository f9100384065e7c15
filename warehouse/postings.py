"""Postings: where each word of a document stands, kept with the document for ranked search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import duckdb
import snowballstemmer

from extractors.grammar.word_groups import words as word_group
from extractors.model import Span
from warehouse.database import Row, append

_WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_\u0300-\u036f]*)*")
_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LONGEST = 40  # letters; what is longer is no word, and would cost space

NEW_WORDS = """
SELECT DISTINCT word FROM mart.postings ANTI JOIN mart.search_words USING (word)
WHERE document_id IN (SELECT document_id FROM touched) ORDER BY word
"""
FORGET_WORDS = "DELETE FROM mart.search_words WHERE word NOT IN (SELECT word FROM mart.postings)"
# Only a document that was there before can have taken words with it.
MAY_LACK_WORDS = """
SELECT 1 WHERE NOT EXISTS (FROM mart.matched_documents)
    OR EXISTS (FROM mart.matched_documents WHERE document_id IN (SELECT document_id FROM touched))
"""


def postings_of(document_id: str, text: str, sentences: Sequence[Span]) -> list[Row]:
    """Return the rows of `mart.postings`: for each word the sentences and characters it stands at.

    `sentences` are their spans.
    """
    found: dict[str, tuple[list[int], list[int], list[int]]] = {}
    for ordinal, sentence in enumerate(sentences):
        for word, start, length in words_in(text, sentence.start, sentence.end):
            ordinals, starts, lengths = found.setdefault(word, ([], [], []))
            ordinals.append(ordinal)
            starts.append(start)
            lengths.append(length)
    return [(document_id, word, *places) for word, places in sorted(found.items())]


def words_in(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield the words to find a stretch of text by, without case and accents: each with offset and length.

    Ideographs, which no spaces part, are words of their own. Words that stand everywhere are left out.
    """
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        if searched := _searched(word):
            yield searched, match.start(), len(word)
        elif _IDEOGRAPHS.search(word):
            yield from ((folded(character), match.start() + i, 1) for i, character in enumerate(word))


@lru_cache(maxsize=100_000)
def _searched(word: str) -> str | None:
    """Return the form under which a word is kept; None for one that is not kept whole."""
    form = folded(word)
    if not 1 < len(form) <= _LONGEST or form in _everywhere() or _IDEOGRAPHS.search(form):
        return None
    return form


def folded(word: str) -> str:
    """Return a word in small letters without accents, as DuckDB's strip_accents(lower(word)) does."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(c for c in parts if unicodedata.category(c) != "Mn"))


def resolve_words(con: duckdb.DuckDBPyConnection) -> None:
    """Bring `mart.search_words`, the words with their stems, in line with the postings of the `touched`."""
    if con.execute(MAY_LACK_WORDS).fetchall():
        con.execute(FORGET_WORDS)
    new = [word for (word,) in con.execute(NEW_WORDS).fetchall()]
    append(con, "mart.search_words", [(word, stem(word)) for word in new])


def stem(word: str) -> str:
    """Return what the forms of a word have in common: Snowball's stem, Russian or English by its letters."""
    language = "russian" if _CYRILLIC.search(word) else "english"
    return str(_stemmer(language).stemWord(word))


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(language)


@cache
def _everywhere() -> frozenset[str]:
    return word_group("function_words", "unsearched")
