"""The flow from end to end: readers undisturbed, failures told, the run shown in Prefect."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Runner
from tests.documents import parsed
from warehouse.database import open_reader

FIRST_RUN = "ingest inbox: 18 loaded, 2 quarantined"
PREFECT_SHOWS = """
import json, sys
from flows.environment import prepare_prefect
prepare_prefect()
from prefect.client.orchestration import get_client
with get_client(sync_client=True) as client:
    run = next(run for run in client.read_flow_runs() if run.name == sys.argv[1])
    artifacts = [(found.key, found.data) for found in client.read_artifacts() if found.flow_run_id == run.id]
print(json.dumps({"state": run.state.type.value, "artifacts": artifacts}))
"""
ASK = "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM sentences WHERE document_id NOT IN (SELECT document_id FROM documents))"  # noqa: E501
READER = f"""
import sys
from pathlib import Path
from warehouse.database import open_reader
print("ready", flush=True)
seen = set()
while not Path(sys.argv[2]).exists():
    with open_reader(Path(sys.argv[1])) as con:
        seen.add(con.execute({ASK!r}).fetchone())
print(sorted(seen))
"""
TEXT = """Joint Statement of the Ministers of Transport

(Osh, 4 May 2026)

1. The Ministers agreed to open a joint customs post at the border by 1 September 2026.

2. They called on the railway administrations to publish common tariffs.
"""


def test_prefect_shows_what_ran(run: Runner, warehouse: Path) -> None:
    shown = json.loads(run(sys.executable, "-c", PREFECT_SHOWS, FIRST_RUN).stdout)
    assert shown["state"] == "COMPLETED"
    artifacts: dict[str, list[Any]] = {}
    for key, data in shown["artifacts"]:
        artifacts.setdefault(key, []).append(data)
    (table,) = (rows for rows in map(json.loads, artifacts["chancery-files"]) if len(rows) == 20)
    assert {row["outcome"] for row in table} == {"loaded", "quarantined"}
    (refused,) = (rows for rows in map(json.loads, artifacts["chancery-quarantine"]) if len(rows) == 2)
    assert {row["new"] for row in refused} == {"new"}
    assert any("## Quarantined" in page for page in artifacts["chancery-summary"])
    assert any("# Audit passed" in page for page in artifacts["chancery-audit"])
    assert any("## Firm commitments that are new" in page for page in artifacts["chancery-news"])
    assert 100 in artifacts["chancery-progress"]


@pytest.mark.slow
def test_readers_see_whole_versions_only(
    run: Runner, warehouse: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    inbox, mine, stop = tmp_path / "inbox", tmp_path / "w.duckdb", tmp_path / "stop"
    inbox.mkdir()
    mine.write_bytes(warehouse.read_bytes())
    (inbox / "statement.txt").write_text(TEXT, encoding="utf-8")
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(mine), str(stop)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert reader.stdout is not None
    reader.stdout.readline()
    done = run("chancery", "ingest", str(inbox), "--warehouse", str(mine))
    with open_reader(mine) as con:
        con.execute(ASK)
    stop.touch()
    output, errors = reader.communicate(timeout=60)
    assert done.returncode == 0, done.stderr
    assert errors == ""
    assert output.strip() in ("[(18, 0), (19, 0)]", "[(18, 0)]")
    with open_reader(mine) as con:
        found = con.execute(
            "SELECT kind, deadline_date::VARCHAR FROM commitments WHERE document_id = ? ORDER BY char_start",
            [parsed(TEXT).document_id],
        ).fetchall()
    assert found == [("pledge", "2026-09-01"), ("call", None)]
