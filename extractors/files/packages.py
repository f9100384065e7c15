"""Documents that are ZIP archives of XML: their parts, within limits and without reaching outside."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from lxml import etree

from extractors.errors import ReadError, Reason

_CHUNK = 1 << 20  # bytes


class Package:
    """A document's archive. Parts are unpacked one by one, together to no more than `most_bytes`."""

    def __init__(self, content: bytes, most_bytes: int) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise _damaged(str(error)) from error
        self._names = frozenset(self._archive.namelist())
        self._most_bytes = most_bytes
        self._left = most_bytes

    def part(self, name: str) -> etree._Element | None:
        """Return the root of a part, None where the document has no such part.

        Raises ReadError: encrypted, too_large, malformed.
        """
        if name not in self._names:
            return None
        # No entity is expanded, nothing is fetched, and the depth has the parser's own limit.
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(self._unpacked(name), parser)
        except etree.XMLSyntaxError as error:
            beyond = error.code == etree.ErrorTypes.ERR_RESOURCE_LIMIT
            fault = "is longer or nested deeper than any document" if beyond else "is no XML"
            raise _damaged(f"its part {name} {fault}") from error

    def _unpacked(self, name: str) -> bytes:
        """Return the bytes of a part; what it says of its own size is not believed."""
        if self._archive.getinfo(name).flag_bits & 1:
            raise ReadError(Reason.ENCRYPTED, "It opens only with a password.")
        pieces: list[bytes] = []
        try:
            with self._archive.open(name) as file:
                while piece := file.read(_CHUNK):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise ReadError(
                            Reason.TOO_LARGE,
                            f"It unpacks to more than the {self._most_bytes:,} bytes allowed.",
                        )
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise _damaged(f"its part {name} cannot be unpacked ({error})") from error
        return b"".join(pieces)


def _damaged(detail: str) -> ReadError:
    return ReadError(Reason.MALFORMED, f"The document is damaged: {detail}.")
