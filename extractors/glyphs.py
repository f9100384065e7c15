"""A PDF page as upright glyphs: what pdfplumber draws, turned so that the text runs left to right.

A page may be turned without saying so in its /Rotate entry, so the direction is taken from the
characters' own matrices. Glyphs drawn twice to look bold are kept once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTImage

from extractors.model import Box

_PLAIN_TEXT = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    "\xa0": " ",
    "\xad": "-",
    # Bullets of symbol fonts, which have no character map.
    "\uf0b7": "•",
    "\uf0a7": "•",
    "\uf0a8": "•",
    "\uf0d8": "•",
    "\uf0fc": "•",
    "\uf076": "•",
}
_TWICE = 0.12  # em; the narrowest letter is twice as wide, a bold drawn by hand half as far away


class Glyph(NamedTuple):
    """A character where it stands on the turned page, in points from its top left corner."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    font: str
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line drawn on the turned page."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page's text is turned: `angle` counter-clockwise degrees, and the page's size in points.

    A mirrored page measures x from the right, so that right-to-left text has its margins where
    left-to-right text has them.
    """

    angle: int
    width: float
    height: float
    is_mirrored: bool = False

    def upright(self, x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        """Return where a box of the page lies once the text is upright."""
        if self.angle == 90:
            return self.height - bottom, x0, self.height - top, x1
        if self.angle == 180:
            return self.width - x1, self.height - bottom, self.width - x0, self.height - top
        if self.angle == 270:
            return top, self.width - x1, bottom, self.width - x0
        return x0, top, x1, bottom

    def on_page(self, x0: float, top: float, x1: float, bottom: float) -> Box:
        """Return where an upright box lies on the page."""
        if self.is_mirrored:
            x0, x1 = self.upright_size[0] - x1, self.upright_size[0] - x0
        if self.angle == 90:
            x0, top, x1, bottom = top, self.height - x1, bottom, self.height - x0
        elif self.angle == 180:
            x0, top, x1, bottom = self.width - x1, self.height - bottom, self.width - x0, self.height - top
        elif self.angle == 270:
            x0, top, x1, bottom = self.width - bottom, x0, self.width - top, x1
        return Box(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))

    @property
    def upright_size(self) -> tuple[float, float]:
        """Width and height of the page once the text is upright."""
        return (self.height, self.width) if self.angle in (90, 270) else (self.width, self.height)


@dataclass(frozen=True, slots=True)
class GlyphPage:
    """A page's glyphs in drawing order, those that run another way apart."""

    turn: Turn
    glyphs: list[Glyph]
    sideways: list[tuple[Turn, list[Glyph]]]
    rules: list[Rule]
    image_share: float


@dataclass(slots=True)
class _Drawing:
    """What stands on a page, by the angle of the text, in page coordinates from the top left corner."""

    height: float
    characters: dict[int, list[Glyph]] = field(default_factory=dict)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    image_area: float = 0.0
    paths: int = 0

    def add(self, items: Iterable[LTComponent]) -> None:
        """Take in what a page or a form drawn on it holds."""
        for item in items:
            if type(item) is LTChar:
                self._add_character(item)
            elif isinstance(item, LTImage):
                self.image_area += item.width * item.height
            elif isinstance(item, LTCurve):
                self.paths += 1
                if min(item.width, item.height) < 2 and max(item.width, item.height) > 20:
                    self.lines.append((item.x0, self.height - item.y1, item.x1, self.height - item.y0))
            elif isinstance(item, LTContainer):
                self.add(item)

    def _add_character(self, char: LTChar) -> None:
        a, b = char.matrix[0], char.matrix[1]
        across = abs(b) <= abs(a)
        angle = (0 if a >= 0 else 180) if across else (90 if b > 0 else 270)
        size = char.size if across else char.x1 - char.x0
        text = _PLAIN_TEXT.get(char.get_text(), char.get_text())
        box = (char.x0, self.height - char.y1, char.x1, self.height - char.y0)
        font = char.fontname if isinstance(char.fontname, str) else str(char.fontname, "latin-1")
        self.characters.setdefault(angle, []).append(Glyph(text, *box, font, size))


def glyph_page(page: Any) -> GlyphPage:
    """Return the glyphs of a pdfplumber page.

    Raises what pdfminer raises on broken content, in all its variety.
    """
    layout = page.layout
    drawing = _Drawing(layout.height)
    drawing.add(layout)
    by_count = sorted(drawing.characters, key=lambda angle: -len(drawing.characters[angle]))
    turns = [Turn(angle, layout.width, layout.height) for angle in by_count] or [
        Turn(0, layout.width, layout.height)
    ]
    turned = [(turn, list(_upright(drawing.characters.get(turn.angle, ()), turn))) for turn in turns]
    rules = [turns[0].upright(*line) for line in drawing.lines]
    area = max(1.0, layout.width * layout.height)
    return GlyphPage(
        turn=turns[0],
        glyphs=turned[0][1],
        sideways=turned[1:],
        rules=[Rule(x0, x1, top) for x0, top, x1, bottom in rules if x1 - x0 > bottom - top],
        image_share=max(drawing.image_area / area, 0.5 if drawing.paths > 500 else 0.0),
    )


def _upright(glyphs: Iterable[Glyph], turn: Turn) -> Iterator[Glyph]:
    """Yield the glyphs turned upright, each once."""
    seen: dict[tuple[str, int, int], tuple[float, float]] = {}
    for glyph in glyphs:
        if turn.angle:
            box = turn.upright(glyph.x0, glyph.top, glyph.x1, glyph.bottom)
            glyph = Glyph(glyph.text, *box, glyph.font, glyph.size)
        if glyph.text.isspace() or not _is_repeated(glyph, seen):
            yield glyph


def _is_repeated(glyph: Glyph, seen: dict[tuple[str, int, int], tuple[float, float]]) -> bool:
    """Tell whether the same character was drawn here before; else remember it."""
    column, row, near = int(glyph.x0), int(glyph.top), _TWICE * glyph.size
    for c in (column, column - 1, column + 1):
        for r in (row, row - 1, row + 1):
            at = seen.get((glyph.text, c, r))
            if at is not None and abs(at[0] - glyph.x0) <= near and abs(at[1] - glyph.top) <= near:
                return True
    seen[glyph.text, column, row] = glyph.x0, glyph.top
    return False
