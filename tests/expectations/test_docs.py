"""Data Docs tell what was found, keep hostile words from acting, and ask no network for anything."""

from __future__ import annotations

import re
import shutil
import socketserver
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from expectations.docs.build import HERE, build_docs
from expectations.report import AuditReport, ValidationResult
from warehouse.schema import Severity

RUN = "20240502T080000Z-00000000"
AS_OF = datetime(2024, 5, 2, 8, 0)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-extensions --disable-sync",
    "--disable-background-networking --disable-component-update",
    "--virtual-time-budget=5000 --window-size=1200,1500",
)
# What the browser asks its makers for of its own accord, whatever page is open.
ITS_OWN = re.compile(
    rb"(update|optimizationguide-pa|content-autofill)\.googleapis\.com"
    rb"|(clients\d|android\.clients|accounts|www)\.google\.com|gvt1\.com"
)
GREEN, RED = (40, 167, 69), (220, 53, 69)

MET = ValidationResult(
    RUN,
    "actors",
    "actors.key_is_unique",
    "expect_no_rows",
    "actor_id",
    "No two rows have the same actor_id.",
    Severity.CRITICAL,
    True,
    None,
    "0 of 7 rows",
    0,
    (),
    None,
)
HOSTILE = (
    "<script>document.title = 'taken'</script><img src='http://example.org/x' onerror='alert(1)'> $title"
)
UNMET = replace(
    MET,
    table_name="documents",
    expectation_id="documents.names_hold_no_markup",
    description=f"No title holds {HOSTILE}",
    success=False,
    observed="3 of 7 rows",
    unexpected_count=3,
    offending_ids=(HOSTILE, "doc_2"),
    offending_sql=f"SELECT '{HOSTILE}'",
)
ERROR = replace(UNMET, expectation_id="documents.is_broken", error=HOSTILE, observed=None, offending_ids=())
REPORT = AuditReport(RUN, (MET, UNMET, ERROR))


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_docs(REPORT, AS_OF, tmp_path_factory.mktemp("docs") / RUN, 3)


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def test_every_table_has_its_page_and_its_line(index: Path) -> None:
    assert {path.name for path in index.parent.iterdir()} == {"index.html", "actors.html", "documents.html"}
    rows = re.findall(r"<tr>.*?</tr>", text_of(index), re.DOTALL)
    told = [[re.sub(r"<.*?>", "", cell).strip() for cell in re.findall(r"<td>.*?</td>", row, re.DOTALL)]
            for row in rows[1:]]  # fmt: skip
    assert told == [["passed", "actors", "1", "", "", ""], ["failed", "documents", "2", "2", "", ""]]
    assert "Held back: 3 expectations, 2 not met" in text_of(index)


def test_hostile_words_are_escaped(index: Path) -> None:
    page = text_of(index.parent / "documents.html")
    assert "<script>document" not in page and "<img" not in page
    assert page.count("&lt;script&gt;document.title") >= 4


def test_pages_do_without_scripts(index: Path) -> None:
    for page in index.parent.glob("*.html"):
        assert not re.search(r"<script|<[^>]* on[a-z]+=|javascript:", text_of(page)), page.name
    failed = text_of(index.parent / "documents.html")
    assert 'id="failed-only"' in failed and "<summary>" in failed


def test_pages_name_nothing_outside_the_folder(index: Path) -> None:
    for page in index.parent.glob("*.html"):
        linked = re.findall(r"""(?:src|href)=["']?([^"'> ]+)""", text_of(page))
        for link in linked:
            if not link.startswith(("#", "data:", "&#39;http://example.org", "&")):
                assert (page.parent / link).exists(), (page.name, link)
    for asset in (index.parent.parent / "assets").iterdir():
        assert not re.search(r"""(?:url\(|@import\s)["']?(?:https?:)?//""", text_of(asset)), asset.name


def test_assets_come_with_their_licences() -> None:
    names = {path.name for path in (HERE / "assets").iterdir()}
    assert {name.split(".")[0] + ".LICENSE" for name in names - {"docs.css"}} <= names


def test_what_a_killed_run_left_unfinished_goes(tmp_path: Path) -> None:
    unfinished = tmp_path / "20240501T080000Z-11111111"
    unfinished.mkdir()
    (unfinished / "actors.html").write_text("half")
    build_docs(REPORT, AS_OF, tmp_path / RUN, 3)
    assert {path.name for path in tmp_path.iterdir()} == {RUN, "assets"}


def test_last_runs_are_kept(tmp_path: Path) -> None:
    for number in range(4):
        build_docs(AuditReport(f"run-{number}", (MET,)), AS_OF, tmp_path / f"run-{number}", 2)
    assert {path.name for path in tmp_path.iterdir()} == {"assets", "run-2", "run-3"}


@pytest.fixture
def proxy() -> Iterator[tuple[int, list[bytes]]]:
    """A proxy that notes what it is asked for and answers nothing."""
    asked: list[bytes] = []

    class Note(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Note) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], asked
        server.shutdown()


def browse(page: Path, port: int, folder: Path, *options: str) -> str:
    """Open a page in a browser that knows no other way out than the proxy; return what it prints."""
    own = [f"--proxy-server=127.0.0.1:{port}", f"--user-data-dir={folder}"]
    command = [str(CHROMIUM), *" ".join(QUIET).split(), *own]
    done = subprocess.run(
        [*command, *options, page.as_uri()], capture_output=True, text=True, timeout=240, check=True
    )
    return done.stdout


def colours(picture: Path) -> set[tuple[int, ...]]:
    with Image.open(picture) as image:
        return {colour for _, colour in image.convert("RGB").getcolors(1 << 24)}


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_browser_shows_passed_and_failed_and_asks_nobody(
    index: Path, proxy: tuple[int, list[bytes]], tmp_path: Path
) -> None:
    port, asked = proxy
    picture = tmp_path / "index.png"
    browse(index, port, tmp_path / "profile", f"--screenshot={picture}")
    assert {GREEN, RED} <= colours(picture)
    page = browse(index.parent / "documents.html", port, tmp_path / "profile", "--dump-dom")
    assert "<title>Audit of documents</title>" in page
    assert "3 of 7 rows" in page and "fa-times" in page
    assert [line for line in asked if line and not ITS_OWN.search(line)] == []


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_browser_of_these_tests_would_show_a_request(proxy: tuple[int, list[bytes]], tmp_path: Path) -> None:
    port, asked = proxy
    page = tmp_path / "page.html"
    page.write_text("<img src='http://example.org/x.png'>")
    browse(page, port, tmp_path / "profile", "--dump-dom")
    assert any(b"example.org" in line for line in asked)
