"""What is chosen to be worked on again, and what is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from extractors.errors import Reason
from extractors.model import DocType, Extraction
from tests.warehouse.builders import (
    TEXT,
    VERSIONS,
    a_run,
    facts,
    inbox_with,
    ingest,
    parsed,
    plan_of,
)
from warehouse.database import open_reader
from warehouse.manifest import read_manifest
from warehouse.overrides import Override
from warehouse.parses import ParseStore
from warehouse.paths import WarehousePaths
from warehouse.plan import Plan
from warehouse.publish import publish
from warehouse.rework import Rework, Way, plan_backfill, plan_reextraction, plan_retry
from warehouse.run import Counts
from warehouse.schema import TABLES
from warehouse.selection import OURS, Selection, path_of, select_documents, select_refused
from warehouse.spool import SpoolEntry, write_spool
from warehouse.staging import stage
from warehouse.vocabulary import OverrideAction

SECOND = f"Second. {TEXT}"
NOISE = "It holds nothing."
NEWER = replace(VERSIONS, extractor="e2")


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    """A warehouse of two documents and a refused file, with the parses kept."""
    paths = WarehousePaths.of(tmp_path / "w.duckdb")
    ingest(paths, inbox_with(tmp_path / "in", TEXT, SECOND, NOISE), a_run())
    for text in (TEXT, SECOND):
        keep(paths, text)
    return paths


def keep(paths: WarehousePaths, text: str, version: str = "p1") -> None:
    made = parsed(text, version)
    ParseStore(paths.parses, paths.work).put(made.sha256, version, msgspec.json.encode(made))


def reextraction(paths: WarehousePaths, current: str | None = "e2") -> Rework:
    with open_reader(paths.warehouse) as con:
        documents = select_documents(con, Selection())
    store = ParseStore(paths.parses, paths.work)
    return plan_reextraction(documents, read_manifest(paths.warehouse), store, current)


def backfill(paths: WarehousePaths, parser: str, inboxes: Sequence[Path] = ()) -> Rework:
    with open_reader(paths.warehouse) as con:
        documents = select_documents(con, Selection())
    store = ParseStore(paths.parses, paths.work)
    return plan_backfill(documents, read_manifest(paths.warehouse), store, parser, inboxes)


def retry(paths: WarehousePaths, inboxes: Sequence[Path] = ()) -> Rework:
    with open_reader(paths.warehouse) as con:
        refused = select_refused(con, Selection())
    return plan_retry(refused, read_manifest(paths.warehouse), VERSIONS, None, inboxes)


def carry_out(paths: WarehousePaths, plan: Plan, second: int, other: str = "") -> Counts:
    """Extract anew with a newer extractor, whose facts are the same but for the title of one text."""
    texts = {parsed(text).sha256: text for text in (TEXT, SECOND)}
    run = a_run(second, NEWER)
    entries = [
        SpoolEntry.of_result(
            task.sha256,
            msgspec.json.encode(parsed(texts[task.sha256], task.parser_version or "p1")),
            msgspec.json.encode(newer(texts[task.sha256], other)),
        )
        for task in plan.to_read
    ]
    spool = paths.work_of(run.run_id) / "batch-0001.jsonl"
    write_spool(spool, entries)
    staged = stage(paths, run, plan, [spool])
    publish(paths, staged)
    return staged.counts


def newer(text: str, other: str) -> Extraction:
    found = facts(text, "e2")
    title = "Another title" if text == other else found.metadata.title
    return replace(found, metadata=replace(found.metadata, title=title))


def all_rows(paths: WarehousePaths) -> dict[str, list[tuple[object, ...]]]:
    """Return all that was extracted and matched, without which run did so and when."""
    told = {}
    with open_reader(paths.warehouse) as con:
        for table in (table for table in TABLES if table.schema in ("core", "raw", "mart")):
            if table.name not in ("changes", "file_history", "matched_documents"):
                apart = {"run_id", "ingested_at", "first_seen_at", "last_seen_at"}
                columns = ", ".join(name for name in table.column_names if name not in apart)
                query = f"SELECT {columns} FROM {table.qualified_name} ORDER BY ALL"
                told[table.name] = con.execute(query).fetchall()
    return told


def runs(paths: WarehousePaths) -> list[tuple[object, ...]]:
    """Return each document's file, the version that made it, and the run that loaded its rows."""
    with open_reader(paths.warehouse) as con:
        return con.execute(
            "SELECT file_name, extractor_version, run_id FROM core.documents ORDER BY ALL"
        ).fetchall()


