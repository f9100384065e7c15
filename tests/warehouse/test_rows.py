"""Facts to rows: exact quotes, stable ids, complete rows, whatever the facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.model import (
    Actor,
    ActorKind,
    ActorMention,
    DateExpression,
    DatePrecision,
    DateRole,
    Extraction,
    MediaType,
    Page,
    ParsedDocument,
    PlaceMention,
    Sentence,
    SentenceRole,
    Span,
    Statement,
    StatementKind,
)
from tests.warehouse.builders import PLEDGE, TEXT, commitment, event, facts, parsed
from warehouse.errors import InconsistentExtraction
from warehouse.rows import TableRows, page_at, rows_of
from warehouse.run import Provenance
from warehouse.schema import BY_NAME, TABLES
from warehouse.sketches import words_id

PROVENANCE = Provenance("file:///in/a.txt", "a.txt", "run", datetime(2031, 5, 4))


def records(rows: TableRows, table: str) -> list[dict[str, object]]:
    """Return a table's rows with their columns' names."""
    return [dict(zip(BY_NAME[table].column_names, row, strict=True)) for row in rows[table]]


def assert_spans_hold(rows: TableRows, text: str) -> None:
    for table in (table for table in TABLES if table.per_document):
        for quote, start, end in table.spans:
            for row in records(rows, table.name):
                assert text[row[start] : row[end]] == row[quote] != "", table.name  # type: ignore[misc]


def test_every_table_gets_its_rows() -> None:
    rows = rows_of(parsed(TEXT), facts(), PROVENANCE)
    assert {table.name for table in TABLES if table.per_document} == set(rows)
    assert {name for name in rows if not rows[name]} == {
        "pages",
        "blocks",
        "extractions",
    }  # which loading adds
    assert_spans_hold(rows, TEXT)


def test_null_only_where_the_schema_allows_it() -> None:
    for table, rows in rows_of(parsed(TEXT), facts(), PROVENANCE).items():
        for row in rows:
            missing = {c.name for c, v in zip(BY_NAME[table].columns, row, strict=True) if v is None}
            assert missing <= {column.name for column in BY_NAME[table].columns if column.nullable}


def test_values_of_a_commitment() -> None:
    [row] = records(rows_of(parsed(TEXT), facts(), PROVENANCE), "commitments")
    assert row["quote"] == PLEDGE
    assert (row["verb"], row["actor"], row["action"]) == ("will open", "Ministers", "open a joint office")
    assert (row["tier"], row["is_binding"], row["deadline_text"]) == ("strict", True, "by 2033")
    assert row["topics"] == ["administration", "cooperation"]
    assert row["compound_group"] == row["commitment_id"]


def test_implied_actor_keeps_its_name() -> None:
    implied = replace(commitment(), actor="(the parties)", actor_span=None, actor_key=None)
    rows = rows_of(parsed(TEXT), replace(facts(), commitments=(implied,)), PROVENANCE)
    [row] = records(rows, "commitments")
    assert (row["actor"], row["actor_id"]) == ("(the parties)", None)


def test_records_alike_get_ids_of_their_own() -> None:
    twice = replace(facts(), commitments=(commitment(), commitment()), events=(event(TEXT), event(TEXT)))
    rows = rows_of(parsed(TEXT), twice, PROVENANCE)
    assert len({row["commitment_id"] for row in records(rows, "commitments")}) == 2
    assert len({row["event_report_id"] for row in records(rows, "event_reports")}) == 2
    [once] = records(rows_of(parsed(TEXT), facts(), PROVENANCE), "commitments")
    assert records(rows, "commitments")[0]["commitment_id"] == once["commitment_id"]


def test_ids_do_not_depend_on_what_else_was_found() -> None:
    other = event(TEXT, "They")
    more = replace(facts(), events=(other, *facts().events), main_event=1)
    [before] = records(rows_of(parsed(TEXT), facts(), PROVENANCE), "documents")
    [after] = records(rows_of(parsed(TEXT), more, PROVENANCE), "documents")
    assert before["main_event_report_id"] == after["main_event_report_id"]


def test_parts_name_the_report_of_the_whole() -> None:
    part = event(TEXT, "They", parent=0)
    rows = rows_of(parsed(TEXT), replace(facts(), events=(event(TEXT), part)), PROVENANCE)
    whole_row, part_row = records(rows, "event_reports")
    assert part_row["parent_event_report_id"] == whole_row["event_report_id"]


BROKEN = {
    "span after the text": replace(facts(), places=(PlaceMention(Span(0, 10_000), "x", None, "r"),)),
    "unknown actor": replace(facts(), actors=()),
    "unknown instrument": replace(facts(), instruments=()),
    "unknown event": replace(facts(), events=()),
    "unknown sentence": replace(facts(), sentences=()),
    "another document's facts": facts(f"Other. {TEXT}"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_contradictions_are_refused(case: str) -> None:
    with pytest.raises(InconsistentExtraction):
        rows_of(parsed(TEXT), BROKEN[case], PROVENANCE)


def test_pages() -> None:
    pages = tuple(
        Page(n, start, end, 595.0, 842.0, end > start)
        for n, (start, end) in enumerate([(0, 10), (10, 10), (10, 25)], start=1)
    )
    assert [page_at(pages, offset) for offset in (0, 9, 10, 24)] == [1, 1, 3, 3]
    assert page_at((), 0) is None
    document = replace(parsed(TEXT), media_type=MediaType.PDF, pages=pages, encoding=None)
    rows = rows_of(document, facts(), PROVENANCE)
    [row] = records(rows, "documents")
    assert row["page_count"] == 3
    assert {row["page_number"] for row in records(rows, "commitments")} == {3}


def test_work_ignores_case_and_white_space_only() -> None:
    assert words_id("The  Text\n") == words_id(" the text")
    assert words_id("the text") != words_id("the texts")


@st.composite
def extractions(draw: st.DrawFn) -> tuple[ParsedDocument, Extraction]:
    """Make any text with facts at any spans, some of them the same."""
    characters = st.characters(exclude_categories=("Cs",))
    document = parsed(draw(st.text(characters, min_size=1, max_size=60)))
    end = len(document.text)
    spans = st.tuples(st.integers(0, end - 1), st.integers(1, end)).map(
        lambda pair: Span(min(pair[0], pair[1] - 1), max(pair[0] + 1, pair[1]))
    )
    several = st.lists(spans, min_size=1, max_size=6)
    sentences = tuple(Sentence(span, SentenceRole.OTHER, "r") for span in draw(several))
    made = Extraction(
        document_id=document.document_id,
        extractor_version="e",
        metadata=facts().metadata,
        sentences=sentences,
        dates=tuple(
            DateExpression(span, None, None, DatePrecision.NONE, DateRole.OTHER, "r")
            for span in draw(several)
        ),
        places=tuple(PlaceMention(span, "Velm", None, "r") for span in draw(several)),
        actors=(Actor("a", ActorKind.STATE, "A"),),
        actor_mentions=tuple(ActorMention(span, "a", "r") for span in draw(several)),
        events=tuple(
            replace(event(TEXT), span=span, date_span=span, mentions=(span,)) for span in draw(several)
        ),
        statements=tuple(Statement(span, 0, StatementKind.CONCERN, span, "r") for span in draw(several)),
        main_event=0,
    )
    return document, replace(made, metadata=replace(made.metadata, evidence=()))


@given(extractions())
def test_rows_hold_for_any_facts(case: tuple[ParsedDocument, Extraction]) -> None:
    document, extraction = case
    rows = rows_of(document, extraction, PROVENANCE)
    assert rows == rows_of(document, extraction, PROVENANCE)
    assert_spans_hold(rows, document.text)
    for table, some in rows.items():
        keys = [tuple(record[name] for name in BY_NAME[table].key) for record in records(rows, table)]
        assert len(set(keys)) == len(keys) == len(some)
    for table in ("sentences", "event_reports", "statements"):
        facts_of = {"sentences": "sentences", "event_reports": "events", "statements": "statements"}[table]
        assert len(rows[table]) == len(getattr(extraction, facts_of))
