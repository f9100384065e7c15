"""`python -m benchmarks.reextraction FOLDER …`: what extracting anew costs beside a fresh ingest.

Both commands run as a user runs them, with everything of Prefect; their processor time, children included,
is compared, because other work on the machine moves the clock more. Then the rows of both are compared.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from benchmarks.processes import OWN, SERVER, Cost, run
from benchmarks.report import table
from warehouse.database import open_reader, open_stage
from warehouse.schema import TABLES

OLDER = """
UPDATE core.documents SET extractor_version = '0';
UPDATE mart.matched_documents SET state = 0;
CHECKPOINT;
"""
SORTS = ("reader", OWN, SERVER)
OF_RUNS = ("run_id", "ingested_at")


def main() -> None:
    """Ingest the folders into a new warehouse, extract all of it anew, and print both costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    folders = [str(folder.resolve()) for folder in parser.parse_args().folders]
    with tempfile.TemporaryDirectory() as scratch:
        warehouse = Path(scratch) / "w.duckdb"
        env = {**os.environ, "HOME": scratch}
        fresh = chancery(env, "ingest", *folders, "-w", str(warehouse))
        before = digests(warehouse)
        grow_old(warehouse)
        anew = chancery(env, "reextract", "-w", str(warehouse))
        differing = sorted(name for name, digest in digests(warehouse).items() if digest != before[name])
    rows = [(name, *cells(cost)) for name, cost in (("`ingest`", fresh), ("`reextract`", anew))]
    print(table(("command", *SORTS, "CPU-s", "s by the clock"), rows))
    print(f"Ratio of CPU: {anew.cpu / fresh.cpu:.2f}. Tables that differ: {', '.join(differing) or 'none'}.")


def cells(cost: Cost) -> tuple[str, ...]:
    """Return the cells of a command: seconds by the sort of process, of all, and by the clock."""
    parts = (cost.parts.get(sort, 0.0) for sort in SORTS)
    return tuple(f"{seconds:.1f}" for seconds in (*parts, cost.cpu, cost.wall))


def grow_old(warehouse: Path) -> None:
    """Leave the warehouse as another state of the lexicons does that finds the same."""
    with open_stage(warehouse) as con:
        con.execute(OLDER)


def chancery(env: Mapping[str, str], *arguments: str) -> Cost:
    """Run a command of chancery to its end."""
    return run([str(Path(sys.executable).parent / "chancery"), *arguments], env)


def digests(warehouse: Path) -> dict[str, object]:
    """Return of each table how many rows it has and a digest of what they say, runs and times aside."""
    found: dict[str, object] = {}
    with open_reader(warehouse) as con:
        for one in TABLES:
            if one.schema in ("core", "raw"):
                columns = ", ".join(name for name in one.column_names if name not in OF_RUNS)
                said = f"(SELECT {columns} FROM {one.qualified_name}) AS t"
                found[one.name] = con.execute(f"SELECT count(*), bit_xor(hash(t)) FROM {said}").fetchone()
    return found


if __name__ == "__main__":
    main()
