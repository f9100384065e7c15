"""The flows that work on what is in the warehouse: what they change, and in which states they end."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.reader import ChildStartError
from flows.environment import prepare_prefect
from flows.parameters import (
    BackfillRequest,
    ExportForm,
    ExportRequest,
    IngestRequest,
    MaintenanceRequest,
    ReextractRequest,
)
from tests.clone import ROOT
from warehouse import runlog
from warehouse.database import open_reader, open_stage
from warehouse.export import ExportError
from warehouse.lock import hold
from warehouse.paths import WarehousePaths
from warehouse.schema import TABLES, RunStatus

pytestmark = pytest.mark.slow

SAMPLES = (
    "2026-01-20_concept_note_tashkent.md",
    "2026-03-12_communique_tashkent.txt",
    "2026-03-12_memorandum_kz_kg.pdf",
    "2026-06-18_A_RES_80_417.txt",
    "2024-06-06_report_ashgabat.pdf",
    "scan_20260115_0003.pdf",
)
OF_RUNS = ("run_id", "ingested_at")
OLDER = """
UPDATE core.documents SET extractor_version = '0', title = 'As an older extractor had it';
DELETE FROM core.commitment_targets;
DELETE FROM core.commitments WHERE kind = 'pledge';
UPDATE core.sentences SET role = 'other';
UPDATE mart.extractions SET digest = 'of what it found';
"""


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WarehousePaths]:
    """A warehouse of some samples, ingested with a Prefect server of the tests' own."""
    prepare_prefect()
    from prefect.testing.utilities import prefect_test_harness

    from flows.ingest import ingest

    folder = tmp_path_factory.mktemp("again")
    (folder / "inbox").mkdir()
    for name in SAMPLES:
        shutil.copy(ROOT / "samples/inbox" / name, folder / "inbox")
    with prefect_test_harness(server_startup_timeout=300):
        ingest(IngestRequest(inbox=[folder / "inbox"], warehouse=folder / "w.duckdb"))
        yield WarehousePaths.of(folder / "w.duckdb")


@pytest.fixture
def paths(fresh: WarehousePaths, tmp_path: Path) -> WarehousePaths:
    """A copy of that warehouse, with its parses."""
    copy = WarehousePaths.of(tmp_path / "w.duckdb")
    shutil.copy(fresh.warehouse, copy.warehouse)
    shutil.copytree(fresh.parses, copy.parses)
    return copy


def grow_old(paths: WarehousePaths) -> None:
    """Make the rows such as an older extractor, which found less, would have left."""
    with open_stage(paths.warehouse) as con:
        con.execute(OLDER)
        con.execute("CHECKPOINT")


