"""The tables that matching across documents keeps for itself, so that a run matches only what it touches."""

from __future__ import annotations

from warehouse.columns import key_of, text
from warehouse.table import Column, Table

MATCHED: tuple[Table, ...] = (
    Table(
        "matched_documents",
        "mart",
        "Documents as they were when last matched: those that changed since are matched anew.",
        ("document_id",),
        (
            key_of("documents", "document_id", "The document; a key of documents."),
            Column("state", "UBIGINT", "Digest of its row and of the rules that match."),
        ),
        per_document=False,
    ),
    Table(
        "clauses",
        "mart",
        "Operative sentences of dated documents, with what like wordings are found by.",
        ("sentence_id",),
        (
            key_of("sentences", "sentence_id", "The sentence; a key of sentences."),
            key_of("documents", "document_id", "Its document; a key of documents."),
            Column("day", "DATE", "Day of the document."),
            text("wording", "Id of its words: sentences of the same words share it."),
            Column("bands", "UINTEGER[]", "Digests of parts of its sketch: like wordings share one."),
        ),
        per_document=False,
    ),
    Table(
        "event_links",
        "mart",
        "Reports of events as they were when last grouped, with those that they are linked with.",
        ("event_report_id",),
        (
            key_of("event_reports", "event_report_id", "The report; a key of event_reports."),
            text("component", "The least id of the reports that it is linked with, directly or not."),
            Column("keys", "UBIGINT[]", "Digests of what linked reports share."),
        ),
        per_document=False,
    ),
    Table(
        "instrument_links",
        "mart",
        "Instruments as they were when last matched, with what they are found by.",
        ("instrument_id",),
        (
            key_of("instruments", "instrument_id", "The instrument; a key of instruments."),
            Column("state", "UBIGINT", "Digest of what documents say of it, and of the rules that match."),
            Column("is_open", "BOOLEAN", "Whether the documents that name it leave its identity open."),
            Column("keys", "UINTEGER[]", "Digests of names and topics: what may be one shares one."),
        ),
        per_document=False,
    ),
    Table(
        "commitment_copies",
        "mart",
        "Commitments of works that have several documents; any other stands in one document only.",
        ("commitment_id",),
        (
            key_of("commitments", "commitment_id", "The commitment; a key of commitments."),
            key_of("documents", "document_id", "Its document; a key of documents."),
            text("work_id", "The document's work."),
            Column("copies", "BIGINT", "Number of documents of the work that hold it."),
            Column("is_first", "BOOLEAN", "Whether it is the one to count."),
        ),
        per_document=False,
    ),
)
