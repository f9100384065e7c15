"""`python -m tests.reliability.kills`: runs killed at named and at random instants, over a real inbox.

A run on a warehouse of seven files, with others to add, to change and to remove, is killed: the whole of it,
twice in a row, or only a process that reads for it. Each time a reader in a loop must have seen whole
versions only; no process may be left; the next run must complete, with every table as an undisturbed run
makes it, and no file left over. Imports take ten seconds: each process is forked from one that has done them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flows.environment import prepare_prefect
from tests.clone import ROOT
from warehouse.database import open_reader
from warehouse.errors import WarehouseBusy
from warehouse.paths import WarehousePaths

SAMPLES = ROOT / "samples/inbox"
FIRST = (
    "2025-11-28_joint_communique_astana.txt",
    "2026-02-05_chairs_summary_almaty.txt",
    "2026-03-05_programme_tashkent.txt",
    "2026-03-12_communique_tashkent.pdf",
    "2026-06-18_A_RES_80_417.txt",
    "scan_20260115_0003.pdf",
    "2026-01-20_concept_note_tashkent.md",
)
ADDED = (
    "2026-03-12_memorandum_kz_kg.pdf",
    "2026-05-22_joint_statement_bishkek.txt",
    "2026-03-12_communique_tashkent.txt",
)
CHANGED, REMOVED = FIRST[1], FIRST[2]
VERSION = """
SELECT (SELECT count(*) FROM documents), (SELECT bit_xor(hash(document_id, title)) FROM documents)::VARCHAR,
    (SELECT count(*) FROM audit.runs), (SELECT count(*) FROM commitments),
    (SELECT count(*) FROM event_reports),
    (SELECT count(*) FROM sentences WHERE document_id NOT IN (SELECT document_id FROM documents))
"""
PATIENCE = 600.0  # seconds after which a process counts as hanging


@dataclass
class Forked:
    """A process of its own session that does some work; its result is JSON in a file."""

    pid: int
    result: Path
    status: int | None = None

    @classmethod
    def start(cls, work: Callable[[], object], folder: Path) -> Forked:
        """Fork, and let the child do the work."""
        number = len(list(folder.glob("*.log")))
        result, log = folder / f"{number:03}.json", folder / f"{number:03}.log"
        log.touch()
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            _be_a_child(work, result, log)
        return cls(pid, result)

    def wait(self) -> int:
        """Return how it ended: 0, or what went wrong."""
        ends = time.monotonic() + PATIENCE
        while self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > ends:
                self.kill()
                raise TimeoutError(self.result)
            else:
                time.sleep(0.005)
        return self.status

    def is_running(self) -> bool:
        """Tell whether it has not ended yet."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = os.waitstatus_to_exitcode(status) if pid else None
        return self.status is None

    def kill(self) -> None:
        """End it at once; what it started itself is in other groups."""
        if self.is_running():
            os.kill(self.pid, signal.SIGKILL)

    def answer(self) -> Any:
        """Return its result. RuntimeError where it failed."""
        if self.wait() != 0:
            raise RuntimeError(self.result.with_suffix(".log").read_text())
        return json.loads(self.result.read_text())


def _be_a_child(work: Callable[[], object], result: Path, log: Path) -> None:
    os.setsid()
    descriptor = os.open(log, os.O_WRONLY)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    try:
        result.write_text(json.dumps(work()))
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


