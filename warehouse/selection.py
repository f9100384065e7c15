"""Which of the documents and refused files that a warehouse knows are to be worked on again."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import duckdb

from extractors.errors import Reason
from extractors.model import DocType
from warehouse.remote import is_remote

DOCUMENTS = """
SELECT * FROM (
    SELECT sha256, document_id, file_name, doc_type,
        coalesce(adopted_date, published_date, date_end) AS dated,
        parser_version, extractor_version, list_sort(list_distinct([source_uri] || (
            SELECT list(s.source_uri) FROM core.document_sources AS s WHERE s.document_id = d.document_id)))
    FROM core.documents AS d
)
WHERE (len($documents) = 0 OR list_bool_or([starts_with(document_id, one) FOR one IN $documents]))
    AND (len($doc_types) = 0 OR doc_type IN (SELECT unnest($doc_types)))
    AND ($parser IS NULL OR parser_version = $parser)
    AND ($extractor IS NULL OR starts_with(extractor_version, $extractor))
    AND ($since IS NULL OR dated >= $since) AND ($until IS NULL OR dated <= $until)
ORDER BY document_id
"""
REFUSED = """
SELECT sha256, source_uri, file_name, reason, parser_version, extractor_version FROM audit.quarantine
WHERE (len($documents) = 0 OR list_bool_or([starts_with('doc_' || sha256, one) FOR one IN $documents]))
    AND ($parser IS NULL OR parser_version = $parser)
    AND ($extractor IS NULL OR starts_with(extractor_version, $extractor))
    AND (len($reasons) = 0 OR reason IN (SELECT unnest($reasons)))
ORDER BY source_uri
"""
OURS = (
    Reason.CRASHED,
    Reason.TIMED_OUT,
    Reason.OUT_OF_MEMORY,
    Reason.CHANGED,
    Reason.FAILED_AUDIT,
    Reason.INTERNAL,
)
"""Reasons that say more of the machine, the limits or this program than of the file."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What must hold of a document; what is empty holds of any.

    `documents` and `extractor_version` may be beginnings. `paths` are patterns, matched from the right
    where they do not begin with a slash. `since` and `until` bound the document's own date.
    """

    documents: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    doc_types: tuple[DocType, ...] = ()
    parser_version: str | None = None
    extractor_version: str | None = None


@dataclass(frozen=True, slots=True)
class SelectedDocument:
    """A document that the warehouse holds, with the URIs of all places where it was seen."""

    sha256: str
    document_id: str
    file_name: str
    doc_type: str
    dated: date | None
    parser_version: str
    extractor_version: str
    source_uris: Sequence[str]


@dataclass(frozen=True, slots=True)
class SelectedFile:
    """A file in quarantine."""

    sha256: str | None
    source_uri: str
    file_name: str
    reason: Reason
    parser_version: str
    extractor_version: str


def select_documents(con: duckdb.DuckDBPyConnection, wanted: Selection) -> list[SelectedDocument]:
    """Return the documents of which all holds that is wanted, by id."""
    given = _given(wanted) | {
        "doc_types": [kind.value for kind in wanted.doc_types],
        "since": wanted.since,
        "until": wanted.until,
    }
    rows: list[Any] = con.execute(DOCUMENTS, given).fetchall()
    found = (SelectedDocument(*row) for row in rows)
    return [document for document in found if _lies(document.source_uris, wanted.paths)]


def select_refused(
    con: duckdb.DuckDBPyConnection, wanted: Selection, reasons: Iterable[Reason] = ()
) -> list[SelectedFile]:
    """Return the files in quarantine of which all holds that is wanted, by URI; dates and types do not count.

    `reasons` are those that are wanted; without any, all are.
    """
    given = _given(wanted) | {"reasons": [reason.value for reason in reasons]}
    found = (
        SelectedFile(sha256, uri, name, Reason(reason), *versions)
        for sha256, uri, name, reason, *versions in con.execute(REFUSED, given).fetchall()
    )
    return [file for file in found if _lies([file.source_uri], wanted.paths)]


def path_of(source_uri: str) -> Path:
    """Return the path that a file's URI names, whatever its bytes are; of another store, the path in that."""
    if is_remote(source_uri):
        return Path("/", source_uri.partition("://")[2])
    return Path(os.fsdecode(unquote_to_bytes(urlsplit(source_uri).path)))


def _given(wanted: Selection) -> dict[str, object]:
    return {
        "documents": list(wanted.documents),
        "parser": wanted.parser_version,
        "extractor": wanted.extractor_version,
    }


def _lies(source_uris: Iterable[str], patterns: tuple[str, ...]) -> bool:
    paths = [PurePath(path_of(uri)) for uri in source_uris]
    return not patterns or any(path.match(pattern) for path in paths for pattern in patterns)
