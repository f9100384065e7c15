"""A bound on what the compressed streams of a PDF may grow to.

pdfminer has no such bound, and 4 MB can decode to 4 GB. The one place where it decompresses is
given this module's functions for those of zlib.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from types import SimpleNamespace

import pdfminer.pdftypes

from extractors.errors import ReadError, Reason


@dataclass(slots=True)
class Streams:
    """The compressed streams of a file; `damaged` counts those that did not decode to their end."""

    most: int
    damaged: int = 0

    def decompressed(self, data: bytes) -> bytes:
        """Do what zlib.decompress does. Raises ReadError (too_large) as well."""
        stream = zlib.decompressobj()
        decoded = self._checked(stream.decompress(data, self.most + 1))
        if not stream.eof:
            raise zlib.error("incomplete or truncated stream")
        return decoded

    def beginning(self, data: bytes) -> bytes:
        """Return what there is of a stream that breaks off. Raises zlib.error where it is corrupt.

        A stream that lacks its checksum only is whole.
        """
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        self.damaged += 1
        decoded = self._checked(stream.decompress(data[2:], self.most + 1))
        self.damaged -= stream.eof
        return decoded

    def _checked(self, decoded: bytes) -> bytes:
        if len(decoded) > self.most:
            raise ReadError(Reason.TOO_LARGE, f"One of its streams decodes to more than {self.most:,} bytes.")
        return decoded


def bound_streams(most: int) -> Streams:
    """Let pdfminer refuse, with ReadError (too_large), a stream of more than `most` decoded bytes."""
    streams = Streams(most)
    pdfminer.pdftypes.zlib = SimpleNamespace(
        decompress=streams.decompressed, decompressobj=zlib.decompressobj, error=zlib.error
    )
    pdfminer.pdftypes.decompress_corrupted = streams.beginning
    return streams
