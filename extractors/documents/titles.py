"""The title of a document that has no United Nations masthead (codebook D2).

The head's units are sorted into furniture (banners and labels), date and place lines, running text
and the rest; the title is among the rest. A document that begins with running text has no title.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.documents.document_types import NamedType, type_of_title
from extractors.documents.head import Unit
from extractors.lexicon import Entry, load
from extractors.model import Span

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_DAYS = r"\d{1,2}(?:st|nd|rd|th)?(?:\s?(?:[-–—/]|to|and)\s?\d{1,2}(?:st|nd|rd|th)?)?"
_DATE = (
    rf"(?:(?:\w{{3,9}},\s)?{_DAYS}\s(?i:{MONTH})(?:\s?[-–—]\s?{_DAYS}\s(?i:{MONTH}))?,?\s\d{{4}}|"
    rf"(?:\w{{3,9}},\s)?(?i:{MONTH})\s{_DAYS}(?:\s?[-–—]\s?(?i:{MONTH})\s{_DAYS})?,?\s\d{{4}}|"
    rf"\d{{4}}-\d\d-\d\d|"
    r"\d{1,2}[./]\d{1,2}[./]\d{4})"
)
_NAMES = r"[A-Z][\w'’.-]*(?:[ ,/]{1,2}(?:(?:of|the|and|on|at) )?[A-Z][\w'’.-]*){0,4}"
DATE_LINE = re.compile(
    rf"[\[(]?(?:(?:No|Issue|Vol)\.?\s?\d{{1,4}}\s?[·,|–—-]\s)?(?:{_NAMES}[\s,▶►|–—:•·\])-]{{1,4}})?(?:on\s|"
    rf"On\s)?{_DATE}(?:[\s,▶►|–—•·-]{{1,3}}{_NAMES})?"
    r"(?:\s\((?:in\s)?(?:hybrid|online|virtual|in-person|in\sperson)(?:\s(?:format|meeting|event))?\))?[\])]?\.?"
)
"""A line that holds a date and at most a place; labels such as "Date:" count as places here."""

_WORD = r"[^\W\d_][\w.’'-]*"
_DATE_IN_OTHER_LANGUAGES = re.compile(
    rf"(?:{_WORD}(?:[ ]{_WORD}){{0,3}},\s)?(?:{_WORD}\s)?{_DAYS}\.?(?:\s?[-–—]\s?\d{{1,2}}\.?)?\s(?:de\s)?"
    rf"[^\W\d_]{{3,12}}\s(?:de\s)?(?:19|20)\d\d(?:\s(?:года?|г|жыл\w*|йил\w*|yil\w*|ý))?\.?"
)
DATELINE = re.compile(
    rf"[\W_]{{0,4}}(?P<places>[^\W\d_][^\W\d_.’'-]*(?:[ \t/,.’'-]{{1,2}}[^\W\d_]+){{0,8}})\W{{1,4}}"
    rf"(?P<date>{_DATE})"
    r"[\W_]{0,4}\s?[-–—:.]+\s"
)
"""How the first paragraph of a release begins: places, date and a dash."""

_PLACE_DASH = re.compile(r"[A-Z][A-Z ,./-]{2,60}(?:\([A-Za-z. ]+\)\s)?\s?[–—-]{1,2}\s")
_FIELD = re.compile(r"(?P<open>\[)?(?P<name>[A-Za-z]{3,12})(?(open)\]|:)\s?(?P<value>.*)", re.DOTALL)
_MARKS = " \t()[]*#_>•|-–—:.\"'“”0123456789"
_ROMAN = re.compile(r"^[IVXLC]{1,5}\.\s")
_GOES_ON = re.compile(r"(?:of|on|by|between|for|from|at|to|under|following|concerning|regarding)\b", re.I)
_ADOPTION_LINE = re.compile(
    r"\W?(?:(?:as\s)?(?:adopted|approved|endorsed|signed|agreed|issued)\s(?:at|by|in|on|during)\b|"
    r"(?:as\s(?:of|at)|status\sas\sof)\s\d)",
    re.I,
)
_TEXT = re.compile(
    r"\b(?:statement|declaration|communiqu[eé]|summary|conclusions|remarks|address|message|letter|readout)\b",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"(?:[-–—•*·▪]|\d{1,2}[:.]\d\d)\s")
_OPEN_ENDED = re.compile(r"\b(?:between|among|and|of|on|the|for|by)$", re.I)
_BESIDES_BARE = frozenset(["the", "a", "joint", "final", "draft", "agreed", "official", "text"])
_MAXIMUM = 600  # characters; a longer "title" is a paragraph without a full stop


class HeadLabel(Entry, frozen=True, kw_only=True):
    """Lines of the head that are no part of the title; a phrase with a star opens a line of any length."""

    kind: str
    phrases: tuple[str, ...]
    field: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """A title with its words on one line, where it stands, and the type it names."""

    text: str
    span: Span
    rule_id: str
    named: NamedType | None


def is_date_line(words: str) -> bool:
    """Tell a line of a date, or of a date and a place, from other lines."""
    if len(words) >= 140 or not (DATE_LINE.fullmatch(words) or _DATE_IN_OTHER_LANGUAGES.fullmatch(words)):
        return False
    return type_of_title(words) is None and _TEXT.search(words) is None


@lru_cache(maxsize=256)
def stands_apart(words: str) -> bool:
    """Tell a line that never belongs to a title broken over lines."""
    return (
        is_date_line(words) or is_furniture(words) or field_of(words) is not None or is_adoption_line(words)
    )


def is_adoption_line(words: str) -> bool:
    """Tell a line that says when, where or by whom the text was adopted or brought up to date."""
    return _ADOPTION_LINE.match(words) is not None


def field_of(words: str) -> tuple[str, str] | None:
    """Return the field's name and its value of a line such as "[Place] Lakeside", or None."""
    match = _FIELD.fullmatch(words)
    if match is None:
        return None
    name = _fields().get(match["name"].casefold())
    return (name, match["value"].strip()) if name else None


