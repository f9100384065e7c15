"""Phrases that name an event: a noun such as "conference" with the words that belong to it.

To the left a phrase takes in the ordinal, adjectives, names and a quoted title; to the right the
"of", "on" and "between" that say whose and about what, and a quoted title. It ends before the
verb, and before the "in <place>" and "on <date>" that say where and when.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.lexicon import Entry, load
from extractors.model import EventKind, Span
from extractors.ordinals import ORDINAL, ordinal_value

_LEFT_REACH = 220  # characters before the noun that may belong to it
_RIGHT_REACH = 420
_QUOTE_REACH = 320
_TOKEN = re.compile(r"[^\W_]+(?:[’'+./–‑-]{1,2}[^\W_]+)*(?:[’'](?!\w))?\+?|[^\w\s]")
_ORDINAL = re.compile(rf"{ORDINAL}|inaugural|[IVXL]{{1,6}}", re.I)
_OPENING, _CLOSING = "“«\"‘„", "”»\"’“"
_CLOSER = {"“": "”", "«": "»", '"': '"', "‘": "’", "„": "“"}
_DETERMINERS = frozenset(
    "the a an this that these those our their its his her such each every any no all some other both another".split()
)
_ADJECTIVES = frozenset(
    "high level high-level top-level international regional inter-regional interregional global world bilateral trilateral "
    "quadrilateral multilateral joint annual regular periodic consultative ministerial presidential extraordinary emergency "
    "special informal formal official virtual online hybrid in-person two-day three-day four-day one-day inaugural historic "
    "landmark first-ever plenary opening closing breakout parallel thematic panel expert experts experts' technical "
    "working-level senior-level open-ended intergovernmental interministerial interparliamentary preparatory review "
    "follow-up biennial biannual substantive organizational organisational resumed next last recent upcoming forthcoming "
    "previous past latest productive constructive successful fruitful new continuing ongoing side summit state working donor "
    "donors peace strategic political economic leaders leaders' leaders’ ministers ministers' ministers’ heads foreign "
    "defence defense security trade energy climate food scientific practical academic parliamentary business investment "
    "youth women’s women's interim subregional sub-regional pledging signing award awarding solemn traditional "
    "military naval tabletop command-staff counter-terrorism antiterrorist anti-terrorist telephone phone video close "
    "broad broad-based wide-ranging comprehensive expanded restricted narrow one-on-one face-to-face "
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth final".split()
)
_FREQUENT = frozenset("regular annual periodic consultative biannual biennial yearly quarterly periodical".split())
_PREPOSITIONS = frozenset("of on between for among with within under against about regarding concerning".split())
_STOPS = frozenset(
    "which that who whom whose where when as by at during including while after before since until from via through also has "
    "have had is are was were be been being will would shall should may can could must held took takes brought saw gave "
    "made said met agreed today yesterday tomorrow here there it they we he she this these those but or if so then than "
    "not both took convened began ended because without upon".split()
)
_TRAILING = frozenset("of on between for among with within under and the a an to in at , & against about".split())
_TITLE_LEADS = frozenset("on entitled titled topic theme themed called named of under : motto , devoted dedicated".split())


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

    `title` is a title in quotation marks, `modifiers` are the words between determiner and noun.
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
    def is_numbered_series(self) -> bool:
        """Tell "COP28", whose noun is a name by itself."""
        return self.noun_span.end - self.noun_span.start <= 7 and self.noun == "conference" and not self.modifiers

    @property
    def is_proper(self) -> bool:
        """Tell a phrase with a name in it ("EU-Japan summit") from a description."""
        return any(word[0].isupper() or word[0].isdigit() for word in self.modifiers)

    @property
    def is_frequent(self) -> bool:
        """Tell "regular meetings" and the like."""
        is_plural = self.is_plural or self.noun.endswith("s")
        return is_plural and any(word.lower() in _FREQUENT for word in self.modifiers)


@dataclass(frozen=True, slots=True)
class Landmarks:
    """What stands around phrases: days, places and names (states, bodies, persons), each in order."""

    dates: Sequence[Span]
    places: Sequence[Span]
    names: Sequence[Span]


def find_phrases(text: str, sentences: Sequence[Span], landmarks: Landmarks) -> list[Phrase]:
    """Return the phrases in `text` in order.

    A phrase ends before the preposition of a date or place; a list of names does not end it.
    """
    around = _Around(landmarks)
    starts = [sentence.start for sentence in sentences]
    found: list[Phrase] = []
    for match in _nouns_pattern().finditer(text):
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
    forms = "|".join(sorted((re.escape(form) for form in _nouns()), key=len, reverse=True))
    return re.compile(rf"\b(?:(?P<noun>{forms.replace(chr(92) + ' ', chr(92) + 's')})|COP\s?-?\d{{1,2}})\b", re.I)


@cache
def _modifiers() -> tuple[tuple[ModifierEntry, re.Pattern[str]], ...]:
    return tuple(
        (entry, re.compile(rf"(?<!\w)(?:{entry.words})(?!\w)", re.I)) for entry in load("event_modifiers", ModifierEntry)
    )


def _phrase_at(
    text: str, match: re.Match[str], sentence: Span, around: _Around
) -> Phrase | None:
    noun = re.sub(r"\s+", " ", (match["noun"] or "conference").lower())
    entry, is_plural = _nouns()[noun]
    start, determiner, modifiers = _leftwards(text, match.start(), sentence.start, around)
    if not _is_noun(text, match, determiner, modifiers):
        return None
    end, title = _rightwards(text, match.end(), sentence.end, around)
    kind = _kind(entry, text[start : title.start if title else end])
    if (is_plural or entry.id == entry.plural) and any(word.lower() in _FREQUENT for word in modifiers):
        kind = EventKind.MEETING_SERIES
    return Phrase(
        Span(start, end), entry.id, Span(*match.span()), kind, determiner, modifiers, is_plural,
        entry.is_common and match["noun"] is not None, title,
    )


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
    if _COMPOUND.match(text, match.end()):
        return False
    written, rest = match.group(), text[match.end() : match.end() + 12]
    if re.match(r"\s(?:up|down)?(?:the|their|its|our|these|those|this|up|upon|a)\b", rest) and not written.endswith("s"):
        return bool(modifiers) and written[0].isupper()
    if written.lower() in ("call", "calls", "round", "rounds", "event", "events"):
        return _is_of_talks(written.lower(), rest, determiner, modifiers)
    return bool(determiner or modifiers) or written[0].isupper() or written.lower().endswith("s")


def _is_of_talks(written: str, rest: str, determiner: str, modifiers: tuple[str, ...]) -> bool:
    if written in ("round", "rounds"):
        return re.match(r"\sof\s(?:\w+\s)?(?:talk|nego|cons|meet|disc)", rest) is not None
    if written in ("call", "calls"):
        return re.match(r"\swith\b", rest) is not None and bool(determiner or modifiers)
    return bool(determiner or modifiers)


def _leftwards(text: str, noun: int, floor: int, around: _Around) -> tuple[int, str, tuple[str, ...]]:
    """Return where the phrase begins, its determiner ("" for none) and the words before the noun."""
    window = max(floor, noun - _LEFT_REACH, around.day_before(noun))
    tokens = list(_TOKEN.finditer(text, window, noun))
    start, modifiers, index = noun, [], len(tokens) - 1
    while index >= 0:
        token = tokens[index]
        word = token.group()
        if "\n\n" in text[token.end() : start]:
            break
        if word in _CLOSING and (opening := _opening_quote(text, tokens, index)) is not None:
            modifiers.append(text[tokens[opening].start() : token.end()].strip(_OPENING + _CLOSING))
            start, index = tokens[opening].start(), opening - 1
            continue
        if not _belongs(tokens, index, bool(modifiers)):
            determiner = word.lower() if word.lower() in _DETERMINERS else ""
            return start, determiner, tuple(reversed(modifiers))
        if word[0].isalnum():
            modifiers.append(word)
        start, index = token.start(), index - 1
    return start, "", tuple(reversed(modifiers))


def _opening_quote(text: str, tokens: list[re.Match[str]], closing: int) -> int | None:
    for index in range(closing - 1, max(-1, closing - 14), -1):
        if tokens[index].group() in _OPENING:
            return index
    return None


def _belongs(tokens: list[re.Match[str]], index: int, has_modifiers: bool) -> bool:
    """Tell whether a word left of the noun is part of the phrase."""
    word = tokens[index].group()
    following = tokens[index + 1].group() if index + 1 < len(tokens) else ""
    before = tokens[index - 1].group() if index else ""
    if word.lower() in _DETERMINERS or (word.isupper() and word.lower() in _CAPITALISED_STOPS):
        return False
    if word.lower() in _ADJECTIVES or _ORDINAL.fullmatch(word):
        return True
    if word[0].isupper() or word[0].isdigit():
        return word not in _SENTENCE_WORDS
    if word in ("and", "&", "-", "–", "/", "plus"):
        return has_modifiers and bool(before) and _is_name_word(before) and _is_name_word(following)
    if word == "of":
        return before.lower() in ("head", "heads", "council", "ministers", "committee") and following[:1].isupper()
    if word == ".":
        return re.fullmatch(r"[A-Z](?:\.[A-Z])*", before) is not None
    return word in ("'s", "’s", "’", "'") and has_modifiers


_SENTENCE_WORDS = frozenset(
    "On In At During The We They It After Before Following Recalling Noting Welcoming Reaffirming Emphasizing Stressing "
    "Recognizing Looking Statement Readout Declaration Communiqué Communique Since For From To And Today Yesterday "
    "See Ibid Outcome Outcomes Results Participants Host Hosts Hold Holds Convene Convenes Attend Attends Hosting Readout Attending Delegates January February March April May June July August "
    "September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)


_COMPOUND = re.compile(
    r"\s(?:services|servicing|management|facilities|rooms?|halls?|calendar|documentation|centres?|centers?|call)\b", re.I
)
_CAPITALISED_STOPS = frozenset("to host hosts at of on in for and".split())


def _is_name_word(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit() or word.lower() in _ADJECTIVES


def _rightwards(
    text: str, end: int, ceiling: int, around: _Around
) -> tuple[int, Span | None]:
    """Return where the phrase ends, and the span of its quoted title or None."""
    limit = min(ceiling, end + _RIGHT_REACH)
    position, previous, in_phrase = end, "", False
    while token := _TOKEN.search(text, position, limit):
        word = token.group()
        if "\n\n" in text[position : token.start()]:
            break
        if word in _OPENING and (previous.lower() in _TITLE_LEADS or not previous or in_phrase):
            closing = text.find(_CLOSER.get(word, word), token.end(), min(ceiling, token.end() + _QUOTE_REACH))
            if closing < 0:
                break
            if previous.lower() not in ("the", "of the") or text[closing + 1 : closing + 2] != " ":
                return closing + 1, Span(token.start(), closing + 1)
            position, previous = closing + 1, "Name"  # the "Lakeside" Dialogue: a name, not a title
            continue
        if token.start() in around.name_ends and in_phrase:
            position, previous = around.name_ends[token.start()], "Name"
            continue
        if previous == "Name" and word[0].isupper() and word.lower() not in _STOPS:
            position, previous = token.end(), word
            continue
        if not _continues(text, token, previous, in_phrase, around):
            break
        in_phrase = in_phrase or word.lower() in _PREPOSITIONS
        position, previous = token.end(), word
    return _trimmed(text, end, position), None


def _continues(
    text: str, token: re.Match[str], previous: str, in_phrase: bool, around: _Around
) -> bool:
    word = token.group().lower() if token.group().isupper() else token.group()
    if word in _PREPOSITIONS or word in ("in", "to"):
        return _opens_complement(text, token, in_phrase, around)
    if word in ("entitled", "titled", "themed") or (word == "," and re.match(r",\s?(?:entitled|titled)\b", text[token.start() :])):
        return True
    if word == ":":
        return previous.lower() in ("topic", "theme", "on", "entitled", "titled")
    if not in_phrase:
        return previous in ("entitled", "titled", ",") and word in ("entitled", "titled")
    if word == ",":
        return previous == "Name" and _lists_on(text, token.end(), around)
    if word in _DETERMINERS:
        return previous.lower() in _PREPOSITIONS or previous in ("and", "in", "to", "&") or previous.endswith("ing")
    if word in ("and", "&", "-", "–", "/", "’", "'", "(", ")"):
        return word not in "()"
    return word[0].isalnum() and word.lower() not in _STOPS and not _is_participle(text, token)


def _opens_complement(text: str, token: re.Match[str], in_phrase: bool, around: _Around) -> bool:
    """Tell the "on" of a topic from that of a date, and the "in" of a region from that of a place."""
    word = token.group().lower()
    rest = text[token.end() : token.end() + 30]
    if around.day_follows(text, token.end()) or (word == "for" and re.match(r"\s[a-z]+ing\b", rest)):
        return False
    if word in ("in", "to") and around.place_follows(text, token.end()):
        return False
    if word == "to":
        return in_phrase and re.match(r"\sthe\s[A-Z]|\s[A-Z]", rest) is not None
    if word == "in":
        return in_phrase and re.match(r"\s(?:the\s)?[A-Z]|\s\w+ing\b|\sthe\s(?:field|area|framework)", rest) is not None
    if word == "under":
        return re.match(r"\sthe\s(?:auspices|theme|motto|title|framework)", rest) is not None
    if word == "within":
        return re.match(r"\sthe\sframework", rest) is not None
    if word == "with":
        return re.match(r"\s(?:the\s)?(?:[A-Z]|participation)", rest) is not None
    return True


class _Around:
    """The landmarks of one text, found by position."""

    def __init__(self, landmarks: Landmarks) -> None:
        self._dates = landmarks.dates
        self._date_starts = [span.start for span in landmarks.dates]
        self._place_starts = [span.start for span in landmarks.places]
        self.name_ends = {span.start: span.end for span in landmarks.names}

    def day_before(self, position: int) -> int:
        """Return the end of the last date before `position` that is more than a year, or 0."""
        index = bisect_left(self._date_starts, position) - 1
        if index < 0 or self._dates[index].end > position or self._dates[index].end - self._dates[index].start <= 4:
            return 0
        return self._dates[index].end

    def day_follows(self, text: str, position: int) -> bool:
        return _begins_after(text, position, self._date_starts)

    def place_follows(self, text: str, position: int) -> bool:
        return _begins_after(text, position, self._place_starts)


def _begins_after(text: str, position: int, starts: Sequence[int]) -> bool:
    """Tell whether one of `starts` comes right after `position`, give or take an article."""
    index = bisect_left(starts, position)
    if index == len(starts) or starts[index] - position > 16:
        return False
    return re.fullmatch(r"\s*(?:the\s)?(?:(?:city|town)\sof\s)?", text[position : starts[index]]) is not None


def _lists_on(text: str, position: int, around: _Around) -> bool:
    gap = re.match(r"\s+(?:and\s)?(?:as well as\s)?(?:the\s)?", text[position : position + 24])
    return gap is not None and position + gap.end() in around.name_ends


def _is_participle(text: str, token: re.Match[str]) -> bool:
    """Tell "organized by" from a name's "United" and from "organized crime"."""
    word = token.group()
    if not word.endswith("ed") or word[0].isupper() or "-" in word:
        return False
    return not re.match(r"\s(?:crime|nations|states|peoples?|persons?)\b", text[token.end() : token.end() + 12])


def _trimmed(text: str, floor: int, end: int) -> int:
    """Return the end of the phrase without a preposition, article or comma that hangs there."""
    while end > floor:
        token = re.search(r"(\w+|[^\w\s])\s*\Z", text[floor:end])
        if token is None or token[1].lower() not in _TRAILING:
            break
        end = floor + token.start()
    return floor + len(text[floor:end].rstrip())
