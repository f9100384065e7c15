"""Instruments named in words: a type noun with the capitalised words before it and its complement.

"the Lakeside Declaration", "the Treaty on Inland Rafts of 2031" and "Action Plan for 2031-2033" are
names; "the Declaration" and "a strategy" are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractors.documents.titles import MONTH
from extractors.grammar.word_places import word_places
from extractors.instruments.title_grammar import Complement, fills_line, name_start, words
from extractors.lexicon import Entry, load
from extractors.model import InstrumentStatus, InstrumentType, Span


class InstrumentTypeEntry(Entry, frozen=True, kw_only=True):
    """Nouns for one type of instrument, and what a name built on them needs."""

    instrument_type: InstrumentType
    heads: tuple[str, ...]
    needs: str
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedInstrument:
    """A name in the text: its whole span, the part before any complement, and what it tells."""

    span: Span
    core: Span
    name: Span
    instrument_type: InstrumentType
    year: int | None
    alias: str | None
    status: InstrumentStatus | None


_YEAR = r"(?:19|20)\d\d"
_FOR_YEARS = ("plan_of_action", "programme")
_OF_DAY = ("agreement", "protocol", "treaty")
_YEARS = rf"{_YEAR}(?:\s?[-‑–—]\s?(?:{_YEAR}|\d\d))?(?!\d)"
_AFTER = re.compile(
    rf"\s?\(\s?(?P<bracketed>{_YEARS})\s?\)|\s(?:of|for|from)\s(?:the\s(?:years?|period)\s(?:of\s|"
    rf"from\s)?)?(?P<years>{_YEARS})|"
    rf",?\s(?P<span>{_YEAR}\s?[-‑–—]\s?{_YEAR})|\sof\s\d{{1,2}}\s(?i:{MONTH})\s(?P<dated>{_YEAR})|"
    r"\s\((?:(?:the|hereinafter|hereafter)[^()“\"]{0,30}?)?(?:[“\"]|"
    r"\bthe\s)*(?P<alias>[A-Z][\w&.\s’-]{1,60}?)[”\"]?\)"
)
_STATED = re.compile(
    rf"(?:,?\s(?:which\swas\s)?(?:adopted|signed|endorsed|concluded|approved|done|launched|"
    rf"agreed)\b[^.;:\n]{{0,70}}?)\b(?P<year>{_YEAR})\b"
)
_DETERMINED = re.compile(r"(?:\b(?P<article>a|an|the|The|A|An)\s)?\b(?P<word>\w+)\s$")
_PROPOSED = re.compile(
    r"\b[Aa]n?\s(?:(?:new|draft|proposed|mutually agreed|separate|special|dedicated|joint)\s){1,3}"
    r"(?:(?:UN|United Nations)\s)?(?:(?:General Assembly|Security Council)\s)?"
    r"(?P<head>[Rr]esolution|[Dd]eclaration|[Cc]onvention|[Tt]reaty|[Aa]greement|[Ss]trategy|"
    r"[Pp]lan of [Aa]ction|[Aa]ction [Pp]lan|[Rr]oadmap|[Pp]rotocol|[Pp]rogramme of [Aa]ction)\b"
    r"(?:\sby\sthe\s[A-Z][\w ]{2,40}?)?(?=\s(?:on|for|calling|of|between|concerning|regarding|dedicated)\b)"
)
_ARTICLES = frozenset(("a", "an", "A", "An"))
_ADDRESSEE = re.compile(
    r"\sto the (?:(?:UN|United Nations) )?(?:General Assembly|Security Council|"
    r"Council|Assembly)\b"
)
_PROPOSED_TYPES = {
    "resolution": InstrumentType.RESOLUTION,
    "declaration": InstrumentType.DECLARATION,
    "convention": InstrumentType.TREATY,
    "treaty": InstrumentType.TREATY,
    "agreement": InstrumentType.AGREEMENT,
    "strategy": InstrumentType.STRATEGY,
    "plan of action": InstrumentType.PLAN_OF_ACTION,
    "action plan": InstrumentType.PLAN_OF_ACTION,
    "roadmap": InstrumentType.PLAN_OF_ACTION,
    "protocol": InstrumentType.PROTOCOL,
    "programme of action": InstrumentType.PROGRAMME,
}
_BILATERAL_TYPES = {
    "treaty": InstrumentType.TREATY,
    "convention": InstrumentType.TREATY,
    "protocol": InstrumentType.PROTOCOL,
}
_TOPIC = re.compile(rf"\s(?:on|for)\s(?:the\s)?(?!{MONTH}|\w+day\b)[A-Z]")
_OF_THIS_TEXT = re.compile(r"\b(?:[Tt]his|[Tt]he [Pp]resent)\s$")
_DRAFT = re.compile(r"(?:Draft|DRAFT|Zero Draft)\s(?=\S)")
_PURPOSEFUL = (
    InstrumentType.PLAN_OF_ACTION, InstrumentType.STRATEGY, InstrumentType.PROGRAMME, InstrumentType.DECADE,
)  # fmt: skip
_CAPITALISED = re.compile(r"(?:[ \u00a0]|\n(?!\s))([A-Z]\w+)")
_BILATERAL = re.compile(
    r"(?:[Tt]he|[Tt]heir|[Tt]his)\s+(?P<name>(?:[A-Z][\w.]{0,20}[-‑–]){1,3}[A-Z][\w.]{0,20}\s+(?:[a-z][a-z-]{1,20}\s+){1,4}"
    r"(?P<head>agreement|treaty|convention|protocol|accord|memorandum\s+of\s+understanding))(?![\w-])"
)
_CAPITAL = re.compile("[A-Z]")
_DETERMINERS = frozenset(("The", "the", "Their", "their", "This", "this"))
_OF_THE_UN = re.compile(r"^(?:UN|United Nations)(?:\s|$)")


def find_named(text: str) -> tuple[NamedInstrument, ...]:
    """Return the instruments named in the text, by where their names begin; nested ones are kept."""
    found = [*_by_noun(text), *_proposed(text), *_bilateral(text)]
    return tuple(sorted(found, key=lambda named: (named.span.start, -named.span.end)))


def _by_noun(text: str) -> Iterator[NamedInstrument]:
    for head in word_places(text).matches(heads_pattern(), _first_words()):
        named = _read(text, head)
        if named:
            yield named


def _read(text: str, head: re.Match[str]) -> NamedInstrument | None:
    entry = _entries()[head.group().replace("'", "’").replace("\n", " ")]
    if _names_body(text, head, entry):
        return None
    start = name_start(text, head.start(), heads_pattern())
    if _is_within_plural(text, head.start(), start) or _OF_THIS_TEXT.search(text[max(0, start - 15) : start]):
        return None
    is_item = fills_line(text, start)
    has_purpose = entry.instrument_type in _PURPOSEFUL
    end = Complement(text, head.end(), heads_pattern(), has_purpose=has_purpose, fills_line=is_item).read()
    if not _is_name(text, start, head, end, entry):
        return None
    named = _with_topic(text, complete(text, Span(start, end), head.end(), entry.instrument_type))
    if not is_item:
        return named
    further = Complement(text, named.span.end, heads_pattern(), has_purpose=True, fills_line=True).read()
    return replace(named, span=Span(named.span.start, further))


def _with_topic(text: str, named: NamedInstrument) -> NamedInstrument:
    """Take in a topic that follows the years: "Strategy for 2031–2033 on the Use of Rafts"."""
    if named.year is None or _TOPIC.match(text, named.span.end) is None:
        return named
    topic = Complement(text, named.span.end, heads_pattern(), has_purpose=False, fills_line=False).read()
    end, _, alias = extend_after(text, Span(named.span.start, topic))
    return replace(named, span=Span(named.span.start, end), alias=named.alias or alias)


def complete(text: str, name: Span, core_end: int, kind: InstrumentType) -> NamedInstrument:
    """Add what stands around a name: years and an acronym after it, "updated" before it."""
    start = name.start
    draft = _DRAFT.match(text, start, core_end)
    name = Span(draft.end(), name.end) if draft else name
    end, year, alias = extend_after(text, name)
    lead = re.match(rf"({_YEAR})\s", text[start : start + 6])
    stated = _STATED.match(text, end)
    adopted = lead and kind not in _PURPOSEFUL  # "2050 Strategy" and "2030 Agenda" name their goal's year
    when = year or (int(lead[1]) if lead and adopted else None) or (int(stated["year"]) if stated else None)
    start, status = (start, InstrumentStatus.DRAFT) if draft else _with_qualifier(text, start)
    return NamedInstrument(Span(start, end), Span(name.start, core_end), name, kind, when, alias, status)


def extend_after(text: str, name: Span) -> tuple[int, int | None, str | None]:
    """Return the end of a name with the years and the acronym in brackets after it, and both of these."""
    end, year, alias = name.end, None, None
    for _ in range(3):
        match = _AFTER.match(text, end)
        if match is None or (match["alias"] and not is_alias(match["alias"], name.of(text))):
            break
        stated = match["bracketed"] or match["years"] or match["span"] or match["dated"]
        if stated and year is None:
            year = int(stated[:4])
        alias = alias or (" ".join(match["alias"].split()) if match["alias"] else None)
        end = match.end()
    return end, year, alias


def is_alias(words_in_brackets: str, name: str) -> bool:
    """Tell an acronym or a second name ("the Lakeside Plan of Action") of the name before a bracket."""
    second = list(heads_pattern().finditer(words_in_brackets))
    if second and second[-1].end() == len(words_in_brackets) and second[-1].start():
        return second[-1].group().casefold() in name.casefold()
    return _is_acronym(words_in_brackets, name)


def _is_acronym(letters: str, name: str) -> bool:
    """Tell an acronym of the whole name from one of the words right before the bracket."""
    capitals = [c for c in letters if c.isupper()]
    if len(capitals) < 2 or len(letters.split()) > 4:
        return False
    initials = [word[0].upper() for word in re.findall(r"[^\W\d_]+", name)]
    own = _OF_THE_UN.sub("", name)[:1].upper()
    first = _OF_THE_UN.sub("", letters)[:1]
    return first in (own, initials[0]) and all(c in initials or c in "UN" for c in capitals)


def _with_qualifier(text: str, start: int) -> tuple[int, InstrumentStatus | None]:
    """Return the start moved to "the updated …" and the status that such a word gives."""
    before = text[max(0, start - 30) : start]
    match = _DETERMINED.search(before)
    if match is None or match["word"] not in words("planned"):
        return start, None
    if match["word"].lower() == "new" and (match["article"] or "").lower() == "the":
        return start, None  # "the new Lakeside Strategy" is there already
    draft = match["word"].lower() in ("draft", "proposed")
    return start - (
        len(before) - match.start()
    ), InstrumentStatus.DRAFT if draft else InstrumentStatus.PLANNED


def _names_body(text: str, head: re.Match[str], entry: InstrumentTypeEntry) -> bool:
    """Tell "the Lakes Treaty Organization" and "the World Food Programme" from instruments."""
    if opens_body(text, head.end()):
        return True
    around = text[max(0, head.start() - 30) : head.end() + 50]
    return any(body in around for body in entry.bodies)


def opens_body(text: str, end: int) -> bool:
    """Tell a name that is the beginning of a body's: "the Lakes Treaty" of its Organization."""
    following = _CAPITALISED.match(text, end)
    return following is not None and following[1] in words("body")


