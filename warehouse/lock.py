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
        _tell(paths)
        yield
    finally:
        with contextlib.suppress(OSError):
            paths.holder.unlink(missing_ok=True)
        lock.release()


def _tell(paths: WarehousePaths) -> None:
    """Write down who holds the lock, where the disk has room for it."""
    started_at = utc_now().isoformat(" ", "seconds")
    with contextlib.suppress(OSError):
        paths.holder.write_text(json.dumps({"pid": os.getpid(), "started_at": started_at}), encoding="utf-8")


def writer(paths: WarehousePaths) -> str:
    """Say which process writes to the warehouse, as WarehouseBusy does; nothing where none does.

    The lock itself is not tried: for that moment no run could begin.
    """
    told = _told(paths)
    return _said(told) if told and _is_alive(told[0]) else ""


def _holder(paths: WarehousePaths) -> str:
    """Say who holds the lock, as far as it has told."""
    told = _told(paths)
    return _said(told) if told else ""


def _told(paths: WarehousePaths) -> tuple[int, str] | None:
    """Return the process that last took the lock and has not given it back, and since when."""
    try:
        holder = json.loads(paths.holder.read_text(encoding="utf-8"))
        return int(holder["pid"]), str(holder["started_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _said(told: tuple[int, str]) -> str:
    return f" (process {told[0]}, since {told[1]} UTC)"


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
