"""Named instants of a run at which it can be killed: before or after a call that matters."""

from __future__ import annotations

import functools
import importlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock


@dataclass(frozen=True)
class Failpoint:
    """Before or after the first call of `target` one of whose arguments, spelt out, holds `argument`.

    `delay` seconds later, where it is not 0, so that the call itself is cut short.
    """

    name: str
    target: str
    argument: str = ""
    after: bool = False
    delay: float = 0.0


FAILPOINTS = (
    Failpoint("lock taken", "flows.ledger.remains.bury"),
    Failpoint("run begun", "flows.ledger.remains.begin", after=True),
    Failpoint("files discovered", "flows.finding.discover", after=True),
    Failpoint("files identified", "flows.finding.identify", after=True),
    Failpoint("child started", "extractors.reader._Child._await_start"),
    Failpoint("parse begins", "extractors.reader._Child.send", after=True),
    Failpoint("parse goes on", "extractors.reader._Child.send", after=True, delay=0.05),
    Failpoint("extraction goes on", "extractors.reader._Child.send", after=True, delay=0.4),
    Failpoint("parse made", "flows.steps.ParseStore.put"),
    Failpoint("parse written", "os.replace", ".json.gz"),
    Failpoint("parse kept", "os.replace", ".json.gz", after=True),
    Failpoint("spool written", "os.replace", ".jsonl"),
    Failpoint("spool kept", "os.replace", ".jsonl", after=True),
    Failpoint("copy begins", "warehouse.staging.copy_file"),
    Failpoint("copy cut short", "warehouse.staging.copy_file", delay=0.002),
    Failpoint("copy made", "warehouse.staging.copy_file", after=True),
    Failpoint("warehouse upgraded", "warehouse.staging.upgrade", after=True),
    Failpoint("loading", "warehouse.staging.load", delay=0.05),
    Failpoint("loaded", "warehouse.staging.load", after=True),
    Failpoint("resolving", "warehouse.review.resolve", delay=0.1),
    Failpoint("account kept", "warehouse.staging.keep_account", after=True),
    Failpoint("before the commit", "warehouse.staging.describe", after=True),
    Failpoint("checkpoint begins", "tests.reliability.failpoints.checkpoint"),
    Failpoint("checkpoint cut short", "tests.reliability.failpoints.checkpoint", delay=0.002),
    Failpoint("checkpoint made", "tests.reliability.failpoints.checkpoint", after=True),
    Failpoint("staged", "warehouse.staging.assert_closed", after=True),
    Failpoint("part made", "expectations.gate.part_of", after=True),
    Failpoint("measures recorded", "expectations.gate.record_measures", after=True),
    Failpoint("audit goes on", "expectations.gate.audit", delay=0.2),
    Failpoint("audited", "expectations.gate.audit", after=True),
    Failpoint("validations recorded", "expectations.gate.record_validations", after=True),
    Failpoint("Data Docs begin", "expectations.docs.build._view"),
    Failpoint("Data Docs cut short", "expectations.docs.build._summary"),
    Failpoint("Data Docs made", "expectations.docs.build._summary", after=True, delay=0.1),
    Failpoint("changes recorded", "warehouse.publish.record_changes", after=True),
    Failpoint("before fsync", "warehouse.publish.sync", "stage"),
    Failpoint("after fsync", "warehouse.publish.sync", "stage", after=True),
    Failpoint("version linked", "os.link", "versions", after=True),
    Failpoint("version kept", "warehouse.publish.keep", after=True),
    Failpoint("before the replacement", "os.replace", "stage.duckdb"),
    Failpoint("after the replacement", "os.replace", "stage.duckdb", after=True),
    Failpoint("folder synced", "warehouse.publish.prune"),
    Failpoint("pruned", "warehouse.publish.prune", after=True),
    Failpoint("published", "flows.ledger.runlog.append"),
    Failpoint("logged", "flows.ledger.runlog.append", after=True),
)


def checkpoint(con: Any) -> Any:
    """Write a connection's checkpoint."""
    return con.execute("CHECKPOINT")


class _Connection:
    """A connection whose checkpoint is a call of its own, so that a failpoint can stand there."""

    def __init__(self, con: Any) -> None:
        self._con = con

    def __enter__(self) -> _Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._con.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._con, name)

    def execute(self, query: str, *arguments: object) -> Any:
        return checkpoint(self._con) if query == "CHECKPOINT" else self._con.execute(query, *arguments)


def die() -> None:
    """End this process at once."""
    os.kill(os.getpid(), signal.SIGKILL)


@contextmanager
def at(failpoint: Failpoint) -> Iterator[None]:
    """Let the process die at a failpoint of what is run in this block."""
    from warehouse import staging

    opened = staging.open_stage
    with ExitStack() as stack:
        stack.enter_context(
            mock.patch("warehouse.staging.open_stage", lambda *given: _Connection(opened(*given)))
        )
        stack.enter_context(mock.patch(failpoint.target, _deadly(failpoint)))
        yield


def _deadly(failpoint: Failpoint) -> Callable[..., Any]:
    original = _named(failpoint.target)

    @functools.wraps(original)
    def call(*arguments: Any, **named: Any) -> Any:
        if failpoint.argument and not any(failpoint.argument in str(argument) for argument in arguments):
            return original(*arguments, **named)
        if not failpoint.after:
            _strike(failpoint.delay)
        result = original(*arguments, **named)
        if failpoint.after:
            _strike(failpoint.delay)
        return result

    return call


def _strike(delay: float) -> None:
    if delay:
        threading.Timer(delay, die).start()
    else:
        die()


def _named(target: str) -> Any:
    """Return what stands under a dotted name."""
    parts = target.split(".")
    for length in range(len(parts) - 1, 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for name in parts[length:]:
            found = getattr(found, name)
        return found
    raise LookupError(target)
