"""The inbox watcher as a process of the service: what arrives is announced once it is whole."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from watchfiles import watch

from flows.service.api import UNDER_WAY, Api
from flows.service.handover import Handover
from flows.service.lifeline import hold_on_to_starter
from flows.service.places import Places
from flows.service.ready import say_ready
from flows.service.snapshots import Settling, look_at
from flows.settings import Settings
from warehouse.landing import readable_name
from warehouse.paths import WarehousePaths

ARRIVED = "chancery.inbox.arrived"
DEPLOYMENT = "ingest"
MOST_NAMES = 100
BUSY_SECONDS = 1.0  # between looks while files settle or wait for a run
SAFETY_SECONDS = 60.0  # between looks where the file system tells of changes: it may lose some
logger = logging.getLogger(__name__)


class IngestRuns:
    """The runs of the ingest as the server knows them."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def is_active(self) -> bool:
        """Tell whether an ingest runs or is due."""
        running = {"state": {"type": {"any_": UNDER_WAY}}}
        due = {
            "state": {"type": {"any_": ["SCHEDULED"]}},
            "next_scheduled_start_time": {"before_": datetime.now(UTC).isoformat()},
        }
        return any(self._runs(flow_runs=which, limit=1) for which in (running, due))

    def begun_since(self, moment: datetime) -> list[dict[str, Any]]:
        """Return the ingests that have begun since then."""
        begun = {"after_": moment.isoformat(), "is_null_": False}
        return self._runs(flow_runs={"start_time": begun}, limit=200)

    def announce(self, names: list[str]) -> None:
        """Send the event that makes an automation start the ingest."""
        told = [readable_name(Path(name)) for name in names[:MOST_NAMES]]
        event = {
            "id": str(uuid.uuid4()),
            "occurred": datetime.now(UTC).isoformat(),
            "event": ARRIVED,
            "resource": {"prefect.resource.id": "chancery.inbox", "prefect.resource.name": "inbox"},
            "payload": {"files": len(names), "names": told, "text": f"{len(names)} files arrived"},
        }
        self._api.post("/events", [event])
        logger.info("announced %d files", len(names))

    def _runs(self, **filters: Any) -> list[dict[str, Any]]:
        return self._api.runs(deployments={"name": {"any_": [DEPLOYMENT]}}, **filters)


def wake_on_changes(folders: Sequence[str], wake: threading.Event, pause: float) -> None:
    """Set the event whenever something changes in the folders; one that is missing is waited for."""
    while True:
        try:
            for _ in watch(*folders, step=200, debounce=500, yield_on_timeout=False):
                wake.set()
        except OSError as error:
            logger.warning("no events of %s: %s", ", ".join(folders), error)
            wake.set()  # so that they are looked at at least this often
        time.sleep(pause)


def main() -> None:
    """Watch until told to stop."""
    hold_on_to_starter()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    settings = Settings()
    service, places, paths = settings.service, Places.of(settings), WarehousePaths.of(settings.warehouse)
    watched = settings.watched
    wake = threading.Event()
    local = [place for place in watched if "://" not in place]
    if local:
        arguments = (local, wake, service.poll_seconds)
        threading.Thread(target=wake_on_changes, args=arguments, daemon=True).start()
    settling = Settling(service.settle_seconds)
    handover = Handover(IngestRuns(Api(service.address)), places.seen)
    say_ready()
    pause = SAFETY_SECONDS if len(local) == len(watched) else service.poll_seconds
    while True:
        wake.clear()
        began = time.monotonic()
        snapshot = look_at(watched, paths.owns)
        settled = settling.see(snapshot, time.time())
        try:
            handover.see(snapshot, settled, time.time())
        except httpx.HTTPError as error:
            logger.warning("the server does not answer: %s", error)
        if handover.waiting(snapshot):
            time.sleep(max(BUSY_SECONDS, 4 * (time.monotonic() - began)))
        else:
            wake.wait(pause)


if __name__ == "__main__":
    main()
