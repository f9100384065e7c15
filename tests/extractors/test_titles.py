"""Titles, date lines and labels at the head of a document."""

from __future__ import annotations

import pytest

from extractors.documents.document_types import TypeEntry, is_headline, type_of_title
from extractors.documents.titles import HeadLabel, field_of, has_dateline, is_date_line, is_furniture
from extractors.lexicon import load
from tests.extractors.reading_documents import metadata_of


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("COMMUNIQUE\n\nof the Meeting of Mayors", "COMMUNIQUE of the Meeting of Mayors"),
        ("JOINT STATEMENT\nOF THE MAYORS\nON BRIDGES", "JOINT STATEMENT OF THE MAYORS ON BRIDGES"),
        (
            "(unofficial translation)\n“Towns plus Lakes” Dialogue\n- Action Plan -",
            "“Towns plus Lakes” Dialogue - Action Plan -",
        ),
        ("FOR IMMEDIATE RELEASE\n\nMayors Meet on the Lake", "Mayors Meet on the Lake"),
        ("An official website of the town\n\nNairobi Declaration\n\nShare", "Nairobi Declaration"),
        (
            "# WEEK\n\n## BRIDGES | in June\n\nNairobi, 3-4 May 2027\n\n**Declaration of the Mayors**",
            "Declaration of the Mayors",
        ),
        ("Meeting of the Lake Mayors\nJoint Communiqué", "Meeting of the Lake Mayors Joint Communiqué"),
        ("Nairobi Declaration\n\nPreamble", "Nairobi Declaration"),
        ("Nairobi Declaration\nadopted at the Meeting of Mayors", "Nairobi Declaration"),
        ("[Title] Statement of the Mayors\n[Place] Nairobi\n[Date] 4 May 2027", "Statement of the Mayors"),
    ],
)
def test_the_title_is_the_heading_phrase(head: str, title: str) -> None:
    body = "\n\nWe, the mayors of the lake, met on 4 May 2027 and agreed to share the costs of the bridge."
    assert metadata_of(head + body).title == title


def test_a_text_that_begins_with_its_body_has_no_title() -> None:
    assert (
        metadata_of("The mayors of the lake met yesterday and agreed to share the costs of it.").title is None
    )


@pytest.mark.parametrize(
    ("words", "doc_type"),
    [
        ("Joint Declaration on the Agreement on Rafts", "declaration"),
        ("Ministerial Meeting on the Raft Convention: Chair's Summary", "chair_summary"),
        ("Readout of the Mayor’s Call on the Joint Statement", "press_release"),
        ("Opening Remarks on the Raft Strategy", "speech"),
        ("Rafts and Boats", None),
    ],
)
def test_the_head_of_a_title_names_the_type(words: str, doc_type: str | None) -> None:
    named = type_of_title(words)
    assert (named.doc_type if named else None) == doc_type


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Mayors Adopt Declaration on Rafts", True),
        ("Declaration Adopted at the Meeting", False),
        ("Raft Strategy", False),
    ],
)
def test_headlines_have_a_verb(words: str, expected: bool) -> None:
    assert is_headline(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("(Nairobi, 10-11 May 2027)", True),
        ("Nairobi ▶ 3-4 May 2027", True),
        ("29 May 2027", True),
        ("May 29, 2027", True),
        ("On May 29, 2027, we, the mayors of the lake, met", False),
        ("Joint Statement (May 29, 2027)", False),
        ("Group Statement on Rafts, 29 May 2027", False),
    ],
)
def test_date_lines(words: str, expected: bool) -> None:
    assert is_date_line(words) is expected


def test_labels_and_furniture() -> None:
    assert field_of("[Place] Nairobi, Kenya") == ("place", "Nairobi, Kenya")
    assert field_of("Rafts: a history") is None
    assert is_furniture("(Unofficial translation)")
    assert not is_furniture("Home Affairs Ministers Meet")
    assert has_dateline("NAIROBI, 5 May 2027 – The mayors met.")
    assert not has_dateline("The mayors met in Nairobi.")


@pytest.mark.parametrize("entry", load("document_types", TypeEntry), ids=lambda entry: entry.id)
def test_type_phrases_name_their_types(entry: TypeEntry) -> None:
    for example in entry.examples:
        named = type_of_title(example)
        assert named is not None
        assert named.doc_type is entry.doc_type
    for example in entry.counter_examples:
        assert type_of_title(example) is None


@pytest.mark.parametrize("label", load("head_labels", HeadLabel), ids=lambda label: label.id)
def test_labels_are_told_from_titles(label: HeadLabel) -> None:
    def is_label(words: str) -> bool:
        return field_of(words) is not None if label.kind == "field" else is_furniture(words)

    assert all(is_label(example) for example in label.examples)
    assert not any(is_label(example) for example in label.counter_examples)
