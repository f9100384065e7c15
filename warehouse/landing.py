"""What lies in the inboxes: every file, its identity, and why some cannot even be opened."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path, PurePath, PurePosixPath

from extractors.errors import ReadError, Reason
from warehouse.errors import InboxError
from warehouse.manifest import FileRecord, Manifest
from warehouse.remote import StoredObject, copied, fingerprint_object, list_objects, reach

CHUNK_BYTES = 1 << 20
FETCHED_AT_ONCE = 16
EPOCH = datetime(1970, 1, 1)
# A file written while a run looked at it can change again without a new modification time, as file
# systems round it. Only times at least this much older than the run are taken as proof.
SETTLED = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of an inbox, or an object of another store, which has no path.

    `source_uri` is lossless whatever the name's bytes; `file_name` is for people. `problem` says why
    the file cannot be read; `sha256` is filled in by `identify`. `modified_at` is UTC.
    """

    path: Path | None
    source_uri: str
    file_name: str
    byte_count: int | None = None
    modified_at: datetime | None = None
    problem: ReadError | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Landing:
    """The inboxes' URIs, their files by URI, and how many hidden names were passed over."""

    inboxes: tuple[str, ...]
    files: tuple[FoundFile, ...]
    hidden_count: int = 0


def discover(inboxes: Sequence[Path | str], is_own: Callable[[Path], bool] = lambda _: False) -> Landing:
    """Find the files of inboxes (folders, single files, or URLs of either), sorted by URI.

    Names that begin with a dot are passed over and counted; paths that `is_own` recognises (the
    warehouse's own) are passed over. Links to folders are not followed: what lies in the inbox is
    found under its own path. Raises InboxError where an inbox is missing or cannot be listed.
    """
    found: dict[str, FoundFile] = {}
    hidden: set[Path | str] = set()
    roots = [_root(inbox) for inbox in inboxes if isinstance(inbox, Path)]
    listings = [list_objects(inbox) for inbox in inboxes if isinstance(inbox, str)]
    for listing in listings:
        found |= {one.uri: object_found(one) for one in listing.objects}
        hidden |= listing.hidden
    for root in roots:
        for path in _walk(root, hidden):
            if is_own(path):
                continue
            file = look_at(path, root)
            known = found.get(file.source_uri)
            if known is None or known.problem is not None:
                found[file.source_uri] = file
    return Landing(
        inboxes=tuple(sorted({root.as_uri() for root in roots} | {one.root for one in listings})),
        files=tuple(found[uri] for uri in sorted(found)),
        hidden_count=len(hidden),
    )


def check_inboxes(inboxes: Sequence[Path | str]) -> None:
    """Raise InboxError where an inbox is missing or cannot be listed."""
    for inbox in inboxes:
        if isinstance(inbox, Path):
            _root(inbox)
        else:
            reach(inbox)


def identify(landing: Landing, manifest: Manifest, max_bytes: int | None = None) -> Landing:
    """Give every readable file its sha256; files larger than `max_bytes` are refused unread."""
    identified = partial(_identified, manifest=manifest, max_bytes=max_bytes)
    if any(file.path is None for file in landing.files):  # what is fetched is waited for, and not worked on
        with ThreadPoolExecutor(FETCHED_AT_ONCE) as pool:
            return replace(landing, files=tuple(pool.map(identified, landing.files)))
    return replace(landing, files=tuple(map(identified, landing.files)))


def object_found(stored: StoredObject) -> FoundFile:
    """Return what an object of another store is as a file of an inbox."""
    name = readable_name(PurePosixPath(stored.uri))
    return FoundFile(None, stored.uri, name, stored.byte_count, stored.modified_at)


@contextmanager
def at_hand(file: FoundFile, most_bytes: int, scratch: Path) -> Iterator[Path]:
    """Have a file where it can be opened: in its place, or as a copy in `scratch`. Raises ReadError."""
    if file.path is not None:
        yield file.path
    else:
        with copied(file.source_uri, most_bytes, scratch) as path:
            yield path


