"""Whatever is added, changed, removed and brought back: each document that a run saw is held, once.

Model and warehouse are compared after every run; at the end also with a warehouse that saw all documents at
once, in another order.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from extractors.identity import content_sha256
from extractors.identity import document_id as id_of
from extractors.versions import EXTRACTED_BY, PARSER_VERSION
from tests.flows.bad_records import document, staged
from tests.warehouse.builders import plan_of
from warehouse.database import open_reader
from warehouse.paths import WarehousePaths
from warehouse.publish import publish
from warehouse.run import Run, Versions, new_run
from warehouse.runlog import last_start

VERSIONS = Versions(PARSER_VERSION, EXTRACTED_BY, "limits")
NAMES = st.sampled_from(["a.txt", "b c.txt", "folder/d.txt", "é'\".txt", "e\nf.txt"])
NUMBERS = st.integers(0, 5)
# What hangs on a document alone, or on all that are there, and not on when they came.
PUBLIC = {
    "documents": "document_id, title, doc_type, adopted_date",
    "sentences": "sentence_id, text, char_start, char_end, role",
    "commitments": "commitment_id, document_id, quote, kind, strength, deadline_date, status",
    "event_reports": "event_report_id, document_id, name, start_date, quote",
    "events": "name, kind, start_date, end_date, place, report_count",
    "statements": "statement_id, quote, kind",
    "actors": "actor_id, name",
    "instruments": "instrument_id, name, status, resolution",
    "instrument_mentions": "instrument_id, document_id, char_start, char_end",
}
QUOTED = ("sentences", "commitments", "event_reports", "statements", "instrument_mentions", "actor_mentions")


def shown(warehouse: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return what readers see."""
    with open_reader(warehouse) as con:
        return {
            table: sorted(con.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr)
            for table, columns in PUBLIC.items()
        }


def ingest(paths: WarehousePaths, inbox: Path) -> Run | None:
    """Carry out a run where there is something to do."""
    run = new_run(VERSIONS, "0.1.0", last_start(paths))
    if not plan_of(paths, [inbox], run.versions).changes:
        return None
    publish(paths, staged(paths, inbox, run))
    return run


class Inbox(RuleBasedStateMachine):
    """An inbox to which things are done, and the model of it: the number of the document in each file."""

    @initialize()
    def begin(self) -> None:
        """Start with nothing."""
        self.folder = Path(tempfile.mkdtemp(prefix="chancery-states-"))
        self.inbox = self.folder / "in"
        self.inbox.mkdir()
        self.paths = WarehousePaths.of(self.folder / "w.duckdb")
        self.model: dict[str, int] = {}
        self.seen: set[int] = set()
        self.is_current = True

    @rule(name=NAMES, number=NUMBERS)
    def put(self, name: str, number: int) -> None:
        """Add a file, change it, or bring it back."""
        path = self.inbox / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(document(number), encoding="utf-8")
        self.model[name] = number
        self.is_current = False

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        """Remove a file, if it is there."""
        (self.inbox / name).unlink(missing_ok=True)
        self.model.pop(name, None)
        self.is_current = False

    @rule(name=NAMES, other=NAMES)
    def rename(self, name: str, other: str) -> None:
        """Give a file another name, in place of what has it."""
        if name in self.model and name != other:
            (self.inbox / other).parent.mkdir(exist_ok=True)
            (self.inbox / name).rename(self.inbox / other)
            self.model[other] = self.model.pop(name)
            self.is_current = False

    @rule()
    def run(self) -> None:
        """Ingest; then a second run has nothing to do."""
        self.ingest()
        if self.paths.warehouse.exists():
            assert not plan_of(self.paths, [self.inbox], VERSIONS).changes

    def ingest(self) -> None:
        """Carry out a run, and remember what it saw."""
        ingest(self.paths, self.inbox)
        self.seen |= set(self.model.values())
        self.is_current = True

    @invariant()
    def the_warehouse_is_the_model(self) -> None:
        """The documents are those that were ever seen, the files those that are there, the quotes true."""
        if not getattr(self, "is_current", False) or not self.paths.warehouse.exists():
            return
        wanted = {id_of(content_sha256(document(number).encode())) for number in self.seen}
        with open_reader(self.paths.warehouse) as con:
            assert {i for (i,) in con.execute("SELECT document_id FROM documents").fetchall()} == wanted
            states = con.execute(
                "SELECT file_name, outcome FROM audit.source_files WHERE outcome <> 'removed'"
            ).fetchall()
            assert len(states) == len(self.model)
            for table in QUOTED:
                quote = "text" if table == "sentences" else "quote"
                wrong = con.execute(
                    f"SELECT count(*) FROM {table} AS q JOIN document_texts AS t USING (document_id) "
                    f"WHERE substr(t.text, char_start + 1, char_end - char_start) <> q.{quote}"
                ).fetchall()
                assert wrong == [(0,)], table

    def teardown(self) -> None:
        """Compare with a warehouse that never saw anything else, read the other way round."""
        try:
            self.ingest()
            if self.seen:
                afresh = WarehousePaths.of(self.folder / "afresh" / "w.duckdb")
                mirror = self.folder / "mirror"
                mirror.mkdir()
                for position, number in enumerate(sorted(self.seen, reverse=True)):
                    (mirror / f"{position}.txt").write_text(document(number), encoding="utf-8")
                ingest(afresh, mirror)
                assert shown(afresh.warehouse) == shown(self.paths.warehouse)
        finally:
            shutil.rmtree(self.folder)


TestInbox = Inbox.TestCase
TestInbox.settings = settings(
    max_examples=3,
    stateful_step_count=8,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
