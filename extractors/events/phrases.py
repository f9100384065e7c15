"""Phrases that name an event: a noun such as "conference" with the words that belong to it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.events.extents import Landmarks, Surroundings, extent_left, extent_right
from extractors.grammar.ordinals import ORDINAL, ordinal_value
from extractors.grammar.word_groups import words
from extractors.grammar.word_places import in_any_case, word_places
from extractors.lexicon import Entry, load
from extractors.model import EventKind, Span

_ORDINAL = re.compile(rf"{ORDINAL}|inaugural|[IVXL]{{1,6}}", re.I)
_FREQUENT = words("event_words", "frequent")

_COMPOUND = re.compile(
    r"\s(?:services|servicing|management|facilit(?:y|ies)|rooms?|halls?|calendar|documentation|centres?|"
    r"centers?|programmes?|programs?|call|requests?|previews?|media|bulletins?|newsletters?|websites?|"
    r"secretariat|relations|relationship|partners?|partnerships?)\b",
    re.I,
)


# "the leaders of the Lake Forum states": a body
_OF_BODY = re.compile(r"\s(?:[Ll]eaders|[Mm]embers?|[Cc]ountries|[Ss]tates|[Ee]conomies|[Nn]ations)\b")
_REST = 90  # characters after the noun that tell what it is
_IN = len("in further ")
_ROUND_OF = re.compile(
    r"\sof\s(?:the\s)?(?:[\w’'–-]+\s){0,6}?"
    r"(?:[Tt]alks|[Nn]egotiations?|[Cc]onsultations?|[Mm]eetings?|[Dd]iscussions?|[Dd]ialogues?)\b"
)
# "the seventh round in Oslo", "the third round will be held"
_HELD_IN = re.compile(r"\s(?:(?:in|at)\s[A-Z]|(?:will|is\sto|was)\s(?:be\s)?(?:held|take))")
# "the 2021 Ministerial Declaration": a paper of ministers, where the year alone comes before
_OF_PAPER = re.compile(
    r"\s(?:Declaration|Statement|Communiqu\w+|Conclusions|Outcome|Resolution|Decision|Document|Council|"
    r"Segment)\b"
)
# "the meeting the Council held last week", "the visit that the Minister undertook in May"
HELD_BY_CLAUSE = re.compile(
    r"\s(?:(?:that|which)\s)?(?:(?:[A-Z][\w’'-]*|the|of|for|and|they|we|has|have|had)\s){1,8}(?:held|hosted|"
    r"convened|undertook|organi[sz]ed|conducted)\b"
)
"""A clause without "which", or with it, that says who held the event before it."""
_BY_ASKING = re.compile(r"\b[Ii]n\s(?:close\s|full\s|further\s)?$")
_ON = re.compile(r"\s(?:on|for|under|with)\s")
_SERVING = re.compile(r"serving\sas\sthe\s$")
_TOLD = re.compile(
    r"\b(?:inform|notif|remind|appris|assur|advis|warn|told|tell)\w*\s(?:the|this|that)\s$", re.I
)


# "at their meeting in Oslo on 3 May, the foreign ministers agreed"
_THEIR = re.compile(r"\b(?:[Aa]t|[Ii]n|[Dd]uring)\stheir\s$")
_WHO = re.compile(
    r"(?:\s(?:in|at|on)\s[\w, ]{2,50}?)?,\sthe\s"
    r"(?:(?P<ministers>(?:[Ff]oreign\s|[A-Z]\w+\s)?[Mm]inisters\b)|"
    r"(?:[Ll]eaders|[Pp]residents|[Pp]rime\s[Mm]inisters|[Hh]eads\sof\s(?:[Ss]tate|[Gg]overnment))\b)"
)
# "a level 2 exercise, “Quick Trout”, from …"
_NAMED = re.compile(r",?\s(?P<name>[“«\"][A-Z][^”»\"\n]{2,60}[”»\"])(?=[,.\s])")
_LED = re.compile(r"\b(?:chaired|led|headed|hosted|attended)\s(?:the|this)\s$")


class NounEntry(Entry, frozen=True, kw_only=True):
    """A noun for events: `id` is its singular. One that `is_common` needs more than a name to count."""

    plural: str
    kind: EventKind
    is_common: bool = False


class ModifierEntry(Entry, frozen=True, kw_only=True):
    """Words (a regular expression) that make an event named by one of `nouns` one of `kind`."""

    kind: EventKind
    nouns: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that names an event, without its determiner.

    `title` is a title in quotation marks, `modifiers` are the words between determiner and noun, `number`
    is that of "COP28", whose noun is a name by itself.
    """

    span: Span
    noun: str
    noun_span: Span
    kind: EventKind
    determiner: str
    modifiers: tuple[str, ...]
    is_plural: bool
    is_common: bool
    title: Span | None
    number: int | None = None

    @property
    def ordinal(self) -> int | None:
        """Return the number of "the third conference", "inaugural" being the first, or None."""
        for word in self.modifiers:
            if word.lower() in ("inaugural", "first-ever"):
                return 1
            if _ORDINAL.fullmatch(word) and (value := ordinal_value(word)):
                return value
        return None

    @property
    def is_proper(self) -> bool:
        """Tell a phrase with a name in it ("EU-Japan summit") from a description."""
        return any(word[0].isupper() or word[0].isdigit() for word in self.modifiers)

    @property
    def is_frequent(self) -> bool:
        """Tell "regular meetings" and the like."""
        is_plural = self.is_plural or self.noun.endswith("s")
        return is_plural and any(word.lower() in _FREQUENT for word in self.modifiers)


