"""How a command ends that runs a flow: when it is told to, and when Prefect's server is gone.

During a flow Prefect takes SIGTERM for itself, and before it gives way it tells its server, for minutes where
nobody answers. So a thread hears of each signal too, and looks after the server; what has not ended GRACE
seconds later is cut off, which no warehouse minds: the next run takes up what was read.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess

from flows.console import complain
from flows.exits import FAILED
from warehouse.errors import RunFailed

GRACE = 10.0
LOOK_SECONDS = 1.0
START_SECONDS = 120.0
STOPPED = "interrupted; the warehouse is whole, and the next run takes up the rest"


@contextmanager
def stoppable(server: BaseProcess | None) -> Iterator[None]:
    """Let SIGTERM end the block as an interrupt does, in the main thread; `server` is Prefect's own here.

    Raises SystemExit for either; RunFailed where Prefect's server is gone or does not answer.
    """
    if server is None:
        _ask_configured()
    watch = _Watch(server)
    former = signal.signal(signal.SIGTERM, _interrupt)
    signal.set_wakeup_fd(watch.mouth.fileno(), warn_on_full_buffer=False)
    watch.start()
    try:
        yield
    except BaseException as error:
        if watch.trouble:
            raise RunFailed(watch.trouble) from None
        if isinstance(error, KeyboardInterrupt):
            complain(STOPPED)
            sys.exit(128 + next(iter(error.args), signal.SIGINT))
        raise
    finally:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGTERM, former)
        watch.leave()


def _ask_configured() -> None:
    """Raise RunFailed where the server that the user configured does not answer."""
    from prefect.client.orchestration import get_client

    client = get_client(sync_client=True)
    problem = client.api_healthcheck()
    if problem is not None:
        raise RunFailed(f"Prefect's server at {client.api_url} does not answer: {problem}")


def _interrupt(number: int, _: object) -> None:
    raise KeyboardInterrupt(number)


class _Watch(threading.Thread):
    """Hears of signals even where the main thread is busy, and cuts the process off if that does not end."""

    def __init__(self, server: BaseProcess | None) -> None:
        super().__init__(daemon=True)
        self.ears, self.mouth = socket.socketpair()
        self.mouth.setblocking(False)
        self.ears.settimeout(LOOK_SECONDS)
        self.server = server
        self.trouble: str | None = None
        self.is_left = False

    def run(self) -> None:
        if self.server is not None:
            threading.Thread(target=self._await_answer, daemon=True).start()
        number = self._listen()
        if number is not None:
            time.sleep(GRACE)
            self._cut_off(number)

    def leave(self) -> None:
        """End listening; where a signal came, its time runs on until the process has ended."""
        self.is_left = True
        self.mouth.close()

    def _listen(self) -> int | None:
        """Return the signal that came; None where the block has ended."""
        while True:
            try:
                heard = self.ears.recv(1)
            except TimeoutError:
                if self.server is not None and self.server.exitcode is not None:
                    self._give_up("Prefect's server has ended by itself")
                continue
            if not heard:
                return None
            if heard[0] in (signal.SIGINT, signal.SIGTERM):
                return heard[0]

    def _await_answer(self) -> None:
        import httpx

        try:
            httpx.get(f"{os.environ['PREFECT_API_URL']}/health", timeout=START_SECONDS)
        except httpx.TimeoutException:
            self._give_up(f"Prefect's server does not answer within {START_SECONDS:g} seconds")
        except httpx.HTTPError:
            pass  # it has ended, and that is noticed

    def _give_up(self, trouble: str) -> None:
        if self.trouble is None and not self.is_left:
            self.trouble = trouble
            os.kill(os.getpid(), signal.SIGTERM)

    def _cut_off(self, number: int) -> None:
        if not self.is_left:
            complain(self.trouble or STOPPED)
        os._exit(FAILED if self.trouble else 128 + number)
