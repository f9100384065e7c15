"""Instruments across documents: one row for each, what the open ones proved to be, and where links lead."""

from __future__ import annotations

from itertools import groupby

import duckdb

from extractors.identity import instrument_id
from extractors.instruments.gazetteer import all_known
from extractors.instruments.identity import known_key
from extractors.model import Resolution
from warehouse.canonical import InstrumentRow, InstrumentVariant, instrument_row
from warehouse.database import Row, append
from warehouse.instrument_identity import Identity, Known, canonical_ids, identities

VARIANTS = """
SELECT instrument_id, instrument_type, name, symbol, year, status, resolution, candidate_ids, aliases,
    parties, edition_of_id, count(*)
FROM core.document_instruments GROUP BY ALL ORDER BY ALL
"""
# The documents that are an instrument: they name themselves, or bear its symbol.
OWN = """
CREATE OR REPLACE TEMP TABLE own_documents AS
SELECT instrument_id, document_id FROM core.instrument_mentions WHERE role = 'self'
UNION
SELECT i.instrument_id, d.document_id
FROM core.document_instruments AS i JOIN core.documents AS d USING (symbol)
"""
DAYS = """
SELECT instrument_id, min(day), max(day) FROM (
    SELECT i.instrument_id, coalesce(d.adopted_date, d.published_date, d.date_end) AS day
    FROM core.document_instruments AS i JOIN core.documents AS d USING (document_id)
) GROUP BY instrument_id
"""
ADOPTED = """
SELECT instrument_id, min(coalesce(d.adopted_date, d.date_end)),
    list_sort(list(DISTINCT d.title) FILTER (d.title IS NOT NULL))
FROM own_documents JOIN core.documents AS d USING (document_id) GROUP BY instrument_id
"""
# The document that is an instrument itself; of several copies the first by id.
LINK_TARGETS = """
UPDATE core.document_links SET target_document_id = t.document_id
FROM core.document_links AS l JOIN core.instruments AS i USING (instrument_id) LEFT JOIN (
    SELECT j.canonical_id, min(o.document_id) AS document_id
    FROM own_documents AS o JOIN core.instruments AS j USING (instrument_id) GROUP BY j.canonical_id
) AS t ON t.canonical_id = i.canonical_id
WHERE document_links.document_id = l.document_id AND document_links.instrument_id = l.instrument_id
    AND document_links.kind = l.kind AND document_links.target_document_id IS DISTINCT FROM t.document_id
"""


def resolve_instruments(con: duckdb.DuckDBPyConnection) -> None:
    """Rebuild `instruments` and `instrument_matches`, and lead each link to its document."""
    variants = [InstrumentVariant(*row) for row in con.execute(VARIANTS).fetchall()]
    rows = [instrument_row(list(same)) for _, same in groupby(variants, lambda v: v.instrument_id)]
    con.execute(OWN)
    found = list(identities(_known(con, rows)))
    con.execute("DELETE FROM core.instrument_matches")
    append(con, "core.instrument_matches", [match for identity in found for match in _matches(identity)])
    ends, by_id = canonical_ids(found), {identity.instrument_id: identity for identity in found}
    con.execute("DELETE FROM core.instruments")
    append(con, "core.instruments", [_identified(row, by_id.get(row.instrument_id), ends) for row in rows])
    con.execute(LINK_TARGETS)
    con.execute("DROP TABLE own_documents")
    con.execute("DELETE FROM core.known_instruments")
    append(con, "core.known_instruments", _gazetteer())


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


def _known(con: duckdb.DuckDBPyConnection, rows: list[InstrumentRow]) -> list[Known]:
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


def _matches(found: Identity) -> list[tuple[object, ...]]:
    is_certain = len(found.other_ids) == 1
    return [
        (found.instrument_id, other, found.basis, found.similarity, is_certain) for other in found.other_ids
    ]


def _identified(row: InstrumentRow, found: Identity | None, ends: dict[str, str]) -> InstrumentRow:
    if found is None:
        return row
    if len(found.other_ids) > 1:
        return row._replace(resolution=Resolution.AMBIGUOUS, candidate_ids=found.other_ids)
    end = ends.get(row.instrument_id)
    return row._replace(resolution=Resolution.CROSS_DOCUMENT, canonical_id=end) if end else row
