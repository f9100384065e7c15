"""What runs are called in the Prefect UI: what ran on what, how many files, and what became of them."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from prefect.client.orchestration import get_client
from prefect.runtime import flow_run
from pydantic import BaseModel

from flows.console import printable
from flows.parameters import IngestRequest
from warehouse.landing import readable_name
from warehouse.plan import Plan

LONGEST = 80  # characters of what a run works on
NO_SELECTION = frozenset({"warehouse", "wait_minutes"})


def name_of_inboxes() -> str:
    """Return the name an ingest starts with."""
    request = IngestRequest.model_validate(flow_run.parameters.get("request", {}))
    names = ", ".join(readable_name(Path(inbox)) for inbox in request.settings().inbox)
    return _bounded(f"ingest {names}")


def name_of_selection() -> str:
    """Return the name of a run over what its request selects, such as "reextract since 2026-01-01"."""
    request = flow_run.parameters.get("request", {})
    given = request.model_dump(exclude_defaults=True) if isinstance(request, BaseModel) else request
    told = ", ".join(_conditions(given))
    return _bounded(f"{flow_run.flow_name} {told or 'all'}")


def to_do(plan: Plan) -> str:
    """Return how many files a plan has to read."""
    return f"{len(plan.to_read)} to read" if plan.to_read else "nothing new to read"


def rename_run(found: str) -> None:
    """Add to the name that the run started with how many files there are, or what became of them."""
    if not flow_run.id:
        return
    try:
        with get_client(sync_client=True) as client:
            client.update_flow_run(flow_run.id, name=f"{flow_run.name}: {found}")
    except Exception as error:
        logging.getLogger(__name__).warning("Prefect did not take the run's name: %s", error)


def _conditions(given: Mapping[str, Any]) -> Iterator[str]:
    for name, value in given.items():
        if name in NO_SELECTION or not value:
            continue
        words = name.replace("_", " ")
        if value is True:
            yield words
        elif isinstance(value, list | tuple):
            yield ", ".join(map(str, value))
        else:
            yield f"{words} {value}"


def _bounded(name: str) -> str:
    shown = printable(name)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"
