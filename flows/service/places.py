"""Where the service of a warehouse keeps what is its own, and the environment of its processes."""

from __future__ import annotations

import hashlib
import os
import platform
from dataclasses import dataclass
from pathlib import Path

from flows.environment import DEFAULTS
from flows.settings import Settings
from warehouse.paths import WarehousePaths

POOL = "chancery"
DATA_DOCS = "data-docs"
DOCS_URL = "CHANCERY_DATA_DOCS_URL"
"""Variable that tells runs of the service where its Data Docs are served."""

SERVICE_DEFAULTS = {
    **DEFAULTS,
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "INFO",
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
    "PREFECT_WORKER_QUERY_SECONDS": "2",
    "PREFECT_WORKER_PREFETCH_SECONDS": "2",
    "PREFECT_WORKER_ENABLE_CANCELLATION": "true",
    "PREFECT_WORKER_CANCELLATION_POLL_SECONDS": "10",
}


@dataclass(frozen=True, slots=True)
class Places:
    """The folder of the service beside the warehouse, and what is in it."""

    folder: Path

    @classmethod
    def of(cls, settings: Settings) -> Places:
        """Return the places that belong to the warehouse of the settings."""
        return cls(WarehousePaths.of(settings.warehouse).service)

    @property
    def lock(self) -> Path:
        """File that `chancery up` holds locked while it runs."""
        return self.folder / "up.lock"

    @property
    def seen(self) -> Path:
        """What the watcher has handed over to runs."""
        return self.folder / "watcher.json"

    def log(self, part: str) -> Path:
        """Return the file of what a process prints."""
        return self.folder / "log" / f"{part}.log"

    def ready(self, part: str) -> Path:
        """Return the file that says which process does a part's work, written once it can."""
        return self.folder / f"{part}.ready.json"

    @property
    def worker_name(self) -> str:
        """A name that no other installation's worker has, though it be on the same server."""
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:8]
        return f"chancery {platform.node()} {digest}"

    def environment(self, settings: Settings) -> dict[str, str]:
        """Return the environment of the service's processes; what the user set stays."""
        service = settings.service
        own = {
            "PREFECT_HOME": str(self.folder / "prefect"),
            "PREFECT_SERVER_API_HOST": service.host,
            "PREFECT_SERVER_API_PORT": str(service.port),
            "PREFECT_API_URL": f"{service.address}/api",
            "PREFECT_UI_URL": service.address,
            "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": f"{service.address},http://localhost:{service.port}",
            "PREFECT_SERVER_METRICS_ENABLED": str(service.metrics).lower(),
            "PYTHONUNBUFFERED": "1",
        }
        # Whatever the shell holds, the parts must find each other, past any proxy.
        forced = {name: own[name] for name in own if "API" in name}
        ui = os.environ.get("PREFECT_UI_URL", service.address).rstrip("/")
        forced[DOCS_URL] = f"{ui}/{DATA_DOCS}"
        direct = ",".join(filter(None, (os.environ.get("NO_PROXY"), "127.0.0.1,localhost")))
        return {**SERVICE_DEFAULTS, **own, **os.environ, **forced, "NO_PROXY": direct, "no_proxy": direct}
