"""Instruments that acts are done on: those with a name, and those that are only described.

"The signing of a memorandum of understanding between Norway and Sweden" is an act, though no name
makes the memorandum known; "the agreement" alone only points back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.events.extents import Surroundings, extent_right
from extractors.grammar.sentences import sentence_at
from extractors.grammar.word_groups import words
from extractors.grammar.word_places import first_words, in_any_case, word_places
from extractors.model import InstrumentMention, InstrumentRole, Span

_REACH = 90  # characters before the noun in which its article and adjectives stand
_SMALL = (
    r"of|and|or|to|in|on|for|with|by|from|as|at|under|between|that|which|the|an?|its|their|our|this|these"
)
_LEAD = re.compile(
    rf"\b(?:the|an?|its|their|our|this|two|several|multiple)\s+"
    rf"(?P<words>(?:(?!(?:{_SMALL})\b)[\w’'./&-]+\s+){{0,6}})$",
    re.I,
)
_GOES_ON = re.compile(r"\s[A-Z][a-z]")  # "the Lake Treaty Organization"
_ACT = re.compile(r",?\s(?:adopted|signed|concluded)\s(?:on|in|at)\s")
_ACRONYM = re.compile(r"\s\([A-Z][\w-]{1,12}\)")

_ENTITLED = re.compile(r",?\s(?:entitled|titled|called)\s(?:“[^”]{3,300}”|\"[^\"]{3,300}\"|«[^»]{3,300}»)")
_LARGE = re.compile(r"^\s(?:for|on|to|of)\s(?:the\s)?[A-Z][a-z]")

_TYPE = "Treaty|Convention|Agreement|Protocol|Covenant|Charter|Statute|Pact|Accord|Amendment|Memorandum"
_TYPE_WORDS = frozenset(_TYPE.split("|"))
_TYPES = re.compile(rf"\b(?:{_TYPE})\b")
_POINTING = re.compile(
    rf"\b[Tt]he\s(?P<type>{_TYPE})\b(?!\s(?:of|on|for|to|between|against|concerning|"
    rf"regarding)\s(?:the\s)?[A-Z]|\s[A-Z])"
)
_THE = frozenset(("the", "The"))
# "the signing, on 3 May 2021, of an agreement to fish"
_DATED_BEFORE = re.compile(
    r"\b(?:signing|signature|adoption|conclusion),?\son\s[\w\s]{3,20}\d{4},?\sof\s(?:an?|the)\s+$"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """An instrument in the text, with its key if it has a name; one without may have a title.

    `name` is what "the Treaty" was called before, or these words where it was not.
    """

    span: Span
    key: str | None = None
    is_titled: bool = False
    name: str | None = None

    @property
    def points_back(self) -> bool:
        """Tell "the Treaty", which has its `name` from where it was named, or none."""
        return self.name is not None


def named_papers(mentions: Sequence[InstrumentMention]) -> list[Paper]:
    """Return the instruments with a name, without those inside another's name and the document's title."""
    kept: list[Paper] = []
    for mention in sorted(mentions, key=lambda each: (each.span.start, -each.span.end)):
        if mention.role is not InstrumentRole.TITLE and not (kept and kept[-1].span.covers(mention.span)):
            kept.append(Paper(mention.span, mention.instrument_key))
    return kept


def papers_pointed_to(text: str, named: Sequence[Paper]) -> Iterator[Paper]:
    """Yield "the Treaty" and the like, each with the name and key of the last such treaty before it."""
    starts = [paper.span.start for paper in named]
    last: dict[str, Paper] = {}
    following = 0
    for match in word_places(text).matches(_POINTING, _THE, _TYPE_WORDS.__contains__):
        index = bisect_right(starts, match.start("type")) - 1
        for paper in named[following : index + 1]:
            last.update((word, paper) for word in _TYPES.findall(paper.span.of(text)))
        following = max(following, index + 1)
        if index < 0 or named[index].span.end <= match.start():
            meant = last.get(match["type"])
            name = " ".join(meant.span.of(text).split()) if meant is not None else match["type"]
            yield Paper(Span(*match.span("type")), meant.key if meant is not None else None, name=name)


def described_papers(
    text: str, sentences: Sequence[Span], named: Sequence[Paper], around: Surroundings
) -> Iterator[Paper]:
    """Yield the instruments without a name, in text order."""
    named_starts = [paper.span.start for paper in named]
    for noun in word_places(text).matches(_nouns_pattern(), _first_words()):
        index = bisect_right(named_starts, noun.start()) - 1
        sentence = sentence_at(sentences, noun.start())
        is_in_name = index >= 0 and named[index].span.end > noun.start()
        if is_in_name or noun.end() > sentence.end or _GOES_ON.match(text, noun.end()):
            continue
        lead = _LEAD.search(text, max(sentence.start, noun.start() - _REACH), noun.start())
        start = lead.start("words") if lead is not None else noun.start()
        acronym = _ACRONYM.match(text, noun.end(), sentence.end)
        end, _ = extent_right(
            text, acronym.end() if acronym is not None else noun.end(), sentence.end, around
        )
        is_dated = (
            lead is not None and _ACT.match(text, end, sentence.end) is not None
        )  # "its Protocol adopted on"
        is_dated = is_dated or _is_dated_before(text, noun.start())
        titled = _ENTITLED.match(text, noun.end(), sentence.end)
        end = titled.end() if titled is not None else end
        if start < noun.start() or end > noun.end() or is_dated:
            is_titled = titled is not None or _is_large(noun.group(), text[noun.end() : end])
            yield Paper(Span(start, end), is_titled=is_titled)


def _is_dated_before(text: str, start: int) -> bool:
    """Tell "the signing, on 3 May 2021, of an" before the noun at `start`."""
    return _DATED_BEFORE.search(text, max(0, start - _REACH), start) is not None


def _is_large(noun: str, complement: str) -> bool:
    """Tell "Guidelines for the Use of Lakes" from "guidelines for the use of lakes"."""
    return noun[0].isupper() and _LARGE.search(complement) is not None


@cache
def _nouns_pattern() -> re.Pattern[str]:
    longest_first = sorted(words("event_words", "papers"), key=lambda form: (-len(form), form))
    forms = "|".join(re.escape(form).replace("\\ ", "\\s") for form in longest_first)
    return re.compile(rf"\b(?:{forms})\b", re.I)


@cache
def _first_words() -> frozenset[str]:
    return in_any_case(first_words("|".join(sorted(words("event_words", "papers")))))
