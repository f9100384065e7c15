"""The store of parses: what reading made of each content, kept so that nothing is parsed twice."""

from __future__ import annotations

import gzip
import os
import tempfile
import zlib
from pathlib import Path

import msgspec

from extractors.model import ParsedDocument
from extractors.reader import decode_parsed

GZIP_LEVEL = 6


class ParseStore:
    """Parses by content and parser version, each a gzipped JSON file under `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path_of(self, sha256: str, parser_version: str) -> Path:
        """Return where a parse is kept."""
        return self.folder / sha256[:2] / f"{sha256}.{parser_version}.json.gz"

    def has(self, sha256: str, parser_version: str) -> bool:
        """Tell whether a parse is kept."""
        return self.path_of(sha256, parser_version).exists()

    def put(self, sha256: str, parser_version: str, parsed_json: bytes) -> None:
        """Keep a parse, given as JSON; the same parse always makes the same bytes."""
        path = self.path_of(sha256, parser_version)
        path.parent.mkdir(parents=True, exist_ok=True)
        packed = gzip.compress(parsed_json, GZIP_LEVEL, mtime=0)
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
            file.write(packed)
        os.replace(file.name, path)  # noqa: PTH105

    def get(self, sha256: str, parser_version: str) -> ParsedDocument | None:
        """Return a parse, or None where none is kept or the file is damaged."""
        try:
            return decode_parsed(gzip.decompress(self.path_of(sha256, parser_version).read_bytes()))
        except (OSError, EOFError, zlib.error, msgspec.DecodeError):
            return None