@pytest.mark.parametrize("other", ["", SECOND])
def test_only_what_comes_out_otherwise_is_loaded(paths: WarehousePaths, tmp_path: Path, other: str) -> None:
    """The rest keeps its rows and their run; all equals a fresh ingest by the newer extractor."""
    counts = carry_out(paths, reextraction(paths).plan, 1, other)
    assert counts == (Counts(loaded=1, unchanged=1) if other else Counts(unchanged=2))
    second = a_run(1).run_id if other else a_run(0).run_id
    assert runs(paths) == [("0.txt", "e2", a_run(0).run_id), ("1.txt", "e2", second)]
    fresh = WarehousePaths.of(tmp_path / "fresh.duckdb")
    todo = plan_of(fresh, [tmp_path / "in"], NEWER).to_read
    todo = tuple(task for task in todo if task.path.name != "2.txt")
    carry_out(fresh, Plan(todo, (), (), (), (), changes=True), 1, other)
    assert all_rows(paths) == all_rows(fresh)


def test_a_reviewers_say_outlives_an_extraction_that_changes_nothing(paths: WarehousePaths) -> None:
    with open_reader(paths.warehouse) as con:
        ((made,),) = con.execute("SELECT min(commitment_id) FROM core.commitments").fetchall()
    decided = Override(1, OverrideAction.REJECT, made, None, None, {}, "No.", "R", date(2031, 6, 1))
    publish(paths, stage(paths, a_run(1), Plan((), (), (), (), (), changes=True), [], [decided]))
    before = all_rows(paths)
    carry_out(paths, reextraction(paths).plan, 2)
    after = all_rows(paths)
    assert {name for name in before if before[name] != after[name]} == {"documents"}
    assert len(after["commitments"]) == 1


def test_other_makers_of_rows_make_them_anew(paths: WarehousePaths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.origin._makers", lambda: b"other code")
    assert carry_out(paths, reextraction(paths).plan, 1) == Counts(loaded=2)


def ways(made: Rework) -> list[tuple[Way, str]]:
    return sorted((step.way, step.file_name) for step in made.steps)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Selection(), 2),
        (Selection(documents=("doc_",)), 2),
        (Selection(documents=(parsed(TEXT).document_id[:12], "doc_zz")), 1),
        (Selection(paths=("0.*",)), 1),
        (Selection(paths=("in/*.txt",)), 2),
        (Selection(paths=("/*.txt", "out/*")), 0),
        (Selection(since=date(2031, 5, 4), until=date(2031, 5, 4)), 2),
        (Selection(since=date(2031, 5, 5)), 0),
        (Selection(until=date(2031, 5, 3)), 0),
        (Selection(doc_types=(DocType.COMMUNIQUE,)), 2),
        (Selection(doc_types=(DocType.RESOLUTION,)), 0),
        (Selection(parser_version="p1", extractor_version="e"), 2),
        (Selection(parser_version="p"), 0),
        (Selection(extractor_version="e2"), 0),
        (Selection(paths=("0.txt",), doc_types=(DocType.RESOLUTION,)), 0),
    ],
)
def test_all_that_is_wanted_must_hold(paths: WarehousePaths, wanted: Selection, found: int) -> None:
    with open_reader(paths.warehouse) as con:
        assert len(select_documents(con, wanted)) == found


def test_refused_files_are_chosen_by_path_and_reason(paths: WarehousePaths) -> None:
    with open_reader(paths.warehouse) as con:
        assert [file.file_name for file in select_refused(con, Selection())] == ["2.txt"]
        assert select_refused(con, Selection(paths=("0.txt",))) == []
        assert len(select_refused(con, Selection(), [Reason.NOT_A_DOCUMENT])) == 1
        assert select_refused(con, Selection(), OURS) == []


@pytest.mark.parametrize("name", ["a b%20#?.txt", "ü.txt", b"\xff\xfe.txt"])
def test_a_uri_leads_back_to_its_path(tmp_path: Path, name: str | bytes) -> None:
    path = tmp_path / (name if isinstance(name, str) else name.decode("utf-8", "surrogateescape"))
    assert path_of(path.as_uri()) == path


def test_documents_of_another_extractor_are_extracted_anew(paths: WarehousePaths) -> None:
    made = reextraction(paths)
    assert ways(made) == [(Way.EXTRACT, "0.txt"), (Way.EXTRACT, "1.txt")]
    assert {task.parser_version for task in made.plan.to_read} == {"p1"}
    carry_out(paths, made.plan, 1)
    again = reextraction(paths)
    assert (ways(again), again.plan.changes) == ([], False)
    assert len(reextraction(paths, None).plan.to_read) == 2


def test_files_are_neither_looked_at_nor_forgotten(paths: WarehousePaths, tmp_path: Path) -> None:
    """What is extracted anew keeps what proves its file unchanged: the next ingest knows it unread."""
    before = read_manifest(paths.warehouse)
    (tmp_path / "in/1.txt").unlink()
    with open_reader(paths.warehouse) as con:
        seen = con.execute("SELECT * FROM core.document_sources ORDER BY ALL").fetchall()
    carry_out(paths, reextraction(paths).plan, 1)
    after = read_manifest(paths.warehouse)
    assert {u: (f.sha256, f.modified_at) for u, f in after.files.items()} == {
        u: (f.sha256, f.modified_at) for u, f in before.files.items()
    }
    with open_reader(paths.warehouse) as con:
        assert con.execute("SELECT * FROM core.document_sources ORDER BY ALL").fetchall() == seen
        assert con.execute(
            "SELECT count(*) FROM core.documents WHERE extractor_version = 'e2'"
        ).fetchall() == [(2,)]
    found = plan_of(paths, [tmp_path / "in"], NEWER)
    assert [file.file_name for file in found.unchanged] == ["0.txt"]
    assert len(found.removed) == 1


