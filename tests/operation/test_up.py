"""`chancery up` as a user meets it: what it says, and that nothing of it stays behind."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from flows.service.places import Places
from flows.settings import Settings
from tests.operation.service import Service, is_alive, until

pytestmark = pytest.mark.operation
PARTS = ("server", "worker", "watcher")


def test_it_runs_and_says_so_and_ends_whole(service: Service) -> None:
    service.up()
    for told in (f"http://127.0.0.1:{service.port}", str(service.inbox), str(service.warehouse), "0 6 * * *"):
        assert told in service.said
    check = service.command("up", "--check")
    assert check.returncode == 0, check.stdout
    assert_only_data_docs_are_served(service)
    second = service.command("up")
    assert second.returncode == 3
    assert "is up already" in second.stderr
    before = {part: service.pid(part) for part in PARTS}
    for part in ("watcher", "server"):
        os.kill(before[part] or 0, signal.SIGKILL)
    killed = ("watcher", "server")
    until(lambda: all(service.pid(part) not in (None, before[part]) for part in killed), "new processes")
    until(lambda: service.command("up", "--check").returncode == 0, "all of it")
    pids = [service.pid(part) or 0 for part in PARTS]
    service.down(signal.SIGINT)
    assert not [pid for pid in pids if is_alive(pid)]
    check = service.command("up", "--check")
    assert check.returncode == 1
    assert check.stdout.count("NO") == len(PARTS) + 2


def assert_only_data_docs_are_served(service: Service) -> None:
    """See that the server of the service serves the Data Docs, nothing around them, and no foreign site."""
    docs = service.warehouse.with_name("chancery.docs")
    (docs / "run").mkdir(parents=True)
    (docs / "run/index.html").write_text("Passed")
    page, beside = "/data-docs/run/index.html", "/data-docs/../chancery.service/watcher.json"
    assert (service.folder / "data/chancery.service").exists()
    assert asked(service, page).startswith("HTTP/1.1 200 ")
    assert asked(service, beside).startswith("HTTP/1.1 404 ")
    assert asked(service, beside.replace("..", "%2e%2e")).startswith("HTTP/1.1 404 ")
    foreign = asked(service, "/api/health", "Origin: http://evil.example").lower()
    assert foreign.startswith("http/1.1 200 ") and "access-control-allow-origin" not in foreign
    shutil.rmtree(docs)


def asked(service: Service, path: str, *headers: str) -> str:
    """Return what the server answers to a path that is sent as it stands."""
    request = "\r\n".join((f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: close", *headers, "", ""))
    with socket.create_connection(("127.0.0.1", service.port), 60) as connection:
        connection.sendall(request.encode())
        return b"".join(iter(lambda: connection.recv(65_536), b"")).decode()


def test_nothing_outlives_it_when_it_is_killed_and_it_starts_again(service: Service) -> None:
    service.up()
    pids = [service.pid(part) or 0 for part in PARTS]
    service.down(signal.SIGKILL)
    until(lambda: not [pid for pid in pids if is_alive(pid)], "the end of all", seconds=10)
    service.up()
    service.down(signal.SIGTERM)
    assert "Chancery is down." in (service.folder / "up.log").read_text(encoding="utf-8")


def test_a_port_that_is_taken(service: Service) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", service.port))
        other.listen()
        refused = service.command("up")
    assert refused.returncode == 2
    assert f"another program is at port {service.port}" in refused.stderr


def test_a_server_that_was_left_alone(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(service.folder)
    settings = Settings()
    places = Places.of(settings)
    places.folder.mkdir(parents=True)
    environment = places.environment(settings) | service.environment
    environment["PREFECT_SERVER_API_PORT"] = str(service.port)
    environment["CHANCERY_READY_FILE"] = str(places.ready("server"))
    server = subprocess.Popen([sys.executable, "-m", "flows.service.server"], env=environment)
    try:
        until(service.api.is_healthy, "a server")
        check = service.command("up", "--check")
        refused = service.command("up")
    finally:
        server.kill()
        server.wait()
    assert check.returncode == 1
    assert "no" in check.stdout.lower()
    assert refused.returncode == 2
    assert f"kill {server.pid}" in refused.stderr


def test_a_url_that_nobody_can_read(service: Service) -> None:
    service.environment["CHANCERY_SERVICE__WATCH"] = '["pigeon://loft/inbox"]'
    refused = service.command("up")
    assert refused.returncode == 2
    assert "pigeon://loft/inbox is of no kind that can be read" in refused.stderr


def test_an_inbox_that_was_chosen_must_be_there(service: Service, tmp_path: Path) -> None:
    service.environment["CHANCERY_INBOX"] = f'["{tmp_path / "nowhere"}"]'
    refused = service.command("up")
    assert refused.returncode == 2
    assert "nowhere" in refused.stderr
