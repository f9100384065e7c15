"""A progress artifact that moves while a run lasts."""

from __future__ import annotations

import contextvars
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact

from flows import progress
from flows.progress import Phase, Progress

KEY = "chancery-progress"
EVERY = 2.0  # seconds; an update costs the server about 10 ms
PATIENCE = 10.0  # seconds that a run waits for the last update, should the server hang

log = logging.getLogger(__name__)


@contextmanager
def moving_artifact() -> Iterator[None]:
    """Show how far the run has come until the block ends, from a thread that no task waits for."""
    progress.enter(Phase.FINDING)
    try:
        artifact = create_progress_artifact(0.0, key=KEY, description=progress.now().told)
    except Exception as error:
        log.warning("Prefect took no progress artifact: %s", error)
        yield
        progress.enter(Phase.DONE)
        return
    ended = threading.Event()
    context = contextvars.copy_context()
    mover = threading.Thread(target=context.run, args=(_move, artifact, ended), daemon=True)
    mover.start()
    try:
        yield
        progress.enter(Phase.DONE)
    finally:
        ended.set()
        mover.join(PATIENCE)


def _move(artifact: UUID, ended: threading.Event) -> None:
    """Send what has changed, from time to time and once more at the end."""
    shown = progress.now()
    last = False
    while not last:
        last = ended.wait(EVERY)
        moment = progress.now()
        if last or moment != shown:
            _send(artifact, moment, last)
            shown = moment


def _send(artifact: UUID, moment: Progress, last: bool) -> None:
    broken_off = last and moment.phase is not Phase.DONE
    told = f"broken off while {moment.told}" if broken_off else moment.told
    try:
        update_progress_artifact(artifact, moment.percent, description=told)
    except Exception as error:
        log.warning("Prefect took no progress: %s", error)
