"""Commitments that are listed by day, topic or strength, kept in the order they are asked for.

Lists show columns of commitments, documents and copies. Put together for each question, they would unpack the
words of all commitments to sort a few.
"""

from __future__ import annotations

import duckdb

FORGET = """
DELETE FROM mart.listed_commitments
WHERE document_id IN (SELECT document_id FROM touched) OR work_id IN (SELECT work_id FROM affected)
"""
LIST = """
INSERT INTO mart.listed_commitments BY NAME
WITH holding AS (
    SELECT document_id FROM core.documents WHERE work_id IN (SELECT work_id FROM affected)
), wanted AS MATERIALIZED (
    SELECT rowid AS place FROM core.commitments
    WHERE document_id IN (FROM holding) AND (kind IN ('pledge', 'decision') OR deadline_date IS NOT NULL)
), copied AS (
    FROM mart.commitment_copies WHERE work_id IN (SELECT work_id FROM affected)
)
SELECT c.commitment_id, c.document_id, c.sentence_id, c.kind, c.tier, c.strength, c.is_binding, c.verb,
    c.actor, c.actor_id, c.addressee, c.action, c.deadline_text, c.deadline_date, c.deadline_type,
    c.deadline_rule, c.is_conditional, c.topics, c.quote, md5_number_lower(lower(c.quote)) AS wording,
    c.char_start, c.char_end, c.page_number, d.work_id, d.title, d.file_name, d.source_uri,
    coalesce(d.adopted_date, d.published_date, d.date_end) AS document_date,
    coalesce(k.copies, 1) AS copies, coalesce(k.is_first, true) AS is_first
FROM core.commitments AS c
JOIN core.documents AS d USING (document_id)
LEFT JOIN copied AS k USING (commitment_id)
WHERE c.rowid IN (SELECT place FROM wanted) -- so that the words of others are not unpacked
ORDER BY c.deadline_date NULLS LAST, c.topics, c.document_id, c.char_start, c.commitment_id
"""


def list_commitments(con: duckdb.DuckDBPyConnection) -> None:
    """Bring `listed_commitments` in line, given the `touched` documents and the works `affected` by them."""
    con.execute(FORGET)
    con.execute(LIST)
