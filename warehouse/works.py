"""Which documents are versions of one work: the same text in another form, edited, or translated.

Documents are of one work where most of their words stand in the same order and nothing that tells
works apart differs: symbol, language, the days of adoption and of the meeting. So the PDF and the text of one
communiqué are found, while this year's resolution is not taken for last year's, whose words it
repeats. A draft is of one work with what it became, under whatever symbol. Translations share no
words but their numbers, in the same order, and are found by these.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import TypeAlias

import duckdb
import numpy as np

from warehouse.database import append
from warehouse.schema import WorkBasis
from warehouse.sketches import aligned_share, digests_of, numbers_of, pairs_alike, words_of

LIKE_SKETCHES = 0.5
"""Least share of runs of words in common for a pair to be aligned."""

LIKE_WORDS = 0.8
"""Least share of aligned words for a work."""

REISSUED_WITHIN = 31
"""Most days between the publications of a text and of its edited re-issue."""

LIKE_FIGURES = 0.4
"""Least share of runs of numbers in common for a pair to be compared by its numbers."""

LIKE_NUMBERS = 0.85
"""Least share of aligned numbers for a work, of texts of one type and of like length."""

LIKE_TRANSLATIONS = 0.4
"""Least share of aligned words, besides, of two translations into one language."""

WRITINGS = """
SELECT d.document_id, s.words_id, d.doc_type, d.version_status = 'draft', d.char_count,
    d.language, d.symbol, d.adopted_date, d.date_end, d.published_date
FROM core.documents AS d JOIN raw.text_sketches AS s USING (document_id)
WHERE d.document_id IN (FROM paired) OR d.document_id IN (
        SELECT document_id FROM core.work_matches UNION ALL SELECT other_document_id FROM core.work_matches)
    OR s.words_id IN (SELECT words_id FROM raw.text_sketches GROUP BY words_id HAVING count(*) > 1)
ORDER BY d.document_id
"""
CHANGED = "SELECT document_id FROM touched WHERE NOT is_gone"
FORGET = """
DELETE FROM core.work_matches
WHERE document_id NOT IN (SELECT document_id FROM states ANTI JOIN touched USING (document_id))
    OR other_document_id NOT IN (SELECT document_id FROM states ANTI JOIN touched USING (document_id))
"""
MATCHES = """
SELECT document_id, other_document_id, sketch_similarity, similarity, basis FROM core.work_matches
ORDER BY ALL
"""
TEXTS = """
SELECT document_id, text FROM raw.document_texts WHERE rowid IN (
    SELECT rowid FROM raw.document_texts WHERE document_id IN (SELECT unnest(?)))
