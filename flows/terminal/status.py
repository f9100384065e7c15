"""What the runs did and what is in quarantine: printed once, or kept in view."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.text import Text

from flows.console import print_json, print_table, printable, table_of
from flows.settings import settings_for
from warehouse import runlog
from warehouse.database import open_reader
from warehouse.errors import WarehouseError
from warehouse.lock import writer
from warehouse.paths import WarehousePaths
from warehouse.runlog import RunRecord

FILES = "SELECT outcome, count(*) AS files FROM audit.source_files GROUP BY outcome ORDER BY outcome"
QUARANTINE = "SELECT file_name, reason, detail, advice FROM quarantined_files ORDER BY file_name"
RUNS = ("run", "started (UTC)", "status", "loaded", "unchanged", "quarantined", "removed", "message")
EVERY = 2.0  # seconds between two looks
# Ctrl-C is read as a key: what a script starts in its background is deaf to the signal.
LEAVE = ("q", "Q", "\x03")
MOST_WATCHED = 10  # rows of a table that is watched


class Rows(NamedTuple):
    """What a table shows."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]

    def records(self) -> list[dict[str, Any]]:
        """Return the rows by column, for JSON."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def show_status(warehouse: Path | None, count: int, as_json: bool) -> None:
    """Print the last runs from the run log, then files and quarantine from the published file."""
    tables = _status(WarehousePaths.of(settings_for(warehouse).warehouse), count)
    if as_json:
        print_json({name: table.records() for name, table in tables.items()})
        return
    for name, table in tables.items():
        print_table(table.columns, table.rows, title=name.capitalize())


def show_runs(warehouse: Path | None, last: int, as_json: bool) -> None:
    """Print the last runs from the run log, the newest first, with how long they took."""
    paths = WarehousePaths.of(settings_for(warehouse).warehouse)
    runs = _newest(paths, last)
    if not runs and not paths.warehouse.exists():
        open_reader(paths.warehouse)  # says that there is none
    seconds = [round((run.finished_at - run.started_at).total_seconds(), 1) for run in runs]
    if as_json:
        records = zip(_runs(runs).records(), seconds, strict=True)
        print_json([{**record, "seconds": took} for record, took in records])
        return
    rows = [
        (r.run_id, f"{r.started_at:%Y-%m-%d %H:%M}", took, r.status.value, _outcome(r))
        for r, took in zip(runs, seconds, strict=True)
    ]
    print_table(("run", "started (UTC)", "s", "status", "outcome"), rows)


def watch_status(warehouse: Path | None, count: int) -> None:
    """Keep the status in view until q or Ctrl-C; where nobody watches, print it once."""
    paths = WarehousePaths.of(settings_for(warehouse).warehouse)
    console = Console(highlight=False)
    if not console.is_terminal:
        show_status(warehouse, count, as_json=False)
        return
    live = Live(console=console, screen=True, auto_refresh=False)
    with _keys() as key, live, suppress(KeyboardInterrupt):
        while True:
            live.update(_view(paths, count), refresh=True)
            if key(EVERY) in LEAVE:
                return


def _view(paths: WarehousePaths, count: int) -> RenderableType:
    busy = writer(paths)
    title = f"{printable(paths.warehouse)}: {f'a run is going on{busy}' if busy else 'no run is going on'}"
    try:
        tables = _status(paths, count)
    except WarehouseError as error:
        return Group(Text(title, "bold"), Text(printable(error)), Text("q leaves", "dim"))
    shown = [
        table_of(table.columns, table.rows[:MOST_WATCHED], title=f"{name.capitalize()} ({len(table.rows)})")
        for name, table in tables.items()
    ]
    return Group(Text(title, "bold"), *shown, Text("q leaves", "dim"))


@contextmanager
def _keys() -> Iterator[Callable[[float], str]]:
    """Yield a function that waits so many seconds for a key; it returns "" where none was pressed."""
    if not sys.stdin.isatty():
        yield _no_key
        return
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal)
    mode = termios.tcgetattr(terminal)
    mode[tty.LFLAG] &= ~termios.ISIG
    termios.tcsetattr(terminal, termios.TCSANOW, mode)
    try:
        yield lambda seconds: _pressed(terminal, seconds)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _no_key(seconds: float) -> str:
    time.sleep(seconds)
    return ""


def _pressed(terminal: int, seconds: float) -> str:
    if not select.select([terminal], [], [], seconds)[0]:
        return ""
    return os.read(terminal, 1).decode(errors="replace") or "q"  # the terminal is gone


def _status(paths: WarehousePaths, count: int) -> dict[str, Rows]:
    runs = _newest(paths, count)
    tables = {"runs": _runs(runs)}
    if paths.warehouse.exists() or not runs:
        with open_reader(paths.warehouse) as con:
            for name, query in (("files", FILES), ("quarantine", QUARANTINE)):
                result = con.execute(query)
                tables[name] = Rows([column[0] for column in result.description], result.fetchall())
    return tables


def _newest(paths: WarehousePaths, count: int) -> list[RunRecord]:
    return list(reversed(runlog.read(paths.run_log)[-count:]))


def _outcome(run: RunRecord) -> str:
    """Return how many files ended in which way, without those of which there are none, and what was said."""
    counted = ", ".join(f"{number} {way}" for way, number in asdict(run.counts).items() if number)
    return "; ".join(filter(None, (counted or "no files", run.message)))


def _runs(runs: Sequence[RunRecord]) -> Rows:
    rows = [
        (r.run_id, f"{r.started_at:%Y-%m-%d %H:%M}", r.status.value, r.counts.loaded, r.counts.unchanged,
         r.counts.quarantined, r.counts.removed, r.message)
        for r in runs
    ]  # fmt: skip
    return Rows(RUNS, rows)
