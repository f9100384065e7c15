"""Small documents for tests, read as the pipeline reads them."""

from __future__ import annotations

from extractors.identity import content_sha256, document_id
from extractors.model import MediaType, ParsedDocument, RawFile
from extractors.read import read


def parsed(text: str) -> ParsedDocument:
    """Read a string as a text file with these contents would be read."""
    content = text.encode("utf-8")
    sha256 = content_sha256(content)
    return read(RawFile(document_id(sha256), sha256, content, MediaType.TEXT))
