"""Meetings known by the body that holds them: "its 2031 session", "the plenary of the Council"."""

from __future__ import annotations

import re

from extractors.events.phrases import Phrase
from extractors.grammar.word_groups import words

_WHOSE = ("its", "their")
_BODY = re.compile(
    r"\b(?:Assembly|Council|Commission|(?:Sub-?)?[Cc]ommittee|Conference|Board|Group|Forum|Panel|Body|Union|"
    r"Agency|Programme|Parliament|Authority|Network|Mechanism|Bureau)\b"
)
_OF_BODY = re.compile(r"\s(?:of|between)\s(?:the\s)?(?:[\w-]+\s){0,8}[A-Z]")
_OF_YEAR = re.compile(r"^\s(?:of|for|in)?\s?(?:19|20)\d\d\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RANKS = words("event_words", "ranks")
_YEARLY = words("event_words", "yearly")
_PAPER_OF = re.compile(
    r"\b(?:declarations?|communiqu[eé]s?|outcome\sdocuments?|conclusions|summary|outcomes?|decisions)\s"
    r"(?:of|from|adopted\s(?:at|by))\s(?:the|its|their)\s$",
    re.I,
)


def is_told_of_body(phrase: Phrase, before: str, complement: str) -> bool:
    """Tell the meeting that a body or its papers make known, where no day or city is given.

    `before` is the sentence up to the phrase, `complement` the words of the phrase after its noun.
    """
    if phrase.is_plural or phrase.noun not in ("meeting", "event", "gathering", "open debate"):
        return False
    if phrase.ordinal is not None and phrase.determiner in _WHOSE:
        return _BODY.search(before) is not None  # "the Council, at its tenth meeting, …"
    is_the = phrase.determiner in ("the", *_WHOSE)
    is_ranked = not _RANKS.isdisjoint(word.lower() for word in phrase.modifiers)
    if is_the and is_ranked and _OF_BODY.match(complement) is not None and _BODY.search(complement):
        return True
    return is_the and bool(phrase.modifiers) and bool(complement) and _PAPER_OF.search(before) is not None


def is_year_session(phrase: Phrase, before: str, after: str) -> bool:
    """Tell "at its 2031 session", "its substantive session of 2031", "the annual session 2031"."""
    is_owned = phrase.determiner in _WHOSE and _BODY.search(before) is not None
    has_owner = is_owned or phrase.span.end > phrase.noun_span.end
    if any(_YEAR.fullmatch(word) for word in phrase.modifiers):
        return has_owner
    is_yearly = not _YEARLY.isdisjoint(word.lower() for word in phrase.modifiers)
    return is_yearly and has_owner and _OF_YEAR.match(after) is not None
