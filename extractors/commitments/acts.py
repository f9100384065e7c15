"""Acts: what someone is to do, as a verb phrase or a noun phrase."""

from __future__ import annotations

from enum import StrEnum

import msgspec

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


class Act(msgspec.Struct, frozen=True, gc=False):
    """An act as the tokens `[start, end)`; `head` is its verb or noun."""

    form: ActForm
    start: int
    head: int
    end: int


_ALSO_NOUNS = group("verb_or_noun")
_BEFORE_GERUND = PREPOSITIONS | {"and", ",", "further"}
_NO_OBJECT = PREPOSITIONS | MODALS | {"and", "or", ",", ";", ".", ":", "blocks", "materials", "sites"}
_MARKS = frozenset((",", "(", "[", ")", "]"))
_LONGEST_PHRASE = 40
_NO_VERBS = DETERMINERS | PREPOSITIONS | PRONOUNS | SUBORDINATORS
_NO_ADJECTIVES = DETERMINERS | PREPOSITIONS | {"and", "as"}


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


def past_adverbs(tokens: Tokens, i: int, end: int) -> int:
    """Return the position behind a list of adverbs ("immediately, fully and finally withdraw")."""
    i += 3 * (tokens.words[i : i + 3] == ("in", "no", "way"))
    i = skip_adverbs(tokens, i, end)
    while i + 1 < end and tokens.words[i] in (",", "and") and is_adverb(tokens.words[i - 1]):
        after = skip_adverbs(tokens, i + 1, end)
        if after == i + 1:
            break
        i = after
    return i


def past_label(tokens: Tokens, i: int, end: int) -> int:
    """Return the position behind a label within a sentence ("(i)", "2)"), `i` where none stands."""
    words = tokens.words[i : min(i + 3, end)]
    if len(words) == 3 and words[0] == "(" and words[2] == ")" and _is_label(words[1]):
        return i + 3
    return i + 2 if len(words) > 1 and words[1] == ")" and _is_label(words[0]) else i


def _is_label(word: str) -> bool:
    return word.isdigit() or len(word) == 1 or (len(word) < 5 and not word.strip("ivx"))


def infinitive_at(tokens: Tokens, i: int, end: int) -> Act | None:
    """Return the act of "to" and a verb at token `i`, None where "to" is a preposition."""
    to = i < end and tokens.words[i] == "to"
    head = past_adverbs(tokens, past_label(tokens, i + 1, end), end) if to else end
    if head >= end:
        return None
    word = tokens.words[head]
    if tokens.is_capital(head) and tokens.text[tokens.starts[i]].islower() and not tokens.is_upper(head):
        return None  # in a name ("the Coalition to Address …")
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
    if not word.isalpha() or word in _NO_VERBS or is_gerund(word):
        return False
    takes_object = bool(after) and (after[0] in DETERMINERS or after[0] in ("them", "it", "us"))
    return word.endswith(("ize", "ise", "ify")) or takes_object


def looks_like_verb(word: str) -> bool:
    """Tell whether a word that no lexicon has ends as verbs do ("characterize", "exemplify")."""
    return word.endswith(("ize", "ify")) and len(word) > len("resize")


def gerund_head(tokens: Tokens, i: int, end: int) -> int | None:
    """Return the gerund that a phrase beginning at token `i` is built on ("further strengthening")."""
    i = skip_adverbs(tokens, i, end)
    if i < end and tokens.words[i] in ("not", "jointly"):
        i += 1
    if i < end and is_gerund(tokens.words[i]) and tokens.words[i + 1 : i + 2] != ("of",):
        return i
    return i if i + 1 < end and _is_gerund_here(tokens, i) else None


def _is_gerund_here(tokens: Tokens, i: int) -> bool:
    """Tell whether a noun or adjective in -ing is a gerund here ("importance of building strong ports")."""
    word, after = tokens.words[i], tokens.words[i + 1]
    if not i or word not in group("gerund_or_noun") or tokens.words[i - 1] not in _BEFORE_GERUND:
        return False
    is_free = word in group("gerund_or_adjective") and after not in _NO_OBJECT
    return (is_free or after in DETERMINERS) and not tokens.is_capital(i)


def listed_act(tokens: Tokens, i: int, end: int) -> Act | None:
    """Return the act that an item of a list names by its verb ("To open …", "Open …", "Opening …")."""
    head = skip_adverbs(tokens, i, end - 1)
    if (found := infinitive_at(tokens, head, end)) is not None:
        return found
    word, after = tokens.words[head], tokens.words[head + 1 : head + 2]
    is_noun = word in _ALSO_NOUNS and (not after or after[0] in PREPOSITIONS)
    if word in acts() and not (is_noun and word not in group("verb_with_preposition")):
        return Act(ActForm.BARE, i, head, end)
    gerund = gerund_head(tokens, i, end)
    return Act(ActForm.GERUND, i, gerund, end) if gerund is not None else None


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
    return bool(near) and near[0] not in _NO_ADJECTIVES and "and" in near and not is_gerund(near[0])


def is_recital(word: str, after: str = "") -> bool:
    """Tell whether a participle opens a recital ("noting", "recalling") and no act.

    "Taking" opens one only before "note", "into" or "account", if the word `after` it is known.
    """
    if word == "taking" and after and after not in ("note", "into", "account"):
        return False
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
        if word not in _MARKS:
            continue
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
                is_recital(tokens.words[j], *tokens.words[j + 1 : j + 2])
                or (is_adverb(tokens.words[j]) and j + 1 < end and is_recital(tokens.words[j + 1]))
            ):
                return i
    return end


def is_actor_phrase(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a noun phrase names someone who can be asked to act."""
    head = noun_head(tokens, start, end)
    words = tokens.words[start : head + 1]
    if words[-1] in group("thing") or words[-1] in group("document"):
        return False
    return any(w in group("person_actor") for w in words) or tokens.is_capital(head)
