"""The automations in `flows/automations`, brought to the server without ever doubling one.

A file holds one automation in Prefect's own terms, with these additions: `$name` stands for a value of
`_values`; an action `run` names a deployment; an action `tell` becomes one action for each way that the
settings give to reach somebody, and an automation left without actions is not registered.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from importlib import resources
from string import Template
from typing import Any

import yaml
from prefect.automations import AutomationCore
from prefect.blocks.core import Block
from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.events.schemas.automations import Automation

from flows.service.mail import MailServer
from flows.service.places import POOL
from flows.settings import Settings

TAG = "chancery"
Said = dict[str, Any]


def register_automations(settings: Settings, deployments: Mapping[str, str]) -> None:
    """Make the server's automations of ours those of the files; whoever disabled one, it stays disabled."""
    blocks = _register_blocks(settings)
    wanted = {one.name: one for one in read_automations(settings, deployments, blocks)}
    with get_client(sync_client=True) as client:
        for known in _registered(client):
            one = wanted.pop(known.name, None)
            if one is None:
                client.delete_automation(known.id)
            elif _differ(one, known):
                client.update_automation(known.id, one.model_copy(update={"enabled": known.enabled}))
        for one in wanted.values():
            client.create_automation(one)


def read_automations(
    settings: Settings, deployments: Mapping[str, str], blocks: Mapping[str, str]
) -> Iterator[AutomationCore]:
    """Yield what the files declare, for blocks (`email`, `webhook`) and deployments by their ids."""
    for file in sorted(resources.files("flows.automations").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".yaml"):
            said = yaml.safe_load(Template(file.read_text("utf-8")).substitute(_values(settings)))
            actions = [made for one in said["actions"] for made in _actions(one, deployments, blocks)]
            if actions:
                yield AutomationCore.model_validate({**said, "actions": actions, "tags": [TAG]})


def _values(settings: Settings) -> dict[str, object]:
    return {"pool": POOL, "freshness_seconds": round(settings.service.freshness_hours * 3600)}


def _actions(said: Said, deployments: Mapping[str, str], blocks: Mapping[str, str]) -> Iterator[Said]:
    if said["type"] == "run":
        yield {
            "type": "run-deployment",
            "source": "selected",
            "deployment_id": deployments[said["deployment"]],
        }
    elif said["type"] == "tell":
        if "email" in blocks:
            told = {"subject": said["subject"], "body": said["body"]}
            yield {"type": "send-notification", "block_document_id": blocks["email"], **told}
        if "webhook" in blocks:
            payload = json.dumps({"subject": said["subject"], "text": said["body"]})
            yield {"type": "call-webhook", "block_document_id": blocks["webhook"], "payload": payload}
    else:
        yield said


def _register_blocks(settings: Settings) -> dict[str, str]:
    """Save the blocks by which somebody is told; return their ids."""
    service = settings.service
    blocks: dict[str, Block] = {}
    if service.email:
        blocks["email"] = MailServer(url=service.email)
    if service.webhook:
        blocks["webhook"] = Webhook(url=service.webhook, method="POST")
    return {name: str(block.save(f"chancery-{name}", overwrite=True)) for name, block in blocks.items()}


def _registered(client: SyncPrefectClient) -> list[Automation]:
    answer = client.request("POST", "/automations/filter", json={"automations": {"tags": {"all_": [TAG]}}})
    return [Automation.model_validate(one) for one in answer.json()]


def _differ(one: AutomationCore, known: Automation) -> bool:
    left_out = {"enabled", "id", "created", "updated"}
    return one.model_dump(mode="json", exclude=left_out) != known.model_dump(mode="json", exclude=left_out)
