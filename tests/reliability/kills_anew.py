"""`python -m tests.reliability.kills_anew`: extraction anew, killed at named instants and then run again.

Each time the next run must complete with every table as an undisturbed one makes it, and nothing left behind.
"""

from __future__ import annotations

import shutil
import signal
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flows.environment import prepare_prefect
from flows.settings import Settings
from tests.reliability.failpoints import FAILPOINTS, at
from tests.reliability.kills import FIRST, SAMPLES, Forked
from warehouse.database import open_stage
from warehouse.paths import WarehousePaths

POINTS = (
    "run begun",
    "child started",
    "extraction goes on",
    "spool kept",
    "copy cut short",
    "loaded",
    "before the commit",
    "audited",
    "before the replacement",
    "after the replacement",
    "published",
)
OLDER = """
UPDATE core.documents SET extractor_version = '0', title = 'As an older extractor had it';
DELETE FROM core.commitments;
UPDATE mart.extractions SET digest = 'of what it found';
CHECKPOINT;
"""


def ingest(warehouse: Path, inbox: Path) -> None:
    """Make a warehouse, and its rows such as an older extractor, which found less, would have left."""
    from tests.reliability import runs

    with runs.audited_briefly():
        runs.ingest([inbox], warehouse)
    with open_stage(warehouse) as con:
        con.execute(OLDER)


def reextract(warehouse: Path) -> dict[str, Any]:
    """Carry out what `flows.reextract` does, and return what came of it."""
    from flows import steps
    from flows.choosing import choose_documents
    from flows.ledger import logged_run
    from flows.parameters import ReextractRequest
    from tests.reliability.forking import forked_children
    from tests.reliability.runs import audited_briefly, contents, left_behind, without_prefect

    settings, paths = Settings(warehouse=warehouse, workers=1), WarehousePaths.of(warehouse)
    with ExitStack() as stack:
        stack.enter_context(audited_briefly())
        stack.enter_context(forked_children())
        ledger = stack.enter_context(logged_run(paths, settings))
        stack.enter_context(without_prefect(settings.workers))
        rework = choose_documents.fn(paths, ReextractRequest(warehouse=warehouse), ledger.run)
        steps.carry_out(ledger, settings, rework.plan)
    return {"contents": contents(warehouse), "left": left_behind(warehouse)}


def killed(warehouse: Path, name: str, logs: Path) -> bool:
    """Let a run die at a failpoint; tell whether it did."""
    point = next(point for point in FAILPOINTS if point.name == name)

    def work() -> None:
        with at(point):
            reextract(warehouse)

    return Forked.start(work, logs).wait() == -signal.SIGKILL


def main() -> None:
    """Play the cases and print what was wrong with each."""
    prepare_prefect()
    import tests.reliability.forking
    import tests.reliability.runs  # noqa: F401

    bad = 0
    with TemporaryDirectory(prefix="chancery-anew-") as name:
        folder = Path(name).resolve()
        for made in ("logs", "inbox", "base"):
            (folder / made).mkdir()
        for sample in FIRST:
            shutil.copy2(SAMPLES / sample, folder / "inbox")
        Forked.start(lambda: ingest(folder / "base/w.duckdb", folder / "inbox"), folder / "logs").answer()

        def copy(number: str) -> Path:
            shutil.copytree(folder / "base", folder / number)
            return folder / number / "w.duckdb"

        calm = copy("calm")
        expected = Forked.start(lambda: reextract(calm), folder / "logs").answer()
        for number, point in enumerate(POINTS):
            warehouse = copy(f"case-{number}")
            died = killed(warehouse, point, folder / "logs")
            found = Forked.start(lambda path=warehouse: reextract(path), folder / "logs").answer()
            tables = expected["contents"].keys() | found["contents"].keys()
            wrong = [t for t in sorted(tables) if expected["contents"].get(t) != found["contents"].get(t)]
            harmless = died and not wrong and found["left"] == expected["left"]
            bad += not harmless
            told = "harmless" if harmless else f"killed: {died}; tables: {wrong}; left: {found['left']}"
            print(f"{point}: {told}", flush=True)
    print(f"{len(POINTS)} kills, {bad} harmful")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
