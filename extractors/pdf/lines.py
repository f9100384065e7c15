"""Glyphs into lines: the runs of text that stand on one baseline, with their words.

A run is what touches on a baseline; runs that lie further apart become one line only once the
columns are known (`columns.py`).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from extractors.model import Box
from extractors.pdf.directions import is_right_to_left, logical
from extractors.pdf.drawing import Glyph
from extractors.pdf.glyphs import Turn

_SPACE = 0.15  # em; what a gap has beyond the usual one between letters when it is a space
_STRETCHED = 0.4  # em
_HYPHENS = ("-", "‐", "\xad")
_BOLD = re.compile(r"bold|black|heavy|-bd\b|\.b$", re.I)
_SLANTED = re.compile(
    r"(?i:italic|oblique|slanted|kursiv)|[a-z0-9-](?:BI|It|I|TI)(?:MT)?$|^(?:\w+\+)?CM(?:BX)?TI"
)
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DETACHED_NOTE = re.compile(r"(?<=\S) (?=[⁰¹²³⁴-⁹])")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a part of one, upright, in points; `page` counts from 1.

    `opens_slanted` and `ends_slanted` tell whether its first and last words are italic, `is_slanted`
    whether all are. `column` numbers the document's columns in reading order; `cells` says how many
    parts, standing far apart on the baseline, the line was joined from.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    is_bold: bool
    is_slanted: bool
    opens_slanted: bool
    ends_slanted: bool
    page: int
    turn: Turn
    column: int = 0
    cells: int = 1

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def box(self) -> Box:
        """Where the line lies on the page as it is."""
        return self.turn.on_page(self.x0, self.top, self.x1, self.bottom)


def lines_of(glyphs: Iterable[Glyph], turn: Turn, number: int) -> list[Line]:
    """Return the runs of text that a page's glyphs, in drawing order, make; in no particular order."""
    lines = (_line(run.glyphs, turn, number) for run in _merged(_runs(glyphs)))
    return [line for line in lines if line.text]


@dataclass(slots=True)
class _Run:
    """Glyphs that touch on one baseline, while they are gathered."""

    glyphs: list[Glyph]
    x0: float
    top: float
    x1: float
    bottom: float
    size: float

    def takes(self, glyph: Glyph) -> bool:
        """Tell whether a glyph stands next to the last one on this baseline."""
        em = max(self.size, 1.0)
        if glyph.bottom == self.bottom and glyph.size == em:  # nearly always
            return -0.6 * em <= glyph.x0 - self.x1 <= 1.6 * em
        overlap = min(glyph.bottom, self.bottom) - max(glyph.top, self.top)
        low = min(glyph.bottom - glyph.top, self.bottom - self.top)
        level = abs(glyph.bottom - self.bottom) <= 0.35 * em or overlap > 0.45 * low
        # Type of another size stands next to it only if it touches it, as a note's mark does.
        widest = 1.6 * em if 0.75 * em < glyph.size < 1.33 * em else 0.5 * min(em, glyph.size)
        return level and -0.6 * em <= glyph.x0 - self.x1 <= widest

    def touches(self, other: _Run) -> bool:
        """Tell whether another run goes on right after, or right before, this one."""
        em = max(self.size, other.size)
        overlap = min(self.bottom, other.bottom) - max(self.top, other.top)
        low = min(self.bottom - self.top, other.bottom - other.top)
        alike = low > 0.8 * em  # type of one size shares its baseline exactly
        level = abs(self.bottom - other.bottom) <= 0.3 * em or (overlap > 0.6 * low and not alike)
        gap = max(self.x0, other.x0) - min(self.x1, other.x1)
        widest = 0.6 if alike else 0.9
        return level and -0.5 * em <= gap <= widest * min(self.size, other.size)

    def add(self, glyph: Glyph) -> None:
        """Take in a glyph; the tallest ones set the height, so that a superscript does not."""
        self.glyphs.append(glyph)
        if glyph.x1 > self.x1:
            self.x1 = glyph.x1
        if glyph.x0 < self.x0:
            self.x0 = glyph.x0
        if glyph.size > 1.2 * self.size:
            self.top, self.bottom, self.size = glyph.top, glyph.bottom, glyph.size


def _runs(glyphs: Iterable[Glyph]) -> list[_Run]:
    """Cut the glyphs, in drawing order, wherever the next one does not stand next to the last."""
    runs: list[_Run] = []
    current: _Run | None = None
    for glyph in glyphs:
        blank = glyph.text.isspace()
        if glyph.x1 <= glyph.x0 and blank:
            continue
        if current is not None and current.takes(glyph):
            current.add(glyph)
            continue
        current = (
            None if blank else _Run([glyph], glyph.x0, glyph.top, glyph.x1, glyph.bottom, glyph.size or 1.0)
        )
        if current is not None:
            runs.append(current)
    return runs


def _merged(runs: list[_Run]) -> list[_Run]:
    """Join the runs that touch but were drawn apart."""
    runs.sort(key=lambda run: (round(run.bottom, 1), run.x0))
    merged: list[_Run] = []
    for run in runs:
        neighbour = next((other for other in reversed(merged[-12:]) if other.touches(run)), None)
        if neighbour is None:
            merged.append(run)
        else:
            for glyph in run.glyphs:
                neighbour.add(glyph)
            neighbour.glyphs.sort(key=lambda glyph: glyph.x0)
    return merged


