"""Where batches are read: in threads of this process, or on the workers of a Dask cluster."""

from __future__ import annotations

from typing import Any

from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.exits import BadRequest
from flows.settings import RunnerKind, Settings


def runner_of(settings: Settings) -> TaskRunner[Any]:
    """Return what runs the batches of a flow. Raises BadRequest where it is not installed."""
    if settings.runner is RunnerKind.LOCAL:
        return ThreadPoolTaskRunner(max_workers=settings.workers)
    try:
        from flows.dask_runner import DaskRunner
    except ModuleNotFoundError as error:
        raise BadRequest(f"runner = dask needs {error.name}: install chancery[dask]") from None
    return DaskRunner.of(settings)
