"""PDF files: opened, guarded, read page by page, mended where damaged, refused with the true reason."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from extractors.errors import ReadError, Reason
from extractors.files.legibility import check_legible
from extractors.limits import Limits
from extractors.pdf.glyphs import GlyphPage, Rule, Turn, glyph_page
from extractors.pdf.layout import Laid, PageLines, lay_out
from extractors.pdf.lines import lines_of
from extractors.pdf.pdfium import Witness, without_encryption
from extractors.pdf.repair import mend
from extractors.pdf.streams import bound_streams
from extractors.pdf.tables import with_tables

_TRAILER = 4096  # bytes at the end in which the end-of-file marker must stand
_LEAST_TEXT = 50  # characters a page below which a document is not a text document
_IMAGE = 0.3  # of a page's area from which an image may hold its text
_PICTURE = 0.01  # of a page's area from which an image is more than a line or a dot
_FORGET = 8  # pages after which what was kept of them is let go
_MOST_FONTS = 50
_DRAWN_RULE = re.compile(r"_{3,}\Z")  # a line drawn with underscores
_TRIFLE = 0.1  # of the characters that PDFium sees: less is not a document that lacks some pages
_UNHEARD = 100  # characters that PDFium must see on a page before its word counts against pdfminer's

# Nobody asks for the title and the like of the file, and a hostile one may go on for ever.
pdfplumber.pdf.resolve_and_decode = lambda value: value
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every oddity of every font


@dataclass(slots=True)
class _Attempt:
    """What one go at a file gave: its pages, and the first fault met, None where there was none."""

    pages: list[PageLines] = field(default_factory=list)
    images: int = 0
    has_images: bool = False
    characters: int = 0
    characters_seen: int = 0
    fault: str | None = None

    @property
    def is_next_to_nothing(self) -> bool:
        """Tell whether what could be read is but a trifle of what there is."""
        return self.characters <= _TRIFLE * self.characters_seen

    def blame(self, fault: str) -> None:
        """Keep the first fault."""
        self.fault = self.fault or fault


def read_pdf(content: bytes, limits: Limits, passwords: Sequence[str] = ()) -> tuple[Laid, bool]:
    """Return a PDF's text with its layout, and whether some of its pages could not be had.

    Raises ReadError: encrypted, truncated, malformed, too_large, no_text_layer, garbled or empty.
    """
    try:
        return _read(content, limits, passwords)
    except ReadError as error:
        bare = without_encryption(content, passwords) if error.reason is Reason.ENCRYPTED else None
        if bare is None:
            raise
        return _read(bare, limits, ())


def _read(content: bytes, limits: Limits, passwords: Sequence[str]) -> tuple[Laid, bool]:
    with bound_streams(limits.decoded_bytes) as streams:
        password, pdf = _opened(content, passwords)
        attempt = _attempt(pdf, content, password, limits)
    is_partial = False
    if streams.damaged:
        attempt.blame("some of its content cannot be decoded")
    if attempt.fault is not None:
        attempt, is_partial = _mended(attempt, content, password, limits)
    if not attempt.pages or (attempt.fault is not None and attempt.is_next_to_nothing):
        raise _broken(content, attempt.fault or "it has no pages")
    _check_text(attempt)
    return lay_out(attempt.pages), is_partial


def _opened(content: bytes, passwords: Sequence[str]) -> tuple[str, PDF | None]:
    """Return the password that opens a file, and the file; None where it cannot be opened at all."""
    for password in ("", *passwords):
        try:
            return password, pdfplumber.open(BytesIO(content), password=password)
        except MemoryError:
            raise
        except Exception as error:  # pdfminer raises whatever broken bytes make it stumble over
            cause = _cause(error)
            if isinstance(cause, ReadError):
                raise cause from error
            if isinstance(cause, (PDFPasswordIncorrect, UnicodeEncodeError)):  # old files know Latin-1 only
                continue
            if isinstance(cause, PDFEncryptionError):
                raise ReadError(Reason.ENCRYPTED, "Its encryption is of an unknown kind.") from error
            return password, None
    given = " and none of those given for it opens it" if passwords else ""
    raise ReadError(Reason.ENCRYPTED, f"It opens only with a password{given}.")


def _mended(first: _Attempt, content: bytes, password: str, limits: Limits) -> tuple[_Attempt, bool]:
    """Return the better of two attempts, before and after mending, and whether it lacks pages."""
    mended = mend(content, password)
    if mended is None:
        return first, True
    with bound_streams(limits.decoded_bytes):
        second = _attempt(_opened(mended.content, ())[1], mended.content, "", limits)
    if second.characters < first.characters:
        return first, True
    if second.fault is None and not second.characters:  # the pages are there, and all of them empty
        second.fault = first.fault
    return second, second.fault is not None or mended.lost_pages > 0


def _attempt(pdf: PDF | None, content: bytes, password: str, limits: Limits) -> _Attempt:
    attempt = _Attempt()
    if pdf is None:
        attempt.blame("its structure cannot be read")
        return attempt
    with Witness(content, password) as witness:
        for number, page in enumerate(_pages(pdf, attempt), start=1):
            if number > limits.pages:
                raise ReadError(Reason.TOO_LARGE, f"It has more than {limits.pages:,} pages.")
            _add_page(attempt, _glyphs(pdf, page, number, attempt, limits), number, witness)
            if number % _FORGET == 0:
                _forget(pdf)
            if attempt.characters > limits.characters:
                raise ReadError(
                    Reason.TOO_LARGE, f"Its first {number} pages hold {attempt.characters:,} characters."
                )
        if len(attempt.pages) < witness.page_count or not attempt.pages:
            if witness.page_count > limits.pages:
                raise ReadError(Reason.TOO_LARGE, f"It says that it has {witness.page_count:,} pages.")
            said = witness.page_count or "unknown number of"
            attempt.blame(f"only {len(attempt.pages)} of its {said} pages can be found")
    return attempt


def _forget(pdf: PDF) -> None:
    """Let go of what pdfminer keeps of the pages read: every stream decoded, every font."""
    pdf.doc._cached_objs.clear()
    if len(pdf.rsrcmgr._cached_fonts) > _MOST_FONTS:
        pdf.rsrcmgr._cached_fonts.clear()


def _pages(pdf: PDF, attempt: _Attempt) -> Iterator[PDFPage]:
    """Yield the pages until they end or cannot be found."""
    try:
        yield from PDFPage.create_pages(pdf.doc)
    except (ReadError, MemoryError):
        raise
    except Exception as error:
        attempt.blame(f"its pages cannot be found ({_name_of(error)})")


def _glyphs(pdf: PDF, page: Any, number: int, attempt: _Attempt, limits: Limits) -> GlyphPage:
    try:
        return glyph_page(pdf.rsrcmgr, page, limits.page_characters)
    except (ReadError, MemoryError):
        raise
    except Exception as error:
        attempt.blame(f"its page {number} cannot be read ({_name_of(error)})")
        x0, y0, x1, y1 = page.mediabox
        return GlyphPage(Turn(0, abs(x1 - x0), abs(y1 - y0)), [], [], [], 0.0)


def _add_page(attempt: _Attempt, glyphs: GlyphPage, number: int, witness: Witness) -> None:
    count = len(glyphs.glyphs) + sum(len(sideways) for _, sideways in glyphs.sideways)
    seen = witness.character_count(number)
    if seen is not None and seen >= _UNHEARD and count < 0.5 * seen:
        attempt.blame(f"its page {number} holds {seen} characters, of which {count} can be read")
    if glyphs.is_incomplete:
        attempt.blame(f"its page {number} lacks some of its content")
    attempt.characters_seen += seen or 0
    attempt.pages.append(_page_lines(glyphs, number))
    attempt.images += glyphs.image_share >= _IMAGE
    attempt.has_images |= glyphs.image_share >= _PICTURE
    attempt.characters += count


def _page_lines(page: GlyphPage, number: int) -> PageLines:
    lines = lines_of(page.glyphs, page.turn, number)
    drawn = [line for line in lines if _DRAWN_RULE.match(line.text)]
    return PageLines(
        number=number,
        width=round(page.turn.width, 2),
        height=round(page.turn.height, 2),
        lines=with_tables([line for line in lines if not _DRAWN_RULE.match(line.text)], page.edges),
        sideways=[line for turn, glyphs in page.sideways for line in lines_of(glyphs, turn, number)],
        rules=[*page.rules, *(Rule(line.x0, line.x1, line.bottom) for line in drawn)],
    )


def _broken(content: bytes, what: str) -> ReadError:
    if b"%%EOF" in content[-_TRAILER:]:
        return ReadError(Reason.MALFORMED, f"The PDF is damaged: {what}.")
    return ReadError(Reason.TRUNCATED, f"The PDF breaks off before its end: {what}.")


def _name_of(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else type(error).__name__


def _cause(error: Exception) -> object:
    return error.args[0] if isinstance(error, PdfminerException) and error.args else error


def _check_text(attempt: _Attempt) -> None:
    """Refuse a document without a readable text layer."""
    pages, images = attempt.pages, attempt.images
    texts = [line.text for page in pages for line in (*page.lines, *page.sideways)]
    size = sum(map(len, texts))
    if size < _LEAST_TEXT * len(pages) and 2 * images >= len(pages):
        raise ReadError(
            Reason.NO_TEXT_LAYER, f"Its pages ({len(pages)}) are images and hold {size} characters of text."
        )
    if not size and attempt.has_images:
        raise ReadError(Reason.NO_TEXT_LAYER, f"Its pages ({len(pages)}) hold images and no text.")
    if not size:
        raise ReadError(Reason.EMPTY, f"Its pages ({len(pages)}) hold neither text nor images.")
    check_legible(texts)