def find_phrases(text: str, sentences: Sequence[Span], landmarks: Landmarks) -> list[Phrase]:
    """Return the phrases in `text` in order.

    A phrase ends before the preposition of a date or place; a list of names does not end it.
    """
    around = Surroundings(landmarks)
    starts = [sentence.start for sentence in sentences]
    found: list[Phrase] = []
    for match in word_places(text).matches(_nouns_pattern(), _first_words()):
        index = bisect_right(starts, match.start()) - 1
        if index < 0 or match.end() > sentences[index].end:
            continue
        phrase = _phrase_at(text, match, sentences[index], around)
        if phrase is None:
            continue
        if found and phrase.span.start <= found[-1].noun_span.start:
            found.pop()  # "ministerial meeting", "summit conference": the last noun is the head
        if not found or found[-1].span.end <= phrase.noun_span.start:
            found.append(phrase)  # else as in "the meeting of the Forum", the noun is part of a name
    return found


@cache
def _nouns() -> dict[str, tuple[NounEntry, bool]]:
    forms: dict[str, tuple[NounEntry, bool]] = {}
    for entry in load("event_nouns", NounEntry):
        forms.setdefault(entry.plural, (entry, entry.plural != entry.id))
        forms[entry.id] = (entry, False)
    return forms


@cache
def _nouns_pattern() -> re.Pattern[str]:
    longest_first = sorted(_nouns(), key=len, reverse=True)
    forms = "|".join(re.escape(form).replace("\\ ", "\\s") for form in longest_first)
    initials = "".join(sorted({form[0] for form in _nouns()}))
    return re.compile(
        rf"\b(?=[{initials}{initials.upper()}])(?:(?P<noun>{forms})|"
        rf"COP\s?-?(?P<number>\d{{1,2}}))\b",
        re.I,
    )


@cache
def _first_words() -> frozenset[str]:
    """Return the words that a noun may begin with, as they may be written."""
    nouns = (form.split()[0].split("-")[0] for form in _nouns())
    return in_any_case([*nouns, "cop", *(f"cop{n}" for n in range(100)), *(f"cop0{n}" for n in range(10))])


@cache
def _modifiers() -> tuple[tuple[ModifierEntry, re.Pattern[str]], ...]:
    return tuple(
        (entry, re.compile(rf"(?<!\w)(?:{entry.words})(?!\w)", re.I))
        for entry in load("event_modifiers", ModifierEntry)
    )


def _phrase_at(text: str, match: re.Match[str], sentence: Span, around: Surroundings) -> Phrase | None:
    noun = re.sub(r"\s+", " ", (match["noun"] or "conference").lower())
    entry, is_plural = _nouns()[noun]
    start, determiner, modifiers = extent_left(text, match.start(), sentence.start, around)
    if not _is_noun(text, match, determiner, modifiers) or _SERVING.search(text, max(0, start - 20), start):
        return None
    named = _NAMED.match(text, match.end(), sentence.end) if entry.kind is EventKind.EXERCISE else None
    end, title = extent_right(text, match.end(), sentence.end, around)
    if named is not None:
        end, title = named.end(), Span(*named.span("name"))
    kind = _kind(entry, text[start : title.start if title else end])
    if _THEIR.search(text, max(sentence.start, start - 12), start):
        kind = _kind_by_subject(text, end, sentence.end, kind)
    if title is None and not _has_own_complement(text, start, match.end(), kind):
        end = match.end()
    is_frequent = any(word.lower() in _FREQUENT for word in modifiers)
    if is_plural and is_frequent and _is_plural_name(match.group(), modifiers):
        is_plural = False
    elif (is_plural or entry.id == entry.plural) and is_frequent:
        kind = EventKind.MEETING_SERIES
    return Phrase(
        Span(start, end),
        entry.id,
        Span(*match.span()),
        kind,
        determiner,
        modifiers,
        is_plural,
        entry.is_common and match["noun"] is not None,
        title,
        int(match["number"]) if match["number"] else None,
    )


