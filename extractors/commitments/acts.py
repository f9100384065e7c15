"""Acts: what someone is to do, as a verb phrase or a noun phrase, and where a list of them divides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from extractors.grammar.tokens import Tokens
from extractors.grammar.vocabulary import Family, Form, acts, senses
from extractors.grammar.word_classes import (
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    SUBORDINATORS,
    group,
    is_action_noun,
    is_adverb,
    is_gerund,
)


class ActForm(StrEnum):
    """The grammatical shape of an act; conjuncts of one list share it."""

    INFINITIVE = "infinitive"  # to open a road
    BARE = "bare"  # (will) open a road
    GERUND = "gerund"  # opening a road
    NOUN = "noun"  # the opening of a road


@dataclass(frozen=True, slots=True)
class Act:
    """An act as the tokens `[start, end)`; `head` is its verb or noun."""

    form: ActForm
    start: int
    head: int
    end: int


_ALSO_NOUNS = group("verb_or_noun")
_LONGEST_ACT = 150  # tokens that are looked back over; more is no act but a hostile line
_LONGEST_PHRASE = 40
_TAKING_PREPOSITIONS = group("verb_with_preposition")
_ADJECTIVE_ENDINGS = ("ive", "al", "ous", "ic", "able", "ible", "ary", "ed", "ful", "less", "er")
_INNER = group("inner_preposition")


def act_at(tokens: Tokens, i: int, end: int) -> Act | None:
    """Return the act that begins at token `i`, or None where what stands there is no act."""
    i = skip_adverbs(tokens, i, end)
    if i >= end:
        return None
    if tokens.words[i] == "to":
        return infinitive_at(tokens, i, end)
    head = gerund_head(tokens, i, end)
    if head is not None:
        return Act(ActForm.GERUND, i, head, end)
    head = noun_head(tokens, i, end)
    return Act(ActForm.NOUN, i, head, end) if is_action_noun(tokens.words[head]) else None


def skip_adverbs(tokens: Tokens, i: int, end: int) -> int:
    """Return the first position from `i` that holds no adverb."""
    while i < end and is_adverb(tokens.words[i]) and not is_gerund(tokens.words[i]):
        i += 1
    return i


def infinitive_at(tokens: Tokens, i: int, end: int) -> Act | None:
    """Return the act of "to" and a verb at token `i`, None where "to" is a preposition."""
    head = skip_adverbs(tokens, i + 1, end) if i < end and tokens.words[i] == "to" else end
    if head >= end:
        return None
    word = tokens.words[head]
    if word not in acts() and (
        tokens.is_capital(head) or not _could_be_verb(word, tokens.words[head + 1 : head + 2])
    ):
        return None
    if word in _ALSO_NOUNS and head + 1 < end and tokens.words[head + 1] == "of":
        return None
    return Act(ActForm.INFINITIVE, i, head, end)


def _could_be_verb(word: str, after: tuple[str, ...]) -> bool:
    """Tell whether a word that no lexicon has looks like a verb, by its ending or by the article after it."""
    if word in ("be", "have", "do"):
        return True
    if not word.isalpha() or word in DETERMINERS | PREPOSITIONS | PRONOUNS | SUBORDINATORS or is_gerund(word):
        return False
    takes_object = bool(after) and (after[0] in DETERMINERS or after[0] in ("them", "it", "us"))
    return word.endswith(("ize", "ise", "ify")) or takes_object


def gerund_head(tokens: Tokens, i: int, end: int) -> int | None:
    """Return the gerund that a phrase beginning at token `i` is built on ("further strengthening")."""
    i = skip_adverbs(tokens, i, end)
    if i < end and tokens.words[i] in ("not", "jointly"):
        i += 1
    if i < end and is_gerund(tokens.words[i]) and tokens.words[i + 1 : i + 2] != ("of",):
        return i
    return None


def noun_head(tokens: Tokens, i: int, end: int) -> int:
    """Return the last word of the noun phrase before its first preposition, comma or verb."""
    j = i
    end = min(end, i + _LONGEST_PHRASE)
    while j < end:
        word = tokens.words[j]
        if j > i and (word in PREPOSITIONS or word in STOPS or word in SUBORDINATORS or word in MODALS):
            break
        if j > i and (
            word in (",", "(", ")")
            or (is_gerund(word) and j > i + 1 and tokens.words[j - 1] not in DETERMINERS)
        ):
            if word == "," and _lists_adjectives(tokens, j, end):
                j += 1
                continue
            break
        if word in ("and", "or") and tokens.words[j + 1 : j + 2] and tokens.words[j + 1] in DETERMINERS:
            break
        j += 1
    while j - 1 > i and is_adverb(tokens.words[j - 1]):
        j -= 1
    return max(i, j - 1)


def _lists_adjectives(tokens: Tokens, comma: int, end: int) -> bool:
    """Tell whether the comma stands between adjectives ("full, equal and safe access")."""
    near = tokens.words[comma + 1 : min(comma + 4, end)]
    return (
        bool(near)
        and not (set(near[:1]) & (DETERMINERS | PREPOSITIONS | {"and", "as"}))
        and "and" in near
        and not is_gerund(near[0])
    )


def split_acts(tokens: Tokens, act: Act) -> list[Act]:
    """Divide coordinated acts where each has its own head and complement (codebook S2, S3).

    A conjunct belongs to the nearest act of its own shape before it; where that is an act inside
    another one ("measures to prevent A and punish B"), nothing is divided.
    """
    pieces: list[Act] = []
    current = act
    depth = 0
    i = act.head + 1
    while i < act.end - 1:
        word = tokens.words[i]
        depth += (word in ("(", "[")) - (word in (")", "]"))
        if depth <= 0 and word in (",", ";", "and", "as"):
            after = _past_separator(tokens, i, act.end)
            if after and (conjunct := _conjunct(tokens, current, i, after, act.end)):
                pieces.append(Act(current.form, current.start, current.head, i))
                current = conjunct
                i = conjunct.head + 1
                continue
            if after:
                i = after
                continue
        i += 1
    return [*pieces, current]


def _past_separator(tokens: Tokens, i: int, end: int) -> int | None:
    """Return the position behind a separator such as ", and" or "as well as" at `i`, None if none."""
    j = i
    if tokens.words[j] in (",", ";"):
        j += 1
    if tokens.words[j : j + 3] == ("as", "well", "as"):
        j += 3
    elif j < end and tokens.words[j] in ("and", "then"):
        j += 1
        if tokens.words[j : j + 2] == ("to", "this"):
            return None
    while j < end and tokens.words[j] in ("also", "further", "finally", "then"):
        j += 1
    return j if i < j < end else None


def _conjunct(tokens: Tokens, current: Act, separator: int, i: int, end: int) -> Act | None:
    """Return the act at token `i` if it continues the list that `current` belongs to."""
    strong = tokens.words[separator] == ";"
    if separator - current.head < 2 or tokens.words[separator - 1] in PREPOSITIONS | {"up", "out", "off"}:
        return None  # "increase and strengthen", "contribute to and support": they share a complement
    inner = range(max(current.head + 1, separator - _LONGEST_ACT), separator)
    if current.form is ActForm.INFINITIVE:
        found = infinitive_at(tokens, i, end)
        if found:
            nested = tokens.words[separator] == "and" and any(
                infinitive_at(tokens, k, separator) for k in inner
            )
            return (
                None if (nested and not strong) or _closes_insertion(tokens, separator, i, inner) else found
            )
        return _bare_conjunct(tokens, ActForm.INFINITIVE, inner, i, end, strong=strong)
    if current.form is ActForm.BARE:
        found = infinitive_at(tokens, i, end) if strong else None
        return found or _bare_conjunct(tokens, ActForm.BARE, inner, i, end, strong=strong)
    if current.form is ActForm.GERUND:
        head = gerund_head(tokens, i, end)
        if head is None or (not strong and _has_inner_gerund(tokens, inner)):
            return None
        if tokens.words[i - 1] == "," and any(infinitive_at(tokens, k, separator) for k in inner):
            return None
        return None if _is_recital(tokens.words[head]) else Act(ActForm.GERUND, i, head, end)
    return _noun_conjunct(tokens, current, separator, i, end)


def _closes_insertion(tokens: Tokens, separator: int, i: int, inner: range) -> bool:
    """Tell whether a comma before "to" only ends an insertion (", including with them, to …")."""
    if tokens.words[separator] != "," or i != separator + 1:
        return False
    inside = (tokens.words[k + 1] for k in inner if tokens.words[k] == "," and k + 1 < separator)
    return any(
        word in ("including", "with", "through", "by", "in", "especially", "particularly", "such")
        for word in inside
    )


def _bare_conjunct(
    tokens: Tokens, form: ActForm, inner: range, i: int, end: int, *, strong: bool
) -> Act | None:
    head = skip_adverbs(tokens, i, end)
    if head >= end - 1 or tokens.words[head] not in acts() or tokens.is_capital(head):
        return None
    after = tokens.words[head + 1]
    if after in (",", ";", "and", "or", "of", "is", "are") or after in MODALS:
        return None
    if tokens.words[head] in _ALSO_NOUNS and not (
        after in DETERMINERS
        or after.endswith(_ADJECTIVE_ENDINGS)
        or (
            tokens.words[head] in _TAKING_PREPOSITIONS
            and after in PREPOSITIONS | {"together", "closely", "jointly"}
        )
    ):
        return None
    blocked = any(
        (tokens.words[k] in SUBORDINATORS and not _ends_before(tokens, k, inner.stop))
        or tokens.words[k] in MODALS
        or infinitive_at(tokens, k, end)
        for k in inner
    )
    return None if blocked and not strong else Act(form, i, head, end)


def _ends_before(tokens: Tokens, which: int, comma: int) -> bool:
    """Tell whether a comma closes ", which poses …": a verb in the plural cannot go on with that clause."""
    return (
        tokens.words[which] in ("which", "who")
        and tokens.words[which - 1] == tokens.words[comma] == ","
        and tokens.words[which + 1].endswith("s")
    )


def _has_inner_gerund(tokens: Tokens, inner: range) -> bool:
    return any(
        tokens.words[k] in _INNER and gerund_head(tokens, k + 1, inner.stop) is not None for k in inner
    )


def _noun_conjunct(tokens: Tokens, current: Act, separator: int, i: int, end: int) -> Act | None:
    """Continue a list of nouns for acts: each with its own article and complement."""
    if tokens.words[i] not in ("the", "a", "an", "their", "its", "our"):
        return None
    head = noun_head(tokens, i, end)
    if not is_action_noun(tokens.words[head]) or tokens.words[head + 1 : head + 2] not in (
        ("of",),
        ("in",),
        ("to",),
        ("for",),
        ("on",),
        ("with",),
    ):
        return None
    joined = "as" in tokens.words[separator:i] or tokens.words[separator] == ";"
    parallel = tokens.words[current.head + 1] == "of" and not _has_inner_noun_list(tokens, current, separator)
    return Act(ActForm.NOUN, i, head, end) if joined or parallel else None


def _has_inner_noun_list(tokens: Tokens, current: Act, separator: int) -> bool:
    """Tell whether the list may continue an inner act ("measures for the opening of A, the …")."""
    return any(
        tokens.words[k] in _INNER
        and k > current.head + 1
        and is_action_noun(tokens.words[noun_head(tokens, k + 1, separator)])
        for k in range(max(current.head + 1, separator - _LONGEST_ACT), separator - 1)
    )


def _is_recital(word: str) -> bool:
    """Tell whether a participle opens a recital ("noting", "recalling") and no act."""
    return any(sense.form is Form.GERUND and sense.verb.opens_recital for sense in senses().get(word, ()))


def _is_speech(word: str) -> bool:
    """Tell whether a participle is that of a verb of speaking ("as well as agreeing on")."""
    return any(
        sense.form is Form.GERUND
        and (sense.verb.opens_recital or sense.verb.family in (Family.COMMISSIVE, Family.DIRECTIVE))
        for sense in senses().get(word, ())
    )


def before_recital(tokens: Tokens, start: int, end: int, *, in_list: bool) -> int:
    """Return where a clause ends before a recital that trails it (", recalling that …").

    `in_list` says that a participle may be the next of a list of gerunds ("…, as well as agreeing on").
    """
    depth = 0
    for i in range(start, end - 2):
        word = tokens.words[i]
        depth += (word in ("(", "[")) - (word in (")", "]"))
        if depth <= 0 and word == ",":
            j = i + 1
            if tokens.words[j] == "and":
                j += 1
            if (
                tokens.words[j : j + 3] == ("as", "well", "as")
                and not in_list
                and j + 3 < end
                and _is_speech(tokens.words[j + 3])
            ):
                return i
            if j < end and (
                _is_recital(tokens.words[j])
                or (is_adverb(tokens.words[j]) and j + 1 < end and _is_recital(tokens.words[j + 1]))
            ):
                return i
    return end


def inner_list(tokens: Tokens, act: Act) -> list[tuple[int, int]]:
    """Return the members of a list inside one act ("in tracing A, freezing B and seizing C")."""
    for i in range(act.head + 1, act.end - 1):
        if tokens.words[i] in _INNER and (head := gerund_head(tokens, i + 1, act.end)) is not None:
            members = split_acts(tokens, Act(ActForm.GERUND, i + 1, head, act.end))
            return [(member.start, member.end) for member in members] if len(members) > 1 else []
    return []


def is_actor_phrase(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a noun phrase names someone who can be asked to act."""
    head = noun_head(tokens, start, end)
    words = tokens.words[start : head + 1]
    if words[-1] in group("thing") or words[-1] in group("document"):
        return False
    return any(w in group("person_actor") for w in words) or tokens.is_capital(head)
