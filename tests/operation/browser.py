"""A browser on Prefect's UI: what a person sees there, and which hosts it asks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 60_000.0  # ms, on a loaded machine
PICTURES = os.environ.get("CHANCERY_SCREENSHOTS")
"""Folder that pictures of the pages are written to; without it none are taken."""


@dataclass
class Browser:
    """Looks at the UI of a server; `foreign` gathers the hosts that pages ask besides it."""

    page: Page
    address: str
    foreign: set[str] = field(default_factory=set)

    def opens(self, path: str, *texts: str) -> None:
        """Open a page and wait until it shows all these texts."""
        self.page.goto(self.address + path)
        self.shows(*texts)

    def shows(self, *texts: str) -> None:
        """Wait until the page shows all these texts."""
        for text in texts:
            expect(self.page.get_by_text(text).first).to_be_visible(timeout=PATIENCE)

    def links(self) -> list[str]:
        """Return where the links of the page lead."""
        found: list[str] = self.page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
        return found

    def picture(self, name: str) -> None:
        """Take a picture of the page for the documentation."""
        if PICTURES:
            self.page.wait_for_timeout(1_500)  # until what moves has come to rest
            file = Path(PICTURES) / f"{name}.png"
            file.parent.mkdir(exist_ok=True)
            self.page.screenshot(path=file)
            Image.open(file).convert("RGB").quantize(64).save(file, optimize=True)

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != "127.0.0.1":
            self.foreign.add(parts.hostname or url)


@contextmanager
def browser_on(address: str) -> Iterator[Browser]:
    """Have a browser that asks nobody but for what pages want."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = chromium.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
        browser = Browser(page, address)
        page.on("request", lambda request: browser._asked(request.url))
        page.on("websocket", lambda socket: browser._asked(socket.url))
        yield browser
        chromium.close()