def look_at(path: Path, root: Path) -> FoundFile:
    """Return what a path below an inbox's folder `root` is; links may lead about within that folder only."""
    file = FoundFile(path, path.as_uri(), readable_name(path))
    try:
        target = path.resolve(strict=True)
        status = target.stat()
    except (OSError, RuntimeError) as error:
        return replace(file, problem=_unreadable(error))
    if not target.is_relative_to(root):
        problem = ReadError(Reason.OUTSIDE_INBOX, "It is a link that leads out of the inbox.")
        return replace(file, problem=problem)
    if stat.S_ISDIR(status.st_mode) and not path.is_symlink():
        return replace(file, problem=ReadError(Reason.UNREADABLE, "The folder cannot be listed."))
    if not stat.S_ISREG(status.st_mode):
        return replace(file, problem=ReadError(Reason.NOT_A_FILE, f"It is {_sort(status.st_mode)}."))
    return replace(file, byte_count=status.st_size, modified_at=_modified_at(status))


def is_known(found: FoundFile, record: FileRecord | None) -> bool:
    """Tell whether size and modification time prove that the file is still what was recorded."""
    return (
        record is not None
        and record.sha256 is not None
        and found.modified_at is not None
        and (found.byte_count, found.modified_at) == (record.byte_count, record.modified_at)
        and found.modified_at < record.seen_at - SETTLED
    )


def is_alike(found: FoundFile, record: FileRecord | None) -> bool:
    """Tell whether a file may still be what was recorded, as far as its size tells."""
    return record is not None and found.byte_count == record.byte_count


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file, reading it in chunks. Raises ReadError: unreadable, not_a_file."""
    digest = hashlib.sha256()
    try:
        with open(path, "rb", buffering=0, opener=_open_at_once) as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise ReadError(Reason.NOT_A_FILE, f"It is {_sort(mode)}.")
            while chunk := file.read(CHUNK_BYTES):
                digest.update(chunk)
    except OSError as error:
        raise _unreadable(error) from error
    return digest.hexdigest()


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting: what was a file a moment ago may be a pipe by now."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def readable_name(path: PurePath) -> str:
    """Return a path's last part for people: on one line, and whatever its bytes are."""
    name = os.fsencode(path.name or "/").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)


def _root(inbox: Path) -> Path:
    try:
        root = inbox.resolve(strict=True)
        if root.is_dir():
            os.scandir(root).close()
    except FileNotFoundError:
        raise InboxError(f"there is no such inbox: {inbox}") from None
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InboxError(f"the inbox {inbox} cannot be read: {reason}") from None
    return root


def _walk(root: Path, hidden: set[Path | str]) -> Iterator[Path]:
    """Yield all paths below a folder that are not folders themselves, and folders that stay shut."""
    folders = [root] if root.is_dir() else []
    if not folders:
        yield root
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            yield folder
            continue
        for entry in entries:
            if entry.name.startswith("."):
                hidden.add(Path(entry.path))
            elif entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            else:
                yield Path(entry.path)


def _identified(file: FoundFile, manifest: Manifest, max_bytes: int | None) -> FoundFile:
    if file.problem is not None:
        return file
    if max_bytes is not None and (file.byte_count or 0) > max_bytes:
        detail = f"It has {file.byte_count} bytes; the limit is {max_bytes}."
        return replace(file, problem=ReadError(Reason.TOO_LARGE, detail))
    record = manifest.files.get(file.source_uri)
    if record is not None and is_known(file, record):
        return replace(file, sha256=record.sha256)
    try:
        if file.path is None:
            return replace(file, sha256=fingerprint_object(file.source_uri, max_bytes))
        return replace(file, sha256=fingerprint(file.path))
    except ReadError as problem:
        return replace(file, problem=problem)


def _modified_at(status: os.stat_result) -> datetime | None:
    """Modification time in UTC; None where the file system gives one outside the calendar."""
    try:
        return EPOCH + timedelta(microseconds=status.st_mtime_ns // 1000)
    except OverflowError:
        return None


def _unreadable(error: Exception) -> ReadError:
    if isinstance(error, FileNotFoundError):
        return ReadError(Reason.UNREADABLE, "It is a link to nothing, or it vanished while it was looked at.")
    reason = getattr(error, "strerror", None) or "it is a link that leads in a circle"
    return ReadError(Reason.UNREADABLE, f"The file cannot be opened: {reason}.")


def _sort(mode: int) -> str:
    """Name the sort of a thing that is not a regular file."""
    sorts = {
        stat.S_IFIFO: "a pipe",
        stat.S_IFSOCK: "a socket",
        stat.S_IFCHR: "a device",
        stat.S_IFBLK: "a device",
        stat.S_IFDIR: "a link to a folder",
    }
    return sorts.get(stat.S_IFMT(mode), "no regular file")
