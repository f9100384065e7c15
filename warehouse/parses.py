"""The store of parses: what reading made of each content, kept so that nothing is parsed twice."""

from __future__ import annotations

import gzip
import os
import uuid
import zlib
from pathlib import Path

import msgspec

from extractors.reader import decode_parsed

GZIP_LEVEL = 6


class ParseStore:
    """Parses by content and parser version, each a gzipped JSON file under `folder`.

    A parse is written in `work` and moved, so that it is kept whole or not at all; both folders must
    lie on one file system. What a killed writer leaves lies in `work`, which the next run clears.
    """

    def __init__(self, folder: Path, work: Path) -> None:
        self._folder = folder
        self._work = work

    def path_of(self, sha256: str, parser_version: str) -> Path:
        """Return where a parse is kept."""
        return self._folder / sha256[:2] / f"{sha256}.{parser_version}.json.gz"

    def put(self, sha256: str, parser_version: str, parsed_json: bytes) -> None:
        """Keep a parse, given as JSON; the same parse always makes the same bytes."""
        path = self.path_of(sha256, parser_version)
        unfinished = self._work / f"{sha256}.{uuid.uuid4().hex}.part"  # two may read the same content
        for folder in (path.parent, self._work):
            folder.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(gzip.compress(parsed_json, GZIP_LEVEL, mtime=0))
        os.replace(unfinished, path)  # noqa: PTH105

    def get(self, sha256: str, parser_version: str) -> bytes | None:
        """Return a parse as JSON, or None where none is kept, or what is kept is damaged."""
        try:
            parsed_json = gzip.decompress(self.path_of(sha256, parser_version).read_bytes())
            parsed = decode_parsed(parsed_json)
        except (OSError, EOFError, zlib.error, msgspec.DecodeError):
            return None
        return parsed_json if (parsed.sha256, parsed.parser_version) == (sha256, parser_version) else None
