"""Reviewers' decisions: what a file may say, what is done with it, and that nothing of it is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from unittest import mock

import pytest

from expectations.gate import examine
from expectations.occasion import Thresholds
from extractors.model import Span
from tests.warehouse import builders
from tests.warehouse.builders import (
    PLEDGE,
    TEXT,
    VERSIONS,
    a_run,
    commitment,
    facts,
    inbox_with,
    parsed,
    span_of,
    staged,
)
from tests.warehouse.test_staging import content, query
from warehouse.overrides import Override, OverridesError, read_overrides
from warehouse.paths import WarehousePaths
from warehouse.publish import publish
from warehouse.run import Versions

DOCUMENT = parsed(TEXT).document_id
ACCEPT = 'action = "accept"\nid = "cmt_00000000000000000000"'
CORRECT = 'action = "correct"\nid = "cmt_00000000000000000000"'
SAID = 'reason = "The text says so."\nauthor = "A. Reviewer"\ndate = 2031-06-01\n'


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    """A warehouse of one document, and the inbox beside it."""
    made = WarehousePaths.of(tmp_path / "data" / "w.duckdb")
    inbox_with(tmp_path / "in", TEXT)
    run(made)
    return made


def run(
    paths: WarehousePaths,
    second: int = 0,
    overrides: Sequence[Override] | None = None,
    versions: Versions = VERSIONS,
    *,
    audited: bool = False,
) -> None:
    """Ingest and publish; audited only where the audit has a say, for it takes most of the time."""
    inbox = paths.warehouse.parent.parent / "in"
    made = replace(a_run(second, versions), started_at=datetime(2020, 1, 1, 0, 0, second))
    result = staged(paths, inbox, made, overrides=overrides)
    if audited:
        result, report = examine(result, made, Thresholds())
        assert report.obstacles() == ()
    publish(paths, result)


def decided(tmp_path: Path, *entries: str) -> tuple[Override, ...]:
    path = tmp_path / "overrides.toml"
    path.write_text("".join(f"[[override]]\n{entry}\n{SAID}\n" for entry in entries))
    return read_overrides(path)


def id_in(paths: WarehousePaths, table: str, key: str) -> str:
    [(found,)] = query(paths, f"SELECT {key} FROM {table}")
    return str(found)


def commitment_id(paths: WarehousePaths) -> str:
    return id_in(paths, "commitments", "commitment_id")


ACCOUNT = "SELECT status, matched_id, original FROM audit.overrides ORDER BY entry"


def test_correction_is_seen_and_the_value_before_is_kept(paths: WarehousePaths, tmp_path: Path) -> None:
    made = commitment_id(paths)
    entry = f'action = "correct"\nid = "{made}"\nset = {{ strength = 3, deadline_date = 2033-06-30 }}'
    run(paths, 1, decided(tmp_path, entry))
    sql = "SELECT strength, is_binding, deadline_date::VARCHAR, is_overridden FROM commitments"
    assert query(paths, sql) == [(3, False, "2033-06-30", True)]
    original = '{"strength":4,"deadline_date":"2033-12-31"}'
    assert query(paths, ACCOUNT) == [("applied", made, original)]
    told = "SELECT map_keys(differences) FROM changes WHERE change = 'changed'"
    [(columns,)] = query(paths, told)
    assert {"strength", "is_binding", "deadline_date", "is_overridden"} <= set(columns)


def test_overrides_withdrawn_leave_what_was_extracted(paths: WarehousePaths, tmp_path: Path) -> None:
    before = content(paths)
    report = id_in(paths, "event_reports", "event_report_id")
    entries = (
        f'action = "reject"\nid = "{report}"',
        f'action = "correct"\nid = "{commitment_id(paths)}"\nset = {{ topics = ["a b, c", "x"] }}',
        f'action = "correct"\nid = "{DOCUMENT}"\nclear = ["adopted_date"]\nset = {{ title = "Forum" }}',
        f'action = "reject"\nid = "{id_in(paths, "statements", "statement_id")}"',
    )
    run(paths, 1, decided(tmp_path, *entries), audited=True)
    assert query(paths, "SELECT DISTINCT status FROM audit.overrides") == [("applied",)]
    assert query(paths, "SELECT title, adopted_date, main_event_id FROM documents") == [("Forum", None, None)]
    assert content(paths) != before
    run(paths, 2, decided(tmp_path))
    assert content(paths) == before


def test_rejected_event_takes_its_dependents(paths: WarehousePaths, tmp_path: Path) -> None:
    report = id_in(paths, "event_reports", "event_report_id")
    run(paths, 1, decided(tmp_path, f'action = "reject"\nid = "{report}"'))
    for table in ("events", "event_reports", "event_mentions", "event_participants"):
        assert query(paths, f"SELECT count(*) FROM {table}") == [(0,)], table
    assert query(paths, "SELECT event_report_id, event_id FROM commitments") == [(None, None)]


def test_rejected_commitment_takes_its_targets(paths: WarehousePaths, tmp_path: Path) -> None:
    run(paths, 1, decided(tmp_path, f'action = "reject"\nid = "{commitment_id(paths)}"'))
    assert query(paths, "SELECT count(*) FROM commitments") == [(0,)]
    assert query(paths, "SELECT count(*) FROM commitment_targets") == [(0,)]
    gone = (
        f"SELECT quote_before FROM changes WHERE run_id = '{a_run(1).run_id}' AND table_name = 'commitments'"
    )
    assert query(paths, gone) == [(PLEDGE,)]


def test_acceptance_marks_report_and_event(paths: WarehousePaths, tmp_path: Path) -> None:
    report = id_in(paths, "event_reports", "event_report_id")
    run(paths, 1, decided(tmp_path, f'action = "accept"\nid = "{report}"'))
    assert query(paths, "SELECT is_overridden FROM event_reports") == [(True,)]
    assert query(paths, "SELECT is_overridden FROM events") == [(True,)]


def test_what_was_decided_on_leaves_the_review_queue(paths: WarehousePaths, tmp_path: Path) -> None:
    queue = "SELECT record FROM review_queue ORDER BY record"
    before = [("commitment",), ("event_report",), ("instrument_mention",)]
    assert query(paths, queue) == before
    report = id_in(paths, "event_reports", "event_report_id")
    correct = f'action = "correct"\nid = "{commitment_id(paths)}"\nset = {{ strength = 3 }}'
    run(paths, 1, decided(tmp_path, correct, f'action = "accept"\nid = "{report}"'))
    assert query(paths, queue) == [("instrument_mention",)]
    run(paths, 2, decided(tmp_path))
    assert query(paths, queue) == before


def test_overrides_stay_while_other_files_come(paths: WarehousePaths, tmp_path: Path) -> None:
    overrides = decided(tmp_path, f'action = "reject"\nid = "{commitment_id(paths)}"')
    run(paths, 1, overrides)
    (tmp_path / "in" / "more.txt").write_text(f"{TEXT}\n")
    run(paths, 2)
    assert query(paths, "SELECT count(*) FROM commitments") == [(1,)]
    assert query(paths, "SELECT status FROM audit.overrides") == [("applied",)]


def test_record_is_found_by_its_words_when_its_id_is_gone(paths: WarehousePaths, tmp_path: Path) -> None:
    entry = (
        f'action = "correct"\nid = "{commitment_id(paths)}"\ndocument = "{DOCUMENT}"\n'
        f'quote = "{PLEDGE}"\nset = {{ strength = 5 }}'
    )
    whole = span_of(TEXT, PLEDGE)
    newer = replace(
        facts(version="e2"), commitments=(replace(commitment(), span=Span(whole.start, whole.end - 1)),)
    )
    with mock.patch.object(builders, "facts", lambda *_: newer):
        run(paths, 1, decided(tmp_path, entry), replace(VERSIONS, extractor="e2"))
    assert query(paths, "SELECT strength, quote FROM commitments") == [(5, PLEDGE[:-1])]
    assert query(paths, "SELECT matched_id <> record_id FROM audit.overrides") == [(True,)]


def test_override_without_its_record_is_warned_of(paths: WarehousePaths, tmp_path: Path) -> None:
    run(paths, 1, decided(tmp_path, f'action = "accept"\nid = "cmt_{"0" * 20}"'), audited=True)
    assert query(paths, ACCOUNT) == [("unmatched", None, None)]
    warned = (
        "SELECT severity, success FROM audit.validations WHERE expectation_id = 'overrides.finds_its_record'"
    )
    assert query(paths, f"{warned} AND run_id = '{a_run(1).run_id}'") == [("warning", False)]


def test_override_that_breaks_what_must_hold_is_refused(paths: WarehousePaths, tmp_path: Path) -> None:
    entry = f'action = "correct"\nid = "{commitment_id(paths)}"\nset = {{ action = "words of no document" }}'
    run(paths, 1, decided(tmp_path, entry), audited=True)
    assert query(paths, "SELECT action, is_overridden FROM commitments") == [("open a joint office", False)]
    [(status, detail)] = query(paths, "SELECT status, detail FROM audit.overrides")
    assert status == "refused"
    assert "the document's own words" in str(detail)
    assert query(paths, "SELECT count(*) FROM audit.quarantine") == [(0,)]


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ('action = "acept"\nid = "cmt_00000000000000000000"', "entry 1: Invalid enum value 'acept'"),
        ('action = "accept"\nid = "evt_00000000000000000000"', "decide on those (rep_…)"),
        ('action = "accept"\nid = "ins_00000000000000000000"', "in extractors/lexicons/instruments.toml"),
        ('action = "accept"\nid = "cmt_1"', "give an id such as cmt_"),
        (ACCEPT + '\nquote = "x"', "give both or neither"),
        (ACCEPT + '\nwhy = "x"', "unknown field `why`"),
        (CORRECT, "give set or clear"),
        ('action = "reject"\nid = "doc_00000000000000000000"', "cannot be rejected"),
        (CORRECT + '\nset = { quote = "x" }', "cannot be corrected; these"),
        (CORRECT + '\nset = { kind = "vow" }', "must be one of pledge"),
        (CORRECT + '\nset = { strength = true }', "must be a whole number"),
        (CORRECT + '\nset = { deadline_date = "soon" }', "must be a date"),
        (CORRECT + '\nclear = ["kind"]', "cannot be cleared"),
    ],
)  # fmt: skip
def test_mistakes_are_named(entry: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(OverridesError, match=r"overrides\.toml, entry 1: ") as raised:
        decided(tmp_path, entry)
    assert says in str(raised.value)


def test_one_record_is_decided_on_once(tmp_path: Path) -> None:
    entry = ACCEPT
    with pytest.raises(OverridesError, match=r"entry 2: .* is decided on in entry 1 too"):
        decided(tmp_path, entry, entry)


@pytest.mark.parametrize(
    ("text", "says"), [("[[override]", "is no TOML file"), ("x = 1", "remove what else")]
)
def test_files_that_are_none(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "overrides.toml").write_text(text)
    with pytest.raises(OverridesError, match=says):
        read_overrides(tmp_path / "overrides.toml")
