"""Events across documents: what a run touched is grouped anew, with all that it is linked with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from extractors.model import DatePrecision, EventKind
from warehouse.canonical import events, unless_circular
from warehouse.clustering import cluster
from warehouse.comparisons import Compared, Pair
from warehouse.database import Row, append
from warehouse.event_ids import assign, made_id, register
from warehouse.event_links import components, keys_of, links
from warehouse.matching import Report

# A report is as it was unless its document was touched.
CHANGED = """
CREATE OR REPLACE TEMP TABLE changed AS
SELECT event_report_id, k.component
FROM core.event_reports LEFT JOIN mart.event_links AS k USING (event_report_id)
WHERE document_id IN (SELECT document_id FROM touched)
UNION SELECT event_report_id, component
FROM mart.event_links ANTI JOIN core.event_reports USING (event_report_id)
UNION SELECT event_report_id, NULL FROM core.event_ids ANTI JOIN core.event_reports USING (event_report_id)
"""
# What shares a key with a changed report may be linked with it.
NEAR = """
SELECT DISTINCT event_report_id FROM (SELECT event_report_id, unnest(keys) AS key FROM mart.event_links)
WHERE key IN (SELECT unnest($keys)) AND event_report_id NOT IN (SELECT event_report_id FROM changed)
"""
# Reports that share a former id, and those that hold the id once made from one of these.
SHARING = """
SELECT DISTINCT other.event_report_id FROM core.event_ids AS other
WHERE other.event_id IN (SELECT unnest($made))
    OR other.event_id IN (SELECT event_id FROM core.event_ids WHERE event_report_id IN (FROM wanted))
"""
AFFECTED = """
CREATE OR REPLACE TEMP TABLE affected AS
WITH component AS (
    SELECT component FROM changed UNION SELECT component FROM mart.event_links
    WHERE event_report_id IN (SELECT unnest($linked))
)
SELECT event_report_id, any_value(component) AS component FROM (
    FROM changed UNION ALL
    SELECT event_report_id, component FROM mart.event_links WHERE component IN (FROM component)
) GROUP BY event_report_id
"""
OF = """
SELECT r.event_report_id, r.document_id, d.work_id, r.kind, r.name, r.start_date, r.end_date,
    r.date_precision, r.place, r.country_code, r.status, r.is_generic, r.parent_event_report_id,
    r.char_start, coalesce(d.published_date, d.adopted_date, d.date_end), r.instrument_id, o.organisers
FROM core.event_reports AS r JOIN core.documents AS d USING (document_id) LEFT JOIN (
    SELECT event_report_id, list(DISTINCT actor_id ORDER BY actor_id) AS organisers
    FROM core.event_participants
    WHERE role IN ('organiser', 'co_organiser', 'host')
        AND event_report_id IN (SELECT event_report_id FROM {0})
    GROUP BY event_report_id
) AS o USING (event_report_id)
WHERE r.event_report_id IN (SELECT event_report_id FROM {0}) ORDER BY event_report_id
"""
PUBLISHED = """
SELECT event_id, event_report_id FROM core.event_ids
WHERE event_report_id IN (SELECT event_report_id FROM affected)
"""
FORGET = """
CREATE OR REPLACE TEMP TABLE forgotten AS SELECT event_report_id FROM affected;
DELETE FROM core.events WHERE event_id IN (
    SELECT event_id FROM core.event_ids WHERE event_report_id IN (FROM forgotten));
