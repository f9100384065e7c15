"""No bad record is published: two hundred of them, each caught by the expectation that it breaks."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from expectations.gate import examine
from expectations.occasion import Thresholds
from extractors.identity import content_sha256, document_id
from flows.steps import publish_run
from tests.flows.bad_records import OF_NO_DOCUMENT, PER_DOCUMENT, Badness, document, staged
from tests.warehouse.builders import VERSIONS, inbox_with
from warehouse.database import open_reader, open_stage
from warehouse.errors import AuditRejected
from warehouse.loading import PER_DOCUMENT as TABLES
from warehouse.paths import WarehousePaths
from warehouse.run import Run
from warehouse.staging import StagedRun
from warehouse.versions import Retention

GOOD, BAD = 20, 205
CAUGHT = "SELECT expectation_id, withdrawn_ids FROM audit.validations WHERE run_id = ?"


def a_run(minute: int = 0) -> Run:
    return Run(f"20240502T08{minute:02d}00Z-test", datetime(2024, 5, 2, 8, minute), VERSIONS, "0.1.0")


def id_of(number: int) -> str:
    return document_id(content_sha256(document(number).encode()))


def seed(made: StagedRun, badness: Badness, number: int) -> None:
    """Make a record of a document bad; it has one."""
    values = {"id": id_of(number), "n": number % 5 + 1}
    used = {name: value for name, value in values.items() if f"${name}" in badness.sql}
    with open_stage(made.path) as con:
        ((changed,),) = con.execute(badness.sql, used).fetchall()
    assert changed > 0, badness


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    return WarehousePaths.of(tmp_path / "data" / "w.duckdb")


@pytest.mark.slow
def test_bad_records_cost_their_documents(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", *(document(number) for number in range(GOOD + BAD)))
    made = staged(paths, inbox, a_run())
    seeded = {number: PER_DOCUMENT[number % len(PER_DOCUMENT)] for number in range(GOOD, GOOD + BAD)}
    for number, badness in seeded.items():
        seed(made, badness, number)
    made, report = examine(made, a_run(), Thresholds(withdrawn_share=1))
    publish_run.fn(paths, made, report, Retention())
    with open_reader(paths.warehouse) as con:
        caught = dict(con.execute(CAUGHT, [made.run_id]).fetchall())
        missed = [b for n, b in seeded.items() if id_of(n) not in caught[b.expectation_id]]
        assert missed == []
        for table in TABLES:
            ids = con.execute(f"SELECT DISTINCT document_id FROM {table.qualified_name}").fetchall()
            assert {one for (one,) in ids} <= {id_of(number) for number in range(GOOD)}, table.name
        assert con.execute("SELECT count(*) FROM documents").fetchall() == [(GOOD,)]
        assert con.execute("SELECT count(*) FROM quarantined_files").fetchall() == [(BAD,)]


def test_bad_records_of_no_document_cost_the_run(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", document(0), document(1))
    made = staged(paths, inbox, a_run())
    for badness in OF_NO_DOCUMENT:
        seed(made, badness, 0)
    made, report = examine(made, a_run(), Thresholds())
    assert {b.expectation_id for b in OF_NO_DOCUMENT} <= {r.expectation_id for r in report.obstacles()}
    with pytest.raises(AuditRejected):
        publish_run.fn(paths, made, report, Retention())
    assert not paths.warehouse.exists()
