"""Operative sentences that re-use the wording of an earlier document, each with the nearest one.

Dates decide the direction; sentences without a dated document are left out, and so are short ones,
which say the same everywhere. A clause in the words of earlier ones descends from the last of these;
only where there is none is it held against like wordings. A run looks again at the clauses of the
documents that it touched, and at later ones that looked at these or would look at them now.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import compress, groupby
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

import duckdb
import numpy as np

from extractors.identity import record_id
from warehouse.database import append
from warehouse.earlier_wordings import Clauses, Wordings
from warehouse.sketches import aligned_share, banding, bands_of, digests_of, sketch_of, words_of

LIKE_CLAUSES = 0.7
"""Least share of aligned words for a clause to be called re-used."""

MOST_ALIKE = 0.9999
"""Largest share of unlike wordings: 1 is for the same words."""

LIKE_SKETCHES = 0.4
PLACES = 64
SHORTEST = 12
"""Words of the shortest clause that is looked at, its number or letter left out."""

ALIGNED = 12
"""Most earlier wordings that a clause is aligned with: those that share most bands of its sketch."""

BUFFERED = 10_000
"""Rows that are fetched at once, which bounds the memory."""

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
CREATE OR REPLACE TEMP TABLE former AS
SELECT wording, day, bands FROM mart.clauses WHERE document_id IN (SELECT document_id FROM touched);
DELETE FROM mart.clauses WHERE document_id IN (SELECT document_id FROM touched)
"""
# Clauses of other documents that may look at those that came or went: they share a band.
OTHERS = """
CREATE OR REPLACE TEMP TABLE present AS
SELECT wording, day, bands FROM mart.clauses WHERE document_id IN (SELECT document_id FROM touched);

CREATE OR REPLACE TEMP TABLE moved AS
SELECT wording, min(day) AS day FROM (FROM former UNION ALL FROM present) GROUP BY wording;

CREATE OR REPLACE TEMP TABLE others AS
WITH untouched AS (
    FROM mart.clauses WHERE document_id NOT IN (SELECT document_id FROM touched)
)
SELECT sentence_id, wording, day, bands FROM untouched WHERE sentence_id IN (
    SELECT sentence_id FROM (SELECT sentence_id, unnest(bands) AS band FROM untouched)
    WHERE band IN (SELECT unnest(bands) FROM (FROM former UNION ALL FROM present)));

CREATE OR REPLACE TEMP TABLE asked AS
SELECT sentence_id FROM mart.clauses WHERE document_id IN (SELECT document_id FROM touched);
CREATE OR REPLACE TEMP TABLE fresh (sentence_id VARCHAR);
CREATE OR REPLACE TEMP TABLE near (sentence_id VARCHAR, other VARCHAR);
CREATE OR REPLACE TEMP TABLE descents (sentence_id VARCHAR, earlier_sentence_id VARCHAR, similarity DOUBLE)
"""
# The rows in the words of earlier ones stay as they are, whatever like wordings come and go.
LOOKING = """
SELECT sentence_id AS name, day, bands FROM others WHERE sentence_id NOT IN (
    SELECT sentence_id FROM core.clause_lineage WHERE similarity = 1)
ORDER BY name
"""
SAME_WORDS = "SELECT sentence_id FROM others JOIN moved USING (wording) WHERE others.day > moved.day"
WITH_OTHERS = "SELECT wording, day, bands FROM others UNION ALL FROM {}"
WORDINGS = """
SELECT wording AS name, min(day) AS day, any_value(bands) AS bands FROM ({}) GROUP BY name ORDER BY day, name
"""
FORGET = """
DELETE FROM core.clause_lineage
WHERE document_id NOT IN (SELECT document_id FROM core.documents)
    OR document_id IN (SELECT document_id FROM touched) OR sentence_id IN (FROM asked)
"""
IN_ORDER = """
SELECT c.wording, c.sentence_id, d.work_id, c.day, c.sentence_id IN (FROM asked)
FROM mart.clauses AS c JOIN core.documents AS d USING (document_id)
WHERE c.wording IN (SELECT wording FROM mart.clauses WHERE sentence_id IN (FROM asked))
ORDER BY c.wording, c.day, c.sentence_id
"""
LOOKING_BACK = (
    "SELECT sentence_id AS name, day, bands FROM mart.clauses WHERE name IN (FROM fresh) ORDER BY name"
)
POOL = """
SELECT wording, day, bands FROM mart.clauses WHERE wording IN (
    SELECT wording FROM (SELECT wording, unnest(bands) AS band FROM mart.clauses)
    WHERE band IN (SELECT unnest(bands) FROM mart.clauses WHERE sentence_id IN (FROM fresh)))
"""
BEARERS = """
SELECT c.wording, c.sentence_id, d.work_id, c.day
FROM mart.clauses AS c JOIN core.documents AS d USING (document_id)
WHERE c.wording IN (SELECT other FROM near) ORDER BY c.day, c.sentence_id
"""
NEAR = """
SELECT c.wording, c.sentence_id, d.work_id, c.day, n.other
FROM near AS n JOIN mart.clauses AS c USING (sentence_id) JOIN core.documents AS d USING (document_id)
ORDER BY c.sentence_id, n.other
"""
TEXTS = """
SELECT c.wording, s.text FROM (
    FROM core.sentences WHERE rowid IN (
        SELECT rowid FROM core.sentences WHERE sentence_id IN (
            SELECT min(sentence_id) FROM mart.clauses WHERE wording IN (SELECT other FROM near)
                OR wording IN (SELECT wording FROM near JOIN mart.clauses USING (sentence_id))
            GROUP BY wording))
) AS s JOIN mart.clauses AS c USING (sentence_id)
"""
APPLY = """
INSERT INTO core.clause_lineage
WITH told AS MATERIALIZED (
    FROM core.sentences WHERE rowid IN (
        SELECT rowid FROM core.sentences WHERE sentence_id IN (
            SELECT sentence_id FROM descents UNION SELECT earlier_sentence_id FROM descents))
)
SELECT s.sentence_id, s.document_id, e.sentence_id, e.document_id, similarity, s.text, s.char_start,
    s.char_end, e.text
FROM descents JOIN told AS s USING (sentence_id) JOIN told AS e ON e.sentence_id = earlier_sentence_id
ORDER BY s.document_id, s.char_start, s.sentence_id
"""
TEMPORARY = ("former", "present", "moved", "others", "asked", "descents", "fresh", "near", "listed")


