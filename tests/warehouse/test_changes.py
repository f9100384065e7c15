"""What a run changed is written down with it: by table and record, with the words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest import mock

import pytest

from extractors.model import Extraction, Span, StatementKind
from tests.warehouse import builders
from tests.warehouse.builders import (
    PLEDGE,
    TEXT,
    VERSIONS,
    a_run,
    commitment,
    inbox_with,
    ingest,
    plan_of,
    span_of,
    staged,
)
from warehouse.database import open_reader
from warehouse.differences import COMPARED
from warehouse.paths import WarehousePaths
from warehouse.publish import publish
from warehouse.run import Run
from warehouse.versions import Retention

FOUND = """
SELECT change, table_name, differences, quote_before, quote_after FROM changes WHERE run_id = ? ORDER BY ALL
"""


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    """A warehouse of one run."""
    made = WarehousePaths.of(tmp_path / "data" / "w.duckdb")
    ingest(made, inbox_with(tmp_path / "in", TEXT), a_run())
    return made


def found(paths: WarehousePaths, run: Run, sql: str = FOUND) -> list[tuple[object, ...]]:
    with open_reader(paths.warehouse) as con:
        return con.execute(sql, [run.run_id] if "?" in sql else None).fetchall()


def reextracted(paths: WarehousePaths, tmp_path: Path, change: Callable[[Extraction], Extraction]) -> Run:
    """Ingest again with extractors whose findings are changed; return the run."""
    run = a_run(1, replace(VERSIONS, extractor="e2"))
    known = builders.facts
    with mock.patch.object(builders, "facts", lambda *args: change(known(*args))):
        ingest(paths, tmp_path / "in", run)
    return run


def test_records_of_a_new_document_are_added(paths: WarehousePaths) -> None:
    changes = found(paths, a_run())
    assert {change for change, *_ in changes} == {"added"}
    assert ("added", "commitments", {}, None, PLEDGE) in changes
    assert ("added", "documents", {}, None, "Lakes Forum") in changes
    assert ("added", "events", {}, None, "Lakes Forum") in changes
    with open_reader(paths.warehouse) as con:
        for table in COMPARED:
            [(count,)] = con.execute(f"SELECT count(*) FROM {table.qualified_name}").fetchall()
            assert [t for _, t, *_ in changes].count(table.name) == count, table.name


def test_of_a_new_document_one_row_is_stored(paths: WarehousePaths) -> None:
    stored = "SELECT DISTINCT table_name FROM mart.changes ORDER BY ALL"
    assert found(paths, a_run(), stored) == [("actors",), ("documents",), ("events",), ("instruments",)]


def test_run_that_only_adds_changes_no_other_document(paths: WarehousePaths, tmp_path: Path) -> None:
    (tmp_path / "in" / "more.txt").write_text(f"More. {TEXT}")
    ingest(paths, tmp_path / "in", a_run(1))
    [(_, table, differences, *_)] = [row for row in found(paths, a_run(1)) if row[0] != "added"]
    assert table == "events"
    assert set(differences) == {"status_report_id"}  # a copy: the same work reports it, from another file


def test_same_findings_are_no_change(paths: WarehousePaths, tmp_path: Path) -> None:
    assert found(paths, reextracted(paths, tmp_path, lambda facts: facts)) == []


def test_changed_column_is_told_with_both_values(paths: WarehousePaths, tmp_path: Path) -> None:
    run = reextracted(
        paths,
        tmp_path,
        lambda facts: replace(
            facts, commitments=(replace(commitment(), strength=3, deadline_date=date(2033, 6, 30)),)
        ),
    )
    told = {
        "strength": {"before": "4", "after": "3"},
        "is_binding": {"before": "true", "after": "false"},
        "deadline_date": {"before": "2033-12-31", "after": "2033-06-30"},
    }
    assert found(paths, run) == [("changed", "commitments", told, PLEDGE, PLEDGE)]


def test_record_whose_words_moved_is_changed(paths: WarehousePaths, tmp_path: Path) -> None:
    whole = span_of(TEXT, PLEDGE)
    run = reextracted(
        paths,
        tmp_path,
        lambda facts: replace(
            facts, commitments=(replace(commitment(), span=Span(whole.start, whole.end - 1), targets=()),)
        ),
    )
    sql = """
        SELECT c.record_id = m.commitment_id, c.previous_id <> c.record_id, c.differences['char_end'],
            quote_before, quote_after
        FROM changes AS c, commitments AS m WHERE c.run_id = ? AND table_name = 'commitments'
    """
    ends = {"before": str(whole.end), "after": str(whole.end - 1)}
    assert found(paths, run, sql) == [(True, True, ends, PLEDGE, PLEDGE[:-1])]
    assert ("removed", "commitment_targets", {}, "a joint office", None) in found(paths, run)


def test_two_records_in_one_place_are_paired_with_the_most_alike(
    paths: WarehousePaths, tmp_path: Path
) -> None:
    def two(verbs: tuple[str, str], end: int) -> Callable[[Extraction], Extraction]:
        made = tuple(
            replace(commitment(), verb_span=span_of(TEXT, verb), verb_lemma=verb, span=Span(whole.start, end))
            for verb in verbs
        )
        return lambda facts: replace(facts, commitments=made)

    whole = span_of(TEXT, PLEDGE)
    reextracted(paths, tmp_path, two(("will", "open"), whole.end))
    run = a_run(2, replace(VERSIONS, extractor="e3"))
    with mock.patch.object(builders, "facts", lambda *a: two(("open", "will"), whole.end - 1)(facts(*a))):
        ingest(paths, tmp_path / "in", run)
    sql = """
        SELECT change, differences.map_keys() FROM changes WHERE run_id = ? AND table_name = 'commitments'
    """
    rows = found(paths, run, sql)
    assert [change for change, _ in rows] == ["changed", "changed"]
    assert all("verb_lemma" not in str(columns) for _, columns in rows)


facts = builders.facts


def test_removed_and_added_records(paths: WarehousePaths, tmp_path: Path) -> None:
    run = reextracted(paths, tmp_path, lambda facts: replace(facts, statements=(), commitments=()))
    assert ("removed", "statements", {}, "They thanked the host.", None) in found(paths, run)
    assert ("removed", "commitments", {}, PLEDGE, None) in found(paths, run)
    back = a_run(2, replace(VERSIONS, extractor="e3"))
    ingest(paths, tmp_path / "in", back)
    assert ("added", "commitments", {}, None, PLEDGE) in found(paths, back)
    kind = StatementKind.APPRECIATION.value
    assert found(paths, back, "SELECT kind FROM statements") == [(kind,)]


def test_changes_of_the_last_runs_are_kept(paths: WarehousePaths, tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / "in" / f"more{number}.txt").write_text(f"More {number}. {TEXT}")
        publish(paths, staged(paths, tmp_path / "in", a_run(number)), Retention(change_runs=2))
    sql = "SELECT DISTINCT run_id FROM changes ORDER BY ALL"
    assert found(paths, a_run(), sql) == [(a_run(1).run_id,), (a_run(2).run_id,)]


HISTORY = """
SELECT parse_filename(source_uri), outcome, reason, extractor_version, run_id FROM audit.file_history
ORDER BY run_id, source_uri
"""


def test_history_of_files(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    (inbox / "1.txt").write_text("nothing")
    (inbox / "copy.txt").write_text(TEXT)
    ingest(paths, inbox, a_run(1))
    (inbox / "copy.txt").unlink()
    ingest(paths, inbox, a_run(2))
    ingest(paths, inbox, a_run(3, replace(VERSIONS, extractor="e2")))
    assert not plan_of(paths, [inbox], replace(VERSIONS, extractor="e2")).changes
    assert found(paths, a_run(), HISTORY) == [
        ("0.txt", "loaded", None, "e1", a_run(0).run_id),
        ("1.txt", "quarantined", "not_a_document", "e1", a_run(1).run_id),
        ("copy.txt", "unchanged", None, "e1", a_run(1).run_id),
        ("copy.txt", "removed", None, "e1", a_run(2).run_id),
        ("1.txt", "quarantined", "not_a_document", "e2", a_run(3).run_id),
    ]
