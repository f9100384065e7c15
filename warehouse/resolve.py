"""Across documents: works, events, actors, instruments and lineage, brought in line with what all say."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator, Sequence
from itertools import groupby

import duckdb

from warehouse.canonical import ActorVariant, actor_row
from warehouse.copies import resolve_copies
from warehouse.database import Row, append
from warehouse.event_matching import resolve_events
from warehouse.instruments import resolve_instruments
from warehouse.lineage import resolve_lineage
from warehouse.postings import resolve_words
from warehouse.sentence_accounts import account_for_sentences
from warehouse.touched import find_touched, is_settled, settle
from warehouse.works import resolve_works

ACTORS = """
SELECT actor_id, kind, name, country_code, aliases, count(*)
FROM core.document_actors GROUP BY ALL ORDER BY ALL
"""


def resolve(con: duckdb.DuckDBPyConnection) -> None:
    """Rebuild what is known across documents, and all references to works and events.

    Works come first: copies of one work count once as witnesses of an event, and no clause descends
    from a copy of itself. Where no document was touched, all stays as it is.
    """
    find_touched(con)
    if not is_settled(con):
        with _without_collecting():
            _match(con)
    settle(con)


@contextlib.contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep Python from looking for cycles among millions of records that have none: a fourth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _match(con: duckdb.DuckDBPyConnection) -> None:
    resolve_works(con)
    find_touched(con)
    resolve_copies(con)
    account_for_sentences(con)
    resolve_events(con)
    resolve_lineage(con)
    actors = [ActorVariant(*row) for row in con.execute(ACTORS).fetchall()]
    by_id = groupby(actors, lambda actor: actor.actor_id)
    _replace(con, "core.actors", [actor_row(list(same)) for _, same in by_id])
    resolve_instruments(con)
    resolve_words(con)


def _replace(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    con.execute(f"DELETE FROM {table}")  # noqa: S608
    append(con, table, rows)
