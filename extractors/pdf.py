"""PDF files: opened, guarded, read page by page, and refused with the true reason where they fail."""

from __future__ import annotations

import logging
import re
from io import BytesIO

import pdfplumber
import pypdfium2
from pdfminer.pdfdocument import PDFEncryptionError
from pdfplumber.page import Page as PlumberPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from extractors.errors import ReadError, Reason
from extractors.glyphs import GlyphPage, Rule, glyph_page
from extractors.layout import PageLines, lay_out
from extractors.legibility import check_legible
from extractors.limits import Limits
from extractors.lines import lines_of
from extractors.model import Block, Page

_TRAILER = 4096  # bytes at the end in which the end-of-file marker must stand
_LEAST_TEXT = 50  # characters a page below which a document is not a text document
_IMAGE = 0.3  # of a page's area from which an image may hold its text
_DRAWN_RULE = re.compile(r"_{3,}\Z")  # a line drawn with underscores

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every oddity of every font


def read_pdf(content: bytes, limits: Limits) -> tuple[str, tuple[Page, ...], tuple[Block, ...]]:
    """Return a PDF's canonical text, its pages and its blocks.

    Raises ReadError: encrypted, truncated, malformed, too_large, no_text_layer, garbled or empty.
    """
    plumber_pages = _pages(content, limits)
    pages: list[PageLines] = []
    images = characters = 0
    for number, plumber_page in enumerate(plumber_pages, start=1):
        glyphs = _glyphs(plumber_page, number, content)
        pages.append(_page_lines(glyphs, number))
        images += glyphs.image_share >= _IMAGE
        characters += len(glyphs.glyphs)
        if characters > limits.characters:
            raise ReadError(Reason.TOO_LARGE, f"Its first {number} pages hold {characters:,} characters.")
    _check_text(content, pages, images)
    return lay_out(pages)


def _pages(content: bytes, limits: Limits) -> list[PlumberPage]:
    try:
        pages: list[PlumberPage] = _opened(content).pages
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # pdfminer raises whatever broken bytes make it stumble over
        raise _broken(content, f"its structure cannot be read ({_name(error)})") from error
    expected = _page_count(content)
    if len(pages) < expected or not pages:
        raise _broken(
            content, f"only {len(pages)} of its {expected or 'unknown number of'} pages can be found"
        )
    if len(pages) > limits.pages:
        raise ReadError(Reason.TOO_LARGE, f"It has {len(pages):,} pages; {limits.pages:,} are allowed.")
    return pages


def _opened(content: bytes) -> PDF:
    try:
        return pdfplumber.open(BytesIO(content))
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFEncryptionError):
            raise ReadError(Reason.ENCRYPTED, "It opens only with a password.") from error
        raise cause from error


def _page_count(content: bytes) -> int:
    """Return how many pages a second parser finds, 0 where it cannot tell.

    pdfminer drops the pages of a damaged file without a word.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()


def _glyphs(page: PlumberPage, number: int, content: bytes) -> GlyphPage:
    try:
        return glyph_page(page)
    except (ReadError, MemoryError):
        raise
    except Exception as error:
        raise _broken(content, f"its page {number} cannot be read ({_name(error)})") from error
    finally:
        page.close()


def _page_lines(page: GlyphPage, number: int) -> PageLines:
    lines = lines_of(page.glyphs, page.turn, number)
    drawn = [line for line in lines if _DRAWN_RULE.match(line.text)]
    return PageLines(
        number=number,
        width=round(page.turn.width, 2),
        height=round(page.turn.height, 2),
        lines=[line for line in lines if not _DRAWN_RULE.match(line.text)],
        sideways=[line for turn, glyphs in page.sideways for line in lines_of(glyphs, turn, number)],
        rules=[*page.rules, *(Rule(line.x0, line.x1, line.bottom) for line in drawn)],
    )


def _broken(content: bytes, what: str) -> ReadError:
    if b"%%EOF" in content[-_TRAILER:]:
        return ReadError(Reason.MALFORMED, f"The PDF is damaged: {what}.")
    return ReadError(Reason.TRUNCATED, f"The PDF breaks off before its end: {what}.")


def _name(error: Exception) -> str:
    cause = error.args[0] if isinstance(error, PdfminerException) and error.args else error
    return type(cause).__name__


def _check_text(content: bytes, pages: list[PageLines], images: int) -> None:
    """Refuse a document without a readable text layer."""
    texts = [line.text for page in pages for line in (*page.lines, *page.sideways)]
    size = sum(map(len, texts))
    if size < _LEAST_TEXT * len(pages) and 2 * images >= len(pages):
        raise ReadError(
            Reason.NO_TEXT_LAYER, f"Its pages ({len(pages)}) are images and hold {size} characters of text."
        )
    if not size:
        raise ReadError(Reason.EMPTY, f"Its pages ({len(pages)}) hold neither text nor images.")
    check_legible(texts)
