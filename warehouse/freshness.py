"""How long ago something new came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import duckdb

# What is only extracted anew is seen at no new place.
NEWEST = "SELECT max(first_seen_at) FROM core.document_sources"


@dataclass(frozen=True, slots=True)
class Freshness:
    """When a document last came in (UTC; None: never), how many days ago, and whether that is too long."""

    newest_at: datetime | None
    days: float | None
    is_stale: bool


def freshness(con: duckdb.DuckDBPyConnection, now: datetime, stale_days: float) -> Freshness:
    """Tell how fresh a warehouse is; one without documents is stale."""
    ((newest_at,),) = con.execute(NEWEST).fetchall()
    if newest_at is None:
        return Freshness(None, None, is_stale=True)
    days = (now - newest_at).total_seconds() / 86_400
    return Freshness(newest_at, round(days, 1), is_stale=days > stale_days)
