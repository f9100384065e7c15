"""Processes that are kept running: one that ends is started anew, more slowly each time it ends soon."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from flows.service.lifeline import STARTER
from flows.service.ready import READY_FILE

SHORT_LIFE = 60.0
LONGEST_PAUSE = 60.0
MOST_LOG_BYTES = 10_000_000


@dataclass
class Part:
    """A module of ours as a process in a session of its own, so that a Ctrl-C reaches only its starter."""

    name: str
    module: str
    environment: Mapping[str, str]
    ready_file: Path
    log: Path | None = None
    failures: int = 0
    _process: subprocess.Popen[bytes] | None = field(default=None, repr=False)
    _started: float = 0.0
    _due: float = 0.0

    @property
    def pid(self) -> int | None:
        """The process, where it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> None:
        """Start the process; what it prints goes to its log, or where the starter's own output goes."""
        self.ready_file.unlink(missing_ok=True)
        with contextlib.ExitStack() as stack:
            output = stack.enter_context(_open_log(self.log)) if self.log else None
            self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and module)
                [sys.executable, "-m", self.module],
                env={**self.environment, STARTER: str(os.getpid()), READY_FILE: str(self.ready_file)},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,
            )
        self._started = time.monotonic()

    def look(self) -> str | None:
        """Start a process that is due; of one that has ended say how, once, and clear what it left."""
        now = time.monotonic()
        if self._process is None:
            if now >= self._due:
                self.start()
            return None
        code = self._process.poll()
        if code is None:
            return None
        self._kill_session()
        self._process = None
        self.failures = 1 if now - self._started > SHORT_LIFE else self.failures + 1
        pause = min(2.0 ** (self.failures - 1), LONGEST_PAUSE)
        self._due = now + pause
        return f"the {self.name} {_how(code)}; it is started anew in {pause:g} s"

    def stop(self, seconds: float) -> None:
        """Ask the process to end, make it end after so long, and with it all that it started."""
        if self._process is not None:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(seconds)
            self._kill_session()
            self._process.wait()
            self._process = None
        self.ready_file.unlink(missing_ok=True)

    def _kill_session(self) -> None:
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)


def _how(code: int) -> str:
    return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"


def _open_log(file: Path) -> BinaryIO:
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size > MOST_LOG_BYTES:
        file.replace(file.with_suffix(".1.log"))
    return file.open("ab")
