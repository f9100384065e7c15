"""Runs over real files: what is replaced, what stays, what is accounted for."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from tests.warehouse.builders import PLEDGE, TEXT, VERSIONS, a_run, inbox_with, ingest, plan_of, staged
from warehouse.database import open_reader
from warehouse.errors import RunFailed
from warehouse.paths import WarehousePaths
from warehouse.run import Counts, Versions
from warehouse.schema import BY_NAME, TABLES
from warehouse.staging import copied_meanwhile

# What says when and from where a run loaded a row, and so differs between runs.
CIRCUMSTANCES = {"run_id", "ingested_at", "source_uri", "file_name", "first_seen_at", "last_seen_at", "state"}


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    return WarehousePaths.of(tmp_path / "data" / "w.duckdb")


def query(paths: WarehousePaths, sql: str) -> list[tuple[object, ...]]:
    with open_reader(paths.warehouse) as con:
        return con.execute(sql).fetchall()


def content(paths: WarehousePaths) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables but the account of runs, without their circumstances, sorted."""
    found = {}
    for table in TABLES:
        columns = [name for name in table.column_names if name not in CIRCUMSTANCES]
        if table.schema != "audit" and table.name not in ("changes", "matched_documents"):
            found[table.name] = query(
                paths, f"SELECT {', '.join(columns)} FROM {table.qualified_name} ORDER BY ALL"
            )
    return found


def test_every_file_is_accounted_for(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT, "nothing", TEXT + "Signed.\n", TEXT)
    assert ingest(paths, inbox, a_run()).counts == Counts(loaded=3, quarantined=1)
    assert query(paths, "SELECT file_name, outcome, reason FROM audit.source_files ORDER BY 1") == [
        ("0.txt", "loaded", None),
        ("1.txt", "quarantined", "not_a_document"),
        ("2.txt", "loaded", None),
        ("3.txt", "loaded", None),
    ]
    assert query(paths, "SELECT count(*) FROM documents") == [(2,)]
    assert query(paths, "SELECT count(*) FROM document_sources") == [(3,)]
    assert query(paths, "SELECT file_name, detail, limits FROM audit.quarantine") == [
        ("1.txt", "It holds no pledge.", "60 s")
    ]
    assert query(paths, "SELECT loaded_count, quarantined_count, status FROM audit.runs") == [
        (3, 1, "published")
    ]


def test_every_quote_is_the_documents_own_words(paths: WarehousePaths, tmp_path: Path) -> None:
    ingest(paths, inbox_with(tmp_path / "in", TEXT, "Ø\U0001f54a " + TEXT), a_run())
    for table in (table for table in TABLES if table.per_document):
        for quote, start, end in table.spans:
            sql = f"""
                SELECT count(*), count(*) FILTER (x.{quote} = substring(t.text, {start} + 1, {end} - {start}))
                FROM {table.name} AS x JOIN document_texts AS t USING (document_id)
            """
            [(rows, right)] = query(paths, sql)
            assert rows and rows == right, table.name


def assert_references_lead_somewhere(paths: WarehousePaths) -> None:
    for table in TABLES:
        for column in table.columns:
            if column.references:
                target = BY_NAME[column.references]
                lost = query(
                    paths,
                    f"""
                    SELECT {column.name} FROM {table.qualified_name}
                    WHERE {column.name} NOT IN (SELECT {target.key[0]} FROM {target.qualified_name})
                    """,
                )
                assert lost == [], (table.name, column.name)


