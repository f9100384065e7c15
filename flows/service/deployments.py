"""The deployments of `prefect.yaml`, brought to the server as `prefect deploy --all` would.

An installed package has no checkout: the file is then the one that was installed with it.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import (
    DeploymentScheduleCreate,
    WorkPoolCreate,
    WorkPoolUpdate,
)
from prefect.client.schemas.objects import ConcurrencyOptions
from prefect.exceptions import ObjectNotFound
from prefect.flows import Flow
from prefect.workers.process import ProcessWorker

from flows.service.places import POOL
from warehouse.errors import WarehouseError

FILE = "prefect.yaml"
PROJECT = "chancery"
PLACES = (
    Path.cwd() / FILE,
    Path(__file__).parents[2] / FILE,
    Path(sys.prefix) / "share/chancery" / FILE,
)


@dataclass(frozen=True, slots=True)
class Declared:
    """A deployment as the file declares it, with its flow."""

    flow: Flow[..., Any]
    module_path: str
    said: Mapping[str, Any]


def read_deployments() -> list[Declared]:
    """Return what the first `prefect.yaml` found declares. Raises WarehouseError where there is none."""
    for file in PLACES:
        if file.exists():
            said = yaml.safe_load(file.read_text(encoding="utf-8"))
            if said.get("name") != PROJECT:
                continue  # another project's, in whose folder we were started
            return [_declared(deployment) for deployment in said["deployments"]]
    raise WarehouseError(f"there is no {FILE} in {Path.cwd()}, and none was installed")


def _declared(said: Mapping[str, Any]) -> Declared:
    file, _, name = said["entrypoint"].partition(":")
    module = file.removesuffix(".py").replace("/", ".")
    return Declared(getattr(import_module(module), name), f"{module}.{name}", said)


def register_deployments(declared: list[Declared]) -> dict[str, str]:
    """Create or replace the work pool and the deployments; return the deployments' ids by name."""
    with get_client(sync_client=True) as client:
        _register_pool(client)
        return {one.said["name"]: _register(client, one) for one in declared}


def _register(client: SyncPrefectClient, one: Declared) -> str:
    limit = one.said.get("concurrency_limit") or {}
    strategy = limit.get("collision_strategy")
    identity = client.create_deployment(
        flow_id=client.create_flow_from_name(one.flow.name),
        name=one.said["name"],
        description=one.said.get("description"),
        tags=one.said.get("tags"),
        parameters=one.said.get("parameters"),
        parameter_openapi_schema=one.flow.parameters.model_dump(exclude_unset=True),
        enforce_parameter_schema=one.said.get("enforce_parameter_schema", True),
        schedules=[_schedule(schedule) for schedule in one.said.get("schedules", [])],
        concurrency_limit=limit.get("limit"),
        concurrency_options=ConcurrencyOptions(collision_strategy=strategy) if strategy else None,
        work_pool_name=POOL,
        job_variables=one.said["work_pool"].get("job_variables"),
        entrypoint=one.module_path,  # found wherever the package is installed
        pull_steps=[],
    )
    return str(identity)


def _schedule(said: Mapping[str, Any]) -> DeploymentScheduleCreate:
    about = {name: said[name] for name in ("active", "slug", "parameters") if name in said}
    timing = {name: value for name, value in said.items() if name not in about}
    return DeploymentScheduleCreate.model_validate({"schedule": timing, **about})


def _register_pool(client: SyncPrefectClient) -> None:
    """See to a work pool whose runs start in this folder and end with their worker."""
    template = ProcessWorker.get_default_base_job_template()
    variables = template["variables"]["properties"]
    variables["command"]["default"] = shlex.join([sys.executable, "-m", "flows.service.engine"])
    variables["working_dir"]["default"] = str(Path.cwd())
    try:
        client.read_work_pool(POOL)
    except ObjectNotFound:
        client.create_work_pool(WorkPoolCreate(name=POOL, type="process", base_job_template=template))
    else:
        client.update_work_pool(POOL, WorkPoolUpdate(base_job_template=template))
