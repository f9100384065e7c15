"""OpenDocument texts (ODT): paragraphs, lists with their numbers, tables and footnotes, as last accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.errors import ReadError, Reason
from extractors.files.composition import Canonical, Composer, is_grid, superscript
from extractors.files.numerals import numeral
from extractors.files.packages import Package
from extractors.limits import Limits
from extractors.model import BlockKind

_OASIS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _OFFICE, _STYLE = (_OASIS % name for name in ("text", "table", "office", "style"))
_LEFT_OUT = frozenset((f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}ruby-text"))
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_MOST_SPACES = 100
_RAISED = re.compile(r"super\b|[1-9]\d*%")
_SPACE = re.compile(r"[ \t\r\n]+")


def read_open_document(content: bytes, limits: Limits) -> Canonical:
    """Return the canonical text of an ODT file. Raises ReadError: encrypted, malformed, too_large."""
    package = Package(content, limits.decoded_bytes)
    manifest = package.part("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter("{*}encryption-data"), None) is not None:
        raise ReadError(Reason.ENCRYPTED, "It opens only with a password.")
    root = package.part("content.xml")
    body = None if root is None else root.find(f"{_OFFICE}body/{_OFFICE}text")
    if root is None or body is None:
        raise ReadError(Reason.MALFORMED, "The document is damaged: it has no text.")
    styles = package.part("styles.xml")
    reader = _Reader(
        {**_list_styles(styles), **_list_styles(root)}, _raised_styles(styles) | _raised_styles(root)
    )
    reader.read(body)
    for note in reader.notes:
        reader.composer.add(BlockKind.FOOTNOTE, note)
    return reader.composer.finish("utf-8")


def _list_styles(root: etree._Element | None) -> dict[str, dict[int, etree._Element]]:
    """Return the numbered levels of each list style; a level that is missing has bullets."""
    return {
        style.get(f"{_STYLE}name", ""): {
            _integer(level.get(f"{_TEXT}level")): level
            for level in style.iterfind(f"{_TEXT}list-level-style-number")
        }
        for style in ([] if root is None else root.iter(f"{_TEXT}list-style"))
    }


def _raised_styles(root: etree._Element | None) -> frozenset[str]:
    """Return the names of the styles that set text above the line."""
    return frozenset(
        properties.getparent().get(f"{_STYLE}name", "")
        for properties in ([] if root is None else root.iter(f"{_STYLE}text-properties"))
        if _RAISED.match(properties.get(f"{_STYLE}text-position", ""))
    )


@dataclass(slots=True)
class _Reader:
    """A document while its elements are gone through; `notes` are the footnotes met so far."""

    list_styles: dict[str, dict[int, etree._Element]]
    raised_styles: frozenset[str]
    composer: Composer = field(default_factory=Composer)
    notes: list[str] = field(default_factory=list)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def read(self, container: etree._Element, style: str = "", depth: int = 0) -> None:
        """Add the paragraphs, lists and tables of an element."""
        for child in container:
            if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self._paragraph(child)
            elif child.tag == f"{_TEXT}list":
                self._list(child, child.get(f"{_TEXT}style-name") or style, depth + 1)
            elif child.tag == f"{_TABLE}table":
                self._table(child)
            elif child.tag not in _LEFT_OUT:
                self.read(child, style, depth)

    def _paragraph(self, paragraph: etree._Element, marker: str = "") -> None:
        text = "".join(self._words(paragraph))
        if paragraph.tag == f"{_TEXT}h":
            self.composer.add(BlockKind.HEADING, f"{marker} {text}" if marker and text.strip() else text)
        elif marker:
            self.composer.add(BlockKind.LIST_ITEM, text, marker)
        else:
            self.composer.add_paragraph(text)
        for frame in paragraph.iter("{*}text-box"):
            self.read(frame)

    def _list(self, element: etree._Element, style: str, depth: int) -> None:
        if depth == 1 and element.get(f"{_TEXT}continue-numbering") != "true" and not _continues(element):
            self.counts = {key: count for key, count in self.counts.items() if key[0] != style}
        for item in element:
            marker = self._marker(item, style, depth) if item.tag == f"{_TEXT}list-item" else ""
            for child in item:
                if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                    self._paragraph(child, marker)
                    marker = ""
                elif child.tag == f"{_TEXT}list":
                    self._list(child, child.get(f"{_TEXT}style-name") or style, depth + 1)

    def _marker(self, item: etree._Element, style: str, depth: int) -> str:
        level = self.list_styles.get(style, {}).get(depth)
        if level is None or next(iter(item), item).tag == f"{_TEXT}list":
            return "" if level is not None else "•"
        start = _integer(level.get(f"{_TEXT}start-value"), 1)
        start_here = _integer(item.get(f"{_TEXT}start-value"), self.counts.get((style, depth), start - 1) + 1)
        self.counts = {key: n for key, n in self.counts.items() if key[0] != style or key[1] <= depth}
        self.counts[style, depth] = start_here
        number = numeral(start_here, level.get(f"{_STYLE}num-format", "1"))
        return f"{level.get(f'{_STYLE}num-prefix', '')}{number}{level.get(f'{_STYLE}num-suffix', '')}".strip()

    def _table(self, table: etree._Element) -> None:
        rows = [
            [_plain(cell) for cell in row.iterfind(f"{_TABLE}table-cell")]
            for row in table.iter(f"{_TABLE}table-row")
        ]
        rows = [row for row in rows if row]
        if rows and is_grid(rows) and table.find(f".//{_TABLE}table") is None:
            self.composer.add_table(rows)
        else:
            for row in table.iter(f"{_TABLE}table-row"):
                self.read(row)

    def _words(self, element: etree._Element) -> Iterator[str]:
        """Yield the words of a paragraph; a footnote in it leaves its number."""
        yield _SPACE.sub(" ", element.text or "")
        for child in element:
            if child.tag == f"{_TEXT}note":
                yield self._note(child)
            elif child.tag == f"{_TEXT}s":
                yield " " * min(_integer(child.get(f"{_TEXT}c"), 1), _MOST_SPACES)
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            elif child.get(f"{_TEXT}style-name") in self.raised_styles:
                yield superscript("".join(self._words(child)))
            elif child.tag not in _LEFT_OUT and not child.tag.endswith("}frame"):
                yield from self._words(child)
            yield _SPACE.sub(" ", child.tail or "")

    def _note(self, note: etree._Element) -> str:
        number = superscript(note.findtext(f"{_TEXT}note-citation", "").strip())
        body = note.find(f"{_TEXT}note-body")
        self.notes.append(f"{number} {'' if body is None else _plain(body)}".strip())
        return number


def _continues(element: etree._Element) -> bool:
    return element.get(f"{_TEXT}continue-list") is not None


def _plain(element: etree._Element) -> str:
    return " ".join("".join(p.itertext()) for p in element.iter(f"{_TEXT}p"))


def _integer(text: str | None, default: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else default
