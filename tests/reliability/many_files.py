"""`python -m tests.reliability.many_files`: so many files in one inbox, read by one command.

Every file must be accounted for, and a second run must find nothing new. Printed are the times of both, and
the peak of the resident memory of the command, of Prefect's server and of what reads: that of the last must
not grow with the number of files, and the time of one file hardly.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from flows.terminal.temporary_server import NAME
from tests.clone import ROOT, user_environment
from tests.flows.bad_records import MONTHS, SYLLABLES, WORDS
from warehouse.database import open_reader

TEXT = """Note of the {name} Forum

The {name} Forum met in Tashkent on {day} {month} {year}. The Ministers will open a {filler} office by {year}.
"""
ACCOUNT = """
SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM audit.source_files WHERE outcome = 'loaded'),
    (SELECT count(DISTINCT work_id) FROM documents), (SELECT count(*) FROM commitments)
"""


@dataclass
class Watched:
    """A command: how it ended, its seconds by the clock and of processors, its processes' peaks (MB)."""

    seconds: float = 0.0
    cpu_seconds: float = 0.0
    status: int = 0
    said: str = ""
    peaks: dict[str, float] = field(default_factory=dict)


def tiny(number: int, *, alike: bool) -> str:
    """Return a document of its own: its words unlike those of any other, or but for a word the same."""
    chance = random.Random(number)
    name = "".join(chance.choices(SYLLABLES, k=4)).capitalize()
    words = random.Random(0 if alike else number)
    filler = " ".join(words.choices(WORDS.split(), k=30))
    day, month, year = words.randrange(1, 29), words.choice(MONTHS), words.randrange(1960, 2030)
    return TEXT.format(name=name, filler=filler, day=day, month=month, year=year)


def fill(inbox: Path, count: int, *, alike: bool) -> None:
    """Write so many files, a thousand to a folder."""
    for number in range(count):
        folder = inbox / f"{number // 1000:03}"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:06}.txt").write_text(tiny(number, alike=alike) + f"\nNo. {number}\n")


def watched(command: list[str], environment: dict[str, str]) -> Watched:
    """Run a command, and look at its processes every half second."""
    made, began, spent = Watched(), time.monotonic(), _cpu_of_children()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=output, stderr=output)
        while process.poll() is None:
            for name, peak in _peaks(process.pid):
                made.peaks[name] = max(made.peaks.get(name, 0.0), peak)
            time.sleep(0.5)
        made.seconds, made.status = time.monotonic() - began, process.returncode
        made.cpu_seconds = _cpu_of_children() - spent
        output.seek(0)
        made.said = output.read()
    return made


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _peaks(root: int) -> list[tuple[str, float]]:
    """Return what each process below one is, and the most memory that it ever had."""
    parents, found = {}, []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            status = (process / "status").read_text()
            told = (process / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        fields = dict(line.split(":", 1) for line in status.splitlines())
        parents[int(process.name)] = int(fields["PPid"])
        is_server = fields["Name"].strip() == NAME
        sort = "reader" if "extractors.child" in told else "server" if is_server else "command"
        found.append((int(process.name), sort, int(fields.get("VmHWM", "0 kB").split()[0]) / 1024))
    return [(sort, peak) for pid, sort, peak in found if _is_below(pid, root, parents)]


def _is_below(pid: int, root: int, parents: dict[int, int]) -> bool:
    while pid > 1:
        if pid == root:
            return True
        pid = parents.get(pid, 0)
    return False


def play(count: int, folder: Path, *, alike: bool) -> list[str]:
    """Ingest so many files twice; print the figures and return what is wrong."""
    environment = user_environment(folder)
    inbox, warehouse = folder / "inbox", folder / "data/w.duckdb"
    fill(inbox, count, alike=alike)
    command = [str(Path(sys.executable).parent / "chancery"), "ingest", str(inbox), "-w", str(warehouse)]
    first, second = watched(command, environment), watched(command, environment)
    if first.status or second.status:
        return [first.said[-2000:], second.said[-2000:]]
    with open_reader(warehouse) as con:
        documents, loaded, works, commitments = con.execute(ACCOUNT).fetchall()[0]
    peaks = ", ".join(f"{name} {peak:.0f} MB" for name, peak in sorted(first.peaks.items()))
    print(
        f"{count} files: {first.seconds:.0f} s, {first.cpu_seconds:.0f} s of processors, "
        f"{1000 * first.cpu_seconds / count:.1f} ms each; "
        f"again {second.seconds:.1f} s; {peaks}; {works} works, {commitments} commitments, "
        f"{warehouse.stat().st_size / 1e6:.0f} MB",
        flush=True,
    )
    problems = [] if documents == loaded == count else [f"{documents} documents of {loaded} loaded files"]
    if f"{count} unchanged, 0 quarantined" not in second.said:
        problems.append(f"a second run said {second.said[-500:]}")
    return problems


def main() -> None:
    """Play each number of files and print what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, nargs="+", default=[5_000, 50_000])
    parser.add_argument("--alike", action="store_true", help="texts that are all nearly the same")
    given = parser.parse_args()
    problems = []
    for count in given.files:
        with tempfile.TemporaryDirectory(prefix="chancery-many-") as folder:
            problems += play(count, Path(folder), alike=given.alike)
    print(*problems, sep="\n")
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
