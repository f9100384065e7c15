"""`python -m tests.reliability.whole_kills`: the command as users run it, killed with all that it started.

`chancery ingest` runs with its own Prefect server and what reads for it. Its process group is killed at
random instants: once, or twice in a row. Nothing that it started may live on, also in other groups. The next
run must complete, with the rows of a run that nobody disturbed, and nothing may be left over.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.clone import user_environment
from tests.reliability.kills import FIRST, SAMPLES
from tests.reliability.runs import contents, left_behind

MARK = "CHANCERY_TESTS_RUN"  # in the environment of every process that a command starts


@dataclass(frozen=True)
class Command:
    """The command on a warehouse of its own, with a home and a temporary folder of its own."""

    folder: Path
    inbox: Path
    environment: dict[str, str]

    @classmethod
    def within(cls, folder: Path, inbox: Path) -> Command:
        """Return the command as a new user in a folder runs it."""
        (folder / "tmp").mkdir(parents=True)
        return cls(
            folder, inbox, user_environment(folder) | {"TMPDIR": str(folder / "tmp"), MARK: str(folder)}
        )

    @property
    def warehouse(self) -> Path:
        """What the command writes."""
        return self.folder / "data/w.duckdb"

    def start(self) -> subprocess.Popen[bytes]:
        """Start it as the leader of a process group."""
        chancery = Path(sys.executable).parent / "chancery"
        with (self.folder / "said.log").open("ab") as log:
            return subprocess.Popen(
                [chancery, "ingest", self.inbox, "--warehouse", self.warehouse],
                env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def complete(self) -> float:
        """Run it to its end, and return the seconds it took. RuntimeError where it fails."""
        began = time.monotonic()
        if self.start().wait(timeout=600) != 0:
            raise RuntimeError((self.folder / "said.log").read_text()[-2000:])
        return time.monotonic() - began

    def kill_after(self, seconds: float) -> str:
        """Start it, kill its group after so long, and say how that went."""
        process = self.start()
        try:
            return f"ended with {process.wait(timeout=seconds)} before"
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return f"killed after {seconds:.1f} s"

    def survivors(self, patience: float = 20) -> list[str]:
        """Return what it started and still lives after so many seconds."""
        ends = time.monotonic() + patience
        while (found := self._living()) and time.monotonic() < ends:
            time.sleep(0.2)
        return found

    def _living(self) -> list[str]:
        mark, found = f"{MARK}={self.folder}".encode(), []
        ours = f"TMPDIR={self.folder}/".encode()  # what reads is told of nothing else
        for process in Path("/proc").glob("[0-9]*"):
            try:
                told = (process / "environ").read_bytes().split(b"\0")
                if mark in told or any(one.startswith(ours) for one in told):
                    found.append(f"{process.name} {(process / 'cmdline').read_bytes()[-100:]!r}")
            except OSError:
                continue
        return found

    def leftovers(self) -> list[str]:
        """Return the files that nobody needs any more."""
        temporary = [str(path.relative_to(self.folder)) for path in (self.folder / "tmp").rglob("*")]
        return left_behind(self.warehouse) + temporary


def play(kills: int, seed: int, folder: Path) -> list[str]:
    """Kill so many runs, print what came of each, and return what was wrong."""
    inbox, problems = folder / "inbox", []
    inbox.mkdir()
    for name in FIRST:
        shutil.copy2(SAMPLES / name, inbox)
    calm = Command.within(folder / "calm", inbox)
    seconds, expected = calm.complete(), contents(calm.warehouse)
    for number in range(kills):
        chance = random.Random(seed * 1_000_003 + number)
        struck = Command.within(folder / f"struck-{number}", inbox)
        told = [struck.kill_after(chance.uniform(0, seconds)) for _ in range(1 + number % 2)]
        wrong = [f"still living: {left}" for left in struck.survivors()]
        struck.complete()
        wrong += [f"left: {left}" for left in struck.leftovers()]
        found = contents(struck.warehouse)
        wrong += [f"{table} differs" for table in expected if found.get(table) != expected[table]]
        print(f"{number:3} {', '.join(told)}: {'; '.join(wrong) or 'harmless'}", flush=True)
        problems += wrong
        shutil.rmtree(struck.folder)
    print(f"{kills} kills of the whole command, a run of which takes {seconds:.0f} s")
    return problems


def main() -> None:
    """Play the kills; exit with 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with TemporaryDirectory(prefix="chancery-whole-") as folder:
        sys.exit(bool(play(given.kills, given.seed, Path(folder).resolve())))


if __name__ == "__main__":
    main()
