"""Meetings that are held again and again, which make one event without days (codebook E7)."""

from __future__ import annotations

import re

from extractors.events.phrases import Phrase
from extractors.events.standing import Context
from extractors.grammar.word_groups import words
from extractors.model import EventKind

# What happens again and again is resumed, continued or begun as a series.
_AGAIN = re.compile(
    r"\b(?:resum(?:e[sd]?|ing|ption)|continu(?:e[sd]?|ing|ation)|regularly|launch\w*|establish\w*|institut\w+|"
    r"through|within)\b[^.;]{0,110}$",
    re.I,
)
_OFTEN = (
    r"(?:annually|yearly|quarterly|monthly|weekly|regularly|on\sa\s(?:regular|yearly|annual|periodic)\sbasis|"
    r"throughout\sthe\syear|(?:once|twice|two\stimes|three\stimes)\s(?:a|per|each|every)\s(?:year|month|"
    r"quarter)|every\s(?:other\s|two\s|three\s|six\s|four\s|five\s)?(?:year|month|quarter)s?|each\syear)\b"
)
_OFTEN_AFTER = re.compile(rf"^(?:(?!\bthat\b)[^.;]){{0,130}}?\b{_OFTEN}")
_OFTEN_BEFORE = re.compile(rf"\b{_OFTEN},?\s(?:hold|holding|held|conven\w+|conduct\w*)\s$")
_BODY = re.compile(
    r"\b(?:Committee|Commission|Council|Group|Board|Agreement|Task\sForce|Mechanism|Dialogue|Forum)"
    r"(?:\s+\([A-Z+]{2,8}\))?\s+$"
)
_FREQUENT = words("event_words", "frequent")


def is_series(context: Context) -> bool:
    """Tell meetings in general, held regularly or by a standing body, that no day makes single."""
    phrase = context.phrase
    if phrase.is_frequent or phrase.kind is EventKind.SESSION:
        return False
    if not phrase.is_plural and not phrase.noun.endswith("s"):
        return _is_to_be_annual(context)
    is_named = context.setting.is_empty and _names(phrase) > 1 and phrase.noun != "event"
    if is_named and _AGAIN.search(context.before) is not None:
        return True
    if context.setting.date is not None:
        return False
    is_of_body = _names(phrase) > 1 and _BODY.search(context.text, 0, phrase.noun_span.start) is not None
    return is_of_body or _is_often(context)


def _names(phrase: Phrase) -> int:
    return sum(word[0].isupper() for word in phrase.modifiers)


def _is_often(context: Context) -> bool:
    """Tell "meetings between our ministers at least annually"."""
    is_told = bool(context.phrase.modifiers or context.complement)
    after = context.text[context.phrase.noun_span.end : context.phrase.span.end] + context.after
    return is_told and (
        _OFTEN_AFTER.match(after.replace("\n", " ")) is not None
        or _OFTEN_BEFORE.search(context.before) is not None
    )


def _is_to_be_annual(context: Context) -> bool:
    """Tell "we will launch an annual dialogue on lakes", a practice and no one meeting."""
    phrase = context.phrase
    is_frequent = any(word.lower() in _FREQUENT for word in phrase.modifiers)
    is_one_of_many = phrase.determiner in ("a", "an") and phrase.ordinal is None
    is_small = not phrase.noun_span.of(context.text)[0].isupper()
    is_single = context.setting.date is not None or phrase.title is not None
    return is_frequent and is_one_of_many and is_small and not is_single
