"""The noun that a verb of saying governs, and that decides what is said: a need, a readiness, a thanks."""

from __future__ import annotations

from extractors.commitments.acts import skip_adverbs
from extractors.grammar.tokens import Tokens
from extractors.grammar.word_classes import BE, PREPOSITIONS, STOPS, group, is_adverb, is_gerund

_KEYS = [
    "need",
    "importance",
    "resolve",
    "intention",
    "support",
    "asking_noun",
    "concern_noun",
    "thanks_noun",
    "condemnation_noun",
    "expectation_noun",
]
_LONGEST_MODIFIER = 9  # tokens before the noun that decides


def complement_start(tokens: Tokens, i: int, end: int) -> int:
    """Step over "with concern", ", in this regard," and adverbs to the verb's object."""
    for _ in range(4):
        i = skip_adverbs(tokens, i, end)
        if i >= end:
            break
        word = tokens.words[i]
        if word == "," or (word in ("in", "at", "to", "with") and i > 0):
            if word != "," and not _is_insert(tokens, i):
                break
            close = next(
                (j for j in range(i + 1, min(i + 14, end)) if tokens.words[j] in (",", "that", "the")), None
            )
            if close is None:
                break
            i = close + (tokens.words[close] == ",")
        else:
            break
    return i


def _is_insert(tokens: Tokens, i: int) -> bool:
    near = set(tokens.words[i + 1 : i + 5])
    stances = (
        group("concern_noun")
        | group("thanks_noun")
        | {"interest", "regard", "context", "connection", "respect", "particular"}
    )
    return bool(near & stances)


def key_noun(tokens: Tokens, i: int, end: int) -> tuple[str, int, int] | None:
    """Return (group, first token of the phrase, position of the noun) for the noun that decides."""
    found: tuple[str, int, int] | None = None
    for j in range(i, min(i + _LONGEST_MODIFIER, end)):
        word = tokens.words[j]
        if word in STOPS or word in ("that", "which", "to") or (word in PREPOSITIONS and j > i):
            break
        if found and word in ("and", ","):
            continue
        name = next((key for key in _KEYS if word in group(key)), None)
        if (
            name
            and not _is_modifier(tokens, j, end)
            and (found is None or _KEYS.index(name) < _KEYS.index(found[0]))
        ):
            found = (name, i, j)
    return found


def _is_modifier(tokens: Tokens, j: int, end: int) -> bool:
    """Tell whether a noun such as "support" only qualifies the next one ("support measures")."""
    if tokens.is_possessive(j):
        return True
    after = tokens.words[j + 1] if j + 1 < end else ","
    return not (
        after in PREPOSITIONS
        or after in ("to", "that", ",", "and", "or", ";", ":", "(", "as")
        or is_adverb(after)
        or after in BE
        or is_gerund(after)
    )
