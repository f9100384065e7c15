"""`python -m benchmarks.phases INBOX… WAREHOUSE`: an ingest as `chancery ingest` does it, phase by phase.

It runs the same flow, Prefect included, and prints one JSON object: for each phase the seconds by the clock,
and the CPU seconds of this process, of the readers, and of Prefect's server.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
import time
from pathlib import Path

from benchmarks.processes import EVERY, Watch

START, END = "start", "report"


class Clock:
    """What was used up at the beginning of each phase."""

    def __init__(self) -> None:
        self.watch = Watch(os.getpid())
        self.lock = threading.Lock()
        self.marks: list[tuple[str, float, dict[str, float]]] = []

    def look(self) -> None:
        """Look at all processes."""
        with self.lock:
            self.watch.look()

    def mark(self, phase: str) -> None:
        """Begin a phase, unless it is the one that goes on."""
        if self.marks and self.marks[-1][0] == phase:
            return
        self.look()
        self.marks.append((phase, time.monotonic(), self.watch.cpu()))

    def phases(self) -> dict[str, dict[str, float]]:
        """Return the phases with what each used."""
        return {
            phase: {"s": end - begun, **{sort: cpu - before.get(sort, 0.0) for sort, cpu in after.items()}}
            for (phase, begun, before), (_, end, after) in zip(self.marks, self.marks[1:], strict=False)
        }


def main(inboxes: list[Path], warehouse: Path) -> None:
    """Ingest and print."""
    gc.set_threshold(100_000, 20, 20)  # as the command does
    clock = Clock()
    clock.mark(START)
    ended = threading.Event()
    threading.Thread(target=_keep_looking, args=(clock, ended), daemon=True).start()
    from flows import progress
    from flows.terminal.ingest import run_ingest

    with progress.watched_by(lambda now: clock.mark(str(now.phase))):
        report = run_ingest(inboxes, warehouse)
    clock.mark(END)
    ended.set()
    counts = {"loaded": report.loaded_count, "quarantined": report.quarantined_count}
    print(json.dumps({"phases": clock.phases(), "counts": counts}))


def _keep_looking(clock: Clock, ended: threading.Event) -> None:
    while not ended.wait(EVERY):
        clock.look()


if __name__ == "__main__":
    main([Path(a) for a in sys.argv[1:-1]], Path(sys.argv[-1]))
