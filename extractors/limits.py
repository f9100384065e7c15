"""How much one file may cost before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for the reading of one file; a file beyond any of them is quarantined.

    The defaults are far beyond an ordinary document: in 120 seconds some 1,000 dense pages are read.
    """

    seconds: float = 120.0
    """Wall time for reading and extraction together; the child is killed after it."""
    memory_bytes: int = 2 << 30
    """Address space of the child process (where the system can limit it)."""
    byte_count: int = 200_000_000
    """Size of the file."""
    pages: int = 5_000
    """Pages of a PDF."""
    characters: int = 50_000_000
    """Code points of a document's text."""
