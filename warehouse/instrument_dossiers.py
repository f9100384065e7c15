"""What is known of each instrument across documents, kept so that a question of one does not gather all."""

from __future__ import annotations

import duckdb

FORGET_RESTING = (
    "DELETE FROM mart.instrument_commitments WHERE document_id IN (SELECT document_id FROM touched)"
)
RESTING = """
INSERT INTO mart.instrument_commitments
WITH named AS MATERIALIZED (
    SELECT document_id, instrument_id, char_start FROM core.instrument_mentions
    WHERE role <> 'self' AND document_id IN (SELECT document_id FROM touched)
), said AS MATERIALIZED (
    SELECT document_id, sentence_id, char_start, char_end FROM core.sentences
    WHERE document_id IN (SELECT document_id FROM touched)
), made AS MATERIALIZED (
    SELECT commitment_id, sentence_id, md5_number_lower(kind || '/' || action) AS act FROM core.commitments
    WHERE rowid IN ( -- so that the words of others are not unpacked
        SELECT rowid FROM core.commitments WHERE document_id IN (SELECT document_id FROM touched))
)
SELECT DISTINCT named.document_id, instrument_id, commitment_id, act
FROM named
JOIN said ON said.document_id = named.document_id
    AND said.char_start <= named.char_start AND named.char_start < said.char_end
JOIN made USING (sentence_id)
ORDER BY ALL
"""
# Instruments that were or are gathered with one whose row is rebuilt, or that a touched document names.
MEMBERS = """
CREATE OR REPLACE TEMP TABLE members AS
SELECT instrument_id, canonical_id FROM core.instruments WHERE canonical_id IN (
    SELECT canonical_id FROM gathered UNION ALL
    SELECT canonical_id FROM core.instruments WHERE instrument_id IN (FROM rebuilt) OR instrument_id IN (
        SELECT instrument_id FROM core.document_instruments
        WHERE document_id IN (SELECT document_id FROM touched)))
"""
FORGET = """
DELETE FROM mart.instrument_dossiers WHERE instrument_id IN (
    SELECT canonical_id FROM gathered UNION ALL SELECT canonical_id FROM members)
"""
GATHER = """
INSERT INTO mart.instrument_dossiers BY NAME
WITH citing AS (
    SELECT m.canonical_id AS instrument_id,
        count(DISTINCT d.work_id) FILTER (l.kind = 'cites') AS citing_works,
        list(DISTINCT l.document_id ORDER BY l.document_id) AS citing_document_ids,
        list(DISTINCT l.kind ORDER BY l.kind) AS link_kinds,
        min(coalesce(d.adopted_date, d.published_date, d.date_end)) AS first_cited,
        max(coalesce(d.adopted_date, d.published_date, d.date_end)) AS last_cited,
        min(l.target_document_id) AS own_document_id
    FROM core.document_links AS l
    JOIN members AS m USING (instrument_id)
    JOIN core.documents AS d USING (document_id)
    GROUP BY m.canonical_id
), resting AS (
    SELECT m.canonical_id AS instrument_id,
        list(DISTINCT r.commitment_id ORDER BY r.commitment_id) AS commitment_ids,
        count(DISTINCT (d.work_id, r.act)) AS commitment_count
    FROM mart.instrument_commitments AS r
    JOIN members AS m USING (instrument_id)
    JOIN core.documents AS d USING (document_id)
    GROUP BY m.canonical_id
), merged AS (
    SELECT m.canonical_id AS instrument_id,
        list_sort(list_distinct(flatten(list(list_append(i.aliases, i.name))))) AS names,
        list(i.instrument_id ORDER BY i.instrument_id) AS instrument_ids
    FROM core.instruments AS i JOIN members AS m USING (instrument_id)
    GROUP BY m.canonical_id
)
SELECT i.instrument_id, i.instrument_type, i.name,
    list_filter(merged.names, lambda other: other <> i.name) AS other_names,
    i.symbol, i.year, i.status, i.parties, i.edition_of_id, merged.instrument_ids, citing.own_document_id,
    coalesce(citing.citing_works, 0) AS citing_works, citing.citing_document_ids, citing.link_kinds,
    citing.first_cited, citing.last_cited, coalesce(resting.commitment_count, 0) AS commitment_count,
    resting.commitment_ids
FROM core.instruments AS i
JOIN merged USING (instrument_id)
LEFT JOIN citing USING (instrument_id)
LEFT JOIN resting USING (instrument_id)
ORDER BY i.name, i.instrument_id
"""


def keep_dossiers(con: duckdb.DuckDBPyConnection) -> None:
    """Bring `instrument_dossiers` in line with `rebuilt` instruments and `touched` documents.

    `gathered (canonical_id)` are those that the rebuilt ones proved to be before.
    """
    for statement in (FORGET_RESTING, RESTING, MEMBERS, FORGET, GATHER, "DROP TABLE members"):
        con.execute(statement)
