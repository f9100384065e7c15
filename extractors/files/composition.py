"""The canonical text of a file that is no plain text: its blocks, one after another, a blank line between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.files.headings import is_heading_text, with_title
from extractors.files.text import LIST_MARKER, text_blocks
from extractors.model import Block, BlockKind, Span

_GAP = "\n\n"
_BLANKS = re.compile(r"[^\S\n\xa0]+")
_AROUND_BREAK = re.compile(r" ?\n\s*")
_NO_TEXT = re.compile(r"[\xad\u200b\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Canonical:
    """A canonical text, its blocks, and the encoding in which the file held the characters."""

    text: str
    blocks: tuple[Block, ...]
    encoding: str


@dataclass(slots=True)
class Composer:
    """A canonical text while it grows. Whitespace is evened out; a line break within a block is kept."""

    _pieces: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _length: int = 0

    def add(self, kind: BlockKind, text: str, marker: str = "") -> None:
        """Append a block, if there is any text in it; `marker` is put before a list item that has none."""
        text = _AROUND_BREAK.sub("\n", _BLANKS.sub(" ", _NO_TEXT.sub("", text))).strip()
        if not text:
            return
        if marker and not LIST_MARKER.match(text):
            text = f"{marker} {text}"
        self.add_as_it_is(kind, text)

    def add_as_it_is(self, kind: BlockKind, text: str) -> None:
        """Append a block whose text is canonical already."""
        self._append(text, [Block(kind, Span(0, len(text)))])

    def add_paragraph(self, text: str) -> None:
        """Append a block that is a heading, a list item or a paragraph, as its words tell."""
        words = text.strip()
        if LIST_MARKER.match(words):
            self.add(BlockKind.LIST_ITEM, text)
        else:
            self.add(BlockKind.HEADING if is_heading_text(words) else BlockKind.PARAGRAPH, text)

    def add_table(self, rows: Sequence[Sequence[str]]) -> None:
        """Append a table: a line for each row, a tabulator between cells."""
        lines = ("\t".join(" ".join(_NO_TEXT.sub("", cell).split()) for cell in row) for row in rows)
        if text := "\n".join(line.rstrip() for line in lines if line.strip()).lstrip():
            self.add_as_it_is(BlockKind.TABLE, text)

    def add_plain(self, text: str) -> None:
        """Append a plain text just as it is, in the blocks that its lines make."""
        self._append(text, text_blocks(text))

    def finish(self, encoding: str) -> Canonical:
        """Return the text and its blocks, the first heading made the title."""
        text = "".join(self._pieces)
        return Canonical(text, with_title(self._blocks, text), encoding)

    def _append(self, text: str, blocks: Sequence[Block]) -> None:
        if self._pieces:
            self._pieces.append(_GAP)
            self._length += len(_GAP)
        for block in blocks:
            span = Span(self._length + block.span.start, self._length + block.span.end)
            self._blocks.append(Block(block.kind, span))
        self._pieces.append(text)
        self._length += len(text)


def is_grid(rows: Sequence[Sequence[str]]) -> bool:
    """Tell a table of data from one that only sets text side by side."""
    cells = [cell for row in rows for cell in row]
    return len(rows) > 1 and max(map(len, rows)) > 1 and max(map(len, cells)) <= 1000


def superscript(text: str) -> str:
    """Return the raised digits of a footnote's number as raised digits; other text as it is."""
    return text.translate(_SUPERSCRIPT) if text.strip().isdecimal() and text.isascii() else text
