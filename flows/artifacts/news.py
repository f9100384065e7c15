"""What an analyst wants to know of a run, read from the published file: what is coming, what is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

import duckdb

ROWS = 25
DAYS = 90

COUNTS = """
SELECT table_name, count_if(change = 'added'), count_if(change = 'changed'), count_if(change = 'removed')
FROM changes
WHERE run_id = $run_id AND table_name IN ('documents', 'events', 'commitments', 'instruments')
GROUP BY table_name
ORDER BY list_position(['documents', 'events', 'commitments', 'instruments'], table_name)
"""
EVENTS = """
SELECT n.change, u.start_date, u.end_date, u.date_precision, u.name, u.place, u.status, d.file_name,
    d.source_uri, count(*) OVER ()
FROM upcoming_events AS u
JOIN events AS e USING (event_id)
LEFT JOIN (
    SELECT record_id, change FROM changes
    WHERE run_id = $run_id AND table_name = 'events' AND change <> 'removed'
) AS n ON n.record_id = u.event_id
LEFT JOIN event_reports AS r ON r.event_report_id = e.status_report_id
LEFT JOIN documents AS d ON d.document_id = r.document_id
WHERE coalesce(u.end_date, u.start_date) >= $day
ORDER BY coalesce(u.end_date, u.start_date), u.start_date, u.name, u.event_id LIMIT $rows
"""
PROMISES = """
SELECT change, deadline_date, deadline_text, is_expiry, kind, strength, actor, addressee, quote, page_number,
    file_name, source_uri, count(*) OVER ()
FROM (
    SELECT c.*, n.change, c.deadline_rule IS NOT DISTINCT FROM 'expiry_date' AS is_expiry,
        d.file_name, d.source_uri, coalesce(d.adopted_date, d.published_date, d.date_end) AS document_date
    FROM commitments AS c
    JOIN documents AS d USING (document_id)
    LEFT JOIN (
        SELECT record_id, change FROM changes
        WHERE run_id = $run_id AND table_name = 'commitments' AND change <> 'removed'
    ) AS n ON n.record_id = c.commitment_id
    JOIN commitment_works AS w USING (commitment_id)
    WHERE w.is_first AND {which}
)
ORDER BY {order}, document_id, char_start LIMIT $rows
"""
DEADLINES = PROMISES.format(which="c.deadline_date BETWEEN $day AND $until", order="deadline_date")
FIRM = PROMISES.format(
    which="n.change = 'added' AND c.tier = 'strict' AND c.kind IN ('pledge', 'decision')",
    order="strength DESC, document_date DESC NULLS LAST",
)
ALTERED = """
SELECT change, table_name, file_name, differences, quote_before, quote_after, count(*) OVER ()
FROM changes
WHERE run_id = $run_id AND change <> 'added' AND table_name IN ('documents', 'events', 'commitments')
ORDER BY list_position(['documents', 'events', 'commitments'], table_name), change, file_name, record_id
LIMIT $rows
"""


class Count(NamedTuple):
    """How many records of a table a run added, changed and removed."""

    table: str
    added: int
    changed: int
    removed: int


class Coming(NamedTuple):
    """An event to come; `change` is what the run did to it, if anything."""

    change: str | None
    start: date | None
    end: date | None
    precision: str
    name: str
    place: str | None
    status: str
    file_name: str | None
    source_uri: str | None


class Promise(NamedTuple):
    """A commitment; `change` is what the run did to it, if anything."""

    change: str | None
    deadline: date | None
    deadline_text: str | None
    is_expiry: bool
    kind: str
    strength: int
    actor: str | None
    addressee: str | None
    quote: str
    page: int | None
    file_name: str
    source_uri: str


class Altered(NamedTuple):
    """A record that the run changed or removed; `differences` by column: before and after."""

    change: str
    table: str
    file_name: str | None
    differences: dict[str, dict[str, str | None]] | None
    quote_before: str | None
    quote_after: str | None


T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """The first of `total` records."""

    rows: tuple[T, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class News:
    """What is new after a run, as of its day."""

    day: date
    counts: tuple[Count, ...]
    events: Listing[Coming]
    deadlines: Listing[Promise]
    firm: Listing[Promise]
    altered: Listing[Altered]


def read_news(con: duckdb.DuckDBPyConnection, run_id: str, day: date) -> News:
    """Ask a published file what is new by a run. Raises duckdb.Error."""
    about = {"run_id": run_id, "day": day, "until": day + timedelta(days=DAYS), "rows": ROWS}
    return News(
        day,
        tuple(Count(*row) for row in con.execute(COUNTS, {"run_id": run_id}).fetchall()),
        _listed(con, EVENTS, about, Coming),
        _listed(con, DEADLINES, about, Promise),
        _listed(con, FIRM, about, Promise),
        _listed(con, ALTERED, about, Altered),
    )


def _listed(con: duckdb.DuckDBPyConnection, query: str, about: dict[str, Any], kind: type[T]) -> Listing[T]:
    """Return what a query finds; its last column is how many there are in all."""
    asked = {name: value for name, value in about.items() if f"${name}" in query}
    found = con.execute(query, asked).fetchall()
    return Listing(tuple(kind(*row[:-1]) for row in found), found[0][-1] if found else 0)
