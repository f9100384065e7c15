"""The audit of a staged warehouse: every table's suite, held against the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb

from expectations.counting import count
from expectations.expectation import Expectation, Verdict
from expectations.occasion import Occasion
from expectations.report import MOST_IDS, AuditReport, ValidationResult
from expectations.suites import all_suites

Suite = tuple[Expectation, ...]
Judge = Callable[[Path, Iterable[Suite]], Iterator[tuple[Verdict, ...]]]


def audit(
    database: Path,
    occasion: Occasion,
    suites: Iterable[Suite] | None = None,
    part: Path | None = None,
    *,
    only_counted: bool = False,
) -> AuditReport:
    """Audit a closed warehouse file, read-only, with the suites of all tables or those given.

    A suite holds expectations on one table. Where `part` is given, a file with the rows of the
    documents that the run loaded, what only they can break is looked for only there. With
    `only_counted` Great Expectations is left out, and its start. Raises duckdb.Error where a file
    cannot be read. An expectation that cannot be evaluated does not raise: it fails, with the error in
    its result.
    """
    chosen = [suite for suite in (all_suites(occasion) if suites is None else suites) if suite]
    judge = count if only_counted else _judged
    if part is None:
        results = _held_against(database, chosen, occasion.run_id, judge)
    else:
        local = [tuple(e for e in suite if e.is_local) for suite in chosen]
        wide = [tuple(e for e in suite if not e.is_local) for suite in chosen]
        results = _held_against(database, wide, occasion.run_id, judge)
        results |= _held_against(part, local, occasion.run_id, judge, of_run=True)
    ordered = (results[e.expectation_id] for suite in chosen for e in suite)
    return AuditReport(occasion.run_id, tuple(ordered), only_counted)


def _judged(database: Path, suites: Iterable[Suite]) -> Iterator[tuple[Verdict, ...]]:
    from expectations.engine import evaluate

    return evaluate(database, suites)


def _held_against(
    database: Path, suites: Iterable[Suite], run_id: str, judge: Judge, *, of_run: bool = False
) -> dict[str, ValidationResult]:
    """Return the results by the expectations' ids; `of_run` says that the file is a run's part."""
    suites = [suite for suite in suites if suite]
    results: dict[str, ValidationResult] = {}
    # As long as this connection is open, those that Great Expectations makes share its opened file.
    with closing(duckdb.connect(database, read_only=True)) as con:
        for suite, verdicts in zip(suites, judge(database, suites), strict=True):
            count = f"SELECT count(*) FROM {suite[0].table.qualified_name}"  # noqa: S608
            ((row_count,),) = con.execute(count).fetchall()
            for expectation, verdict in zip(suite, verdicts, strict=True):
                sql = expectation.offending_sql_of(run_id) if of_run else expectation.offending_sql
                result = _result(con, run_id, expectation, verdict, row_count, sql)
                results[expectation.expectation_id] = result
    return results


def _result(
    con: duckdb.DuckDBPyConnection,
    run_id: str,
    expectation: Expectation,
    verdict: Verdict,
    row_count: int,
    offending_sql: str,
) -> ValidationResult:
    sql = None if verdict.success else offending_sql
    count, ids = (0, ()) if sql is None or verdict.error else _offending(con, sql, expectation.table.key)
    return ValidationResult(
        run_id=run_id,
        table_name=expectation.table.name,
        expectation_id=expectation.expectation_id,
        expectation_type=expectation.kind,
        column_name=expectation.column,
        description=expectation.description,
        severity=expectation.severity,
        success=verdict.success,
        error=verdict.error,
        observed=None if verdict.error else f"{count} of {row_count} rows",
        unexpected_count=count,
        offending_ids=ids,
        offending_sql=sql,
    )


def _offending(con: duckdb.DuckDBPyConnection, sql: str, key: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """Return the number of offending rows, and the keys of the first of them in the order of the keys."""
    parts = ", ".join(f"coalesce({name}::VARCHAR, '')" for name in key)
    summary = f"SELECT count(*), coalesce(min(concat_ws('/', {parts}), {MOST_IDS}), []) FROM ({sql})"  # noqa: S608
    ((count, ids),) = con.execute(summary).fetchall()
    return count, tuple(ids)
