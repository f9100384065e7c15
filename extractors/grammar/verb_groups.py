"""Verb groups: which use of a verb stands at a word, in which mode and form, and where it begins."""

from __future__ import annotations

from enum import StrEnum

from extractors.grammar.tokens import Tokens
from extractors.grammar.vocabulary import Form, Sense, senses
from extractors.grammar.word_classes import (
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    group,
    is_adverb,
    is_gerund,
)


class Mode(StrEnum):
    """How the governing verb is used."""

    ACTIVE = "active"
    PASSIVE = "passive"
    FUTURE = "future"
    OBLIGATION = "obligation"
    DISPOSITION = "disposition"
    NECESSITY = "necessity"


_POLITE = group("polite_adjective")
_FORM_OF_BE = {"is": Form.THIRD, "are": Form.BASE, "am": Form.BASE, "was": Form.PAST, "were": Form.PAST}


def sense_at(tokens: Tokens, i: int, high: int) -> tuple[Sense, int] | None:
    """Return the verb and the position behind it and its particle, adverbs between them allowed."""
    for sense in senses()[tokens.words[i]]:
        if not sense.verb.particles:
            return sense, i + 1
        j = i + 1
        while j < high and j < i + 4 and (is_adverb(tokens.words[j]) or tokens.words[j] in ("note", ",")):
            j += 1
        for particle in sense.verb.particles:
            width = particle.count(" ") + 1
            for at in (i + 1, j):
                if tokens.phrase(at, min(at + width, high)) == particle:
                    return sense, at + width
    return None


def verb_group(tokens: Tokens, i: int, low: int, sense: Sense) -> tuple[int, Mode | None, Form]:
    """Return where the verb group begins, its mode (None: not finite), and the form that counts."""
    k = i - 1
    while k >= low and (is_adverb(tokens.words[k]) or tokens.words[k] == "not"):
        k -= 1
    before = tokens.words[k] if k >= low else ""
    start = group_start(tokens, i, low)
    if before in BE and before not in ("remain", "remains", "remained", "stand", "stands", "stood"):
        first = k
        while first > low and (
            tokens.words[first - 1] in HAVE
            or tokens.words[first - 1] in BE
            or is_adverb(tokens.words[first - 1])
        ):
            first -= 1
        if sense.form is Form.GERUND:
            return first, Mode.ACTIVE, _FORM_OF_BE.get(tokens.words[first], Form.PARTICIPLE)
        before = tokens.words[first - 1] if first > low else ""
        finite = sense.form in (Form.PAST, Form.PARTICIPLE) and before != "to" and before not in MODALS
        return first, Mode.PASSIVE if finite else None, sense.form
    if before == "to" and sense.form is Form.BASE and (polite := _polite_start(tokens, k, low)) is not None:
        return polite, Mode.ACTIVE, Form.BASE
    is_past = sense.form in (Form.PAST, Form.PARTICIPLE) or sense.verb.past == sense.verb.verb  # "have set"
    if before in ("has", "have", "had") and is_past:
        return k, Mode.ACTIVE, Form.PARTICIPLE
    if before in ("do", "does", "did") and "not" not in tokens.words[k:i]:
        return k, Mode.ACTIVE, Form.BASE if before == "do" else Form.THIRD if before == "does" else Form.PAST
    if (
        sense.form in (Form.GERUND, Form.PARTICIPLE)
        or before in MODALS
        or before in ("to", "do", "does", "did")
    ):
        return start, None, sense.form
    return start, Mode.ACTIVE, sense.form


def _polite_start(tokens: Tokens, to: int, low: int) -> int | None:
    """Return where "are pleased to" begins, whose infinitive is what is really said."""
    k = to - 1
    if k <= low or tokens.words[k] not in _POLITE:
        return None
    k -= 1
    while k > low and is_adverb(tokens.words[k]):
        k -= 1
    return k if tokens.words[k] in BE else None


def group_start(tokens: Tokens, i: int, low: int) -> int:
    """Return where a verb group begins: before its adverbs."""
    while i > low and is_adverb(tokens.words[i - 1]) and tokens.words[i - 1] not in ("all", "both"):
        i -= 1
    return i


def is_noun(tokens: Tokens, i: int, low: int, form: Form, start: int) -> bool:
    """Tell whether a form such as "calls" or "support" is a noun here."""
    if form in (Form.PAST, Form.PARTICIPLE):
        before = tokens.words[start - 1] if start > low else ""
        near = tokens.words[i - 1] if i > low else ""
        if start > low and tokens.is_possessive(start - 1):
            return True  # "Norway's stated aim"
        if start == i and is_gerund(near):
            return True  # "granting extended leave"
        pronouns = ("all", "both", "each", "further", "this", "that", "these", "those", "several")
        return before in PREPOSITIONS or any(w in DETERMINERS and w not in pronouns for w in (before, near))
    before = tokens.words[start - 1] if start > low else ""
    if not before:
        return False
    if start > low and tokens.is_possessive(start - 1):
        return True
    if before in DETERMINERS and before not in ("all", "both"):
        return True
    if before in PREPOSITIONS or before in ("'s",):
        return True
    return follows_noun(tokens, i, form)


def follows_noun(tokens: Tokens, i: int, form: Form) -> bool:
    """Tell by what follows that a word is a noun ("advocates and leaders have", "the call of")."""
    after = tokens.words[i + 1 : i + 3]
    if not after:
        return False
    if after[0] in ("of", "by") or after[0] in BE or after[0] in HAVE or after[0] in MODALS:
        return True
    return (
        form is Form.THIRD
        and after[0] == "and"
        and len(after) > 1
        and not any(sense.form is form for sense in senses().get(after[1], ()))
        and not is_adverb(after[1])
    )


def is_adjective(word: str) -> bool:
    """Tell whether a word qualifies the noun behind it ("the urgent need")."""
    return (
        word in DETERMINERS
        or word.endswith(("ent", "ing", "ous", "al", "ary", "ic", "ive"))
        or word in ("no", "great")
    )
