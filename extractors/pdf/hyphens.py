"""Lines into one text: what goes between two lines, and which hyphens were only there for the break."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*[-‐]?")
_BROKEN = re.compile(r"([^\W\d_]+(?:[-‐][^\W\d_]+)*)[-‐]\Z")
_OPEN_END = re.compile(r"\S[-‐/]\Z|\d[–]\Z")
# What the first half is, where the hyphen stays.
_PREFIX = re.compile(r"(?:non|self|well|vice|cross|long|short|anti|multi|post|mid)\Z")
_TENS = re.compile(r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty\Z")
# What the second half of a compound with a hyphen may be.
_COMPOUND = re.compile(
    r"(?:appropriate|based|border|building|centered|centred|free|friendly|general|inclusive|keeping|led|level"
    r"|making|oriented|owned|raising|related|responsive|scale|sensitive|sharing|specific|term|up|wide)\Z"
)


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """Return the words of a document that no line break cuts, in lower case."""
    words: set[str] = set()
    for line in lines:
        found = [word for word in _WORD.findall(line) if word[-1] not in "-‐"]
        may_be_half = found and line.startswith(found[0]) and found[0].isalpha() and found[0][0].islower()
        words.update(word.lower() for word in found[1 if may_be_half else 0 :])
    return frozenset(words)


def between(before: str, after: str, words: frozenset[str]) -> tuple[int, str]:
    """Return how many characters the end of a line loses, and what is put before the next line."""
    broken = _BROKEN.search(before[-80:])
    if broken and after[:1].islower():
        rest = _WORD.match(after)
        first, second = broken[1].lower(), rest[0].lower().rstrip("-‐") if rest else ""
        if before.endswith("‐") and not any("‐" in word for word in words):
            return 1, ""  # a typesetter that breaks words with U+2010 and writes its hyphens as "-"
        return (0, "") if _keeps_hyphen(first, second, words) else (1, "")
    if _OPEN_END.search(before[-2:]) or (_is_ideographic(before[-1:]) and _is_ideographic(after[:1])):
        return 0, ""
    return 0, " "


def _keeps_hyphen(first: str, second: str, words: frozenset[str]) -> bool:
    """Tell "long-term" from "depart-ment" by the words that the document uses elsewhere."""
    if first + second in words:
        return False
    if f"{first}-{second}" in words or _TENS.search(first) or _PREFIX.match(first) or _COMPOUND.match(second):
        return True
    last = first.rsplit("-", 1)[-1]
    return len(last) > 2 and len(second) > 2 and last in words and second in words


def _is_ideographic(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def join_lines(
    lines: Sequence[str], words: frozenset[str], separator: str | None = None
) -> tuple[str, list[int]]:
    """Return the lines as one text and where each begins in it; `separator` overrides the joining."""
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    for line in lines:
        if pieces:
            lost, gap = (0, separator) if separator is not None else between(pieces[-1], line, words)
            if lost:
                pieces[-1] = pieces[-1][:-lost]
            pieces.append(gap)
            length += len(gap) - lost
            if not gap:
                pieces.pop()
        starts.append(length)
        pieces.append(line)
        length += len(line)
    return "".join(pieces), starts
