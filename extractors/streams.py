"""A bound on what the compressed streams of a PDF may grow to.

pdfminer has no such bound, and 4 MB can decode to 4 GB. The one place where it decompresses is
given this module's functions for those of zlib.
"""

from __future__ import annotations

import zlib
from types import SimpleNamespace

import pdfminer.pdftypes

from extractors.errors import ReadError, Reason

_CHUNK = 1024  # bytes; a damaged stream loses less than that


def bound_streams(most: int) -> None:
    """Let pdfminer refuse, with ReadError (too_large), a stream of more than `most` decoded bytes."""
    pdfminer.pdftypes.zlib = SimpleNamespace(
        decompress=lambda data: _decompressed(data, most), decompressobj=zlib.decompressobj, error=zlib.error
    )
    pdfminer.pdftypes.decompress_corrupted = lambda data: _beginning(data, most)


def _decompressed(data: bytes, most: int) -> bytes:
    stream = zlib.decompressobj()
    decoded = stream.decompress(data, most + 1)
    _check(len(decoded), most)
    if not stream.eof:
        raise zlib.error("incomplete or truncated stream")
    return decoded


def _beginning(data: bytes, most: int) -> bytes:
    """Return what can be decoded of a damaged stream."""
    stream = zlib.decompressobj()
    pieces: list[bytes] = []
    size = 0
    for start in range(0, len(data), _CHUNK):
        chunk = data[start : start + _CHUNK]
        whole = stream.copy()
        try:
            piece = stream.decompress(chunk, most + 1)
        except zlib.error:
            pieces.append(_byte_by_byte(whole, chunk))
            break
        size += len(piece)
        _check(size, most)
        pieces.append(piece)
    return b"".join(pieces)


def _byte_by_byte(stream: zlib._Decompress, chunk: bytes) -> bytes:
    decoded = bytearray()
    try:
        for byte in chunk:
            decoded += stream.decompress(bytes((byte,)))
    except zlib.error:
        pass
    return bytes(decoded)


def _check(size: int, most: int) -> None:
    if size > most:
        raise ReadError(Reason.TOO_LARGE, f"One of its streams decodes to more than {most:,} bytes.")
