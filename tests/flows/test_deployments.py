"""`prefect.yaml` names flows that exist, with parameters that they take."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
import yaml
from prefect.flows import Flow

from tests.clone import ROOT

DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


EACH = pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])


def flow_of(deployment: dict[str, Any]) -> Flow[..., Any]:
    path, _, name = deployment["entrypoint"].partition(":")
    flow: Flow[..., Any] = getattr(import_module(path.removesuffix(".py").replace("/", ".")), name)
    return flow


@EACH
def test_the_form_explains_itself(deployment: dict[str, Any]) -> None:
    assert deployment["description"] and deployment["tags"]
    fields = {
        name: field
        for model in flow_of(deployment).parameters.definitions.values()
        for name, field in model.get("properties", {}).items()
    }
    assert fields
    for name, field in fields.items():
        assert field["title"][0].isupper() and field["description"].endswith("."), name


@EACH
def test_deployment_fits_its_flow(deployment: dict[str, Any]) -> None:
    flow = flow_of(deployment)
    parameters = flow.validate_parameters(deployment["parameters"])
    assert set(parameters) == set(flow.parameters.properties)
    assert deployment["concurrency_limit"]["limit"] == 1
    assert "pull" not in deployment
