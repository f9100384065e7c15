"""Great Expectations, set to work on a DuckDB file without touching anything else.

Importing it takes seconds, so this module is imported only when an audit begins.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from expectations.put_off import put_off

# Statistics and charts, of which nothing is asked here, are two fifths of its import.
with warnings.catch_warnings(), put_off("scipy.stats", "altair"):
    warnings.simplefilter("ignore")  # its dependencies' deprecations, which the user cannot mend
    import great_expectations as gx
    from great_expectations.compatibility.pydantic import PrivateAttr
    from great_expectations.data_context.types.base import (
        DataContextConfig,
        InMemoryStoreBackendDefaults,
        ProgressBarsConfig,
    )
    from great_expectations.expectations.core import UnexpectedRowsExpectation
    from great_expectations.expectations.registry import get_expectation_impl

from sqlalchemy.pool import NullPool

from expectations.dialect import url_of
from expectations.expectation import ROWS_QUERY, Expectation, Verdict
from warehouse.schema import Table

logging.getLogger("great_expectations").setLevel(logging.CRITICAL)  # failures are told in the report

ALL_ROWS = "all"
ROW_COUNT = "unexpected_rows_query.row_count"


class _Unchanging:
    """Makes its configuration once: a validation asks for it some fifty times, and it never changes."""

    _made: Any

    @property
    def configuration(self) -> Any:
        """What is expected, as Great Expectations hands it about."""
        if self._made is None:
            self._made = super().configuration  # type: ignore[misc]
        return self._made


class ExpectNoRows(_Unchanging, UnexpectedRowsExpectation):  # type: ignore[misc]
    """The rows that a query finds are none. Counts them only, where the original also fetches them."""

    _made: Any = PrivateAttr(None)
    metric_dependencies: ClassVar[tuple[str, ...]] = (ROW_COUNT,)

    def _validate(self, metrics: Mapping[str, int], *_: object, **__: object) -> dict[str, Any]:
        return {"success": metrics[ROW_COUNT] == 0, "result": {"observed_value": metrics[ROW_COUNT]}}


@cache
def _implementation(kind: str) -> Any:
    """Return the class of a kind of expectation, from now on registered in the original's place."""
    original = get_expectation_impl(kind)
    if issubclass(original, _Unchanging):
        return original
    return type(original.__name__, (_Unchanging, original), {"_made": PrivateAttr(None)})


def evaluate(database: Path, suites: Iterable[tuple[Expectation, ...]]) -> Iterator[tuple[Verdict, ...]]:
    """Yield the verdicts on each suite, in the suite's order; a suite is of one table."""
    suites = list(suites)
    source = _source(database, [suite[0].table for suite in suites])
    for suite in suites:
        name = suite[0].table.name
        native = gx.ExpectationSuite(name, expectations=[_native(e) for e in suite])
        batch = source.get_asset(name).get_batch_definition(ALL_ROWS).get_batch()
        results = batch.validate(native, result_format="BOOLEAN_ONLY").results
        verdicts = {r.expectation_config.meta["expectation_id"]: _verdict(r) for r in results}
        yield tuple(verdicts[expectation.expectation_id] for expectation in suite)


def _quiet_project() -> DataContextConfig:
    """Return a project that lives in memory, draws no progress bars and reports to nobody."""
    return DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        progress_bars=ProgressBarsConfig(globally=False, metric_calculations=False),
        analytics_enabled=False,
    )


def _source(database: Path, tables: Iterable[Table]) -> Any:
    """Return the file with these tables. Added one by one, each would have all before it written out anew."""
    assets = [
        {
            "type": "table",
            "name": table.name,
            "table_name": table.name,
            "schema_name": table.schema,
            "batch_definitions": [{"name": ALL_ROWS}],
        }
        for table in tables
    ]
    sources: Any = gx.get_context(mode="ephemeral", project_config=_quiet_project()).data_sources
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its new way takes one schema for all tables
        return sources.add_sql(
            "warehouse",
            connection_string=url_of(database),
            kwargs={"poolclass": NullPool},
            assets=assets,
        )


def _native(expectation: Expectation) -> Any:
    """Return the expectation as Great Expectations' own object."""
    arguments = dict(expectation.arguments)
    if expectation.kind == ROWS_QUERY:
        arguments["unexpected_rows_query"] = expectation.batch_query
    return _implementation(expectation.kind)(
        **arguments,
        severity=expectation.severity.value,
        description=expectation.description,
        meta={"expectation_id": expectation.expectation_id},
    )


def _verdict(result: Any) -> Verdict:
    """Read the exceptions, which come either alone or one for each metric."""
    information = result.exception_info or {}
    single = [information] if "raised_exception" in information else information.values()
    raised = [str(i["exception_message"]) for i in single if i["raised_exception"]]
    return Verdict(bool(result.success) and not raised, "; ".join(raised) or None)
