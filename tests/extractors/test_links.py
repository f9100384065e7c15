"""What documents do with the instruments they name."""

from __future__ import annotations

import pytest

from extractors.documents.metadata import describe_document
from extractors.grammar.sentences import split_sentences
from extractors.instruments.instruments import find_instruments
from extractors.instruments.links import find_links
from extractors.lexicon import Rule, load
from extractors.mentions.dates import find_dates
from extractors.mentions.places import find_places
from extractors.model import DocumentLink, LinkKind
from tests.documents import parsed

RULES = load("rules_links", Rule)
CASES = [(rule.id, text, True) for rule in RULES for text in rule.examples]
CASES += [(rule.id, text, False) for rule in RULES for text in rule.counter_examples]
COMMUNIQUE = "Lakeside Communiqué\n\n4 May 2031\n\nThe participants met on 4 May 2031 in Riga. {}"


def links_of(text: str) -> tuple[DocumentLink, ...]:
    document = parsed(text)
    metadata = describe_document(
        document, split_sentences(document), find_dates(text, None), find_places(text)
    )
    instruments, mentions = find_instruments(document, metadata)
    return find_links(text, metadata, instruments, mentions)


@pytest.mark.parametrize(("rule_id", "text", "fires"), CASES)
def test_rule(rule_id: str, text: str, fires: bool) -> None:
    found = {link.rule_id for link in links_of(COMMUNIQUE.format(text))}
    assert (rule_id in found) is fires, sorted(found)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("They adopted the Lakeside Strategy.", {"cites", "adopts"}),
        ("They adopted the Lakeside Strategy of 2020.", {"cites"}),
        ("They will adopt the Lakeside Strategy.", {"cites", "announces"}),
        ("The Lakeside Strategy replaced the Treaty on Rafts.", {"cites", "supersedes"}),
        ("The Treaty on Rafts is hereby amended.", {"cites", "amends"}),
    ],
)
def test_kinds(words: str, kinds: set[str]) -> None:
    assert {link.kind.value for link in links_of(COMMUNIQUE.format(words))} == kinds


def test_a_link_quotes_the_words_that_say_so() -> None:
    text = COMMUNIQUE.format("They undertook to implement the Lakeside Strategy in full.")
    [link] = [link for link in links_of(text) if link.kind is LinkKind.IMPLEMENTS]
    assert link.span.of(text) == "implement the Lakeside Strategy"


def test_a_release_announces_what_others_adopted() -> None:
    text = "Riga, 4 May 2031 - The ministers adopted the Lakeside Strategy, the press service said."
    assert {link.kind for link in links_of(text)} == {LinkKind.CITES, LinkKind.ANNOUNCES}
