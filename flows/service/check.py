"""What runs of the service, and what does not."""

from __future__ import annotations

import socket
from dataclasses import dataclass

import httpx

from flows.service.api import Api
from flows.service.places import POOL, Places
from flows.service.ready import process_of
from flows.settings import Settings


@dataclass(frozen=True, slots=True)
class PartState:
    """A part of the service: whether it runs, and what is to be said of it."""

    name: str
    runs: bool
    detail: str


def states(settings: Settings) -> list[PartState]:
    """Return every part of the service with its state."""
    places, address = Places.of(settings), settings.service.address
    api = Api(address)
    healthy = api.is_healthy()
    up = process_of(places.ready("up"))
    return [
        PartState("chancery up", up is not None, _process(up)),
        PartState("server", healthy, address if healthy else f"no server answers at {address}"),
        _worker(api, places, healthy),
        _deployments(api, healthy),
        _watcher(places),
    ]


def _worker(api: Api, places: Places, healthy: bool) -> PartState:
    pid = process_of(places.ready("worker"))
    online = healthy and any(
        worker["name"] == places.worker_name and worker["status"] == "ONLINE" for worker in _workers(api)
    )
    if pid and healthy and not online:
        return PartState("worker", False, f"process {pid} lives, but the server does not hear from it")
    return PartState("worker", pid is not None, _process(pid))


def _workers(api: Api) -> list[dict[str, str]]:
    try:
        return api.workers(POOL)
    except httpx.HTTPError:
        return []


def _deployments(api: Api, healthy: bool) -> PartState:
    try:
        names = [found["name"] for found in api.deployments()] if healthy else []
    except httpx.HTTPError:
        names = []
    return PartState("deployments", bool(names), ", ".join(names) or "none are known")


def _watcher(places: Places) -> PartState:
    pid = process_of(places.ready("watcher"))
    return PartState("watcher", pid is not None, _process(pid))


def _process(pid: int | None) -> str:
    return f"process {pid}" if pid else "does not run"


def is_taken(host: str, port: int) -> bool:
    """Tell whether something listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False
