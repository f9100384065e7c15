"""What has to be done with a file, for everything that can be known of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from extractors.errors import ReadError, Reason
from warehouse.landing import FoundFile, Landing
from warehouse.manifest import DocumentRecord, FileRecord, Manifest, Refusal
from warehouse.plan import Plan, plan
from warehouse.run import Versions
from warehouse.schema import Outcome

INBOX = "file:///in"
NOW = datetime(2031, 5, 4)
VERSIONS = Versions("p1", "e1", "60 s")
DOCUMENT = DocumentRecord("file:///in/a", "a", "p1", "e1")
GARBLED = Refusal(Reason.GARBLED, "It is noise.", VERSIONS)


def file(name: str = "a", sha256: str | None = "s1", problem: Reason | None = None) -> FoundFile:
    error = ReadError(problem, "No.") if problem else None
    return FoundFile(Path(f"/in/{name}"), f"{INBOX}/{name}", name, 1, NOW, error, None if problem else sha256)


def record(
    outcome: Outcome = Outcome.LOADED, sha256: str | None = "s1", reason: Reason | None = None
) -> FileRecord:
    return FileRecord(sha256, 1, NOW, outcome, reason, NOW)


def landing(*files: FoundFile) -> Landing:
    return Landing((INBOX,), files)


def knows(
    documents: dict[str, DocumentRecord] | None = None,
    refusals: dict[str, Refusal] | None = None,
    **files: FileRecord,
) -> Manifest:
    return Manifest(
        {f"{INBOX}/{name}": known for name, known in files.items()}, documents or {}, refusals or {}
    )


def ways(made: Plan) -> tuple[int, int, int, int, int, bool]:
    return (
        len(made.to_read),
        len(made.unchanged),
        len(made.still_quarantined),
        len(made.refused),
        len(made.removed),
        made.changes,
    )


NOISE = record(Outcome.QUARANTINED, "s1", Reason.GARBLED)
CASES = {
    "nothing at all": ([], knows(), (0, 0, 0, 0, 0, False)),
    "new": ([file()], knows(), (1, 0, 0, 0, 0, True)),
    "known": ([file()], knows({"s1": DOCUMENT}, a=record()), (0, 1, 0, 0, 0, False)),
    "known, said unchanged last time": (
        [file()],
        knows({"s1": DOCUMENT}, a=record(Outcome.UNCHANGED)),
        (0, 1, 0, 0, 0, False),
    ),
    "known content, new name": ([file("b")], knows({"s1": DOCUMENT}, a=record()), (0, 1, 0, 0, 1, True)),
    "known name, new content": (
        [file(sha256="s2")],
        knows({"s1": DOCUMENT}, a=record()),
        (1, 0, 0, 0, 0, True),
    ),
    "older parser": (
        [file()],
        knows({"s1": DocumentRecord("u", "a", "p0", "e1")}, a=record()),
        (1, 0, 0, 0, 0, True),
    ),
    "older extractors": (
        [file()],
        knows({"s1": DocumentRecord("u", "a", "p1", "e0")}, a=record()),
        (1, 0, 0, 0, 0, True),
    ),
    "quarantined": ([file()], knows(None, {"s1": GARBLED}, a=NOISE), (0, 0, 1, 0, 0, False)),
    "quarantined content, new name": (
        [file(), file("b")],
        knows(None, {"s1": GARBLED}, a=NOISE),
        (0, 0, 2, 0, 0, True),
    ),
    "quarantined under other limits": (
        [file()],
        knows(None, {"s1": Refusal(Reason.TIMED_OUT, "Slow.", Versions("p1", "e1", "9 s"))}, a=NOISE),
        (1, 0, 0, 0, 0, True),
    ),
    "quarantined by an older parser": (
        [file()],
        knows(None, {"s1": Refusal(Reason.GARBLED, "", Versions("p0", "e1", "60 s"))}, a=NOISE),
        (1, 0, 0, 0, 0, True),
    ),
    "changed while it was read": (
        [file()],
        knows(None, {"s1": Refusal(Reason.CHANGED, "", VERSIONS)}, a=NOISE),
        (1, 0, 0, 0, 0, True),
    ),
    "gone for a moment when it was to be read": (
        [file()],
        knows(None, {"s1": Refusal(Reason.UNREADABLE, "", VERSIONS)}, a=NOISE),
        (1, 0, 0, 0, 0, True),
    ),
    "older rows that the new parser refuses": (
        [file()],
        knows({"s1": DocumentRecord("u", "a", "p0", "e1")}, {"s1": GARBLED}, a=NOISE),
        (0, 0, 1, 0, 0, False),
    ),
    "a pipe": ([file(problem=Reason.NOT_A_FILE)], knows(), (0, 0, 0, 1, 0, True)),
    "the same pipe": (
        [file(problem=Reason.NOT_A_FILE)],
        knows(a=record(Outcome.QUARANTINED, None, Reason.NOT_A_FILE)),
        (0, 0, 0, 1, 0, False),
    ),
    "gone": ([], knows({"s1": DOCUMENT}, a=record()), (0, 0, 0, 0, 1, True)),
    "long gone": ([], knows({"s1": DOCUMENT}, a=record(Outcome.REMOVED)), (0, 0, 0, 0, 0, False)),
    "back again": ([file()], knows({"s1": DOCUMENT}, a=record(Outcome.REMOVED)), (0, 1, 0, 0, 0, True)),
    "in a folder that is shut": (
        [file("sub", problem=Reason.UNREADABLE)],
        knows({"s1": DOCUMENT}, **{"sub/a": record()}),
        (0, 0, 0, 1, 0, True),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_plan(case: str) -> None:
    files, manifest, expected = CASES[case]
    assert ways(plan(landing(*files), manifest, VERSIONS)) == expected


def test_same_content_is_read_once() -> None:
    [task] = plan(landing(file("a"), file("b")), knows(), VERSIONS).to_read
    assert [held.file_name for held in task.files] == ["a", "b"]
    assert task.path == Path("/in/a")


def test_files_of_other_inboxes_are_not_removed() -> None:
    other = Manifest({"file:///inbox/a": record(), "file:///in2/a": record(), "file:///in": record()})
    assert plan(landing(), other, VERSIONS).removed == ("file:///in",)
