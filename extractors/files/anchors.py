"""Footnotes to their anchors: where in the running text the mark of each note stands.

Numbers begin anew on every page of some documents, and a raised digit may be a square or a power. So a
mark is paired only where its page has as many anchors of it as notes; elsewhere nobody can tell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.model import Block, BlockKind, Page

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_RAISED, "0123456789")
_NOTE = re.compile(
    rf"\[(?P<label>\^[^\]\s]{{1,20}})\]:|(?P<raised>[{_RAISED}]{{1,3}})|(?P<sign>\*{{1,3}}|[†‡])"
    r"|(?P<slash>\d{1,3}/)\s|(?P<level>\d{1,3})[.)]?\s"
)
_ANCHOR = re.compile(
    r"\[(?P<label>\^[^\]\s]{1,20})\](?!:)"
    rf"|(?<=\S)(?<!\bm)(?<!\b[kc]m)(?<![{_RAISED}])(?P<raised>[{_RAISED}]{{1,3}})(?![{_RAISED}])"
    r"|(?<=[^\s*])(?P<sign>\*{1,3}|[†‡])(?![*\w])"
    r"|(?<![\w/.])(?P<slash>\d{1,3}/)(?=[\s.,;:)]|\Z)"
)
_OUTSIDE = (BlockKind.FOOTNOTE, BlockKind.HEADER, BlockKind.FOOTER)


def with_anchors(blocks: Sequence[Block], text: str, pages: Sequence[Page]) -> tuple[Block, ...]:
    """Return the blocks, the footnotes with the offset of their anchor where it can be told."""
    notes: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number, block in enumerate(blocks):
        if block.kind is BlockKind.FOOTNOTE and (mark := _NOTE.match(text, block.span.start)):
            notes[block.page_number or 0, _plain(mark)].append(number)
    anchors: dict[tuple[int, str], list[int]] = defaultdict(list)
    for page, sign, start in _anchors(blocks, text, pages) if notes else ():
        anchors[page, sign].append(start)
    found: dict[int, int] = {}
    for key, numbers in notes.items():
        if len(numbers) == len(anchors[key]) or _is_label(key, numbers):
            found.update(zip(numbers, anchors[key], strict=False))
    return tuple(replace(block, anchor_start=found.get(number)) for number, block in enumerate(blocks))


def _anchors(blocks: Sequence[Block], text: str, pages: Sequence[Page]) -> Iterator[tuple[int, str, int]]:
    """Yield page (0 in a text file), mark and offset of what may be an anchor, in text order."""
    starts = [page.char_start for page in pages]
    for block in blocks:
        if block.kind in _OUTSIDE:
            continue
        for anchor in _ANCHOR.finditer(text, block.span.start, block.span.end):
            number = bisect_right(starts, anchor.start())
            yield (pages[number - 1].number if number else 0), _plain(anchor), anchor.start()


def _plain(mark: re.Match[str]) -> str:
    return str(mark[mark.lastgroup or 0]).translate(_DIGITS)


def _is_label(key: tuple[int, str], numbers: Sequence[int]) -> bool:
    """Tell whether a mark names one note, as Markdown's do, however often it is referred to."""
    return key[1].startswith("^") and len(numbers) == 1
