"""Published versions: the last ones are kept beside the warehouse, and one can be put back.

A published file is never written to again, so that keeping one costs a hard link: the new version
takes the path, and the old file stays under the name of the run that published it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from warehouse.database import open_reader
from warehouse.durable import copy_file, sync
from warehouse.errors import NoSuchVersion, WarehouseError
from warehouse.paths import WarehousePaths
from warehouse.run import utc_now

LAST_RUN = """
SELECT run_id, started_at, (SELECT count(*) FROM core.documents), (SELECT count(*) FROM core.events),
    (SELECT count(*) FROM core.commitments)
FROM audit.runs ORDER BY run_id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Retention:
    """Which versions are kept besides the published one: of the newest, all that every bound allows.

    `days` are counted from the start of the run that made the version; 0 sets no bound but for `count`.
    `change_runs` is of how many runs the changes are kept, record by record.
    """

    count: int = 5
    size_bytes: int = 0
    days: float = 0
    change_runs: int = 100


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the warehouse; `run_id` and `started_at` (UTC) are those of the run that made it."""

    run_id: str
    started_at: datetime
    is_published: bool
    size_bytes: int
    documents: int
    events: int
    commitments: int
    path: Path


def versions(paths: WarehousePaths) -> tuple[Version, ...]:
    """Return the published version and those that are kept, the newest run first.

    A file that cannot be read is left out.
    """
    published = _version(paths.warehouse, is_published=True)
    kept = [_version(path, is_published=False) for path in _kept(paths)]
    found = {version.run_id: version for version in (*kept, published) if version is not None}
    return tuple(found[run_id] for run_id in sorted(found, reverse=True))


def keep(paths: WarehousePaths) -> None:
    """Keep the published file before another takes its place, even where it cannot be read."""
    if not paths.warehouse.exists():
        return
    published = _version(paths.warehouse, is_published=True)
    kept = paths.version(published.run_id) if published else paths.versions / "unreadable"
    if kept.exists() and kept.samefile(paths.warehouse):
        return
    kept.parent.mkdir(exist_ok=True)
    unfinished = kept.with_suffix(".part")
    _link(paths.warehouse, unfinished)
    os.replace(unfinished, kept)  # noqa: PTH105
    sync(kept.parent)


def prune(paths: WarehousePaths, retention: Retention, now: datetime | None = None) -> None:
    """Let go of the versions that are beyond the bounds; the published file is none of them."""
    oldest = (now or utc_now()) - timedelta(days=retention.days)
    total = 0
    for number, path in enumerate(_kept(paths), start=1):
        total += path.stat().st_size
        too_large = 0 < retention.size_bytes < total
        too_old = retention.days > 0 and f"{path.stem:.16}" < f"{oldest:%Y%m%dT%H%M%SZ}"
        if number > retention.count or too_large or too_old:
            path.unlink()
    for unfinished in paths.versions.glob("*.part"):
        unfinished.unlink()


def restore(paths: WarehousePaths, version: Version) -> None:
    """Put a kept version in the published file's place, in one step; that file is kept."""
    keep(paths)
    paths.work.mkdir(exist_ok=True)
    unfinished = paths.work / version.path.name
    _link(version.path, unfinished)
    sync(unfinished)
    os.replace(unfinished, paths.warehouse)  # noqa: PTH105
    sync(paths.warehouse.parent)


def to_restore(paths: WarehousePaths, run_id: str | None = None) -> Version:
    """Return the kept version that a run made, or without one the version before the published one.

    `run_id` may be the beginning of one. Raises NoSuchVersion.
    """
    known = versions(paths)
    published = next((version for version in known if version.is_published), None)
    if run_id is not None:
        chosen = find(known, run_id)
    else:
        earlier = [v for v in known if published is None or v.run_id < published.run_id]
        if not earlier:
            raise NoSuchVersion("no version before the published one is kept")
        chosen = earlier[0]
    if chosen.is_published:
        raise NoSuchVersion(f"the version of run {chosen.run_id} is the published one")
    return chosen


def find(known: Sequence[Version], run_id: str) -> Version:
    """Return the version of a run named by the beginning of its id. Raises NoSuchVersion."""
    found = [version for version in known if version.run_id.startswith(run_id)]
    if len(found) == 1:
        return found[0]
    there = ", ".join(version.run_id for version in found or known) or "none"
    problem = f"{run_id} may be one of several versions" if found else f"no version of run {run_id} is kept"
    raise NoSuchVersion(f"{problem}: {there}")


def _kept(paths: WarehousePaths) -> list[Path]:
    """Return the files of the kept versions, the newest run first."""
    return sorted(paths.versions.glob("*.duckdb"), key=lambda path: path.stem, reverse=True)


def _version(path: Path, *, is_published: bool) -> Version | None:
    """Return what a file is a version of; None where there is none, or it cannot be read."""
    try:
        with open_reader(path) as con:
            last = con.execute(LAST_RUN).fetchone()
    except (WarehouseError, duckdb.Error):
        return None
    if last is None:
        return None
    run_id, started_at, documents, events, commitments = last
    size = path.stat().st_size
    return Version(run_id, started_at, is_published, size, documents, events, commitments, path)


def _link(source: Path, target: Path) -> None:
    """Give a file a second name; where the file system cannot, copy it."""
    target.unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:
        copy_file(source, target)
        sync(target)
