"""Sentences: where one ends and the next begins, so that together they tile the text.

Blocks are the frame: a sentence never crosses into a list item, and into the next paragraph only
where the source broke it by a false blank line (nothing closes the first part and the second goes
on in lower case). Within a block a full stop ends a sentence unless an abbreviation, an initial or
a list label owns it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter

from extractors.grammar.word_classes import group
from extractors.lexicon import Entry, load
from extractors.model import Block, BlockKind, ParsedDocument, Span

_END = re.compile(r"[.!?…]+(?:\[\d{1,3}\])?[\"'”’»)\]*_]*(?=\s)|:(?=[ \t]*\n)")
_WORD_BEFORE = re.compile(r"[^\W_]+(?:\.[^\W_]+)*\Z")
_WORD_AFTER = re.compile(r"\s*[\"'“‘«(\[*_]*([^\W_]+)?")
_LABEL = re.compile(r"\s*(?:[#>\-–—•*▪●]\s*)*\(?(?:\d{1,3}(?:[./]\d{1,3})*|[A-Za-z]|[ivxlcIVXLC]{1,6})[.)]\Z")
_STARTERS = group("sentence_starter")
_OPEN_END = re.compile(r"[\w)\]»”\"’'%,–—-]\Z")
_MARKED = re.compile(r"[-–—•*▪●◦‣·§#|>]|\(?[a-z]{1,4}\)|\(?\d{1,3}[.)]")
_RECITAL = re.compile(r"(?:[a-z]+ly )?[a-z]+(?:ing|ed|ful|ious|zant|are)\b|proceeding|based|having|being")
_MARGINAL = (
    r"(?:[-–—]\s?)?\d{1,3}(?:\s?[-–—]|/\d{1,3})?|\d{2}-\d{5}(?: \([A-Z]\))?|"
    r"[A-Z]{1,8}(?:/[A-Z0-9][\w.()-]{0,16}){1,5}"
)
_FURNITURE = re.compile(rf"(?:{_MARGINAL})(?:\s+(?:{_MARGINAL})){{0,3}}")
_LONGEST_FURNITURE = 48
_LONGEST_WORD = 24
_start = attrgetter("start")
_JOINING = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TITLE, BlockKind.HEADING))


class Abbreviation(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words whose full stop ends no sentence; `binding` if they never stand last in one."""

    binding: bool
    words: tuple[str, ...]


@cache
def _abbreviations() -> dict[str, bool]:
    return {word: entry.binding for entry in load("abbreviations", Abbreviation) for word in entry.words}


def sentence_at(sentences: Sequence[Span], position: int) -> Span:
    """Return the sentence in which a position lies or which it follows; the first where it precedes all.

    `sentences` stand in the order of the text and are not empty.
    """
    return sentences[max(0, bisect_right(sentences, position, key=_start) - 1)]


def split_sentences(parsed: ParsedDocument) -> tuple[Span, ...]:
    """Return the sentences in order; every non-space character stands in exactly one."""
    text = parsed.text
    return tuple(
        sentence for region in _regions(text, parsed.blocks) for sentence in _sentences_of(text, region)
    )


def _regions(text: str, blocks: tuple[Block, ...]) -> Iterator[Span]:
    """Yield blocks, those joined that a false blank line divides, and whatever stands between blocks."""
    start = end = 0
    last: Block | None = None
    skipped: list[Span] = []
    for block in blocks:
        if last is not None and _is_furniture(text, block):
            skipped.append(block.span)
            continue
        before = skipped[-1].end if skipped else end
        joined = (
            last is not None and not text[before : block.span.start].strip() and _goes_on(text, last, block)
        )
        if not joined:
            yield from _tiled(text, (Span(start, end), *skipped) if last else skipped, block.span.start)
            start = block.span.start
        end, last, skipped = block.span.end, block, []
    yield from _tiled(text, (Span(start, end), *skipped) if last else skipped, len(text))


def _tiled(text: str, regions: Sequence[Span], stop: int) -> Iterator[Span]:
    """Yield the regions and whatever stands between them and before `stop`."""
    end = regions[0].start if regions else 0
    for region in regions:
        yield from _trimmed(text, end, region.start)
        yield from _trimmed(text, region.start, region.end)
        end = region.end
    yield from _trimmed(text, end, stop)


def _is_furniture(text: str, block: Block) -> bool:
    """Tell whether a block is the foot or head of a page, in the middle of what the page breaks."""
    if block.span.end - block.span.start > _LONGEST_FURNITURE:
        return False
    return _FURNITURE.fullmatch(text, block.span.start, block.span.end) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    inside = text[start:end]
    if kept := inside.strip():
        start += len(inside) - len(inside.lstrip())
        yield Span(start, start + len(kept))


def _goes_on(text: str, before: Block, after: Block) -> bool:
    """Tell whether `after` continues the sentence that `before` left unfinished."""
    if before.kind not in _JOINING or after.kind not in _JOINING:
        return False
    tail, head = before.span.end - 1, after.span.start
    if not text[head].islower() or not _OPEN_END.match(text[tail]) or _MARKED.match(text, head, head + 6):
        return False
    if text[tail] == ",":
        return before.kind is BlockKind.PARAGRAPH and not _RECITAL.match(text, head, head + 2 * _LONGEST_WORD)
    return True


def _sentences_of(text: str, region: Span) -> Iterator[Span]:
    start = region.start
    for match in _END.finditer(text, region.start, region.end):
        if match.end() < region.end and _is_boundary(text, start, match, region.end):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, region.end)


def _is_boundary(text: str, start: int, match: re.Match[str], limit: int) -> bool:
    """Tell whether a sentence that began at `start` ends with the stop found."""
    if match[0] == ":":
        return True
    after = _WORD_AFTER.match(text, match.end(), min(limit, match.end() + 2 * _LONGEST_WORD))
    follower = after[1] if after and after[1] else ""
    if follower and follower[0].islower() and not match[0].startswith(("!", "?")):
        return False
    if match[0].rstrip(")") != ".":
        return True
    before = _WORD_BEFORE.search(text, max(start, match.start() - _LONGEST_WORD), match.start())
    word = before[0] if before else ""
    if word in _abbreviations():
        return not _abbreviations()[word] and follower.lower() in _STARTERS
    if len(word) == 1 and word.isupper() and follower and not follower.isdigit():
        return False
    return match.start() - start > 12 or _LABEL.match(text, start, match.end()) is None
