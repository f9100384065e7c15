"""Prefect as Chancery wants it, set before Prefect is imported; what the user set stays."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from warehouse.errors import WarehouseError

# The same as [tool.prefect] in pyproject.toml, which Prefect's own commands read in a checkout.
SERVER = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # The second version of the UI asks a foreign host for settings on every page, analytics or not.
    "PREFECT_SERVER_UI_V2_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    # The ephemeral server starts in 7 to 13 s, on a loaded machine in more than the default of 20.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # An automation marks runs as crashed whose heartbeats stop.
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
    # One by one, a burst of task runs outruns the recorder, and some never appear in the UI.
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_READ_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "100",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_FLUSH_INTERVAL": "1.0",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_BATCH_SIZE": "100",
    # In memory, a lease is forgotten when the server restarts, and its slot never comes free.
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    # Runs of more than a year ago go; what they did stays in the warehouse's own account.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "31536000",
}
DEFAULTS = {
    **SERVER,
    "DO_NOT_TRACK": "1",
    # The first request waits for the server to start.
    "PREFECT_API_REQUEST_TIMEOUT": "120",
    # The log, with its stack traces, goes to the Prefect UI; the terminal gets one line instead.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
}


def prepare_prefect() -> None:
    """Set the defaults and make sure of a home for Prefect's own database.

    Raises WarehouseError where that folder cannot be written: Prefect itself would wait for its
    server until the timeout and not say why.
    """
    for name, value in DEFAULTS.items():
        os.environ.setdefault(name, value)
    home = Path(os.environ.get("PREFECT_HOME") or Path.home() / ".prefect")
    try:
        home.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=home).close()
    except OSError as error:
        reason = error.strerror or error
        raise WarehouseError(
            f"Prefect's folder {home} cannot be written ({reason}); set PREFECT_HOME"
        ) from error