class Bearer(NamedTuple):
    """A clause of a dated document, by what tells whether another may descend from it."""

    sentence_id: str
    work_id: str
    day: date


class Descent(NamedTuple):
    """A clause, the earlier one that it descends from, and how alike they are."""

    sentence_id: str
    earlier_sentence_id: str
    similarity: float


def resolve_lineage(con: duckdb.DuckDBPyConnection) -> None:
    """Bring `clause_lineage` in line with the documents, given which are `touched`."""
    con.execute(FORMER)
    append(con, "mart.clauses", list(_clause_rows(con.execute(OPERATIVE).fetchall())))
    con.execute(OTHERS)
    append(con, "asked", [(sentence,) for sentence in sorted(_reconsidered(con))])
    con.execute(FORGET)
    _find_same(con)
    _find_near(con)
    con.execute(APPLY)
    for table in TEMPORARY:
        con.execute(f"DROP TABLE {table}")


def wording_of(text: str) -> tuple[str, ...]:
    """Return the words that a clause is compared by: its number or letter is none of them."""
    return tuple(words_of(_LABEL.sub("", text)))


def _clause_rows(sentences: Iterable[tuple[str, str, date, str]]) -> Iterator[tuple[object, ...]]:
    for sentence_id, document_id, day, text in sentences:
        words = wording_of(text)
        if len(words) >= SHORTEST:
            bands = bands_of(sketch_of(words, PLACES), LIKE_SKETCHES)
            yield sentence_id, document_id, day, record_id("wdg", *words), bands


