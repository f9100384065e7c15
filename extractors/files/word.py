"""Word documents (DOCX): paragraphs, lists with their numbers, tables and footnotes, as last accepted.

Of tracked changes, what was struck out is left out and what was put in is kept. Running heads come
last, as they do for PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.errors import ReadError, Reason
from extractors.files.composition import Canonical, Composer, is_grid, superscript
from extractors.files.packages import Package
from extractors.files.word_numbering import Numbering, W
from extractors.limits import Limits
from extractors.model import BlockKind

_LEFT_OUT = frozenset(
    (f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}instrText", f"{W}delText",
     "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)  # fmt: skip
_SIGNS = {
    f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011",
}  # fmt: skip
_HEADING_STYLE = re.compile(r"(?:heading|title|subtitle)\b", re.I)
_LEVEL = re.compile(r"\d{1,2}")
_RUNNING_HEADS = 10  # parts of each sort that are looked at


def read_word(content: bytes, limits: Limits) -> Canonical:
    """Return the canonical text of a DOCX file. Raises ReadError: encrypted, malformed, too_large."""
    package = Package(content, limits.decoded_bytes)
    document = package.part("word/document.xml")
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise ReadError(Reason.MALFORMED, "The document is damaged: it has no body.")
    reader = _Reader(
        Numbering.of(package.part("word/numbering.xml")), _styles(package.part("word/styles.xml"))
    )
    reader.read(body)
    for name in ("footnote", "endnote"):
        reader.read_notes(package.part(f"word/{name}s.xml"), name)
    for kind in (BlockKind.HEADER, BlockKind.FOOTER):
        for number in range(1, _RUNNING_HEADS + 1):
            reader.read_running_head(package.part(f"word/{kind.value}{number}.xml"), kind)
    return reader.composer.finish("utf-8")


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style says of its paragraphs; `list_id` is "" for styles without numbers."""

    name: str
    base: str
    list_id: str
    level: int


def _styles(root: etree._Element | None) -> dict[str, _Style]:
    return {
        style.get(f"{W}styleId", ""): _Style(
            _value(style, f"{W}name"), _value(style, f"{W}basedOn"), *_list_place(style.find(f"{W}pPr"))
        )
        for style in ([] if root is None else root.iterfind(f"{W}style"))
    }


def _list_place(properties: etree._Element | None) -> tuple[str, int]:
    """Return the list that paragraph properties name and the level in it."""
    if properties is None:
        return "", 0
    level = _value(properties, f"{W}numPr/{W}ilvl")
    return _value(properties, f"{W}numPr/{W}numId"), int(level) if _LEVEL.fullmatch(level) else 0


def _value(element: etree._Element, path: str) -> str:
    child = element.find(path)
    return "" if child is None else child.get(f"{W}val", "")


@dataclass(slots=True)
class _Reader:
    """A document while its parts are gone through; `notes` maps footnote ids to their numbers."""

    numbering: Numbering
    styles: dict[str, _Style]
    composer: Composer = field(default_factory=Composer)
    notes: dict[tuple[str, str], int] = field(default_factory=dict)

    def read(self, container: etree._Element) -> None:
        """Add the paragraphs and tables of a body, a cell or a text box."""
        for child in container:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag not in _LEFT_OUT:
                self.read(child)  # content controls and the like

    def read_notes(self, root: etree._Element | None, name: str) -> None:
        """Add the footnotes or endnotes that the text refers to, in its order."""
        found = {} if root is None else {note.get(f"{W}id"): note for note in root.iterfind(f"{W}{name}")}
        for (sort, note_id), number in list(self.notes.items()):
            if sort == name and note_id in found:
                text = "\n".join("".join(self._words(p)) for p in found[note_id].iter(f"{W}p")).strip()
                self.composer.add(BlockKind.FOOTNOTE, f"{superscript(str(number))} {text}" if text else "")

    def read_running_head(self, root: etree._Element | None, kind: BlockKind) -> None:
        """Add the paragraphs of a header or footer."""
        for paragraph in [] if root is None else root.iter(f"{W}p"):
            self.composer.add(kind, "".join(self._words(paragraph)))

    def _paragraph(self, paragraph: etree._Element) -> None:
        text = "".join(self._words(paragraph))
        style_id = _value(paragraph, f"{W}pPr/{W}pStyle")
        if text.strip():
            marker = self._marker(paragraph, style_id)
            if self._is_heading(style_id):
                self.composer.add(BlockKind.HEADING, f"{marker} {text}" if marker else text)
            elif marker:
                self.composer.add(BlockKind.LIST_ITEM, f"{marker} {text}")
            else:
                self.composer.add_paragraph(text)
        for box in _outermost_boxes(paragraph):
            self.read(box)

    def _marker(self, paragraph: etree._Element, style_id: str) -> str:
        list_id, level = _list_place(paragraph.find(f"{W}pPr"))
        for _ in range(10):  # styles may be based on one another in a circle
            if list_id or style_id not in self.styles:
                break
            style = self.styles[style_id]
            list_id, level, style_id = style.list_id, style.level, style.base
        return self.numbering.marker(list_id, level) if list_id else ""

    def _is_heading(self, style_id: str) -> bool:
        for _ in range(10):
            if style_id not in self.styles:
                return False
            style = self.styles[style_id]
            if _HEADING_STYLE.match(style.name):
                return True
            style_id = style.base
        return False

    def _table(self, table: etree._Element) -> None:
        rows = [
            [self._cell_text(cell) for cell in row.iterfind(f"{W}tc")] for row in table.iterfind(f"{W}tr")
        ]
        rows = [row for row in rows if row]
        if rows and is_grid(rows) and table.find(f".//{W}tbl") is None:
            self.composer.add_table(rows)
            return
        for row in table.iterfind(f"{W}tr"):
            for cell in row.iterfind(f"{W}tc"):
                self.read(cell)

    def _cell_text(self, cell: etree._Element) -> str:
        return " ".join("".join(self._words(paragraph)) for paragraph in cell.iter(f"{W}p"))

    def _words(self, element: etree._Element) -> Iterator[str]:
        """Yield the words of a paragraph; those of text boxes in it are not its own."""
        for child in element:
            if child.tag in _LEFT_OUT or child.tag == f"{W}txbxContent":
                continue
            if child.tag == f"{W}t":
                text = child.text or ""
                yield superscript(text) if _is_raised(element) else text
            elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                key = (child.tag.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id", ""))
                yield superscript(str(self.notes.setdefault(key, len(self.notes) + 1)))
            elif child.tag in _SIGNS:
                yield _SIGNS[child.tag]
            else:
                yield from self._words(child)


def _is_raised(run: etree._Element) -> bool:
    lift = _value(run, f"{W}rPr/{W}position")
    return _value(run, f"{W}rPr/{W}vertAlign") == "superscript" or (lift.isdecimal() and lift != "0")


def _outermost_boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the text boxes anchored in a paragraph, without those within a box or a fallback of one."""
    for box in paragraph.iter(f"{W}txbxContent"):
        outside = (parent.tag for parent in box.iterancestors())
        inner = {f"{W}txbxContent", *_LEFT_OUT}
        for tag in outside:
            if tag in inner:
                break
            if tag == f"{W}p":
                yield box
                break
