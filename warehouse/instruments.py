"""Instruments across documents: one row for each, what the open ones proved to be, and where links lead.

A run looks again at the instruments that its documents name or named, at open ones that may be one of
these, and at all whose chain of identities leads elsewhere than before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import duckdb

from extractors.identity import instrument_id
from extractors.instruments.gazetteer import all_known
from extractors.instruments.identity import known_key
from extractors.model import Resolution
from warehouse.canonical import InstrumentRow, InstrumentVariant, instrument_row
from warehouse.database import Row, append
from warehouse.instrument_dossiers import keep_dossiers
from warehouse.instrument_identity import Identity, Known, canonical_ids, identities, keys_of
from warehouse.touched import rules

# The documents that are an instrument: they name themselves, or bear its symbol.
OWN = """
CREATE OR REPLACE TEMP TABLE own_documents AS
SELECT instrument_id, document_id FROM core.instrument_mentions WHERE role = 'self'
UNION
SELECT i.instrument_id, d.document_id
FROM core.document_instruments AS i JOIN core.documents AS d USING (symbol)
"""
# All that an instrument's row and identity are told by, in whatever order the documents stand.
STATES = """
CREATE OR REPLACE TEMP TABLE instrument_states AS
SELECT instrument_id, hash(said, own, $rules) AS state FROM (
    SELECT i.instrument_id, sum(hash(i, d.adopted_date, d.published_date, d.date_end)) AS said
    FROM core.document_instruments AS i JOIN core.documents AS d USING (document_id)
    GROUP BY i.instrument_id
) LEFT JOIN (
    SELECT o.instrument_id, sum(hash(d.document_id, d.adopted_date, d.date_end, d.title)) AS own
    FROM own_documents AS o JOIN core.documents AS d USING (document_id) GROUP BY o.instrument_id
) USING (instrument_id)
"""
CHANGED = """
CREATE OR REPLACE TEMP TABLE changed AS
SELECT instrument_id, k.keys
FROM instrument_states AS s FULL JOIN mart.instrument_links AS k USING (instrument_id)
WHERE s.state IS DISTINCT FROM k.state
UNION ALL SELECT instrument_id, NULL
FROM (SELECT instrument_id FROM core.instruments ANTI JOIN instrument_states USING (instrument_id))
ANTI JOIN mart.instrument_links USING (instrument_id)
"""
VARIANTS = """
SELECT instrument_id, instrument_type, name, symbol, year, status, resolution, candidate_ids, aliases,
    parties, edition_of_id, count(*)
FROM core.document_instruments WHERE instrument_id IN (FROM wanted) GROUP BY ALL ORDER BY ALL
"""
DAYS = """
SELECT instrument_id, min(day), max(day) FROM (
    SELECT i.instrument_id, coalesce(d.adopted_date, d.published_date, d.date_end) AS day
    FROM core.document_instruments AS i JOIN core.documents AS d USING (document_id)
    WHERE i.instrument_id IN (FROM wanted)
) GROUP BY instrument_id
"""
ADOPTED = """
SELECT instrument_id, min(coalesce(d.adopted_date, d.date_end)),
    list_sort(list(DISTINCT d.title) FILTER (d.title IS NOT NULL))
FROM own_documents JOIN core.documents AS d USING (document_id)
WHERE instrument_id IN (FROM wanted) GROUP BY instrument_id
"""
LINKED = """
DELETE FROM mart.instrument_links WHERE instrument_id IN (SELECT instrument_id FROM changed);
INSERT INTO mart.instrument_links SELECT instrument_id, s.state, l.is_open, l.keys
FROM linked AS l JOIN instrument_states AS s USING (instrument_id) ORDER BY instrument_id
"""
# What shares a key may be one.
ASKED = """
CREATE OR REPLACE TEMP TABLE asked AS
SELECT DISTINCT instrument_id
FROM (SELECT instrument_id, unnest(keys) AS key FROM mart.instrument_links WHERE is_open)
WHERE key IN (SELECT unnest(keys) FROM changed UNION ALL SELECT unnest(keys) FROM linked)
"""
COMPARED = """
SELECT DISTINCT instrument_id FROM (SELECT instrument_id, unnest(keys) AS key FROM mart.instrument_links)
WHERE key IN (
    SELECT unnest(keys) FROM mart.instrument_links WHERE instrument_id IN (SELECT instrument_id FROM asked))
"""
FORGET = """
DELETE FROM core.instrument_matches WHERE instrument_id IN (
    SELECT instrument_id FROM changed UNION ALL SELECT instrument_id FROM asked)