@dataclass
class Scene:
    """An inbox, a warehouse of what it held before, and what a run makes of it when nothing happens."""

    folder: Path
    really: bool = False  # whether Great Expectations audits, and reading processes start from nothing
    expected: dict[str, Any] = field(default_factory=dict)
    versions: list[Any] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def inbox(self) -> Path:
        """The folder that is read."""
        return self.folder / "inbox"

    def set(self) -> None:
        """Make the warehouse, change the inbox, and let an undisturbed run see it."""
        self.inbox.mkdir(parents=True)
        for name in FIRST:
            shutil.copy2(SAMPLES / name, self.inbox)
        base = self.folder / "base"
        before = Forked.start(lambda: self.run(base / "w.duckdb"), self._logs()).answer()
        with (self.inbox / CHANGED).open("a") as file:
            file.write("\nThe Ministers agreed to meet again in Osh in 2027.\n")
        (self.inbox / REMOVED).unlink()
        for name in ADDED:
            shutil.copy2(SAMPLES / name, self.inbox)
        calm = self.copy("calm")
        started = time.monotonic()
        self.expected = Forked.start(lambda: self.run(calm), self._logs()).answer()
        self.seconds = time.monotonic() - started
        self.versions = [before["version"], self.expected["version"]]

    def copy(self, name: str) -> Path:
        """Return a copy of the warehouse as it was before, with its companions."""
        shutil.copytree(self.folder / "base", self.folder / name)
        return self.folder / name / "w.duckdb"

    def run(self, warehouse: Path, wait_minutes: float = 0) -> dict[str, Any]:
        """Ingest, and return what came of it."""
        from tests.reliability.forking import forked_children
        from tests.reliability.runs import audited_briefly, contents, ingest, left_behind

        warehouse.parent.mkdir(exist_ok=True)
        with ExitStack() as stack:
            if not self.really:
                stack.enter_context(audited_briefly())
                stack.enter_context(forked_children())
            record = ingest([self.inbox], warehouse, wait_minutes)
        with open_reader(warehouse) as con:
            version = list(con.execute(VERSION).fetchall()[0])
        parses = sorted(path.name for path in WarehousePaths.of(warehouse).parses.rglob("*"))
        return {
            "status": record.status.value,
            "version": version,
            "contents": contents(warehouse),
            "parses": parses,
            "left": left_behind(warehouse),
        }

    def _logs(self) -> Path:
        logs = self.folder / "logs"
        logs.mkdir(exist_ok=True)
        return logs


def watch(warehouse: Path, stop: Path) -> list[Any]:
    """Read the warehouse in a loop until told to stop; return the versions that were seen."""
    seen: list[Any] = []
    while not stop.exists():
        with open_reader(warehouse) as con:
            found = list(con.execute(VERSION).fetchall()[0])
        if found not in seen:
            seen.append(found)
        time.sleep(0.3)
    return seen


def left_running(folder: Path, seconds: float = 10) -> list[int]:
    """Return the reading processes at work in a folder that do not end within so many seconds."""
    ends = time.monotonic() + seconds
    while (found := list(_reading_in(folder))) and time.monotonic() < ends:
        time.sleep(0.05)
    return found


def _reading_in(folder: Path) -> Iterator[int]:
    for process in Path("/proc").glob("[0-9]*"):
        try:
            told = f"TMPDIR={folder}/".encode() in (process / "environ").read_bytes()
            if told or str((process / "cwd").readlink()).startswith(f"{folder}/"):
                yield int(process.name)
        except OSError:
            continue


