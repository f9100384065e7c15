"""How flows end, by name: the states that a person or an automation looks for in the Prefect UI."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from prefect.client.schemas import State
from prefect.states import Failed

from warehouse.errors import AuditRejected, WarehouseBusy

P = ParamSpec("P")
T = TypeVar("T")

NAMES = {WarehouseBusy: "Busy", AuditRejected: "Rejected"}
"""States of failed runs for which nothing is broken: another run was writing; the audit held it back."""


def named_endings(flow_function: Callable[P, T]) -> Callable[P, T]:
    """End a flow in a state of its own where it failed as it should; whoever called it gets the error."""

    @functools.wraps(flow_function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return flow_function(*args, **kwargs)
        except tuple(NAMES) as error:
            ended: State[Exception] = Failed(name=NAMES[type(error)], message=str(error), data=error)
        return ended  # type: ignore[return-value]  # Prefect takes a state for what it says

    # Prefect would look up the names in annotations in this module.
    vars(run)["__signature__"] = inspect.signature(flow_function, eval_str=True)
    return run
