"""The readers that are measured side by side, each from a path to the text of the whole file.

The peers are used as their own documentation shows, but pdfplumber's pages are closed after use,
without which it keeps every page in memory.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path


def ours(path: Path) -> str:
    """Text, paragraphs, boxes and footnotes, as the pipeline takes them."""
    from extractors.identity import content_sha256, document_id
    from extractors.model import MediaType, RawFile
    from extractors.read import read

    content = path.read_bytes()
    sha256 = content_sha256(content)
    return read(RawFile(document_id(sha256), sha256, content, MediaType.PDF)).text


def plain_pdfplumber(path: Path) -> str:
    """Text as pdfplumber lays it out: lines across the page."""
    import pdfplumber

    texts = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            texts.append(page.extract_text())
            page.close()
    return "\n".join(texts)


def pdfminer_high_level(path: Path) -> str:
    """Text as pdfminer.six groups it into boxes."""
    from pdfminer.high_level import extract_text

    text: str = extract_text(path)
    return text


def pypdf_text(path: Path) -> str:
    """Text in the order of the content stream."""
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def pypdfium2_text(path: Path) -> str:
    """Text in the order of the content stream, by PDFium."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def pdftotext(path: Path) -> str:
    """Text in reading order, by Poppler; a program, so its start counts each time."""
    command = ["pdftotext", "-q", str(path), "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode(errors="replace")


ENGINES: dict[str, Callable[[Path], str]] = {
    "ours": ours,
    "pdfplumber": plain_pdfplumber,
    "pdfminer.six": pdfminer_high_level,
    "pypdf": pypdf_text,
    "pypdfium2": pypdfium2_text,
    "pdftotext": pdftotext,
}
"""The readers by name; ratios are to `pdfplumber`."""
