"""`python -m benchmarks.worker ENGINE`: reads each file named on standard input with one engine.

The other half, `Worker`, is the caller's handle on such a process, which may be killed for taking
too long and is then started anew. Costs are the worker's own processor time (user and system, with
that of the programs it starts), so that other work on the machine weighs little.
"""

from __future__ import annotations

import json
import os
import resource
import selectors
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.engines import ENGINES

_MEGABYTE = 1024  # in kB, the unit in which Linux gives memory
_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of one file: CPU seconds, the process's peak memory so far (MB), and what came out."""

    seconds: float
    peak: float
    characters: int
    error: str | None = None


class Worker:
    """A process that reads files with one engine."""

    def __init__(self, engine: str, timeout: float) -> None:
        self.engine = engine
        self.timeout = timeout
        self._start()

    def _start(self) -> None:
        command = [sys.executable, "-m", "benchmarks.worker", self.engine]
        self._process = subprocess.Popen(
            command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def read(self, path: Path) -> Reading:
        """Read a file; the error is set where the engine fails, crashes or exceeds its time."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{path.resolve()}\n".encode())
        self._process.stdin.flush()
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            answer = self._process.stdout.readline() if selector.select(self.timeout) else b""
        if answer:
            return Reading(**json.loads(answer))
        error = "crashed" if self._process.poll() is not None else f"over {self.timeout:g} s"
        self.close()
        self._start()
        return Reading(self.timeout, 0.0, 0, error)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def _cpu_seconds() -> float:
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def _peak() -> float:
    # Not ru_maxrss for the process itself: it starts from the parent's.
    status = Path("/proc/self/status").read_text()
    own = int(status.partition("VmHWM:")[2].split(None, 1)[0])
    return max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / _MEGABYTE


def _reading(engine: str, path: Path) -> Reading:
    error = None
    characters = 0
    start = _cpu_seconds()
    try:
        characters = len(ENGINES[engine](path))
    except Exception as failure:  # each engine has its own exceptions, and any of them is a result here
        error = f"{type(failure).__name__}: {failure}"[:120]
    return Reading(_cpu_seconds() - start, _peak(), characters, error)


def _main(engine: str) -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what an engine prints is no answer
    with suppress(Exception):
        ENGINES[engine](
            Path(__file__)
        )  # no PDF: it imports what the engine needs before the first measurement
    for line in sys.stdin:
        answers.write(json.dumps(asdict(_reading(engine, Path(line.rstrip("\n"))))) + "\n")
        answers.flush()


if __name__ == "__main__":
    _main(sys.argv[1])
