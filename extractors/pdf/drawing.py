"""What a page's content draws: its characters by the direction they run in, lines, images.

The device that pdfminer's interpreter draws on. pdfminer's own makes a layout object of each
character, with its colours and its matrix; here a string's matrix is worked out once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFType3Font, PDFUnicodeNotDefined
from pdfminer.utils import apply_matrix_rect, mult_matrix, translate_matrix

from extractors.errors import ReadError, Reason

Matrix = tuple[float, float, float, float, float, float]

_PLAIN_TEXT = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    "\xa0": " ",
    # Bullets of symbol fonts, which have no character map.
    "\uf0b7": "•",
    "\uf0a7": "•",
    "\uf0a8": "•",
    "\uf0d8": "•",
    "\uf0fc": "•",
    "\uf076": "•",
}
_TEX_LIGATURES = {27: "ff", 28: "fi", 29: "fl", 30: "ffi", 31: "ffl"}  # in Type 3 fonts without a map
_LONGEST_LETTER = 1_000  # characters that one may stand for; ligatures and symbols need a few
_THIN, _LONG, _TALL = 2.0, 20.0, 7.0  # points; what is thinner and longer, or higher, is a line


class Glyph(NamedTuple):
    """A character where it stands on the page, in points from its top left corner."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    font: str
    size: float


@dataclass(slots=True)
class _Typeface:
    """A font with the letters met so far: text, width in em and place of each."""

    font: Any
    name: str
    letters: dict[int, tuple[str, float, Any]] = field(default_factory=dict)

    def letter(self, cid: int) -> tuple[str, float, Any]:
        """Return a character's text, its width in em, and for vertical writing its place.

        Raises ReadError (too_large), for a page may multiply what a font says.
        """
        try:
            text = self.font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            ligature = _TEX_LIGATURES.get(cid) if isinstance(self.font, PDFType3Font) else None
            text = ligature or f"(cid:{cid})"
        if len(text) > _LONGEST_LETTER:
            raise ReadError(Reason.TOO_LARGE, f"One of its letters stands for {len(text):,} characters.")
        letter = _PLAIN_TEXT.get(text, text), self.font.char_width(cid), self.font.char_disp(cid)
        self.letters[cid] = letter
        return letter


