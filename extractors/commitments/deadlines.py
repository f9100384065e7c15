"""Deadlines of commitments: until when, after what, how often (codebook §3.4)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from functools import cache

from extractors.commitments.deadline_days import DeadlineContext, due_day
from extractors.grammar.tokens import Tokens
from extractors.grammar.word_classes import BE, group, is_adverb
from extractors.lexicon import Entry, load
from extractors.model import DateExpression, DateRole, DeadlineType, Frequency, Span

_REACH = 60  # characters before a date in which the words that make it a deadline stand
_LAST_WORDS = re.compile(r"\s+at\s+the\s+(?:very\s+)?latest\b|\s+or\s+(?:sooner|earlier)\b", re.I)
_PLACES = frozenset(("at", "in", "on", "during", "early", "late"))
_TO_COME = frozenset(("next", "forthcoming", "upcoming", "coming", "following", "future"))
_NO_DEADLINE_ROLES = frozenset((DateRole.INSTRUMENT, DateRole.VALIDITY))
_HOLDING = group("holding_verb")
_FOUNDING = group("founding_verb")


class PatternPart(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of patterns, which name it in braces."""

    pattern: str


class DeadlinePhrase(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way to set a deadline.

    `pattern` is a regular expression without regard to case, its spaces any white space; it is tried
    only where one of the `cues` stands among the words. Where it `is_dated`, a date of the text must
    follow. Of several deadlines the one of the lowest `rank` counts. What is not `within` so many words
    of the act says how something else is.
    """

    type: DeadlineType
    rank: int
    pattern: str
    cues: tuple[str, ...]
    is_dated: bool = False
    within: int | None = None


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


def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of the lexicon with the parts that it names."""
    for part in load("deadline_parts", PatternPart):
        pattern = pattern.replace(f"{{{part.id}}}", part.pattern)
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)


@cache
def _phrases() -> tuple[tuple[DeadlinePhrase, re.Pattern[str]], ...]:
    return tuple(
        (phrase, compiled(phrase.pattern + (r"\Z" if phrase.is_dated else "")))
        for phrase in sorted(load("deadlines", DeadlinePhrase), key=lambda phrase: phrase.rank)
    )


@cache
def _by_cue() -> dict[str, set[int]]:
    """Return which of the phrases each cue tells of."""
    cued: dict[str, set[int]] = {}
    for i, (phrase, _) in enumerate(_phrases()):
        for cue in phrase.cues:
            cued.setdefault(cue, set()).add(i)
    return cued


def _phrases_cued_by(words: Set[str]) -> Iterator[tuple[DeadlinePhrase, re.Pattern[str]]]:
    """Yield the phrases that may stand among the words, in the order of their ranks."""
    cued = _by_cue()
    for i in sorted({i for cue in cued.keys() & words for i in cued[cue]}):
        yield _phrases()[i]


@cache
def _frequencies() -> tuple[tuple[Frequency, re.Pattern[str]], ...]:
    phrases = load("frequencies", FrequencyPhrase)
    return tuple((Frequency(phrase.id), compiled(phrase.pattern)) for phrase in phrases)


def find_deadline(
    tokens: Tokens, start: int, end: int, context: DeadlineContext, *, act: int | None = None
) -> Deadline:
    """Return the deadline among the tokens `[start, end)`: of the surest kind the first.

    `act` is where the act begins, None where the tokens only lead up to one ("In the coming weeks,").
    """
    words = frozenset(tokens.words[start:end])
    found: list[tuple[int, int, int, Deadline]] = []
    founds = act is not None and not _FOUNDING.isdisjoint(tokens.words[act : act + 3])
    for phrase, pattern in _phrases_cued_by(words):
        if founds and phrase.type is DeadlineType.RECURRING:
            continue  # "launch a yearly fair" is done once
        if found and found[0][0] < phrase.rank:
            break
        stop = end if phrase.within is None or act is None else min(end, act + phrase.within)
        reach = Span(tokens.starts[start], max(tokens.ends[stop - 1], tokens.starts[start]))
        for span in _spans(phrase, pattern, tokens, reach, context):
            deadline = _resolved(phrase.type, span, tokens.text, context)
            if _is_ahead(deadline, context) and not _is_scene(tokens, span):
                is_known = not phrase.is_dated or phrase.rank == 0 or context.reference is not None
                if is_known or _is_of_act(tokens, act, span):
                    found.append((phrase.rank, span.start, -span.end, deadline))
                    break
    return min(found, key=lambda one: one[:3])[-1] if found else NO_DEADLINE


