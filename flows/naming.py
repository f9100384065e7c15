"""What runs are called in the Prefect UI: a name that says what ran."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.runtime import flow_run

from flows.parameters import IngestRequest
from warehouse.landing import readable_name
from warehouse.plan import Plan


def name_of_inboxes() -> str:
    """Return the name an ingest starts with."""
    request = IngestRequest.model_validate(flow_run.parameters.get("request", {}))
    return f"ingest {_names(request.settings().inbox)}"


def rename_run(inboxes: Sequence[Path], plan: Plan) -> None:
    """Add to the run's name what it found to do."""
    refused = len(plan.refused) + len(plan.still_quarantined)
    found = f"{len(plan.to_read)} to read, {len(plan.unchanged)} unchanged, {refused} refused"
    if flow_run.id:
        with get_client(sync_client=True) as client:
            client.update_flow_run(flow_run.id, name=f"ingest {_names(inboxes)}: {found}")


def _names(inboxes: Sequence[str | Path]) -> str:
    return ", ".join(readable_name(Path(inbox)) for inbox in inboxes)
