"""Across documents: events, actors and instruments made anew from what all documents say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, TypeVar

import duckdb

from extractors.model import DatePrecision, EventKind
from warehouse.canonical import (
    ActorVariant,
    InstrumentVariant,
    actor_row,
    event_id,
    events,
    instrument_row,
)
from warehouse.database import Row, append
from warehouse.matching import Report, cluster

V = TypeVar("V", ActorVariant, InstrumentVariant)

REPORTS = """
SELECT r.event_report_id, r.document_id, d.work_id, r.kind, r.name, r.start_date, r.end_date,
    r.date_precision, r.place, r.country_code, r.status, r.is_generic, r.parent_event_report_id, r.char_start,
    coalesce(d.published_date, d.adopted_date, d.date_end)
FROM core.event_reports AS r JOIN core.documents AS d USING (document_id)
"""
ACTORS = """
SELECT actor_id, kind, name, country_code, aliases, count(*)
FROM core.document_actors GROUP BY ALL ORDER BY ALL
"""
INSTRUMENTS = """
SELECT instrument_id, instrument_type, name, symbol, year, status, resolution, candidate_ids, count(*)
FROM core.document_instruments GROUP BY ALL ORDER BY ALL
"""
# Only rows whose event has changed are touched: an update rewrites what it touches.
APPLY_EVENTS = [
    f"""
    UPDATE core.{table} SET {column} = resolved.event_id FROM resolved
    WHERE {table}.{report} = resolved.event_report_id AND {table}.{column} <> resolved.event_id
    """  # noqa: S608
    for table, column, report in (
        ("event_reports", "event_id", "event_report_id"),
        ("event_participants", "event_id", "event_report_id"),
        ("commitments", "event_id", "event_report_id"),
        ("documents", "main_event_id", "main_event_report_id"),
    )
]


def resolve(con: duckdb.DuckDBPyConnection) -> None:
    """Rebuild `events`, `actors` and `instruments` from all documents, and all references to events."""
    resolve_events(con)
    actors = [ActorVariant(*row) for row in con.execute(ACTORS).fetchall()]
    _replace(con, "core.actors", _merged(actors, lambda v: v.actor_id, actor_row))
    instruments = [InstrumentVariant(*row) for row in con.execute(INSTRUMENTS).fetchall()]
    _replace(con, "core.instruments", _merged(instruments, lambda v: v.instrument_id, instrument_row))


def resolve_events(con: duckdb.DuckDBPyConnection) -> None:
    """Group the reports by event, and give each report and what hangs on it its event's id."""
    groups = cluster(_report(row) for row in con.execute(REPORTS).fetchall())
    _replace(con, "core.events", events(groups))
    con.execute("CREATE OR REPLACE TEMP TABLE resolved (event_report_id VARCHAR, event_id VARCHAR)")
    append(con, "resolved", [(r.event_report_id, event_id(group)) for group in groups for r in group])
    for statement in APPLY_EVENTS:
        con.execute(statement)
    con.execute("DROP TABLE resolved")


def _report(row: Any) -> Report:
    kind, precision = EventKind(row[3]), DatePrecision(row[7])
    return Report(row[0], row[1], row[2], kind, row[4], row[5], row[6], precision, *row[8:])


def _merged(variants: Sequence[V], key: Callable[[V], str], merge: Callable[[Sequence[V]], Row]) -> list[Row]:
    """Merge neighbours of the same key into a row each; the variants are sorted by key."""
    return [merge(list(same)) for _, same in groupby(variants, key)]


def _replace(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    con.execute(f"DELETE FROM {table}")  # noqa: S608
    append(con, table, rows)
