"""Automations: silent runs are ended, and somebody is told of what goes wrong."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.operation.service import Service, until

pytestmark = pytest.mark.operation

SECRET = "hush4711"


@pytest.fixture
def posted() -> Iterator[tuple[str, list[str]]]:
    """A web server, and what was posted to it."""
    bodies: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            bodies.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(204)
            self.end_headers()

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/alarm", bodies
        server.shutdown()


@pytest.fixture
def mailed() -> Iterator[tuple[str, list[str]]]:
    """A mail server that takes everything, and what it took."""
    mails: list[str] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 here\r\n")
            while line := self.rfile.readline():
                if line.upper().startswith(b"DATA"):
                    self.wfile.write(b"354 go on\r\n")
                    mails.append("".join(part.decode() for part in iter(self.rfile.readline, b".\r\n")))
                elif line.upper().startswith(b"QUIT"):
                    self.wfile.write(b"221 bye\r\n")
                    return
                self.wfile.write(b"250 fine\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        yield f"mailto://127.0.0.1:{port}?from=chancery@example.org&to=desk@example.org", mails
        server.shutdown()


def test_alarms(service: Service, posted: tuple[str, list[str]], mailed: tuple[str, list[str]]) -> None:
    service.environment |= {
        "CHANCERY_SERVICE__WEBHOOK": f"{posted[0]}?key={SECRET}",
        "CHANCERY_SERVICE__EMAIL": f"{mailed[0]}&name={SECRET}",
        "CHANCERY_SERVICE__FRESHNESS_HOURS": "0.01",
    }
    service.up()
    (ingest,) = (one for one in service.api.deployments() if one["name"] == "ingest")
    silent = service.api.post(
        f"/deployments/{ingest['id']}/create_flow_run", {"state": {"type": "RUNNING"}, "name": "silent"}
    )
    beat = {
        "id": str(uuid4()),
        "occurred": datetime.now(UTC).isoformat(),
        "event": "prefect.flow-run.heartbeat",
        "resource": {"prefect.resource.id": f"prefect.flow-run.{silent['id']}"},
        "related": [
            {
                "prefect.resource.id": f"prefect.work-pool.{uuid4()}",
                "prefect.resource.role": "work-pool",
                "prefect.resource.name": "chancery",
            }
        ],
    }
    service.api.post("/events", [beat])
    until(lambda: any("no ingest ended well" in body for body in posted[1]), "the alarm of staleness")
    assert service.ends(silent["id"]) == "CRASHED"
    until(lambda: any("silent" in body and "crashed" in body for body in posted[1]), "the alarm of the crash")
    until(lambda: any("silent" in mail for mail in mailed[1]), "the mail of the crash")
    for body in posted[1]:
        assert set(json.loads(body)) == {"subject", "text"}
    assert is_kept(b"no ingest ended well", service), "what was sent is kept, and could be found"
    assert not is_kept(SECRET.encode(), service)


def is_kept(words: bytes, service: Service) -> bool:
    """Tell whether words stand in what an installation wrote: logs, tables, Prefect's database."""
    kept = [service.folder, Path(service.environment["HOME"])]
    return any(words in file.read_bytes() for one in kept for file in one.rglob("*") if file.is_file())


def test_starting_again_doubles_no_automation_and_respects_who_was_switched_off(service: Service) -> None:
    service.up()
    before = service.api.post("/automations/filter", {})
    automation = f"http://127.0.0.1:{service.port}/api/automations/{before[0]['id']}"
    httpx.patch(automation, json={"enabled": False}).raise_for_status()
    service.down()
    service.environment["CHANCERY_SERVICE__WEBHOOK"] = "http://127.0.0.1:9/alarm"
    service.up()
    after = service.api.post("/automations/filter", {})
    assert len({one["name"] for one in after}) == len(after) > len(before)
    assert [one["enabled"] for one in after if one["id"] == before[0]["id"]] == [False]
    service.down()
    del service.environment["CHANCERY_SERVICE__WEBHOOK"]
    service.up()
    assert {one["id"] for one in service.api.post("/automations/filter", {})} == {one["id"] for one in before}