@dataclass
class Case:
    """One run that is killed: how, and what was wrong afterwards."""

    scene: Scene
    number: int
    chance: random.Random
    what: str = ""
    problems: list[str] = field(default_factory=list)

    def play(self) -> None:
        """Kill a run, and look at what the next one makes of it."""
        name = f"case-{self.number:04}"
        warehouse = self.scene.copy(name)
        logs = self.scene.folder / f"{name}-logs"
        logs.mkdir()
        reader = Forked.start(lambda: watch(warehouse, logs / "stop"), logs)
        self._disturb(warehouse, logs)
        if left := left_running(warehouse.parent):
            self.problems.append(f"processes left: {left}")
        after = Forked.start(lambda: self.scene.run(warehouse), logs)
        try:
            self.compare(after.answer())
            (logs / "stop").touch()
            strange = [seen for seen in reader.answer() if seen not in self.scene.versions]
            self.problems += [f"a reader saw {seen}" for seen in strange]
        except RuntimeError as error:
            self.problems.append(str(error).splitlines()[-1])
        (logs / "stop").touch()
        reader.wait()
        for folder in (warehouse.parent, logs):
            shutil.rmtree(folder)

    def _disturb(self, warehouse: Path, logs: Path) -> None:
        from tests.reliability.failpoints import FAILPOINTS, at

        kind = ("failpoint", "failpoint", "instant", "twice", "child")[self.number % 5]
        if kind == "failpoint":
            point = FAILPOINTS[(self.number // 5 * 2 + self.number % 5) % len(FAILPOINTS)]
            self.what = f"at failpoint: {point.name}"

            def work() -> None:
                with at(point):
                    self.scene.run(warehouse)

            victim = Forked.start(work, logs)
            if victim.wait() != -signal.SIGKILL:
                told = victim.result.with_suffix(".log").read_text().splitlines()[-1:]
                self.problems.append(f"was not killed but ended with {victim.status} {told}")
        elif kind == "child":
            self._kill_a_child(warehouse, logs)
        else:
            instants = [self._kill_at_an_instant(warehouse, logs) for _ in range(2 if kind == "twice" else 1)]
            self.what = "after " + " and again after ".join(f"{instant:.2f} s" for instant in instants)

    def _kill_at_an_instant(self, warehouse: Path, logs: Path) -> float:
        instant = self.chance.uniform(0, self.scene.seconds)
        victim = Forked.start(lambda: self.scene.run(warehouse), logs)
        time.sleep(instant)
        victim.kill()
        victim.wait()
        return instant

    def _kill_a_child(self, warehouse: Path, logs: Path) -> None:
        """Kill a reading process of a run, which goes on and must lose nothing by it."""
        victim = Forked.start(lambda: self.scene.run(warehouse), logs)
        while victim.is_running() and not (found := list(_reading_in(warehouse.parent))):
            time.sleep(0.01)
        wait = self.chance.uniform(0, self.scene.seconds / 2)
        time.sleep(wait)
        found = list(_reading_in(warehouse.parent)) or found
        for pid in found[:1]:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.what = f"a reading process after {wait:.2f} s"
        self.compare(victim.answer())

    def compare(self, found: dict[str, Any]) -> None:
        """Note how the result of a run differs from the undisturbed one's."""
        expected = self.scene.expected
        if found["left"]:
            self.problems.append(f"left behind: {found['left']}")
        for name in ("version", "parses"):
            if found[name] != expected[name]:
                self.problems.append(f"{name}: {found[name]} instead of {expected[name]}")
        tables = expected["contents"].keys() | found["contents"].keys()
        wrong = [t for t in sorted(tables) if expected["contents"].get(t) != found["contents"].get(t)]
        if wrong:
            self.problems.append(f"tables that differ: {wrong}")


def crowd(scene: Scene, number: int, wait_minutes: float) -> list[str]:
    """Start so many ingests at once on one warehouse; return what was wrong."""
    warehouse = scene.copy(f"crowd-{number}-{wait_minutes:g}")

    def work() -> dict[str, Any]:
        try:
            return scene.run(warehouse, wait_minutes)
        except WarehouseBusy as error:
            return {"status": "busy", "message": str(error)}

    logs = scene.folder / f"crowd-{number}-{wait_minutes:g}-logs"
    logs.mkdir()
    reader = Forked.start(lambda: watch(warehouse, logs / "stop"), logs)
    ends = [ingest.answer() for ingest in [Forked.start(work, logs) for _ in range(number)]]
    (logs / "stop").touch()
    problems = [f"a reader saw {seen}" for seen in reader.answer() if seen not in scene.versions]
    states = sorted(end["status"] for end in ends)
    if states.count("published") != 1 or (wait_minutes and "busy" in states):
        problems.append(f"ended as {states}")
    told = [end["message"] for end in ends if end["status"] == "busy"]
    problems += [line for line in told if "\n" in line or not line.startswith("another run is writing to")]
    case = Case(scene, 0, random.Random(0))
    case.compare(Forked.start(lambda: scene.run(warehouse), logs).answer())
    print(f"{number} ingests at once: {', '.join(states)}", flush=True)
    return problems + case.problems


def main() -> None:
    """Play the cases and print what was wrong with each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--crowds", type=int, nargs="*", default=[2, 5], help="ingests at once")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--really", action="store_true", help="with Great Expectations and fresh processes")
    given = parser.parse_args()
    prepare_prefect()
    import expectations.docs.build
    import expectations.engine  # noqa: F401
    import extractors.extract
    import extractors.pdf.pdf
    import tests.reliability.forking
    import tests.reliability.runs  # noqa: F401
    from tests.documents import parsed

    extractors.extract.extract(parsed("They agreed to meet in Osh in 2027."))  # loads the lexicons
    bad, began = 0, time.monotonic()
    with TemporaryDirectory(prefix="chancery-kills-") as folder:
        scene = Scene(Path(folder).resolve(), really=given.really)
        scene.set()
        for number in range(given.first, given.first + given.kills):
            case = Case(scene, number, random.Random(given.seed * 1_000_003 + number))
            case.play()
            bad += bool(case.problems)
            print(f"{number:4} {'; '.join(case.problems) or 'harmless'}: killed {case.what}", flush=True)
        for number in given.crowds:
            for wait_minutes in (0, 5):
                problems = crowd(scene, number, wait_minutes)
                bad += bool(problems)
                print(*problems, sep="\n", end="\n" if problems else "", flush=True)
    print(f"{given.kills} kills, {bad} harmful, {time.monotonic() - began:.0f} s")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
