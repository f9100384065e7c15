"""A file's bytes into a ParsedDocument: the one door to the readers of each media type."""

from __future__ import annotations

from extractors.encoding import decode
from extractors.errors import ReadError, Reason
from extractors.limits import Limits
from extractors.model import Block, MediaType, Page, ParsedDocument, RawFile
from extractors.text import text_blocks

PARSER_VERSION = "1"

_DEFAULT_LIMITS = Limits()


def read(raw: RawFile, limits: Limits = _DEFAULT_LIMITS) -> ParsedDocument:
    """Read a file into pages, blocks and one text.

    Raises ReadError with the reason where the file is too large, broken, encrypted, empty, in an
    unknown encoding, or without readable text.
    """
    if len(raw.content) > limits.byte_count:
        raise ReadError(
            Reason.TOO_LARGE, f"The file has {len(raw.content):,} bytes; {limits.byte_count:,} are allowed."
        )
    parsed = _read_pdf(raw, limits) if raw.media_type is MediaType.PDF else _read_text(raw)
    if not parsed.text.strip():
        raise ReadError(Reason.EMPTY, "The file holds no text.")
    if len(parsed.text) > limits.characters:
        raise ReadError(
            Reason.TOO_LARGE,
            f"The text has {len(parsed.text):,} characters; {limits.characters:,} are allowed.",
        )
    return parsed


def _read_text(raw: RawFile) -> ParsedDocument:
    text, encoding = decode(raw.content)
    return _parsed(raw, text, encoding=encoding, blocks=text_blocks(text))


def _parsed(
    raw: RawFile,
    text: str,
    *,
    blocks: tuple[Block, ...],
    pages: tuple[Page, ...] = (),
    encoding: str | None = None,
) -> ParsedDocument:
    return ParsedDocument(
        document_id=raw.document_id,
        sha256=raw.sha256,
        byte_count=len(raw.content),
        media_type=raw.media_type,
        text=text,
        pages=pages,
        blocks=blocks,
        parser_version=PARSER_VERSION,
        encoding=encoding,
    )


def _read_pdf(raw: RawFile, limits: Limits) -> ParsedDocument:
    # pdfplumber takes a third of a second to import, which text files need not wait for.
    from extractors.pdf import read_pdf

    text, pages, blocks = read_pdf(raw.content, limits)
    return _parsed(raw, text, pages=pages, blocks=blocks)
