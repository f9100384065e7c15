"""PDF files made for tests: text placed to the point on A4 pages."""

from __future__ import annotations

from collections.abc import Iterable

from fpdf import FPDF

from extractors.identity import content_sha256, document_id
from extractors.limits import Limits
from extractors.model import MediaType, ParsedDocument, RawFile
from extractors.read import read

LEFT, TOP, LEADING = 72.0, 120.0, 14.0


class Pages:
    """A PDF under construction, in points from the top left corner; Times, 11 points unless told."""

    def __init__(self) -> None:
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.set_auto_page_break(False)
        self.y = TOP

    def page(self) -> Pages:
        """Begin a page."""
        self.pdf.add_page()
        self.y = TOP
        return self

    def put(
        self, text: str, x: float = LEFT, y: float | None = None, size: float = 11, style: str = ""
    ) -> Pages:
        """Put a line at a place, or below the last one."""
        self.pdf.set_font("Times", style=style, size=size)
        self.pdf.text(x, self.y if y is None else y, text)
        if y is None:
            self.y += max(LEADING, 1.25 * size)
        return self

    def lines(self, lines: Iterable[str], x: float = LEFT, y: float | None = None, size: float = 11) -> Pages:
        """Put lines one below the other, as one paragraph."""
        if y is not None:
            self.y = y
        for line in lines:
            self.put(line, x, size=size)
        return self

    def gap(self, height: float = LEADING) -> Pages:
        """Leave room before the next line."""
        self.y += height
        return self

    def content(self) -> bytes:
        """Return the file."""
        return bytes(self.pdf.output())


def read_content(content: bytes, **limits: float) -> ParsedDocument:
    """Read the bytes of a PDF file."""
    sha256 = content_sha256(content)
    return read(RawFile(document_id(sha256), sha256, content, MediaType.PDF), Limits(**limits))  # type: ignore[arg-type]


def blocks_of(parsed: ParsedDocument) -> list[tuple[str, str]]:
    """Return kind and text of every block."""
    return [(block.kind.value, block.span.of(parsed.text)) for block in parsed.blocks]
