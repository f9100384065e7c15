"""Two events in one phrase: "the A7 and LAKE Summits", "its tenth and eleventh sessions"."""

from __future__ import annotations

import re
from dataclasses import replace

from extractors.events.phrases import Phrase
from extractors.grammar.ordinals import ORDINAL
from extractors.model import EventKind, Span

# "the A7 and LAKE Summits", "the G20 and Great Lakes Summits"
_NAMES = re.compile(
    r"(?P<one>(?:[A-Z][\w-]*\s){0,3}[A-Z][\w-]*)\sand\s(?:the\s)?(?P<other>(?:[A-Z][\w-]*\s){1,4})$"
)
_SHORT_NAME = re.compile(r"\b[A-Z]+[A-Z\d]+\b")
_NUMBER = rf"(?:{ORDINAL}|(?:19|20)\d\d)"
_FIRST = re.compile(rf"\b(?P<number>{_NUMBER})\sand\s(?:the\s|its\s|their\s)?$", re.I)
_OWN = re.compile(rf"(?P<number>{_NUMBER})\b", re.I)
_BOTH = re.compile(rf"(?P<first>{_NUMBER})\sand\s(?P<own>{_NUMBER})\b", re.I)
_NEAR = len("one-hundred-and-seventy-seventh and ")
_APART = (EventKind.CEREMONY, EventKind.BREAKOUT_SESSION, EventKind.SIDE_EVENT, EventKind.VISIT)


def names(text: str, phrase: Phrase) -> tuple[str, ...]:
    """Return the names of the two events of "the A7 and LAKE Summits", if one goes by a short name."""
    found = _NAMES.match(text[phrase.span.start : phrase.noun_span.start].replace("\n", " "))
    is_large = phrase.noun_span.of(text)[0].isupper()
    if found is None or not is_large or _SHORT_NAME.search(found.group()) is None:
        return ()
    return tuple(f"{name} {phrase.noun.title()}" for name in (found["one"], found["other"].strip()))


def numbered(text: str, phrase: Phrase, sentence: Span) -> tuple[tuple[Phrase, Span, str], ...]:
    """Return phrase, span and name of the two events of "its tenth and eleventh sessions", if it is so.

    The first one's span ends with its number, where the second begins.
    """
    start, spans = phrase.span.start, None
    if (both := _BOTH.match(text, start, phrase.noun_span.start)) is not None:
        spans = both.span("first"), both.span("own")
    elif (own := _OWN.match(text, start, phrase.noun_span.start)) is not None:
        first = _FIRST.search(text, max(sentence.start, start - _NEAR), start)
        spans = (first.span("number"), own.span("number")) if first is not None else None
    if spans is None or phrase.kind in _APART:
        return ()
    noun = phrase.noun.capitalize() if text[phrase.noun_span.start].isupper() else phrase.noun
    before = text[spans[1][1] : phrase.noun_span.start]
    rest = f"{before}{noun}{text[phrase.noun_span.end : phrase.span.end]}"
    ends = (spans[0][1], phrase.span.end)
    return tuple(
        (
            replace(phrase, modifiers=(text[slice(*number)], *before.split()), is_plural=False),
            Span(number[0], end),
            " ".join(f"{text[slice(*number)]}{rest}".split()),
        )
        for number, end in zip(spans, ends, strict=True)
    )
