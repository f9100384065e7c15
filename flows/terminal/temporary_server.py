"""Prefect's server for the time of one command, where none is configured.

Prefect would start one too, but imports all of the server into the command's own process first, which takes
seconds, and waits. Here it starts beside the command, which goes on meanwhile; what it asks too early waits.
On Linux it is a fork of the command, so that what both import of Prefect is imported once.
"""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import os
import socket
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path

from flows.service.lifeline import STARTER, hold_on_to_starter

NAME = "chancery-server"
"""By which Linux lists the process; its command line is the command's."""

GRACE = 5.0  # seconds that the server has to end by itself


def start_server() -> BaseProcess | None:
    """Start a server that ends with this process, and let Prefect use it, unless another is configured.

    To be called before Python has a second thread, whose locks a fork would never see released.
    """
    import sqlalchemy.orm  # noqa: F401  (of the server and of the audit)
    from prefect.context import refresh_global_settings_context
    from prefect.settings import get_current_settings

    if get_current_settings().api.url:
        return None
    # Whoever asks before the server listens is queued by the system; were its process to die, refused.
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        process = _process(listener)
        process.start()
        port = listener.getsockname()[1]
    atexit.register(_stop, process)
    os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{port}/api"
    refresh_global_settings_context()
    return process


def _process(listener: socket.socket) -> BaseProcess:
    arguments = listener, os.getpid()
    if sys.platform == "linux":
        return multiprocessing.get_context("fork").Process(target=_serve, args=arguments, daemon=True)
    return multiprocessing.get_context("spawn").Process(target=_serve, args=arguments, daemon=True)


def _stop(process: BaseProcess) -> None:
    process.terminate()
    process.join(GRACE)
    process.kill()
    process.join()


def _serve(listener: socket.socket, starter: int) -> None:
    """Serve on the socket that was handed over until told to stop."""
    if hasattr(os, "setsid"):
        os.setsid()  # an interrupt from the terminal is the command's to handle
    os.environ[STARTER] = str(starter)
    hold_on_to_starter()
    with contextlib.suppress(OSError):
        Path("/proc/self/comm").write_text(NAME)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    # Kinds of blocks are registered by a server that stays. To see whether they have been, all of Prefect's
    # collections would be imported, and it would be noted down that they have.
    os.environ["PREFECT_SERVER_REGISTER_BLOCKS_ON_START"] = "false"
    os.environ["PREFECT_SERVER_MEMOIZE_BLOCK_AUTO_REGISTRATION"] = "false"

    import uvicorn
    from prefect.context import refresh_global_settings_context
    from prefect.server.api.server import create_app

    refresh_global_settings_context()
    uvicorn.run(create_app(ephemeral=True), fd=listener.fileno(), log_level="error", lifespan="on")
