"""A withdrawn document leaves nothing but the account of why it is not there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extractors.errors import Reason
from extractors.identity import content_sha256, document_id
from tests.warehouse.builders import TEXT, VERSIONS, a_run, inbox_with, ingest, plan_of, staged
from tests.warehouse.test_staging import assert_references_lead_somewhere, content, query
from warehouse.errors import WarehouseError
from warehouse.paths import WarehousePaths
from warehouse.publish import publish
from warehouse.run import Counts
from warehouse.staging import StagedRun
from warehouse.withdrawal import withdraw

OTHER = f"No. 1. {TEXT}"
STATES = "SELECT file_name, outcome, reason, document_id, run_id FROM audit.source_files ORDER BY source_uri"
QUARANTINE = """
SELECT file_name, reason, detail, parser_version, extractor_version, limits, run_id
FROM audit.quarantine ORDER BY source_uri
"""


@pytest.fixture
def paths(tmp_path: Path) -> WarehousePaths:
    return WarehousePaths.of(tmp_path / "data" / "w.duckdb")


def id_of(text: str) -> str:
    return document_id(content_sha256(text.encode()))


def published_without(paths: WarehousePaths, made: StagedRun, second: int, *texts: str) -> Counts:
    """Withdraw the documents of some texts, publish the rest, and return the counts."""
    rest = withdraw(made, a_run(second), {id_of(text): "It is wrong." for text in texts})
    publish(paths, rest)
    return rest.counts


def test_rest_is_as_if_the_document_had_never_come(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT, OTHER, OTHER, "nothing")
    counts = published_without(paths, staged(paths, inbox, a_run()), 0, OTHER)
    assert counts == Counts(loaded=1, quarantined=3)
    assert_references_lead_somewhere(paths)
    alone = WarehousePaths.of(tmp_path / "alone" / "w.duckdb")
    ingest(alone, inbox_with(tmp_path / "only", TEXT), a_run())
    assert content(paths) == content(alone)


def test_account_tells_of_the_withdrawal(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT, OTHER, OTHER)
    published_without(paths, staged(paths, inbox, a_run()), 0, OTHER)
    run_id = a_run().run_id
    assert query(paths, STATES) == [
        ("0.txt", "loaded", None, id_of(TEXT), run_id),
        ("1.txt", "quarantined", "failed_audit", None, run_id),
        ("2.txt", "quarantined", "failed_audit", None, run_id),
    ]
    assert query(paths, QUARANTINE) == [
        (name, "failed_audit", "It is wrong.", "p1", "e1", "60 s", run_id) for name in ("1.txt", "2.txt")
    ]
    assert query(paths, "SELECT DISTINCT advice FROM audit.quarantine") == [(Reason.FAILED_AUDIT.advice,)]
    assert query(paths, "SELECT loaded_count, quarantined_count FROM audit.runs") == [(1, 2)]


def test_withdrawn_content_is_not_tried_again(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT, OTHER)
    published_without(paths, staged(paths, inbox, a_run()), 0, OTHER)
    again = plan_of(paths, [inbox])
    assert not again.changes
    assert [(r.file.file_name, r.reason) for r in again.still_quarantined] == [("1.txt", Reason.FAILED_AUDIT)]
    (inbox / "copy.txt").write_text(OTHER)
    assert ingest(paths, inbox, a_run(1)).counts == Counts(unchanged=1, quarantined=2)
    assert not plan_of(paths, [inbox]).changes
    newer = plan_of(paths, [inbox], replace(VERSIONS, limits="90 s"))
    assert [task.document_id for task in newer.to_read] == [id_of(OTHER)]


def test_document_of_an_earlier_run_is_withdrawn(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT, OTHER)
    ingest(paths, inbox, a_run())
    (inbox / "2.txt").write_text(f"No. 2. {TEXT}")
    counts = published_without(paths, staged(paths, inbox, a_run(1)), 1, OTHER)
    assert counts == Counts(loaded=1, unchanged=1, quarantined=1)
    assert query(paths, "SELECT count(*) FROM event_reports JOIN events USING (event_id)") == [(2,)]
    assert query(paths, STATES)[1] == ("1.txt", "quarantined", "failed_audit", None, a_run(1).run_id)
    assert not plan_of(paths, [inbox]).changes


def test_files_of_other_inboxes_are_quarantined_with_the_versions_that_read_them(
    paths: WarehousePaths, tmp_path: Path
) -> None:
    elsewhere, inbox = inbox_with(tmp_path / "a", OTHER), inbox_with(tmp_path / "b", TEXT)
    ingest(paths, elsewhere, a_run())
    newer = replace(VERSIONS, extractor="e2")
    assert published_without(paths, staged(paths, inbox, a_run(1, newer)), 1, OTHER) == Counts(
        loaded=1, quarantined=1
    )
    assert query(paths, "SELECT extractor_version FROM audit.quarantine") == [("e1",)]
    assert query(paths, "SELECT modified_at FROM audit.source_files WHERE outcome = 'quarantined'") == [
        (None,)
    ]
    assert not plan_of(paths, [elsewhere]).changes
    assert len(plan_of(paths, [elsewhere], newer).to_read) == 1


def test_document_without_a_file_goes_too(paths: WarehousePaths, tmp_path: Path) -> None:
    inbox = inbox_with(tmp_path / "in", TEXT, OTHER)
    ingest(paths, inbox, a_run())
    (inbox / "1.txt").unlink()
    counts = published_without(paths, staged(paths, inbox, a_run(1)), 1, OTHER)
    assert counts == Counts(unchanged=1, removed=1)
    assert query(paths, "SELECT document_id FROM documents") == [(id_of(TEXT),)]
    assert query(paths, STATES)[1] == ("1.txt", "removed", None, None, a_run(1).run_id)
    assert query(paths, QUARANTINE) == []


def test_failure_leaves_the_stage_file_as_it_was(
    paths: WarehousePaths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("No space left on device")

    made = staged(paths, inbox_with(tmp_path / "in", TEXT, OTHER), a_run())
    monkeypatch.setattr("warehouse.review.resolve", fail)
    with pytest.raises(WarehouseError, match="the run cannot be written: No space"):
        withdraw(made, a_run(), {id_of(OTHER): "It is wrong."})
    publish(paths, made)
    assert query(paths, "SELECT count(*) FROM documents") == [(2,)]
    assert query(paths, QUARANTINE) == []
