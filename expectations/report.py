"""The results of an audit, and the gate that they pass or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace

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
    """The results of a run's audit; `only_counted` where Great Expectations had no part in it."""

    run_id: str
    results: tuple[ValidationResult, ...]
    only_counted: bool = False

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
