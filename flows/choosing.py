"""What reextract and backfill work on, chosen from what the warehouse knows."""

from __future__ import annotations

from prefect import task

from flows.parameters import BackfillRequest, ReextractRequest
from flows.settings import Settings
from warehouse.database import open_reader
from warehouse.manifest import read_manifest
from warehouse.parses import ParseStore
from warehouse.paths import WarehousePaths
from warehouse.rework import Rework, plan_backfill, plan_reextraction, plan_retry
from warehouse.run import Run
from warehouse.selection import OURS, select_documents, select_refused


@task(name="choose", task_run_name="choose documents")
def choose_documents(paths: WarehousePaths, request: ReextractRequest, run: Run) -> Rework:
    """Find the documents to extract anew, and the parses that they are extracted from."""
    with open_reader(paths.warehouse) as con:
        documents = select_documents(con, request.selection())
    current = None if request.current_too else run.versions.extractor
    store = ParseStore(paths.parses, paths.work)
    return plan_reextraction(documents, read_manifest(paths.warehouse), store, current)


@task(name="choose", task_run_name="choose documents or files")
def choose_again(paths: WarehousePaths, request: BackfillRequest, settings: Settings, run: Run) -> Rework:
    """Find the documents, or the quarantined files, to process again."""
    manifest = read_manifest(paths.warehouse)
    with open_reader(paths.warehouse) as con:
        if request.quarantined or request.failed:
            refused = select_refused(con, request.selection(), () if request.quarantined else OURS)
            return plan_retry(refused, manifest, run.versions, settings.bytes_per_file, settings.inbox)
        documents = select_documents(con, request.selection())
    store = ParseStore(paths.parses, paths.work)
    return plan_backfill(documents, manifest, store, run.versions.parser, settings.inbox)
