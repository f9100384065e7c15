"""Whatever is killed in the midst of reading: the run ends in the right state, and nothing is lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

import pytest

from tests.operation.service import Service, halt_reading, is_alive, until

pytestmark = pytest.mark.operation

FILES = ("a.txt", "b.txt", "c.txt")


def kill_run(service: Service, run: int) -> None:
    os.kill(run, signal.SIGKILL)


def kill_worker(service: Service, run: int) -> None:
    os.kill(service.pid("worker") or 0, signal.SIGKILL)


def kill_both(service: Service, run: int) -> None:
    kill_worker(service, run)
    kill_run(service, run)


def end_worker(service: Service, run: int) -> None:
    os.kill(service.pid("worker") or 0, signal.SIGTERM)


def cancel(service: Service, run: int) -> None:
    (running,) = service.runs("RUNNING")
    service.api.post(f"/flow_runs/{running['id']}/set_state", {"state": {"type": "CANCELLING"}})


def the_next_run_takes_up_the_rest(service: Service) -> None:
    """See that a run completes: the one that is asked for here, or the watcher's if that was earlier."""
    service.ends(service.start_ingest())
    until(lambda: service.runs("COMPLETED"), "the next run")
    assert service.outcomes() == [(name, 1) for name in FILES]


@pytest.mark.parametrize(
    ("blow", "state"),
    [
        (kill_run, "CRASHED"),
        (kill_worker, "CRASHED"),
        (kill_both, "CRASHED"),
        (end_worker, "CRASHED"),
        (cancel, "CANCELLED"),
    ],
)
def test_a_run_that_is_struck(service: Service, blow: Callable[[Service, int], None], state: str) -> None:
    service.up()
    service.drop(*FILES)
    run, reader = halt_reading(service)
    (running,) = service.runs("RUNNING")
    blow(service, run)
    struck = time.monotonic()
    assert service.ends(running["id"]) == state
    print(f"{blow.__name__}: {state} after {time.monotonic() - struck:.1f} s")  # pytest -rP shows it
    until(lambda: not is_alive(run) and not is_alive(reader), "the end of its processes")
    until(lambda: service.taken_slots() == 0, "the slot's release")
    print(f"its processes gone and its slot free after {time.monotonic() - struck:.1f} s")
    until(lambda: service.pid("worker"), "a worker")
    assert service.outcomes() == []
    the_next_run_takes_up_the_rest(service)


def test_a_run_whose_server_is_killed_goes_on(service: Service) -> None:
    service.up()
    service.drop(*FILES)
    run, reader = halt_reading(service)
    (running,) = service.runs("RUNNING")
    server = service.pid("server") or 0
    os.kill(server, signal.SIGKILL)
    os.kill(reader, signal.SIGCONT)
    until(lambda: service.pid("server") not in (None, server) and service.api.is_healthy(), "a new server")
    assert service.ends(running["id"]) == "COMPLETED"
    until(lambda: not is_alive(run) and not is_alive(reader), "the end of its processes")
    until(lambda: service.taken_slots() == 0, "the slot's release")
    assert service.outcomes() == [(name, 1) for name in FILES]
    service.drop("d.txt")
    until(lambda: len(service.outcomes()) == len(FILES) + 1, "the next run")


def test_a_run_whose_service_is_killed_whole(service: Service) -> None:
    service.up()
    service.drop(*FILES)
    run, reader = halt_reading(service)
    (running,) = service.runs("RUNNING")
    service.down(signal.SIGKILL)
    until(lambda: not is_alive(run) and not is_alive(reader), "the end of its processes", seconds=10)
    service.up()
    assert service.ends(running["id"]) == "CRASHED"
    the_next_run_takes_up_the_rest(service)
