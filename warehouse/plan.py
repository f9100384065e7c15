"""What a run has to do: a pure comparison of what was found with what is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import ReadError, Reason
from extractors.identity import document_id
from warehouse.landing import FoundFile, Landing
from warehouse.manifest import Manifest
from warehouse.run import Versions
from warehouse.schema import Outcome

PASSING = (Reason.CHANGED, Reason.UNREADABLE, Reason.NOT_A_FILE)
"""Why a file that had just been identified could not be read: the next run may find it as it was."""


@dataclass(frozen=True, slots=True)
class ReadTask:
    """A content to be read, and the files that hold it.

    With a `parser_version` it is extracted from the parse of that version which is kept, and no file is
    looked at: there may be none any more.
    """

    sha256: str
    files: tuple[FoundFile, ...]
    parser_version: str | None = None

    @property
    def path(self) -> Path | None:
        """Where to read it from; None where it is in another store."""
        return self.files[0].path

    @property
    def byte_count(self) -> int:
        """Size of the content, as far as it is known: 0 where it is not."""
        return max((file.byte_count or 0 for file in self.files), default=0)

    @property
    def document_id(self) -> str:
        """The id of the document it will be."""
        return document_id(self.sha256)


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that stays out, and why."""

    file: FoundFile
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Every file of the inboxes in one of four ways, and the URIs of files that are gone.

    `still_quarantined` were refused before and are not tried again; `refused` cannot be opened;
    `changes` tells whether carrying the plan out would change the warehouse.
    """

    to_read: tuple[ReadTask, ...]
    unchanged: tuple[FoundFile, ...]
    still_quarantined: tuple[RefusedFile, ...]
    refused: tuple[RefusedFile, ...]
    removed: tuple[str, ...]
    changes: bool


def plan(landing: Landing, manifest: Manifest, versions: Versions) -> Plan:
    """Sort identified files by what has to be done with them.

    A content is read when it is new, when other versions made its rows, or when it was refused under
    other versions or limits. The same content under a new name is recorded, not read.
    """
    tasks: dict[str, list[FoundFile]] = {}
    unchanged: list[FoundFile] = []
    still: list[RefusedFile] = []
    refused: list[RefusedFile] = []
    for file in landing.files:
        if file.problem is not None or file.sha256 is None:
            problem = file.problem or ReadError(Reason.INTERNAL, "It was not identified.")
            refused.append(RefusedFile(file, problem.reason, problem.detail))
        elif _is_current(file.sha256, manifest, versions):
            unchanged.append(file)
        elif _is_settled(file.sha256, manifest, versions):
            refusal = manifest.refusals[file.sha256]
            still.append(RefusedFile(file, refusal.reason, refusal.detail))
        else:
            tasks.setdefault(file.sha256, []).append(file)
    removed = tuple(_removed(landing, manifest))
    news = any(_is_news(f, None, manifest) for f in unchanged) or any(
        _is_news(r.file, r.reason, manifest) for r in still + refused
    )
    to_read = tuple(ReadTask(sha256, tuple(files)) for sha256, files in tasks.items())
    return Plan(
        to_read, tuple(unchanged), tuple(still), tuple(refused), removed, bool(to_read or removed or news)
    )


def _is_current(sha256: str, manifest: Manifest, versions: Versions) -> bool:
    known = manifest.documents.get(sha256)
    made_by = (versions.parser, versions.extractor)
    return known is not None and (known.parser_version, known.extractor_version) == made_by


def _is_settled(sha256: str, manifest: Manifest, versions: Versions) -> bool:
    """Tell whether another try would end as the last one did."""
    refusal = manifest.refusals.get(sha256)
    return refusal is not None and refusal.versions == versions and refusal.reason not in PASSING


def _is_news(file: FoundFile, reason: Reason | None, manifest: Manifest) -> bool:
    """Tell whether a file that is not read ends otherwise than recorded."""
    known = manifest.files.get(file.source_uri)
    if known is None or known.outcome is Outcome.REMOVED:
        return True
    return (known.sha256, known.reason) != (file.sha256, reason)


def _removed(landing: Landing, manifest: Manifest) -> Iterator[str]:
    """Yield the known URIs under the inboxes that are gone; what lies in a shut folder is not."""
    found = {file.source_uri for file in landing.files}
    shut = tuple(f"{file.source_uri}/" for file in landing.files if file.problem is not None)
    within = tuple(f"{inbox.rstrip('/')}/" for inbox in landing.inboxes)
    for uri, known in sorted(manifest.files.items()):
        if known.outcome is Outcome.REMOVED or uri in found or uri.startswith(shut):
            continue
        if uri.startswith(within) or uri in landing.inboxes:
            yield uri
