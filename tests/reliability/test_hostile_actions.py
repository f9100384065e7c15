"""What a PDF asks a viewer to do is not done: nothing runs, nothing is fetched, no other file is read."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.errors import ReadError
from extractors.identity import content_sha256
from extractors.reader import Reader, decode_parsed
from tests.reliability.hostile_actions import ACTIONS, ADDRESS, TAKEN
from tests.reliability.hostile_pdfs import SENTENCE, HostilePdf

ACTING = [case for case in ACTIONS if case.outcomes == {"loaded"} or case.outcomes == {"loaded", "malformed"}]
SECRET = Path("/etc/passwd").read_text().splitlines()[0]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as shared:
        yield shared


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Somebody who listens at an address of as many characters as ADDRESS."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        made.listen()
        made.setblocking(False)
        yield made


def was_called(listener: socket.socket) -> bool:
    try:
        listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def test_a_call_would_be_noticed(listener: socket.socket) -> None:
    assert not was_called(listener)
    socket.create_connection(listener.getsockname()).close()
    assert was_called(listener)


@pytest.mark.parametrize("case", ACTING, ids=lambda case: case.name)
def test_nothing_of_it_is_done(
    case: HostilePdf, reader: Reader, listener: socket.socket, tmp_path: Path
) -> None:
    address = "127.0.0.1:{1:05}".format(*listener.getsockname()).encode()
    content, path = case.make().replace(ADDRESS, address), tmp_path / "acting.pdf"
    path.write_bytes(content)
    if case.outcomes == {"loaded"}:
        reading = reader.read(path, content_sha256(content))
        assert SENTENCE in decode_parsed(reading.parsed_json).text
        assert SECRET.encode() not in reading.parsed_json + reading.extraction_json
    else:
        with pytest.raises(ReadError, match="malformed: "):
            reader.read(path, content_sha256(content))
    assert not was_called(listener)
    assert not Path(TAKEN.decode()).exists()
    assert [left.name for left in tmp_path.iterdir()] == ["acting.pdf"]
