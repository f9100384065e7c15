"""The schedule fires, runs do not overlap, and what was missed is caught up with once."""

from __future__ import annotations

import time
from collections import Counter
from datetime import datetime
from itertools import pairwise

import pytest
import yaml

from tests.clone import ROOT
from tests.operation.service import Service, until

pytestmark = pytest.mark.operation
SECONDS = 20


@pytest.fixture
def often(service: Service) -> Service:
    """A service whose ingest is due every twenty seconds."""
    said = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
    (ingest,) = (one for one in said["deployments"] if one["name"] == "ingest")
    ingest["schedules"] = [
        {"interval": SECONDS, "timezone": "Asia/Tashkent", "slug": "often", "active": True}
    ]
    (service.folder / "prefect.yaml").write_text(yaml.safe_dump(said), encoding="utf-8")
    return service


def at(run: dict[str, str], moment: str) -> float:
    """Return a moment of a run as seconds of the epoch."""
    return datetime.fromisoformat(run[moment]).timestamp()


def test_after_missed_schedules_one_run_catches_up(often: Service) -> None:
    often.drop("a.txt")
    often.up()
    until(lambda: often.runs("COMPLETED"), "a run by the schedule")
    known = {run["id"] for run in often.api.runs(limit=200) if run["auto_scheduled"]}
    often.down()
    down = time.time()
    time.sleep(3 * SECONDS + 5)
    up = time.time()
    often.up()

    def missed() -> list[dict[str, str]]:
        ours = [run for run in often.runs() if run["id"] in known]
        return [run for run in ours if down < at(run, "expected_start_time") < up]

    until(lambda: missed() and not {"SCHEDULED", "PENDING", "RUNNING"} & states(missed()).keys(), "an end")
    assert len(missed()) >= 3
    # The one that catches up is a missed run, or the one that falls due just as the service is up again.
    until(lambda: [run for run in often.runs("COMPLETED") if at(run, "start_time") > up], "a run after it")
    assert states(missed())["COMPLETED"] <= 1, states(missed())
    assert states(missed())["CANCELLED"] == len(missed()) - states(missed())["COMPLETED"]
    finished = [run for run in often.runs("COMPLETED") if run["start_time"] and run["end_time"]]
    finished.sort(key=lambda run: at(run, "start_time"))
    for earlier, later in pairwise(finished):
        assert at(later, "start_time") >= at(earlier, "end_time"), "two ran at once"
    assert often.outcomes() == [("a.txt", 1)]


def states(runs: list[dict[str, str]]) -> Counter[str]:
    """Count runs by state."""
    return Counter(run["state_type"] for run in runs)


def test_of_two_at_once_one_runs(service: Service) -> None:
    service.up()
    asked = [service.start_ingest() for _ in range(2)]
    assert sorted(service.ends(run) for run in asked) == ["CANCELLED", "COMPLETED"]
