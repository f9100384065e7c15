"""Builds the pages of a run: an index of the tables, and Great Expectations' page of each one's results."""

from __future__ import annotations

import html
import shutil
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult
from great_expectations.core.run_identifier import RunIdentifier
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
from great_expectations.render.renderer import ValidationResultsPageRenderer
from great_expectations.render.view import DefaultJinjaPageView
from jinja2 import ChoiceLoader, FileSystemLoader

import expectations.engine  # noqa: F401  (registers the expectation that pages are made of)
from expectations.expectation import ROWS_QUERY
from expectations.report import AuditReport, ValidationResult
from warehouse.schema import Severity

HERE = Path(__file__).parent
BADGES = {Severity.CRITICAL: "danger", Severity.WARNING: "warning", Severity.INFO: "info"}


class _PageRenderer(ValidationResultsPageRenderer):  # type: ignore[misc]
    """Leaves out the link to the suite's own page, since every result tells what is expected."""

    @classmethod
    def _render_validation_header(cls, validation_results: Any) -> Any:
        header = super()._render_validation_header(validation_results)
        header.subheader.string_template["template"] = "${status_title} ${html_success_icon} ${success}"
        return header


def build_docs(report: AuditReport, as_of: datetime, site: Path, kept: int) -> Path:
    """Write the pages of an audit to the folder `site`, and return their index. Raises OSError.

    Beside it are the assets that all sites share; sites but the last `kept` by name are removed, and
    those whose index, which is written last, a killed run did not come to.
    """
    folder = site.parent
    for unfinished in folder.glob("*T*Z-*"):
        if not (unfinished / "index.html").exists():
            shutil.rmtree(unfinished)
    site.mkdir(parents=True, exist_ok=True)
    shutil.copytree(HERE / "assets", folder / "assets", dirs_exist_ok=True)
    view = _view()
    tables = {name: tuple(some) for name, some in groupby(report.results, lambda result: result.table_name)}
    for name, results in tables.items():
        page = _PageRenderer().render(_native(name, results, report.run_id, as_of))
        (site / f"{name}.html").write_text(view.render(page), encoding="utf-8")
    index = site / "index.html"
    index.write_text(view.env.get_template("index.j2").render(_summary(report, tables)), encoding="utf-8")
    for old in sorted(path for path in folder.iterdir() if (path / "index.html").exists())[:-kept]:
        shutil.rmtree(old)
    return index


def _view() -> Any:
    """Return Great Expectations' view, with our templates in place of those that need a network."""
    view = DefaultJinjaPageView()
    view.env.loader = ChoiceLoader([FileSystemLoader(HERE / "templates"), view.env.loader])
    return view


def _summary(report: AuditReport, tables: dict[str, tuple[ValidationResult, ...]]) -> dict[str, object]:
    return {
        "run_id": report.run_id,
        "expectations": len(report.results),
        "failures": len(report.failures()),
        "obstacles": [result.expectation_id for result in report.obstacles()],
        "withdrawn": len({document for result in report.results for document in result.withdrawn_ids}),
        "tables": [
            {
                "name": name,
                "success": all(result.success for result in results),
                "expectations": len(results),
                "failures": [sum(not r.success and r.severity is s for r in results) for s in Severity],
            }
            for name, results in tables.items()
        ],
    }


def _native(name: str, results: Sequence[ValidationResult], run_id: str, as_of: datetime) -> Any:
    """Return a table's results as Great Expectations' own object."""
    met = sum(result.success for result in results)
    return ExpectationSuiteValidationResult(
        success=met == len(results),
        results=[_native_result(result) for result in results],
        suite_name=name,
        statistics={
            "evaluated_expectations": len(results),
            "successful_expectations": met,
            "unsuccessful_expectations": len(results) - met,
            "success_percent": 100 * met / len(results),
        },
        meta={"run_id": RunIdentifier(run_id, as_of)},
    )


def _native_result(result: ValidationResult) -> Any:
    # Its renderers escape nothing, so what they are given is markup made here.
    configuration = ExpectationConfiguration(
        type=ROWS_QUERY, kwargs={"unexpected_rows_query": "{batch}"}, description=_described(result)
    )
    return ExpectationValidationResult(
        success=result.success,
        expectation_config=configuration,
        result={"observed_value": html.escape(result.error or result.observed or "")},
    )


def _described(result: ValidationResult) -> str:
    """Return markup that says what is expected, how weighty that is, and which rows offend."""
    badge = f'<span class="badge badge-{BADGES[result.severity]}">{result.severity}</span>'
    told = f"{badge} {html.escape(result.description)} <code>{html.escape(result.expectation_id)}</code>"
    if result.success:
        return told
    lists = {"Offending rows": result.offending_ids, "Documents withdrawn": result.withdrawn_ids}
    for title, ids in lists.items():
        if ids:
            items = "".join(f"<li>{html.escape(one)}</li>" for one in ids)
            told += f"<details><summary>{title} ({len(ids)} named)</summary><ul>{items}</ul></details>"
    if result.offending_sql:
        query = html.escape(result.offending_sql)
        told += f"<details><summary>Query that lists all of them</summary><pre>{query}</pre></details>"
    return told
