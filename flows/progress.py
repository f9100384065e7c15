"""How far a run has come: the tasks tell it, and whoever watches is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum


class Phase(StrEnum):
    """What a run is doing, in the order it does it."""

    FINDING = "finding files"
    READING = "reading"
    STAGING = "staging"
    AUDITING = "auditing"
    PUBLISHING = "publishing"
    DONE = "done"


REACHED = {
    Phase.FINDING: 0,
    Phase.READING: 2,
    Phase.STAGING: 60,
    Phase.AUDITING: 70,
    Phase.PUBLISHING: 95,
    Phase.DONE: 100,
}
"""How much of a run lies behind it at the start of a phase, of a hundred."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A moment of a run: the phase, and how many files of how many have been read."""

    phase: Phase = Phase.FINDING
    done: int = 0
    total: int = 0

    @property
    def percent(self) -> float:
        """How much of the run is done, of a hundred."""
        start = REACHED[self.phase]
        if self.phase is not Phase.READING or not self.total:
            return start
        return round(start + (REACHED[Phase.STAGING] - start) * self.done / self.total, 1)

    @property
    def told(self) -> str:
        """The moment in words."""
        files = f": {self.done:,} of {self.total:,} files" if self.phase is Phase.READING else ""
        return f"{self.phase}{files}"


Watcher = Callable[[Progress], None]

_lock = threading.Lock()
_watchers: list[Watcher] = []
_now = Progress()


@contextmanager
def watched_by(watcher: Watcher) -> Iterator[None]:
    """Call `watcher` with the progress at every step until the block ends."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)


def now() -> Progress:
    """Return how far the run has come."""
    return _now


def begin(total: int) -> None:
    """Start counting the files that are read, of `total`."""
    _step(lambda _: Progress(Phase.READING, 0, total))


def enter(phase: Phase) -> None:
    """Tell what the run does now."""
    _step(lambda before: replace(before, phase=phase))


def advance() -> None:
    """Count one more file as read; safe from any thread."""
    _step(lambda before: replace(before, done=before.done + 1))


def at_least(count: int) -> None:
    """Tell how many files have certainly been read, also by processes whose steps are not heard here."""
    _step(lambda before: replace(before, done=max(before.done, count)))


def _step(change: Callable[[Progress], Progress]) -> None:
    global _now
    with _lock:
        _now = change(_now)
    for watcher in tuple(_watchers):
        watcher(_now)
