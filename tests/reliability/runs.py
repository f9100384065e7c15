"""An ingest as the flow makes it, step by step, but without Prefect, and what it leaves behind."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import duckdb

from expectations.expectation import Expectation, Verdict
from flows import steps
from flows.ledger import logged_run
from flows.settings import Settings
from warehouse.database import open_reader
from warehouse.paths import WarehousePaths
from warehouse.runlog import RunRecord

RUN_ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")
ASKED = 20  # one query in so many
TIME = re.compile(r"TIMESTAMP '[^']*'")


STEPS = ("stage_run", "audit_run", "document_audit", "publish_run")


def ingest(inbox: Sequence[Path], warehouse: Path, wait_minutes: float = 0, **changed: object) -> RunRecord:
    """Carry out what `flows.ingest` does; settings may be changed by name."""
    settings = Settings(inbox=list(inbox), warehouse=warehouse, **{"workers": 1, **changed})
    paths = WarehousePaths.of(warehouse)
    with logged_run(paths, settings, wait_minutes) as ledger, without_prefect(settings.workers):
        plan = steps.discover_files.fn(settings, paths, ledger.run)
        steps.carry_out(ledger, settings, plan)
    return ledger.record


@contextmanager
def without_prefect(workers: int) -> Iterator[None]:
    """Let the flow call what its tasks wrap, and the batches be read by threads."""
    with ThreadPoolExecutor(workers) as pool, ExitStack() as stack:
        submit = partial(pool.submit, steps.read_batch.fn)
        stack.enter_context(mock.patch.object(steps, "read_batch", SimpleNamespace(submit=submit)))
        stack.enter_context(mock.patch.object(steps, "show_audit", lambda *_: None))
        for name in STEPS:
            stack.enter_context(mock.patch.object(steps, name, getattr(steps, name).fn))
        yield


def evaluate_some(database: Path, suites: Iterable[tuple[Expectation, ...]]) -> Iterator[tuple[Verdict, ...]]:
    """Ask some of the queries that Great Expectations asks, without it; the others count as met."""
    with closing(duckdb.connect(database, read_only=True)) as con:
        for suite in suites:
            verdicts = [Verdict(True, None)] * len(suite)
            for number in range(0, len(suite), ASKED):
                query = f"SELECT count(*) = 0 FROM ({suite[number].offending_sql})"
                verdicts[number] = Verdict(con.execute(query).fetchall() == [(True,)], None)
            yield tuple(verdicts)


@contextmanager
def audited_briefly() -> Iterator[None]:
    """Audit without Great Expectations, which takes longest and has no part in what is written."""
    with mock.patch("expectations.engine.evaluate", evaluate_some):
        yield


def contents(warehouse: Path) -> dict[str, str]:
    """Return a digest of every table's rows, but for the ids and the times of runs."""
    digests = {}
    with open_reader(warehouse) as con:
        tables = con.execute(
            "SELECT schema_name || '.' || table_name, list(column_name ORDER BY column_index) "
            "FROM duckdb_columns() JOIN duckdb_tables() USING (database_name, schema_name, table_name) "
            "WHERE NOT duckdb_tables.internal AND (data_type <> 'TIMESTAMP' OR column_name = 'modified_at') "
            "AND (table_name, column_name) <> ('matched_documents', 'state') "  # a digest that holds the run
            "GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        for table, columns in tables:
            rows = con.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
            told = sorted(TIME.sub("TIME", RUN_ID.sub("RUN", repr(row))) for row in rows)
            digests[table] = hashlib.sha256("\n".join(told).encode()).hexdigest()[:16] + f" {len(rows)}"
    return digests


def left_behind(warehouse: Path) -> list[str]:
    """Return the files beside a warehouse that belong to no version, parse, log, key or Data Docs."""
    paths = WarehousePaths.of(warehouse)
    lasting = {paths.warehouse, paths.lock, paths.key, paths.run_log}
    found = []
    for folder, _, names in os.walk(warehouse.parent):
        for path in (Path(folder, name) for name in names):
            top = paths.warehouse.parent / path.relative_to(paths.warehouse.parent).parts[0]
            if top == paths.docs:
                kept = path.is_relative_to(paths.docs / "assets") or (path.parent / "index.html").exists()
            elif top == paths.parses:
                kept = path.name.endswith(".json.gz")
            elif top == paths.versions:
                kept = path.suffix == ".duckdb"
            else:
                kept = path in lasting
            found += [] if kept else [str(path.relative_to(warehouse.parent))]
    if paths.work.exists():
        found.append(paths.work.name)
    return found
