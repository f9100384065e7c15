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
from extractors.pdf.columns import ReadingOrder
from extractors.pdf.footnotes import notes, without_footnotes
from extractors.pdf.furniture import SortedPage, without_running_heads
from extractors.pdf.glyphs import Rule
from extractors.pdf.hyphens import Hyphens, hyphens_of, join_lines
from extractors.pdf.lines import Line, mirrored
from extractors.pdf.paragraphs import Paragraph, body_typeface, paragraphs

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

    hyphens: Hyphens
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
        text, starts = join_lines([line.text for line in paragraph.lines], self.hyphens, separator)
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
    order = ReadingOrder()
    body = _ordered(order, (page.body for page in sorted_pages), rules)
    below = _ordered(order, (page.notes for page in sorted_pages), rules)
    text = _Text(hyphens_of(line.text for line in (*body, *below)))
    for paragraph in paragraphs(body, typeface):
        text.add(paragraph)
    page_starts, end = dict(text.page_starts), text.length
    for note in notes(below):
        text.add(Paragraph(BlockKind.FOOTNOTE, note))
    for paragraph in _at_edges(pages, sorted_pages):
        text.add(paragraph)
    canonical = "".join(text.pieces)
    return Laid(
        text=canonical,
        pages=_pages(pages, page_starts, canonical, end),
        blocks=with_title(text.blocks, canonical),
        lines=tuple(text.lines),
    )


def _ordered(
    order: ReadingOrder, pages: Iterable[Sequence[Line]], rules: Iterable[Sequence[Rule]]
) -> list[Line]:
    """Return the lines of all pages in reading order."""
    lines: list[Line] = []
    for page, page_rules in zip(pages, rules, strict=True):
        lines += order.lines(mirrored(page), page_rules)
    return lines


def _at_edges(pages: Sequence[PageLines], sorted_pages: Sequence[SortedPage]) -> Iterator[Paragraph]:
    """Yield page by page the running heads and what stands beside the text, line by line."""
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