def has_dateline(words: str) -> bool:
    """Tell whether a paragraph begins as a release does, with places and mostly a date."""
    return DATELINE.match(words) is not None or _PLACE_DASH.match(words) is not None


def find_title(units: Sequence[Unit]) -> Title | None:
    """Return the title among the head's units, or None where the document has none."""
    for unit in units:
        labelled = field_of(unit.text)
        if labelled and labelled[0] == "title" and labelled[1]:
            return Title(labelled[1], unit.span, "title_field", type_of_title(labelled[1]))
    candidates = _candidates(units)
    if not candidates:
        return None
    released = _before_dateline(units, candidates)
    if released is not None:
        return _title([units[released]], "title_before_dateline")
    named = [i for i in candidates if _names_own_type(units[i])]
    repeated = next(
        (i for i in candidates if sum(units[j].text == units[i].text for j in candidates) > 1), None
    )
    chosen = named[0] if named else repeated if repeated is not None else candidates[0]
    return _title(_joined(units, candidates, chosen), "title_names_type" if named else "title_first_line")


def _candidates(units: Sequence[Unit]) -> list[int]:
    """Return the positions of the units that may be title, up to the first running text."""
    found: list[int] = []
    for i, unit in enumerate(units):
        if unit.is_running and not _continues_bare(units, found):
            if found or not is_furniture(unit.text):
                break
            continue
        is_item = _LIST_ITEM.match(unit.text) is not None
        if not stands_apart(unit.text) and not is_item and len(unit.text) <= _MAXIMUM:
            found.append(i)
    return found


def _continues_bare(units: Sequence[Unit], found: list[int]) -> bool:
    """Tell whether running-looking words go on with a bare "COMMUNIQUE" right before them."""
    if not found or found[-1] + 1 >= len(units):
        return False
    before, here = units[found[-1]], units[found[-1] + 1]
    return _is_bare(before.text) and _GOES_ON.match(here.text) is not None