def rows(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all that was extracted and matched, without which run did so and when."""
    found = {}
    with open_reader(warehouse) as con:
        for table in TABLES:
            if table.schema in ("core", "raw"):
                columns = ", ".join(name for name in table.column_names if name not in OF_RUNS)
                query = f"SELECT {columns} FROM {table.qualified_name} ORDER BY ALL"
                found[table.qualified_name] = con.execute(query).fetchall()
    return found


def last_run(paths: WarehousePaths) -> RunStatus:
    return runlog.read(paths.run_log)[-1].status


def test_what_is_extracted_anew_equals_a_fresh_ingest(paths: WarehousePaths, fresh: WarehousePaths) -> None:
    from flows.reextract import reextract

    grow_old(paths)
    assert rows(paths.warehouse) != rows(fresh.warehouse)
    report = reextract(ReextractRequest(warehouse=paths.warehouse))
    assert (len(report.steps), report.run and report.run.loaded_count) == (4, 4)
    assert rows(paths.warehouse) == rows(fresh.warehouse)
    before = paths.warehouse.read_bytes()
    again = reextract(ReextractRequest(warehouse=paths.warehouse))
    assert (again.steps, last_run(paths)) == ([], RunStatus.UNCHANGED)
    assert paths.warehouse.read_bytes() == before


def test_a_batch_that_fails_fails_the_run(paths: WarehousePaths, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the run after it does what it did not."""
    from flows.reextract import reextract

    def no_child(*_: object, **__: object) -> None:
        raise ChildStartError("the reading process does not start")

    grow_old(paths)
    before = paths.warehouse.read_bytes()
    with monkeypatch.context() as broken:
        broken.setattr("flows.readers.Reader", no_child)
        state = reextract(ReextractRequest(warehouse=paths.warehouse), return_state=True)
    assert state.is_failed()
    assert last_run(paths) is RunStatus.FAILED
    assert paths.warehouse.read_bytes() == before
    state = reextract(ReextractRequest(warehouse=paths.warehouse, paths=["*.md"]), return_state=True)
    assert (state.is_completed(), last_run(paths)) == (True, RunStatus.PUBLISHED)


def test_a_second_run_ends_as_busy(paths: WarehousePaths) -> None:
    from flows.backfill import backfill
    from flows.maintenance import maintenance

    request = BackfillRequest(warehouse=paths.warehouse, dry_run=False)
    with hold(paths):
        states = [
            backfill(request, return_state=True),
            maintenance(MaintenanceRequest(warehouse=paths.warehouse), return_state=True),
        ]
    for state in states:
        assert (state.name, state.is_failed()) == ("Busy", True)
        assert "another run is writing" in (state.message or "")
    assert not paths.run_log.exists(), "what could not start is no run"


def test_a_dry_run_lists_and_changes_nothing(paths: WarehousePaths) -> None:
    from flows.backfill import backfill

    (paths.parses / "none").mkdir()
    before = paths.warehouse.read_bytes()
    report = backfill(BackfillRequest(warehouse=paths.warehouse, paths=["*.md"]))
    assert report.run is None
    assert {(step.way.value, Path(step.file_name).suffix) for step in report.steps} == {("extract", ".md")}
    assert paths.warehouse.read_bytes() == before
    assert not paths.run_log.exists()


def test_quarantined_files_are_tried_again(paths: WarehousePaths) -> None:
    from flows.backfill import backfill

    report = backfill(BackfillRequest(warehouse=paths.warehouse, quarantined=True, dry_run=False))
    assert sorted(step.reason for step in report.steps) == [
        "refused as no_text_layer",
        "refused as truncated",
    ]
    assert report.run is not None
    assert (report.run.loaded_count, report.run.quarantined_count) == (0, 2)


def test_a_stale_warehouse_is_announced(paths: WarehousePaths, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows.announcements import WAREHOUSE_STALE
    from flows.maintenance import maintenance

    sent: list[object] = []
    monkeypatch.setattr("flows.artifacts.showing.emit_event", lambda event, **_: sent.append(event))
    before = rows(paths.warehouse)
    fresh = maintenance(MaintenanceRequest(warehouse=paths.warehouse, stale_days=30), return_state=True)
    assert (fresh.name, sent) == ("Completed", [])
    stale = maintenance(MaintenanceRequest(warehouse=paths.warehouse, stale_days=0), return_state=True)
    assert (stale.name, stale.is_completed(), sent) == ("Stale", True, [WAREHOUSE_STALE])
    assert "last came in" in (stale.message or "")
    assert rows(paths.warehouse) == before


def test_an_export_replaces_exports_only(paths: WarehousePaths, tmp_path: Path) -> None:
    from flows.export import export

    folder = tmp_path / "out"
    for form in (ExportForm.JSONL, ExportForm.CSV):
        request = ExportRequest(warehouse=paths.warehouse, form=form, folder=folder)
        made = export(request)
        assert {file.suffix for file in folder.iterdir()} == {f".{form}", ".json"}
        assert json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        assert len(made) == len(list(folder.iterdir()))
    (folder / "datapackage.json").unlink()
    with pytest.raises(ExportError, match="there already"):
        export(ExportRequest(warehouse=paths.warehouse, folder=folder))
    (calendar,) = export(
        ExportRequest(warehouse=paths.warehouse, form=ExportForm.ICAL, folder=tmp_path / "c")
    )
    assert Path(calendar).read_bytes().startswith(b"BEGIN:VCALENDAR")
