"""What PDFium sees in a PDF: the witness against whom pdfminer's reading is checked.

pdfminer drops the pages of a damaged file, and the content of a damaged page, without a word.
PDFium is not thread-safe, so this runs in the reading process alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from types import TracebackType

import pypdfium2
import pypdfium2.raw

_REOPEN = 50  # pages; PDFium keeps the fonts and images of all that it has seen until it closes a file


class Witness:
    """A PDF opened in PDFium; one that PDFium cannot open has no pages. Use it in a `with` statement."""

    def __init__(self, content: bytes, password: str = "") -> None:
        self._content, self._password = content, password or None
        self._asked = 0
        self._open()

    def _open(self) -> None:
        try:
            self._document = pypdfium2.PdfDocument(self._content, password=self._password)
        except pypdfium2.PdfiumError:
            self._document = None

    def __enter__(self) -> Witness:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._document is not None:
            self._document.close()

    @property
    def page_count(self) -> int:
        """How many pages the file says it has."""
        return len(self._document) if self._document is not None else 0

    def character_count(self, number: int) -> int | None:
        """Return how many characters stand on a page, None where there is no such page."""
        if self._document is None or number > len(self._document):
            return None
        self._asked += 1
        if self._asked % _REOPEN == 0:
            self._document.close()
            self._open()
        try:
            page = self._document[number - 1]
            try:
                text = page.get_textpage()
                try:
                    return int(text.count_chars())
                finally:
                    text.close()
            finally:
                page.close()
        except pypdfium2.PdfiumError:
            return None


def without_encryption(content: bytes, passwords: Iterable[str]) -> bytes | None:
    """Return an encrypted file as one that is not, None where no password opens it.

    PDFium opens more than pdfminer does: files of which the attachments alone are encrypted.
    """
    for password in ("", *passwords):
        try:
            with pypdfium2.PdfDocument(content, password=password or None) as document:
                bare = BytesIO()
                document.save(bare, flags=pypdfium2.raw.FPDF_REMOVE_SECURITY)
                return bare.getvalue()
        except pypdfium2.PdfiumError:
            continue
    return None
