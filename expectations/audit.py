"""The audit of a staged warehouse: every table's suite, and the gate that the results pass or not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import duckdb

from expectations.expectation import Expectation, Verdict
from expectations.suites import all_suites
from warehouse.schema import Severity

MOST_IDS = 100
"""Offending rows named in a result; its query lists them all."""


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """The result of one expectation, as a row of `audit.validations` in the order of its columns.

    `offending_ids` are the keys of offending rows, their parts joined by "/". `withdrawn_ids` are the
    documents without which it is met; then the result tells what was found before they were withdrawn.
    """

    run_id: str
    table_name: str
    expectation_id: str
    expectation_type: str
    column_name: str | None
    description: str
    severity: Severity
    success: bool
    error: str | None
    observed: str | None
    unexpected_count: int
    offending_ids: tuple[str, ...]
    offending_sql: str | None
    withdrawn_ids: tuple[str, ...] = ()

    @property
    def is_critical(self) -> bool:
        """Whether it holds a publication back; what could not be evaluated is not known to hold."""
        if self.success or self.withdrawn_ids:
            return False
        return self.severity is Severity.CRITICAL or self.error is not None

    def row(self) -> tuple[object, ...]:
        """Return the row as DuckDB takes it."""
        return tuple(
            list(value) if isinstance(value, tuple) else value.value if isinstance(value, Severity) else value
            for value in astuple(self)
        )


Culprits = Mapping[str, tuple[ValidationResult, ...]]
"""Documents by id, each with the results of the expectations that its rows fail."""


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The results of a run's audit."""

    run_id: str
    results: tuple[ValidationResult, ...]

    @property
    def passed(self) -> bool:
        """The gate: no critical expectation failed, and none of any weight raised an error."""
        return not self.obstacles()

    def failures(self, severity: Severity | None = None) -> tuple[ValidationResult, ...]:
        """Return what failed, all or of one severity; what raised an error counts as critical."""
        failed = (result for result in self.results if not result.success)
        return tuple(
            result
            for result in failed
            if severity is None or severity is (Severity.CRITICAL if result.is_critical else result.severity)
        )

    def obstacles(self) -> tuple[ValidationResult, ...]:
        """Return what holds the publication back."""
        return tuple(result for result in self.results if result.is_critical)

    def followed_by(self, later: AuditReport, culprits: Culprits) -> AuditReport:
        """Return the account of both audits, where `later` is the one without the culprits.

        What that one finds counts, but a critical failure that went with the culprits is kept as it
        was found, with their ids.
        """
        pairs = zip(self.results, later.results, strict=True)
        return AuditReport(self.run_id, tuple(_of_both(found, now, culprits) for found, now in pairs))

    def rows(self) -> list[tuple[object, ...]]:
        """Return the rows for `audit.validations`."""
        return [result.row() for result in self.results]

    def to_json(self) -> dict[str, object]:
        """Return what a person needs in order to see why a run was rejected, ready for json.dumps."""
        return {
            "run_id": self.run_id,
            "passed": self.passed,
            "expectations": len(self.results),
            "failures": [_failure(result) for severity in Severity for result in self.failures(severity)],
        }


def audit(
    database: Path, run_id: str, suites: Iterable[tuple[Expectation, ...]] | None = None
) -> AuditReport:
    """Audit a closed warehouse file, read-only, with the suites of all tables or those given.

    A suite holds expectations on one table. Raises duckdb.Error where the file cannot be read. An
    expectation that cannot be evaluated does not raise: it fails, with the error in its result.
    """
    from expectations.engine import evaluate

    chosen = [suite for suite in (all_suites() if suites is None else suites) if suite]
    results: list[ValidationResult] = []
    # As long as this connection is open, those that Great Expectations makes share its opened file.
    with closing(duckdb.connect(database, read_only=True)) as con:
        for suite, verdicts in zip(chosen, evaluate(database, chosen), strict=True):
            count = f"SELECT count(*) FROM {suite[0].table.qualified_name}"  # noqa: S608
            ((row_count,),) = con.execute(count).fetchall()
            results += [
                _result(con, run_id, expectation, verdict, row_count)
                for expectation, verdict in zip(suite, verdicts, strict=True)
            ]
    return AuditReport(run_id, tuple(results))


def _result(
    con: duckdb.DuckDBPyConnection,
    run_id: str,
    expectation: Expectation,
    verdict: Verdict,
    row_count: int,
) -> ValidationResult:
    sql = None if verdict.success else expectation.offending_sql
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


def _of_both(found: ValidationResult, now: ValidationResult, culprits: Culprits) -> ValidationResult:
    """Choose between an expectation's results; where only others' failures name it, all were to blame."""
    withdrawn = found.withdrawn_ids
    if found.is_critical:
        withdrawn = tuple(d for d, broken in culprits.items() if found in broken) or tuple(culprits)
    return replace(found, withdrawn_ids=withdrawn[:MOST_IDS]) if withdrawn and now.success else now


def _failure(result: ValidationResult) -> dict[str, object]:
    return {
        "expectation": result.expectation_id,
        "severity": result.severity.value,
        "description": result.description,
        "error": result.error,
        "observed": result.observed,
        "offending_ids": list(result.offending_ids),
        "offending_sql": result.offending_sql,
        "withdrawn_ids": list(result.withdrawn_ids),
    }
