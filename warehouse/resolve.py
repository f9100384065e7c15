"""Across documents: works, events, actors, instruments and lineage, made anew from what all say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import duckdb

from extractors.model import DatePrecision, EventKind
from warehouse.canonical import ActorVariant, actor_row, events
from warehouse.clustering import Pair, cluster
from warehouse.copies import resolve_copies
from warehouse.database import Row, append
from warehouse.event_ids import assign, register
from warehouse.instruments import resolve_instruments
from warehouse.lineage import resolve_lineage
from warehouse.matching import Report
from warehouse.postings import resolve_words
from warehouse.touched import find_touched, settle
from warehouse.works import resolve_works

REPORTS = """
SELECT r.event_report_id, r.document_id, d.work_id, r.kind, r.name, r.start_date, r.end_date,
    r.date_precision, r.place, r.country_code, r.status, r.is_generic, r.parent_event_report_id, r.char_start,
    coalesce(d.published_date, d.adopted_date, d.date_end), r.instrument_id, o.organisers
FROM core.event_reports AS r JOIN core.documents AS d USING (document_id) LEFT JOIN (
    SELECT event_report_id, list(DISTINCT actor_id) AS organisers FROM core.event_participants
    WHERE role IN ('organiser', 'co_organiser', 'host') GROUP BY event_report_id
) AS o USING (event_report_id)
"""
PUBLISHED_IDS = "SELECT event_id, event_report_id FROM core.event_ids"
ACTORS = """
SELECT actor_id, kind, name, country_code, aliases, count(*)
FROM core.document_actors GROUP BY ALL ORDER BY ALL
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
    """Rebuild what is known across documents, and all references to works and events.

    Works come first: copies of one work count once as witnesses of an event, and no clause descends
    from a copy of itself.
    """
    find_touched(con)
    resolve_works(con)
    find_touched(con)
    resolve_copies(con)
    resolve_events(con)
    resolve_lineage(con)
    actors = [ActorVariant(*row) for row in con.execute(ACTORS).fetchall()]
    by_id = groupby(actors, lambda actor: actor.actor_id)
    _replace(con, "core.actors", [actor_row(list(same)) for _, same in by_id])
    resolve_instruments(con)
    resolve_words(con)
    settle(con)


def resolve_events(con: duckdb.DuckDBPyConnection) -> None:
    """Group the reports by event, and give each report and what hangs on it its event's id."""
    clusters = cluster(_report(row) for row in con.execute(REPORTS).fetchall())
    published = [(event, report) for event, report in con.execute(PUBLISHED_IDS).fetchall()]
    ids = assign(clusters.groups, published)
    event_of = {
        r.event_report_id: event for event, group in zip(ids, clusters.groups, strict=True) for r in group
    }
    _replace(con, "core.events", events(clusters.groups, ids))
    _replace(con, "core.event_ids", register(clusters.groups, ids, published))
    _replace(con, "core.event_matches", [_match_row(pair, event_of) for pair in clusters.matches])
    _replace(con, "core.event_match_candidates", [_doubt_row(pair, event_of) for pair in clusters.doubts])
    con.execute("CREATE OR REPLACE TEMP TABLE resolved (event_report_id VARCHAR, event_id VARCHAR)")
    append(con, "resolved", list(event_of.items()))
    for statement in APPLY_EVENTS:
        con.execute(statement)
    con.execute("DROP TABLE resolved")


def _report(row: Any) -> Report:
    *known, organisers = row
    known[3], known[7] = EventKind(known[3]), DatePrecision(known[7])
    return Report(*[*known, frozenset(organisers or ())])


def _match_row(pair: Pair, event_of: Mapping[str, str]) -> Row:
    return (event_of[pair.left], *sorted((pair.left, pair.right)), pair.score, list(pair.evidence))


def _doubt_row(pair: Pair, event_of: Mapping[str, str]) -> Row:
    (one, left), (other, right) = sorted((event_of[report], report) for report in (pair.left, pair.right))
    return (one, other, left, right, pair.score, list(pair.evidence))


def _replace(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    con.execute(f"DELETE FROM {table}")  # noqa: S608
    append(con, table, rows)
