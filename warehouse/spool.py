"""Results of reading on their way to the warehouse: JSON lines on disk, so that memory stays flat."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from extractors.errors import Reason
from extractors.model import Extraction, ParsedDocument
from extractors.reader import decode_extraction, decode_parsed


class SpoolEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of reading one content: a parse and its extraction as JSON, or a refusal."""

    sha256: str
    parsed: msgspec.Raw = msgspec.Raw()
    extraction: msgspec.Raw = msgspec.Raw()
    reason: Reason | None = None
    detail: str = ""

    @classmethod
    def of_result(cls, sha256: str, parsed_json: bytes, extraction_json: bytes) -> SpoolEntry:
        """Return the entry of a content that was read."""
        return cls(sha256, msgspec.Raw(parsed_json), msgspec.Raw(extraction_json))

    @classmethod
    def of_refusal(cls, sha256: str, reason: Reason, detail: str) -> SpoolEntry:
        """Return the entry of a content that could not be read."""
        return cls(sha256, reason=reason, detail=detail)

    def parsed_document(self) -> ParsedDocument:
        """Decode the parse. Raises msgspec.DecodeError where it is none."""
        return decode_parsed(bytes(self.parsed))

    def facts(self) -> Extraction:
        """Decode the extraction. Raises msgspec.DecodeError where it is none."""
        return decode_extraction(bytes(self.extraction))


def write_spool(path: Path, entries: Iterable[SpoolEntry]) -> None:
    """Write a batch's results. The file appears whole or not at all; its folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A batch whose worker was thought dead may be written twice at once.
    unfinished = path.with_suffix(f".{uuid.uuid4().hex}.part")
    with unfinished.open("wb") as file:
        for entry in entries:
            file.write(msgspec.json.encode(entry) + b"\n")
    os.replace(unfinished, path)  # noqa: PTH105


def read_spool(path: Path) -> Iterator[SpoolEntry]:
    """Yield a batch's results in the order they were written, one in memory at a time."""
    decoder = msgspec.json.Decoder(SpoolEntry)
    with path.open("rb") as file:
        for line in file:
            yield decoder.decode(line)
