"""Prefect's REST API as the light processes use it: importing Prefect would cost them seconds."""

from __future__ import annotations

import os
import time
from typing import Any

import httpx

BUSY_PAUSES = (0.5, 1.0, 2.0, 4.0)
UNDER_WAY = ("PENDING", "RUNNING", "CANCELLING")


class Api:
    """A server. Methods raise `httpx.HTTPError` where it does not answer or refuses."""

    def __init__(self, address: str, seconds: float = 10) -> None:
        user, _, password = os.environ.get("PREFECT_API_AUTH_STRING", "").partition(":")
        auth = (user, password) if password else None
        self._client = httpx.Client(base_url=f"{address}/api", auth=auth, timeout=seconds, trust_env=False)

    def is_healthy(self) -> bool:
        """Tell whether a Prefect server answers."""
        try:
            answer = self._client.get("/health", timeout=2)
            return answer.status_code == httpx.codes.OK and answer.json() is True
        except (httpx.HTTPError, ValueError):
            return False

    def post(self, path: str, body: Any) -> Any:
        """Post JSON, and return what is answered; a server whose database is busy is asked again."""
        for pause in (*BUSY_PAUSES, None):
            answer = self._client.post(path, json=body)
            if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE or pause is None:
                break
            time.sleep(pause)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def runs(self, **filters: Any) -> list[dict[str, Any]]:
        """Return flow runs, the latest first; filters are those of the API."""
        found: list[dict[str, Any]] = self.post("/flow_runs/filter", {"sort": "START_TIME_DESC", **filters})
        return found

    def end(self, run_id: str, kind: str, message: str) -> None:
        """Put a run into a final state, past the rules that would ask its process."""
        state = {"type": kind, "message": message}
        self.post(f"/flow_runs/{run_id}/set_state", {"state": state, "force": True})

    def workers(self, pool: str) -> list[dict[str, Any]]:
        """Return the workers that ever polled a work pool."""
        found: list[dict[str, Any]] = self.post(f"/work_pools/{pool}/workers/filter", {})
        return found

    def deployments(self) -> list[dict[str, Any]]:
        """Return the deployments."""
        found: list[dict[str, Any]] = self.post("/deployments/filter", {"sort": "NAME_ASC"})
        return found
