"""Topics: every entry of the lexicon serves its examples."""

from __future__ import annotations

import pytest

from extractors.lexicon import load
from extractors.topics import Topic, topics_of


@pytest.mark.parametrize("entry", load("topics", Topic), ids=lambda entry: entry.id)
def test_lexicon(entry: Topic) -> None:
    assert all(entry.id in topics_of(text) for text in entry.examples)
    assert not any(entry.id in topics_of(text) for text in entry.counter_examples)
