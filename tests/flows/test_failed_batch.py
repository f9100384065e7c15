"""A flow of which a batch failed never ends Completed, and says so to people and programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.conftest import Runner
from tests.warehouse.builders import TEXT, inbox_with

LOSE_A_BATCH = """
import json, sys
from pathlib import Path
from unittest import mock
from flows.environment import prepare_prefect
prepare_prefect()
from flows.ingest import ingest
from flows.parameters import IngestRequest
from prefect.client.orchestration import get_client
inbox, warehouse = map(Path, sys.argv[1:])
with mock.patch("flows.steps.write_spool", side_effect=RuntimeError("the batch is lost")):
    state = ingest(IngestRequest(inbox=[inbox], warehouse=warehouse), return_state=True)
with get_client(sync_client=True) as client:
    shown = {one.key: one.description for one in client.read_artifacts() if one.flow_run_id == state.state_details.flow_run_id}
print(json.dumps({"state": state.type.value, "message": state.message, "progress": shown["chancery-progress"]}))
"""  # noqa: E501


@pytest.mark.slow
def test_a_lost_batch_fails_the_run(run: Runner, tmp_path: Path) -> None:
    inbox, warehouse = inbox_with(tmp_path / "in", TEXT), tmp_path / "w.duckdb"
    done = run(sys.executable, "-c", LOSE_A_BATCH, str(inbox), str(warehouse))
    shown = json.loads(done.stdout.splitlines()[-1])
    assert shown["state"] == "FAILED"
    assert "the batch is lost" in shown["message"]
    assert shown["progress"] == "broken off while reading: 0 of 1 files"
    assert not warehouse.exists()
    (logged,) = json.loads(run("chancery", "runs", "--warehouse", str(warehouse), "--json").stdout)
    assert logged["status"] == "failed"
