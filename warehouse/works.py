"""Which documents are versions of one work: the same text in another form, or slightly edited.

Documents are of one work where most of their words stand in the same order and nothing that tells
works apart differs: symbol, language, the days of adoption and of the meeting. So the PDF and the text of one
communiqué are found, while this year's resolution is not taken for last year's, whose words it
repeats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import duckdb

from warehouse.database import append
from warehouse.sketches import aligned_share, pairs_alike, words_of

LIKE_SKETCHES = 0.5
"""Least share of runs of words in common for a pair to be aligned."""

LIKE_WORDS = 0.8
"""Least share of aligned words for a work."""

REISSUED_WITHIN = 31
"""Most days between the publications of a text and of its edited re-issue."""

WRITINGS = """
SELECT d.document_id, s.words_id, s.sketch, d.language, d.symbol, d.adopted_date, d.date_end, d.published_date
FROM core.documents AS d JOIN raw.text_sketches AS s USING (document_id) ORDER BY d.document_id
"""
TEXTS = "SELECT document_id, text FROM raw.document_texts WHERE document_id IN (SELECT unnest(?))"
APPLY = """
UPDATE core.documents SET work_id = works.work_id FROM works
WHERE documents.document_id = works.document_id AND documents.work_id <> works.work_id
"""
_VERSION = re.compile(r"/(?:Rev|Corr)\.\d+")


@dataclass(frozen=True, slots=True)
class Writing:
    """A document as far as works are told by it."""

    document_id: str
    words_id: str
    sketch: Sequence[int]
    language: str | None
    symbol: str | None
    adopted_date: date | None
    date_end: date | None
    published_date: date | None

    def may_be(self, other: Writing) -> bool:
        """Tell whether nothing known of the two tells their works apart."""
        same = (
            (self.language, other.language),
            (_work_symbol(self.symbol), _work_symbol(other.symbol)),
            (self.adopted_date, other.adopted_date),
            (self.date_end, other.date_end),
        )
        if any(one and two and one != two for one, two in same):
            return False
        days = (self.published_date, other.published_date)
        return not all(days) or abs((days[0] - days[1]).days) <= REISSUED_WITHIN  # type: ignore[operator]


@dataclass(frozen=True, slots=True)
class Match:
    """Two documents of one work, by id, the lower first, and how alike they are."""

    document_id: str
    other_document_id: str
    sketch_similarity: float
    similarity: float


def resolve_works(con: duckdb.DuckDBPyConnection) -> None:
    """Rebuild `work_matches` and give each document its work's id."""
    writings = [Writing(*row) for row in con.execute(WRITINGS).fetchall()]
    candidates = list(candidate_pairs(writings))
    needed = sorted({writing.document_id for one, two, _ in candidates for writing in (one, two)})
    words = {made: words_of(text) for made, text in con.execute(TEXTS, [needed]).fetchall()}
    matches = list(confirmed(candidates, words))
    con.execute("DELETE FROM core.work_matches")
    append(
        con,
        "core.work_matches",
        [(m.document_id, m.other_document_id, m.sketch_similarity, m.similarity) for m in matches],
    )
    con.execute("CREATE OR REPLACE TEMP TABLE works (document_id VARCHAR, work_id VARCHAR)")
    append(con, "works", sorted(works_of(writings, matches).items()))
    con.execute(APPLY)
    con.execute("DROP TABLE works")


def candidate_pairs(writings: Sequence[Writing]) -> Iterator[tuple[Writing, Writing, float]]:
    """Yield the pairs with like sketches that may be of one work, with the estimated similarity."""
    for first, second, similarity in pairs_alike([writing.sketch for writing in writings], LIKE_SKETCHES):
        if writings[first].may_be(writings[second]):
            yield writings[first], writings[second], similarity


def confirmed(
    candidates: Iterable[tuple[Writing, Writing, float]], words: Mapping[str, Sequence[str]]
) -> Iterator[Match]:
    """Yield the pairs whose words align."""
    for one, two, estimated in candidates:
        share = aligned_share(words[one.document_id], words[two.document_id], LIKE_WORDS)
        if share >= LIKE_WORDS:
            yield Match(one.document_id, two.document_id, round(estimated, 4), round(share, 4))


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
