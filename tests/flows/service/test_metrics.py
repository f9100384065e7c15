"""What Prometheus is told of the samples."""

from __future__ import annotations

from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from tests.conftest import Runner
from tests.operation.service import free_port


def test_metrics_of_the_samples(run: Runner, clone: Path, warehouse: Path) -> None:
    port = f"CHANCERY_SERVICE__PORT={free_port()}"
    done = run("env", port, "chancery", "metrics", cwd=clone)
    assert done.returncode == 0, done.stderr
    told = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(done.stdout)
        for sample in family.samples
    }
    assert told["chancery_files", "loaded"] == told["chancery_rows", "documents"] == 18
    assert told["chancery_files", "quarantined"] == 2
    assert told["chancery_part_up", "server"] == told["chancery_part_up", "worker"] == 0
    assert told["chancery_last_run_timestamp_seconds", "published"] > 1_700_000_000
    assert told["chancery_warehouse_bytes",] == warehouse.stat().st_size
