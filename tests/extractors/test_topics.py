"""Topics: every entry of the lexicon serves its examples."""

from __future__ import annotations

import pytest

from extractors.commitments.topics import Topic, document_topics, topics_of
from extractors.lexicon import load


@pytest.mark.parametrize("entry", load("topics", Topic), ids=lambda entry: entry.id)
def test_lexicon(entry: Topic) -> None:
    assert all(entry.id in topics_of(text) for text in entry.examples)
    assert not any(entry.id in topics_of(text) for text in entry.counter_examples)


def test_topics_of_a_document() -> None:
    rare, common = ("youth",), ("water_energy",)
    assert document_topics(None, [common] * 9 + [rare]) == common
    assert document_topics("Young people and youth", [common] * 9 + [rare]) == (*common, *rare)
    assert document_topics(None, [rare]) == rare
    assert document_topics(None, []) == ()
