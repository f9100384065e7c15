"""How long commands take that have next to nothing to do: the least of several runs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.processes import run
from benchmarks.report import table

MADE = """
import duckdb
from warehouse.describe import describe
from warehouse.upgrade import upgrade
con = duckdb.connect("w.duckdb")
upgrade(con)
describe(con)
"""
CHANCERY = str(Path(sys.executable).parent / "chancery")
ASKED = {
    "--version": ("0.3", ["--version"]),
    'sql "SELECT 1"': ("1", ["sql", "SELECT 1", "--warehouse", "w.duckdb"]),
    "status": ("", ["status", "--warehouse", "w.duckdb"]),
    "ingest of nothing": ("", ["ingest", "inbox", "--warehouse", "w.duckdb"]),
}


def measured(runs: int = 5) -> Iterator[str]:
    """Yield the table, over an empty warehouse and Python's own start."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "inbox").mkdir()
        env = {**os.environ, "HOME": scratch}
        subprocess.run([sys.executable, "-c", MADE], cwd=folder, env=env, check=True)
        commands = {f"chancery {name}": (asked, [CHANCERY, *words]) for name, (asked, words) in ASKED.items()}
        rows = []
        for name, (asked, command) in {
            "python -c pass": ("", [sys.executable, "-c", ""]),
            **commands,
        }.items():
            costs = [run(command, env, folder) for _ in range(runs)]
            cpu, wall = min(cost.cpu for cost in costs), min(cost.wall for cost in costs)
            rows.append((f"`{name}`", f"{cpu:.2f}", f"{wall:.2f}", asked))
    yield table(("command", "CPU-s", "s by the clock", "asked"), rows)
