"""Prefect as Chancery wants it, set before Prefect is imported; what the user set stays."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from warehouse.errors import WarehouseError

DEFAULTS = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # The ephemeral server starts in 7 to 13 s, on a loaded machine in more than the default of 20.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
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
