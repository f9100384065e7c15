"""Names and things in an inbox that were put there to do harm, and clocks that are wrong."""

from __future__ import annotations

import io
import os
import socket
from datetime import datetime, timedelta
from pathlib import Path
from unittest import mock

import pytest

from expectations.audit import audit
from expectations.occasion import Occasion
from extractors.errors import Reason
from flows.console import Format
from flows.terminal import asking
from tests.warehouse.builders import TEXT, VERSIONS, ingest, plan_of
from warehouse.database import open_reader
from warehouse.paths import WarehousePaths
from warehouse.run import Run, new_run
from warehouse.runlog import last_start
from warehouse.versions import versions

NAMES = [
    b"two\nlines.txt",
    b"'; DROP TABLE core.documents; --.txt",
    b'"quoted" `ticks` $(reboot) %s {0}.txt',
    b"\xff\xfe not UTF-8.txt",
    "\u202efdp.exe\u200b.txt".encode(),
    b"\x1b[2J\x1b]0;owned\x07.txt",
    b"=cmd|' .C calc'!A0.txt",
    b"<img src=x onerror=alert(1)>.txt",
    b"-rf .txt",
    b" leading and trailing .txt ",
    b"n" * 251 + b".txt",
    "й".encode() * 125 + b".txt",
]


def put(inbox: Path, name: bytes, number: int) -> None:
    (inbox / os.fsdecode(name)).write_bytes(f"No. {number}. {TEXT}".encode())


def the_next(paths: WarehousePaths) -> Run:
    return new_run(VERSIONS, "0.1.0", last_start(paths))


def test_names_are_names_and_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    for number, name in enumerate(NAMES):
        put(inbox, name, number)
    paths = WarehousePaths.of(tmp_path / "w.duckdb")
    ingest(paths, inbox, the_next(paths))
    assert not plan_of(paths, [inbox]).changes
    for form in (Format.TABLE, Format.CSV, Format.MARKDOWN):
        asking.ask(
            "SELECT file_name, source_uri FROM audit.source_files", paths.warehouse, form, None, paged=False
        )
        shown = capsys.readouterr().out
        assert not set(shown) & {"\x1b", "\x07", "\u202e", "\u200b"}
        assert "DROP TABLE" in shown
    with open_reader(paths.warehouse) as con:
        assert con.execute("SELECT count(*) FROM documents").fetchall() == [(len(NAMES),)]
        names = [name for (name,) in con.execute("SELECT file_name FROM audit.source_files").fetchall()]
    assert all(name.isprintable() for name in names)


def test_what_leads_out_of_the_inbox_or_is_no_file_is_refused(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    inbox.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (inbox / "up").symlink_to("../secret.txt")
    (inbox / "round about").symlink_to("../in/../secret.txt")
    (inbox / "absolute").symlink_to("/etc/passwd")
    (inbox / "device").symlink_to("/dev/zero")
    (inbox / "within").symlink_to("../in/good.txt")
    (inbox / "good.txt").write_text(TEXT)
    os.mkfifo(inbox / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(inbox / "socket"))
        paths = WarehousePaths.of(tmp_path / "w.duckdb")
        ingest(paths, inbox, the_next(paths))
    with open_reader(paths.warehouse) as con:
        states = dict(con.execute("SELECT file_name, reason FROM audit.source_files").fetchall())
        texts = con.execute("SELECT count(*) FROM document_texts WHERE contains(text, 'secret')").fetchall()
    out, no_file = Reason.OUTSIDE_INBOX, Reason.NOT_A_FILE
    assert states == {
        "up": out, "round about": out, "absolute": out, "device": out,
        "within": None, "good.txt": None, "pipe": no_file, "socket": no_file,
    }  # fmt: skip
    assert texts == [(0,)]


def test_files_of_the_future_and_a_clock_that_goes_back(tmp_path: Path) -> None:
    """Versions stay in order, the account stays in order, and no file is taken for known by its date."""
    inbox, paths = tmp_path / "in", WarehousePaths.of(tmp_path / "w.duckdb")
    inbox.mkdir()
    runs = []
    for number, year in enumerate((2090, 2026, 1999)):
        put(inbox, b"same.txt", number)
        os.utime(inbox / "same.txt", (4e9, 4e9))
        put(inbox, f"{number}.txt".encode(), 10 + number)
        with mock.patch("warehouse.run.utc_now", lambda year=year: datetime(year, 5, 4)):
            run = the_next(paths)
            made = ingest(paths, inbox, run)
        assert made.counts.loaded >= 2, "a change that the date hides"
        runs.append(run)
    assert runs == sorted(runs, key=lambda run: run.run_id) and len({run.run_id[:16] for run in runs}) == 3
    assert [version.run_id for version in versions(paths)] == [run.run_id for run in reversed(runs)]
    assert versions(paths)[0].is_published
    report = audit(paths.warehouse, Occasion(runs[-1].run_id, runs[-1].started_at + timedelta(1)))
    assert {r.expectation_id for r in report.results if not r.success} & {
        "runs.ends_after_its_start",
        "document_sources.first_seen_is_not_after_last_seen",
    } == set()


def test_a_file_that_vanishes_and_comes_back_is_read(tmp_path: Path) -> None:
    """What could not be read for a moment is not held against the content."""
    from extractors.errors import ReadError
    from tests.warehouse import builders
    from warehouse.spool import SpoolEntry

    inbox, paths = tmp_path / "in", WarehousePaths.of(tmp_path / "w.duckdb")
    inbox.mkdir()
    put(inbox, b"a.txt", 1)
    gone = ReadError(Reason.UNREADABLE, "It cannot be opened: No such file or directory.")
    with mock.patch.object(
        builders, "result", lambda task, _: SpoolEntry.of_refusal(task.sha256, gone.reason, gone.detail)
    ):
        assert ingest(paths, inbox, the_next(paths)).counts.quarantined == 1
    assert ingest(paths, inbox, the_next(paths)).counts.loaded == 1


def test_an_answer_of_hostile_words_does_nothing_to_a_terminal() -> None:
    from flows.console import print_table

    target = io.StringIO()
    print_table(("a\x1b[31m",), [("\x1b]8;;http://x\x07click\u202e\x9b2J",), (["\x1b[2J"],)], target=target)
    assert not set(target.getvalue()) & {"\x1b", "\x07", "\u202e", "\x9b"}
