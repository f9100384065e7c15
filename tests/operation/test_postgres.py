"""Prefect's server on PostgreSQL: what ran is recorded there, and nothing in a file beside the warehouse."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from tests.clone import user_environment
from tests.operation.service import Service, service_in
from tests.postgres import postgres

pytestmark = pytest.mark.operation

RUNS = """
SELECT deployment.name, flow_run.state_type::text
FROM flow_run LEFT JOIN deployment ON deployment.id = flow_run.deployment_id WHERE flow_run.id = $1::uuid
"""


@pytest.fixture
def database() -> Iterator[str]:
    with postgres() as database:
        yield database


@pytest.fixture
def service(tmp_path: Path, database: str) -> Iterator[Service]:
    """An installation whose server keeps its own in PostgreSQL."""
    url = {"PREFECT_SERVER_DATABASE_CONNECTION_URL": f"postgresql+asyncpg://chancery@{database}"}
    with service_in(tmp_path / "installation", user_environment(tmp_path), **url) as service:
        yield service


def asked(database: str, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return what PostgreSQL itself holds."""

    async def ask() -> list[tuple[Any, ...]]:
        connection = await asyncpg.connect(f"postgresql://chancery@{database}")
        try:
            return [tuple(row) for row in await connection.fetch(query, *values)]
        finally:
            await connection.close()

    return asyncio.run(ask())


def test_the_runs_of_the_service_are_recorded_in_postgresql(service: Service, database: str) -> None:
    service.drop("a.txt")
    service.up()
    run = service.start_ingest()
    assert service.ends(run) == "COMPLETED"
    assert asked(database, RUNS, run) == [("ingest", "COMPLETED")]
    ((states,),) = asked(database, "SELECT count(*) FROM flow_run_state WHERE flow_run_id = $1::uuid", run)
    assert states >= 3  # scheduled, running, completed
    service.down()
    assert service.outcomes() == [("a.txt", 1)]
    assert not list(service.folder.rglob("prefect.db"))
    service.up()  # and what was recorded is still there
    assert service.run(run)["state_type"] == "COMPLETED"
