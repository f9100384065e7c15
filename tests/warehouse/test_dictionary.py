"""The data dictionary in docs is that of the code, and leaves nothing out."""

from __future__ import annotations

from tests.clone import ROOT
from warehouse.dictionary import data_dictionary
from warehouse.schema import TABLES


def test_dictionary_in_docs_is_up_to_date() -> None:
    written = (ROOT / "docs/data_dictionary.md").read_text(encoding="utf-8")
    assert written == data_dictionary(), "write it anew: make dictionary"


def test_dictionary_names_every_column() -> None:
    rows = data_dictionary()
    for table in TABLES:
        for column in table.columns:
            assert f"| {column.name} | " in rows


def test_dictionary_tells_vocabularies_and_macros() -> None:
    rows = data_dictionary()
    assert "pledge, decision, call, recommendation, endorsement" in rows
    assert "**`search(query, most)`**" in rows
