"""Events and dated deadlines as an iCalendar file (RFC 5545), for the calendars that people use.

Days are whole days. What is known to the month or year only is left out: a calendar would show it as
an event that lasts as long.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import duckdb
from icalendar import Calendar, Event

PRODUCT = "-//Chancery//events and deadlines//EN"
STATUSES = {"held": "CONFIRMED", "ongoing": "CONFIRMED", "planned": "CONFIRMED", "cancelled": "CANCELLED"}
"""The calendar's statuses; any other is TENTATIVE."""

EVENTS = """
SELECT c.event_id, c.name, c.start_date, c.end_date, c.place, c.country_code, c.status, c.kind, c.organisers,
    coalesce(c.status_as_of, c.start_date)
FROM main.calendar AS c
WHERE c.date_precision IN ('day', 'day_range') AND c.kind NOT IN ('observance', 'anniversary')
ORDER BY c.start_date, c.event_id
"""
DEADLINES = """
SELECT c.commitment_id, c.actor, c.action, c.quote, c.deadline_date, d.title,
    coalesce(d.published_date, d.adopted_date, d.date_end, c.deadline_date)
FROM core.commitments AS c JOIN core.documents AS d USING (document_id)
JOIN main.commitment_works AS w USING (commitment_id)
WHERE w.is_first AND c.deadline_date IS NOT NULL AND c.deadline_type = 'absolute'
ORDER BY c.deadline_date, c.commitment_id
"""


def calendar(con: duckdb.DuckDBPyConnection) -> bytes:
    """Return the calendar's bytes; of one warehouse always the same, whenever it is asked."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    for row in con.execute(EVENTS).fetchall():
        made.add_component(_event(*row))
    for row in con.execute(DEADLINES).fetchall():
        made.add_component(_deadline(*row))
    return bytes(made.to_ical())


def _event(
    event_id: str,
    name: str,
    start: date,
    end: date,
    place: str | None,
    country_code: str | None,
    status: str,
    kind: str,
    organisers: list[str],
    as_of: date,
) -> Event:
    entry = _entry(event_id, name, start, end, as_of)
    if place:
        entry.add("location", ", ".join(filter(None, (place, country_code))))
    entry.add("status", STATUSES.get(status, "TENTATIVE"))
    entry.add("categories", [kind, status])
    if organisers:
        entry.add("description", f"Organised by {', '.join(organisers)}.")
    return entry


def _deadline(
    commitment_id: str,
    actor: str | None,
    action: str | None,
    quote: str,
    due: date,
    title: str | None,
    as_of: date,
) -> Event:
    what = " ".join((action or quote).split())
    entry = _entry(commitment_id, f"Due: {f'{actor}: ' if actor else ''}{what}", due, due, as_of)
    entry.add("categories", ["deadline"])
    entry.add("description", f"{' '.join(quote.split())}\n{title or ''}".strip())
    return entry


def _entry(key: str, summary: str, start: date, end: date, as_of: date) -> Event:
    """Return an entry of whole days. Its time stamp is the document's day, not the clock's."""
    entry = Event()
    entry.add("uid", f"{key}@chancery")
    entry.add("dtstamp", datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
    entry.add("summary", summary)
    entry.add("dtstart", start)
    entry.add("dtend", end + timedelta(days=1))  # the first day after, as the format has it
    return entry
