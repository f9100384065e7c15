"""`python -m benchmarks.task_per_file WAREHOUSE FOLDER…`: the same run with one Prefect task for each file.

The tasks read and extract in the flow's own threads, as Prefect's examples do; staging, audit and publication
are those of Chancery.
"""

from __future__ import annotations

import sys
from pathlib import Path

from flows.environment import prepare_prefect

prepare_prefect()

from prefect import flow, task  # noqa: E402
from prefect.task_runners import ThreadPoolTaskRunner  # noqa: E402

from benchmarks.warehouse_run import VERSIONS  # noqa: E402
from expectations.gate import examine, publish_or_reject  # noqa: E402
from expectations.occasion import Thresholds  # noqa: E402
from extractors.child import Failure, Request, answer  # noqa: E402
from extractors.limits import Limits  # noqa: E402
from warehouse.landing import discover, identify  # noqa: E402
from warehouse.manifest import Manifest  # noqa: E402
from warehouse.paths import WarehousePaths  # noqa: E402
from warehouse.plan import ReadTask, plan  # noqa: E402
from warehouse.run import new_run  # noqa: E402
from warehouse.spool import SpoolEntry, write_spool  # noqa: E402
from warehouse.staging import stage  # noqa: E402
from warehouse.versions import Retention  # noqa: E402


@task
def read_file(one: ReadTask, folder: Path) -> Path:
    """Read and extract a file; return where the result is."""
    reply = answer(Request(str(one.path), one.sha256), Limits())
    if isinstance(reply, Failure):
        entry = SpoolEntry.of_refusal(one.sha256, reply.reason, reply.detail)
    else:
        entry = SpoolEntry.of_result(one.sha256, bytes(reply.parsed), bytes(reply.extraction))
    spool = folder / f"{one.sha256}.jsonl"
    write_spool(spool, [entry])
    return spool


@flow(task_runner=ThreadPoolTaskRunner(max_workers=2))
def ingest(warehouse: Path, folders: list[Path]) -> None:
    """Read all files of the folders into a new warehouse."""
    paths, run = WarehousePaths.of(warehouse), new_run(VERSIONS, "benchmark")
    landing = identify(discover(folders, paths.owns), Manifest())
    found = plan(landing, Manifest(), VERSIONS)
    futures = [read_file.submit(one, paths.work_of(run.run_id)) for one in found.to_read]
    staged = stage(paths, run, found, [future.result() for future in futures])
    staged, report = examine(staged, run, Thresholds())
    publish_or_reject(paths, staged, report, Retention(count=0))


if __name__ == "__main__":
    ingest(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