def _names_own_type(unit: Unit) -> bool:
    named = type_of_title(unit.text)
    return named is not None and (named.is_head or len(unit.text.split()) <= 12) and "|" not in unit.text


def _is_bare(words: str) -> bool:
    """Tell whether words name a type and nothing more, as "JOINT STATEMENT" does."""
    named = type_of_title(words)
    if named is None:
        return False
    besides = (words[: named.start] + " " + words[named.end :]).casefold().split()
    return all(word in _BESIDES_BARE for word in besides)


def _goes_on(unit: Unit, after_bare: bool) -> bool:
    """Tell a line that says whose the text is or on what: "of the Heads of State …"."""
    return _GOES_ON.match(unit.text) is not None and (
        after_bare or not unit.text[0].isupper() or unit.is_heading
    )


def _before_dateline(units: Sequence[Unit], candidates: Sequence[int]) -> int | None:
    """Return the candidate right before a paragraph that opens with a dateline."""
    for i in candidates:
        if i + 1 < len(units) and units[i + 1].is_running and has_dateline(units[i + 1].text):
            return i
    return None


def _joined(units: Sequence[Unit], candidates: Sequence[int], chosen: int) -> list[Unit]:
    """Return the title's units: a bare type takes in the words that say whose or on what it is."""
    first = last = chosen
    bare = _is_bare(units[chosen].text)
    while last + 1 in candidates and (
        _goes_on(units[last + 1], bare)
        or _OPEN_ENDED.search(units[last].text)
        or _OPEN_ENDED.fullmatch(units[last + 1].text)
    ):
        last += 1
    if first == last and bare:
        if chosen - 1 in candidates and len(units[chosen - 1].text.split()) >= 3:
            first = chosen - 1
        elif chosen + 1 in candidates and not is_section(units[chosen + 1].text):
            last = chosen + 1
    return list(units[first : last + 1])


def _title(units: Sequence[Unit], rule_id: str) -> Title:
    words = " ".join(unit.text for unit in units)
    return Title(words, Span(units[0].span.start, units[-1].span.end), rule_id, type_of_title(words))


def is_furniture(words: str) -> bool:
    """Tell lines of a web page or an office, and section headings, from a title."""
    bare = _bare(words)
    match = _furniture().match(bare)
    if match is None:
        return not any(c.isalpha() for c in bare) or "://" in bare or "@" in bare
    rest = bare[match.end() :].lstrip()
    return match.lastgroup == "opening" or not rest[:1].isalnum()


def is_section(words: str) -> bool:
    """Tell the heading of a section within the text, such as "Preamble"."""
    return _bare(words) in _sections()


def _bare(words: str) -> str:
    """Return words in lower case without marks and numbers around them, Roman ones included."""
    return _ROMAN.sub("", words).strip(_MARKS).casefold()


@cache
def _labels() -> tuple[HeadLabel, ...]:
    return load("head_labels", HeadLabel)


@cache
def _fields() -> dict[str, str]:
    return {phrase: label.field for label in _labels() if label.kind == "field" for phrase in label.phrases}


@cache
def _sections() -> frozenset[str]:
    return frozenset(phrase for label in _labels() if label.kind == "section" for phrase in label.phrases)


@cache
def _furniture() -> re.Pattern[str]:
    phrases = [phrase for label in _labels() if label.kind != "field" for phrase in label.phrases]
    whole = [phrase for phrase in phrases if not phrase.endswith("*")]
    opening = [phrase.rstrip(" *") for phrase in phrases if phrase.endswith("*")]
    return re.compile(rf"(?:(?P<opening>{_any_of(opening)})|{_any_of(whole)})(?!\w)")


def _any_of(phrases: Sequence[str]) -> str:
    return "|".join(
        re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    )
