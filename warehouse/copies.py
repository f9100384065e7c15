"""Commitments that copies of one work repeat: how many there are of each, and which stands for all."""

from __future__ import annotations

import duckdb

from warehouse.listed_commitments import list_commitments

# Works of documents that changed, and those that lost one.
AFFECTED = """
CREATE OR REPLACE TEMP TABLE affected AS
SELECT work_id FROM core.documents WHERE document_id IN (SELECT document_id FROM touched)
UNION SELECT work_id FROM mart.commitment_copies WHERE document_id IN (SELECT document_id FROM touched)
"""
FORGET = "DELETE FROM mart.commitment_copies WHERE work_id IN (FROM affected)"
# What has the same words (white space does not count), at the same turn in its document. The first is
# that of the document that stands for the work. In a work of one document nothing is repeated.
COUNT = r"""
INSERT INTO mart.commitment_copies
WITH turns AS (
    SELECT c.commitment_id, d.document_id, d.work_id, d.version_status = 'draft' AS is_draft,
        coalesce(d.adopted_date, d.published_date, d.date_end) AS document_date, c.kind,
        regexp_replace(c.action, '\s+', ' ', 'g') AS words,
        row_number() OVER (PARTITION BY d.document_id, c.kind, words ORDER BY c.char_start) AS turn
    FROM core.commitments AS c JOIN core.documents AS d USING (document_id)
    WHERE d.work_id IN (FROM affected)
        AND d.work_id IN (SELECT work_id FROM core.documents GROUP BY work_id HAVING count(*) > 1)
)
SELECT commitment_id, document_id, work_id, count(*) OVER copies,
    row_number() OVER (copies ORDER BY is_draft, document_date NULLS LAST, document_id) = 1
FROM turns WINDOW copies AS (PARTITION BY work_id, kind, words, turn) ORDER BY commitment_id
"""


def resolve_copies(con: duckdb.DuckDBPyConnection) -> None:
    """Bring `commitment_copies`, and the lists that count them, in line with the `touched` documents."""
    for statement in (AFFECTED, FORGET, COUNT):
        con.execute(statement)
    list_commitments(con)
    con.execute("DROP TABLE affected")
