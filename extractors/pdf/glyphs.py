"""A PDF page as upright glyphs: what its content draws, turned so that the text runs left to right.

A page may be turned without saying so in its /Rotate entry, so the direction is taken from the
characters' own matrices. Glyphs drawn twice to look bold are kept once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from extractors.model import Box
from extractors.pdf.content import Interpreter
from extractors.pdf.drawing import Drawing, Glyph

_TWICE = 0.12  # em; the narrowest letter is twice as wide, a bold drawn by hand half as far away
_ROW = 1 << 40  # more than any page is high, in points


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
    """A page's glyphs in drawing order, those that run another way apart.

    `edges` are all lines drawn on the turned page, `rules` the level ones.
    """

    turn: Turn
    glyphs: list[Glyph]
    sideways: list[tuple[Turn, list[Glyph]]]
    rules: list[Rule]
    image_share: float
    is_incomplete: bool = False
    edges: tuple[tuple[float, float, float, float], ...] = ()


def glyph_page(resources: Any, page: Any, most_characters: int) -> GlyphPage:
    """Return the glyphs of a pdfminer page; `resources` keeps the document's fonts.

    Raises ReadError (too_large), and what pdfminer raises on broken content, in all its variety.
    """
    drawing = Drawing(resources, most_characters)
    Interpreter(resources, drawing).process_page(page)
    by_count = sorted(drawing.characters, key=lambda angle: -len(drawing.characters[angle]))
    turns = [Turn(angle, drawing.width, drawing.height) for angle in by_count or [0]]
    turned = [(turn, list(_upright(drawing.characters.get(turn.angle, ()), turn))) for turn in turns]
    rules = [turns[0].upright(*line) for line in drawing.lines]
    area = max(1.0, drawing.width * drawing.height)
    return GlyphPage(
        turn=turns[0],
        glyphs=turned[0][1],
        sideways=turned[1:],
        rules=[Rule(x0, x1, top) for x0, top, x1, bottom in rules if x1 - x0 > bottom - top],
        image_share=max(drawing.image_area / area, 0.5 if drawing.paths > 500 else 0.0),
        is_incomplete=drawing.is_incomplete,
        edges=tuple(rules),
    )


def _upright(glyphs: Iterable[Glyph], turn: Turn) -> Iterator[Glyph]:
    """Yield the glyphs turned upright, each once."""
    seen: defaultdict[str, dict[int, Glyph]] = defaultdict(dict)
    for glyph in glyphs:
        if turn.angle:
            box = turn.upright(glyph.x0, glyph.top, glyph.x1, glyph.bottom)
            glyph = Glyph(glyph.text, *box, glyph.font, glyph.size)
        if glyph.text.isspace() or not _is_repeated(glyph, seen[glyph.text]):
            yield glyph


def _is_repeated(glyph: Glyph, seen: dict[int, Glyph]) -> bool:
    """Tell whether the same character was drawn here before; else remember it.

    `seen` keeps the character by the square point it stands in; the eight around it count as well.
    """
    here = int(glyph.x0) * _ROW + int(glyph.top)
    for below in (here - _ROW, here, here + _ROW):
        for square in (below - 1, below, below + 1):
            if square in seen:
                near, other = _TWICE * glyph.size, seen[square]
                if abs(other.x0 - glyph.x0) <= near and abs(other.top - glyph.top) <= near:
                    return True
    seen[here] = glyph
    return False
