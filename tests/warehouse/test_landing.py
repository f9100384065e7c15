"""What is found in inboxes full of oddities, and when a file counts as known."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from extractors.errors import ReadError, Reason
from extractors.identity import content_sha256
from warehouse.landing import (
    FoundFile,
    InboxError,
    Landing,
    discover,
    fingerprint,
    identify,
    is_known,
    readable_name,
)
from warehouse.manifest import FileRecord, Manifest
from warehouse.paths import WarehousePaths
from warehouse.schema import Outcome


def names(landing: Landing) -> list[str]:
    return [file.file_name for file in landing.files]


def problems(landing: Landing) -> dict[str, Reason]:
    return {file.file_name: file.problem.reason for file in landing.files if file.problem}


def test_finds_files_in_folders_and_passes_hidden_ones_over(tmp_path: Path) -> None:
    (tmp_path / "b" / ".git").mkdir(parents=True)
    for name in ("b/z.txt", "a.txt", ".hidden", "b/.git/config"):
        (tmp_path / name).write_text("x")
    landing = discover([tmp_path])
    assert names(landing) == ["a.txt", "z.txt"]
    assert landing.hidden_count == 2
    assert [file.source_uri for file in landing.files] == sorted(file.source_uri for file in landing.files)


def test_one_file_is_an_inbox(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    landing = discover([tmp_path / "a.txt"])
    assert names(landing) == ["a.txt"]
    assert landing.inboxes == ((tmp_path / "a.txt").as_uri(),)


def test_overlapping_and_differently_spelt_inboxes_count_once(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("x")
    landing = discover([tmp_path, tmp_path / "sub", tmp_path / "sub" / ".." / "sub"])
    assert names(landing) == ["a.txt"]
    assert len(landing.inboxes) == 2


def test_what_is_no_readable_file_is_refused_with_a_reason(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    (inbox / "folder").mkdir(parents=True)
    (tmp_path / "outside.txt").write_text("x")
    (inbox / "inside.txt").write_text("x")
    os.mkfifo(inbox / "pipe")
    (inbox / "out").symlink_to(tmp_path / "outside.txt")
    (inbox / "out_folder").symlink_to(tmp_path)
    (inbox / "broken").symlink_to(inbox / "missing")
    (inbox / "circle").symlink_to(inbox / "circle")
    (inbox / "folder" / "up").symlink_to(inbox)
    (inbox / "link").symlink_to(inbox / "inside.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(inbox / "socket"))
        landing = identify(discover([inbox]), Manifest())
    assert problems(landing) == {
        "pipe": Reason.NOT_A_FILE,
        "socket": Reason.NOT_A_FILE,
        "up": Reason.NOT_A_FILE,
        "out": Reason.OUTSIDE_INBOX,
        "out_folder": Reason.OUTSIDE_INBOX,
        "broken": Reason.UNREADABLE,
        "circle": Reason.UNREADABLE,
    }
    assert {file.file_name: file.sha256 for file in landing.files if not file.problem} == {
        "inside.txt": content_sha256(b"x"),
        "link": content_sha256(b"x"),
    }


def test_folder_that_cannot_be_listed_is_one_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.txt").write_text("x")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert problems(discover([tmp_path])) == {"shut": Reason.UNREADABLE}


def test_file_that_cannot_be_opened_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    found = discover([tmp_path])
    (tmp_path / "a.txt").unlink()
    assert problems(identify(found, Manifest())) == {"a.txt": Reason.UNREADABLE}


def test_wrong_inbox_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(InboxError, match=r"^there is no such inbox: .*nowhere$"):
        discover([tmp_path / "nowhere"])


def test_the_warehouses_own_files_are_passed_over(tmp_path: Path) -> None:
    paths = WarehousePaths.of(tmp_path / "w.duckdb")
    for own in (paths.warehouse, paths.lock, paths.run_log, paths.rejected("r"), paths.rejection_report("r")):
        own.write_text("x")
    (tmp_path / "w.txt").write_text("x")
    assert names(discover([tmp_path], paths.owns)) == ["w.txt"]


def test_uris_tell_odd_names_apart(tmp_path: Path) -> None:
    odd = [b"a\xff", b"a\xfe", b"a%FF", b"a\n", "ä".encode(), "a\u0308".encode()]
    for name in odd:
        (tmp_path / os.fsdecode(name)).write_text("x")
    landing = discover([tmp_path])
    assert len({file.source_uri for file in landing.files}) == len(odd)
    assert all(file.source_uri.isascii() for file in landing.files)


@pytest.mark.parametrize(
    ("name", "readable"),
    [
        (b"plain name.pdf", "plain name.pdf"),
        (b"\xff", "\\xff"),
        (b"a\nb\x1b", "a\\nb\\x1b"),
        (b"\xc3\xa4", "ä"),
    ],
)
def test_readable_names(name: bytes, readable: str) -> None:
    assert readable_name(Path(os.fsdecode(name))) == readable


NOON = datetime(2031, 5, 4, 12)
FOUND = FoundFile(Path("a"), "file:///a", "a", byte_count=5, modified_at=NOON)
RECORD = FileRecord("00", 5, NOON, Outcome.LOADED, None, NOON + timedelta(hours=1))


@pytest.mark.parametrize(
    ("found", "record", "known"),
    [
        (FOUND, RECORD, True),
        (FOUND, None, False),
        (replace(FOUND, byte_count=6), RECORD, False),
        (replace(FOUND, modified_at=NOON + timedelta(microseconds=1)), RECORD, False),
        (replace(FOUND, modified_at=None), replace(RECORD, modified_at=None), False),
        (FOUND, replace(RECORD, sha256=None), False),
        (FOUND, replace(RECORD, seen_at=NOON + timedelta(seconds=1)), False),
    ],
)
def test_is_known(found: FoundFile, record: FileRecord | None, known: bool) -> None:
    assert is_known(found, record) is known


def test_known_files_are_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x")
    landing = discover([tmp_path])
    [file] = landing.files
    assert file.modified_at is not None
    record = FileRecord(
        "known", 1, file.modified_at, Outcome.LOADED, None, file.modified_at + timedelta(days=1)
    )
    monkeypatch.setattr("warehouse.landing.fingerprint", lambda _: pytest.fail("was opened"))
    assert identify(landing, Manifest({file.source_uri: record})).files[0].sha256 == "known"


def test_too_large_files_are_refused_unopened(tmp_path: Path) -> None:
    with (tmp_path / "sparse").open("wb") as file:
        file.truncate(1 << 40)
    assert problems(identify(discover([tmp_path]), Manifest(), max_bytes=1 << 20)) == {
        "sparse": Reason.TOO_LARGE
    }


@pytest.mark.parametrize("modified_at", [-(10**12), 10**11])
def test_times_outside_the_calendar_are_no_times(tmp_path: Path, modified_at: int) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    try:
        os.utime(path, (modified_at, modified_at))
    except (OSError, OverflowError):
        pytest.skip("the file system cannot store such a time")
    [file] = discover([tmp_path]).files
    assert file.problem is None
    assert file.modified_at is None or file.modified_at.year


def test_fingerprint_of_more_than_one_chunk(tmp_path: Path) -> None:
    content = bytes(range(256)) * 5000
    (tmp_path / "a").write_bytes(content)
    assert fingerprint(tmp_path / "a") == content_sha256(content)


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir])
def test_fingerprint_does_not_wait_for_what_has_become_of_a_file(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    make(tmp_path / "a")
    with pytest.raises(ReadError) as caught:
        fingerprint(tmp_path / "a")
    assert caught.value.reason in (Reason.NOT_A_FILE, Reason.UNREADABLE)
