"""Batches on Dask, through Prefect's task runner: on the cluster at an address, or on one of this machine."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from distributed import CancelledError, KilledWorker
from prefect.client.orchestration import get_client
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect_dask.client import PrefectDaskClient
from prefect_dask.task_runners import DaskTaskRunner, PrefectDaskFuture

from flows.settings import Settings
from warehouse.errors import RunFailed

SECONDS_TO_CONNECT = 20


class DaskRunner(DaskTaskRunner):
    """Prefect's runner, which says why there is no cluster, and tells workers where Prefect's server is.

    The server that Prefect starts for a single command is known to that command's process alone; without
    its address each worker would start one of its own.
    """

    @classmethod
    def of(cls, settings: Settings) -> DaskRunner:
        """Return the runner that the settings choose; no cluster is reached for before the first batch."""
        patience = {"timeout": SECONDS_TO_CONNECT}
        if settings.dask_address:
            return cls(address=settings.dask_address, client_kwargs=patience)
        # A batch owns a process that reads: one thread for each batch is all that a worker needs.
        cluster = {"n_workers": settings.workers, "threads_per_worker": 1, "dashboard_address": None}
        return cls(cluster_kwargs=cluster, client_kwargs=patience)

    @cached_property
    def client(self) -> PrefectDaskClient:
        """The cluster's client. Raises RunFailed where there is no cluster, or no worker in it."""
        where = f"at {self.address}" if self.address else "of this machine"
        try:
            client = super().client
        except (OSError, ValueError, RuntimeError) as error:
            raise RunFailed(f"the Dask cluster {where} cannot be reached: {error}") from None
        try:
            client.wait_for_workers(1, timeout=SECONDS_TO_CONNECT)
        except TimeoutError:
            raise RunFailed(f"the Dask cluster {where} has no worker") from None
        return client

    def submit(self, *args: Any, **kwargs: Any) -> PrefectDaskFuture[Any]:  # type: ignore[override]
        """Submit a task, with the address of the server that this process uses."""
        server = str(get_client(sync_client=True).api_url)
        with temporary_settings({PREFECT_API_URL: server}):
            future = super().submit(*args, **kwargs)
        return _Future(future.task_run_id, future.wrapped_future)


class _Future(PrefectDaskFuture[Any]):
    """A batch's future, which says in a line why there is no result."""

    def result(self, timeout: float | None = None, raise_on_failure: bool = True) -> Any:
        """Return what the task returned. Raises RunFailed where no worker could finish it."""
        try:
            return super().result(timeout, raise_on_failure)
        except KilledWorker:
            raise RunFailed("a batch was given up: every Dask worker that read it was killed") from None
        except CancelledError:
            raise RunFailed("the connection to the Dask cluster was lost") from None
