"""`python -m benchmarks.reextraction FOLDER …`: what extracting anew costs beside a fresh ingest.

Both commands run as a user runs them, with everything of Prefect; their processor time, children included,
is compared, because other work on the machine moves the clock more. Then the rows of both are compared.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from warehouse.database import open_reader, open_stage
from warehouse.schema import TABLES

OLDER = """
UPDATE core.documents SET extractor_version = '0';
UPDATE mart.matched_documents SET state = 0;
CHECKPOINT;
"""
OF_RUNS = ("run_id", "ingested_at")


def main() -> None:
    """Ingest the folders into a new warehouse, extract all of it anew, and print both costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    folders = [str(folder.resolve()) for folder in parser.parse_args().folders]
    with tempfile.TemporaryDirectory() as scratch:
        warehouse = Path(scratch) / "w.duckdb"
        env = {**os.environ, "HOME": scratch}
        fresh = cost(["ingest", *folders, "-w", str(warehouse)], env)
        before = digests(warehouse)
        grow_old(warehouse)
        anew = cost(["reextract", "-w", str(warehouse)], env)
        differing = sorted(table for table, digest in digests(warehouse).items() if digest != before[table])
    print("| command | CPU-s | s |\n|---|---|---|")
    for name, (cpu, wall) in (("ingest", fresh), ("reextract", anew)):
        print(f"| {name} | {cpu:.1f} | {wall:.0f} |")
    print(f"\nratio of CPU: {anew[0] / fresh[0]:.2f}; tables that differ: {', '.join(differing) or 'none'}")


def grow_old(warehouse: Path) -> None:
    """Leave the warehouse as another state of the lexicons does that finds the same."""
    with open_stage(warehouse) as con:
        con.execute(OLDER)


def cost(command: list[str], env: dict[str, str]) -> tuple[float, float]:
    """Run a command of chancery; return its processor time with all its children's, and the clock's."""
    used, started = children(), time.monotonic()
    program = str(Path(sys.executable).parent / "chancery")
    subprocess.run([program, *command], env=env, check=True, stdout=subprocess.DEVNULL)
    return children() - used, time.monotonic() - started


def children() -> float:
    """Return the processor time of all processes waited for so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def digests(warehouse: Path) -> dict[str, object]:
    """Return of each table how many rows it has and a digest of what they say, runs and times aside."""
    found: dict[str, object] = {}
    with open_reader(warehouse) as con:
        for table in TABLES:
            if table.schema in ("core", "raw"):
                columns = ", ".join(name for name in table.column_names if name not in OF_RUNS)
                said = f"(SELECT {columns} FROM {table.qualified_name}) AS t"
                found[table.name] = con.execute(f"SELECT count(*), bit_xor(hash(t)) FROM {said}").fetchone()
    return found


if __name__ == "__main__":
    main()
