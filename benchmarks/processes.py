"""What a command costs, with all it starts: CPU seconds, the clock's, and each process's peak memory."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
EVERY = 0.25  # seconds between two looks at the processes
SERVER = "Prefect's server"
SORTS = {
    "extractors.child": "reader",
    "chancery-server": SERVER,
    "prefect.server": SERVER,
}
"""Processes by a word of their command line or by their name; all others are of the command itself."""
OWN = "own process"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the processors and by the clock; peak resident MB of the largest process of each sort.

    `parts` are the CPU seconds of each sort of process, as far as they were seen.
    """

    cpu: float
    wall: float
    peaks: Mapping[str, float]
    output: str = ""
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Seen:
    """What was seen of a process: its sort, its own CPU seconds, and its peak memory in MB."""

    sort: str
    cpu: float = 0.0
    peak: float = 0.0


@dataclass
class Watch:
    """All processes below one, as they were seen last."""

    root: int
    seen: dict[int, Seen] = field(default_factory=dict)

    def look(self) -> None:
        """Look at the process and its descendants once more."""
        for process in (self.root, *descendants(self.root)):
            try:
                self._look_at(process)
            except OSError:  # it has just ended
                continue

    def _look_at(self, process: int) -> None:
        folder = Path(f"/proc/{process}")
        seen = self.seen.setdefault(process, Seen(OWN))
        if seen.sort == OWN:  # between fork and exec it has its parent's
            command = (folder / "cmdline").read_bytes().decode(errors="replace")
            command += (folder / "comm").read_text(errors="replace")
            seen.sort = next((sort for word, sort in SORTS.items() if word in command), OWN)
        seen.cpu = own_cpu(process)
        held = (folder / "status").read_text().partition("VmHWM:")[2].split(None, 1)
        seen.peak = max(seen.peak, int(held[0]) / 1024 if held else 0.0)

    def peaks(self) -> dict[str, float]:
        """Return the peak of the largest process of each sort."""
        found: dict[str, float] = {}
        for seen in self.seen.values():
            found[seen.sort] = max(found.get(seen.sort, 0.0), seen.peak)
        return found

    def cpu(self) -> dict[str, float]:
        """Return the CPU seconds of each sort of process, those that have ended as they were seen last."""
        found: dict[str, float] = {}
        for seen in self.seen.values():
            found[seen.sort] = found.get(seen.sort, 0.0) + seen.cpu
        return found


def descendants(process: int) -> Iterator[int]:
    """Yield the living children of a process, and theirs."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:  # it has just ended
            continue
        children.setdefault(parent, []).append(int(stat.parent.name))
    found = list(children.get(process, ()))
    while found:
        child = found.pop()
        yield child
        found += children.get(child, ())


def own_cpu(process: int) -> float:
    """Return the CPU seconds of a process without its children. Raises OSError where it has ended."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def run(command: Sequence[str], env: Mapping[str, str] | None = None, cwd: Path | None = None) -> Cost:
    """Run a command to its end. Raises RuntimeError where it fails."""
    begun = time.monotonic()
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(command, env=env, cwd=cwd, stdout=output, stderr=errors)
        watch, ended = Watch(process.pid), threading.Event()
        watcher = threading.Thread(target=_keep_looking, args=(watch, ended), daemon=True)
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        ended.set()
        watcher.join()
        output.seek(0)
        errors.seek(0)
        if status:
            raise RuntimeError(f"{' '.join(command)} failed: {errors.read()[-2000:]}")
        # The system forgets the time of a process nobody waited for; the watch misses short ones.
        cpu = max(used.ru_utime + used.ru_stime, sum(watch.cpu().values()))
        return Cost(cpu, wall, watch.peaks(), output.read(), watch.cpu())


def _keep_looking(watch: Watch, ended: threading.Event) -> None:
    while not ended.wait(EVERY):
        watch.look()
