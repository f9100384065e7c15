"""What holds of every text and every value: Hypothesis looks for what does not."""

from __future__ import annotations

import csv
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from extractors.errors import ReadError, Reason
from extractors.extract import extract
from extractors.files.encoding import decode
from extractors.model import ParsedDocument
from tests.clone import ROOT
from tests.documents import parsed
from tests.expectations.small_warehouse import publish
from warehouse.export import ExportFormat, export_tables
from warehouse.rows import TableRows, rows_of
from warehouse.run import Provenance
from warehouse.schema import BY_NAME, TABLES
from warehouse.spreadsheets import inert

CAME = Provenance("file:///a.txt", "a.txt", "20330101T000000Z-00000000", datetime(2033, 1, 1))


def profile(examples: int) -> settings:
    """Look at so many examples: the same on every machine, however busy it is."""
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        phases=(Phase.generate,),  # a failure is told at once, and not in its shortest form
        suppress_health_check=list(HealthCheck),
    )


@cache
def paragraphs() -> list[str]:
    """Return the paragraphs of the samples that are texts."""
    files = sorted((ROOT / "samples/inbox").glob("*.txt"))
    return [part for file in files for part in decode(file.read_bytes())[0].split("\n\n") if part.strip()]


NOISE = st.one_of(
    st.sampled_from(
        ["", "1.", "(a)", "—", "…", "“", "”", "No.", "U.S.", "* * *", "\u2028", "\u00ad", "\u200b", "\ufeff",
         "\u202eabc", "\U0001f54a", "e\u0301", "ﬁ", "İI", "ẞ", "\r", "\t", "\x0c", "2033", "31 June 2033"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"], exclude_characters="\0"), max_size=30),
)  # fmt: skip


@st.composite
def texts(draw: Callable[..., Any]) -> str:
    """Make a text of sample paragraphs in any order, cut and joined anywhere, with noise between."""
    parts = []
    for _ in range(draw(st.integers(1, 6))):
        paragraph = draw(st.sampled_from(paragraphs()))
        if draw(st.booleans()):
            cut = draw(st.integers(0, len(paragraph)))
            paragraph = paragraph[:cut] + draw(NOISE) + paragraph[cut:]
        parts += [paragraph, draw(st.sampled_from(["\n\n", "\n", " ", "\r\n", "\n \n", ""])), draw(NOISE)]
    return "".join(parts)


def read_text(text: str) -> ParsedDocument | None:
    """Read a text; None where it is refused for a reason that is its own."""
    try:
        return parsed(text)
    except ReadError as error:
        assert error.reason in (Reason.UNDECODABLE, Reason.NOT_A_DOCUMENT, Reason.EMPTY, Reason.GARBLED)
        return None


def holds_of_a_text(text: str) -> None:
    """Quotes are the text's own, sentences tile it, keys are unique, a second time makes the same rows."""
    document = read_text(text)
    if document is None:
        return
    rows = rows_of(document, extract(document), CAME)
    quotes_are_their_spans(document.text, rows)
    sentences_tile(document.text, rows)
    keys_are_unique(rows)
    assert rows_of(document, extract(parsed(text)), CAME) == rows


def quotes_are_their_spans(text: str, rows: TableRows) -> None:
    for table in TABLES:
        for row in rows.get(table.name, ()):
            record = dict(zip(table.column_names, row, strict=True))
            for quote, start, end in table.spans:
                cut = None if record[start] is None else text[record[start] : record[end]]  # type: ignore[misc]
                assert cut == record[quote], (table.name, record)


def sentences_tile(text: str, rows: TableRows) -> None:
    names = BY_NAME["sentences"].column_names
    start, end = names.index("char_start"), names.index("char_end")
    times = Counter(place for row in rows["sentences"] for place in range(row[start], row[end]))  # type: ignore[call-overload]
    assert set(times.values()) <= {1}
    assert [n for n, character in enumerate(text) if not character.isspace() and n not in times] == []


def keys_are_unique(rows: TableRows) -> None:
    for name, found in rows.items():
        places = [BY_NAME[name].column_names.index(column) for column in BY_NAME[name].key]
        assert len({tuple(row[place] for place in places) for row in found}) == len(found), name


@profile(40)
@given(texts())
def test_what_holds_of_every_text(text: str) -> None:
    holds_of_a_text(text)


@pytest.mark.slow
@profile(400)
@given(texts())
def test_what_holds_of_many_more_texts(text: str) -> None:
    holds_of_a_text(text)


def test_the_checks_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A quote that is another's, a sentence that is missing, and one that is there twice."""
    document = parsed("They met in Osh. They will build a bridge by 2033.\n")
    rows = dict(rows_of(document, extract(document), CAME))
    first, *others = rows["sentences"]
    for wrong in ([*others], [first, first, *others]):
        with pytest.raises(AssertionError):
            sentences_tile(document.text, rows | {"sentences": wrong})
    with pytest.raises(AssertionError):
        keys_are_unique(rows | {"sentences": [first, first]})
    with pytest.raises(AssertionError):
        quotes_are_their_spans(document.text.upper(), rows)


COPY = """
INSERT INTO core.documents BY NAME
SELECT * REPLACE ($document AS document_id, $title AS title) FROM (
    SELECT * FROM core.documents WHERE NOT starts_with(document_id, 'doc_p') ORDER BY document_id LIMIT 1
)
"""
STARTS = st.sampled_from(["=", "+", "-", "@", "'=", "＝", "\t=", "\r", " =", "''"])
AWKWARD = ['"', '""', ",", "\n", "\r", "\r\n", "\\", "NULL", "null", "\\N", "\x85", "\u2028", "1e5", "007"]
VALUES = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40),
    st.builds("{}{}".format, STARTS, st.text("A1()|!", max_size=9)),
    st.lists(st.sampled_from([*AWKWARD, "a"]), max_size=4).map("".join),
)


