"""What sort of document a title or an adopting formula names (codebook D1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.lexicon import Entry, load
from extractors.model import DocType


class TypeEntry(Entry, frozen=True, kw_only=True):
    """The phrases by which titles name a type of document.

    Those of `alone` name it only where they are the whole line; those of `other_languages` name it
    in documents in other languages than English.
    """

    doc_type: DocType
    phrases: tuple[str, ...]
    alone: tuple[str, ...] = ()
    other_languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedType:
    """A type named in some words, with the offsets of the naming phrase within them."""

    doc_type: DocType
    start: int
    end: int
    is_head: bool


ADOPTED = frozenset(
    {
        DocType.COMMUNIQUE, DocType.DECLARATION, DocType.JOINT_STATEMENT, DocType.OUTCOME_DOCUMENT,
        DocType.CHAIR_SUMMARY, DocType.RESOLUTION, DocType.DECISION, DocType.PRESIDENTIAL_STATEMENT,
        DocType.TREATY, DocType.AGREEMENT, DocType.PROTOCOL, DocType.CONVENTION, DocType.MEMORANDUM,
        DocType.PLAN_OF_ACTION, DocType.PROGRAMME, DocType.STRATEGY, DocType.ROADMAP,
    }
)  # fmt: skip
"""Types of text that a meeting adopts; the others are published."""

_COMPLEMENT = re.compile(
    r"\b(?:on|of|for|to|regarding|concerning|about|at|by|from|with|under|in|over)\b", re.I
)
_UNSPACED = re.compile(r"[\u3400-\u9fff]")  # Chinese is written without spaces between words
_SEPARATOR = re.compile(r"[:;–—|(]|\s-\s")
_HEADLINE = re.compile(
    r"\b(?:to (?:host|visit|travel|attend|welcome|meet|hold|convene|deliver|participate|launch|sign|"
    r"announce|discuss)|hosts?|unveils?|adopts?|signs?|(?:signed|adopted)(?! (?:at|by|in|on))|unveiled|"
    r"launche[sd]|launch|ready (?:for|to)|"
    r"agrees?|agreed|announces?|welcomes?|holds?|meets?|concludes?|endorses?|discuss(?:es)?|opens?|"
    r"calls?(?= (?:on|for))|"
    r"pledges?(?= (?:to|support))|begins?|kicks? off|brings?|takes? place|will|attends?|visits|wraps up|"
    r"gathers?)\b",
    re.I,
)


@lru_cache(maxsize=1 << 10)
def named_types(words: str) -> tuple[NamedType, ...]:
    """Return the types that a title's words name, in order; a head stands outside any complement."""
    alone = _alone().get(words.strip(" .:*#").casefold())
    found = [NamedType(alone, 0, len(words), True)] if alone else []
    for match in _pattern().finditer(words.replace("’", "'")):
        before = words[: match.start()]
        cut = max((m.end() for m in _SEPARATOR.finditer(before)), default=0)
        is_head = _COMPLEMENT.search(before, cut) is None
        found.append(NamedType(_types()[match.group().casefold()], match.start(), match.end(), is_head))
    return tuple(found)


def type_of_title(words: str) -> NamedType | None:
    """Return the type that a title gives its document: its first head, or else its first type."""
    types = named_types(words)
    return next((named for named in types if named.is_head), types[0] if types else None)


def is_headline(words: str) -> bool:
    """Tell a news headline, a sentence with a verb, from a title."""
    return _HEADLINE.search(words) is not None


@cache
def _types() -> dict[str, DocType]:
    entries = load("document_types", TypeEntry)
    return {
        phrase: entry.doc_type for entry in entries for phrase in (*entry.phrases, *entry.other_languages)
    }


@cache
def _alone() -> dict[str, DocType]:
    return {phrase: entry.doc_type for entry in load("document_types", TypeEntry) for phrase in entry.alone}


@cache
def _pattern() -> re.Pattern[str]:
    phrases = sorted(_types(), key=lambda phrase: (-len(phrase), phrase))
    words = "|".join(re.escape(phrase) for phrase in phrases if not _UNSPACED.match(phrase))
    unspaced = "|".join(phrase for phrase in phrases if _UNSPACED.match(phrase))
    return re.compile(rf"(?<!\w)(?:{words})(?![\w-])|{unspaced}", re.IGNORECASE)
