"""What Prometheus is told: of the parts that run, of the last runs and of the published file."""

from __future__ import annotations

from datetime import UTC

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from flows.service.check import states
from flows.settings import Settings
from warehouse import runlog
from warehouse.database import open_reader
from warehouse.paths import WarehousePaths

FILES = "SELECT outcome, count(*) FROM audit.source_files GROUP BY outcome"
TABLES = ("documents", "events", "commitments")


def metrics(settings: Settings) -> str:
    """Return the metrics in Prometheus' text format."""
    registry = CollectorRegistry()
    paths = WarehousePaths.of(settings.warehouse)
    _of_parts(registry, settings)
    _of_runs(registry, paths)
    if paths.warehouse.exists():
        _of_warehouse(registry, paths)
    return generate_latest(registry).decode()


def _of_parts(registry: CollectorRegistry, settings: Settings) -> None:
    runs = Gauge("chancery_part_up", "Whether a part of the service runs.", ["part"], registry=registry)
    for state in states(settings):
        runs.labels(state.name).set(state.runs)


def _of_runs(registry: CollectorRegistry, paths: WarehousePaths) -> None:
    ended = Gauge(
        "chancery_last_run_timestamp_seconds", "When a run last ended so.", ["status"], registry=registry
    )
    lasted = Gauge("chancery_last_run_seconds", "How long that run took.", ["status"], registry=registry)
    for record in runlog.read(paths.run_log):
        ended.labels(record.status.value).set(record.finished_at.replace(tzinfo=UTC).timestamp())
        lasted.labels(record.status.value).set((record.finished_at - record.started_at).total_seconds())


def _of_warehouse(registry: CollectorRegistry, paths: WarehousePaths) -> None:
    size = Gauge("chancery_warehouse_bytes", "Size of the published file.", registry=registry)
    size.set(paths.warehouse.stat().st_size)
    files = Gauge("chancery_files", "Files seen, by their last outcome.", ["outcome"], registry=registry)
    rows = Gauge("chancery_rows", "Rows of a public table.", ["table"], registry=registry)
    with open_reader(paths.warehouse) as con:
        for outcome, count in con.execute(FILES).fetchall():
            files.labels(outcome).set(count)
        for table in TABLES:
            ((count,),) = con.execute(f"SELECT count(*) FROM {table}").fetchall()  # noqa: S608
            rows.labels(table).set(count)
