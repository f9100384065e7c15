"""Text of documents in what the Prefect UI renders, where nothing of it may act.

The UI renders Markdown with HTML in it, also in the description of an artifact, and fetches images. In
the cells of a table one of its two versions follows links, the other shows plain text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import quote, urlsplit

from flows.console import printable

MARKUP = frozenset('\\`*_{}[]()<>#+-.!|~&:/@=^$"')
LONGEST = 300  # characters; a cell is not wrapped, and a quote can be a page
SAFE_IN_URL = ":/?&=%~+,;@"


def plain(text: object, longest: int = LONGEST) -> str:
    """Return text on one line with every character that Markdown or HTML could act on escaped."""
    return "".join(f"\\{c}" if c in MARKUP else c for c in short(text, longest))


def cell(text: object, longest: int = LONGEST) -> str:
    """Return text for a cell of a table artifact, where links in Markdown are all that acts."""
    return short(text, longest).replace("](", "] (")


def short(text: object, longest: int = LONGEST) -> str:
    """Return text on one line, of bounded length, with control and bidirectional characters spelt out."""
    shown = " ".join(printable(text).split())
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"


def link(label: str, url: str | None) -> str:
    """Return a link in Markdown, or the label alone where the address is none that a browser follows."""
    if url is None or urlsplit(url).scheme not in ("http", "https"):
        return plain(label)
    return f"[{plain(label)}]({quote(url, safe=SAFE_IN_URL)})"


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """Return the lines of a Markdown table of cells that are Markdown already."""
    made = [f"| {' | '.join(map(str, row))} |" for row in rows]
    return ["", f"| {' | '.join(columns)} |", f"|{'---|' * len(columns)}", *made]


def page(lines: Iterable[str]) -> str:
    """Return lines as a page of Markdown."""
    return "\n".join(lines).strip() + "\n"
