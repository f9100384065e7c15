"""The numbers that Word shows before paragraphs and does not store with them (ECMA-376, part 1, §17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from extractors.files.numerals import numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str

    def written(self, number: int) -> str:
        return numeral(number, _STYLES.get(self.format, "1"))


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, root: etree._Element | None) -> Numbering:
        """Read the part `word/numbering.xml`."""
        numbering = cls()
        if root is None:
            return numbering
        for definition in root.iterfind(f"{W}abstractNum"):
            key = definition.get(f"{W}abstractNumId", "")
            for level in definition.iterfind(f"{W}lvl"):
                numbering.levels[key, _integer(level.get(f"{W}ilvl"))] = _Level(
                    _integer(_value(level, "start"), 1), _value(level, "numFmt"), _value(level, "lvlText")
                )
        for use in root.iterfind(f"{W}num"):
            numbering.lists[use.get(f"{W}numId", "")] = _value(use, "abstractNumId")
        return numbering

    def marker(self, list_id: str, level: int) -> str:
        """Count a paragraph and return what stands before it; "" where nothing does."""
        key = self.lists.get(list_id, "")
        shape = self.levels.get((key, level))
        if shape is None or shape.format == "none":
            return ""
        if shape.format == "bullet":
            return "•"
        self.counts[key, level] = self.counts.get((key, level), shape.start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            self.counts.pop((key, deeper), None)
        return _PLACE.sub(lambda place: self._number(key, int(place[1]) - 1), shape.text).strip()

    def _number(self, key: str, level: int) -> str:
        shape = self.levels.get((key, level))
        return shape.written(self.counts.get((key, level), shape.start)) if shape else ""


def _value(element: etree._Element, name: str) -> str:
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def _integer(text: str | None, default: int = 0) -> int:
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else default
