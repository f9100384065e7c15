"""Spooled results into the tables of the stage file, a few documents in memory at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path

import duckdb
import msgspec

from extractors.errors import Reason
from warehouse.database import Row, append
from warehouse.errors import InconsistentExtraction
from warehouse.manifest import read_documents
from warehouse.origin import origin_of
from warehouse.plan import ReadTask, RefusedFile
from warehouse.rows import TableRows, rows_of
from warehouse.run import Provenance, Run
from warehouse.schema import BY_NAME, TABLES
from warehouse.spool import SpoolEntry, read_spool

FLUSH_CHARACTERS = 2_000_000
"""Text gathered before it is written; its rows take about eighty times as much memory."""

POSTINGS = BY_NAME["postings"]
BY_WORD = itemgetter(*map(POSTINGS.column_names.index, ("word", "document_id")))
ORIGINS = "SELECT document_id, digest FROM mart.extractions"
RENEW = """
UPDATE core.documents SET parser_version = r.parser, extractor_version = r.extractor
FROM renewed AS r WHERE documents.document_id = r.document_id;
DROP TABLE renewed;
"""
PER_DOCUMENT = tuple(table for table in TABLES if table.per_document)


@dataclass
class Loaded:
    """The tasks that became documents, those that changed none, and the files of those that did not."""

    tasks: list[ReadTask] = field(default_factory=list)
    same: list[ReadTask] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)

    def refuse(self, task: ReadTask, reason: Reason, detail: str) -> None:
        """Refuse all files of a task."""
        self.refused += [RefusedFile(file, reason, detail) for file in task.files]


def load(
    con: duckdb.DuckDBPyConnection, run: Run, tasks: Sequence[ReadTask], spools: Iterable[Path]
) -> Loaded:
    """Replace the rows of every document that was read, unless they would be the same again.

    Such a document keeps its rows and the run that loaded them; only its versions are brought up to
    date. A result that contradicts itself is refused like a file that cannot be read, and so is a task
    without a result: no file is lost without a reason.
    """
    awaited = {task.sha256: task for task in tasks}
    loaded = Loaded()
    loader = _Loader(con, run, loaded)
    for spool in spools:
        for entry in read_spool(spool):
            task = awaited.pop(entry.sha256)
            if entry.reason:
                loaded.refuse(task, entry.reason, entry.detail)
            else:
                loader.take(task, entry)
    loader.flush()
    loader.renew()
    for task in awaited.values():
        loaded.refuse(task, Reason.INTERNAL, "Its batch ended without a result for it.")
    return loaded


class _Loader:
    """Gathers the rows of some documents and writes them table by table."""

    def __init__(self, con: duckdb.DuckDBPyConnection, run: Run, loaded: Loaded) -> None:
        self.con = con
        self.run = run
        self.loaded = loaded
        self.stored = read_documents(con)
        self.origins: dict[str, str] = dict(con.execute(ORIGINS).fetchall())
        self.renewed: list[Row] = []
        self.rows: dict[str, list[Row]] = {table.name: [] for table in PER_DOCUMENT}
        self.replaced: list[str] = []
        self.characters = 0

    def take(self, task: ReadTask, entry: SpoolEntry) -> None:
        """Add a document's rows, or only its versions; refuse it where its rows cannot be made."""
        try:
            parsed, facts = entry.parsed_document(), entry.facts()
            origin = origin_of(parsed, facts)
            if self.origins.get(task.document_id) == origin:
                self.renewed.append((task.document_id, parsed.parser_version, facts.extractor_version))
                self.loaded.same.append(task)
                return
            rows = rows_of(parsed, facts, self.provenance(task))
        except (InconsistentExtraction, msgspec.DecodeError) as error:
            why = f"What was extracted contradicts the document: {error}."
            self.loaded.refuse(task, Reason.INTERNAL, why)
            return
        self.loaded.tasks.append(task)
        self.gather(task.document_id, {**rows, "extractions": [(task.document_id, origin)]})
        self.characters += len(parsed.text)
        if self.characters >= FLUSH_CHARACTERS:
            self.flush()
            self.con.commit()  # what a transaction adds stays in memory until its end
            self.con.begin()

    def provenance(self, task: ReadTask) -> Provenance:
        first = self.stored.get(task.sha256) or task.files[0]
        return Provenance(
            source_uri=first.source_uri,
            file_name=first.file_name,
            run_id=self.run.run_id,
            ingested_at=self.run.started_at,
        )

    def gather(self, document_id: str, rows: TableRows) -> None:
        for table, some in rows.items():
            self.rows[table] += some
        self.replaced.append(document_id)

    def flush(self) -> None:
        for table in PER_DOCUMENT:
            name = table.qualified_name
            self.con.execute(
                f"DELETE FROM {name} WHERE document_id IN (SELECT unnest(?))",  # noqa: S608
                [self.replaced],
            )
            if table is POSTINGS:  # what search() looks for then stands together, and it unpacks less
                self.rows[table.name].sort(key=BY_WORD)
            append(self.con, name, self.rows[table.name])
            self.rows[table.name].clear()
        self.replaced.clear()
        self.characters = 0

    def renew(self) -> None:
        """Bring the versions of documents up to date whose rows are the same."""
        self.con.execute("CREATE TEMP TABLE renewed (document_id VARCHAR, parser VARCHAR, extractor VARCHAR)")
        append(self.con, "renewed", self.renewed)
        self.con.execute(RENEW)
