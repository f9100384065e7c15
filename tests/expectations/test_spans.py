"""The SQL finds the words that Python finds."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable

import duckdb
import pytest

from expectations.spans import PIECE_SIZES, words_source

SIZE = PIECE_SIZES[-1]
ALPHABET = ["plain words ", "é", "日本", "𝒳", "e\u0301", "\r\n", "\x00", "\u2028", "👩‍🚀"]


def words_of(texts: dict[str, str], spans: Iterable[tuple[str, int, int]]) -> list[str | None]:
    """Return what the SQL finds at each span."""
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA raw; CREATE TABLE raw.document_texts (document_id VARCHAR, text VARCHAR)")
        con.execute("CREATE TABLE audited (n INTEGER, document_id VARCHAR, a INTEGER, b INTEGER)")
        with con.appender("raw.document_texts") as appender:
            appender.append_rows(list(texts.items()))
        with con.appender("audited") as appender:
            appender.append_rows([(n, *span) for n, span in enumerate(spans)])
        return [
            w for (w,) in con.execute(f"SELECT words FROM {words_source('a', 'b')} ORDER BY n").fetchall()
        ]


def made_up(length: int, seed: int) -> str:
    chosen = random.Random(seed)
    return "".join(chosen.choices(ALPHABET, k=length))[:length]


@pytest.mark.parametrize(
    "length", [1, SIZE - 1, SIZE, SIZE + 1, 3 * SIZE, PIECE_SIZES[1], 5 * PIECE_SIZES[1] + 7]
)
def test_words_are_those_that_python_finds(length: int) -> None:
    text = made_up(length, length)
    edges = sorted(
        {n for edge in range(0, length + 1, SIZE) for n in (edge - 1, edge, edge + 1) if 0 <= n <= length}
    )
    spans = [("d", start, end) for start in edges[:6] for end in edges[:9] + edges[-3:] if start < end]
    spans += [("d", start, min(start + 40, length)) for start in range(0, length, 997)]
    assert words_of({"d": text, "other": "x" * length}, spans) == [text[start:end] for _, start, end in spans]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (9, 12), (-4, -1)])
def test_there_are_no_words_outside_a_text(start: int, end: int) -> None:
    assert words_of({"d": "nine char"}, [("d", start, end)]) == [None]


def test_unknown_document_has_no_words() -> None:
    assert words_of({"d": "text"}, [("e", 0, 2)]) == [None]


def test_thousands_of_spans_in_a_megabyte_are_fast() -> None:
    text = made_up(1_000_000, 1)
    spans = [("d", start, start + 120) for start in range(0, 999_000, 199)]
    started = time.perf_counter()
    assert words_of({"d": text}, spans) == [text[start:end] for _, start, end in spans]
    assert time.perf_counter() - started < 2.5  # cutting each from the whole text takes five seconds and more
