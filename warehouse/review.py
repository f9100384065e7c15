"""The reviewers' say in a stage file: taken back while documents come and go, then applied and matched."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence

import duckdb

from warehouse import overriding
from warehouse.overrides import Override
from warehouse.resolve import resolve


@contextlib.contextmanager
def reviewed(
    con: duckdb.DuckDBPyConnection,
    overrides: Sequence[Override] | None = None,
    refused: Mapping[str, str] | None = None,
) -> Iterator[None]:
    """Let the block change documents as they were extracted; then apply overrides and match across all.

    Without `overrides` those of the file are applied again, and without `refused` its refusals stand;
    both are as in `overriding.apply`.
    """
    known, barred = overriding.entries(con), overriding.refusals(con)
    overriding.take_back(con)
    yield
    overriding.apply(con, known if overrides is None else overrides, barred if refused is None else refused)
    resolve(con)
    overriding.mark_events(con)
