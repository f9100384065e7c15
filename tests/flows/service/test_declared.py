"""The deployments and automations that the files declare."""

from __future__ import annotations

from flows.service.automations import read_automations
from flows.service.deployments import read_deployments
from flows.service.options import ServiceOptions
from flows.settings import Settings

DEPLOYMENTS = {"ingest": "00000000-0000-0000-0000-000000000001"}
BLOCKS = {"email": "00000000-0000-0000-0000-000000000002", "webhook": "00000000-0000-0000-0000-000000000003"}


def test_every_deployment_has_its_flow_as_a_module_that_is_found_wherever_it_is_installed() -> None:
    declared = {one.said["name"]: one.module_path for one in read_deployments()}
    assert declared["ingest"] == "flows.ingest.ingest"


def test_alarms_go_to_whoever_is_configured_and_else_to_nobody() -> None:
    silent = {one.name for one in read_automations(Settings(), DEPLOYMENTS, {})}
    telling = {one.name: one for one in read_automations(Settings(), DEPLOYMENTS, BLOCKS)}
    assert silent < set(telling)
    for name in telling.keys() - silent:
        assert {action.type for action in telling[name].actions} == {"send-notification", "call-webhook"}


def test_freshness_is_a_setting() -> None:
    settings = Settings(service=ServiceOptions(freshness_hours=2))
    within = {one.trigger.within.total_seconds() for one in read_automations(settings, DEPLOYMENTS, BLOCKS)}
    assert 7200 in within


def test_automations_bear_the_tag_by_which_they_are_found_again() -> None:
    for one in read_automations(Settings(), DEPLOYMENTS, BLOCKS):
        assert one.tags == ["chancery"]
        assert one.description