def exports_round_trip(small: Path, values: list[str | None]) -> None:
    """Give a document to each value as its title, export all, and find the values again in each format."""
    wanted = {f"doc_p{number:04}": value for number, value in enumerate(values)}
    with duckdb.connect(small) as con:
        con.execute("DELETE FROM core.documents WHERE starts_with(document_id, 'doc_p')")
        for document, title in wanted.items():
            con.execute(COPY, {"document": document, "title": title})
    with tempfile.TemporaryDirectory() as name:
        for form, read in READERS.items():
            export_tables(small, Path(name, form), form)
            found = {key: title for key, title in read(Path(name, form)) if key in wanted}
            assert found == {key: as_in(form, title) for key, title in wanted.items()}, form


def as_in(form: ExportFormat, value: str | None) -> object:
    """Return how a value stands in a format: CSV has no NULL, and disarms what would be calculated."""
    return (inert(value) or "") if form is ExportFormat.CSV else value


def from_csv(folder: Path) -> Iterable[tuple[str, object]]:
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as file:
        return [(row["document_id"], row["title"]) for row in csv.DictReader(file)]


def from_json_lines(folder: Path) -> Iterable[tuple[str, object]]:
    lines = (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    return [(row["document_id"], row["title"]) for row in map(json.loads, lines)]


def from_parquet(folder: Path) -> Iterable[tuple[str, object]]:
    return duckdb.execute(f"SELECT document_id, title FROM '{folder}/documents/**/*.parquet'").fetchall()


READERS = {
    ExportFormat.CSV: from_csv,
    ExportFormat.JSONL: from_json_lines,
    ExportFormat.PARQUET: from_parquet,
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish(tmp_path_factory.mktemp("properties") / "w.duckdb")


@profile(3)
@given(st.lists(VALUES, min_size=30, max_size=60))
def test_exports_hold_every_value(small: Path, values: list[str | None]) -> None:
    exports_round_trip(small, values)


@pytest.mark.slow
@profile(8)
@given(st.lists(VALUES, min_size=50, max_size=300))
def test_exports_hold_many_more_values(small: Path, values: list[str | None]) -> None:
    exports_round_trip(small, values)


@profile(300)
@given(VALUES)
def test_a_cell_is_disarmed_and_otherwise_the_value(value: str | None) -> None:
    cell = inert(value)
    assert cell in (value, f"'{value}")
    assert not str(cell or "").lstrip().startswith(tuple("=+-@＝＋－＠"))
