"""Clauses descend from the nearest earlier wording of another work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import duckdb
import numpy as np
import pytest

from warehouse import earlier_wordings
from warehouse.earlier_wordings import Clauses, Wordings
from warehouse.lineage import resolve_lineage

WORDS = "Decides to open a joint office for the rational and integrated use of the northern lakes and rivers"
LIKE = WORDS.replace("joint", "permanent")
OTHER = "Invites the fishers of all bays to count their nets and to report it to the old harbour master"
TABLES = """
CREATE SCHEMA core; CREATE SCHEMA mart;
CREATE TABLE core.documents (
    document_id VARCHAR, work_id VARCHAR, adopted_date DATE, published_date DATE, date_end DATE);
CREATE TABLE core.sentences (
    sentence_id VARCHAR, document_id VARCHAR, role VARCHAR, text VARCHAR, char_start INTEGER,
    char_end INTEGER);
CREATE TABLE mart.clauses (
    sentence_id VARCHAR, document_id VARCHAR, day DATE, wording VARCHAR, bands UINTEGER[]);
CREATE TABLE core.clause_lineage (
    sentence_id VARCHAR, document_id VARCHAR, earlier_sentence_id VARCHAR, earlier_document_id VARCHAR,
    similarity DOUBLE, quote VARCHAR, char_start INTEGER, char_end INTEGER, earlier_quote VARCHAR);
CREATE TABLE touched (document_id VARCHAR);
"""


class Clause(NamedTuple):
    """A document of one clause."""

    name: str
    year: int
    text: str
    work: str | None = None


class Archive:
    """Documents of one clause each, matched as they come and go."""

    def __init__(self) -> None:
        self.con = duckdb.connect()
        self.con.execute(TABLES)

    def take(self, *clauses: Clause) -> Archive:
        """Take documents in, and match them."""
        for name, year, text, work in clauses:
            document = [f"d{name}", work or f"w{name}", date(year, 1, 1)]
            self.con.execute("INSERT INTO core.documents VALUES (?, ?, ?, NULL, NULL)", document)
            self.con.execute(
                "INSERT INTO core.sentences VALUES (?, ?, 'operative', ?, 0, ?)",
                [f"s{name}", f"d{name}", text, len(text)],
            )
        return self.match(clause.name for clause in clauses)

    def lose(self, name: str) -> Archive:
        """Take a document out, and match what is left."""
        for table in ("documents", "sentences"):
            self.con.execute(f"DELETE FROM core.{table} WHERE document_id = ?", [f"d{name}"])
        return self.match([name])

    def match(self, names: Iterable[str]) -> Archive:
        """Match after a run that touched documents."""
        self.con.execute("DELETE FROM touched")
        self.con.executemany("INSERT INTO touched VALUES (?)", [[f"d{name}"] for name in names])
        resolve_lineage(self.con)
        return self

    def descents(self) -> dict[str, tuple[str, float]]:
        """Return of each clause the earlier one, and how alike they are."""
        rows = self.con.execute(
            "SELECT sentence_id, earlier_sentence_id, similarity FROM core.clause_lineage"
        )
        return {later[1:]: (earlier[1:], similarity) for later, earlier, similarity in rows.fetchall()}


def descents(*clauses: Clause) -> dict[str, tuple[str, float]]:
    return Archive().take(*clauses).descents()


def varied(number: int) -> str:
    """Return a wording all of whose like share most bands."""
    return f"{WORDS} and of all the other waters of the northern provinces in the year {number}"


def test_the_later_clause_descends_from_the_earlier() -> None:
    assert descents(Clause("a", 2030, WORDS), Clause("b", 2031, LIKE)) == {"b": ("a", 0.9444)}


def test_the_same_words_are_nearer_than_like_ones() -> None:
    made = descents(Clause("a", 2030, WORDS), Clause("b", 2031, LIKE), Clause("c", 2032, f"7. {WORDS}"))
    assert made["c"] == ("a", 1.0)


def test_the_latest_of_the_same_words_is_the_nearest() -> None:
    made = descents(Clause("a", 2030, WORDS), Clause("b", 2031, WORDS), Clause("c", 2032, WORDS))
    assert made == {"b": ("a", 1.0), "c": ("b", 1.0)}


def test_the_latest_of_those_as_much_alike_is_the_nearest() -> None:
    made = descents(Clause("a", 2030, WORDS), Clause("b", 2031, WORDS), Clause("c", 2032, LIKE))
    assert made["c"] == ("b", 0.9444)


def test_nothing_descends_from_its_own_work_or_from_the_same_day() -> None:
    assert descents(Clause("a", 2030, WORDS, "w"), Clause("b", 2031, WORDS, "w")) == {}
    assert descents(Clause("a", 2030, WORDS), Clause("b", 2030, WORDS)) == {}


def test_a_draft_in_the_same_words_hides_no_like_wording() -> None:
    made = descents(Clause("a", 2030, LIKE), Clause("b", 2031, WORDS, "w"), Clause("c", 2032, WORDS, "w"))
    assert made == {"b": ("a", 0.9444), "c": ("a", 0.9444)}


def test_other_and_short_clauses_have_no_lineage() -> None:
    assert descents(Clause("a", 2030, WORDS), Clause("b", 2031, OTHER)) == {}
    assert descents(Clause("a", 2030, "Takes note of it."), Clause("b", 2031, "Takes note of it.")) == {}


def test_what_comes_later_may_be_nearer_and_what_goes_makes_way() -> None:
    archive = Archive().take(Clause("a", 2030, WORDS), Clause("d", 2033, LIKE))
    assert archive.descents() == {"d": ("a", 0.9444)}
    archive.take(Clause("b", 2031, f"9. {LIKE}"))
    assert archive.descents() == {"b": ("a", 0.9444), "d": ("b", 1.0)}
    assert archive.lose("b").descents() == {"d": ("a", 0.9444)}
    assert archive.lose("a").descents() == {}


@pytest.mark.parametrize("most", [1, 2])
def test_a_clause_looks_back_at_the_latest_of_a_popular_band(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earlier_wordings, "MOST_OF_BAND", most)
    clauses = [Clause(str(number), 2000 + number, varied(number)) for number in range(8)]
    anew = descents(*clauses)
    assert {later: earlier for later, (earlier, _) in anew.items()} == {
        str(n): str(n - 1) for n in range(1, 8)
    }
    archive = Archive()
    for number in (3, 7, 0, 5, 1, 6, 2, 4):  # in whatever order they come
        archive.take(clauses[number])
    assert archive.descents() == anew
    assert archive.lose("4").descents()["5"][0] == "3"


def test_only_so_many_wordings_of_a_band_are_looked_at() -> None:
    days = np.arange(100).astype("datetime64[D]")
    popular = np.full((100, 1), 7, dtype=np.uint32)
    wordings = Wordings(Clauses(days, popular))
    found = [numbers.tolist() for _, numbers in wordings.before(Clauses(days[50:51], popular[:1]))]
    assert found == [list(range(50 - earlier_wordings.MOST_OF_BAND, 50))]


def test_those_that_share_most_bands_come_first_then_the_latest() -> None:
    days = np.arange(4).astype("datetime64[D]")
    bands = np.array([[1, 2], [1, 9], [1, 8], [1, 2]], dtype=np.uint32)
    wordings = Wordings(Clauses(days, bands))
    assert list(wordings.nearest(Clauses(days[3:], bands[3:]), 2)) == [(0, 0), (0, 2)]
