"""Web pages: what a reader of the page sees, without the menus around it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.errors import ReadError, Reason
from extractors.files.composition import Canonical, Composer, is_grid, superscript
from extractors.files.encoding import decode
from extractors.files.numerals import numeral
from extractors.limits import Limits
from extractors.model import BlockKind

_UNSEEN = frozenset(
    ("head", "script", "style", "noscript", "template", "svg", "math", "nav", "footer", "aside", "form",
     "button", "select", "textarea", "iframe", "object", "audio", "video", "canvas", "map", "dialog", "menu")
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset(
    ("address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
     "fieldset", "figcaption", "figure", "header", "hr", "html", "legend", "li", "main", "ol", "p", "pre",
     "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul")
)  # fmt: skip
_NOT_SHOWN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})"""
    rb"""|<\?xml[^>]{0,100}encoding=["']([\w.-]{2,40})""",
    re.I,
)
_CHARSET_WITHIN = 4096  # bytes
_SPACE = re.compile(r"[ \t\r\n\f]+")
_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_LEAST_MAIN = 200  # characters that the main part must have for the rest to be left out
# What browsers take these names for, which pages use loosely.
_WHATWG = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949",
}  # fmt: skip


def read_web_page(content: bytes, limits: Limits) -> Canonical:
    """Return the canonical text of a web page. Raises ReadError: undecodable, malformed."""
    text, encoding = _decoded(content)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise ReadError(Reason.MALFORMED, "The web page is nested so deeply that some of it would be lost.")
    if root is None:
        raise ReadError(Reason.MALFORMED, "The web page has no content.")
    page = _Page()
    page.read(_main_part(root))
    return page.composer.finish(encoding)


def _decoded(content: bytes) -> tuple[str, str]:
    """Decode by the byte order mark or as UTF-8, then as the page says of itself, then as any text."""
    declared = _CHARSET.search(content[:_CHARSET_WITHIN])
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        name = next(filter(None, declared.groups())).decode("ascii").lower() if declared else ""
        if name and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            try:
                encoding = codecs.lookup(_WHATWG.get(name, name)).name
                return content.decode(encoding), encoding
            except (LookupError, UnicodeDecodeError, ValueError):
                pass
    return decode(content)


def _main_part(root: etree._Element) -> etree._Element:
    """Return the element that holds the page's own text, where it marks one, else the whole page."""
    for name in ("main", "article"):
        parts = root.findall(f".//{name}")
        if len(parts) == 1 and len("".join(parts[0].itertext())) >= _LEAST_MAIN:
            return parts[0]
    return root


@dataclass(slots=True)
class _List:
    """An open list: the number of its next item and how numbers are written; "" for bullets."""

    next_number: int
    style: str


@dataclass(slots=True)
class _Page:
    """A page while its elements are gone through."""

    composer: Composer = field(default_factory=Composer)
    words: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    marker: str = ""
    preformatted: int = 0

    def read(self, root: etree._Element) -> None:
        """Go through an element; no recursion, for pages may nest as deep as they like."""
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if _is_unseen(element) or self._take_table(element):
                    walk.skip_subtree()
                else:
                    self._open(element)
            else:
                self._close(element)
                if element is not root:
                    self._say(element.tail)
        self._flush(BlockKind.PARAGRAPH)

    def _open(self, element: etree._Element) -> None:
        name = element.tag
        if name in _BLOCKS:
            self._flush(BlockKind.PARAGRAPH)
        if name in ("ol", "ul"):
            start = element.get("start", "1")
            style = element.get("type", "1") if name == "ol" else ""
            self.lists.append(_List(int(start) if re.fullmatch(r"-?\d{1,6}", start) else 1, style))
        elif name == "li":
            self.marker = self._next_marker()
        elif name == "br":
            self.words.append("\n")
        self.preformatted += name == "pre"
        self._say(superscript(element.text) if name == "sup" and element.text else element.text)

    def _say(self, text: str | None) -> None:
        """Take in words as a browser shows them: all space as one, save in preformatted parts."""
        if text:
            self.words.append(text if self.preformatted else _SPACE.sub(" ", text))

    def _close(self, element: etree._Element) -> None:
        name = element.tag
        if name in _HEADINGS:
            self._flush(BlockKind.HEADING)
        elif name == "pre":
            self.preformatted -= 1
            text = "".join(self.words)
            self.words.clear()
            if text.strip():
                self.composer.add_plain(text.strip("\n"))
        elif name in _BLOCKS:
            self._flush(BlockKind.PARAGRAPH)
        if name in ("ol", "ul") and self.lists:
            self.lists.pop()

    def _next_marker(self) -> str:
        if not self.lists or not self.lists[-1].style:
            return "•"
        number = self.lists[-1].next_number
        self.lists[-1].next_number += 1
        return f"{numeral(number, self.lists[-1].style)}."

    def _flush(self, kind: BlockKind) -> None:
        """Make a block of the words gathered, several where empty lines divide them."""
        text = "".join(self.words)
        self.words.clear()
        for part in _PARAGRAPH_BREAK.split(text):
            if part.strip():
                self.composer.add(BlockKind.LIST_ITEM if self.marker else kind, part, self.marker)
                self.marker = ""

    def _take_table(self, element: etree._Element) -> bool:
        """Take a table of data whole; one that only arranges the page is gone through like the rest."""
        if element.tag != "table" or element.find(".//table") is not None:
            return False
        rows = [[_text_of(cell) for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
        rows = [row for row in rows if row]
        if not rows or not is_grid(rows):
            return False
        self._flush(BlockKind.PARAGRAPH)
        self.composer.add_table(rows)
        return True


def _is_unseen(element: etree._Element) -> bool:
    return (
        not isinstance(element.tag, str)
        or element.tag in _UNSEEN
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _NOT_SHOWN.search(element.get("style", "")) is not None
    )


def _text_of(cell: etree._Element) -> str:
    return "".join(_seen_text(cell))


def _seen_text(cell: etree._Element) -> Iterator[str]:
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        if event == "start" and _is_unseen(element):
            walk.skip_subtree()
            continue
        yield " " if element.tag in _BLOCKS or element.tag == "br" else ""
        if event == "start":
            yield element.text or ""
        elif element is not cell:
            yield element.tail or ""
