"""The commands about the service that runs Chancery unattended."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from flows.exits import FAILED, explained

service = typer.Typer()


@service.command()
def up(
    check: Annotated[bool, typer.Option("--check", help="Only tell what runs; fails unless all do.")] = False,
    logs: Annotated[
        bool, typer.Option("--logs", help="Print what the processes print, for a system that keeps logs.")
    ] = False,
) -> None:
    """Run Chancery: the Prefect server and its UI, a worker, and the watcher of the inboxes.

    What ends by itself is started anew. Ctrl-C takes everything down.
    """
    with explained():
        from flows.service import up as service_up
        from flows.settings import Settings

        settings = Settings()
        if not check:
            service_up.up(settings, logs=logs)
        elif not service_up.check(settings):
            sys.exit(FAILED)


@service.command()
def metrics() -> None:
    """Print metrics for Prometheus: what runs, the last runs, the published file."""
    with explained():
        from flows.service import metrics as service_metrics
        from flows.settings import Settings

        sys.stdout.write(service_metrics.metrics(Settings()))
