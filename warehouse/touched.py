"""Which documents have to be matched anew: those that are not as they were when last matched, or are gone.

What was matched by other code is matched anew: each state is a digest of a document's row, of what
reviewers decided on its records, and of the code's sources.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

import duckdb

# What is made from all documents is no part of a document's own state, but for its work.
STATES = """
CREATE OR REPLACE TEMP TABLE states AS
SELECT document_id, hash(d, o.decided, $rules) AS state
FROM (SELECT * EXCLUDE (main_event_id) FROM core.documents) AS d LEFT JOIN (
    SELECT matched_document_id AS document_id, list((override_id, status) ORDER BY override_id) AS decided
    FROM audit.overrides GROUP BY matched_document_id
) AS o USING (document_id)
"""
TOUCHED = """
CREATE OR REPLACE TEMP TABLE touched AS
SELECT document_id, s.document_id IS NULL AS is_gone
FROM states AS s FULL JOIN mart.matched_documents AS m USING (document_id)
WHERE s.state IS DISTINCT FROM m.state
"""
SETTLED = """
DELETE FROM mart.matched_documents WHERE document_id IN (SELECT document_id FROM touched);
INSERT INTO mart.matched_documents FROM states WHERE document_id IN (SELECT document_id FROM touched);
DROP TABLE touched;
DROP TABLE states;
"""


def find_touched(con: duckdb.DuckDBPyConnection) -> None:
    """List the documents in the temporary table `touched (document_id, is_gone)`."""
    con.execute(STATES, {"rules": rules()})
    con.execute(TOUCHED)


def settle(con: duckdb.DuckDBPyConnection) -> None:
    """Write down that the touched documents are matched."""
    con.execute(SETTLED)


@cache
def rules() -> str:
    """Return a digest of all that decides what is matched."""
    digest = hashlib.blake2b(digest_size=8)
    for package in ("warehouse", "extractors", "extractors.lexicons"):
        files = (file for file in resources.files(package).iterdir() if file.name.endswith((".py", ".toml")))
        for file in sorted(files, key=lambda file: file.name):
            digest.update(file.read_bytes())
    return digest.hexdigest()
