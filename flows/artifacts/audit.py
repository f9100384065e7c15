"""What the audit of a run found, by severity, with the rows that offend."""

from __future__ import annotations

from collections.abc import Iterator

from expectations.report import AuditReport, ValidationResult
from flows.artifacts.markup import page, plain
from warehouse.schema import Severity

MOST_IDS = 10  # of offending rows; the query lists them all
MOST_FAILURES = 100
VERDICTS = {
    Severity.CRITICAL: "Critical: this holds a publication back",
    Severity.WARNING: "Warnings: published all the same",
    Severity.INFO: "For information",
}


def audit_headline(report: AuditReport) -> str:
    """Return the result of an audit on one line."""
    counts = {severity: len(_open(report, severity)) for severity in Severity}
    told = ", ".join(f"{number} {severity}" for severity, number in counts.items() if number)
    verdict = "passed" if report.passed else "rejected"
    cured = f"; {len(_cured(report))} met without the documents withdrawn" if _cured(report) else ""
    not_met = f"not met: {told}" if told else "all met" if not cured else "the others met"
    return f"{verdict}: {len(report.results)} expectations, {not_met}{cured}"


def audit_page(report: AuditReport, docs: str | None) -> str:
    """Return the page of an audit; `docs` is where its Data Docs begin, as Markdown."""
    lines = [f"# Audit {audit_headline(report)}"]
    if docs:
        lines += ["", f"All expectations with their results: {docs}"]
    found = {VERDICTS[severity]: _open(report, severity) for severity in Severity}
    for title, failures in (found | {"Met without the documents withdrawn": _cured(report)}).items():
        if failures:
            lines += ["", f"## {title}"]
            lines += [line for failure in failures[:MOST_FAILURES] for line in _failure(failure)]
    return page(lines)


def _open(report: AuditReport, severity: Severity) -> list[ValidationResult]:
    return [result for result in report.failures(severity) if not result.withdrawn_ids]


def _cured(report: AuditReport) -> list[ValidationResult]:
    """Return what failed until the documents that were to blame had been withdrawn."""
    return [result for result in report.failures() if result.withdrawn_ids]


def _failure(result: ValidationResult) -> Iterator[str]:
    where = f"{result.table_name}.{result.column_name}" if result.column_name else result.table_name
    yield from (
        "",
        f"### {plain(result.expectation_id)}",
        "",
        f"{plain(result.description)} ({plain(where)})",
    )
    if result.error:
        yield from ("", f"It could not be evaluated: {plain(result.error)}")
    if result.observed:
        yield from ("", f"Observed: {plain(result.observed)}")
    if result.unexpected_count:
        named = ", ".join(plain(one) for one in result.offending_ids[:MOST_IDS])
        more = ", …" if result.unexpected_count > MOST_IDS else ""
        yield from ("", f"Offending rows: {result.unexpected_count}: {named}{more}")
    if result.withdrawn_ids:
        named = ", ".join(plain(one) for one in result.withdrawn_ids[:MOST_IDS])
        yield from ("", f"Documents withdrawn: {named}")
    if result.offending_sql:
        yield from ("", *_code(result.offending_sql))


def _code(text: str) -> Iterator[str]:
    """Yield text as a block of code; indented, it ends where its lines do, whatever they hold."""
    yield from (f"    {line}" for line in text.strip().splitlines())
