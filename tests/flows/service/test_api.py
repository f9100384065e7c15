"""A server that is busy is asked again, and one that is down is told of."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from flows.service import api
from flows.service.api import Api


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, list[int]]]:
    """A server that gives these answers in turn, and its address."""
    monkeypatch.setattr(api, "BUSY_PAUSES", (0.0, 0.0))
    codes: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(codes.pop(0))
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"[]")

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", codes
        server.shutdown()


def test_a_busy_server_is_asked_again(answers: tuple[str, list[int]]) -> None:
    address, codes = answers
    codes += [503, 503, 200]
    assert Api(address).deployments() == []
    assert codes == []


@pytest.mark.parametrize(("given", "left"), [([503, 503, 503, 200], [200]), ([500, 200], [200]), ([404], [])])
def test_an_error_that_stays_is_told(
    answers: tuple[str, list[int]], given: list[int], left: list[int]
) -> None:
    address, codes = answers
    codes += given
    with pytest.raises(httpx.HTTPStatusError):
        Api(address).deployments()
    assert codes == left


def test_a_server_that_is_down_is_not_healthy(answers: tuple[str, list[int]]) -> None:
    assert not Api("http://127.0.0.1:9").is_healthy()
