"""What lies in watched places right now, and which of it is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from warehouse.errors import InboxError
from warehouse.landing import discover
from warehouse.remote import list_objects

Stamp = str
"""Size and time of change of a file: what differs when it was written again."""
Snapshot = dict[str, Stamp]


def look_at(places: Iterable[str], is_own: Callable[[Path], bool] = lambda _: False) -> Snapshot:
    """Return every file of folders and fsspec URLs; a place that cannot be read now holds nothing."""
    found: Snapshot = {}
    for place in places:
        found |= _remote(place) if "://" in place else _local(Path(place), is_own)
    return found


def _local(folder: Path, is_own: Callable[[Path], bool]) -> Snapshot:
    """Return the files that an ingest of the folder would find."""
    try:
        files = discover([folder], is_own).files
    except InboxError:
        return {}
    return {file.source_uri: f"{file.byte_count} {file.modified_at}" for file in files}


def _remote(url: str) -> Snapshot:
    try:
        return {found.uri: found.stamp for found in list_objects(url).objects}
    except InboxError:
        return {}


@dataclass
class Settling:
    """Tells which files have stayed as they are for some seconds."""

    seconds: float
    _since: dict[str, tuple[Stamp, float]] = field(default_factory=dict)

    def see(self, snapshot: Snapshot, now: float) -> dict[str, float]:
        """Take in what lies there; return when each settled file was first seen as it is now."""
        self._since = {
            name: known if (known := self._since.get(name)) and known[0] == stamp else (stamp, now)
            for name, stamp in snapshot.items()
        }
        return {name: since for name, (_, since) in self._since.items() if now - since >= self.seconds}