def _is_within_plural(text: str, head_start: int, start: int) -> bool:
    return start < head_start and text[start:head_start].strip() in ("Member", "State", "Parties")


def _is_name(text: str, start: int, head: re.Match[str], end: int, entry: InstrumentTypeEntry) -> bool:
    has_complement = end > head.end()
    if entry.needs == "complement" or (
        head.group().endswith(("ies", "ments", "ions", "ants", "ols", "Plans")) and not has_complement
    ):
        return has_complement or (start < head.start() and head.group().endswith(("Accords", "Agreements")))
    if has_complement or (start < head.start() and _AFTER.match(text, head.end())):
        return True
    if _is_told_by_time(text, head, entry):
        return True
    before = text[start : head.start()].replace("’s", "").replace("'s", "").split()
    return any(word.strip("’'") not in words("generic") and not word.isdigit() for word in before)


def _is_told_by_time(text: str, head: re.Match[str], entry: InstrumentTypeEntry) -> bool:
    """Tell "the Action Plan for 2031-2033" and "the Memorandum of Understanding of 3 May 2031"."""
    after = _AFTER.match(text, head.end())
    if after is None:
        return False
    is_plan = entry.id in _FOR_YEARS and after["years"] is not None
    return is_plan or (entry.id in _OF_DAY and after["dated"] is not None)


