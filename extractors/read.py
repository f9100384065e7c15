"""A file's bytes into a ParsedDocument: the one door to the readers of each media type."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.errors import ReadError, Reason
from extractors.files.anchors import with_anchors
from extractors.files.formats import READERS
from extractors.limits import Limits
from extractors.model import MediaType, ParsedDocument, RawFile
from extractors.versions import PARSER_VERSION

_DEFAULT_LIMITS = Limits()
_NEEDS_OCR = (Reason.NO_TEXT_LAYER, Reason.GARBLED)


def read(raw: RawFile, limits: Limits = _DEFAULT_LIMITS, passwords: Sequence[str] = ()) -> ParsedDocument:
    """Read a file into pages, blocks, lines and one text.

    `passwords` are tried on an encrypted PDF after the empty one. Raises ReadError with the reason
    where the file is too large, broken, encrypted, empty, in an unknown encoding, or without
    readable text.
    """
    if len(raw.content) > limits.byte_count:
        raise ReadError(
            Reason.TOO_LARGE, f"The file has {len(raw.content):,} bytes; {limits.byte_count:,} are allowed."
        )
    parsed = (
        _read_pdf(raw, limits, passwords) if raw.media_type is MediaType.PDF else _read_other(raw, limits)
    )
    if not parsed.text.strip():
        raise ReadError(Reason.EMPTY, "The file holds no text.")
    if len(parsed.text) > limits.characters:
        raise ReadError(
            Reason.TOO_LARGE,
            f"The text has {len(parsed.text):,} characters; {limits.characters:,} are allowed.",
        )
    return parsed


def _read_other(raw: RawFile, limits: Limits) -> ParsedDocument:
    canonical = READERS[raw.media_type](raw.content, limits)
    return ParsedDocument(
        document_id=raw.document_id,
        sha256=raw.sha256,
        byte_count=len(raw.content),
        media_type=raw.media_type,
        text=canonical.text,
        pages=(),
        blocks=with_anchors(canonical.blocks, canonical.text, ()),
        parser_version=PARSER_VERSION,
        encoding=canonical.encoding,
    )


def _read_pdf(raw: RawFile, limits: Limits, passwords: Sequence[str]) -> ParsedDocument:
    # pdfplumber takes a third of a second to import, which text files need not wait for.
    from extractors.files.ocr import recognised
    from extractors.pdf.pdf import read_pdf

    is_ocr = False
    try:
        laid, is_partial = read_pdf(raw.content, limits, passwords)
    except ReadError as error:
        if not limits.ocr or error.reason not in _NEEDS_OCR:
            raise
        is_ocr = True
        laid, is_partial = read_pdf(recognised(raw.content), limits)
    return ParsedDocument(
        document_id=raw.document_id,
        sha256=raw.sha256,
        byte_count=len(raw.content),
        media_type=raw.media_type,
        text=laid.text,
        pages=laid.pages,
        blocks=with_anchors(laid.blocks, laid.text, laid.pages),
        parser_version=PARSER_VERSION,
        lines=laid.lines,
        is_partial=is_partial,
        is_ocr=is_ocr,
    )
