"""Persons: names that a title or a function introduces ("Mr. …", "President …")."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from extractors.grammar.word_groups import words
from extractors.grammar.word_places import first_words, word_places
from extractors.model import Span

_GAP = r"(?:[^\S\n]{1,3}|\n)"
_HONORIFIC = (
    rf"Mr|Ms|Mrs|Dr|Prof|Amb|Sen|Gen|Sir|Dame|Sheikh|Sultan|H\.{_GAP}?E|His{_GAP}Excellency|"
    rf"Her{_GAP}Excellency"
)
_RANK = (
    "Vice|Deputy|First|Acting|Prime|Foreign|Under|Assistant|Special|High|Permanent|Former|Executive|"
    "Defence|Defense|Finance|Energy|Interior"
)
_OFFICE = (
    r"President|Minister|Premier|Chancellor|King|Queen|Emir|Crown\sPrince|Secretary[-\s]General|Secretary|"
    r"Director[-\s]General|Director|Ambassador|Chairman|Chairwoman|Chairperson|Coordinator|Commissioner|"
    r"Representative|Envoy|Adviser|Advisor|Speaker|Governor|Senator"
)
_LAST_OF_OFFICE = tuple(sorted({re.findall(r"[A-Z][a-z]+", office)[-1] for office in _OFFICE.split("|")}))
_FUNCTION = rf"(?:(?:{_RANK})[-\s]){{0,3}}(?:{_OFFICE})"
_TITLES, _FUNCTIONS = first_words(_HONORIFIC), first_words(f"{_RANK}|{_OFFICE}")
_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’'-]*[a-zß-ÿ][\w’'-]*"
_PARTICLE = r"(?:bin|al|el|de|da|dos|van|von|der|den|di|ben|ibn)"
_NAME = rf"{_WORD}(?:{_GAP}(?:[A-Z]\.|{_PARTICLE}|{_WORD})){{0,4}}"
_TITLED = re.compile(rf"\b(?:(?:{_HONORIFIC})\b\.?,?{_GAP}){{1,3}}(?:{_FUNCTION}{_GAP})?(?P<name>{_NAME})")
_FUNCTIONARY = re.compile(rf"\b{_FUNCTION}{_GAP}(?P<name>{_NAME})")
_BEFORE_OWNER = re.compile(rf"\b{_FUNCTION}{_GAP}of{_GAP}(?:the{_GAP})?$")
_AFTER_OWNER = re.compile(rf",?{_GAP}(?P<name>{_WORD}{_GAP}{_NAME})")
_NAME_WORDS = re.compile(r"[^\s]+")
_NOT_NAMES = words("person_words", "not-names")


def find_persons(text: str) -> Iterator[Span]:
    """Yield the spans of the names that follow a title or a function."""
    for pattern, words_before in ((_TITLED, _TITLES), (_FUNCTIONARY, _FUNCTIONS)):
        for match in word_places(text).matches(pattern, words_before):
            span = _name_only(text, match)
            if span is not None:
                yield span


def person_after(text: str, owner: Span) -> Span | None:
    """Return the name after "President of <owner>", where `owner` is a state's or body's name."""
    low = max(0, owner.start - 60)
    lead = " ".join(text[low : owner.start].split()[-3:]).removesuffix(" the").removesuffix(" of")
    if not (lead.endswith(_LAST_OF_OFFICE) and _BEFORE_OWNER.search(text, low, owner.start)):
        return None
    match = _AFTER_OWNER.match(text, owner.end)
    return _name_only(text, match) if match else None


def _name_only(text: str, match: re.Match[str]) -> Span | None:
    """Cut the match at the first word that no name holds."""
    start, end = match.start("name"), match.start("name")
    for word in _NAME_WORDS.finditer(text, *match.span("name")):
        bare = word.group().removesuffix("'s").removesuffix("’s")
        if bare in _NOT_NAMES:
            break
        end = word.start() + len(bare)
        if bare != word.group():
            break
    name = text[start:end]
    trimmed = re.sub(rf"(?:\s+{_PARTICLE})+$", "", name)
    return Span(start, start + len(trimmed)) if len(trimmed) > 1 else None


def person_key(name: str) -> str:
    """Return a name in plain ASCII capitals, such as `ANTONIO_GUTERRES`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "_".join(re.findall(r"[A-Z0-9]+", plain.upper()))
