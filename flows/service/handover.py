"""Files on their way from the inbox to a run: announced until a run that began after them has ended."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from flows.service.snapshots import Snapshot

PATIENCE = 30.0  # seconds in which an announcement should have led to a run
FIRST_PAUSE = 60.0  # after a crash, doubled by each that follows
LONGEST_PAUSE = 3600.0
UNREAD = ("Crashed", "Busy")
"""States of runs that came to an end before they could have read anything for good."""


class Runs(Protocol):
    """What is asked of the server."""

    def is_active(self) -> bool:
        """Tell whether an ingest runs or is due."""
        ...

    def begun_since(self, moment: datetime) -> list[dict[str, Any]]:
        """Return the ingests that have begun since then."""
        ...

    def announce(self, names: list[str]) -> None:
        """Announce that files have arrived."""
        ...


@dataclass
class Handover:
    """What has been handed over, kept in a file, so that a restart announces nothing twice.

    An announcement may come to nothing: a run that goes on already makes the one it asked for void, and
    a server may go down between the two. So it is repeated, and a file counts as handed over only once a
    run that began after the file was there has ended, and neither crashed nor found the warehouse busy.
    """

    runs: Runs
    file: Path
    _known: Snapshot = field(default_factory=dict)
    _crashes: set[str] = field(default_factory=set)
    _not_before: float = 0.0

    def __post_init__(self) -> None:
        try:
            self._known = dict(json.loads(self.file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            self._known = {}

    def waiting(self, snapshot: Snapshot) -> set[str]:
        """Return the files that no run has read as they are."""
        return {name for name, stamp in snapshot.items() if self._known.get(name) != stamp}

    def see(self, snapshot: Snapshot, settled: Mapping[str, float], now: float) -> None:
        """Hand over what can be: `settled` holds since when each whole file has been as it is (UTC epoch)."""
        fresh = {name: settled[name] for name in self.waiting(snapshot) if name in settled}
        if not fresh or self.runs.is_active():
            return
        begun = self.runs.begun_since(datetime.fromtimestamp(min(fresh.values()), UTC))
        ended = [_begin(run) for run in begun if run["state_name"] not in UNREAD]
        read = {name for name, since in fresh.items() if any(begin > since for begin in ended)}
        if read:
            self._keep(snapshot, read)
        crashed = {run["id"] for run in begun if run["state_name"] in UNREAD}
        if crashed - self._crashes:
            self._crashes |= crashed
            self._not_before = now + min(FIRST_PAUSE * 2 ** (len(self._crashes) - 1), LONGEST_PAUSE)
        if read:
            self._crashes.clear()
        rest = sorted(fresh.keys() - read)
        if rest and now >= self._not_before:
            self.runs.announce(rest)
            self._not_before = now + PATIENCE

    def _keep(self, snapshot: Snapshot, read: set[str]) -> None:
        """Write down what was read, and forget what is gone."""
        known = {name: stamp for name, stamp in self._known.items() if name in snapshot}
        self._known = known | {name: snapshot[name] for name in read}
        draft = self.file.with_suffix(".new")
        draft.write_text(json.dumps(self._known), encoding="utf-8")
        draft.replace(self.file)


def _begin(run: Mapping[str, Any]) -> float:
    return datetime.fromisoformat(run["start_time"]).timestamp()
