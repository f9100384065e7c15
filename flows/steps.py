"""The steps of a run as Prefect tasks: each one calls one thing of the core."""

from __future__ import annotations

import logging
import platform
from collections.abc import Iterator, Sequence
from pathlib import Path

from prefect import task
from prefect.futures import PrefectFuture

from expectations.gate import examine, publish_or_reject
from expectations.occasion import Thresholds
from expectations.report import AuditReport
from extractors.errors import ReadError, Reason
from extractors.limits import Limits
from extractors.passwords import Passwords
from extractors.reader import Reader, Reading
from extractors.versions import EXTRACTED_BY, PARSER_VERSION
from flows import progress
from flows.artifacts.showing import show_audit
from flows.batches import batches_of
from flows.finding import find_files
from flows.ledger import Ledger
from flows.progress import Phase
from flows.readers import reader_of, readers_kept
from flows.settings import Settings
from warehouse.errors import RunFailed
from warehouse.landing import at_hand
from warehouse.parses import ParseStore
from warehouse.paths import WarehousePaths
from warehouse.plan import Plan, ReadTask
from warehouse.remains import take_up
from warehouse.run import Run, Versions
from warehouse.schema import RunStatus
from warehouse.spool import SpoolEntry, write_spool
from warehouse.staging import StagedRun, copied_meanwhile, explained, stage
from warehouse.versions import Retention


@task(name="discover", task_run_name="discover files")
def discover_files(settings: Settings, paths: WarehousePaths, run: Run) -> Plan:
    """Find the files of the inboxes and tell what has to be done with each."""
    return find_files(settings, paths, run)


def read_files(plan: Plan, settings: Settings, paths: WarehousePaths, run: Run) -> list[Path]:
    """Read what has to be read, in batches side by side; return the files of their results.

    Results that a killed run already had are among them. A batch that fails fails the run: a missing
    result must not look like a finished one.
    """
    taken_up, left = take_up(paths, run, plan.to_read)
    progress.begin(len(left))
    work = paths.work_of(run.run_id)
    work.mkdir(parents=True, exist_ok=True)
    batches = batches_of(left, settings.workers, settings.batch_size)
    terms = (run.versions, settings.limits, settings.opened_by)
    with readers_kept(work):
        futures = [
            read_batch.submit(batch, *terms, work / f"batch-{number:04}.jsonl", paths.parses)
            for number, batch in enumerate(batches, start=1)
        ]
        return taken_up + list(_results_of(futures, batches))


def _results_of(
    futures: Sequence[PrefectFuture[Path]], batches: Sequence[Sequence[ReadTask]]
) -> Iterator[Path]:
    read = 0
    for future, batch in zip(futures, batches, strict=True):
        yield future.result()
        read += len(batch)
        progress.at_least(read)


@task(name="read", task_run_name="read {spool.stem}")
@explained
def read_batch(
    batch: Sequence[ReadTask],
    versions: Versions,
    limits: Limits,
    passwords: Passwords,
    spool: Path,
    parses: Path,
) -> Path:
    """Read and extract the files of a batch in a child process that has no other; return the spool file.

    Whatever is read is kept in the folder of parses, and what is kept there is not read again. Raises
    WarehouseError where the disk is full, or where another machine has another Chancery or does not see
    the warehouse's folder; ChildStartError.
    """
    _see_to_likeness(versions, spool.parent)
    with reader_of(spool.parent, limits, passwords) as reader:
        store = ParseStore(parses, spool.parent)
        write_spool(spool, _results(reader, store, batch, limits, spool.parent))
    return spool


def _see_to_likeness(versions: Versions, work: Path) -> None:
    """Raise RunFailed on a machine that would read a batch otherwise, or could not hand it over."""
    if (versions.parser, versions.extractor) != (PARSER_VERSION, EXTRACTED_BY):
        raise RunFailed(f"{platform.node()} has another version of Chancery or of its lexicons than the run")
    if not work.is_dir():
        raise RunFailed(f"{platform.node()} does not see {work}: all workers need the warehouse's folder")


def _results(
    reader: Reader, store: ParseStore, batch: Sequence[ReadTask], limits: Limits, scratch: Path
) -> Iterator[SpoolEntry]:
    for one in batch:
        try:
            reading = _reading(reader, store, one, limits.byte_count, scratch)
            yield SpoolEntry.of_result(one.sha256, reading.parsed_json, reading.extraction_json)
        except ReadError as error:
            yield SpoolEntry.of_refusal(one.sha256, error.reason, error.detail)
        progress.advance()


def _reading(reader: Reader, store: ParseStore, one: ReadTask, most_bytes: int, scratch: Path) -> Reading:
    kept = store.get(one.sha256, one.parser_version or PARSER_VERSION)
    if kept is not None:
        return reader.extract(kept)
    if one.parser_version is not None:
        raise ReadError(Reason.CHANGED, "The parse that was kept of it cannot be read.")
    with at_hand(one.files[0], most_bytes, scratch) as path:
        reading = reader.read(path, one.sha256)
    store.put(one.sha256, PARSER_VERSION, reading.parsed_json)
    return reading


@task(name="stage", task_run_name="stage")
def stage_run(
    paths: WarehousePaths, run: Run, plan: Plan, spools: Sequence[Path], settings: Settings
) -> StagedRun:
    """Write the run into a copy of the published file, with what reviewers decided."""
    return stage(paths, run, plan, spools, settings.decisions)


@task(name="audit", task_run_name="audit")
def audit_run(staged: StagedRun, run: Run, thresholds: Thresholds) -> tuple[StagedRun, AuditReport]:
    """Check the staged file against every expectation, and withdraw the documents that fail."""
    return examine(staged, run, thresholds)


@task(name="document", task_run_name="write Data Docs")
def document_audit(paths: WarehousePaths, run: Run, report: AuditReport, kept: int) -> None:
    """Write the Data Docs of the run, also of one that will be rejected; without them it goes on.

    A run that passed without Great Expectations, as it loaded nothing, has none.
    """
    try:
        if kept and not (report.only_counted and report.passed):
            from expectations.docs.build import build_docs

            build_docs(report, run.started_at, paths.docs_index(run.run_id).parent, kept)
    except OSError as error:
        logging.getLogger(__name__).warning("the Data Docs cannot be written: %s", error)


@task(name="publish", task_run_name="publish")
def publish_run(paths: WarehousePaths, staged: StagedRun, report: AuditReport, retention: Retention) -> None:
    """Put the staged file in the published one's place. Raises AuditRejected if the audit failed."""
    publish_or_reject(paths, staged, report, retention)


def carry_out(ledger: Ledger, settings: Settings, plan: Plan) -> None:
    """Read what a plan has to read, stage, audit and publish it; a plan without changes ends the run."""
    if not plan.changes:
        ledger.end_unchanged(plan)
        return
    paths, run = ledger.paths, ledger.run
    with copied_meanwhile(paths, run):
        spools = read_files(plan, settings, paths, run)
    progress.enter(Phase.STAGING)
    staged = stage_run(paths, run, plan, spools, settings)
    progress.enter(Phase.AUDITING)
    staged, audited = audit_run(staged, run, settings.audit)
    document_audit(paths, run, audited, settings.docs_kept)
    show_audit(audited, paths.docs_index(run.run_id))
    progress.enter(Phase.PUBLISHING)
    publish_run(paths, staged, audited, settings.retention)
    ledger.end(RunStatus.PUBLISHED, staged.counts)
