"""Deadlines of commitments: until when, after what, how often (codebook §3.4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from extractors.commitments.deadline_days import DeadlineContext, due_day
from extractors.grammar.tokens import Tokens
from extractors.lexicon import Entry, load
from extractors.model import DeadlineType, Frequency, Span


class DeadlinePhrase(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way to set a deadline.

    `pattern` is a regular expression without regard to case, its spaces any white space; it is tried
    only where one of the `cues` stands among the words.
    """

    type: DeadlineType
    pattern: str
    cues: tuple[str, ...]


class FrequencyPhrase(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for how often; `id` is a `Frequency`, `pattern` as in a deadline."""

    pattern: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline; `day` is the last day by which the act is due and `rule` told it, both None if unknown."""

    type: DeadlineType
    span: Span | None = None
    day: date | None = None
    rule: str | None = None
    frequency: Frequency | None = None


NO_DEADLINE = Deadline(DeadlineType.NONE)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)


@cache
def _patterns() -> tuple[tuple[DeadlineType, frozenset[str], re.Pattern[str]], ...]:
    return tuple(
        (phrase.type, frozenset(phrase.cues), _compiled(phrase.pattern))
        for phrase in load("deadlines", DeadlinePhrase)
    )


@cache
def _frequencies() -> tuple[tuple[Frequency, re.Pattern[str]], ...]:
    phrases = load("frequencies", FrequencyPhrase)
    return tuple((Frequency(phrase.id), _compiled(phrase.pattern)) for phrase in phrases)


def find_deadline(tokens: Tokens, start: int, end: int, context: DeadlineContext) -> Deadline:
    """Return the first deadline among the tokens `[start, end)`; kinds are tried in the lexicon's order."""
    words = frozenset(tokens.words[start:end])
    for kind, cues, pattern in _patterns():
        if words.isdisjoint(cues):
            continue
        match = pattern.search(tokens.text, tokens.starts[start], tokens.ends[end - 1])
        if match:
            return _resolved(kind, Span(match.start(), match.end()), tokens.text, context)
    return NO_DEADLINE


def _resolved(kind: DeadlineType, span: Span, text: str, context: DeadlineContext) -> Deadline:
    day, rule = due_day(kind, span, text, context) or (None, None)
    words = span.of(text)
    often = next((of for of, pattern in _frequencies() if pattern.search(words)), None)
    return Deadline(kind, span, day, rule, often if kind is DeadlineType.RECURRING else None)
