"""What becomes of a run where Prefect takes its artifacts, and where it does not."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

import pytest

from expectations.report import AuditReport
from flows import progress
from flows.announcements import of_end
from flows.artifacts import moving, showing
from flows.progress import Phase, Progress
from tests.flows.artifacts.test_pages import DAY, loaded, refused, report
from tests.flows.test_announcements import PATHS, record
from warehouse.schema import RunStatus


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What Prefect is handed; it takes all of it."""
    taken: list[dict[str, Any]] = []
    for name in ("create_table_artifact", "create_markdown_artifact", "emit_event"):
        monkeypatch.setattr(showing, name, lambda *data, **named: taken.append({"data": data, **named}))
    return taken


def test_every_run_has_the_same_artifacts(calls: list[dict[str, Any]]) -> None:
    showing.show_run(report([loaded()], [refused()]), DAY)
    showing.show_audit(AuditReport("r", ()), PATHS.docs_index("r"))
    keys = [call["key"] for call in calls]
    assert keys == ["chancery-files", "chancery-quarantine", "chancery-summary", "chancery-audit"]
    assert calls[1]["description"] == "in quarantine: 1, new: 1"


def test_the_end_of_a_run_is_announced_with_what_is_new_in_quarantine(calls: list[dict[str, Any]]) -> None:
    showing.announce(*of_end(PATHS, record(RunStatus.PUBLISHED), [refused()]))
    assert [call["event"] for call in calls] == ["chancery.run.published", "chancery.files.quarantined"]


def test_a_run_goes_on_where_prefect_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def refuse(*_: object, **named: Any) -> None:
        tried.append(named["key"])
        raise ConnectionError("the server is gone")

    monkeypatch.setattr(showing, "create_table_artifact", refuse)
    monkeypatch.setattr(showing, "create_markdown_artifact", refuse)
    showing.show_run(report([loaded()], [refused()]), DAY)
    assert tried == ["chancery-files"]  # each attempt may last a minute


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, str]]:
    """What the progress artifact shows, one moment after the other."""
    moments: list[tuple[float, str]] = []
    monkeypatch.setattr(moving, "create_progress_artifact", lambda *_, **__: uuid4())
    monkeypatch.setattr(
        moving,
        "update_progress_artifact",
        lambda _, percent, description: moments.append((percent, description)),
    )
    return moments


def read_files() -> None:
    progress.begin(200)
    for _ in range(200):
        progress.advance()
        time.sleep(0.001)


def test_progress_moves_up_to_the_end(
    shown: list[tuple[float, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "EVERY", 0.01)
    with moving.moving_artifact():
        read_files()
    assert [percent for percent, _ in shown] == sorted(percent for percent, _ in shown)
    assert shown[-1] == (100, "done")
    assert any(told.endswith("of 200 files") for _, told in shown)


def test_many_files_cost_few_updates(shown: list[tuple[float, str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving, "EVERY", 600)
    with moving.moving_artifact():
        read_files()
    assert shown == [(100, "done")]


def test_a_run_that_breaks_off_says_where(shown: list[tuple[float, str]]) -> None:
    with pytest.raises(OSError, match="no space"), moving.moving_artifact():
        progress.enter(Phase.AUDITING)
        raise OSError("no space left")
    assert shown == [(70, "broken off while auditing")]


@pytest.mark.parametrize("broken", ["create_progress_artifact", "update_progress_artifact"])
def test_a_run_goes_on_where_prefect_takes_no_progress(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ConnectionError("the server is gone")

    monkeypatch.setattr(moving, "create_progress_artifact", lambda *_, **__: uuid4())
    monkeypatch.setattr(moving, broken, refuse)
    with moving.moving_artifact():
        read_files()
    assert progress.now().phase is Phase.DONE


def test_progress_is_of_the_whole_run() -> None:
    moments = [Progress(Phase.FINDING), Progress(Phase.READING, 0, 4), Progress(Phase.READING, 2, 4)]
    moments += [Progress(phase) for phase in list(Phase)[2:]]
    percents = [moment.percent for moment in moments]
    assert percents == sorted(percents)
    assert Progress(Phase.READING, 1_200, 4_000).told == "reading: 1,200 of 4,000 files"
