"""Plain text and Markdown into blocks: which lines belong together, and what each block is.

The text itself is never touched. A block is a run of whole lines without the outer whitespace, so
that the blocks together hold every non-space character exactly once, in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.files.headings import CLOSED, is_heading_text, with_title
from extractors.model import Block, BlockKind, Span

LIST_MARKER = re.compile(
    r"(?:[-+–—•*▪●◦‣·§]|\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\(\d{1,3}\)|\([a-z]{1,4}\)|[a-z]\)|"
    r"[ivxIVX]{1,5}[.)])\s+(?=\S)"
)
"""What a list item or a numbered paragraph begins with."""

_LINE = re.compile(r"([^\r\n\v\f\x85\u2028\u2029]*)(?:\r\n|[\r\n\v\f\x85\u2028\u2029]|\Z)")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\Z")
_RULE = re.compile(r"[\s*_=~–—-]+\Z")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,20}\]:|[¹²³⁰⁴-⁹]{1,3}\s*\S|\d{1,3}/\s+\S")
_NOTE_REFERENCE = re.compile(r"(?:\[\^?[^\]\s]{1,20}\]|[¹²³⁰⁴-⁹])+\Z")
_FENCE = re.compile(r"`{3,}|~{3,}")
_UNFINISHED = 60  # characters from which a line without a stop is no heading but half a sentence
_LONGEST_HEADING = 400  # characters
_LONGEST_HARD_WRAP = 120  # columns; a longer line was never wrapped by hand or by a mail program


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its outer whitespace; `is_first` after a blank line, `is_last` before one."""

    start: int
    text: str
    indent: int
    is_first: bool
    is_last: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def width(self) -> int:
        return self.indent + len(self.text)

    @property
    def is_row(self) -> bool:
        return self.text.startswith("|") and len(self.text) > 1

    @property
    def is_quoted(self) -> bool:
        return self.text.startswith(">") and len(self.text) > 1

    @property
    def is_item(self) -> bool:
        return LIST_MARKER.match(self.text) is not None and _RULE.match(self.text) is None


def text_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text, trimmed, in order; they cover every non-space character."""
    groups = list(_groups(_lines(text)))
    blocks = [Block(_kind(group, text), Span(group[0].start, group[-1].end)) for group in groups]
    return with_title(blocks, text)


def _lines(text: str) -> list[_Line]:
    found = [(m.start(), m[1]) for m in _LINE.finditer(text) if m.start() < len(text)]
    blank = [True, *(not line.strip() for _, line in found), True]
    lines = []
    for i, (start, line) in enumerate(found):
        indent = len(line) - len(line.lstrip())
        if not blank[i + 1]:
            lines.append(_Line(start + indent, line.strip(), indent, blank[i], blank[i + 2]))
    return lines


def _groups(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Yield the lines of one block after another."""
    width = _wrap_width(lines)
    fences = _fences(lines)
    group: list[_Line] = []
    fenced_to = -1
    for i, line in enumerate(lines):
        opens = i > fenced_to and i in fences
        continues = _runs_over_gap if line.is_first else _continues
        if group and (opens or (i > fenced_to and not continues(group, line, width))):
            yield group
            group = []
        group.append(line)
        if opens:
            fenced_to = fences[i]
        elif i == fenced_to:
            yield group
            group = []
    if group:
        yield group


def _fences(lines: Sequence[_Line]) -> dict[int, int]:
    """Return where each fenced stretch of code begins and ends; a fence that is not closed is none."""
    found: dict[int, int] = {}
    opened: tuple[int, str] | None = None
    for i, line in enumerate(lines):
        fence = _FENCE.match(line.text)
        if fence is None:
            continue
        if opened is None:
            opened = i, fence[0]
        elif line.text == fence[0] and fence[0].startswith(opened[1]):
            found[opened[0]] = i
            opened = None
    return found


def _wrap_width(lines: Sequence[_Line]) -> int:
    """Return the column at which the text was wrapped, 0 where each line is a paragraph of its own."""
    inner = sorted(line.width for line in lines if not line.is_last and line.width <= _LONGEST_HARD_WRAP)
    long = sum(line.width > _LONGEST_HARD_WRAP for line in lines)
    if not inner or long > 0.2 * len(inner):
        return 0
    width = inner[min(len(inner) - 1, int(0.95 * len(inner)))]
    return width if width >= 40 else 0


def _continues(group: Sequence[_Line], line: _Line, width: int) -> bool:
    """Tell whether a line goes on with the block that the lines before it began."""
    first, before = group[0], group[-1]
    if before.is_row or line.is_row:
        return before.is_row and line.is_row
    if before.is_quoted or line.is_quoted:
        return before.is_quoted and line.is_quoted
    if _UNDERLINE.match(line.text):
        return len(group) == 1 and not first.is_item
    if _MARKDOWN_HEADING.match(line.text) or _MARKDOWN_HEADING.match(before.text) or _RULE.match(before.text):
        return False
    if line.is_item and (before.text.endswith((*CLOSED, ",")) or before.width < 0.7 * width or not width):
        return False
    if line.indent > first.indent and (first.is_item or first.text.startswith("[^")):
        return True
    if line.indent >= before.indent + 2 and not first.is_item:
        return False
    return _is_wrapped(before, line, width)


def _runs_over_gap(group: Sequence[_Line], line: _Line, width: int) -> bool:
    """Tell whether a sentence goes on after a blank line that fell into it when the text was copied."""
    text = group[-1].text
    unfinished = len(text) >= _UNFINISHED and (text[-1].isalnum() or text[-1] == ")")
    return unfinished and line.text[0].islower() and not group[0].text[0].islower() and not line.is_item


def _is_wrapped(before: _Line, line: _Line, width: int) -> bool:
    """Tell whether the break before a line is there because the line before it was full."""
    goes_on = line.text[0].islower()
    if not width:
        return goes_on and before.text[-1].isalpha()
    first_word = len(line.text.split(None, 1)[0])
    if before.width + 1 + first_word > 0.97 * width:
        return True
    if goes_on and not before.text.endswith(CLOSED):
        return before.width >= 0.5 * width
    return before.width >= 0.7 * width and not before.text.endswith((*CLOSED, ","))


def _kind(group: Sequence[_Line], text: str) -> BlockKind:
    first = group[0]
    if _MARKDOWN_HEADING.match(first.text) or (len(group) > 1 and _UNDERLINE.match(group[-1].text)):
        return BlockKind.HEADING
    if _FOOTNOTE.match(first.text):
        return BlockKind.FOOTNOTE
    if first.is_item:
        return BlockKind.LIST_ITEM
    if first.is_row and len(group) > 1:
        return BlockKind.TABLE
    if first.is_quoted or _FENCE.match(first.text):
        return BlockKind.PARAGRAPH
    is_short = group[-1].end - first.start <= _LONGEST_HEADING  # a slice of a huge text is a copy of it
    is_heading = is_short and is_heading_text(_NOTE_REFERENCE.sub("", text[first.start : group[-1].end]))
    return BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