"""
# A document that is like no other is a work of its own.
APPLY = """
UPDATE core.documents SET work_id = coalesce(w.work_id, s.words_id)
FROM raw.text_sketches AS s LEFT JOIN works AS w USING (document_id)
WHERE documents.document_id = s.document_id AND documents.work_id <> coalesce(w.work_id, s.words_id)
"""
SKETCHES = {"sketch": LIKE_SKETCHES, "figures": LIKE_FIGURES}
NO_SKETCHES = np.empty((0, 1), dtype=np.uint32)
_VERSION = re.compile(r"/(?:Rev|Corr)\.\d+")
_LONGER = 3  # times as long as the other a translation is at most


@dataclass(frozen=True, slots=True)
class Writing:
    """A document as far as works are told by it."""

    document_id: str
    words_id: str
    doc_type: str
    is_draft: bool
    char_count: int
    language: str | None
    symbol: str | None
    adopted_date: date | None
    date_end: date | None
    published_date: date | None

    def may_be(self, other: Writing) -> bool:
        """Tell whether nothing known of the two tells their works apart; their languages may differ."""
        same = ((self.adopted_date, other.adopted_date), (self.date_end, other.date_end))
        if any(one and two and one != two for one, two in same):
            return False
        days = (self.published_date, other.published_date)
        if all(days) and abs((days[0] - days[1]).days) > REISSUED_WITHIN:  # type: ignore[operator]
            return False
        symbols = (_work_symbol(self.symbol), _work_symbol(other.symbol))
        return not all(symbols) or symbols[0] == symbols[1] or self._became(other) or other._became(self)

    def _became(self, other: Writing) -> bool:
        """Tell a draft from what it may have become: another symbol, soon after."""
        if not self.is_draft or other.is_draft or self.published_date is None:
            return False
        after = other.adopted_date or other.published_date
        return after is not None and abs((after - self.published_date).days) <= REISSUED_WITHIN

    def is_like(self, other: Writing) -> bool:
        """Tell whether two texts may be translations of one: of one type, and neither much longer."""
        lengths = sorted((self.char_count, other.char_count))
        return self.doc_type == other.doc_type and lengths[1] <= _LONGER * lengths[0]


@dataclass(frozen=True, slots=True)
class Match:
    """Two documents of one work, by id, the lower first, and how alike they are."""

    document_id: str
    other_document_id: str
    sketch_similarity: float
    similarity: float
    basis: WorkBasis = WorkBasis.WORDS


Candidate: TypeAlias = tuple[Writing, Writing, float, WorkBasis]
"""Two documents that may be of one work, the estimated similarity, and what it is of."""


def resolve_works(con: duckdb.DuckDBPyConnection) -> None:
    """Bring `work_matches` and each document's work in line with the documents, given which are `touched`.

    Pairs of documents that both are as they were are not compared again.
    """
    touched = {document for (document,) in con.execute(CHANGED).fetchall()}
    con.execute(FORGET)
    pairs = {sketch: _pairs(con, sketch, least, touched) for sketch, least in SKETCHES.items()}
    con.execute("CREATE OR REPLACE TEMP TABLE paired (document_id VARCHAR)")
    append(
        con, "paired", sorted({(d,) for found in pairs.values() for one, two, _ in found for d in (one, two)})
    )
    writings = {row[0]: Writing(*row) for row in con.execute(WRITINGS).fetchall()}
    candidates = list(candidate_pairs(writings, pairs["sketch"], pairs["figures"]))
    needed = sorted({writing.document_id for one, two, _, _ in candidates for writing in (one, two)})
    texts = dict(con.execute(TEXTS, [needed]).fetchall())
    append(con, "core.work_matches", [astuple(match) for match in confirmed(candidates, texts)])
    matches = [
        Match(one, other, estimated, share, WorkBasis(basis))
        for one, other, estimated, share, basis in con.execute(MATCHES).fetchall()
    ]
    con.execute("CREATE OR REPLACE TEMP TABLE works (document_id VARCHAR, work_id VARCHAR)")
    append(con, "works", sorted(works_of(writings.values(), matches).items()))
    con.execute(APPLY)
    con.execute("DROP TABLE works; DROP TABLE paired")


def _pairs(
    con: duckdb.DuckDBPyConnection, column: str, least: float, touched: set[str]
) -> list[tuple[str, str, float]]:
    """Return the documents, by id, with like sketches, one of them touched, and how alike these are."""
    sql = f"SELECT document_id, {column} FROM raw.text_sketches WHERE len({column}) > 0 ORDER BY document_id"  # noqa: S608
    ids = [made for (made,) in con.execute(f"SELECT document_id FROM ({sql})").fetchall()]  # noqa: S608
    places = con.execute(f"SELECT unnest({column}) AS place FROM ({sql})").fetchnumpy()["place"]  # noqa: S608
    sketches = np.ma.getdata(places).astype(np.uint32).reshape(len(ids), -1) if ids else NO_SKETCHES
    asked = np.array([made in touched for made in ids], dtype=bool)
    return [(ids[one], ids[two], share) for one, two, share in pairs_alike(sketches, least, asked)]


def candidate_pairs(
    writings: Mapping[str, Writing],
    alike_in_words: Iterable[tuple[str, str, float]],
    alike_in_figures: Iterable[tuple[str, str, float]],
) -> Iterator[Candidate]:
    """Yield the pairs with like sketches that may be of one work, with the estimated similarity."""
    alike = set()
    for first, second, similarity in alike_in_words:
        one, two = writings[first], writings[second]
        if one.may_be(two) and not (one.language and two.language and one.language != two.language):
            alike.add((first, second))
            yield one, two, similarity, WorkBasis.WORDS
    for first, second, similarity in alike_in_figures:
        one, two = writings[first], writings[second]
        if (first, second) not in alike and one.may_be(two) and one.is_like(two):
            yield one, two, similarity, WorkBasis.FIGURES


def confirmed(candidates: Iterable[Candidate], texts: Mapping[str, str]) -> Iterator[Match]:
    """Yield the pairs whose words, or those of translations whose numbers, align."""

    @cache
    def words(document_id: str) -> Sequence[int]:
        return digests_of(words_of(texts[document_id]))

    @cache
    def numbers(document_id: str) -> Sequence[int]:
        return digests_of(numbers_of(texts[document_id]))

    for one, two, estimated, basis in candidates:
        first, second = one.document_id, two.document_id
        if basis is WorkBasis.WORDS:
            share = aligned_share(words(first), words(second), LIKE_WORDS)
        else:
            share = aligned_share(numbers(first), numbers(second), LIKE_NUMBERS)
            if share and one.language == two.language:
                share *= aligned_share(words(first), words(second), LIKE_TRANSLATIONS) > 0
        if share:
            yield Match(first, second, round(estimated, 4), round(share, 4), basis)


def works_of(writings: Collection[Writing], matches: Iterable[Match]) -> dict[str, str]:
    """Return each document's work: the least id among the words of the work's documents.

    The most alike are joined first, and only while no two documents of a work tell works apart.
    """
    groups = {writing.document_id: [writing] for writing in writings}
    alike = sorted(writings, key=lambda writing: (writing.words_id, writing.document_id))
    for one, two in pairwise(alike):
        if one.words_id == two.words_id:
            _join(groups, one.document_id, two.document_id)
    for match in sorted(matches, key=lambda m: (-m.similarity, m.document_id, m.other_document_id)):
        _join(groups, match.document_id, match.other_document_id)
    return {made: min(writing.words_id for writing in group) for made, group in groups.items()}


def _join(groups: dict[str, list[Writing]], one: str, two: str) -> None:
    first, second = groups[one], groups[two]
    if first is second or not all(a.may_be(b) for a in first for b in second):
        return
    first += second
    for writing in second:
        groups[writing.document_id] = first


def _work_symbol(symbol: str | None) -> str | None:
    """Return a symbol without the marks of a revision or a correction: these are of the same work."""
    return _VERSION.sub("", symbol) if symbol else None
