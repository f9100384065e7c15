"""Whose fault it is: the documents whose rows fail critical expectations."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import duckdb

from expectations.report import AuditReport, Culprits, ValidationResult
from warehouse.schema import BY_NAME

ANEW = {
    "actors", "clause_lineage", "event_ids", "event_match_candidates", "event_matches", "events",
    "instruments", "listed_commitments", "search_words", "work_matches",
}  # fmt: skip
DERIVED = frozenset({*ANEW, "document_sources", "source_files"})
"""Tables made anew from the rows of all documents, and those that tell of each where it was found."""

MOST_TOLD = 5


def culprits(database: Path, report: AuditReport) -> Culprits | None:
    """Return the documents to blame for all that holds the publication of a closed file back.

    None where something cannot be laid at documents' doors: an expectation that raised an error, rows
    of the account of runs, or rows of documents that the file does not know. As long as rows of
    documents fail, rows made from them are passed over: without the culprits they are others.
    """
    obstacles = report.obstacles()
    own = [result for result in obstacles if BY_NAME[result.table_name].per_document]
    others = {result.table_name for result in obstacles if result not in own}
    if any(result.error for result in obstacles) or not others <= DERIVED:
        return None
    broken: dict[str, list[ValidationResult]] = {}
    with closing(duckdb.connect(database, read_only=True)) as con:
        for result in own or obstacles:
            documents = _documents(con, result)
            if not documents or None in documents:
                return None
            for document in documents:
                broken.setdefault(str(document), []).append(result)
    return {document: tuple(broken[document]) for document in sorted(broken)}


def told(broken: Sequence[ValidationResult]) -> str:
    """Say in a sentence what is wrong with a document."""
    failings = [f"{result.description.rstrip('.')} ({result.expectation_id})" for result in broken]
    more = len(failings) - MOST_TOLD
    if more > 0:
        failings[MOST_TOLD:] = [f"and {more} more"]
    return f"Its rows break what must hold: {'; '.join(failings)}."


def _documents(con: duckdb.DuckDBPyConnection, result: ValidationResult) -> list[str | None]:
    """Return the documents of the offending rows; None stands for a row of no document.

    Events are of the documents that report them; of actors and instruments none is the author.
    """
    table = BY_NAME[result.table_name]
    if not table.per_document and table.name != "events":
        return [None]
    reports = "" if table.per_document else "LEFT JOIN core.event_reports AS e USING (event_id)"
    sql = f"""
        SELECT DISTINCT d.document_id FROM ({result.offending_sql}) AS o {reports}
        LEFT JOIN core.documents AS d USING (document_id) ORDER BY ALL
    """  # noqa: S608
    return [document for (document,) in con.execute(sql).fetchall()]
