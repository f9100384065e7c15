"""A bound on what the encoded streams of a PDF may grow to.

pdfminer has no such bound, and 4 MB can decode to 4 GB. In the one place where it decodes, it is
given this module's functions for those that can multiply what they are given.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from types import SimpleNamespace

import pdfminer.pdftypes
from pdfminer.lzw import LZWDecoder

from extractors.errors import ReadError, Reason

_END_OF_RUNS = 128


@dataclass(slots=True)
class Streams:
    """The streams of a file, which may decode to `most` bytes, all together.

    `damaged` counts those that did not decode to their end.
    """

    most: int
    used: int = 0
    damaged: int = 0

    def decompressed(self, data: bytes) -> bytes:
        """Do what zlib.decompress does. Raises ReadError (too_large) as well."""
        stream = zlib.decompressobj()
        decoded = self._counted(stream.decompress(data, self.most - self.used + 1))
        if not stream.eof:
            raise zlib.error("incomplete or truncated stream")
        return decoded

    def beginning(self, data: bytes) -> bytes:
        """Return what there is of a stream that breaks off. Raises zlib.error where it is corrupt.

        A stream that lacks its checksum only is whole.
        """
        stream = zlib.decompressobj(-zlib.MAX_WBITS)
        self.damaged += 1
        decoded = self._counted(stream.decompress(data[2:], self.most - self.used + 1))
        self.damaged -= stream.eof
        return decoded

    def from_codes(self, data: bytes) -> bytes:
        """Do what pdfminer's lzwdecode does. Raises ReadError (too_large) as well."""
        return b"".join(map(self._counted, LZWDecoder(BytesIO(data)).run()))

    def from_runs(self, data: bytes) -> bytes:
        """Do what pdfminer's rldecode does. Raises ReadError (too_large) as well."""
        return b"".join(map(self._counted, _runs(data)))

    def _counted(self, decoded: bytes) -> bytes:
        self.used += len(decoded)
        if self.used > self.most:
            raise ReadError(Reason.TOO_LARGE, f"Its streams decode to more than {self.most:,} bytes.")
        return decoded


def _runs(data: bytes) -> Iterator[bytes]:
    """Yield the runs of equal bytes and of bytes as they stand."""
    at = 0
    while at < len(data) and data[at] != _END_OF_RUNS:
        length = data[at]
        if length < _END_OF_RUNS:
            yield data[at + 1 : at + 2 + length]
            at += 2 + length
        else:
            yield data[at + 1 : at + 2] * (257 - length)
            at += 2


@contextmanager
def bound_streams(most: int) -> Iterator[Streams]:
    """Let pdfminer refuse, with ReadError (too_large), a file whose streams decode to more bytes."""
    streams = Streams(most)
    bounded = {
        "zlib": SimpleNamespace(
            decompress=streams.decompressed, decompressobj=zlib.decompressobj, error=zlib.error
        ),
        "decompress_corrupted": streams.beginning,
        "lzwdecode": streams.from_codes,
        "rldecode": streams.from_runs,
    }
    unbounded = {name: getattr(pdfminer.pdftypes, name) for name in bounded}
    vars(pdfminer.pdftypes).update(bounded)
    try:
        yield streams
    finally:
        vars(pdfminer.pdftypes).update(unbounded)
