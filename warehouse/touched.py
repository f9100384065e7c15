"""Which documents have to be matched anew: those that are not as they were when last matched, or are gone.

What was matched by other code is matched anew: each state is a digest of a document's row, of what
reviewers decided on its records, and of the code's sources.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import duckdb

# What is made from all documents is no part of a document's own state, but for its work. Neither are
# versions: where only they are new, the rows are those that were matched.
STATES = """
CREATE OR REPLACE TEMP TABLE states AS
SELECT document_id, hash(d, o.decided, $rules) AS state
FROM (
    SELECT * EXCLUDE (main_event_id) REPLACE ('' AS parser_version, '' AS extractor_version)
    FROM core.documents
) AS d LEFT JOIN (
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
COUNTS = "SELECT (SELECT count(*) FROM touched), (SELECT count(*) FROM mart.matched_documents)"
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


def is_settled(con: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether documents are there, and all of them matched as they are."""
    ((touched, matched),) = con.execute(COUNTS).fetchall()
    return bool(touched == 0 and matched > 0)


def settle(con: duckdb.DuckDBPyConnection) -> None:
    """Write down that the touched documents are matched."""
    con.execute(SETTLED)


@cache
def rules() -> str:
    """Return a digest of all that decides what is matched."""
    digest = hashlib.blake2b(digest_size=8)
    for package in ("extractors", "warehouse"):
        for source in _sources(resources.files(package)):
            digest.update(source.read_bytes())
    return digest.hexdigest()


def _sources(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _sources(entry)
        elif entry.name.endswith((".py", ".toml")):
            yield entry
