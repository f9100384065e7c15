"""How much one file may cost before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for the reading of one file; a file beyond any of them is quarantined.

    The defaults are far beyond an ordinary document: in 120 seconds some 1,000 dense pages are read.
    Processor time comes first, since it is the same on a busy machine as on an idle one.
    """

    cpu_seconds: float = 120.0
    """Processor time for reading and extraction together (where the system can limit it)."""
    seconds: float = 600.0
    """Time by the clock; the child is killed after it."""
    memory_bytes: int = 2 << 30
    """Address space of the child process (where the system can limit it)."""
    byte_count: int = 200_000_000
    """Size of the file."""
    pages: int = 5_000
    """Pages of a PDF."""
    page_characters: int = 1_000_000
    """Characters drawn on one page of a PDF."""
    characters: int = 50_000_000
    """Code points of a document's text."""
    decoded_bytes: int = 500_000_000
    """Bytes that the compressed parts of a file may decode to, all together."""
    ocr: bool = False
    """Whether the text of scans is recognised, at some 3 seconds a page, where ocrmypdf is installed."""
