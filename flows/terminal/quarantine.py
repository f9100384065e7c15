"""The files that could not be loaded: listed, explained, read again, or let go."""

from __future__ import annotations

import glob
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb

from expectations.gate import examine, publish_or_reject
from flows.console import print_json, print_table, printable
from flows.exits import BadRequest
from flows.ledger import logged_run
from flows.parameters import BackfillRequest
from flows.settings import settings_for
from flows.terminal import again
from warehouse.database import open_present
from warehouse.history import history
from warehouse.paths import WarehousePaths
from warehouse.removal import stage_released
from warehouse.schema import RunStatus
from warehouse.selection import path_of

LIST = """
SELECT q.file_name, q.source_uri, q.sha256, f.byte_count, q.reason, q.detail, q.advice, q.quarantined_at,
    q.run_id, q.parser_version, q.extractor_version
FROM audit.quarantine AS q LEFT JOIN audit.source_files AS f USING (source_uri)
ORDER BY q.quarantined_at DESC, q.file_name, q.source_uri
"""
ID = 12  # characters of a content's SHA-256 that name it
SHORTEST_ID = 6


class Refused(NamedTuple):
    """A file in quarantine; times are UTC."""

    file_name: str
    source_uri: str
    sha256: str | None
    byte_count: int | None
    reason: str
    detail: str
    advice: str
    quarantined_at: object
    run_id: str
    parser_version: str
    extractor_version: str

    @property
    def since(self) -> str:
        """When it was quarantined, to the minute."""
        return f"{self.quarantined_at:%Y-%m-%d %H:%M}"

    def is_meant(self, subject: str) -> bool:
        """Tell whether it is named: by its name, path or URI, or by how the SHA-256 of its content begins."""
        by_content = len(subject) >= SHORTEST_ID and (self.sha256 or "").startswith(subject.lower())
        path = Path(subject)
        uri = (path.parent.resolve() / path.name).as_uri()
        return by_content or subject in (self.file_name, self.source_uri) or uri == self.source_uri


def show_list(warehouse: Path | None, *, as_json: bool) -> None:
    """Print every file in quarantine, the latest first."""
    files = _read(settings_for(warehouse).warehouse)
    if as_json:
        print_json([file._asdict() for file in files])
        return
    if files:
        rows = [(file.file_name, file.reason, file.since, (file.sha256 or "")[:ID]) for file in files]
        print_table(("file", "reason", "since (UTC)", "id"), rows)
    print(f"{_files(len(files))} in quarantine.")


def show_files(warehouse: Path | None, subjects: Sequence[str]) -> None:
    """Print all that is known of some files in quarantine, with what to do."""
    path = settings_for(warehouse).warehouse
    chosen = _chosen(path, subjects)
    with open_present(path) as con:
        for file in chosen:
            _show(con, file)


def retry(warehouse: Path | None, subjects: Sequence[str]) -> None:
    """Read some files in quarantine again now, or all of them, whatever was tried before."""
    settings = settings_for(warehouse)
    chosen = _chosen(settings.warehouse, subjects) if subjects else []
    patterns = [glob.escape(str(path_of(file.source_uri))) for file in chosen]
    request = BackfillRequest(warehouse=settings.warehouse, quarantined=True, dry_run=False, paths=patterns)
    again.backfill_documents(request, everything=False, as_json=False)


def release(warehouse: Path | None, subjects: Sequence[str]) -> None:
    """Let go of some files, and of those of the same content: the next run that sees them reads them anew."""
    settings = settings_for(warehouse)
    paths = WarehousePaths.of(settings.warehouse)
    uris = [file.source_uri for file in _chosen(settings.warehouse, subjects)]
    with logged_run(paths, settings) as ledger:
        staged, report = examine(stage_released(paths, ledger.run, uris), ledger.run, settings.audit)
        publish_or_reject(paths, staged, report, settings.retention)
        ledger.end(RunStatus.PUBLISHED, staged.counts, f"released from quarantine: {', '.join(subjects)}")
    print(f"{_files(staged.counts.removed)} released; the next ingest reads as new what was released.")


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _show(con: duckdb.DuckDBPyConnection, file: Refused) -> None:
    told = {
        "file": file.file_name,
        "where": file.source_uri,
        "id (SHA-256)": file.sha256 or "unknown: it could not be opened",
        "bytes": "unknown" if file.byte_count is None else f"{file.byte_count:,}",
        "reason": file.reason,
        "what happened": file.detail,
        "what to do": file.advice,
        "since (UTC)": f"{file.since}, run {file.run_id}",
        "read by": f"parser {file.parser_version}, extractors {file.extractor_version}",
    }
    width = max(map(len, told)) + 2
    for name, value in told.items():
        print(f"{name:{width}}{printable(value)}")
    events = [(e.run_id, f"{e.started_at:%Y-%m-%d %H:%M}", e.what) for e in history(con, file.source_uri)]
    print_table(("run", "started (UTC)", "what"), events, title="What runs did with it")
    print(f"chancery quarantine retry {(file.sha256 or file.file_name)[:ID]} reads it again now.\n")


def _chosen(path: Path, subjects: Sequence[str]) -> list[Refused]:
    """Return the files that are named. Raises BadRequest where one names none."""
    files = _read(path)
    for subject in subjects:
        if not any(file.is_meant(subject) for file in files):
            raise BadRequest(f"no file in quarantine is {subject}; `chancery quarantine list` names them")
    return [file for file in files if any(file.is_meant(subject) for subject in subjects)]


def _read(path: Path) -> list[Refused]:
    with open_present(path) as con:
        return [Refused(*row) for row in con.execute(LIST).fetchall()]
