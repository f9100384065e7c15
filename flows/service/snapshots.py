"""What lies in watched places right now, and which of it is whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import fsspec

from warehouse.landing import InboxError, discover

Stamp = str
"""Size and time of change of a file: what differs when it was written again."""
Snapshot = dict[str, Stamp]

TIMES = ("mtime", "LastModified", "last_modified", "updated", "created", "ETag", "etag")


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
    filesystem, path = fsspec.core.url_to_fs(url)
    filesystem.invalidate_cache()
    try:
        files = filesystem.find(path, detail=True)
    except OSError:
        return {}
    return {filesystem.unstrip_protocol(name): _stamp(about) for name, about in files.items()}


def _stamp(about: Mapping[str, object]) -> Stamp:
    changed = next((about[name] for name in TIMES if about.get(name) is not None), "")
    return f"{about.get('size')} {changed}"


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