def _line(glyphs: Sequence[Glyph], turn: Turn, number: int) -> Line:
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
    fonts = Counter((glyph.font, round(glyph.size, 1)) for glyph in inked)
    (_, size), _ = fonts.most_common(1)[0]
    bold = sum(count for (font, _), count in fonts.items() if _is_bold(font))
    slanted = sum(count for (font, _), count in fonts.items() if _is_slanted(font))
    proper = [glyph for glyph in inked if glyph.size >= 0.85 * size] or inked
    return Line(
        text=_text(glyphs, inked, size),
        x0=min(glyph.x0 for glyph in inked),
        top=min(glyph.top for glyph in proper),
        x1=max(glyph.x1 for glyph in inked),
        bottom=max(glyph.bottom for glyph in proper),
        size=size,
        is_bold=bold > 0.6 * len(inked),
        is_slanted=slanted > 0.9 * len(inked),
        opens_slanted=slanted > 0 and _is_slanted(inked[0].font),
        ends_slanted=slanted > 0 and _is_slanted(inked[-1].font),
        page=number,
        turn=turn,
    )


@cache
def _is_bold(font: str) -> bool:
    return _BOLD.search(font) is not None


@cache
def _is_slanted(font: str) -> bool:
    return _SLANTED.search(font) is not None


def _text(glyphs: Sequence[Glyph], inked: Sequence[Glyph], size: float) -> str:
    text = unicodedata.normalize("NFC", _lettered(glyphs, inked, size)).strip()
    return text if text.isprintable() else _UNPRINTABLE.sub("\ufffd", text)


def _lettered(glyphs: Sequence[Glyph], inked: Sequence[Glyph], size: float) -> str:
    if any(is_right_to_left(glyph.text) for glyph in inked):
        across = sorted(glyphs, key=lambda glyph: glyph.x0)
        pieces = _words(across, [unicodedata.normalize("NFKC", glyph.text) for glyph in across])
        return logical(pieces)
    bottom = sorted(glyph.bottom for glyph in inked)[len(inked) // 2]
    small = 0.8 * size
    letters = [g.text if g.size >= small else _raised(g, size, bottom) for g in glyphs]
    return _DETACHED_NOTE.sub("", "".join(_words(glyphs, letters)))


def _raised(glyph: Glyph, size: float, bottom: float) -> str:
    """Return a small glyph's text; a raised digit as a superscript, for "2018" and a note 3 are not 20183."""
    return glyph.text.translate(_SUPERSCRIPTS) if glyph.bottom < bottom - 0.15 * size else glyph.text


def _words(glyphs: Sequence[Glyph], letters: Sequence[str]) -> list[str]:
    """Return the glyphs' letters with single spaces where one was drawn or a gap was left."""
    pieces = [" "]
    space = _SPACE + _letter_spacing(glyphs)
    end, size = 0.0, 1.0
    gap = 0.0
    for glyph, text in zip(glyphs, letters, strict=True):
        if text.isspace():
            if pieces[-1] != " ":
                pieces.append(" ")
        else:
            gap = (glyph.x0 - end) / max(glyph.size, size, 1.0)
            if gap > space and pieces[-1] != " ":
                pieces.append(" ")
            else:
                gap = 0.0
            pieces.append(text)
        end, size = glyph.x1, glyph.size
    if 0.0 < gap < _STRETCHED and pieces[-1] in _HYPHENS and pieces[-3:-2][0].isalpha():
        del pieces[-2]  # a justified line, stretched before the hyphen of a broken word
    return pieces[1:]


def _letter_spacing(glyphs: Sequence[Glyph]) -> float:
    """Return the usual gap between letters in em: headings and justified lines may be set wide."""
    gaps = sorted(
        (b.x0 - a.x1) / max(a.size, 1.0)
        for a, b in pairwise(glyphs)
        if not (a.text.isspace() or b.text.isspace())
    )
    return max(0.0, gaps[len(gaps) // 2]) if len(gaps) > 4 else 0.0


def mirrored(lines: Sequence[Line]) -> list[Line]:
    """Return a page's lines mirrored if most of them run right to left, else as they are."""
    if sum(is_right_to_left(line.text) for line in lines) <= 0.5 * len(lines):
        return list(lines)
    turn = replace(lines[0].turn, is_mirrored=True)
    width = turn.upright_size[0]
    return [replace(line, x0=width - line.x1, x1=width - line.x0, turn=turn) for line in lines]


def joined(parts: Sequence[Line], separator: str) -> Line:
    """Join parts that stand on one baseline into a line."""
    first = parts[0]
    if len(parts) == 1:
        return first
    main = max(parts, key=lambda part: len(part.text))
    return replace(
        main,
        text=separator.join(part.text for part in parts),
        x0=min(part.x0 for part in parts),
        top=min(part.top for part in parts),
        x1=max(part.x1 for part in parts),
        bottom=max(part.bottom for part in parts),
        is_bold=all(part.is_bold for part in parts),
        is_slanted=all(part.is_slanted for part in parts),
        opens_slanted=first.opens_slanted,
        ends_slanted=parts[-1].ends_slanted,
        cells=sum(part.cells for part in parts),
    )
