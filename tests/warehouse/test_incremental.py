"""Matching only what a run touched gives what matching everything gives, whatever came in which order."""

from __future__ import annotations

import random
from datetime import datetime
from functools import cache

import duckdb
import pytest

from extractors.extract import extract
from tests.documents import parsed
from warehouse.database import append
from warehouse.loading import PER_DOCUMENT
from warehouse.matching_tables import MATCHED
from warehouse.migrate import migrate
from warehouse.resolve import resolve
from warehouse.rows import TableRows, rows_of
from warehouse.run import Provenance
from warehouse.schema import TABLES

HEADS = (
    "BERGEN, 3 March 2031 - Press release.",
    "BERGEN, 6 May 2031 - Press release.",
    "OSLO, 9 April 2032 - Press release.",
    "Joint communique\n\nOslo, 4 June 2030",
    "Declaration\n\nBergen, 5 May 2031",
    "Note",
    "BERGEN DECLARATION ON THE PROTECTION OF NORTHERN RIVERS AND LAKES\n\nBergen, 5 May 2031",
)
SAID = (
    "The third Trout Summit will be held in Bergen on 5 May 2031.",
    "The third Trout Summit was held in Bergen on 5 May 2031, hosted by Norway.",
    "Ministers will attend the Summit in Bergen on 5 May 2031.",
    "The Conference on Salmon and Trout Farming of the Northern Rivers was held in Oslo in June 2030.",
    "They recalled the Conference on Salmon and Trout Farming of the Northern Rivers.",
    "The Conference on Trout Farming of the Northern Rivers took place in Oslo on 4 June 2030.",
    "The Bergen Declaration on the Protection of Northern Rivers and Lakes was adopted on 5 May 2031.",
    "They recalled the Bergen Declaration and the Oslo Convention on Salmon of 2029.",
    "The Oslo Convention on Salmon was signed in Oslo on 4 June 2029.",
    "They agreed to work on a convention on the protection of northern rivers and lakes.",
    "They adopted the Convention on the Protection of Northern Rivers and Lakes (Trout Convention) in 2032.",
    "They recalled the Trout Convention and the Salmon Convention.",
    "They recalled the Oslo Convention on Salmon (Salmon Convention) of 2024.",
    "1. We will open a joint office for the rational and integrated use of the northern {} and rivers "
    "by 1 March 2034.",
    "2. We will open a permanent office for the rational and integrated use of the northern {} and rivers.",
    "3. We call upon all states to count the nets of their fishers in every {} under the Trout Convention.",
)
PLACES = ("lakes", "bays", "fjords")


@cache
def rows(text: str, run: int) -> TableRows:
    read = parsed(text)
    return rows_of(
        read, extract(read), Provenance(f"file:///{read.document_id}", "f", f"r{run}", datetime(2033, 1, 1))
    )


class Warehouse:
    """A warehouse in memory; with `anew` everything is matched anew each time."""

    def __init__(self, *, anew: bool) -> None:
        self.anew = anew
        self.con = duckdb.connect()
        migrate(self.con)

    def change(self, gone: set[str], come: dict[str, TableRows]) -> None:
        """Take documents out and others in, and match."""
        self.con.begin()
        for table in PER_DOCUMENT:
            name = table.qualified_name
            self.con.execute(f"DELETE FROM {name} WHERE document_id IN (SELECT unnest(?))", [[*gone, *come]])
            append(self.con, name, [row for made in come.values() for row in made.get(table.name, ())])
        if self.anew:
            for table in MATCHED:
                self.con.execute(f"DELETE FROM {table.qualified_name}")
        resolve(self.con)
        self.con.commit()

    def tables(self) -> dict[str, list[tuple[object, ...]]]:
        """Return the rows of all tables, in an order of their own."""
        names = {table.name: table.qualified_name for table in TABLES}
        return {n: self.con.execute(f"FROM {q} ORDER BY ALL").fetchall() for n, q in names.items()}


def text_of(draw: random.Random) -> str:
    said = draw.sample(SAID, draw.randrange(3, 8))
    return "\n\n".join([draw.choice(HEADS), *said]).format(*[draw.choice(PLACES) for _ in said])


@pytest.mark.parametrize("seed", range(2))
def test_what_was_touched_is_enough(seed: int) -> None:
    draw = random.Random(seed)
    texts = [text_of(draw) for _ in range(12)]
    texts += [f"{text}\n\nThe end." for text in texts[:8]]
    step_by_step, all_anew = Warehouse(anew=False), Warehouse(anew=True)
    held: set[str] = set()
    filled: set[str] = set()
    for run in range(6):
        come = {
            rows(text, run)["documents"][0][0]: rows(text, run)
            for text in draw.sample(texts, draw.randrange(2, 6))
        }
        gone = {document for document in sorted(held) if document not in come and draw.random() < 0.15}
        held = held - gone | come.keys()
        for warehouse in (step_by_step, all_anew):
            warehouse.change(gone, come)
        once, again = step_by_step.tables(), all_anew.tables()
        for table, expected in again.items():
            assert once[table] == expected, (run, table)
        filled |= {table for table, found in once.items() if found}
    assert {"clause_lineage", "event_matches", "instrument_matches", "work_matches"} <= filled
    assert {"commitment_copies", "instrument_commitments", "listed_commitments"} <= filled
