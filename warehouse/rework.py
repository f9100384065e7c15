"""Plans of runs that work again on what the warehouse knows, instead of on what lies in the inboxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from extractors.errors import ReadError, Reason
from warehouse.landing import SETTLED, FoundFile, Landing, identify, look_at, object_found, readable_name
from warehouse.manifest import FileRecord, Manifest
from warehouse.parses import ParseStore
from warehouse.plan import Plan, ReadTask, plan
from warehouse.remote import is_remote, look_up
from warehouse.run import Versions
from warehouse.schema import Outcome
from warehouse.selection import SelectedDocument, SelectedFile, path_of


class Way(StrEnum):
    """What is done with a document or a file that was selected."""

    EXTRACT = "extract"
    READ = "read"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Step:
    """What is done with one document or file, and why not more."""

    way: Way
    document_id: str | None
    file_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rework:
    """A plan with the account of each document or file that was selected."""

    plan: Plan
    steps: tuple[Step, ...]


def plan_reextraction(
    documents: Iterable[SelectedDocument], manifest: Manifest, store: ParseStore, current: str | None
) -> Rework:
    """Plan to extract documents anew from the parses that their rows rest on; no file is looked at.

    Documents that extractor version `current` made are passed over; None passes over none.
    """
    tasks, steps = [], []
    files = _files_by_content(manifest)
    for document in documents:
        if document.extractor_version == current:
            continue
        if not store.path_of(document.sha256, document.parser_version).exists():
            steps.append(_step(Way.SKIP, document, "its parse is not kept: use backfill"))
        else:
            steps.append(_step(Way.EXTRACT, document, f"extracted by {document.extractor_version}"))
            tasks.append(_kept_task(document, files.get(document.sha256, ()), document.parser_version))
    return Rework(_plan(tasks), tuple(steps))


def plan_backfill(
    documents: Iterable[SelectedDocument],
    manifest: Manifest,
    store: ParseStore,
    parser_version: str,
    inboxes: Sequence[Path | str] = (),
) -> Rework:
    """Plan to process documents again: from the parse of the present parser, else from their files.

    A file that is gone or holds something else by now is not read: the next ingest sees to that.
    """
    tasks, steps = [], []
    files = _files_by_content(manifest)
    for document in documents:
        known = files.get(document.sha256, ())
        if store.path_of(document.sha256, parser_version).exists():
            steps.append(_step(Way.EXTRACT, document, f"read by parser {parser_version}"))
            tasks.append(_kept_task(document, known, parser_version))
        elif found := _unchanged(document, known, inboxes):
            steps.append(_step(Way.READ, document, f"no parse of parser {parser_version} is kept"))
            tasks.append(ReadTask(document.sha256, tuple(found)))
        else:
            steps.append(_step(Way.SKIP, document, "its file is gone or changed, and no such parse is kept"))
    return Rework(_plan(tasks), tuple(steps))


def plan_retry(
    refused: Sequence[SelectedFile],
    manifest: Manifest,
    versions: Versions,
    most_bytes: int | None = None,
    inboxes: Sequence[Path | str] = (),
) -> Rework:
    """Plan to read quarantined files again, whatever was tried before; those that are gone are let go."""
    uris = {file.source_uri for file in refused}
    gone = tuple(file.source_uri for file in refused if not _is_there(file.source_uri))
    found = tuple(_look(uri, inboxes) for uri in sorted(uris - set(gone)))
    contents = {file.sha256 for file in refused}
    others = {sha256: refusal for sha256, refusal in manifest.refusals.items() if sha256 not in contents}
    open_case = replace(manifest, refusals=others)
    retried = plan(identify(Landing((), found), open_case, most_bytes), open_case, versions)
    steps = [
        Step(Way.SKIP, None, file.file_name, "it is gone")
        if file.source_uri in gone
        else Step(Way.READ, None, file.file_name, f"refused as {file.reason}")
        for file in refused
    ]
    changes = retried.changes or bool(gone)
    return Rework(replace(retried, removed=gone, changes=changes), tuple(steps))


def _plan(tasks: Sequence[ReadTask]) -> Plan:
    return Plan(tuple(tasks), (), (), (), (), changes=bool(tasks))


def _step(way: Way, document: SelectedDocument, reason: str) -> Step:
    return Step(way, document.document_id, document.file_name, reason)


def _kept_task(
    document: SelectedDocument, files: Sequence[tuple[str, FileRecord]], parser_version: str
) -> ReadTask:
    return ReadTask(document.sha256, tuple(_recorded(uri, known) for uri, known in files), parser_version)


def _files_by_content(manifest: Manifest) -> dict[str, list[tuple[str, FileRecord]]]:
    files: dict[str, list[tuple[str, FileRecord]]] = {}
    for uri, known in sorted(manifest.files.items()):
        if known.sha256 is not None and known.outcome is not Outcome.REMOVED:
            files.setdefault(known.sha256, []).append((uri, known))
    return files


def _recorded(uri: str, known: FileRecord) -> FoundFile:
    """Return a file as it was when it was last looked at.

    Its modification time goes where it proved nothing then: the start of this run must not seem to.
    """
    path, modified_at = path_of(uri), known.modified_at
    proven = modified_at is not None and modified_at < known.seen_at - SETTLED
    return FoundFile(
        None if is_remote(uri) else path,
        uri,
        readable_name(path),
        known.byte_count,
        modified_at if proven else None,
        sha256=known.sha256,
    )


def _unchanged(
    document: SelectedDocument, files: Sequence[tuple[str, FileRecord]], inboxes: Sequence[Path | str]
) -> list[FoundFile]:
    """Return the files of a document that still hold its content, with what proves it."""
    found = identify(Landing((), tuple(_look(uri, inboxes) for uri, _ in files)), Manifest())
    return [file for file in found.files if file.sha256 == document.sha256]


def _look(uri: str, inboxes: Sequence[Path | str]) -> FoundFile:
    """Look at a file by its URI. Where it is of none of the inboxes, its folder counts as one."""
    path = path_of(uri)
    if is_remote(uri):
        return _look_up(uri, path)
    roots = (inbox.resolve() for inbox in inboxes if isinstance(inbox, Path))
    return look_at(path, next((root for root in roots if path.is_relative_to(root)), path.parent))


def _look_up(uri: str, path: Path) -> FoundFile:
    gone = ReadError(Reason.UNREADABLE, "It vanished while it was looked at.")
    try:
        stored = look_up(uri)
    except ReadError as error:
        stored, gone = None, error
    return object_found(stored) if stored else FoundFile(None, uri, readable_name(path), problem=gone)


def _is_there(uri: str) -> bool:
    """Tell whether a file is where it was; where its store does not say, it may be."""
    if not is_remote(uri):
        path = path_of(uri)
        return path.is_symlink() or path.exists()
    try:
        return look_up(uri) is not None
    except ReadError:
        return True
