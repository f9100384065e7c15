"""Who does what a verb says: the names right before the verb."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.model import ActorMention, Span

OFFICE = re.compile(
    r"\b(?:President|Minister|Premier|Chancellor|King|Queen|Emir|Amir|Sultan|Prince|Princess|Secretary|"
    r"Advis[eo]r|Envoy|Representative|Ambassador|Commissioner|Gentleman|Lady|[Ll]eaders?|Delegation|"
    r"[Aa]mbassadors|[Ee]nvoys|[Dd]elegations|"
    r"Chair(?:man|woman|person)?|Speaker|Director|Governor|Heads?\sof|Presidents|[Mm]inisters|[Pp]residents|Senator|"
    r"Majesty|Highness|Excellency|Taoiseach|Coordinator|[Cc]ounterparts?|[Oo]fficials)\b"
)
_KIN = r"(?:her|his|their)\s(?:husband|wife|spouse)s?,"
_NAMES = re.compile(
    rf"\b(?:[Tt]he\s)?(?:[A-Z][\w.’'-]*,?\s(?:(?:of|for|and|the|to|from|(?:senior\s|other\s)?(?:officials|"
    rf"members)|{_KIN})\s){{0,4}}){{0,14}}[A-Z][\w.’'-]*,?$"
)
_HONORIFIC = re.compile(r"\b(?:Dr|Mrs?|Ms)\.\s[A-Z]")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Tt]hey)$")
_MENTIONED = re.compile(
    r"(?i:\b(?:(?:sidelines|margins)\sof|since|follow(?:ing|[-\s]up\s(?:to|on))|after|ahead\sof|building\son|"
    r"recalling)\s)(?:(?:the|our|their|its|an?)\s)?(?:[A-Z][a-z]+\s\d{1,2}(?:,\s\d{4})?\s|"
    r"\d{1,2}\s[A-Z][a-z]+\s(?:\d{4}\s)?)?$"
)
_ADVERB = re.compile(r"(?:(?:Today|Yesterday|Tomorrow|Earlier|Later|This|Next|Last)\b,?\s)(?:[Ww]eek,?\s)?")
_TIME_FIRST = re.compile(r"(?:On\s[A-Z]\w+day|[AP]M|[A-Z]\w+day),\s")
_INTO = re.compile(r"\b(?:in|at|from|on)\s(?:the\s)?$", re.I)
_PLACE_FIRST = re.compile(r"(?:In|At|From)\s")
_BEFORE = 160  # characters before the verb in which its subject stands


def subject_before(text: str, floor: int, verb: int, persons: Sequence[ActorMention]) -> Span | None:
    """Return the office holders or persons named right before `verb`, without what opens the sentence.

    `text` is on one line; nothing before `floor` is read. `persons` are the persons it names, in order.
    """
    found = _NAMES.search(text, max(floor, verb - _BEFORE), verb)
    if found is None:
        return None
    span = Span(found.start() + _length_of_opening(text, found), found.end())
    is_named = any(title.search(text, span.start, span.end) is not None for title in (OFFICE, _HONORIFIC))
    return span if is_named or any(span.covers(person.span) for person in persons) else None


def _length_of_opening(text: str, names: re.Match[str]) -> int:
    """Return how much of the names belongs to "Today, …", "From Norway, …" or "While in Oslo …"."""
    adverb = _ADVERB.match(names.group()) or _TIME_FIRST.match(names.group())
    if adverb is not None:
        return adverb.end()
    is_place = _INTO.search(text, max(0, names.start() - len(" from the ")), names.start()) is not None
    if not is_place and not _PLACE_FIRST.match(names.group()):
        return 0
    comma, office = names.group().find(", "), OFFICE.search(names.group())
    if comma >= 0:
        return comma + len(", ")
    return office.start() if office is not None else 0


def is_pronoun_before(text: str, floor: int, verb: int) -> bool:
    """Tell whether "he", "she" or "they" is the subject of `verb`."""
    return _PRONOUN.search(text, max(floor, verb - len("They ")), verb) is not None


def is_looked_back_to(text: str, event: Span) -> bool:
    """Tell an event that is named only as what another follows or is on the sidelines of."""
    return _MENTIONED.search(text, max(0, event.start - 60), event.start) is not None
