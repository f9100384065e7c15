"""The log of all runs, also of those that changed nothing or failed: JSON lines beside the warehouse."""

from __future__ import annotations

import contextlib
import os
from datetime import datetime
from pathlib import Path

import duckdb
import msgspec

from warehouse.database import open_reader
from warehouse.errors import WarehouseError
from warehouse.paths import WarehousePaths
from warehouse.run import Counts, Run
from warehouse.schema import RunStatus

LAST = "SELECT max(started_at) FROM audit.runs"


class RunRecord(msgspec.Struct, frozen=True):
    """One run as the log keeps it; times are UTC."""

    run_id: str
    started_at: datetime
    finished_at: datetime
    status: RunStatus
    counts: Counts
    message: str = ""


def record_of(run: Run, status: RunStatus, counts: Counts, message: str = "") -> RunRecord:
    """Return the record of a run that ends now."""
    return RunRecord(run.run_id, run.started_at, run.now(), status, counts, message)


def append(path: Path, record: RunRecord) -> None:
    """Add a record in one write, on a line of its own even after a line torn by a crash."""
    line = msgspec.json.encode(record) + b"\n"
    with path.open("ab+") as log:
        if log.tell() > 0:
            log.seek(-1, os.SEEK_END)
            line = line if log.read(1) == b"\n" else b"\n" + line
        log.write(line)
        log.flush()
        os.fsync(log.fileno())


def last_start(paths: WarehousePaths) -> datetime | None:
    """Return when the last run started that is logged or published; None where there was none."""
    starts = [record.started_at for record in read(paths.run_log)]
    if paths.warehouse.exists():
        with contextlib.suppress(WarehouseError, duckdb.Error), open_reader(paths.warehouse) as con:
            starts += [start for (start,) in con.execute(LAST).fetchall() if start]
    return max(starts, default=None)


def read(path: Path) -> tuple[RunRecord, ...]:
    """Return the runs, oldest first; lines torn by a crash are passed over."""
    if not path.exists():
        return ()
    records = []
    for line in path.read_bytes().splitlines():
        try:
            records.append(msgspec.json.decode(line, type=RunRecord))
        except msgspec.DecodeError:
            continue
    return tuple(records)