def test_a_modification_time_that_proved_nothing_does_not_come_to(paths: WarehousePaths) -> None:
    manifest = read_manifest(paths.warehouse)
    fresh = {uri: replace(known, modified_at=known.seen_at) for uri, known in manifest.files.items()}
    with open_reader(paths.warehouse) as con:
        documents = select_documents(con, Selection())
    store = ParseStore(paths.parses, paths.work)
    made = plan_reextraction(documents, replace(manifest, files=fresh), store, None)
    assert {file.modified_at for task in made.plan.to_read for file in task.files} == {None}


def test_a_document_whose_file_is_gone_is_extracted_anew(paths: WarehousePaths, tmp_path: Path) -> None:
    (tmp_path / "in/1.txt").unlink()
    ingest(paths, tmp_path / "in", a_run(1))
    made = reextraction(paths)
    assert sorted(len(task.files) for task in made.plan.to_read) == [0, 1]
    carry_out(paths, made.plan, 2)
    with open_reader(paths.warehouse) as con:
        rows = con.execute("SELECT file_name, extractor_version FROM core.documents ORDER BY ALL").fetchall()
        (outcome,) = con.execute(
            "SELECT outcome FROM audit.source_files WHERE file_name = '1.txt'"
        ).fetchone() or ("",)
    assert rows == [("0.txt", "e2"), ("1.txt", "e2")]
    assert outcome == "removed"


def test_without_its_parse_a_document_is_left(paths: WarehousePaths) -> None:
    ParseStore(paths.parses, paths.work).path_of(parsed(TEXT).sha256, "p1").unlink()
    made = reextraction(paths)
    assert ways(made) == [(Way.EXTRACT, "1.txt"), (Way.SKIP, "0.txt")]
    assert len(made.plan.to_read) == 1


def test_backfill_reads_what_the_present_parser_has_not(paths: WarehousePaths, tmp_path: Path) -> None:
    keep(paths, SECOND, "p2")
    made = backfill(paths, "p2", [tmp_path / "in"])
    assert ways(made) == [(Way.EXTRACT, "1.txt"), (Way.READ, "0.txt")]
    (read,) = [task for task in made.plan.to_read if task.parser_version is None]
    assert read.path == tmp_path / "in/0.txt"


@pytest.mark.parametrize("becomes", [None, "Another text altogether."])
def test_backfill_leaves_what_is_gone_or_changed(
    paths: WarehousePaths, tmp_path: Path, becomes: str | None
) -> None:
    file = tmp_path / "in/0.txt"
    file.unlink()
    if becomes:
        file.write_text(becomes, encoding="utf-8")
    made = backfill(paths, "p2")
    assert ways(made) == [(Way.READ, "1.txt"), (Way.SKIP, "0.txt")]


def test_a_retry_reads_whatever_was_tried_before(paths: WarehousePaths, tmp_path: Path) -> None:
    assert not plan_of(paths, [tmp_path / "in"]).changes
    made = retry(paths)
    assert [task.path.name for task in made.plan.to_read] == ["2.txt"]
    assert made.plan.changes


def test_a_retry_takes_a_file_as_it_is_by_now(paths: WarehousePaths, tmp_path: Path) -> None:
    """Another content is read; that of a document is known; a file that is gone leaves the quarantine."""
    file = tmp_path / "in/2.txt"
    file.write_text("Something else.", encoding="utf-8")
    assert [task.sha256 for task in retry(paths).plan.to_read] == [parsed("Something else.").sha256]
    file.write_text(TEXT, encoding="utf-8")
    known = retry(paths).plan
    assert ([found.file_name for found in known.unchanged], known.changes) == (["2.txt"], True)
    file.unlink()
    gone = retry(paths)
    assert (gone.plan.removed, gone.plan.changes) == ((file.as_uri(),), True)
    assert ways(gone) == [(Way.SKIP, "2.txt")]


def test_a_link_leads_about_in_its_own_inbox_only(paths: WarehousePaths, tmp_path: Path) -> None:
    file, other = tmp_path / "in/2.txt", tmp_path / "elsewhere/2.txt"
    other.parent.mkdir()
    file.rename(other)
    file.symlink_to(other)
    assert [found.reason for found in retry(paths).plan.refused] == [Reason.OUTSIDE_INBOX]
    assert len(retry(paths, [tmp_path]).plan.to_read) == 1
