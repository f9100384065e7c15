"""Pages of glyphs into a document's canonical text, its blocks and its pages.

The text is the running text in reading order, then the footnotes, then the running heads and page
numbers, one block a paragraph with a blank line between, so that sentences run on over a page and
nothing on the page is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from extractors.files.headings import with_title
from extractors.model import Block, BlockKind, Page, Span, TextLine
from extractors.pdf.columns import in_reading_order
from extractors.pdf.furniture import SortedPage, without_footnotes, without_running_heads
from extractors.pdf.glyphs import Rule
from extractors.pdf.hyphens import join_lines, vocabulary
from extractors.pdf.lines import Line, mirrored
from extractors.pdf.paragraphs import Paragraph, Typeface, body_typeface, paragraphs

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class PageLines:
    """The runs of text on a page, those that run sideways apart; sizes in points."""

    number: int
    width: float
    height: float
    lines: list[Line]
    sideways: list[Line]
    rules: list[Rule]


@dataclass(frozen=True, slots=True)
class Laid:
    """A document's canonical text, with its pages, blocks and lines in text order."""

    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    lines: tuple[TextLine, ...]


@dataclass(slots=True)
class _Text:
    """The canonical text while it grows; `page_starts` maps a page to where its running text begins."""

    words: frozenset[str]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    page_starts: dict[int, int] = field(default_factory=dict)

    def add(self, paragraph: Paragraph) -> None:
        """Append a block."""
        if self.pieces:
            self.pieces.append(_GAP)
            self.length += len(_GAP)
        separator = "\n" if paragraph.kind is BlockKind.TABLE else None
        text, starts = join_lines([line.text for line in paragraph.lines], self.words, separator)
        for line, (start, end) in zip(paragraph.lines, pairwise((*starts, len(text))), strict=True):
            start += self.length
            self.page_starts.setdefault(line.page, start)
            end = start + len(text[start - self.length : end].rstrip())
            box = line.box
            self.lines.append(TextLine(start, end, line.page, box.x0, box.top, box.x1, box.bottom))
        first = paragraph.lines[0]
        span = Span(self.length, self.length + len(text))
        self.blocks.append(Block(paragraph.kind, span, first.page, first.box))
        self.pieces.append(text)
        self.length += len(text)


def lay_out(pages: Sequence[PageLines]) -> Laid:
    """Return a document's pages as one text."""
    sorted_pages = without_running_heads([page.lines for page in pages])
    typeface = body_typeface(chain.from_iterable(page.body for page in sorted_pages))
    rules = [page.rules for page in pages]
    sorted_pages = [without_footnotes(*page, typeface.size) for page in zip(sorted_pages, rules, strict=True)]
    text = _Text(vocabulary(line.text for page in pages for line in page.lines))
    for paragraph in paragraphs(_ordered((page.body for page in sorted_pages), rules), typeface):
        text.add(paragraph)
    page_starts, end = dict(text.page_starts), text.length
    for paragraph in _beside(pages, sorted_pages, rules, typeface):
        text.add(paragraph)
    canonical = "".join(text.pieces)
    return Laid(
        text=canonical,
        pages=_pages(pages, page_starts, canonical, end),
        blocks=with_title(text.blocks, canonical),
        lines=tuple(text.lines),
    )


def _ordered(pages: Iterable[Sequence[Line]], rules: Sequence[Sequence[Rule]]) -> list[Line]:
    """Return the lines of all pages in reading order, their columns numbered through."""
    lines: list[Line] = []
    for page, page_rules in zip(pages, rules, strict=True):
        first_column = lines[-1].column + 1 if lines else 0
        lines += in_reading_order(mirrored(page), page_rules, first_column)
    return lines


def _beside(
    pages: Sequence[PageLines],
    sorted_pages: Sequence[SortedPage],
    rules: Sequence[Sequence[Rule]],
    typeface: Typeface,
) -> Iterator[Paragraph]:
    """Yield what stands beside the running text: all footnotes, then page by page the rest."""
    for note in paragraphs(_ordered((page.notes for page in sorted_pages), rules), typeface):
        yield Paragraph(BlockKind.FOOTNOTE, note.lines)
    for page, sorted_page in zip(pages, sorted_pages, strict=True):
        for line in (*sorted_page.headers, *page.sideways):
            yield Paragraph(BlockKind.HEADER, [line])
        for line in sorted_page.footers:
            yield Paragraph(BlockKind.FOOTER, [line])


def _pages(pages: Sequence[PageLines], starts: dict[int, int], text: str, end: int) -> tuple[Page, ...]:
    """Return the pages with the stretch of running text that each holds."""
    found: list[Page] = []
    following = end
    for page in reversed(pages):
        start = starts.get(page.number, following)
        stop = start + len(text[start:following].rstrip())
        has_text = bool(page.lines or page.sideways)
        found.append(Page(page.number, start, stop, page.width, page.height, has_text))
        following = start
    return tuple(reversed(found))
