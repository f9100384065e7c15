"""Reading on Dask: the same rows, hostile files that hurt only themselves, and workers that are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from distributed import Client, LocalCluster

from extractors.limits import Limits
from extractors.passwords import Passwords
from flows.dask_runner import DaskRunner
from flows.exits import BadRequest
from flows.runners import runner_of
from flows.settings import RunnerKind, Settings
from flows.steps import read_batch
from tests.clone import ROOT
from tests.conftest import Runner
from tests.operation.service import ancestors_of, is_alive, reading_processes, until
from tests.reliability.hostile_pdfs import HOSTILE
from tests.reliability.runs import contents, left_behind
from warehouse.errors import RunFailed
from warehouse.run import Versions

SAMPLES = sorted((ROOT / "samples/inbox").glob("2026-0*"))
NOBODY = "tcp://127.0.0.1:9"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.dask_runner.SECONDS_TO_CONNECT", 0.5)


def dask(**given: Any) -> Settings:
    return Settings(runner=RunnerKind.DASK, **given)


@pytest.mark.usefixtures("impatient")
def test_a_cluster_that_does_not_answer_is_named() -> None:
    with (
        pytest.raises(RunFailed, match=f"^the Dask cluster at {NOBODY} cannot be reached: "),
        runner_of(dask(dask_address=NOBODY)) as runner,
    ):
        assert isinstance(runner, DaskRunner)
        _ = runner.client


@pytest.mark.usefixtures("impatient")
def test_a_cluster_without_workers_is_not_waited_for() -> None:
    with (
        LocalCluster(n_workers=0, dashboard_address=None) as cluster,
        pytest.raises(RunFailed, match="has no worker"),
        DaskRunner.of(dask(dask_address=cluster.scheduler_address)) as runner,
    ):
        _ = runner.client


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "flows.dask_runner")
    monkeypatch.setitem(sys.modules, "prefect_dask.client", None)
    with pytest.raises(BadRequest, match=r"install chancery\[dask\]"):
        runner_of(dask())


@pytest.mark.parametrize(
    ("versions", "said"), [(Versions("1", "1"), "another version"), (None, "does not see .*work")]
)
def test_a_worker_that_is_not_like_the_run_refuses_its_batch(
    tmp_path: Path, versions: Versions | None, said: str
) -> None:
    from extractors.versions import EXTRACTED_BY, PARSER_VERSION

    spool = tmp_path / ("." if versions else "work") / "batch-0001.jsonl"
    made_by = versions or Versions(PARSER_VERSION, EXTRACTED_BY)
    with pytest.raises(RunFailed, match=said):
        read_batch.fn([], made_by, Limits(), Passwords(), spool, tmp_path)


@pytest.fixture(scope="module")
def inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some samples, and a PDF that would be read for years."""
    folder = tmp_path_factory.mktemp("inbox")
    for sample in SAMPLES:
        (folder / sample.name).write_bytes(sample.read_bytes())
    (case,) = (case for case in HOSTILE if case.name == "forms drawn 10^9 times")
    (folder / "hostile.pdf").write_bytes(case.make())
    return folder


@pytest.fixture
def cluster() -> Iterator[LocalCluster]:
    """Two workers in processes of their own, each under a nanny that replaces it."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster


def command(inbox: Path, warehouse: Path, **changed: str) -> list[str]:
    """Return an ingest in small batches, with a limit that the hostile file meets soon."""
    settings = {"CPU_SECONDS_PER_FILE": "4", "BATCH_SIZE": "2", "WORKERS": "2", **changed}
    given = [f"CHANCERY_{name}={value}" for name, value in settings.items()]
    return ["env", *given, "chancery", "ingest", str(inbox), "--warehouse", str(warehouse)]


def ingest(run: Runner, inbox: Path, warehouse: Path, **changed: str) -> dict[str, str]:
    """Carry out an ingest; return what it published."""
    done = run(*command(inbox, warehouse, **changed))
    assert done.returncode == 0, done.stderr
    assert left_behind(warehouse) == []
    return contents(warehouse)


@pytest.fixture(scope="module")
def expected(run: Runner, inbox: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What an ingest without Dask publishes."""
    return ingest(run, inbox, tmp_path_factory.mktemp("here") / "w.duckdb")


@pytest.mark.slow
def test_a_local_cluster_gives_the_same_rows(
    run: Runner, inbox: Path, expected: dict[str, str], tmp_path: Path
) -> None:
    assert ingest(run, inbox, tmp_path / "w.duckdb", RUNNER="dask") == expected


def worker_that_reads(client: Client) -> int:
    """Stop the next process that reads for the cluster in the midst of a file; return whose it is."""
    workers = set(client.run(os.getpid).values())

    def halted() -> int | None:
        for pid in reading_processes():
            if owner := workers & set(ancestors_of(pid)):
                os.kill(pid, signal.SIGSTOP)
                return owner.pop()
        return None

    return until(halted, "a reading process")


@pytest.mark.slow
def test_a_killed_worker_costs_the_retry_of_its_batch(
    environment: dict[str, str],
    inbox: Path,
    expected: dict[str, str],
    tmp_path: Path,
    cluster: LocalCluster,
) -> None:
    warehouse = tmp_path / "w.duckdb"
    on_cluster = command(inbox, warehouse, RUNNER="dask", DASK_ADDRESS=cluster.scheduler_address)
    running = subprocess.Popen(on_cluster, env=environment)
    with Client(cluster) as client:
        victim = worker_that_reads(client)
        os.kill(victim, signal.SIGKILL)
        assert running.wait(300) == 0
        assert contents(warehouse) == expected
        assert left_behind(warehouse) == []
        moves = [entry[:3] for entry in cluster.scheduler.transition_log]
    assert not is_alive(victim)
    finished = Counter(batch for batch, _, state in moves if state == "memory")
    assert len(finished) == -(-(len(SAMPLES) + 1) // 2)
    assert set(finished.values()) == {1}, "a batch that was done was read again"
    assert ("processing", "released") in {move[1:] for move in moves}, "no batch was given to another worker"
