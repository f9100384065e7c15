"""What files of earlier versions lack, made from what they hold: no document is read again for it."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from extractors.model import Span
from warehouse.database import append
from warehouse.migrate import migrate
from warehouse.postings import postings_of
from warehouse.sketches import sketches_of

LACKING = """
SELECT document_id FROM core.documents ANTI JOIN mart.postings USING (document_id) ORDER BY document_id
"""
TEXT = "SELECT text FROM raw.document_texts WHERE document_id = ?"
SPANS = "SELECT char_start, char_end FROM core.sentences WHERE document_id = ? ORDER BY ordinal"


def upgrade(con: duckdb.DuckDBPyConnection) -> None:
    """Bring a stage file to this code's schema; documents that cannot be searched get their words.

    Their sketches are made anew with them: translations are told by figures that 0.1.0 did not keep.
    """
    if not migrate(con):
        return
    con.begin()
    for document, text, spans in _lacking(con):
        append(con, "mart.postings", postings_of(document, text, spans))
        con.execute("DELETE FROM raw.text_sketches WHERE document_id = ?", [document])
        append(con, "raw.text_sketches", [(document, *sketches_of(text))])
    con.commit()


def _lacking(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, list[Span]]]:
    for (document,) in con.execute(LACKING).fetchall():
        [(text,)] = con.execute(TEXT, [document]).fetchall()
        yield document, text, [Span(*span) for span in con.execute(SPANS, [document]).fetchall()]
