"""A `chancery up` of its own for a test: in a folder, on a port and with a home that nobody else has."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import httpx

from extractors.confinement import die_with_parent
from flows.service.api import Api
from flows.service.ready import process_of
from warehouse.database import open_reader

T = TypeVar("T")
PATIENCE = 480.0  # of a test on a loaded machine; what is promised is told in docs/operations.md

TEXT = """Joint Statement of the Ministers of Transport

(Osh, {day} May 2026)

1. The Ministers agreed to open a joint customs post at the border by {day} September 2026.

2. They called on the railway administrations to publish common tariffs.
"""


def until(holds: Callable[[], T], what: str, seconds: float = PATIENCE) -> T:
    """Return what `holds` returns as soon as it is true. A server that is just down has not answered yet."""
    end = time.monotonic() + seconds
    while True:
        try:
            if found := holds():
                return found
        except httpx.HTTPError:
            pass
        assert time.monotonic() < end, f"{what}: not within {seconds:g} s"
        time.sleep(0.1)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass
class Service:
    """An installation in a folder, up or down."""

    folder: Path
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    starts: tuple[str, ...] = ("chancery", "up")
    said: str = ""
    _process: subprocess.Popen[str] | None = None

    def __post_init__(self) -> None:
        self.inbox.mkdir(parents=True, exist_ok=True)
        self.environment = self.environment | {"CHANCERY_SERVICE__PORT": str(self.port)}

    @property
    def inbox(self) -> Path:
        """The inbox."""
        return self.folder / "inbox"

    @property
    def warehouse(self) -> Path:
        """The published file."""
        return self.folder / "data/chancery.duckdb"

    @property
    def api(self) -> Api:
        """The server's API."""
        return Api(f"http://127.0.0.1:{self.port}", seconds=60)

    def pid(self, part: str) -> int | None:
        """Return the process of a part; that of `chancery up` itself is `up`."""
        return process_of(self.folder / f"data/chancery.service/{part}.ready.json")

    def up(self) -> None:
        """Start it, and wait until it says that it is up."""
        log = self.folder / "up.log"
        with log.open("w") as output:
            self._process = subprocess.Popen(
                self.starts,
                cwd=self.folder,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
                preexec_fn=die_with_parent,  # however the tests end
            )
        process = self._process
        until(lambda: process.poll() is not None or "is up" in log.read_text(encoding="utf-8"), "up")
        self.said = log.read_text(encoding="utf-8")
        assert process.poll() is None, self.said

    def down(self, number: int = signal.SIGINT) -> None:
        """End it by a signal, and wait until it has."""
        if self._process:
            os.kill(self.pid("up") or self._process.pid, number)
            self._process.wait(60)
            self._process = None

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run another command in the same folder."""
        return subprocess.run(
            ["chancery", *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def drop(self, *names: str) -> None:
        """Put texts into the inbox, each different from the others."""
        for name in names:
            number = sum(1 for _ in self.inbox.iterdir()) + 1
            (self.inbox / name).write_text(TEXT.format(day=number) + f"\n{name}\n", encoding="utf-8")

    def runs(self, *states: str) -> list[dict[str, Any]]:
        """Return the ingests in these states, or all but those that are not due yet."""
        found = self.api.runs(deployments={"name": {"any_": ["ingest"]}}, limit=200)
        now = datetime.now(UTC)
        due = [run for run in found if datetime.fromisoformat(run["expected_start_time"]) <= now]
        return [run for run in due if not states or run["state_type"] in states]

    def start_ingest(self) -> str:
        """Ask for an ingest, as the UI's button does; return the run's id."""
        (ingest,) = (one for one in self.api.deployments() if one["name"] == "ingest")
        run: dict[str, Any] = self.api.post(f"/deployments/{ingest['id']}/create_flow_run", {})
        return str(run["id"])

    def run(self, run_id: str) -> dict[str, Any]:
        """Return a run."""
        (found,) = self.api.runs(flow_runs={"id": {"any_": [run_id]}})
        return found

    def ends(self, run_id: str) -> str:
        """Wait until a run has ended; return in which state."""
        final = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
        return until(lambda: (kind := self.run(run_id)["state_type"]) in final and str(kind), "the run's end")

    def taken_slots(self) -> int:
        """Return how many runs hold the place of the ingest."""
        (ingest,) = (one for one in self.api.deployments() if one["name"] == "ingest")
        return int(ingest["global_concurrency_limit"]["active_slots"])

    def outcomes(self) -> list[tuple[str, int]]:
        """Return the names of the published documents' files, with how many documents each has."""
        if not self.warehouse.exists():
            return []
        with open_reader(self.warehouse) as con:
            return con.execute(
                "SELECT regexp_extract(source_uri, '[^/]+$') AS name, count(*) "
                "FROM document_sources GROUP BY name ORDER BY name"
            ).fetchall()


@contextmanager
def service_in(folder: Path, environment: dict[str, str], **more: str) -> Iterator[Service]:
    """Have an installation, and end it and all that it started, however the test ends."""
    service = Service(folder, environment | more)
    try:
        yield service
    finally:
        service.down(signal.SIGKILL)


def _about(pid: int) -> tuple[str, int]:
    """Return state and parent of a process; one that is gone is as one that nobody has waited for."""
    try:
        state, parent = Path(f"/proc/{pid}/stat").read_text("utf-8").rsplit(")", 1)[1].split()[:2]
    except OSError:
        return "Z", 0
    return state, int(parent)


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and was not yet waited for does not."""
    return _about(pid)[0] != "Z"


def ancestors_of(pid: int) -> list[int]:
    """Return the processes from which a process stems, the nearest first."""
    found: list[int] = []
    while pid := _about(pid)[1]:
        found.append(pid)
    return found


def reading_processes() -> Iterator[int]:
    """Yield the processes that read files, once the system has confined them."""
    for command in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if b"-m\0extractors.child" in command.read_bytes():
                limits = (command.parent / "limits").read_text("utf-8")
                if re.search(r"Max core file size +0 +0 ", limits):
                    yield int(command.parent.name)


def halt_reading(service: Service) -> tuple[int, int]:
    """Wait until a run reads, and stop its reading process in the midst; return run and reader process."""
    worker = service.pid("worker")

    def halted() -> tuple[int, int] | None:
        for pid in reading_processes():
            ancestors = ancestors_of(pid)
            if worker in ancestors:
                time.sleep(0.05)
                os.kill(pid, signal.SIGSTOP)
                return ancestors[ancestors.index(worker) - 1], pid
        return None

    return until(halted, "a reading process")
