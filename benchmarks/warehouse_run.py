"""One ingest in this process, step by step and without the orchestrator, with the seconds that each took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from expectations.gate import examine, publish_or_reject
from expectations.occasion import Thresholds
from extractors.errors import ReadError
from extractors.reader import Reader
from extractors.versions import EXTRACTOR_VERSION, PARSER_VERSION
from warehouse.landing import discover, identify
from warehouse.manifest import read_manifest
from warehouse.paths import WarehousePaths
from warehouse.plan import ReadTask, plan
from warehouse.publish import publish
from warehouse.run import Versions, new_run
from warehouse.spool import SpoolEntry, write_spool
from warehouse.staging import copied_meanwhile, stage
from warehouse.versions import Retention

VERSIONS = Versions(PARSER_VERSION, EXTRACTOR_VERSION)


@dataclass
class Steps:
    """Seconds by the clock that each step of a run took, in their order."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure what the block does."""
        begun = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - begun


def ingest(inbox: Path, warehouse: Path, *, audited: bool = True) -> Steps:
    """Bring the files of an inbox into a warehouse as the flow does; no earlier version is kept."""
    steps, paths, run = Steps(), WarehousePaths.of(warehouse), new_run(VERSIONS, "benchmark")
    retention = Retention(count=0)
    with steps.step("discover"):
        manifest = read_manifest(paths.warehouse)
        found = plan(identify(discover([inbox], paths.owns), manifest), manifest, VERSIONS)
    with copied_meanwhile(paths, run):
        with steps.step("read and extract"):
            spool = _read(found.to_read, paths.work_of(run.run_id) / "batch.jsonl")
        begun = time.perf_counter()
    steps.seconds["wait for the copy"] = time.perf_counter() - begun
    with steps.step("stage"):
        staged = stage(paths, run, found, [spool])
    if audited:
        import expectations.engine  # noqa: F401  (as the command does while the server starts)

        with steps.step("audit"):
            staged, report = examine(staged, run, Thresholds())
    with steps.step("publish"):
        if audited:
            publish_or_reject(paths, staged, report, retention)
        else:
            publish(paths, staged, retention)
    return steps


def _read(tasks: tuple[ReadTask, ...], spool: Path) -> Path:
    spool.parent.mkdir(parents=True, exist_ok=True)
    with Reader(scratch=spool.parent) as reader:
        write_spool(spool, (_entry(reader, task) for task in tasks))
    return spool


def _entry(reader: Reader, task: ReadTask) -> SpoolEntry:
    try:
        reading = reader.read(task.path, task.sha256)
    except ReadError as error:
        return SpoolEntry.of_refusal(task.sha256, error.reason, error.detail)
    return SpoolEntry.of_result(task.sha256, reading.parsed_json, reading.extraction_json)
