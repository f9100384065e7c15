"""Operative sentences that re-use the wording of an earlier document, each with the nearest one.

Dates decide the direction; sentences without a dated document are left out, and so are short ones,
which say the same everywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import duckdb

from warehouse.database import append
from warehouse.sketches import aligned_share, pairs_alike, sketch_of, words_of

LIKE_CLAUSES = 0.7
"""Least share of aligned words for a clause to be called re-used."""

LIKE_SKETCHES = 0.4
PLACES = 64
SHORTEST = 12
"""Words of the shortest clause that is looked at, its number or letter left out."""

ALIGNED = 8
"""Most wordings that one is aligned with: the most alike by their sketches."""

_LABEL = re.compile(r"^\W*(?:\d{1,3}|[a-z]{1,4}|[IVX]{1,5})[.)]\s")
CLAUSES = """
SELECT s.sentence_id, s.document_id, d.work_id, coalesce(d.adopted_date, d.published_date, d.date_end) AS day,
    s.text, s.char_start, s.char_end
FROM core.sentences AS s JOIN core.documents AS d USING (document_id)
WHERE s.role = 'operative' AND coalesce(d.adopted_date, d.published_date, d.date_end) IS NOT NULL
ORDER BY day, s.document_id, s.char_start
"""


@dataclass(frozen=True, slots=True)
class Clause:
    """An operative sentence of a dated document."""

    sentence_id: str
    document_id: str
    work_id: str
    day: date
    text: str
    char_start: int
    char_end: int


class Descent(NamedTuple):
    """A row of `clause_lineage`, in the order of its columns."""

    sentence_id: str
    document_id: str
    earlier_sentence_id: str
    earlier_document_id: str
    similarity: float
    quote: str
    char_start: int
    char_end: int
    earlier_quote: str


def resolve_lineage(con: duckdb.DuckDBPyConnection) -> None:
    """Rebuild `clause_lineage` from all documents."""
    clauses = [Clause(*row) for row in con.execute(CLAUSES).fetchall()]
    con.execute("DELETE FROM core.clause_lineage")
    append(con, "core.clause_lineage", list(lineage(clauses)))


def lineage(clauses: Sequence[Clause]) -> Iterator[Descent]:
    """Yield the nearest earlier wording of each clause that has one; clauses come in the order of days.

    Nearest is the most alike, then the latest. Clauses of the same words share one comparison.
    """
    bearers: dict[tuple[str, ...], list[Clause]] = defaultdict(list)
    for clause in clauses:
        words = tuple(words_of(_LABEL.sub("", clause.text)))
        if len(words) >= SHORTEST:
            bearers[words].append(clause)
    wordings = list(bearers)
    like = _like_wordings(wordings)
    for position, words in enumerate(wordings):
        for clause in bearers[words]:
            options = ((share, _latest_before(bearers[wordings[i]], clause)) for i, share in like[position])
            known = [(share, earlier.day, earlier) for share, earlier in options if earlier]
            if known:
                yield _descent(clause, *max(known, key=lambda k: (k[0], k[1], k[2].sentence_id)))


def _like_wordings(wordings: Sequence[tuple[str, ...]]) -> list[list[tuple[int, float]]]:
    """Return for each wording those like it, itself first, with the share of aligned words."""
    estimated: list[list[tuple[float, int]]] = [[] for _ in wordings]
    for one, two, share in pairs_alike([sketch_of(words, PLACES) for words in wordings], LIKE_SKETCHES):
        estimated[one].append((-share, two))
        estimated[two].append((-share, one))
    return [
        [(position, 1.0), *_aligned(wordings, position, sorted(near)[:ALIGNED])]
        for position, near in enumerate(estimated)
    ]


def _aligned(
    wordings: Sequence[tuple[str, ...]], position: int, near: Sequence[tuple[float, int]]
) -> Iterator[tuple[int, float]]:
    for _, other in near:
        share = aligned_share(wordings[position], wordings[other], LIKE_CLAUSES)
        if share >= LIKE_CLAUSES:
            yield other, round(share, 4)


def _latest_before(bearers: Sequence[Clause], clause: Clause) -> Clause | None:
    """Return the last of some clauses, in the order of days, of an earlier day and another work."""
    for earlier in reversed(bearers[: bisect_left(bearers, clause.day, key=lambda bearer: bearer.day)]):
        if earlier.work_id != clause.work_id:
            return earlier
    return None


def _descent(clause: Clause, similarity: float, _: date, earlier: Clause) -> Descent:
    return Descent(
        clause.sentence_id,
        clause.document_id,
        earlier.sentence_id,
        earlier.document_id,
        similarity,
        clause.text,
        clause.char_start,
        clause.char_end,
        earlier.text,
    )