def _proposed(text: str) -> Iterator[NamedInstrument]:
    """Yield instruments that a text asks for: "a new … resolution on …"."""
    for match in word_places(text).matches(_PROPOSED, _ARTICLES):
        end = Complement(text, match.end(), heads_pattern(), has_purpose=True, fills_line=False).read()
        addressee = _ADDRESSEE.search(text, match.end(), end)
        end = addressee.start() if addressee else end
        if end > match.end():
            kind = _PROPOSED_TYPES[match["head"].lower()]
            span = Span(match.start(), end)
            yield NamedInstrument(
                span, Span(match.start(), match.end()), span, kind, None, None, InstrumentStatus.PROPOSED
            )


def _bilateral(text: str) -> Iterator[NamedInstrument]:
    """Yield texts called by their sides and their matter: "the Arland–Borland fishing agreement"."""
    for match in word_places(text).matches(_BILATERAL, _DETERMINERS, _CAPITAL.match):
        kind = _BILATERAL_TYPES.get(match["head"], InstrumentType.AGREEMENT)
        name = Span(match.start("name"), match.end("name"))
        yield complete(text, name, name.end, kind)


@cache
def _entries() -> dict[str, InstrumentTypeEntry]:
    return {head: entry for entry in load("instrument_types", InstrumentTypeEntry) for head in entry.heads}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(re.split(r"\W", head, maxsplit=1)[0] for head in _entries())


@cache
def heads_pattern() -> re.Pattern[str]:
    """Return the pattern of all type nouns as names write them, with capitals."""
    heads = sorted(_entries(), key=lambda head: (-len(head), head))
    phrases = "|".join(re.escape(head).replace("’", "['’]").replace(r"\ ", r"[ \n]") for head in heads)
    return re.compile(rf"(?<![\w-])(?:{phrases})(?![\w-])")
