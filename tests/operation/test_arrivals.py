"""Files that arrive start a run, once they are whole, and none is forgotten."""

from __future__ import annotations

import os
import signal
import time

import pytest

from tests.operation.service import Service, halt_reading, until

pytestmark = pytest.mark.operation


def test_files_that_arrive_are_read_each_once(service: Service) -> None:
    service.environment["CHANCERY_WORKERS"] = "1"  # so that the process that is halted has something to read
    service.up()
    burst = [f"burst{number:02}.txt" for number in range(12)]
    for name in burst:
        service.drop(name)
        time.sleep(0.1)
    slow = service.inbox / "slow.txt"
    service.drop("slow.txt")
    with slow.open("a", encoding="utf-8") as file:  # longer than it takes to settle
        for number in range(8):
            file.write(f"{number}. They agreed to meet again in {2030 + number}.\n" * 500)
            file.flush()
            time.sleep(1)
    _, reader = halt_reading(service)
    (run,) = service.runs()
    service.drop("during.txt")
    time.sleep(6)
    assert len(service.runs()) == 1, "a file that came during a run started another beside it"
    os.kill(reader, signal.SIGCONT)
    assert service.ends(run["id"]) == "COMPLETED"
    everything = sorted([*burst, "slow.txt", "during.txt"])
    until(lambda: service.outcomes() == [(name, 1) for name in everything], "all of them")
    until(lambda: not service.runs("SCHEDULED", "PENDING", "RUNNING"), "rest")
    states = [run["state_type"] for run in service.runs()]
    assert states.count("COMPLETED") <= 3, states  # one for the burst, and for what came later


def test_an_inbox_behind_a_url_is_polled(service: Service) -> None:
    bucket = service.folder / "bucket"
    bucket.mkdir()
    service.environment["CHANCERY_SERVICE__WATCH"] = f'["file://{bucket}"]'
    service.environment["CHANCERY_SERVICE__POLL_SECONDS"] = "1"
    service.up()
    (bucket / "notice.txt").write_text("A meeting was held in Osh on 4 May 2026.", encoding="utf-8")
    until(service.runs, "a run")
