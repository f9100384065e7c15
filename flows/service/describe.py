"""What `chancery up` says once everything runs."""

from __future__ import annotations

import httpx

from flows.console import printable
from flows.service.api import Api
from flows.service.places import Places
from flows.settings import Settings


def what_runs(settings: Settings, places: Places, seconds: float, *, logs: bool) -> list[str]:
    """Return a line for each thing that a user wants to know."""
    service = settings.service
    watched = settings.watched
    said = {
        "UI": service.address,
        "inbox": f"{', '.join(watched)} (watched)",
        "warehouse": settings.warehouse.absolute(),
        "schedule": _schedules(Api(service.address)),
        "logs": "here" if logs else places.log("server").parent,
    }
    lines = [f"Chancery is up, after {seconds:.1f} s."]
    lines += [f"  {name:<10} {printable(value)}" for name, value in said.items()]
    return [*lines, "Ctrl-C ends it all; `chancery up --check` tells what runs."]


def _schedules(api: Api) -> str:
    try:
        deployments = api.deployments()
    except httpx.HTTPError:  # too busy to answer in time, and no reason to end
        return "see the UI"
    found = [
        f"{deployment['name']} {_timing(schedule['schedule'])}"
        for deployment in deployments
        for schedule in deployment["schedules"]
        if schedule["active"]
    ]
    return "; ".join(found) or "none"


def _timing(schedule: dict[str, object]) -> str:
    if "cron" in schedule:
        return f"{schedule['cron']} ({schedule.get('timezone') or 'UTC'})"
    return f"every {schedule['interval']} s" if "interval" in schedule else str(schedule.get("rrule"))
