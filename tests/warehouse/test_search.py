"""Full-text search: what it finds, in what order, and that every highlight is the word itself."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import Span
from tests.expectations.small_warehouse import A, B, build
from warehouse.describe import describe
from warehouse.postings import folded, postings_of, resolve_words, stem, words_in
from warehouse.touched import find_touched


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The small warehouse with the postings of its own sentences."""
    with duckdb.connect(build(tmp_path_factory.mktemp("search") / "w.duckdb")) as made:
        describe(made)
        made.execute("DELETE FROM mart.postings")
        for document in (A, B):
            query = "SELECT char_start, char_end FROM core.sentences WHERE document_id = ? ORDER BY ordinal"
            spans = made.execute(query, [document.id]).fetchall()
            made.executemany(
                "INSERT INTO mart.postings VALUES (?, ?, ?, ?, ?)",
                postings_of(document.id, document.text, [Span(*span) for span in spans]),
            )
        find_touched(made)
        resolve_words(made)
        yield made


def found(con: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    return [passage for (passage,) in con.execute("SELECT passage FROM search(?)", [query]).fetchall()]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("bureau Riga", "Decides to found a bureau"),
        ("BUREAUS", None),  # no such form stands in the documents, so its stem is not known
        ("invite", None),
        ("invites", "Invites Latvia"),
        ("host*", "Invites Latvia to host"),
        ("дельта", "Decides to found a bureau «Дельта»"),
        ("Дельта", "Decides to found a bureau «Дельта»"),
        ("thanked", "They thanked Latvia"),
        ("the of and", None),
        ("", None),
        ("'; DROP TABLE x --", None),
        ("%_*", None),
    ],
)
def test_search_finds(con: duckdb.DuckDBPyConnection, query: str, first: str | None) -> None:
    passages = found(con, query)
    if first is None:
        assert passages == []
    else:
        assert first in passages[0]


def test_sentence_with_more_of_the_words_comes_first(con: duckdb.DuckDBPyConnection) -> None:
    scores = con.execute("SELECT score, passage FROM search('latvia host meeting')").fetchall()
    assert "host a meeting" in scores[0][1]
    assert [score for score, _ in scores] == sorted((score for score, _ in scores), reverse=True)
    assert len(scores) > 1


def test_rare_words_weigh_more_than_common_ones(con: duckdb.DuckDBPyConnection) -> None:
    assert "thanked" in found(con, "riga thanked")[0]


def test_most_bounds_what_is_shown(con: duckdb.DuckDBPyConnection) -> None:
    assert len(con.execute("SELECT * FROM search('riga latvia', most := 1)").fetchall()) == 1


def test_highlights_are_the_words_in_the_text(con: duckdb.DuckDBPyConnection) -> None:
    rows = con.execute(
        """SELECT substring(text, h.char_start + 1, h.char_end - h.char_start)
        FROM (SELECT document_id, unnest(highlights) AS h FROM search('bureau meeting дельта'))
        JOIN document_texts USING (document_id)"""
    ).fetchall()
    assert {word.lower() for (word,) in rows} == {"bureau", "meet", "meeting", "дельта"}


def test_forms_of_a_word_share_a_stem() -> None:
    assert stem("undertakes") == stem("undertaking")
    assert stem("государства") == stem("государств")
    assert stem("2026") == "2026"


def test_ideographs_are_words_of_their_own() -> None:
    text = "上海合作组织 SCO"
    words = words_in(text, 0, len(text))
    assert [text[start : start + length] for _, start, length in words] == [*"上海合作组织", "SCO"]


ACCENTED = ["Communiqué", "re\u0301sume\u0301", "Гурбангулы", "й", "É", "Ташкентский", "Ørsted", "naïve"]
LETTERS = st.characters(categories=("Lu", "Ll", "Nd"), max_codepoint=0x5FF)
WORDS = st.text(LETTERS, min_size=2, max_size=20) | st.sampled_from(ACCENTED)


@given(st.lists(WORDS, max_size=6).map(" ".join))
def test_words_are_folded_as_the_query_is(text: str) -> None:
    """What `words_in` stores is what the macro looks for, or nobody would find it."""
    sql = "SELECT regexp_extract_all(strip_accents(lower($1)), '[\\pL\\pN]+')"
    row = duckdb.execute(sql, [text]).fetchone()
    assert row is not None
    kept = [word for word, _, _ in words_in(text, 0, len(text))]
    assert [word for word in row[0] if word in kept] == kept


@given(st.text(max_size=200))
def test_every_place_lies_in_its_stretch(text: str) -> None:
    middle = len(text) // 2
    for word, start, length in words_in(text, middle, len(text)):
        assert middle <= start < start + length <= len(text)
        assert folded(text[start : start + length]) == word
