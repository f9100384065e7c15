"""The stage file: a copy of the published warehouse to which one run is written."""

from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

import duckdb

from warehouse.bookkeeping import keep_account
from warehouse.database import Row, append, open_stage
from warehouse.describe import describe
from warehouse.durable import copy_file
from warehouse.errors import RunFailed, WarehouseError, in_one_line
from warehouse.loading import load
from warehouse.overrides import Override
from warehouse.paths import WarehousePaths
from warehouse.plan import Plan
from warehouse.review import reviewed
from warehouse.run import Counts, Run
from warehouse.upgrade import upgrade

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StagedRun:
    """A run written, checkpointed and closed, ready for the audit."""

    path: Path
    run_id: str
    counts: Counts


def explained(step: Callable[P, T]) -> Callable[P, T]:
    """Turn what DuckDB, a full disk or memory raises in a step into RunFailed.

    The first error is let go of, with the stack that it holds: it would keep connections open.
    """

    @functools.wraps(step)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return step(*args, **kwargs)
        except (OSError, duckdb.Error) as error:
            problem = in_one_line(error)
        raise RunFailed(f"the run cannot be written: {problem}")

    return call


@contextlib.contextmanager
def copied_meanwhile(paths: WarehousePaths, run: Run) -> Iterator[None]:
    """Copy the published file for a run's stage file while the block reads; wait for it at the end.

    The run's lock keeps the published file as it is meanwhile. Raises WarehouseError.
    """
    failed = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        copy = pool.submit(_copy, paths, paths.copy(run.run_id), failed.is_set)
        try:
            yield
        except BaseException:
            failed.set()
            raise
        copy.result()


@explained
def _copy(paths: WarehousePaths, path: Path, is_unwanted: Callable[[], bool] = lambda: False) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if paths.warehouse.exists():
        copy_file(paths.warehouse, path, is_unwanted)


@explained
def stage(
    paths: WarehousePaths,
    run: Run,
    plan: Plan,
    spools: Iterable[Path],
    overrides: Sequence[Override] | None = None,
) -> StagedRun:
    """Write a run into a stage file, which is the run's alone until it is whole. Raises WarehouseError.

    `spools` are the files of the batches' results, in the order of the plan's tasks. Without
    `overrides` those of the published file stay in force. A copy that `copied_meanwhile` made is used.
    """
    path = paths.stage(run.run_id)
    path.unlink(missing_ok=True)  # a part of the run that was staged before, and failed
    copy = paths.copy(run.run_id)
    if copy.exists():
        copy.replace(path)
    else:
        _copy(paths, path)
    with open_stage(path) as con:
        upgrade(con)
    with writing(path) as con:
        with reviewed(con, overrides, refused={}):
            loaded = load(con, run, plan.to_read, spools)
        counts = keep_account(con, run, plan, loaded)
        describe(con)
    return StagedRun(path, run.run_id, counts)


@explained
def record_validations(staged: StagedRun, rows: Sequence[Row]) -> None:
    """Add the audit's results, rows of `audit.validations`, to the stage file. Raises WarehouseError."""
    with writing(staged.path) as con:
        append(con, "audit.validations", rows)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a stage file for one transaction; at its end the file is checkpointed and closed."""
    with open_stage(path) as con:
        con.begin()
        yield con
        con.commit()
        con.execute("CHECKPOINT")
    assert_closed(path)


def assert_closed(path: Path) -> None:
    """Make sure of no write-ahead log: it would hold rows that a rename leaves behind."""
    wal = path.with_name(path.name + ".wal")
    if wal.exists():
        raise WarehouseError(f"the stage file was not closed properly: {wal} remains")
