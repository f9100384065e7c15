"""Inboxes in other stores: what counts as one, what lies there, and what goes wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import fsspec
import pytest

from extractors.errors import ReadError, Reason
from extractors.identity import content_sha256
from tests.object_store import BUCKET, SECRET, s3
from warehouse.errors import InboxError
from warehouse.landing import Landing, at_hand, discover, identify, object_found
from warehouse.manifest import Manifest
from warehouse.remote import copied, fingerprint_object, list_objects, look_up, place_of, reach
from warehouse.rework import _is_there, _look

NAMES = ("a b%20#?.txt", "deep/ü\t.txt")
LONG = "x" * 300 + ".txt"


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    with s3():
        yield f"s3://{BUCKET}"


@pytest.fixture(params=["s3", "memory"])
def inbox(request: pytest.FixtureRequest) -> Iterator[str]:
    """A folder with two files, beside another whose name begins alike."""
    url = f"{request.getfixturevalue('bucket')}/inbox" if request.param == "s3" else "memory://inbox"
    filesystem, folder = fsspec.core.url_to_fs(url)
    for name in NAMES:
        filesystem.pipe(f"{folder}/{name}", name.encode())
    for name in ("/.part", "/.git/c.txt", "2/b.txt"):
        filesystem.pipe(f"{folder}{name}", b"not meant")
    yield url
    filesystem.rm(folder, recursive=True)


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ("inbox", Path("inbox")),
        (Path("inbox"), Path("inbox")),
        ("file:///srv/in%20box", Path("/srv/in box")),
        ("file://localhost/srv", Path("/srv")),
        ("s3://bucket/inbox/", "s3://bucket/inbox"),
        ("s3://bucket", "s3://bucket"),
    ],
)
def test_what_is_given_is_a_path_or_a_url(given: object, place: object) -> None:
    assert place_of(given) == place


@pytest.mark.parametrize(
    "given",
    [
        f"s3://key:{SECRET}@bucket/inbox",
        f"https://host/inbox?X-Amz-Signature={SECRET}",
        f"simplecache::s3://bucket/{SECRET}",
        f"file://host/{SECRET}",
    ],
)
def test_urls_that_are_refused_are_not_repeated(given: str) -> None:
    with pytest.raises(ValueError, match=r"^(a|an) ") as refused:
        place_of(given)
    assert SECRET not in str(refused.value)


def test_an_inbox_holds_what_lies_below_it_and_is_not_hidden(inbox: str) -> None:
    found = discover([inbox])
    (root,) = found.inboxes
    assert root == inbox.replace("memory://", "memory:///")
    assert [file.source_uri for file in found.files] == [f"{root}/{name}" for name in NAMES]
    assert [file.file_name for file in found.files] == ["a b%20#?.txt", r"ü\t.txt"]
    assert found.hidden_count == 2
    identified = identify(found, Manifest()).files
    assert [file.sha256 for file in identified] == [content_sha256(name.encode()) for name in NAMES]


def test_a_single_object_may_be_an_inbox(inbox: str) -> None:
    (file,) = discover([f"{inbox}/{NAMES[0]}"]).files
    assert file.source_uri.endswith(NAMES[0])


def test_an_object_is_read_from_a_bounded_copy(inbox: str, tmp_path: Path) -> None:
    file = discover([inbox]).files[0]
    with at_hand(file, 100, tmp_path) as path:
        assert (path.name, path.read_text(encoding="utf-8")) == (NAMES[0], NAMES[0])
        assert path.is_relative_to(tmp_path)
    with pytest.raises(ReadError, match="more than the 3 bytes") as refused, at_hand(file, 3, tmp_path):
        pass
    assert refused.value.reason is Reason.TOO_LARGE
    assert list(tmp_path.iterdir()) == []


def test_a_name_too_long_for_a_file_keeps_its_end(tmp_path: Path) -> None:
    fsspec.filesystem("memory").pipe(f"/{LONG}", b"x")
    with copied(f"memory://{LONG}", 1, tmp_path) as path:
        assert path.suffix == ".txt"


def test_an_object_that_vanishes_says_so(inbox: str, tmp_path: Path) -> None:
    found = discover([inbox])
    uri = found.files[0].source_uri
    filesystem, path = fsspec.core.url_to_fs(uri)
    filesystem.rm(path)
    gone, there = identify(found, Manifest()).files
    assert gone.problem and gone.problem.reason is Reason.UNREADABLE
    assert there.problem is None
    with pytest.raises(ReadError, match="vanished"), at_hand(found.files[0], 100, tmp_path):
        pass
    assert (look_up(uri), _is_there(uri)) == (None, False)
    looked = _look(uri, [])
    assert looked.problem and (looked.path, looked.problem.reason) == (None, Reason.UNREADABLE)
    assert _look(there.source_uri, []).byte_count == there.byte_count


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("s3://no-such-bucket/inbox", "no such bucket or folder"),
        (f"s3://{BUCKET}/nothing-here", "no such bucket or folder"),
        ("memory://nothing-here", "no such bucket or folder"),
        ("abc://bucket/inbox", "of no kind that can be read: Protocol not known"),
    ],
)
@pytest.mark.usefixtures("bucket")
def test_an_inbox_that_is_not_there_is_an_error(url: str, said: str) -> None:
    for ask in (list_objects, reach):
        with pytest.raises(InboxError, match=said):
            ask(url)


def test_an_empty_bucket_is_an_empty_inbox(bucket: str) -> None:
    filesystem, _ = fsspec.core.url_to_fs(bucket)
    filesystem.mkdir("chancery-test-empty")
    assert list_objects("s3://chancery-test-empty").objects == ()


@pytest.mark.usefixtures("bucket")
def test_without_credentials_the_error_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    with pytest.raises(InboxError, match="there are no credentials for it"):
        list_objects(f"s3://{BUCKET}/inbox")
    with pytest.raises(ReadError, match="no credentials"):
        fingerprint_object(f"s3://{BUCKET}/inbox/a.txt")
    fsspec.get_filesystem_class("s3").clear_instance_cache()


def test_a_store_that_fails_costs_its_files_only(monkeypatch: pytest.MonkeyPatch, inbox: str) -> None:
    found = discover([inbox])
    monkeypatch.setattr("warehouse.remote.file_system_of", lambda _: 1 / 0)
    files = identify(Landing(found.inboxes, found.files), Manifest()).files
    said = [file.problem.detail for file in files if file.problem]
    assert said == ["It cannot be fetched: ZeroDivisionError: division by zero."] * 2
    assert _is_there(files[0].source_uri)


def test_times_of_stores_are_utc(inbox: str) -> None:
    stored = list_objects(inbox).objects[0]
    assert stored.modified_at is not None and stored.modified_at.tzinfo is None
    assert object_found(stored).modified_at == stored.modified_at
