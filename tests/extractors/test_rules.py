"""Every rule of roles and commitments fires in its examples and stays silent in its counter-examples."""

from __future__ import annotations

import pytest

from extractors.lexicon import Rule, load
from tests.extractors.clause_reading import metadata_for, read_text

RULES = [*load("rules_commitments", Rule), *load("rules_sentences", Rule)]
CASES = [(rule.id, text, True) for rule in RULES for text in rule.examples]
CASES += [(rule.id, text, False) for rule in RULES for text in rule.counter_examples]


@pytest.mark.parametrize(("rule_id", "text", "fires"), CASES)
def test_rule(rule_id: str, text: str, fires: bool) -> None:
    _, sentences, commitments, statements = read_text(text, metadata_for(text))
    fired = {record.rule_id for record in (*sentences, *commitments, *statements)}
    assert (rule_id in fired) is fires, sorted(fired)
