"""`prefect.yaml` names flows that exist, with parameters that they take."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
import yaml

from tests.clone import ROOT

DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda deployment: deployment["name"])
def test_deployment_fits_its_flow(deployment: dict[str, Any]) -> None:
    path, _, name = deployment["entrypoint"].partition(":")
    flow = getattr(import_module(path.removesuffix(".py").replace("/", ".")), name)
    parameters = flow.validate_parameters(deployment["parameters"])
    assert set(parameters) == set(flow.parameters.properties)
    assert deployment["concurrency_limit"]["limit"] == 1
    assert "pull" not in deployment
