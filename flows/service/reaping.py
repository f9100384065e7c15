"""Runs whose worker is gone: nobody else ends them, and until they end they keep their place."""

from __future__ import annotations

from flows.service.api import UNDER_WAY, Api
from flows.service.places import POOL


def end_runs_of(api: Api, worker: str, reason: str) -> list[str]:
    """Mark the runs that a dead worker left as Crashed, or Cancelled if that was wished; return their names.

    Their processes end with their worker. Another installation's runs, or another host's, are left alone.
    """
    left = api.runs(
        work_pools={"name": {"any_": [POOL]}},
        flow_runs={"state": {"type": {"any_": UNDER_WAY}}},
    )
    ours = [run for run in left if run["labels"].get("prefect.worker.name") == worker]
    for run in ours:
        cancelling = run["state_type"] == "CANCELLING"
        api.end(run["id"], "CANCELLED" if cancelling else "CRASHED", reason)
    return [run["name"] for run in ours]
