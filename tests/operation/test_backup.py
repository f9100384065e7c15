"""A backup that was made while the service ran brings it back whole."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.clone import ROOT
from tests.operation.service import Service, until

pytestmark = pytest.mark.operation


def test_what_was_lost_is_restored_as_the_documentation_says(service: Service, tmp_path: Path) -> None:
    service.drop("a.txt", "b.txt")
    service.up()
    run = service.start_ingest()
    assert service.ends(run) == "COMPLETED"
    backup = subprocess.run(
        [ROOT / "docs/operations/backup.sh", tmp_path / "backups"],
        cwd=service.folder,
        env=service.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    service.down()
    data = service.folder / "data"
    shutil.rmtree(data)
    shutil.copytree(Path(backup.stdout.strip()), data)
    prefect = data / "chancery.service/prefect"
    prefect.mkdir(parents=True)
    (data / "prefect.db").rename(prefect / "prefect.db")
    service.up()
    assert service.run(run)["state_type"] == "COMPLETED"
    assert service.outcomes() == [("a.txt", 1), ("b.txt", 1)]
    service.ends(service.start_ingest())  # or the watcher's, which has forgotten what it had handed over
    until(lambda: len(service.runs("COMPLETED")) > 1, "a run over the files that are known")
    listed = service.command("runs")
    assert "2 loaded" in listed.stdout and "2 unchanged" in listed.stdout, listed.stdout
