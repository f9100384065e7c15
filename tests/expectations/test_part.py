"""What a run loaded is audited apart; what it may have changed for the rest is audited whole."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from expectations.gate import examine
from expectations.occasion import Occasion, Thresholds
from expectations.report import AuditReport
from expectations.suites import all_suites
from extractors.identity import content_sha256, document_id
from tests.expectations.small_warehouse import OCCASION
from tests.warehouse.builders import TEXT, VERSIONS, inbox_with, staged
from warehouse.database import open_reader, open_stage
from warehouse.part import part_of
from warehouse.paths import WarehousePaths
from warehouse.publish import publish
from warehouse.run import Run
from warehouse.schema import Severity
from warehouse.staging import StagedRun

REWRITTEN = ("event_id", "main_event_id", "work_id", "target_document_id")
"""Columns that resolution rewrites in the rows of documents that a run did not load."""

OLD = [f"{TEXT}{' ' * n}\n" for n in range(4)]
NEW = f"{TEXT}\n\n"
MEASURES = "SELECT measure, value FROM audit.measures WHERE run_id = ? ORDER BY ALL"


def a_run(minute: int) -> Run:
    return Run(f"20240502T08{minute:02d}00Z-test", datetime(2024, 5, 2, 8, minute), VERSIONS, "0.1.0")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> WarehousePaths:
    """A warehouse of some documents, published after an audit of all."""
    folder = tmp_path_factory.mktemp("published")
    paths = WarehousePaths.of(folder / "data" / "w.duckdb")
    first, report = examine(staged(paths, inbox_with(folder / "in", *OLD), a_run(0)), a_run(0), Thresholds())
    assert report.passed
    publish(paths, first)
    return paths


@pytest.fixture
def second(published: WarehousePaths, tmp_path: Path) -> StagedRun:
    """A run that adds a document."""
    return staged(published, inbox_with(tmp_path / "in", NEW), a_run(1))


def spoil(made: StagedRun, sql: str) -> None:
    with open_stage(made.path) as con:
        con.execute(sql)


def id_of(text: str) -> str:
    return document_id(content_sha256(text.encode()))


def failures(report: AuditReport) -> dict[str, tuple[int, int]]:
    """Return the number of offending rows and of withdrawn documents of each critical failure."""
    failed = report.failures(Severity.CRITICAL)
    return {r.expectation_id: (r.unexpected_count, len(r.withdrawn_ids)) for r in failed}


def test_part_holds_the_rows_of_the_run_and_measures_it(second: StagedRun) -> None:
    with duckdb.connect(str(part_of(second)), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM core.documents").fetchall() == [(1,)]
        assert con.execute("SELECT count(*) FROM core.sentences").fetchall() == [(3,)]
    examine(second, a_run(1), Thresholds())
    with open_reader(second.path) as con:
        measures = dict(con.execute(MEASURES, [second.run_id]).fetchall())
    assert (measures["documents"], measures["sentences"], measures["loaded_documents"]) == (5, 15, 1)
    assert (measures["loaded_sentences"], measures["loaded_accounted"], measures["loaded_pages"]) == (3, 3, 1)


def test_a_document_that_stayed_is_not_audited_again_unless_others_can_have_changed_it(
    second: StagedRun,
) -> None:
    spoil(second, "UPDATE core.statements SET kind = 'song'")
    spoil(
        second,
        f"UPDATE core.event_participants SET actor_id = 'iso:QQ' WHERE document_id = '{id_of(OLD[0])}'",
    )
    _, report = examine(second, a_run(1), Thresholds())
    assert failures(report) == {
        "statements.kind_is_known": (1, 1),
        "event_participants.actor_id_exists": (1, 1),
    }


def test_query_of_a_part_lists_the_offending_rows_of_the_run(second: StagedRun) -> None:
    spoil(second, "UPDATE core.documents SET title = NULL")
    made, report = examine(second, a_run(1), Thresholds())
    (told,) = [r for r in report.results if r.expectation_id == "documents.title_is_told"]
    assert (told.unexpected_count, told.observed) == (1, "1 of 1 rows")
    with open_reader(made.path) as con:
        assert len(con.execute(told.offending_sql or "").fetchall()) == 1


def test_all_is_audited_where_an_expectation_is_new(
    second: StagedRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(second, "UPDATE core.statements SET verb = 'x' || verb")
    spoil(second, "DELETE FROM audit.validations WHERE expectation_id = 'statements.verb_is_in_document'")
    _, report = examine(second, a_run(1), Thresholds())
    assert failures(report) == {"statements.verb_is_in_document": (5, 5)}


def test_what_resolution_rewrites_is_audited_whole() -> None:
    local = [e for suite in all_suites(OCCASION) for e in suite if e.is_local]
    # A copy of a fact has the same event as the fact; and an unknown event is found by the reference.
    by_value = {"facts_are_told_once", "words_are_trimmed", "words_are_legible", "words_are_not_blank"}
    by_value |= {f"{column}_is_given" for column in REWRITTEN}
    told = [
        e.expectation_id
        for e in local
        if e.name not in by_value
        for column in REWRITTEN
        if f"{column} " in f"{e.where} " or f"r.{column}" in e.where
    ]
    assert [name for name in told if "document_id" not in name] == []


def test_what_stands_in_other_tables_of_all_documents_is_audited_whole() -> None:
    made_from_all = ("core.events ", "core.actors ", "core.instruments ", "core.document_sources ", "audit.")
    for suite in all_suites(OCCASION):
        for expectation in suite:
            if expectation.is_local:
                sql = f"{expectation.source} {expectation.where}"
                assert not any(table in sql for table in made_from_all), expectation.expectation_id


@pytest.mark.parametrize("changes", [{"shrink_share": 1.5}, {"stale_days": -1}])
def test_thresholds_that_cannot_be_are_refused(changes: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"must be"):
        Thresholds(**changes)  # type: ignore[arg-type]


def test_names_in_rules_stand_for_the_occasion() -> None:
    occasion = Occasion("it's", datetime(2024, 5, 2, 8), Thresholds(stale_days=7))
    filled = occasion.fill("run_id = $run_id AND t > $as_of - INTERVAL $stale_days DAY")
    assert filled == "run_id = 'it''s' AND t > TIMESTAMP '2024-05-02 08:00:00' - INTERVAL 7 DAY"
    with pytest.raises(KeyError):
        occasion.fill("$no_such_threshold")
