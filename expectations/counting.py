"""Verdicts from the expectations' own queries, for runs that loaded nothing.

Great Expectations takes seconds to start. What a document says was held against it when it was loaded; where
no document is new, the queries alone tell whether what is across documents and runs is as it must be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import duckdb

from expectations.expectation import Expectation, Verdict


def count(database: Path, suites: Iterable[tuple[Expectation, ...]]) -> Iterator[tuple[Verdict, ...]]:
    """Yield the verdicts on each suite, in the suite's order."""
    with closing(duckdb.connect(database, read_only=True)) as con:
        for suite in suites:
            yield tuple(_verdict(con, expectation) for expectation in suite)


def _verdict(con: duckdb.DuckDBPyConnection, expectation: Expectation) -> Verdict:
    try:
        found = con.execute(f"SELECT 1 FROM ({expectation.offending_sql}) LIMIT 1").fetchall()  # noqa: S608
    except duckdb.Error as error:
        return Verdict(success=False, error=str(error))
    return Verdict(success=not found, error=None)
