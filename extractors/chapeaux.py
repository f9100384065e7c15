"""Lists under a line that governs them: the line, its items, and where an item's own words begin.

(Codebook I10.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.findings import Draft
from extractors.model import CommitmentKind, Span
from extractors.tokens import Tokens
from extractors.vocabulary import senses
from extractors.word_classes import group

LIST_ITEM = re.compile(r"\s*(?:[-–—•*▪●◦‣·§]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,4}|[ivxIVX]{1,5})[.)])\s")
_NOUN_CHAPEAU = {
    "decisions": (CommitmentKind.DECISION, 4),
    "agreements": (CommitmentKind.DECISION, 4),
    "commitments": (CommitmentKind.PLEDGE, 4),
    "pledges": (CommitmentKind.PLEDGE, 4),
    "recommendations": (CommitmentKind.RECOMMENDATION, 2),
}
_AGREED = group("agreed")


@dataclass(slots=True)
class Chapeau:
    """The line that opens a list: what its items are (None: only who speaks in them) and who speaks."""

    draft: Draft | None
    tokens: Tokens
    actor: Span | None
    style: str
    group: int | None = None


def noun_chapeau(tokens: Tokens, low: int) -> Draft | None:
    """Read "Among the decisions agreed by the leaders were:"."""
    words = tokens.words[low:]
    for i, word in enumerate(words[:-1]):
        if word in _NOUN_CHAPEAU and (_AGREED & set(words) or "following" in words):
            kind, strength = _NOUN_CHAPEAU[word]
            at = low + i
            return Draft(
                low, len(tokens), kind, strength, (at, at + 1), word, None, (at, at + 1), "noun_chapeau"
            )
    return None


def plan_item(low: int, end: int) -> Draft:
    """Return the draft of an act that a plan of action lists without a governing line."""
    return Draft(low, end, CommitmentKind.PLEDGE, 4, (low, low + 1), "plan", None, (low, end), "plan_item")


def label_style(text: str, span: Span) -> str:
    """Return how a paragraph is labelled: "1" for figures ("11" for two levels), "a", "-" or "" for none."""
    match = LIST_ITEM.match(text, span.start, span.end)
    if match is None:
        return ""
    mark = next((c for c in match[0] if c.isalnum()), "-")
    return "1" * (1 + match[0].strip(" .)").count(".")) if mark.isdigit() else "a" if mark.isalpha() else "-"


def body_start(tokens: Tokens) -> int:
    """Return the first token behind labels, bullets, run-in headings and datelines."""
    words, i = tokens.words, 0
    while i < min(len(words), 6):
        if (
            words[i] in ("-", "–", "—", ".", ")", "(")
            or (
                i + 1 < len(words)
                and words[i + 1] in (".", ")")
                and (len(words[i]) <= 3 or words[i][0].isdigit())
            )
            or (i and words[i - 1] in ("(",) and len(words[i]) <= 4)
        ):
            i += 1
        else:
            break
    for j in range(i + 1, min(i + 9, len(words) - 2)):
        if words[j] == ":" and not any(w in senses() for w in words[i:j]) and tokens.is_capital(i):
            return j + 1
    return i


def trimmed(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """Drop punctuation and linking words from the edges of a range."""
    while end > start and tokens.words[end - 1] in (
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        "–",
        "—",
        "-",
        "(",
        "[",
        "and",
    ):
        end -= 1
    while start < end and tokens.words[start] in (",", ";", ")", "and", "–", "—", "-", "."):
        start += 1
    return start, end
