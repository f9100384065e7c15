"""Which documents are to blame for what a corruption breaks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from expectations.audit import audit
from expectations.blame import MOST_TOLD, culprits, told
from expectations.expectation import Expectation
from expectations.report import ValidationResult
from expectations.suites import suite
from tests.expectations.small_warehouse import OCCASION, RUN, A, B
from warehouse.schema import BY_NAME, Severity

ROLE = "UPDATE core.sentences SET role = 'chorus' WHERE sentence_id = '{}'"
KIND = "UPDATE core.event_reports SET kind = 'rumour' WHERE event_report_id = 'rep_b'"
EVENT = "UPDATE core.events SET {} WHERE event_id = 'evt_1'"
ORPHAN = "UPDATE core.place_mentions SET document_id = 'doc_x'"
CLOCK = "UPDATE audit.runs SET finished_at = started_at - INTERVAL 1 DAY"
SOURCE = "UPDATE core.document_sources SET first_seen_at = last_seen_at + INTERVAL 1 DAY"
YEAR = "UPDATE core.instruments SET year = 7 WHERE instrument_id = 'ins_1'"
NO_WORD = "INSERT INTO mart.search_words VALUES ('zz', 'zz')"
ALIASES = "UPDATE core.{}actors SET aliases = ['b', 'a'] WHERE actor_id = 'iso:LV'"

CASES: dict[str, tuple[str, str, dict[str, tuple[str, ...]] | None]] = {
    "nothing": ("sentences", "SELECT 1", {}),
    "a warning": ("instruments", YEAR, {}),
    "one document's row": ("sentences", ROLE.format("snt_1"), {A.id: ("sentences.role_is_known",)}),
    "two expectations": (
        "sentences statements",
        f"{ROLE.format('snt_8')}; UPDATE core.statements SET kind = 'song'",
        {B.id: ("sentences.role_is_known", "statements.kind_is_known")},
    ),
    "two documents": (
        "sentences",
        f"{ROLE.format('snt_1')}; {ROLE.format('snt_8')}",
        dict.fromkeys(sorted((A.id, B.id)), ("sentences.role_is_known",)),
    ),
    "an event that two documents report": (
        "events",
        EVENT.format("report_count = 9"),
        dict.fromkeys(sorted((A.id, B.id)), ("events.report_count_agrees_with_reports",)),
    ),
    "an event made from a wrong report": (
        "events event_reports",
        f"{EVENT.format('kind = $$rumour$$')}; {KIND}",
        {B.id: ("event_reports.kind_is_known",)},
    ),
    "an event that nobody reports": (
        "events",
        "INSERT INTO core.events SELECT * REPLACE ('evt_9' AS event_id) FROM core.events LIMIT 1",
        None,
    ),
    "an actor made from a wrong row": (
        "actors document_actors",
        f"{ALIASES.format('')}; {ALIASES.format('document_')}",
        {A.id: ("document_actors.aliases_are_sorted",)},
    ),
    "words that nobody wrote": ("search_words", NO_WORD, None),
    "words that nobody wrote, besides a document": (
        "sentences search_words",
        f"{ROLE.format('snt_1')}; {NO_WORD}",
        {A.id: ("sentences.role_is_known",)},
    ),
    "a document that is not the file's": (
        "documents source_files",
        f"UPDATE core.documents SET sha256 = md5('x') || md5('y') WHERE document_id = '{A.id}'",
        {A.id: ("documents.document_id_is_of_content",)},
    ),
    "an actor": ("actors", ALIASES.format(""), None),
    "a row of no known document": ("place_mentions", ORPHAN, None),
    "the account of a run": ("runs", CLOCK, None),
    "the account of files": ("document_sources", SOURCE, None),
    "the account, besides a document": ("sentences runs", f"{ROLE.format('snt_1')}; {CLOCK}", None),
}


@pytest.mark.parametrize("case", CASES)
def test_blame(case: str, corrupt: Callable[[str], Path]) -> None:
    tables, sql, expected = CASES[case]
    path = corrupt(sql)
    found = culprits(
        path, audit(path, OCCASION, [suite(BY_NAME[table], OCCASION) for table in tables.split()])
    )
    named = found and {
        document: tuple(r.expectation_id for r in broken) for document, broken in found.items()
    }
    assert named == expected


def test_expectation_that_raises_is_nobodys_fault(warehouse: Path) -> None:
    broken = Expectation(BY_NAME["sentences"], "is_broken", Severity.INFO, "?", where="no_such_column > 1")
    assert culprits(warehouse, audit(warehouse, OCCASION, [(broken,)])) is None


def test_told_names_the_first_and_counts_the_rest() -> None:
    def result(number: int) -> ValidationResult:
        return ValidationResult(
            RUN,
            "t",
            f"t.e{number}",
            "k",
            None,
            f"It holds {number}.",
            Severity.CRITICAL,
            False,
            None,
            None,
            1,
            (),
            "",
        )

    assert (
        told([result(1), result(2)]) == "Its rows break what must hold: It holds 1 (t.e1); It holds 2 (t.e2)."
    )
    assert told([result(n) for n in range(MOST_TOLD + 3)]).endswith("; It holds 4 (t.e4); and 3 more.")