def _spans(
    phrase: DeadlinePhrase, pattern: re.Pattern[str], tokens: Tokens, reach: Span, context: DeadlineContext
) -> Iterator[Span]:
    if phrase.is_dated:
        yield from _dated(phrase, pattern, tokens, reach, context)
        return
    for match in pattern.finditer(tokens.text, reach.start, reach.end):
        yield Span(match.start(), match.end())


def _dated(
    phrase: DeadlinePhrase, pattern: re.Pattern[str], tokens: Tokens, reach: Span, context: DeadlineContext
) -> Iterator[Span]:
    """Yield the dates of the text that follow what the pattern matches, with it."""
    is_of_event = phrase.type is DeadlineType.BY_EVENT
    dates = context.dates
    for i in range(bisect_left(dates, reach.start, key=lambda d: d.span.start), len(dates)):
        named = dates[i]
        if named.span.end > reach.end:
            break
        if named.end is None or named.role in _NO_DEADLINE_ROLES or named.rule_id == "date_relative":
            continue
        match = pattern.search(tokens.text, max(reach.start, named.span.start - _REACH), named.span.start)
        is_due = is_of_event or not _dates_event(named, context) or _holds(tokens, reach, named)
        if match and is_due:
            last = _LAST_WORDS.match(tokens.text, named.span.end, reach.end)
            yield Span(match.start(), last.end() if last else named.span.end)


def _dates_event(named: DateExpression, context: DeadlineContext) -> bool:
    """Tell whether a date says when an event is, and not yet until when to act."""
    return named.role is not DateRole.DEADLINE and any(
        event.date_span is not None and event.date_span.overlaps(named.span) for event in context.events
    )


def _holds(tokens: Tokens, reach: Span, named: DateExpression) -> bool:
    """Tell whether to hold the event of that date is the act itself ("will hold talks in May")."""
    low, high = bisect_left(tokens.starts, reach.start), bisect_left(tokens.starts, named.span.start)
    return not _HOLDING.isdisjoint(tokens.words[low:high])


def _is_of_act(tokens: Tokens, act: int | None, span: Span) -> bool:
    """Tell whether a date that may have passed is the act's: nothing that was done stands before it."""
    before = tokens.words[act : bisect_left(tokens.starts, span.start)] if act is not None else ("held",)
    return not any(_is_participle(word) for word in before)


def _is_participle(word: str) -> bool:
    return word.endswith("ed") or word in group("irregular_participle")


def _is_scene(tokens: Tokens, span: Span) -> bool:
    """Tell whether the words say where something was done ("adopted at its tenth session")."""
    i = bisect_left(tokens.starts, span.start)
    if tokens.words[i] not in _PLACES or not _TO_COME.isdisjoint(tokens.words[i : i + 8]):
        return False
    while i and (is_adverb(tokens.words[i - 1]) or tokens.words[i - 1] in ("and", "or")):
        i -= 1
    return i > 0 and _is_participle(tokens.words[i - 1]) and not (i > 1 and tokens.words[i - 2] in BE)


def _is_ahead(deadline: Deadline, context: DeadlineContext) -> bool:
    """Tell whether a day lies ahead of the document; an unknown one may."""
    return deadline.day is None or context.reference is None or deadline.day >= context.reference


def _resolved(kind: DeadlineType, span: Span, text: str, context: DeadlineContext) -> Deadline:
    day, rule = due_day(kind, span, text, context) or (None, None)
    words = span.of(text)
    often = next((of for of, pattern in _frequencies() if pattern.search(words)), None)
    return Deadline(kind, span, day, rule, often if kind is DeadlineType.RECURRING else None)
