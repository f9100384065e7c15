"""What qualifies an act: conditions, hedges, adverbs of the verb, and "not to" (codebook §3.3, §3.4)."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from extractors.grammar.tokens import Tokens
from extractors.grammar.word_classes import group, is_adverb
from extractors.lexicon import Entry, load
from extractors.model import Span

_LINKING = group("linking_adverb")
_REFRAINING = group("refraining_verb")
_REACH_OF_NOT = 4  # tokens of an act among which "not" or a verb of refraining stands


class Sort(StrEnum):
    """How a phrase limits an act."""

    CONDITION = "condition"
    HEDGE = "hedge"


class Qualification(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way to limit an act; `pattern` and `cues` as in the lexicon of deadlines."""

    sort: Sort
    pattern: str
    cues: tuple[str, ...]


@cache
def _patterns(sort: Sort) -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    return tuple(
        (frozenset(entry.cues), re.compile(entry.pattern.replace(" ", r"\s+"), re.IGNORECASE))
        for entry in load("qualifications", Qualification)
        if entry.sort is sort
    )


def find_qualification(tokens: Tokens, start: int, end: int, sort: Sort) -> Span | None:
    """Return the first condition or hedge among the tokens `[start, end)`."""
    words = frozenset(tokens.words[start:end])
    text, low, high = tokens.text, tokens.starts[start], tokens.ends[end - 1]
    found = [
        match
        for cues, pattern in _patterns(sort)
        if not cues.isdisjoint(words) and (match := pattern.search(text, low, high))
    ]
    first = min(found, key=lambda match: match.start(), default=None)
    return Span(first.start(), first.start() + len(first[0].rstrip())) if first else None


def qualifiers(tokens: Tokens, verb: tuple[int, int], act: tuple[int, int]) -> tuple[Span, ...]:
    """Return the verb's adverbs ("strongly", "unanimously") and the hedge of the act, in text order."""
    adverbs = [
        tokens.span(i, i + 1)
        for i in range(*verb)
        if is_adverb(tokens.words[i]) and tokens.words[i] not in _LINKING
    ]
    hedge = find_qualification(tokens, *act, Sort.HEDGE)
    return (*adverbs, hedge) if hedge else tuple(adverbs)


def is_negative(tokens: Tokens, act: tuple[int, int]) -> bool:
    """Tell whether an act is one not to be done ("not to sell …", "refrain from selling …")."""
    start, end = act
    near = tokens.words[max(start - 1, 0) : min(end, start + _REACH_OF_NOT)]
    return near[:1] == ("not",) or any(word == "not" or word in _REFRAINING for word in near[1:])
