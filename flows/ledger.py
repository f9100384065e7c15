"""A run from the lock to its line in the run log, whichever way it ends."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from datetime import datetime
from importlib.metadata import version

from extractors.versions import EXTRACTED_BY, PARSER_VERSION
from flows.settings import Settings
from warehouse import remains, runlog
from warehouse.errors import AuditRejected, WarehouseError
from warehouse.key import key_at
from warehouse.lock import hold
from warehouse.paths import WarehousePaths
from warehouse.plan import Plan
from warehouse.run import Counts, Run, Versions, new_run
from warehouse.runlog import RunRecord
from warehouse.schema import RunStatus


@dataclass
class Ledger:
    """The run that is going on; `record` is its line in the run log once it has ended."""

    run: Run
    paths: WarehousePaths
    _record: RunRecord | None = None

    @property
    def record(self) -> RunRecord:
        """The run as it ended. RuntimeError before that."""
        if self._record is None:
            raise RuntimeError(f"run {self.run.run_id} has not ended")
        return self._record

    def end(self, status: RunStatus, counts: Counts = Counts(), message: str = "") -> None:  # noqa: B008
        """Write down how the run ended; only the first call counts."""
        if self._record is None:
            self._record = runlog.record_of(self.run, status, counts, message)
            try:
                runlog.append(self.paths.run_log, self._record)
            except OSError as error:  # what the run did is done; the log alone lacks it
                logging.getLogger(__name__).warning("the run log cannot be written: %s", error)

    def end_unchanged(self, plan: Plan) -> None:
        """Write down that the run found nothing new."""
        quarantined = len(plan.still_quarantined) + len(plan.refused)
        self.end(RunStatus.UNCHANGED, Counts(unchanged=len(plan.unchanged), quarantined=quarantined))


@contextmanager
def logged_run(paths: WarehousePaths, settings: Settings, wait_minutes: float = 0) -> Iterator[Ledger]:
    """Hold the warehouse's lock for a run, log the runs that were killed, and how this one ends.

    What a run had extracted when it was killed or interrupted is kept for the next.

    Raises WarehouseBusy where another run still holds the lock after so many minutes, WarehouseError
    where nothing can be written beside the warehouse; that is no run, and is not logged.
    """
    with hold(paths, 60 * wait_minutes):
        ledger = opened_ledger(paths, settings)
        with _explained(paths):
            remains.begin(paths, ledger.run)
        interrupted = False
        try:
            yield ledger
        except AuditRejected as error:
            ledger.end(RunStatus.REJECTED, message=str(error))
            raise
        except BaseException as error:
            interrupted = not isinstance(error, Exception)
            ledger.end(RunStatus.FAILED, message=f"{type(error).__name__}: {error}")
            raise
        finally:
            remains.end(paths, keep_results=interrupted)


def opened_ledger(paths: WarehousePaths, settings: Settings) -> Ledger:
    """Return the ledger of a run that starts now; runs that were killed are logged first. Needs the lock.

    Raises WarehouseError where nothing can be written beside the warehouse.
    """
    with _explained(paths):
        remains.bury(paths)
        return Ledger(run_under(paths, settings, runlog.last_start(paths)), paths)


@contextmanager
def _explained(paths: WarehousePaths) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WarehouseError(f"cannot write to {paths.work.parent}: {error.strerror or error}") from None


def run_under(paths: WarehousePaths, settings: Settings, last: datetime | None = None) -> Run:
    """Return a run that starts now, after the last, with the versions and limits that it works under."""
    versions = Versions(PARSER_VERSION, EXTRACTED_BY, _terms(paths, settings))
    return new_run(versions, version("chancery"), last)


def _terms(paths: WarehousePaths, settings: Settings) -> str:
    """Return what a file is read under besides the versions: limits, and a digest of the passwords."""
    limits = repr(astuple(settings.limits))
    passwords = settings.opened_by
    return f"{limits} {passwords.fingerprint(key_at(paths.key))}" if passwords else limits
