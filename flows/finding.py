"""What the inboxes hold against what the warehouse knows, and the answer where nothing is new."""

from __future__ import annotations

import os
from dataclasses import replace

from flows.ledger import opened_ledger
from flows.report import IngestReport, report_of
from flows.settings import Settings
from warehouse import remains
from warehouse.landing import Landing, discover, identify, is_alike
from warehouse.lock import hold
from warehouse.manifest import Manifest, read_manifest
from warehouse.paths import WarehousePaths
from warehouse.plan import Plan, plan
from warehouse.run import Run


def find_files(settings: Settings, paths: WarehousePaths, run: Run) -> Plan:
    """Find the files of the inboxes and tell what has to be done with each."""
    return _planned(_landed(settings, paths), read_manifest(paths.warehouse), settings, run)


def answer_unchanged(settings: Settings) -> IngestReport | None:
    """Carry out a run that finds nothing new, without Prefect, which takes seconds to start.

    None where there is something to do, or a server that is to hear of every run. A file of another size
    tells so at once; no file is read here before all sizes are as they were. Raises as a run does.
    """
    paths = WarehousePaths.of(settings.warehouse)
    if not paths.warehouse.exists() or os.environ.get("PREFECT_API_URL"):
        return None
    with hold(paths):
        manifest, landing = read_manifest(paths.warehouse), _landed(settings, paths)
        if not all(is_alike(file, manifest.files.get(file.source_uri)) for file in landing.files):
            return None
        ledger = opened_ledger(paths, settings)
        found = _planned(landing, manifest, settings, ledger.run)
        if found.changes:
            return None
        ledger.end_unchanged(found)
        remains.end(paths, keep_results=False)
    return report_of(paths, ledger.record, found, settings.audit.stale_days)


def _landed(settings: Settings, paths: WarehousePaths) -> Landing:
    own = (settings.overrides_file or paths.warehouse).resolve()
    return discover(settings.inbox, lambda path: path == own or paths.owns(path))


def _planned(landing: Landing, manifest: Manifest, settings: Settings, run: Run) -> Plan:
    found = plan(identify(landing, manifest, settings.bytes_per_file), manifest, run.versions)
    decided = settings.decisions
    known = manifest.overrides if decided is None else tuple(made.override_id for made in decided)
    return replace(found, changes=found.changes or known != manifest.overrides)
