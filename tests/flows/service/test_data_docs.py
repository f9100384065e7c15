"""The Data Docs are served as they are, and nothing else is, whatever path is asked for."""

from __future__ import annotations

import asyncio
import base64
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.types import ASGIApp

from flows.artifacts.docs_link import docs_link
from flows.service.data_docs import data_docs
from flows.service.places import DOCS_URL

RUN = "20260312T060000Z-1f3a5c7e"
SECRET = b"the warehouse's own key"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Data Docs beside a warehouse, with links that lead out of them."""
    docs = tmp_path / "chancery.docs"
    (docs / RUN).mkdir(parents=True)
    (docs / "assets").mkdir()
    (docs / RUN / "index.html").write_text("<h4>Passed</h4>")
    (docs / "assets/docs.css").write_text("td { color: black }")
    (tmp_path / "chancery.key").write_bytes(SECRET)
    (docs / RUN / "key.html").symlink_to(tmp_path / "chancery.key")
    (docs / "up").symlink_to(tmp_path)
    (tmp_path / "chancery.docs-old").mkdir()
    (tmp_path / "chancery.docs-old/index.html").write_bytes(SECRET)
    return docs


def ask(app: ASGIApp, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Ask as a client does that sends the path as it stands."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(60)  # the client says nothing more, and waits
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode("utf-8", "surrogateescape"),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(app(scope, receive, send))
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], told, b"".join(part.get("body", b"") for part in sent[1:])


def served(folder: Path, auth: str | None = None) -> ASGIApp:
    return Starlette(routes=[data_docs(folder, auth)])


@pytest.mark.parametrize(
    ("path", "kind"), [(f"{RUN}/index.html", "text/html"), ("assets/docs.css", "text/css")]
)
def test_a_page_is_served_so_that_nothing_in_it_can_act(docs: Path, path: str, kind: str) -> None:
    status, headers, body = ask(served(docs), f"/data-docs/{path}")
    assert (status, body) == (200, (docs / path).read_bytes())
    assert headers["content-type"].startswith(kind)
    assert headers["x-content-type-options"] == "nosniff"
    policy = dict(rule.strip().partition(" ")[::2] for rule in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == "'none'"
    assert policy["sandbox"] == ""
    assert not policy.keys() & {"script-src", "connect-src"}


@pytest.mark.parametrize(
    "path",
    [
        "../chancery.key",
        "../chancery.docs-old/index.html",
        f"{RUN}/../../chancery.key",
        f"{RUN}/key.html",
        "up/chancery.key",
        "/etc/passwd",
        "//etc/passwd",
        "..\\chancery.key",
        "%2e%2e/chancery.key",
        "\0",
        "\udcff",
        "a" * 5_000,
        "nowhere.html",
        f"{RUN}/index.html/more",
        "",
        ".",
        RUN,
        f"{RUN}/",
        "assets",
    ],
)
def test_nothing_else_is_served_and_no_folder_is_listed(docs: Path, path: str) -> None:
    status, _, body = ask(served(docs), f"/data-docs/{path}")
    assert status == 404
    assert body == b"Not Found"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_it_is_only_read(docs: Path, method: str) -> None:
    assert ask(served(docs), f"/data-docs/{RUN}/index.html", method)[0] == 405
    assert (docs / RUN / "index.html").exists()


def test_a_warehouse_without_data_docs_has_none(tmp_path: Path) -> None:
    assert ask(served(tmp_path / "chancery.docs"), "/data-docs/index.html")[0] == 404


def test_the_password_of_the_server_is_asked_for_here_too(docs: Path) -> None:
    app = served(docs, "desk:hush")
    page = f"/data-docs/{RUN}/index.html"
    status, headers, body = ask(app, page)
    assert (status, body) == (401, b"")
    assert headers["www-authenticate"].startswith("Basic ")
    for said, expected in (("desk:hush", 200), ("desk:hus", 401), ("desk:hush\u00fc", 401)):
        told = base64.b64encode(said.encode()).decode()
        assert ask(app, page, authorization=f"Basic {told}")[0] == expected


def test_artifacts_link_what_is_served_and_name_the_rest(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = docs / RUN / "index.html"
    monkeypatch.setenv("CHANCERY_WAREHOUSE", str(docs.with_name("chancery.duckdb")))
    assert "1f3a5c7e" in str(docs_link(index)) and "](" not in str(docs_link(index))
    monkeypatch.setenv(DOCS_URL, "http://127.0.0.1:4200/data-docs")
    assert docs_link(index) == f"[Data Docs](http://127.0.0.1:4200/data-docs/{RUN}/index.html)"
    assert docs_link(docs / "another/index.html") is None
    monkeypatch.setenv("CHANCERY_WAREHOUSE", str(docs.with_name("other.duckdb")))
    assert "](" not in str(docs_link(index))
