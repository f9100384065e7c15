"""`python -m extractors.child LIMITS PARENT`: the process that reads files and may be killed for it.

It answers each JSON line on standard input with one JSON line on standard output. C code that
hangs, crashes or eats memory takes this process with it and not the one that asked (`reader.py`).
The confinement comes first: nothing that parses is imported before it.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
import logging
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from extractors.confinement import confine, grant_processor_time
from extractors.errors import ReadError, Reason
from extractors.limits import Limits
from extractors.model import ParsedDocument

READY = b"ready\n"
"""What the child says once it can take requests."""

_log = logging.getLogger(__name__)


class Request(msgspec.Struct, frozen=True, tag="read"):
    """A file to read; `path` holds the bytes of the path as Latin-1, `sha256` what it must still hold."""

    path: str
    sha256: str
    passwords: tuple[str, ...] = ()


class StoredParse(msgspec.Struct, frozen=True, tag="extract"):
    """A ParsedDocument as JSON, to be extracted from without its file."""

    parsed: msgspec.Raw


class Success(msgspec.Struct, frozen=True, tag="success"):
    """A ParsedDocument and an Extraction, as JSON."""

    parsed: msgspec.Raw
    extraction: msgspec.Raw


class Failure(msgspec.Struct, frozen=True, tag="failure"):
    """Why the file could not be read."""

    reason: Reason
    detail: str


def main() -> None:
    """Answer requests until standard input ends."""
    limits = msgspec.json.decode(sys.argv[1], type=Limits)
    confine(limits.memory_bytes, parent=int(sys.argv[2]))
    replies = _take_standard_output()
    import extractors.extract
    import extractors.read  # noqa: F401  (what is imported now does not count against the first file's time)

    # Millions of short-lived characters make the default collection cost a quarter of the time.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    replies.write(READY)
    for line in sys.stdin.buffer:
        request: Request | StoredParse = msgspec.json.decode(line, type=Request | StoredParse)
        grant_processor_time(limits.cpu_seconds)
        replies.write(msgspec.json.encode(answer(request, limits)) + b"\n")


def _take_standard_output() -> BinaryIO:
    """Return standard output for the replies alone; what else prints goes to standard error."""
    replies = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    return replies


def answer(request: Request | StoredParse, limits: Limits) -> Success | Failure:
    """Read the file of a request, where its parse is not given, and extract what it says."""
    try:
        return _success(_parse(request, limits))
    except ReadError as error:
        return Failure(error.reason, error.detail)
    except MemoryError:
        return Failure(Reason.OUT_OF_MEMORY, f"It needs more than {limits.memory_bytes:,} bytes of memory.")
    except RecursionError:
        return Failure(Reason.MALFORMED, "Its structure is nested too deeply.")


def _parse(request: Request | StoredParse, limits: Limits) -> ParsedDocument:
    if isinstance(request, StoredParse):
        return msgspec.json.decode(request.parsed, type=ParsedDocument)
    from extractors.files.media_type import media_type_of
    from extractors.identity import document_id
    from extractors.model import RawFile
    from extractors.read import read

    path, sha256 = Path(os.fsdecode(request.path.encode("latin-1"))), request.sha256
    content = _content(path, sha256, limits)
    with _internal_errors("reading"):
        raw = RawFile(document_id(sha256), sha256, content, media_type_of(content, path.name))
        return read(raw, limits, request.passwords)


def _success(parsed: ParsedDocument) -> Success:
    from extractors.extract import extract

    with _internal_errors("extraction"):
        extraction = extract(parsed)
    return Success(msgspec.Raw(msgspec.json.encode(parsed)), msgspec.Raw(msgspec.json.encode(extraction)))


def _content(path: Path, sha256: str, limits: Limits) -> bytes:
    """Return the bytes of a file, read once.

    Raises ReadError: unreadable, not_a_file, too_large; changed, where the bytes are not those meant.
    """
    try:
        # A pipe without a writer must not block the opening.
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # noqa: PTH123
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise ReadError(Reason.NOT_A_FILE, "It is not a regular file.")
            content = file.read(limits.byte_count + 1)
    except OSError as error:
        raise ReadError(Reason.UNREADABLE, f"It cannot be opened: {error.strerror}.") from error
    if len(content) > limits.byte_count:
        raise ReadError(Reason.TOO_LARGE, f"The file has more than the {limits.byte_count:,} bytes allowed.")
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ReadError(Reason.CHANGED, "The file is no longer the one that was listed.")
    return content


@contextlib.contextmanager
def _internal_errors(stage: str) -> Iterator[None]:
    """Turn an error that is our fault into a ReadError; standard error gets the traceback."""
    try:
        yield
    except (ReadError, MemoryError, RecursionError):
        raise
    except Exception as error:
        _log.exception("error in %s", stage)
        raise ReadError(Reason.INTERNAL, f"{type(error).__name__} in {stage}") from error


if __name__ == "__main__":
    main()
