"""Verbs and word groups: forms are known in their examples and not in their counter-examples."""

from __future__ import annotations

import pytest

from extractors.grammar.tokens import tokenize
from extractors.grammar.vocabulary import Form, Verb, gerund, past_tense, senses
from extractors.grammar.word_classes import WordGroup, is_action_noun, is_adverb, is_gerund
from extractors.lexicon import load
from extractors.model import Span

GROUPS = tuple(entry for name in ("nouns", "actions", "function_words") for entry in load(name, WordGroup))


@pytest.mark.parametrize("entry", load("verbs", Verb), ids=lambda entry: entry.id)
def test_verbs(entry: Verb) -> None:
    for text in entry.examples:
        words = tokenize(text, Span(0, len(text))).words
        assert any(sense.verb.id == entry.id for word in words for sense in senses().get(word, ())), text


@pytest.mark.parametrize("entry", GROUPS, ids=lambda entry: entry.id)
def test_groups(entry: WordGroup) -> None:
    for text in entry.examples:
        assert set(text.split()) & set(entry.words), text
    for text in entry.counter_examples:
        assert not set(text.split()) & set(entry.words), text


def test_inflection() -> None:
    assert [past_tense(verb) for verb in ("agree", "rely", "urge", "call")] == [
        "agreed",
        "relied",
        "urged",
        "called",
    ]
    assert [gerund("agree"), gerund("note"), gerund("commit", "committed")] == [
        "agreeing",
        "noting",
        "committing",
    ]
    assert {sense.form for sense in senses()["undertaken"]} == {Form.PARTICIPLE}
    assert "states" not in senses()


def test_word_classes() -> None:
    assert is_gerund("opening") and not is_gerund("meeting") and not is_gerund("king")
    assert is_adverb("jointly") and not is_adverb("family")
    assert is_action_noun("implementation") and not is_action_noun("role")
