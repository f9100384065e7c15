"""Operative sentences that re-use the wording of an earlier document, each with the nearest one.

Dates decide the direction; sentences without a dated document are left out, and so are short ones,
which say the same everywhere. A run looks again at the clauses of the documents that it touched and
at later clauses in like words: no other can have got another nearest.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

import duckdb
import numpy as np
from numpy.typing import NDArray

from extractors.identity import record_id
from warehouse.database import append
from warehouse.sketches import aligned_share, bands_of, sketch_of, words_of

LIKE_CLAUSES = 0.7
"""Least share of aligned words for a clause to be called re-used."""

LIKE_SKETCHES = 0.4
PLACES = 64
SHORTEST = 12
"""Words of the shortest clause that is looked at, its number or letter left out."""

ALIGNED = 8
"""Most earlier wordings that a clause is aligned with: the most alike by their sketches."""

AT_ONCE = 5_000
"""Wordings that are looked at in one go, which bounds the memory."""

_LABEL = re.compile(r"^\W*(?:\d{1,3}|[a-z]{1,4}|[IVX]{1,5})[.)]\s")

# Whole rows are fetched by their place in the table: to look through all texts would take a second.
OPERATIVE = """
SELECT s.sentence_id, s.document_id, coalesce(d.adopted_date, d.published_date, d.date_end) AS day, s.text
FROM (
    FROM core.sentences WHERE rowid IN (
        SELECT rowid FROM core.sentences
        WHERE role = 'operative' AND document_id IN (SELECT document_id FROM touched)
    )
) AS s JOIN core.documents AS d USING (document_id)
WHERE day IS NOT NULL ORDER BY s.document_id, s.char_start
"""
FORMER = """
CREATE OR REPLACE TEMP TABLE moved AS
SELECT wording, bands, day FROM mart.clauses WHERE document_id IN (SELECT document_id FROM touched)
"""
FORGET = "DELETE FROM mart.clauses WHERE document_id IN (SELECT document_id FROM touched)"
ASKED = """
INSERT INTO moved SELECT wording, bands, day FROM mart.clauses
WHERE document_id IN (SELECT document_id FROM touched);

CREATE OR REPLACE TEMP TABLE asked AS
WITH band AS (SELECT unnest(bands) AS band, min(day) AS day FROM moved GROUP BY band)
SELECT sentence_id, wording, day, bands FROM mart.clauses
WHERE document_id IN (SELECT document_id FROM touched) OR sentence_id IN (
    SELECT c.sentence_id FROM (SELECT sentence_id, day, unnest(bands) AS band FROM mart.clauses) AS c
    JOIN band USING (band) WHERE band.day < c.day
);
DROP TABLE moved;

DELETE FROM core.clause_lineage
WHERE document_id NOT IN (SELECT document_id FROM core.documents)
    OR document_id IN (SELECT document_id FROM touched) OR sentence_id IN (SELECT sentence_id FROM asked)
"""
WORDINGS = "SELECT DISTINCT wording FROM asked ORDER BY wording"
# A clause can only descend from wordings that were there before it.
NEAR = """
CREATE OR REPLACE TEMP TABLE near AS
WITH own AS (
    SELECT wording, max(day) AS day, unnest(any_value(bands)) AS band FROM asked
    WHERE wording IN (SELECT unnest($wordings)) GROUP BY wording
)
SELECT DISTINCT own.wording, c.wording AS other
FROM (SELECT wording, day, unnest(bands) AS band FROM mart.clauses) AS c JOIN own USING (band)
WHERE c.day < own.day OR c.wording = own.wording
"""
BEARERS = """
SELECT c.wording, s.sentence_id, s.document_id, d.work_id, c.day, s.text, s.char_start, s.char_end
FROM (
    FROM core.sentences WHERE rowid IN (
        SELECT s.rowid FROM core.sentences AS s JOIN mart.clauses AS c USING (sentence_id)
        WHERE c.wording IN (SELECT other FROM near)
    )
) AS s JOIN mart.clauses AS c USING (sentence_id) JOIN core.documents AS d ON d.document_id = s.document_id
ORDER BY c.day, s.document_id, s.char_start
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
    """Bring `clause_lineage` in line with the documents, given which are `touched`."""
    con.execute(FORMER)
    con.execute(FORGET)
    append(con, "mart.clauses", list(_clause_rows(con.execute(OPERATIVE).fetchall())))
    con.execute(ASKED)
    wordings = [wording for (wording,) in con.execute(WORDINGS).fetchall()]
    asked = {sentence for (sentence,) in con.execute("SELECT sentence_id FROM asked").fetchall()}
    for first in range(0, len(wordings), AT_ONCE):
        con.execute(NEAR, {"wordings": wordings[first : first + AT_ONCE]})
        near: dict[str, list[str]] = defaultdict(list)
        for wording, other in con.execute("SELECT wording, other FROM near ORDER BY ALL").fetchall():
            near[wording].append(other)
        bearers: dict[str, list[Clause]] = defaultdict(list)
        for wording, *clause in con.execute(BEARERS).fetchall():
            bearers[wording].append(Clause(*clause))
        append(con, "core.clause_lineage", list(lineage(asked, near, bearers)))


def wording_of(text: str) -> tuple[str, ...]:
    """Return the words that a clause is compared by: its number or letter is none of them."""
    return tuple(words_of(_LABEL.sub("", text)))


def _clause_rows(sentences: Iterable[tuple[str, str, date, str]]) -> Iterator[tuple[object, ...]]:
    for sentence_id, document_id, day, text in sentences:
        words = wording_of(text)
        if len(words) >= SHORTEST:
            bands = bands_of(sketch_of(words, PLACES), LIKE_SKETCHES)
            yield sentence_id, document_id, day, record_id("wdg", *words), bands


def lineage(
    asked: Container[str], near: Mapping[str, Sequence[str]], bearers: Mapping[str, Sequence[Clause]]
) -> Iterator[Descent]:
    """Yield the nearest earlier wording of each clause asked for that has one.

    `near` gives for each of their wordings those that may be alike, itself among them; `bearers` the
    clauses of a wording, in the order of days. Nearest is the most alike, then the latest.
    """
    words = {wording: wording_of(clauses[0].text) for wording, clauses in bearers.items()}

    @cache
    def sketch(wording: str) -> NDArray[np.uint32]:
        return np.array(sketch_of(words[wording], PLACES), dtype=np.uint32)

    for wording in near:
        ranked = _ranked(wording, near[wording], sketch)
        shares = {wording: 1.0}
        for clause in (clause for clause in bearers[wording] if clause.sentence_id in asked):
            known = []
            for other in [wording, *(o for o in ranked if bearers[o][0].day < clause.day)][: 1 + ALIGNED]:
                if other not in shares:
                    shares[other] = round(aligned_share(words[wording], words[other], LIKE_CLAUSES), 4)
                if shares[other] and (earlier := _latest_before(bearers[other], clause)):
                    known.append((shares[other], earlier.day, earlier))
            if known:
                yield _descent(clause, *max(known, key=lambda k: (k[0], k[1], k[2].sentence_id)))


def _ranked(wording: str, others: Sequence[str], sketch: Callable[[str], NDArray[np.uint32]]) -> list[str]:
    """Return the wordings like one, the most alike first; those as much alike by id."""
    others = [other for other in others if other != wording]
    if not others:
        return []
    shares = (np.stack([sketch(other) for other in others]) == sketch(wording)).mean(axis=1)
    return [other for share, other in sorted(zip(-shares, others, strict=True)) if -share >= LIKE_SKETCHES]


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