def test_later_documents_regroup_the_events(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in")
    ids = set()
    for number in range(5):
        (inbox / f"{number}.txt").write_text(f"No. {number}. {TEXT}")
        ingest(paths, inbox, a_run(number))
        assert_references_lead_somewhere(paths)
        [(event_id, reports)] = query(
            paths, "SELECT event_id, count(*) FROM events JOIN event_reports USING (event_id) GROUP BY ALL"
        )
        assert reports == number + 1
        assert query(paths, "SELECT DISTINCT event_id FROM commitments") == [(event_id,)]
        ids.add(event_id)
    assert len(ids) == 1, "a later document renamed the event"


def test_analysts_views(paths: WarehousePaths, tmp_path: Path) -> None:
    ingest(paths, inbox_with(tmp_path / "in", TEXT, "nothing"), a_run())
    firm = query(paths, "SELECT title, document_date::VARCHAR, kind, actor, quote FROM firm_commitments")
    assert firm == [("Lakes Forum", "2031-05-04", "pledge", "Ministers", PLEDGE)]
    assert query(paths, "SELECT file_name, reason FROM quarantined_files") == [("1.txt", "not_a_document")]
    assert query(paths, "SELECT * FROM upcoming_events") == []


def test_second_run_plans_no_change(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT, "nothing")
    ingest(paths, inbox, a_run())
    again = plan_of(paths, [inbox])
    assert not again.changes
    assert (len(again.to_read), len(again.unchanged), len(again.still_quarantined)) == (0, 1, 1)


def test_new_versions_that_find_the_same_keep_the_rows(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT, "nothing")
    ingest(paths, inbox, a_run())
    before = content(paths)
    newer = replace(VERSIONS, extractor="e2")
    assert ingest(paths, inbox, a_run(1, newer)).counts == Counts(unchanged=1, quarantined=1)
    after = content(paths)
    assert query(paths, "SELECT extractor_version, run_id FROM documents") == [("e2", a_run(0).run_id)]
    assert query(paths, "SELECT extractor_version, run_id FROM audit.quarantine") == [("e2", a_run(1).run_id)]
    changed = {table for table in before if before[table] != after[table]}
    assert changed == {"documents"}


def test_same_content_under_a_new_name_is_not_read(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT)
    ingest(paths, inbox, a_run())
    (inbox / "copy.txt").write_text(TEXT)
    plan = plan_of(paths, [inbox])
    assert plan.changes and not plan.to_read
    assert ingest(paths, inbox, a_run(1)).counts == Counts(unchanged=2)
    assert query(paths, "SELECT count(*), count(DISTINCT document_id) FROM document_sources") == [(2, 1)]
    assert query(paths, "SELECT file_name FROM documents") == [("0.txt",)]


def test_removed_file_keeps_its_document(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT, "nothing")
    ingest(paths, inbox, a_run())
    (inbox / "0.txt").unlink()
    (inbox / "1.txt").unlink()
    assert ingest(paths, inbox, a_run(1)).counts == Counts(removed=2)
    assert query(paths, "SELECT count(*) FROM documents") == [(1,)]
    assert query(paths, "SELECT count(*) FROM audit.quarantine") == [(0,)]
    assert query(paths, "SELECT DISTINCT outcome, reason FROM audit.source_files") == [("removed", None)]
    assert not plan_of(paths, [inbox]).changes


def test_mended_file_leaves_the_quarantine(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", "nothing")
    ingest(paths, inbox, a_run())
    (inbox / "0.txt").write_text(TEXT)
    assert ingest(paths, inbox, a_run(1)).counts == Counts(loaded=1)
    assert query(paths, "SELECT count(*) FROM audit.quarantine") == [(0,)]


def test_rows_do_not_depend_on_order_batches_or_flushes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"{TEXT}No. {n}.\n" for n in range(7)] + ["nothing"]
    found = []
    for attempt, (batch, flushed) in enumerate(((1, 1), (3, 2 * len(TEXT)), (100, 1_000_000))):
        monkeypatch.setattr("warehouse.loading.FLUSH_CHARACTERS", flushed)
        order = random.Random(attempt)
        early, late = order.sample(texts[:3], 3), order.sample(texts[3:], len(texts) - 3)
        paths = WarehousePaths.of(tmp_path / str(attempt) / "w.duckdb")
        folder = tmp_path / str(attempt) / "in"
        # In two runs. What is published first counts: an event keeps the id it was published under.
        for part in (early, early + late):
            inbox_with(folder, *part)
            ingest(paths, folder, a_run(len(part)), batch)
        found.append(content(paths))
    assert found[0] == found[1] == found[2]
    assert len(found[0]["documents"]) == 7
    assert len(found[0]["events"]) == 1


def test_contradictory_result_is_refused_alone(
    paths: WarehousePaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.warehouse import builders

    def facts(text: str, version: str) -> object:
        right = real(text, version)
        return right if "No. 1" in text else replace(right, main_event=5)

    real = builders.facts
    monkeypatch.setattr(builders, "facts", facts)
    inbox = inbox_with(tmp_path / "in", TEXT, f"No. 1. {TEXT}")
    assert ingest(paths, inbox, a_run()).counts == Counts(loaded=1, quarantined=1)
    assert query(paths, "SELECT reason, detail FROM audit.quarantine") == [
        ("internal", "What was extracted contradicts the document: no event at position 5.")
    ]


def test_lost_batch_is_accounted_for(paths: WarehousePaths, tmp_path: Path) -> None:
    from warehouse.publish import publish
    from warehouse.staging import stage

    inbox = inbox_with(tmp_path / "in", TEXT)
    made = stage(paths, a_run(), plan_of(paths, [inbox]), [])
    publish(paths, made)
    assert made.counts == Counts(quarantined=1)
    assert query(paths, "SELECT reason FROM audit.quarantine") == [("internal",)]


def test_stage_leaves_the_published_file_alone(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT)
    ingest(paths, inbox, a_run())
    before = paths.warehouse.read_bytes()
    (inbox / "new.txt").write_text(f"New. {TEXT}")
    made = staged(paths, inbox, a_run(1))
    assert made.path.read_bytes() != before == paths.warehouse.read_bytes()


def test_hostile_names_and_characters_are_stored(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    for name in (b"\xff\xfe.txt", b"new\nline.txt", "мир %20 '\".txt".encode()):
        (inbox / name.decode("utf-8", "surrogateescape")).write_text(f"{name!r} \0 {PLEDGE} {TEXT}")
    assert ingest(paths, inbox, a_run()).counts == Counts(loaded=3)
    names = [name for (name,) in query(paths, "SELECT file_name FROM documents ORDER BY 1")]
    assert names == ["\\xff\\xfe.txt", "new\\nline.txt", "мир %20 '\".txt"]
    assert not plan_of(paths, [inbox]).changes


def test_other_limits_try_the_quarantined_again(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT, "nothing")
    ingest(paths, inbox, a_run())
    plan = plan_of(paths, [inbox], Versions("p1", "e1", "90 s"))
    assert [task.path.name for task in plan.to_read] == ["1.txt"]


def test_a_copy_made_meanwhile_is_what_is_staged(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT)
    ingest(paths, inbox, a_run())
    (inbox / "new.txt").write_text(f"New. {TEXT}")
    with copied_meanwhile(paths, a_run(1)):
        pass
    assert paths.copy("20991231T235901Z-test").read_bytes() == paths.warehouse.read_bytes()
    with mock.patch("warehouse.staging.copy_file", side_effect=AssertionError("copied twice")):
        assert staged(paths, inbox, a_run(1)).counts == Counts(loaded=1, unchanged=1)


def test_what_was_staged_before_in_vain_is_begun_anew(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT)
    assert staged(paths, inbox, a_run()).counts == staged(paths, inbox, a_run()).counts


def test_a_copy_that_fails_is_told_of_when_reading_is_done(paths: WarehousePaths, tmp_path: Path) -> None:
    ingest(paths, inbox_with(tmp_path / "in", TEXT), a_run())
    read = []
    with (
        mock.patch("warehouse.staging.copy_file", side_effect=OSError(28, "No space left on device")),
        pytest.raises(RunFailed, match="No space left"),
        copied_meanwhile(paths, a_run(1)),
    ):
        read.append("a file")
    assert read


def test_a_copy_stops_where_reading_fails(paths: WarehousePaths, tmp_path: Path) -> None:
    ingest(paths, inbox_with(tmp_path / "in", TEXT), a_run())
    begun, stopped = threading.Event(), threading.Event()

    def endless(source: Path, target: Path, is_unwanted: Callable[[], bool]) -> None:
        begun.set()
        while not is_unwanted():
            time.sleep(0.001)
        stopped.set()

    with (
        mock.patch("warehouse.staging.copy_file", endless),
        pytest.raises(KeyboardInterrupt),
        copied_meanwhile(paths, a_run(1)),
    ):
        assert begun.wait(10)
        raise KeyboardInterrupt
    assert stopped.is_set()
