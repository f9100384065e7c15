"""Headings and the title, told by their words where type and layout do not tell them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.model import Block, BlockKind

CLOSED = (".", "!", "?", ":", ";")
"""What ends a sentence or a clause."""

_CLOSING_QUOTES = "\"'”’»"
_LONGEST = 160  # characters
_MOST_WORDS = 24
_RUNNING_TEXT = 200  # characters from which a paragraph is text and no title can follow
_MASTHEAD_LINES = 40
# The mastheads of official documents: the lines above the title that say where the document belongs.
_MASTHEAD = re.compile(
    r"(?:united nations|nations unies|distr\b.*|original:.*|.{0,60}\bsession"
    r"|(?:provisional )?agenda item\b.*|items? \d+.*)\Z",
    re.I,
)


def is_heading_text(text: str) -> bool:
    """Tell by its words whether a block of its own is a heading: short, and no sentence or date."""
    if len(text) > 2 * _LONGEST or not text:
        return False
    letters = sum(c.isalpha() for c in text)
    if letters >= 4 and letters > 0.5 * len(text) and text.isupper():
        return True
    if len(text) > _LONGEST or letters <= 0.5 * len(text) or len(text.split()) > _MOST_WORDS:
        return False
    aside = text.startswith("(") and text.endswith(")")
    is_closed = text.rstrip(_CLOSING_QUOTES).endswith((*CLOSED, ",", "…"))
    return not aside and not is_closed and not text[0].islower()


def with_title(blocks: Sequence[Block], text: str) -> tuple[Block, ...]:
    """Return the blocks with the first heading made the title.

    A masthead is no title, and neither is a heading that comes after running text.
    """
    start = _end_of_masthead(blocks, text)
    for i, block in enumerate(blocks[start:], start):
        if block.kind is BlockKind.HEADING:
            return (*blocks[:i], replace(block, kind=BlockKind.TITLE), *blocks[i + 1 :])
        if block.kind is BlockKind.PARAGRAPH and block.span.end - block.span.start >= _RUNNING_TEXT:
            break
    return tuple(blocks)


def _end_of_masthead(blocks: Sequence[Block], text: str) -> int:
    """Return the position after the last masthead line near the top, 0 where there is none."""
    lines = (
        block.span.of(text) if block.span.end - block.span.start < 200 else ""
        for block in blocks[:_MASTHEAD_LINES]
    )
    return max((i + 1 for i, line in enumerate(lines) if _MASTHEAD.match(line)), default=0)
