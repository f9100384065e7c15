"""The whole pipeline over a corpus: where its time goes, and what the same files cost in other ways."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.processes import OWN, SERVER, Cost, run
from benchmarks.report import table

READER = "reader"
PHASES = {
    "start": "start: imports, Prefect",
    "finding files": "find files",
    "reading": "read and extract",
    "staging": "stage, match",
    "auditing": "audit, Data Docs",
    "publishing": "publish",
    "done": "report, artifacts",
}


def measured(folders: Sequence[Path], every: int = 1) -> Iterator[str]:
    """Ingest the files of the folders, or each so-manieth, in four ways, and yield the tables."""
    with tempfile.TemporaryDirectory() as scratch:
        inboxes, count = _taken(folders, Path(scratch), every)
        env = {**os.environ, "HOME": scratch, "PREFECT_HOME": f"{scratch}/prefect"}
        _python("benchmarks.phases", env, _folder(scratch, "empty"), f"{scratch}/first.duckdb")  # migrations
        phases = _python("benchmarks.phases", env, *inboxes, f"{scratch}/ours.duckdb")
        spent = json.loads(phases.output)["phases"]
        parts_run = _python("benchmarks.own_parts", env, *inboxes)
        parts = json.loads(parts_run.output)
        script = _python("benchmarks.plain_script", env, f"{scratch}/script.duckdb", *inboxes)
        tasks = _python("benchmarks.task_per_file", env, f"{scratch}/tasks.duckdb", *inboxes)
    alone = parts["reading"] + parts["extraction"]
    yield f"{count} files. CPU seconds of an ingest, by the process that spent them:"
    yield _phases(spent)
    ways = [
        ("reading and extraction alone", alone, parts["s"]),
        ("the whole pipeline", _total(spent), sum(phase["s"] for phase in spent.values())),
        ("the same, a Prefect task for each file", tasks.cpu, tasks.wall),
        ("the plain script", script.cpu, script.wall),
    ]
    yield table(
        ("way", "CPU-s", "times the parts", "s by the clock", "times the parts"),
        [
            (way, f"{cpu:.1f}", f"{cpu / alone:.2f}", f"{s:.1f}", f"{s / parts['s']:.2f}")
            for way, cpu, s in ways
        ],
    )
    yield _shares(spent, alone)


def _phases(spent: dict[str, dict[str, float]]) -> str:
    rows = []
    for phase, told in PHASES.items():
        by = spent.get(phase, {})
        cells = [by.get(sort, 0.0) for sort in (READER, OWN, SERVER)]
        rows.append((told, *(f"{cell:.1f}" for cell in (*cells, sum(cells), by.get("s", 0.0)))))
    sums = [sum(float(row[column]) for row in rows) for column in range(1, 6)]
    rows.append(("**all**", *(f"{each:.1f}" for each in sums)))
    return table(("step", "readers", "the command", "Prefect's server", "CPU-s", "s by the clock"), rows)


def _total(spent: dict[str, dict[str, float]]) -> float:
    return sum(phase.get(sort, 0.0) for phase in spent.values() for sort in (READER, OWN, SERVER))


def _shares(spent: dict[str, dict[str, float]], alone: float) -> str:
    """Return what all but reading and extraction costs, and how much of it does not grow with the files."""
    beside = _total(spent) - sum(phase.get(READER, 0.0) for phase in spent.values())
    children = sum(phase.get(READER, 0.0) for phase in spent.values())
    return (
        f"Orchestration, staging, audit and publication cost {beside:.1f} CPU-s, {beside / alone:.0%} of "
        f"reading and extraction alone; **15%** is asked. Readers: {children / alone:.2f} times it."
    )


def _python(module: str, env: dict[str, str], *arguments: object) -> Cost:
    return run([sys.executable, "-m", module, *map(str, arguments)], env)


def _folder(scratch: str, name: str) -> Path:
    made = Path(scratch) / name
    made.mkdir()
    return made


def _taken(folders: Sequence[Path], scratch: Path, every: int) -> tuple[list[Path], int]:
    """Copy the files into folders of their own, so that only some can be taken and nothing else is there."""
    made, count = [], 0
    for number, folder in enumerate(folders):
        made.append(_folder(str(scratch), f"inbox{number}"))
        for file in sorted(path for path in folder.iterdir() if path.is_file())[::every]:
            shutil.copy2(file, made[-1])
            count += 1
    return made, count
