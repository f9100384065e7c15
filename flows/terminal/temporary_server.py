"""Prefect's server for the time of one command, where none is configured.

Prefect would start one too, but imports all of the server into the command's own process first, which takes
seconds, and waits. Here it starts beside the command, which goes on meanwhile; what it asks too early waits.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import socket
import subprocess
import sys

from flows.service.lifeline import STARTER, hold_on_to_starter

GRACE = 5.0  # seconds that the server has to end by itself


def start_server() -> subprocess.Popen[bytes] | None:
    """Start a server that ends with this process, and let Prefect use it, unless another is configured."""
    from prefect.context import refresh_global_settings_context
    from prefect.settings import get_current_settings

    if get_current_settings().api.url:
        return None
    # Whoever asks before the server listens is queued by the system; were its process to die, refused.
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        process = subprocess.Popen(  # noqa: S603  (our own interpreter and module)
            [sys.executable, "-m", __name__, str(listener.fileno())],
            env={**os.environ, STARTER: str(os.getpid())},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=(listener.fileno(),),
            start_new_session=True,  # an interrupt from the terminal is the command's to handle
        )
        port = listener.getsockname()[1]
    atexit.register(_stop, process)
    os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    refresh_global_settings_context()
    return process


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
    process.kill()
    process.wait()


def main() -> None:
    """Serve on the socket that was handed over until told to stop."""
    hold_on_to_starter()
    gc.set_threshold(100_000, 20, 20)  # what is imported here stays
    import uvicorn
    from prefect.server.api.server import create_app

    uvicorn.run(create_app(ephemeral=True), fd=int(sys.argv[1]), log_level="error", lifespan="on")


if __name__ == "__main__":
    main()