def _kind_by_subject(text: str, end: int, ceiling: int, kind: EventKind) -> EventKind:
    """Tell the kind of "at their meeting in Oslo, the ministers agreed" by who agreed."""
    who = _WHO.match(text, end, ceiling) if kind is EventKind.MEETING else None
    if who is None:
        return kind
    return EventKind.MINISTERIAL_MEETING if who["ministers"] else EventKind.SUMMIT


def _is_plural_name(noun: str, modifiers: tuple[str, ...]) -> bool:
    """Tell the "Lake Fund Annual Meetings", one event, from "annual meetings of the Lake Fund"."""
    return noun[0].isupper() and not any(word in _FREQUENT for word in modifiers)


def _has_own_complement(text: str, start: int, end: int, kind: EventKind) -> bool:
    """Tell the name's own words from an object: "inform the meeting of …", "at its session on …"."""
    if _TOLD.search(text, max(0, start - 24), start):
        return False
    if text.startswith(" for", end) and _LED.search(text, max(0, start - 24), start):
        return False  # "chaired the meeting for Norway"
    is_special = "special" in text[max(0, end - 40) : end].lower() or text.endswith("Assembly", 0, end)
    return kind is not EventKind.SESSION or is_special or not _ON.match(text, end)


def _kind(entry: NounEntry, words: str) -> EventKind:
    flat = re.split(r"within the framework|on the margins|on the sidelines", " ".join(words.split()))[0]
    for modifier, pattern in _modifiers():
        if entry.id in modifier.nouns and pattern.search(flat):
            return modifier.kind
    return entry.kind


def _is_noun(text: str, match: re.Match[str], determiner: str, modifiers: tuple[str, ...]) -> bool:
    """Tell the noun from the verb: "they visit", "while meeting the needs", "call upon"."""
    if match["noun"] is None:
        return True
    if _COMPOUND.match(text, match.end()) or _only_describes(text, match, determiner, modifiers):
        return False
    if match["noun"] == "Forum" and _OF_BODY.match(text, match.end()):
        return False
    if (is_one := _is_rare_event(match["noun"], determiner, modifiers)) is not None:
        return is_one
    written, rest = match.group(), text[match.end() : match.end() + _REST]
    if re.match(
        r"\s(?:up|down)?(?:the|their|its|our|these|those|this|up|upon|a)\b", rest
    ) and not written.endswith("s"):
        is_numbered = any(_ORDINAL.fullmatch(word) for word in modifiers)  # "at its tenth session a report"
        if determiner and HELD_BY_CLAUSE.match(rest.replace("\n", " ")):
            return True
        return is_numbered or (bool(modifiers) and written[0].isupper())
    if written.lower() in ("call", "calls", "round", "rounds", "event", "events"):
        return _is_of_talks(written.lower(), rest, determiner, modifiers)
    return bool(determiner or modifiers) or written[0].isupper() or written.lower().endswith("s")


def _is_rare_event(noun: str, determiner: str, modifiers: tuple[str, ...]) -> bool | None:
    """Tell the events among nouns that mostly mean something else; None for any other noun."""
    is_large = noun[0].isupper()
    match noun.lower():
        case "assembly":  # a body, unless a number makes it a session
            return is_large and any(_ORDINAL.fullmatch(word) for word in modifiers)
        case "congress" if not (determiner or modifiers):
            return False  # the parliament
        case "convening" | "convenings":  # not "convening a meeting"
            return determiner in ("a", "an") or (is_large and bool(modifiers))
        case "week" | "weeks":  # one with a name
            return noun == "Week" and bool(modifiers)
        case "training" | "trainings":  # not "training" in general
            return not is_large and (determiner in ("a", "the", "this") or noun.endswith("s"))
        case _:
            return None


def _only_describes(text: str, match: re.Match[str], determiner: str, modifiers: tuple[str, ...]) -> bool:
    """Tell a paper, "the 2021 Ministerial Declaration", and a way to act, "in consultations with Norway"."""
    if match["noun"] == "Ministerial" and _OF_PAPER.match(text, match.end()):
        return not any(word[0].isalpha() for word in modifiers)
    is_way = (
        match["noun"].startswith("consultation") and not determiner and text.startswith(" with", match.end())
    )
    return is_way and _BY_ASKING.search(text, max(0, match.start() - _IN), match.start()) is not None


def _is_of_talks(written: str, rest: str, determiner: str, modifiers: tuple[str, ...]) -> bool:
    if written in ("round", "rounds"):
        is_numbered = any(_ORDINAL.fullmatch(word) for word in modifiers)
        return _ROUND_OF.match(rest) is not None or (is_numbered and _HELD_IN.match(rest) is not None)
    if written in ("call", "calls"):
        return re.match(r"\s(?:with|between)\b", rest) is not None and (
            written == "calls" or bool(determiner or modifiers)
        )
    return bool(determiner or modifiers)
