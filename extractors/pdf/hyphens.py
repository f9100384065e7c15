"""Lines into one text: what goes between two lines, and which hyphens were only there for the break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractors.lexicon import Entry, load

_SIGNS = "-‐\xad"
_WORD = re.compile(rf"[^\W\d_]+(?:[{_SIGNS}][^\W\d_]+)*[{_SIGNS}]?")
_BROKEN = re.compile(rf"([^\W\d_]+(?:[{_SIGNS}][^\W\d_]+)*)[{_SIGNS}]\Z")
_OPEN_END = re.compile(r"\S[-‐/]\Z|\d[–]\Z")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[-/_=?&%#]\Z")
# A document's symbol or sales number that a line break cuts after a point.
_OPEN_SYMBOL = re.compile(r"(?:\A|[\s(\[])[A-Z]{1,6}(?:/[\w().-]+)*/[A-Za-z]{1,5}\.\Z")
_OPEN_SALES_NUMBER = re.compile(r"\bNos?\. [A-Z]\.(?:\d\d\.[IVX]+\.)?\Z")
_SUSPENDED = re.compile(r"(?:and|or|to)\s")  # "short- and long-term"
_LINKS = frozenset(("to", "of", "by", "in", "the", "and", "a", "as"))  # within "up-to-date"
_TAIL = 4  # pieces of text
_LEAST_BREAKS = 4  # hyphens at line ends from which it can be told that a document breaks no words


class HyphenEntry(Entry, frozen=True, kw_only=True):
    """Words that tell whether a hyphen at the end of a line belongs to the word."""

    part: Literal["first", "second", "compound", "solid", "solid_first", "solid_second"]
    words: tuple[str, ...]


@cache
def _listed(part: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words of a part, and the stems."""
    words = [word for entry in load("hyphens", HyphenEntry) if entry.part == part for word in entry.words]
    stems = tuple(word[:-1] for word in words if word.endswith("*"))
    return frozenset(word for word in words if not word.endswith("*")), stems


def _is_listed(part: str, word: str) -> bool:
    words, stems = _listed(part)
    return word in words or (bool(stems) and word.startswith(stems))


@dataclass(frozen=True, slots=True)
class Hyphens:
    """How a document uses hyphens.

    `words` are those that no line break cuts, in lower case; `soft` the signs that stand nowhere but
    at line ends; `breaks_words` is false where every hyphen at a line end is a word's own.
    """

    words: frozenset[str] = frozenset()
    soft: str = ""
    breaks_words: bool = True

    def between(self, before: str, after: str) -> tuple[int, str]:
        """Return how many characters the end of a line loses, and what is put before the next line."""
        if _ADDRESS.search(before[-200:]):
            return 0, ""
        broken = _BROKEN.search(before[-80:])
        if broken and _SUSPENDED.match(after):
            return 0, " "
        if broken and after[:1].isalpha():
            return (0, "") if self._keeps(broken[1], before[-1], after) else (1, "")
        if _OPEN_END.search(before[-2:]) or _is_open_symbol(before[-40:], after):
            return 0, ""
        if _is_ideographic(before[-1:]) and _is_ideographic(after[:1]):
            return 0, ""
        return 0, " "

    def _keeps(self, first: str, sign: str, after: str) -> bool:
        if sign in self.soft:
            return False
        if not self.breaks_words or self.soft:
            return True
        rest = _WORD.match(after)
        second = rest[0].rstrip(_SIGNS) if rest else ""
        is_acronym = len(first) > 1 and len(second) > 1 and first.isupper() and second.isupper()
        if second[:1].isupper() and not is_acronym:
            return _plain(first + second) not in self.words
        return _keeps_hyphen(_plain(first), _plain(second), self.words, is_acronym)


def hyphens_of(lines: Iterable[str]) -> Hyphens:
    """Return how the lines of a document use hyphens."""
    words: set[str] = set()
    breaks: list[tuple[str, str]] = []
    inner, last = set[str](), set[str]()
    before = ""
    for line in lines:
        found = [word for word in _WORD.findall(line) if word[-1] not in _SIGNS]
        may_be_half = found and line.startswith(found[0]) and found[0].isalpha() and found[0][0].islower()
        if may_be_half and (broken := _BROKEN.search(before[-80:])):
            breaks.append((_plain(broken[1]), _plain(found[0])))
        words.update(_plain(word) for word in found[1 if may_be_half else 0 :])
        inner.update(sign for sign in "‐\xad" if sign in line[:-1])
        last.add(line[-1:])
        before = line
    known = frozenset(words)
    is_broken = any(a + b in known or (a not in known and b not in known) for a, b in breaks)
    soft = "".join(sign for sign in "‐\xad" if sign in last and sign not in inner)
    return Hyphens(known, soft, is_broken or len(breaks) < _LEAST_BREAKS)


def _plain(word: str) -> str:
    return word.lower().replace("‐", "-").replace("\xad", "-")


def _keeps_hyphen(first: str, second: str, words: frozenset[str], is_acronym: bool) -> bool:
    """Tell "long-term" from "depart-ment" by the lexicon and the words the document uses elsewhere."""
    whole, hyphenated = first + second, f"{first}-{second}"
    if (whole in words) != (hyphenated in words):
        return hyphenated in words
    if _is_listed("solid", whole):
        return False
    if _is_listed("compound", hyphenated) and "-" not in first:
        return True
    before, after = first.split("-")[-1], second.split("-")[0]
    if len(before) == 1 or _is_listed("first", first) or (first != before and before in _LINKS):
        return True
    if _is_listed("solid_first", before) and first == before and not is_acronym:
        return second != after and after in words
    if _is_listed("second", second) or (second != after and (after in words or _is_listed("second", after))):
        return True
    if _is_listed("solid_second", second) and first == before:
        return False
    long_enough = is_acronym or (len(before) > 2 and len(after) > 2)
    return long_enough and before in words and after in words


def _is_open_symbol(before: str, after: str) -> bool:
    if not before.endswith(".") or not after[:1].isdigit():
        return False
    return bool(_OPEN_SYMBOL.search(before) or _OPEN_SALES_NUMBER.search(before))


def _is_ideographic(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def join_lines(lines: Sequence[str], hyphens: Hyphens, separator: str | None = None) -> tuple[str, list[int]]:
    """Return the lines as one text and where each begins in it; `separator` overrides the joining."""
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for line in lines:
        if pieces:
            before = "".join(pieces[-_TAIL:])  # an address may run over several lines
            lost, gap = (0, separator) if separator is not None else hyphens.between(before, line)
            if lost:
                pieces[-1] = pieces[-1][:-lost]
            pieces.append(gap)
            length += len(gap) - lost
            if not gap:
                pieces.pop()
        starts.append(length)
        pieces.append(line)
        length += len(line)
    return "".join(pieces).replace("\xad", "-"), starts
