"""The log of all runs, also of those that changed nothing or failed: JSON lines beside the warehouse."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import msgspec

from warehouse.run import Counts, Run, utc_now
from warehouse.schema import RunStatus


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
    return RunRecord(run.run_id, run.started_at, utc_now(), status, counts, message)


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
