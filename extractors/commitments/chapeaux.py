"""Lists under a line that governs them: the line, its items, and where an item's own words begin.

(Codebook I10.) Lists nest: an item that ends with a colon opens a list of its own, and the verb of
the outermost line governs the items of both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from extractors.commitments.findings import Draft
from extractors.grammar.tokens import Tokens
from extractors.grammar.vocabulary import senses
from extractors.grammar.word_classes import DETERMINERS, PERSONAL, group
from extractors.model import CommitmentKind, Span

LIST_ITEM = re.compile(r"\s*(?:[-–—•*▪●◦‣·§]|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,4}|[ivxIVX]{1,5})[.)])\s")
_NOUN_CHAPEAU = {
    "decisions": (CommitmentKind.DECISION, 4),
    "agreements": (CommitmentKind.DECISION, 4),
    "commitments": (CommitmentKind.PLEDGE, 4),
    "pledges": (CommitmentKind.PLEDGE, 4),
    "recommendations": (CommitmentKind.RECOMMENDATION, 2),
}
_AGREED = group("agreed")


_ROMAN = re.compile(r"[ivx]+\Z")
_NEAR = 8  # tokens within which who speaks is named
_LONGEST_SPEAKER = 60  # tokens of a line such as "The participants of the meeting:"


class Chapeau(msgspec.Struct):
    """The line that opens a list: what its items are (None: only who speaks in them) and who speaks.

    `style` is the label's own, `item_style` that of the items (None before the first), `sentence`
    the line's position among the sentences. `acts_only` says that only items that name acts count,
    the line being complete without them ("urges all States to act, inter alia, to:"). `due` is the
    line's draft where an item has a verb of its own and takes only the deadline.
    """

    draft: Draft | None
    tokens: Tokens
    actor: Span | None
    style: str
    sentence: int | None = None
    acts_only: bool = False
    item_style: str | None = None
    last_label: str = ""
    group: int | None = None
    due: Draft | None = None


@dataclass(slots=True)
class OpenLists:
    """The lists that stand open at a point of the text, the innermost last."""

    stack: list[Chapeau] = field(default_factory=list)

    def open(self, chapeau: Chapeau) -> None:
        """Open a list inside the open ones."""
        self.stack.append(chapeau)

    def close(self) -> None:
        """Close all lists."""
        self.stack.clear()

    def nest(self, chapeau: Chapeau) -> None:
        """Open a list under an item of `chapeau`, governed by the same line."""
        style = chapeau.item_style or ""
        self.stack.append(replace(chapeau, style=style, item_style=None, last_label="", group=None))

    def take(self, label: str, *, admits: bool) -> Chapeau | None:
        """Return the list that a paragraph with this label is an item of, closing those that have ended.

        `admits` says that the paragraph looks like an item: labelled, or without a capital letter.
        """
        while self.stack:
            top = self.stack[-1]
            style = label_style(label, top.last_label)
            may_follow = admits or top.draft is None
            if top.item_style is None:
                fits = may_follow and not (style and style in self._styles())
            else:
                is_first_label = top.draft is None and not top.item_style  # recitals, then numbers
                fits = may_follow and (style == top.item_style or is_first_label)
            if fits:
                top.item_style, top.last_label = style, label
                return top
            self.stack.pop()
        return None

    def _styles(self) -> set[str | None]:
        """Return the labels in use around the innermost list: none of them opens it."""
        return {self.stack[-1].style, *(outer.item_style for outer in self.stack[:-1])}


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


def label_of(text: str, span: Span) -> str:
    """Return a paragraph's label: "3", "(3", "2.1", "b", "iv", "-" for any bullet, "" for none."""
    match = LIST_ITEM.match(text, span.start, span.end)
    if match is None:
        return ""
    written = match[0].strip().rstrip(".)")
    label = "".join(c for c in written if c.isalnum() or c == ".")
    return f"({label}" if written.startswith("(") and label.isdigit() else label or "-"


def label_style(label: str, before: str = "") -> str:
    """Return how a paragraph is labelled: "1", "11" (two levels), "(1", "a", "A", "i", "I", "-" or "".

    A letter such as "i" is a Roman figure unless it follows its neighbour in the alphabet (`before`).
    """
    if not label or label == "-":
        return label
    if label[-1].isdigit():
        return "(1" if label[0] == "(" else "1" * (1 + label.count("."))
    small = "a" if label.islower() else "A"
    follows = len(label) == 1 and len(before) == 1 and ord(before) + 1 == ord(label)
    if _ROMAN.match(label.lower()) and not follows:
        return "i" if label.islower() else "I"
    return small


def speaker(tokens: Tokens, low: int) -> Span | None:
    """Return who speaks in the items under a line such as "The participants of the meeting:"."""
    end = len(tokens) - 1
    if not low < end < low + _LONGEST_SPEAKER:
        return None
    words = tokens.words[low:end]
    named = bool(group("person_actor") & set(words[:8])) or tokens.is_capital(low)
    opens = words[0] in DETERMINERS or words[0] in PERSONAL or words[0] in group("person_actor")
    return tokens.span(low, end) if opens and named else None


def cut_speaker(tokens: Tokens, low: int) -> Span | None:
    """Return who speaks in the paragraphs behind one that a comma breaks off ("We, the Ministers,")."""
    opening = tokens.words[low : low + _NEAR]
    is_named = opening[0] == "we" or not group("person_actor").isdisjoint(opening)
    return speaker(tokens, low) if tokens.words[-1] == "," and is_named else None


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
    reach = range(i + 1, min(i + 9, len(words) - 2))
    for j in reach if ":" in words[i + 1 : i + 9] else ():
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