class Drawing(PDFDevice):  # type: ignore[misc]
    """A page's characters by angle, its lines and images, from the top left corner, in points.

    `paths` counts what else is drawn; `is_incomplete` tells that content or a font is missing.
    Raises ReadError (too_large) beyond `most_characters`.
    """

    def __init__(self, resources: Any, most_characters: int) -> None:
        super().__init__(resources)
        self.characters: dict[int, list[Glyph]] = {}
        self.lines: list[tuple[float, float, float, float]] = []
        self.image_area = 0.0
        self.paths = 0
        self.is_incomplete = False
        self.width = self.height = 0.0
        self._most_characters = most_characters
        self._actual_text: str | None = None
        self._replaced_from: dict[int, int] = {}
        self._typefaces: dict[Any, _Typeface] = {}

    def begin_page(self, page: Any, ctm: Matrix) -> None:
        """Take the page's size."""
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self.width, self.height = abs(x0 - x1), abs(y0 - y1)

    def render_image(self, name: str, stream: Any) -> None:
        """Count an image, which fills the unit square."""
        x0, y0, x1, y1 = apply_matrix_rect(self.ctm, (0, 0, 1, 1))
        self.image_area += (x1 - x0) * (y1 - y0)

    def paint_path(
        self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]
    ) -> None:
        """Count the parts of a path and keep those that are lines."""
        a, b, c, d, e, f = self.ctm
        xs: list[float] = []
        ys: list[float] = []
        for operator, *numbers in path:
            if operator == "m":
                self._add_path(xs, ys)
                xs, ys = [], []
            if numbers:
                x, y = numbers[-2:]
                xs.append(a * x + c * y + e)
                ys.append(b * x + d * y + f)
        self._add_path(xs, ys)

    def _add_path(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        if not xs:
            return
        self.paths += 1
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        width, height = x1 - x0, y1 - y0
        if (width < _THIN and height > _TALL) or (height < _THIN and width > _LONG):
            self.lines.append((x0, self.height - y1, x1, self.height - y0))

    def replace_text(self, text: str) -> None:
        """Let what is drawn until `end_replacing` stand for `text`, whatever letters it shows."""
        self._actual_text = text
        self._replaced_from = {angle: len(glyphs) for angle, glyphs in self.characters.items()}

    def end_replacing(self) -> None:
        """Give the first glyph drawn since `replace_text` the text of all, and leave out the others."""
        text, self._actual_text = self._actual_text, None
        if text is None:
            return
        for angle, glyphs in self.characters.items():
            start = self._replaced_from.get(angle, 0)
            drawn = glyphs[start:]
            if drawn and text.strip() and len(text) != sum(len(glyph.text) for glyph in drawn):
                x1 = max(glyph.x1 for glyph in drawn)
                glyphs[start:] = [drawn[0]._replace(text=text, x1=max(x1, drawn[0].x1))]
            elif drawn and text.strip():
                letters = iter(text)
                glyphs[start:] = [g._replace(text="".join(islice(letters, len(g.text)))) for g in drawn]

    def render_string(self, textstate: Any, seq: Iterable[Any], ncs: Any, graphicstate: Any) -> None:
        """Place the characters of a string, and move on to its end."""
        font = textstate.font
        typeface = self._typefaces.get(font)
        if typeface is None:
            name = font.fontname
            name = name if isinstance(name, str) else str(name, "latin-1")
            typeface = self._typefaces[font] = _Typeface(font, name)
        matrix = mult_matrix(textstate.matrix, self.ctm)
        a, b, c = matrix[:3]
        across = abs(b) <= abs(a)
        angle = (0 if a >= 0 else 180) if across else (90 if b > 0 else 270)
        glyphs = self.characters.setdefault(angle, [])
        if b == c == 0 and not font.is_vertical():
            self._place_level(textstate, seq, typeface, matrix, glyphs)
        else:
            self._place(textstate, seq, typeface, matrix, glyphs)
        if len(glyphs) > self._most_characters:
            raise ReadError(Reason.TOO_LARGE, f"A page has more than {self._most_characters:,} characters.")

    def _place_level(
        self, state: Any, seq: Iterable[Any], typeface: _Typeface, matrix: Matrix, glyphs: list[Glyph]
    ) -> None:
        """Place characters that run along the page: all of a string stand between the same heights."""
        font, letters, name = typeface.font, typeface.letters, typeface.name
        a, _, _, d, e, f = matrix
        scaling = state.scaling * 0.01
        spacing, word_spacing, per_unit = _spacing(state, font)
        x, y = state.linematrix
        base = y * d + f
        low = font.get_descent() * state.fontsize + state.rise
        y0, y1 = sorted((d * low + base, d * (low + state.fontsize) + base))
        top, bottom, size = self.height - y1, self.height - y0, y1 - y0
        is_first = True
        for part in seq:
            if isinstance(part, float):
                x -= part * per_unit
                is_first = False
                continue
            if not isinstance(part, bytes):
                continue
            for cid in font.decode(part):
                if is_first:
                    is_first = False
                else:
                    x += spacing
                text, width, _ = letters.get(cid) or typeface.letter(cid)
                advance = width * state.fontsize * scaling
                x0 = x * a + e
                x1 = a * advance + x0
                glyphs.append(
                    Glyph(text, x0, top, x1, bottom, name, size)
                    if x0 <= x1
                    else Glyph(text, x1, top, x0, bottom, name, size)
                )
                x += advance
                if cid == 32:
                    x += word_spacing
        state.linematrix = x, y

    def _place(
        self, state: Any, seq: Iterable[Any], typeface: _Typeface, matrix: Matrix, glyphs: list[Glyph]
    ) -> None:
        """Place characters that run in any direction, or from top to bottom."""
        font = typeface.font
        is_vertical = font.is_vertical()
        spacing, word_spacing, per_unit = _spacing(state, font)
        position = 0.0
        is_first = True
        x, y = state.linematrix
        for part in seq:
            if isinstance(part, float):
                position -= part * per_unit
                is_first = False
                continue
            for cid in font.decode(part) if isinstance(part, bytes) else ():
                position += 0.0 if is_first else spacing
                is_first = False
                text, width, place = typeface.letters.get(cid) or typeface.letter(cid)
                advance = width * state.fontsize * state.scaling * 0.01
                at = (x, y + position) if is_vertical else (x + position, y)
                box = _vertical_box(state, advance, place) if is_vertical else _box(state, advance, font)
                glyphs.append(
                    self._glyph(text, translate_matrix(matrix, at), box, typeface.name, is_vertical)
                )
                position += advance + (word_spacing if cid == 32 else 0.0)
        state.linematrix = (x, y + position) if is_vertical else (x + position, y)

    def _glyph(
        self,
        text: str,
        matrix: Matrix,
        box: tuple[float, float, float, float],
        font: str,
        is_vertical: bool,
    ) -> Glyph:
        x0, y0, x1, y1 = apply_matrix_rect(matrix, box)
        across = abs(matrix[1]) <= abs(matrix[0])
        size = y1 - y0 if across and not is_vertical else x1 - x0
        return Glyph(text, x0, self.height - y1, x1, self.height - y0, font, size)


def _spacing(state: Any, font: Any) -> tuple[float, float, float]:
    """Return the space after a letter and after a word, and the unit of an adjustment."""
    scaling = state.scaling * 0.01
    word_spacing = 0.0 if font.is_multibyte() else state.wordspace * scaling
    return state.charspace * scaling, word_spacing, 0.001 * state.fontsize * scaling


def _box(state: Any, advance: float, font: Any) -> tuple[float, float, float, float]:
    low = font.get_descent() * state.fontsize + state.rise
    return 0.0, low, advance, low + state.fontsize


def _vertical_box(state: Any, advance: float, place: Any) -> tuple[float, float, float, float]:
    """Return the box of a character written from top to bottom, whose origin is above its middle."""
    vx, vy = place
    left = -(state.fontsize * 0.5 if vx is None else vx * state.fontsize * 0.001)
    top = (1000 - vy) * state.fontsize * 0.001 + state.rise
    return left, top + advance, left + state.fontsize, top
