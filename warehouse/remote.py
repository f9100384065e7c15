"""Inboxes in other stores, by fsspec URL: what lies there, and copies of it that can be read."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from extractors.errors import ReadError, Reason
from warehouse.errors import InboxError

CHUNK_BYTES = 1 << 20
LONGEST_NAME = 255  # bytes that file systems take
MOST_SAID = 200  # characters of a store's own words
LOCAL = ("file", "local")
TIMES = ("LastModified", "last_modified", "mtime", "updated", "created")
TAGS = ("ETag", "etag")


@dataclass(frozen=True, slots=True)
class StoredObject:
    """An object behind a URL. `modified_at` is UTC; `stamp` differs when it was written again."""

    uri: str
    byte_count: int | None
    modified_at: datetime | None
    stamp: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The objects below a URL, and those whose names, or folders' names, begin with a dot."""

    root: str
    objects: tuple[StoredObject, ...]
    hidden: frozenset[str]


def place_of(given: object) -> object:
    """Return a path where a path is given, or a `file://` URL, and else the URL.

    Raises ValueError where the URL holds what is not to be stored or logged: it names no secret itself.
    """
    if not isinstance(given, str) or "://" not in given:
        return Path(given) if isinstance(given, str) else given
    parts = urlsplit(given)
    if "@" in parts.netloc or parts.query:
        raise ValueError("a URL may hold no credentials and no query: give them as the store's variables")
    if "::" in given:
        raise ValueError("a chain of file systems is no inbox")
    if parts.scheme in LOCAL:
        if parts.netloc not in ("", "localhost"):
            raise ValueError("a file:// URL names a file of this machine, as in file:///srv/inbox")
        return Path(url2pathname(parts.path))
    return given.rstrip("/")


def is_remote(source_uri: str) -> bool:
    """Tell whether a file's URI is of another store than the file system."""
    return not source_uri.startswith("file:")


def reach(url: str) -> None:
    """Raise InboxError where nothing lies below a URL, or at it, or where that cannot be told."""
    filesystem, path = file_system_of(url)
    with _explained(url):
        if not filesystem.exists(path):
            raise FileNotFoundError


def list_objects(url: str) -> Listing:
    """Return what lies below a URL, or at it. Raises InboxError where that is nothing, or cannot be told."""
    filesystem, path = file_system_of(url)
    with _explained(url):
        filesystem.invalidate_cache()
        found: dict[str, Mapping[str, Any]] = filesystem.find(path, detail=True)
        if not found and not filesystem.exists(path):
            raise FileNotFoundError
    root = filesystem.unstrip_protocol(path).rstrip("/")
    objects, hidden = [], set()
    for name, about in found.items():
        uri = filesystem.unstrip_protocol(name)
        if name.endswith("/") or about.get("type", "file") != "file":
            continue
        if any(part.startswith(".") for part in uri.removeprefix(root).split("/")):
            hidden.add(uri)
        else:
            objects.append(_object(uri, about))
    return Listing(root, tuple(objects), frozenset(hidden))


def look_up(uri: str) -> StoredObject | None:
    """Return what an object is now, None where it is gone. Raises ReadError where that cannot be told."""
    try:
        filesystem, path = file_system_of(uri)
        filesystem.invalidate_cache()
        return _object(uri, filesystem.info(path))
    except FileNotFoundError:
        return None
    except Exception as error:
        raise ReadError(Reason.UNREADABLE, f"It cannot be fetched: {_told(error)}.") from None


def fingerprint_object(uri: str, most_bytes: int | None = None) -> str:
    """Return the SHA-256 of an object. Raises ReadError: unreadable, too_large."""
    digest = hashlib.sha256()
    for chunk in _chunks(uri, most_bytes):
        digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def copied(uri: str, most_bytes: int, scratch: Path) -> Iterator[Path]:
    """Have a copy of an object, under its own name, until the block ends. Raises as `fingerprint_object`."""
    folder = Path(tempfile.mkdtemp(prefix="object-", dir=scratch))
    try:
        path = folder / _name_of_copy(uri)
        with path.open("wb") as file:
            for chunk in _chunks(uri, most_bytes):
                file.write(chunk)
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _explained(url: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # each store has errors of its own
        raise InboxError(f"the inbox {url} cannot be read: {_told(error)}") from None


def file_system_of(url: str) -> tuple[Any, str]:
    """Return a URL's file system and the path in it. Raises InboxError where there is none for it."""
    from fsspec.core import url_to_fs  # with what it brings, it takes a tenth of a second

    try:
        filesystem, path = url_to_fs(url)
    except ImportError as error:
        needs = "install chancery[s3]" if url.startswith("s3") else f"{error}"
        raise InboxError(f"{url} cannot be read here: {needs}") from None
    except ValueError as error:
        raise InboxError(f"{url} is of no kind that can be read: {error}") from None
    return filesystem, path


def _chunks(uri: str, most_bytes: int | None) -> Iterator[bytes]:
    count = 0
    try:
        filesystem, path = file_system_of(uri)
        with filesystem.open(path, "rb") as file:
            while chunk := file.read(CHUNK_BYTES):
                count += len(chunk)
                if most_bytes is not None and count > most_bytes:
                    raise ReadError(Reason.TOO_LARGE, f"It has more than the {most_bytes:,} bytes allowed.")
                yield chunk
    except ReadError:
        raise
    except FileNotFoundError:
        raise ReadError(Reason.UNREADABLE, "It vanished while it was looked at.") from None
    except Exception as error:
        raise ReadError(Reason.UNREADABLE, f"It cannot be fetched: {_told(error)}.") from None


def _object(uri: str, about: Mapping[str, Any]) -> StoredObject:
    times = [about[name] for name in TIMES if about.get(name) is not None]
    tags = [about[name] for name in TAGS if about.get(name) is not None]
    size, modified_at = about.get("size"), _utc(times[0]) if times else None
    return StoredObject(uri, size, modified_at, f"{size} {modified_at or ''} {''.join(map(str, tags[:1]))}")


def _utc(time: object) -> datetime | None:
    """Return a store's time as UTC without a zone; None where it is given in no way that is known."""
    try:
        if isinstance(time, int | float):
            time = datetime.fromtimestamp(time, UTC)
        elif isinstance(time, str):
            time = datetime.fromisoformat(time)
    except (ValueError, OverflowError, OSError):
        return None
    if not isinstance(time, datetime):
        return None
    return (time.astimezone(UTC) if time.tzinfo else time).replace(tzinfo=None)


def _name_of_copy(uri: str) -> str:
    """Return an object's last name as a file system takes it; what it ends in tells of its kind."""
    name = uri.rsplit("/", 1)[-1].replace("\0", "_")
    return name if len(os.fsencode(name)) <= LONGEST_NAME else name[-(LONGEST_NAME // 5) :]


def _told(error: Exception) -> str:
    """Return in a few words why a store refused."""
    if isinstance(error, FileNotFoundError):
        return "there is no such bucket or folder, or nothing is in it"
    if isinstance(error, PermissionError):
        return "access is denied"
    if "Credentials" in type(error).__name__:
        return "there are no credentials for it"
    said = " ".join(str(error).split())[:MOST_SAID]
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