"""
CERTAIN = (
    "SELECT instrument_id, other_instrument_id FROM core.instrument_matches WHERE is_certain ORDER BY ALL"
)
REBUILT = """
CREATE OR REPLACE TEMP TABLE rebuilt AS
SELECT instrument_id FROM changed UNION SELECT instrument_id FROM asked
UNION SELECT instrument_id FROM core.instruments LEFT JOIN ends USING (instrument_id)
WHERE canonical_id <> coalesce(end_id, instrument_id)
"""
GATHERED = """
CREATE OR REPLACE TEMP TABLE gathered AS
SELECT DISTINCT canonical_id FROM core.instruments WHERE instrument_id IN (FROM rebuilt)
"""
MATCHED = """
SELECT instrument_id, list(other_instrument_id ORDER BY other_instrument_id) FROM core.instrument_matches
WHERE instrument_id IN (FROM rebuilt) GROUP BY instrument_id
"""
REPLACE = "DELETE FROM core.instruments WHERE instrument_id IN (FROM rebuilt)"
# The document that is an instrument itself; of several copies the first by id.
LINK_TARGETS = """
CREATE OR REPLACE TEMP TABLE led AS
SELECT l.document_id, l.instrument_id, l.kind, t.document_id AS target
FROM core.document_links AS l JOIN core.instruments AS i USING (instrument_id) LEFT JOIN (
    SELECT j.canonical_id, min(o.document_id) AS document_id
    FROM own_documents AS o JOIN core.instruments AS j USING (instrument_id) GROUP BY j.canonical_id
) AS t ON t.canonical_id = i.canonical_id
WHERE l.target_document_id IS DISTINCT FROM t.document_id;

UPDATE core.document_links AS l SET target_document_id = led.target FROM led
WHERE l.document_id = led.document_id AND l.instrument_id = led.instrument_id AND l.kind = led.kind
"""
TEMPORARY = (
    "own_documents",
    "instrument_states",
    "changed",
    "linked",
    "asked",
    "ends",
    "rebuilt",
    "gathered",
    "wanted",
    "led",
)


def resolve_instruments(con: duckdb.DuckDBPyConnection) -> None:
    """Bring `instruments` and `instrument_matches` in line, and lead each link to its document."""
    con.execute(OWN)
    con.execute(STATES, {"rules": rules()})
    con.execute(CHANGED)
    _keep_links(con, _known(con, "SELECT instrument_id FROM changed"))
    con.execute(ASKED)
    asked = {made for (made,) in con.execute("FROM asked").fetchall()}
    con.execute(FORGET)
    found = identities(_known(con, COMPARED), asked)
    append(con, "core.instrument_matches", [match for identity in found for match in _matches(identity)])
    _rebuild(con)
    con.execute(LINK_TARGETS)
    keep_dossiers(con)
    con.execute("DELETE FROM core.known_instruments")
    append(con, "core.known_instruments", _gazetteer())
    for table in TEMPORARY:
        con.execute(f"DROP TABLE {table}")


def _keep_links(con: duckdb.DuckDBPyConnection, changed: Iterable[Known]) -> None:
    """Write down what the changed instruments are found by, and list it in the temporary table `linked`."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE linked (instrument_id VARCHAR, is_open BOOLEAN, keys UINTEGER[])"
    )
    append(con, "linked", [(one.instrument_id, one.is_open, keys_of(one)) for one in changed])
    con.execute(LINKED)


def _rebuild(con: duckdb.DuckDBPyConnection) -> None:
    """Write anew the rows of the instruments that changed, were asked for, or lead elsewhere than before."""
    ends = canonical_ids(con.execute(CERTAIN).fetchall())
    con.execute("CREATE OR REPLACE TEMP TABLE ends (instrument_id VARCHAR, end_id VARCHAR)")
    append(con, "ends", list(ends.items()))
    con.execute(REBUILT)
    con.execute(GATHERED)
    matched = dict(con.execute(MATCHED).fetchall())
    rows = [_identified(row, matched.get(row.instrument_id, ()), ends) for row in _rows(con, "FROM rebuilt")]
    con.execute(REPLACE)
    append(con, "core.instruments", rows)


def _gazetteer() -> list[Row]:
    return [
        (
            instrument_id(known_key(known)),
            known.instrument_type,
            known.name,
            sorted(known.aliases),
            known.symbol,
            known.year,
            known.source,
        )
        for known in all_known()
    ]


def _rows(con: duckdb.DuckDBPyConnection, wanted: str) -> list[InstrumentRow]:
    """Return the rows of the instruments that a query lists, each as if it had proved to be no other."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE wanted AS {wanted}")
    variants = (InstrumentVariant(*row) for row in con.execute(VARIANTS).fetchall())
    return [instrument_row(list(same)) for _, same in groupby(variants, lambda v: v.instrument_id)]


def _known(con: duckdb.DuckDBPyConnection, wanted: str) -> list[Known]:
    rows = _rows(con, wanted)
    days = {made: (first, last) for made, first, last in con.execute(DAYS).fetchall()}
    own = {made: (day, titles or ()) for made, day, titles in con.execute(ADOPTED).fetchall()}
    return [
        Known(
            row.instrument_id,
            row.instrument_type,
            row.name,
            row.symbol,
            row.year,
            row.resolution,
            row.aliases,
            row.edition_of_id,
            *days[row.instrument_id],
            *own.get(row.instrument_id, (None, ())),
        )
        for row in rows
    ]


def _matches(found: Identity) -> list[Row]:
    is_certain = len(found.other_ids) == 1
    return [
        (found.instrument_id, other, found.basis, found.similarity, is_certain) for other in found.other_ids
    ]


def _identified(row: InstrumentRow, others: Sequence[str], ends: Mapping[str, str]) -> InstrumentRow:
    if len(others) > 1:
        return row._replace(resolution=Resolution.AMBIGUOUS, candidate_ids=others)
    end = ends.get(row.instrument_id)
    return row._replace(resolution=Resolution.CROSS_DOCUMENT, canonical_id=end) if end else row