def _reconsidered(con: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the clauses of other documents that looked at those that came or went, or would now."""
    found = {sentence for (sentence,) in con.execute(SAME_WORDS).fetchall()}
    sentences, looking = _looking(con, LOOKING)
    if not sentences:
        return found
    moved = {wording for (wording,) in con.execute("SELECT wording FROM moved").fetchall()}
    for state in ("former", "present"):
        names, wordings = _looking(con, WORDINGS.format(WITH_OTHERS.format(state)))
        is_moved = np.array([name in moved for name in names], dtype=bool)
        for rows, numbers in Wordings(wordings).before(looking):
            found.update(sentences[row] for row in np.unique(rows[is_moved[numbers]]).tolist())
    return found


def _looking(con: duckdb.DuckDBPyConnection, sql: str) -> tuple[list[str], Clauses]:
    """Return what a query names, and its days and bands."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE listed AS {sql}")
    read = con.execute("SELECT name, day FROM listed").fetchnumpy()
    bands = con.execute("SELECT unnest(bands) AS band FROM listed").fetchnumpy()["band"]
    width = banding(LIKE_SKETCHES, PLACES)[0]
    return read["name"].tolist(), Clauses(np.ma.getdata(read["day"]), np.ma.getdata(bands).reshape(-1, width))


def _find_same(con: duckdb.DuckDBPyConnection) -> None:
    """List in `descents` the clauses asked for in the words of earlier ones, and the others in `fresh`."""
    same: list[Descent] = []
    fresh: list[tuple[str]] = []
    rows = con.execute(IN_ORDER)
    for _, alike in groupby(_fetched(rows), itemgetter(0)):
        bearers, are_asked = [], []
        for _, *bearer, is_asked in alike:
            bearers.append(Bearer(*bearer))
            are_asked.append(is_asked)
        for bearer in compress(bearers, are_asked):
            earlier = latest_before(bearers, bearer)
            if earlier:
                same.append(Descent(bearer.sentence_id, earlier.sentence_id, 1.0))
            else:
                fresh.append((bearer.sentence_id,))
    append(con, "descents", same)
    append(con, "fresh", fresh)


def _find_near(con: duckdb.DuckDBPyConnection) -> None:
    """List in `descents` the clauses in new words that are like an earlier one."""
    sentences, looking = _looking(con, LOOKING_BACK)
    names, wordings = _looking(con, WORDINGS.format(POOL))
    pairs = (
        (sentences[place], names[number]) for place, number in Wordings(wordings).nearest(looking, ALIGNED)
    )
    append(con, "near", list(pairs))
    words = {wording: digests_of(wording_of(text)) for wording, text in _fetched(con.execute(TEXTS))}
    bearers: dict[str, list[Bearer]] = defaultdict(list)
    for wording, *bearer in _fetched(con.execute(BEARERS)):
        bearers[wording].append(Bearer(*bearer))
    found: list[Descent] = []
    for (wording, *clause), alike in groupby(_fetched(con.execute(NEAR)), itemgetter(0, 1, 2, 3)):
        others = [other for *_, other in alike]
        found += nearest(Bearer(*clause), wording, others, words, bearers)
    append(con, "descents", found)


def nearest(
    clause: Bearer,
    wording: str,
    others: Iterable[str],
    words: Mapping[str, Sequence[int]],
    bearers: Mapping[str, Sequence[Bearer]],
) -> Iterator[Descent]:
    """Yield what a clause of a wording descends from, if it is any of other wordings.

    It is the most alike, then the latest. `bearers` are a wording's clauses in the order of days.
    """
    best = (LIKE_CLAUSES, date.min, "")
    for other in others:
        share = aligned_share(words[wording], words[other], best[0])
        if share and (earlier := latest_before(bearers[other], clause)):
            best = max(best, (share, earlier.day, earlier.sentence_id))
    share, _, sentence_id = best
    if sentence_id:
        yield Descent(clause.sentence_id, sentence_id, min(round(share, 4), MOST_ALIKE))


def latest_before(bearers: Sequence[Bearer], clause: Bearer) -> Bearer | None:
    """Return the last of some clauses, in the order of days, of an earlier day and another work."""
    for earlier in reversed(bearers[: bisect_left(bearers, clause.day, key=attrgetter("day"))]):
        if earlier.work_id != clause.work_id:
            return earlier
    return None


def _fetched(rows: duckdb.DuckDBPyConnection) -> Iterator[Any]:
    while some := rows.fetchmany(BUFFERED):
        yield from some
