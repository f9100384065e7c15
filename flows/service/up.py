"""`chancery up`: the service's processes, started side by side and kept running until told to stop."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from filelock import FileLock, Timeout

from flows.console import complain, print_table, printable
from flows.exits import BadRequest
from flows.service.api import Api
from flows.service.check import is_taken, states
from flows.service.describe import what_runs
from flows.service.places import Places
from flows.service.processes import Part
from flows.service.ready import process_of, say_ready
from flows.service.reaping import end_runs_of
from flows.settings import Settings
from warehouse.errors import WarehouseBusy, WarehouseError
from warehouse.landing import check_inboxes
from warehouse.remote import file_system_of

LOOK_SECONDS = 0.2
START_SECONDS = 180.0
SECONDS_TO_END = {"watcher": 5.0, "worker": 5.0, "server": 10.0}
STOPPED = "Chancery was stopped while it ran; the next run takes up the rest."


def check(settings: Settings) -> bool:
    """Print what runs; tell whether everything does."""
    found = states(settings)
    print_table(("part", "runs", "what"), [(s.name, "yes" if s.runs else "NO", s.detail) for s in found])
    return all(state.runs for state in found)


def up(settings: Settings, *, logs: bool) -> None:
    """Run the service until SIGINT or SIGTERM; `logs` prints what the processes print.

    Raises WarehouseBusy where it runs already, BadRequest where the port is taken.
    """
    began = time.monotonic()
    _see_to_inboxes(settings)
    places = Places.of(settings)
    stop = _stop_on_signals()
    with _alone(settings, places):
        service = _Service(settings, places, logs)
        try:
            service.start()
            if service.await_ready(stop, began + START_SECONDS):
                say_ready(places.ready("up"))
                for line in what_runs(settings, places, time.monotonic() - began, logs=logs):
                    print(line, flush=True)
            while not stop.wait(LOOK_SECONDS):
                service.look()
        finally:
            places.ready("up").unlink(missing_ok=True)
            service.stop()
    print("Chancery is down.", flush=True)


def _see_to_inboxes(settings: Settings) -> None:
    """Make the inbox that nobody has chosen; one that was chosen must be there.

    Raises InboxError where it is not, or where a watched URL is of no kind that can be read.
    """
    if "inbox" not in settings.model_fields_set:
        for inbox in settings.inbox:
            Path(inbox).mkdir(parents=True, exist_ok=True)
    check_inboxes(settings.inbox)
    for place in settings.service.watch:
        if "://" in place:
            file_system_of(place)


def _stop_on_signals() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    return stop


@contextmanager
def _alone(settings: Settings, places: Places) -> Iterator[None]:
    """Hold the service's lock, and see that nothing else is where it wants to be."""
    service = settings.service
    lock = FileLock(places.lock)
    try:
        places.folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        pid = process_of(places.ready("up"))
        state = f"is up already (process {pid})" if pid else "is just being started, or stopped"
        raise WarehouseBusy(f"Chancery {state}: {service.address}; see `chancery up --check`") from None
    except OSError as error:
        raise WarehouseError(f"cannot write to {places.folder}: {error.strerror or error}") from None
    try:
        if is_taken(service.host, service.port):
            raise BadRequest(_who_is_there(settings, places))
        yield
    finally:
        lock.release()


def _who_is_there(settings: Settings, places: Places) -> str:
    service = settings.service
    left = process_of(places.ready("server"))
    if left:
        alone = f"the server of an earlier `chancery up` runs alone at {service.address}"
        return f"{alone}: end it with `kill {left}`"
    who = "another Prefect server" if Api(service.address).is_healthy() else "another program"
    return f"{who} is at port {service.port}: end it, or set CHANCERY_SERVICE__PORT to a free port"


class _Service:
    """Server, worker and watcher, and what is to be done when one of them ends."""

    def __init__(self, settings: Settings, places: Places, logs: bool) -> None:
        self._api = Api(settings.service.address)
        self._worker_name = places.worker_name
        environment = places.environment(settings)
        self._parts = [
            Part(
                name,
                f"flows.service.{name}",
                environment,
                places.ready(name),
                None if logs else places.log(name),
            )
            for name in ("server", "worker", "watcher")
        ]

    def start(self) -> None:
        """Start all side by side; each waits itself for what it needs."""
        for part in self._parts:
            part.start()

    def await_ready(self, stop: threading.Event, deadline: float) -> bool:
        """Wait until every part says that it does its work; tell whether that came to be."""
        while not stop.wait(LOOK_SECONDS):
            self.look()
            if all(process_of(part.ready_file) for part in self._parts):
                return True
            if time.monotonic() > deadline:
                waited = ", ".join(part.name for part in self._parts if not process_of(part.ready_file))
                complain(f"still waiting for the {waited} after {START_SECONDS:g} s; see the log")
                deadline += START_SECONDS
        return False

    def look(self) -> None:
        """Start anew what has ended."""
        for part in self._parts:
            told = part.look()
            if told:
                complain(told)

    def stop(self) -> None:
        """End the watcher and the worker with its runs, say so to the server, and end that too."""
        for part in reversed(self._parts):
            if part.name == "server" and part.pid:
                self._end_left_runs()
            part.stop(SECONDS_TO_END[part.name])

    def _end_left_runs(self) -> None:
        try:
            for name in end_runs_of(self._api, self._worker_name, STOPPED):
                complain(f"{printable(name)}: {STOPPED}")
        except httpx.HTTPError:
            pass  # the next worker will do it