DELETE FROM core.event_ids
WHERE event_report_id IN (FROM forgotten ANTI JOIN core.event_reports USING (event_report_id));
DELETE FROM core.event_matches
WHERE event_report_id IN (FROM forgotten) OR other_report_id IN (FROM forgotten);
DELETE FROM core.event_match_candidates
WHERE event_report_id IN (FROM forgotten) OR other_report_id IN (FROM forgotten);
DELETE FROM mart.event_links WHERE event_report_id IN (SELECT event_report_id FROM changed);
DROP TABLE forgotten
"""
# Where others come or go, a report keeps its keys.
MOVED = """
UPDATE mart.event_links SET component = moved.component FROM moved
WHERE event_links.event_report_id = moved.event_report_id
"""
# Only rows whose event has changed are touched: an update rewrites what it touches.
APPLY = [
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
# The event that most reports of an event say it is part of; of equally many the first in the alphabet.
PARENTS = """
SELECT r.event_id, p.event_id
FROM core.event_reports AS r JOIN core.event_reports AS p ON p.event_report_id = r.parent_event_report_id
WHERE p.event_id <> r.event_id GROUP BY r.event_id, p.event_id
QUALIFY row_number() OVER (PARTITION BY r.event_id ORDER BY count(*) DESC, p.event_id) = 1
"""
APPLY_PARENTS = """
UPDATE core.events SET parent_event_id = p.parent_event_id
FROM core.events AS e LEFT JOIN parents AS p USING (event_id)
WHERE events.event_id = e.event_id AND events.parent_event_id IS DISTINCT FROM p.parent_event_id
"""


def resolve_events(con: duckdb.DuckDBPyConnection) -> None:
    """Group the reports by event, and give each report and what hangs on it its event's id.

    Grouped anew are the reports of documents that are `touched`, with all that they are or were linked with.
    """
    con.execute(CHANGED)
    _find_affected(con)
    clusters = cluster(_reports(con, "affected"))
    published = [(event, report) for event, report in con.execute(PUBLISHED).fetchall()]
    ids = assign(clusters.groups, published)
    event_of = {
        r.event_report_id: event for event, group in zip(ids, clusters.groups, strict=True) for r in group
    }
    con.execute(FORGET)
    append(con, "core.events", events(clusters.groups, ids))
    append(con, "core.event_ids", sorted({*register(clusters.groups, ids, published)} - {*published}))
    append(con, "core.event_matches", [_match_row(pair, event_of) for pair in clusters.matches])
    append(con, "core.event_match_candidates", [_doubt_row(pair, event_of) for pair in clusters.doubts])
    _keep_links(con, clusters.compared, [*published, *((e, r) for r, e in event_of.items())])
    con.execute("CREATE OR REPLACE TEMP TABLE resolved (event_report_id VARCHAR, event_id VARCHAR)")
    append(con, "resolved", list(event_of.items()))
    for statement in APPLY:
        con.execute(statement)
    _find_parents(con)
    con.execute("DROP TABLE resolved; DROP TABLE affected; DROP TABLE changed")


def _find_affected(con: duckdb.DuckDBPyConnection) -> None:
    """List what has to be grouped anew in the temporary table `affected (event_report_id, component)`."""
    if not con.execute("SELECT 1 FROM mart.event_links LIMIT 1").fetchall():  # a first load
        con.execute("CREATE OR REPLACE TEMP TABLE affected AS FROM changed")
        return
    changed = _reports(con, "changed")
    ids = {report.event_report_id for report in changed}
    keys = sorted({key for report in changed for key in keys_of(report)})
    con.execute("CREATE OR REPLACE TEMP TABLE near (event_report_id VARCHAR)")
    con.execute(f"INSERT INTO near {NEAR}", {"keys": keys})
    linked = {
        report
        for pair in links(Compared.of([*changed, *_reports(con, "near")], ids))
        if not ids.isdisjoint(pair)
        for report in pair
    }
    con.execute("CREATE OR REPLACE TEMP TABLE wanted AS SELECT event_report_id FROM changed")
    sharing = con.execute(SHARING, {"made": [made_id(report) for report in sorted(ids)]}).fetchall()
    linked |= {report for (report,) in sharing}
    con.execute(AFFECTED, {"linked": sorted(linked)})
    con.execute("DROP TABLE near; DROP TABLE wanted")


def _keep_links(
    con: duckdb.DuckDBPyConnection, compared: Compared, published: Iterable[tuple[str, str]]
) -> None:
    """Write down which reports are linked, also by an id under which both were published."""
    ids = {report.event_report_id for report in compared.reports}
    holder: dict[str, str] = {made_id(report): report for report in sorted(ids)}
    pairs = [(holder.setdefault(event, report), report) for event, report in published if report in ids]
    found = components(ids, [*links(compared), *pairs])
    changed = {report for (report,) in con.execute("SELECT event_report_id FROM changed").fetchall()}
    rows = [
        (r.event_report_id, found[r.event_report_id], keys_of(r))
        for r in compared.reports
        if r.event_report_id in changed
    ]
    append(con, "mart.event_links", rows)
    stored = dict(con.execute("SELECT event_report_id, component FROM affected").fetchall())
    moved = [(r, new) for r, new in found.items() if r not in changed and stored[r] != new]
    con.execute("CREATE OR REPLACE TEMP TABLE moved (event_report_id VARCHAR, component VARCHAR)")
    append(con, "moved", moved)
    con.execute(MOVED)
    con.execute("DROP TABLE moved")


def _find_parents(con: duckdb.DuckDBPyConnection) -> None:
    """Give each event the event that it is part of: any that changed may be above one that did not."""
    above = dict(con.execute(PARENTS).fetchall())
    con.execute("CREATE OR REPLACE TEMP TABLE parents (event_id VARCHAR, parent_event_id VARCHAR)")
    append(con, "parents", [(event, unless_circular(event, above)) for event in above])
    con.execute(APPLY_PARENTS)
    con.execute("DROP TABLE parents")


def _reports(con: duckdb.DuckDBPyConnection, chosen: str) -> list[Report]:
    return [_report(row) for row in con.execute(OF.format(chosen)).fetchall()]


def _report(row: Any) -> Report:
    *known, organisers = row
    known[3], known[7] = EventKind(known[3]), DatePrecision(known[7])
    return Report(*[*known, frozenset(organisers or ())])


def _match_row(pair: Pair, event_of: Mapping[str, str]) -> Row:
    return (event_of[pair.left], *sorted((pair.left, pair.right)), pair.score, list(pair.evidence))


def _doubt_row(pair: Pair, event_of: Mapping[str, str]) -> Row:
    (one, left), (other, right) = sorted((event_of[report], report) for report in (pair.left, pair.right))
    return (one, other, left, right, pair.score, list(pair.evidence))
