"""Where clauses end: before the next clause and what links the two."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from extractors.grammar.predicate import Predicate
from extractors.grammar.tokens import Tokens
from extractors.grammar.verb_groups import Mode

_TIME_OPENERS = frozenset(("in", "to", "for", "at", "on", "as", "with"))
_EMBEDDING = frozenset(("that", "which", "who", "if", "when", "where", "whose", "while"))
_LINKS = frozenset(("and", ",", ";", "but", "while", "also", "then", "as", "well", "further", "whereas"))


def ended(tokens: Tokens, found: Sequence[Predicate], high: int) -> list[Predicate]:
    """Set the end of each predicate's clause: before the next one's words and what links the two."""
    ended = []
    for k, predicate in enumerate(found):
        end = high
        if k + 1 < len(found):
            end = _before_link(tokens, found[k + 1].first, predicate.after)
        end = _before_perfect(tokens, predicate, end)
        end = max(end, predicate.after)
        ended.append(predicate if predicate.end == end else replace(predicate, end=end))
    return ended


def _before_perfect(tokens: Tokens, predicate: Predicate, end: int) -> int:
    """Return where a clause ends before one whose verb no lexicon has (", and has drained A")."""
    ahead = tokens.words[predicate.after : end]
    if "has" not in ahead and "have" not in ahead:
        return end
    for i in range(predicate.after, end - 3):
        if tokens.words[i] in _EMBEDDING:
            return end
        if tokens.words[i : i + 2] == (",", "and") and tokens.words[i + 2] in ("has", "have"):
            return i
    return end


def merged(tokens: Tokens, found: Sequence[Predicate]) -> list[Predicate]:
    """Let verbs that share one complement be one predicate ("noted and expressed readiness")."""
    kept: list[Predicate] = []
    for predicate in found:
        before = kept[-1] if kept else None
        if before and not predicate.own_subject and before.end <= before.after and before.mode is Mode.ACTIVE:
            kept[-1] = replace(
                predicate, start=before.start, subject=before.subject, own_subject=before.own_subject
            )
        else:
            kept.append(predicate)
    return kept


def _before_link(tokens: Tokens, i: int, low: int) -> int:
    """Step back over the words that link two clauses (", and in this regard")."""
    i = _before_insertion(tokens, i, low)
    while i > low and tokens.words[i - 1] in _LINKS:
        i -= 1
    return i


def _before_insertion(tokens: Tokens, i: int, low: int) -> int:
    """Step back over an opener between the link and the verb ("and in this regard, encourages")."""
    k = i - 1
    if k > low and tokens.words[k] == ",":
        k -= 1
    for j in range(k, max(low, k - 7), -1):
        if tokens.words[j] in _TIME_OPENERS and tokens.words[j - 1] in ("and", ",", ";"):
            if set(tokens.words[j : k + 1]) & {
                "regard",
                "end",
                "respect",
                "context",
                "connection",
                "time",
                "particular",
            }:
                return j
            return i
    return i
