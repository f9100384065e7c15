"""Which documents are versions of one work: the same text in another form, edited, or translated.

Documents are of one work where most of their words stand in the same order and nothing that tells
works apart differs: symbol, language, the days of adoption and of the meeting. So the PDF and the text of one
communiqué are found, while this year's resolution is not taken for last year's, whose words it
repeats. A draft is of one work with what it became, under whatever symbol. Translations share no
words but their numbers, in the same order, and are found by these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeAlias

import duckdb

from warehouse.database import append
from warehouse.schema import WorkBasis
from warehouse.sketches import aligned_share, numbers_of, pairs_alike, words_of

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
SELECT d.document_id, s.words_id, s.sketch, s.figures, d.doc_type, d.version_status = 'draft', d.char_count,
    d.language, d.symbol, d.adopted_date, d.date_end, d.published_date
FROM core.documents AS d JOIN raw.text_sketches AS s USING (document_id) ORDER BY d.document_id
"""
TEXTS = "SELECT document_id, text FROM raw.document_texts WHERE document_id IN (SELECT unnest(?))"
APPLY = """
UPDATE core.documents SET work_id = works.work_id FROM works
WHERE documents.document_id = works.document_id AND documents.work_id <> works.work_id
"""
_VERSION = re.compile(r"/(?:Rev|Corr)\.\d+")
_LONGER = 3  # times as long as the other a translation is at most


@dataclass(frozen=True, slots=True)
class Writing:
    """A document as far as works are told by it."""

    document_id: str
    words_id: str
    sketch: Sequence[int]
    figures: Sequence[int]
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
    """Rebuild `work_matches` and give each document its work's id."""
    writings = [Writing(*row) for row in con.execute(WRITINGS).fetchall()]
    candidates = list(candidate_pairs(writings))
    needed = sorted({writing.document_id for one, two, _, _ in candidates for writing in (one, two)})
    texts = dict(con.execute(TEXTS, [needed]).fetchall())
    matches = list(confirmed(candidates, texts))
    con.execute("DELETE FROM core.work_matches")
    append(
        con,
        "core.work_matches",
        [(m.document_id, m.other_document_id, m.sketch_similarity, m.similarity, m.basis) for m in matches],
    )
    con.execute("CREATE OR REPLACE TEMP TABLE works (document_id VARCHAR, work_id VARCHAR)")
    append(con, "works", sorted(works_of(writings, matches).items()))
    con.execute(APPLY)
    con.execute("DROP TABLE works")


def candidate_pairs(writings: Sequence[Writing]) -> Iterator[Candidate]:
    """Yield the pairs with like sketches that may be of one work, with the estimated similarity."""
    alike = set()
    for first, second, similarity in pairs_alike([writing.sketch for writing in writings], LIKE_SKETCHES):
        one, two = writings[first], writings[second]
        if one.may_be(two) and not (one.language and two.language and one.language != two.language):
            alike.add((first, second))
            yield one, two, similarity, WorkBasis.WORDS
    counted = [position for position, writing in enumerate(writings) if writing.figures]
    figures = [writings[position].figures for position in counted]
    for first, second, similarity in pairs_alike(figures, LIKE_FIGURES):
        pair = (counted[first], counted[second])
        one, two = writings[pair[0]], writings[pair[1]]
        if pair not in alike and one.may_be(two) and one.is_like(two):
            yield one, two, similarity, WorkBasis.FIGURES


def confirmed(candidates: Iterable[Candidate], texts: Mapping[str, str]) -> Iterator[Match]:
    """Yield the pairs whose words, or those of translations whose numbers, align."""
    for one, two, estimated, basis in candidates:
        share = _share(one, two, texts, basis)
        if share:
            yield Match(one.document_id, two.document_id, round(estimated, 4), round(share, 4), basis)


def _share(one: Writing, two: Writing, texts: Mapping[str, str], basis: WorkBasis) -> float:
    pair = (texts[one.document_id], texts[two.document_id])
    if basis is WorkBasis.WORDS:
        return aligned_share(words_of(pair[0]), words_of(pair[1]), LIKE_WORDS)
    is_translated = one.language != two.language or aligned_share(
        words_of(pair[0]), words_of(pair[1]), LIKE_TRANSLATIONS
    )
    return aligned_share(numbers_of(pair[0]), numbers_of(pair[1]), LIKE_NUMBERS) if is_translated else 0.0


def works_of(writings: Sequence[Writing], matches: Iterable[Match]) -> dict[str, str]:
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
