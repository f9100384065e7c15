"""What runs leave in the work folder when they are killed: that they ran, and the results they had.

Every run puts its own epitaph there when it starts and takes it away when it ends. The next run finds
those of runs that were killed, writes them into the run log, and takes up what they had extracted.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import msgspec

from warehouse import runlog
from warehouse.database import open_reader
from warehouse.errors import WarehouseError
from warehouse.paths import WarehousePaths
from warehouse.plan import ReadTask
from warehouse.run import Counts, Run, Versions
from warehouse.runlog import RunRecord
from warehouse.schema import RunStatus
from warehouse.spool import SpoolEntry, write_spool

KILLED = "its process was killed, or the machine went down"
RESULTS = ("batch-*", "taken-up.*")
PUBLISHED = """
SELECT loaded_count, unchanged_count, quarantined_count, removed_count FROM audit.runs WHERE run_id = ?
"""


class _MadeBy(msgspec.Struct):
    parser_version: str = ""
    extractor_version: str = ""


def begin(paths: WarehousePaths, run: Run) -> None:
    """Put down what is to be said of a run should it be killed."""
    paths.work.mkdir(parents=True, exist_ok=True)
    epitaph = runlog.record_of(run, RunStatus.CRASHED, Counts(), KILLED)
    (paths.work / f"{run.run_id}.json").write_bytes(msgspec.json.encode(epitaph))


def end(paths: WarehousePaths, *, keep_results: bool) -> None:
    """Clear the work folder, but for results where another run may take them up. Needs the lock."""
    if keep_results:
        _salvage(paths)
    else:
        shutil.rmtree(paths.work, ignore_errors=True)


def bury(paths: WarehousePaths) -> None:
    """Write the runs that were killed into the run log, and keep nothing of theirs but results.

    A run that was killed between its publication and its line in the log did publish. Needs the lock.
    """
    known = {record.run_id for record in runlog.read(paths.run_log)}
    for file in sorted(paths.work.glob("*.json")):
        try:
            epitaph = msgspec.json.decode(file.read_bytes(), type=RunRecord)
        except msgspec.DecodeError:
            continue  # killed while it started
        if epitaph.run_id not in known:
            runlog.append(paths.run_log, _fate(paths, epitaph))
    _salvage(paths)


def take_up(paths: WarehousePaths, run: Run, tasks: Sequence[ReadTask]) -> tuple[list[Path], list[ReadTask]]:
    """Write what killed runs had extracted for tasks into a spool file; return it, and the tasks left.

    Only results of the same versions are taken; what was refused is tried again.
    """
    wanted = {task.sha256: task for task in tasks}
    found: set[str] = set()
    spool = paths.work_of(run.run_id) / "taken-up.jsonl"
    if not paths.salvaged.exists():
        return [], list(tasks)
    write_spool(spool, _usable(paths, wanted, run.versions, found))
    return [spool], [task for task in tasks if task.sha256 not in found]


def _usable(
    paths: WarehousePaths, wanted: dict[str, ReadTask], versions: Versions, found: set[str]
) -> Iterator[SpoolEntry]:
    for file in sorted(paths.salvaged.iterdir()):
        for entry in _entries(file):
            task = wanted.get(entry.sha256)
            if task and entry.reason is None and entry.sha256 not in found:
                made_by = (task.parser_version or versions.parser, versions.extractor)
                if _made_by(entry) == made_by:
                    found.add(entry.sha256)
                    yield entry


def _entries(file: Path) -> Iterator[SpoolEntry]:
    """Yield the results of a file whose last line may be torn."""
    with file.open("rb") as lines:
        for line in lines:
            try:
                yield msgspec.json.decode(line, type=SpoolEntry)
            except msgspec.DecodeError:
                return


def _made_by(entry: SpoolEntry) -> tuple[str, str]:
    parsed = msgspec.json.decode(entry.parsed, type=_MadeBy)
    return parsed.parser_version, msgspec.json.decode(entry.extraction, type=_MadeBy).extractor_version


def _salvage(paths: WarehousePaths) -> None:
    results = [file for pattern in RESULTS for file in sorted(paths.work.glob(f"*/{pattern}"))]
    for file in results:
        if file.parent != paths.salvaged:
            paths.salvaged.mkdir(exist_ok=True)
            os.replace(file, paths.salvaged / f"{file.parent.name}-{file.name}")  # noqa: PTH105
    for path in paths.work.glob("*"):
        if path.is_dir() and path != paths.salvaged:
            shutil.rmtree(path, ignore_errors=True)
        elif not path.is_dir():
            path.unlink()


def _fate(paths: WarehousePaths, epitaph: RunRecord) -> RunRecord:
    """Return how a killed run ended, at about the time of its last sign of life."""
    signs = [file.stat().st_mtime for file in paths.work_of(epitaph.run_id).rglob("*")]
    last = datetime.fromtimestamp(max(signs), UTC).replace(tzinfo=None) if signs else epitaph.finished_at
    record = msgspec.structs.replace(epitaph, finished_at=max(last, epitaph.finished_at))
    try:
        with open_reader(paths.warehouse) as con:
            published = con.execute(PUBLISHED, [record.run_id]).fetchone()
    except (WarehouseError, duckdb.Error):
        published = None
    if published is None:
        return record
    return msgspec.structs.replace(record, status=RunStatus.PUBLISHED, counts=Counts(*published), message="")
