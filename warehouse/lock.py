"""One writer at a time: an advisory lock beside the warehouse, freed by the system if its holder dies."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator

from filelock import FileLock, Timeout

from warehouse.errors import WarehouseBusy, WarehouseError
from warehouse.paths import WarehousePaths
from warehouse.run import utc_now


@contextlib.contextmanager
def hold(paths: WarehousePaths, wait_seconds: float = 0) -> Iterator[None]:
    """Hold the warehouse's lock; its folder is made if need be.

    Raises WarehouseBusy where another process holds it, still after so many seconds, WarehouseError
    where the folder cannot be written.
    """
    lock = FileLock(paths.lock)
    try:
        paths.lock.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=wait_seconds, poll_interval=0.5)
    except Timeout:
        raise WarehouseBusy(f"another run is writing to {paths.warehouse}{_holder(paths)}") from None
    except OSError as error:
        raise WarehouseError(f"cannot write to {paths.lock.parent}: {error.strerror or error}") from None
    try:
        started_at = utc_now().isoformat(" ", "seconds")
        paths.holder.write_text(json.dumps({"pid": os.getpid(), "started_at": started_at}), encoding="utf-8")
        yield
    finally:
        paths.holder.unlink(missing_ok=True)
        lock.release()


def _holder(paths: WarehousePaths) -> str:
    """Say who holds the lock, as far as it has told."""
    try:
        holder = json.loads(paths.holder.read_text(encoding="utf-8"))
        return f" (process {holder['pid']}, since {holder['started_at']} UTC)"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
