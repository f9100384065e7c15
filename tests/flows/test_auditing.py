"""The published file audited again: what is told, what is written, and that the file stays as it is."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from flows.exits import explained
from flows.terminal.auditing import audit_published
from tests.expectations.small_warehouse import RUN, publish
from warehouse.errors import AuditRejected, WarehouseError
from warehouse.paths import WarehousePaths


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("audited") / "w.duckdb")


@pytest.fixture
def paths(right: Path, tmp_path: Path) -> WarehousePaths:
    shutil.copyfile(right, tmp_path / "w.duckdb")
    return WarehousePaths.of(tmp_path / "w.duckdb")


def spoil(paths: WarehousePaths, sql: str) -> None:
    with duckdb.connect(paths.warehouse) as con:
        con.execute(sql)


def test_what_is_not_met_is_listed_and_nothing_changes(
    paths: WarehousePaths, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    before = paths.warehouse.read_bytes()
    audit_published(paths.warehouse, as_json=False)
    shown = capsys.readouterr().out
    assert "runs.something_was_loaded_lately" in shown  # its one run lies years back
    docs = paths.docs_index(f"{RUN}-whole")
    assert f"Data Docs: {docs}" in shown
    assert "something_was_loaded_lately" in (docs.parent / "runs.html").read_text(encoding="utf-8")
    assert paths.warehouse.read_bytes() == before


def test_critical_failure_is_told_in_json_and_raises(
    paths: WarehousePaths, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(paths, "UPDATE core.sentences SET role = 'chorus' WHERE sentence_id = 'snt_1'")
    with pytest.raises(AuditRejected, match=r"sentences\.role_is_known"):
        audit_published(paths.warehouse, as_json=True)
    report = json.loads(capsys.readouterr().out)
    failed = {failure["expectation"]: failure for failure in report["failures"]}
    assert (report["run_id"], report["passed"]) == (RUN, False)
    assert failed["sentences.role_is_known"]["offending_ids"] == ["snt_1"]
    assert Path(report["docs"]) == paths.docs_index(f"{RUN}-whole")


def test_no_data_docs_where_none_are_kept(
    paths: WarehousePaths, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHANCERY_DOCS_KEPT", "0")
    audit_published(paths.warehouse, as_json=True)
    assert json.loads(capsys.readouterr().out)["docs"] is None
    assert not paths.docs.exists()


def test_thresholds_are_those_of_the_settings(
    paths: WarehousePaths, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHANCERY_DOCS_KEPT", "0")
    monkeypatch.setenv("CHANCERY_AUDIT__STALE_DAYS", "100000")
    audit_published(paths.warehouse, as_json=True)
    assert json.loads(capsys.readouterr().out)["failures"] == []


def test_file_without_a_published_run_is_named(
    paths: WarehousePaths, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(paths, "UPDATE audit.runs SET status = 'undone'")
    with pytest.raises(WarehouseError, match="no run has published"):
        audit_published(paths.warehouse, as_json=False)
    with pytest.raises(SystemExit), explained():
        audit_published(paths.warehouse, as_json=False)
    assert capsys.readouterr().err.startswith("chancery: no run has published")
