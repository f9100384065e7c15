"""What every run did with a file, and with a record: written down at publishing, and asked."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from warehouse.differences import COMPARED

# A file that is unchanged is news only where its content came under another name.
RECORD = """
INSERT INTO audit.file_history
SELECT f.source_uri, f.run_id, f.outcome, f.reason, f.sha256, f.document_id, r.parser_version,
    r.extractor_version
FROM audit.source_files AS f JOIN audit.runs AS r USING (run_id)
LEFT JOIN (
    SELECT source_uri, max_by(document_id, run_id) AS document_id, max_by(outcome, run_id) AS outcome
    FROM audit.file_history GROUP BY source_uri
) AS last USING (source_uri)
LEFT JOIN audit.quarantine AS q ON q.source_uri = f.source_uri AND q.run_id = f.run_id
WHERE f.run_id = $run_id AND CASE f.outcome
    WHEN 'unchanged' THEN last.outcome IS NULL OR last.outcome = 'removed'
        OR last.document_id IS DISTINCT FROM f.document_id
    WHEN 'quarantined' THEN q.source_uri IS NOT NULL
    ELSE true END
ORDER BY f.source_uri
"""

FILES = """
SELECT DISTINCT source_uri FROM audit.file_history LEFT JOIN audit.source_files AS f USING (source_uri)
WHERE source_uri = $uri OR f.file_name = $name
"""
FILES_OF_DOCUMENTS = """
SELECT DISTINCT source_uri FROM audit.file_history WHERE document_id IN (SELECT unnest($documents))
"""
OF_FILES = """
SELECT run_id, r.started_at, h.outcome || coalesce(': ' || h.reason, ''),
    coalesce(f.file_name, h.source_uri),
    h.parser_version, h.extractor_version, h.document_id, NULL, NULL, NULL
FROM audit.file_history AS h JOIN audit.runs AS r USING (run_id)
LEFT JOIN (SELECT source_uri, file_name FROM audit.source_files) AS f USING (source_uri)
WHERE source_uri IN (SELECT unnest($uris))
"""
OF_RECORD = """
SELECT run_id, c.started_at, c.change, c.record_id, r.parser_version, r.extractor_version, c.document_id,
    c.differences, c.quote_before, c.quote_after
FROM changes AS c JOIN audit.runs AS r USING (run_id) WHERE c.record_id IN (SELECT unnest($ids))
"""


class Event(NamedTuple):
    """What a run did: `subject` is a file's name or a record's id. Times are UTC."""

    run_id: str
    started_at: datetime
    what: str
    subject: str
    parser_version: str
    extractor_version: str
    document_id: str | None
    differences: dict[str, dict[str, str | None]] | None
    quote_before: str | None
    quote_after: str | None


def record_files(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Write down the files that a run loaded, quarantined, found gone, or found under a new name."""
    con.execute(RECORD, {"run_id": run_id})


def history(con: duckdb.DuckDBPyConnection, asked: str) -> list[Event]:
    """Return what every run did with a file or a record, oldest first; nothing where it is not known.

    A file is named by its path, its URI or its name; a record by its id. With a record's own changes
    come those of the files of its document.
    """
    uris = {"uri": _uri_of(asked), "name": asked}
    files = [uri for (uri,) in con.execute(FILES, uris).fetchall()]
    if files:
        rows = con.execute(OF_FILES, {"uris": files}).fetchall()
    else:
        chain = _former_ids(con, asked)
        documents = _documents(con, chain)
        found = con.execute(FILES_OF_DOCUMENTS, {"documents": documents}).fetchall()
        rows = con.execute(OF_FILES, {"uris": [uri for (uri,) in found]}).fetchall() if chain else []
        rows += con.execute(OF_RECORD, {"ids": chain}).fetchall()
    return sorted((Event(*row) for row in rows), key=lambda event: (event.run_id, event.subject))


def _former_ids(con: duckdb.DuckDBPyConnection, record_id: str) -> list[str]:
    """Return a record's id with those that it had before its words moved."""
    ids = [record_id]
    sql = "SELECT DISTINCT previous_id FROM mart.changes WHERE record_id = ? AND previous_id IS NOT NULL"
    for known in ids:
        ids += [former for (former,) in con.execute(sql, [known]).fetchall() if former not in ids]
    return ids


def _documents(con: duckdb.DuckDBPyConnection, ids: list[str]) -> list[str]:
    """Return the documents that records are of, or were."""
    tables = [table for table in COMPARED if table.per_document and len(table.key) == 1]
    present = " UNION ".join(
        f"SELECT document_id FROM {t.qualified_name} WHERE {t.key[0]} IN (SELECT unnest($ids))"  # noqa: S608
        for t in tables
    )
    former = "SELECT document_id FROM mart.changes WHERE record_id IN (SELECT unnest($ids))"
    found = con.execute(f"{present} UNION {former}", {"ids": ids}).fetchall()
    return [document for (document,) in found if document]


def _uri_of(name: str) -> str:
    return name if "://" in name else Path(name).absolute().as_uri()
