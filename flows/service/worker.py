"""The worker as a process of the service: it registers what may run, then runs it."""

from __future__ import annotations

import asyncio
import time

from flows.console import printable
from flows.environment import prepare_prefect
from flows.service.api import Api
from flows.service.lifeline import hold_on_to_starter
from flows.service.places import POOL, Places
from flows.service.ready import say_ready
from flows.service.reaping import end_runs_of
from flows.settings import Settings

LOOK_SECONDS = 0.2
WORKER_GONE = "Its worker ended while it ran; the next run takes up the rest."


def main() -> None:
    """Register work pool, deployments and automations, then work until told to stop."""
    hold_on_to_starter()
    settings = Settings()
    places = Places.of(settings)
    prepare_prefect()
    from prefect.workers.process import ProcessWorker

    from flows.service.automations import register_automations
    from flows.service.deployments import read_deployments, register_deployments

    declared = read_deployments()
    api = Api(settings.service.address)
    while not api.is_healthy():
        time.sleep(LOOK_SECONDS)
    # It has begun nothing yet, so what bears its name was left by one that was killed.
    for name in end_runs_of(api, places.worker_name, WORKER_GONE):
        print(f"{printable(name)}: {WORKER_GONE}")
    register_automations(settings, register_deployments(declared))

    def started(*_: object) -> None:
        say_ready()

    worker = ProcessWorker(name=places.worker_name, work_pool_name=POOL)
    asyncio.run(worker.start(printer=started))


if __name__ == "__main__":
    main()
