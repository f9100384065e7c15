"""How far a run has come: the tasks tell it, and whoever watches is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Watcher = Callable[[int, int], None]

_lock = threading.Lock()
_watchers: list[Watcher] = []
_done = _total = 0


@contextmanager
def watched_by(watcher: Watcher) -> Iterator[None]:
    """Call `watcher(files read, files in all)` at every step until the block ends."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)


def begin(total: int) -> None:
    """Start counting a run of `total` files to read."""
    global _done, _total
    with _lock:
        _done, _total = 0, total
    _tell()


def advance() -> None:
    """Count one more file as read; safe from any thread."""
    global _done
    with _lock:
        _done += 1
    _tell()


def _tell() -> None:
    for watcher in tuple(_watchers):
        watcher(_done, _total)
