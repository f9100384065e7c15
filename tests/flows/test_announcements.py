"""What runs announce: names that automations match, payloads that people and programs can use."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from flows import announcements
from flows.report import QuarantinedFile
from warehouse.paths import WarehousePaths
from warehouse.run import Counts
from warehouse.runlog import RunRecord
from warehouse.schema import RunStatus

PATHS = WarehousePaths.of(Path("/data/chancery.duckdb"))
RUN = "20260312T060000Z-1f3a5c7e"


def record(status: RunStatus, message: str = "") -> RunRecord:
    return RunRecord(
        RUN, datetime(2026, 3, 12, 6), datetime(2026, 3, 12, 6, 1), status, Counts(2, 5, 1, 0), message
    )


@pytest.mark.parametrize(
    ("status", "event"),
    [
        (RunStatus.PUBLISHED, "chancery.run.published"),
        (RunStatus.UNCHANGED, "chancery.run.unchanged"),
        (RunStatus.REJECTED, "chancery.run.rejected"),
        (RunStatus.FAILED, "chancery.run.failed"),
    ],
)
def test_the_event_is_named_after_how_the_run_ended(status: RunStatus, event: str) -> None:
    made = announcements.of_run(PATHS, record(status))
    assert made.event == event
    assert made.resource["prefect.resource.id"] == "chancery.warehouse./data/chancery.duckdb"
    assert made.related == [{"prefect.resource.id": f"chancery.run.{RUN}", "prefect.resource.role": "run"}]
    assert (made.payload["loaded"], made.payload["started_at"]) == (2, "2026-03-12T06:00:00Z")
    assert made.payload["text"].endswith("2 loaded, 5 unchanged, 1 quarantined, 0 removed")


def test_what_went_wrong_is_told_instead_of_counts() -> None:
    made = announcements.of_run(PATHS, record(RunStatus.FAILED, "OSError: no space\x1b[2J\nleft"))
    assert made.payload["text"] == f"Run {RUN} failed: OSError: no space\\x1b[2J left"


def test_a_thousand_quarantined_files_stay_within_what_an_event_may_weigh() -> None:
    file = QuarantinedFile(
        file_name="\u202e" + "x" * 300, reason="truncated", detail="y" * 9_000, advice="Fetch it again."
    )
    made = announcements.of_quarantine(PATHS, RUN, [file] * 1_000)
    assert made.payload["quarantined"] == 1_000
    assert len(made.payload["files"]) == announcements.MOST_FILES
    assert len(str(made.payload)) < 200_000
    assert "\u202e" not in str(made.payload)
