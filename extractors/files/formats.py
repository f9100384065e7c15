"""The readers of everything that is no PDF, by media type."""

from __future__ import annotations

from extractors.files.composition import Canonical
from extractors.files.encoding import decode
from extractors.files.mail import read_mail
from extractors.files.open_document import read_open_document
from extractors.files.rich_text import read_rich_text
from extractors.files.text import text_blocks
from extractors.files.web_page import read_web_page
from extractors.files.word import read_word
from extractors.limits import Limits
from extractors.model import MediaType


def read_plain(content: bytes, limits: Limits) -> Canonical:
    """Return a text as it is, in the blocks that its lines make. Raises ReadError as `decode` does."""
    text, encoding = decode(content, limits.characters)
    return Canonical(text, text_blocks(text), encoding)


READERS = {
    MediaType.TEXT: read_plain,
    MediaType.MARKDOWN: read_plain,
    MediaType.HTML: read_web_page,
    MediaType.WORD: read_word,
    MediaType.OPEN_DOCUMENT: read_open_document,
    MediaType.RICH_TEXT: read_rich_text,
    MediaType.MAIL: read_mail,
}
"""Functions of a file's bytes and the limits. Each raises ReadError with the reason where it must."""
