"""What stands on a page beside the running text: running heads, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from extractors.pdf.glyphs import Rule
from extractors.pdf.lines import Line

_EDGE = 0.12  # of the page's height
_MOST_LINES = 3_000  # a page with more is a drawing, or hostile
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|стр\.?|seite|página)?\s*\d{1,4}(?:\s*(?:/|of|из|de|sur|von)\s*\d{1,4})?\W*\Z", re.I
)
_ROMAN = re.compile(r"\W*[ivxlc]{1,6}\W*\Z")
_SYMBOL = re.compile(r"[A-Z]{1,5}(?:/[\w.()-]{1,20}){1,6}\Z")
_NOTE = re.compile(r"(?:[⁰¹²³⁴-⁹]{1,3}|\d{1,3}/?|\*{1,3}|[†‡]|[a-z]/?)\s*[^\W\d_]?")


@dataclass(frozen=True, slots=True)
class SortedPage:
    """A page's runs by what they are."""

    body: list[Line]
    notes: list[Line]
    headers: list[Line]
    footers: list[Line]


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[SortedPage]:
    """Set apart the lines that recur at the edges of the pages, digits aside, and page numbers."""
    recurring = Counter(key for lines in pages for key in {_key(line) for line in lines if _edge(line)})
    enough = max(2, min(4, len(pages) // 3))
    often = {
        (text, height + d, size)
        for (text, height, size), n in recurring.items()
        if n >= enough
        for d in (-1, 0, 1)
    }
    return [_sorted(lines, often, number) for number, lines in enumerate(pages, start=1)]


def _key(line: Line) -> tuple[str, int, int]:
    return _DIGITS.sub("#", line.text)[:60], round(line.bottom / 4), round(line.size)


def _edge(line: Line) -> str | None:
    """Tell at which edge of its page a line stands, if at any."""
    height = line.turn.upright_size[1]
    if line.bottom < _EDGE * height:
        return "top"
    return "bottom" if line.top > (1 - _EDGE) * height else None


def _sorted(lines: Sequence[Line], often: set[tuple[str, int, int]], number: int) -> SortedPage:
    page = SortedPage([], [], [], [])
    inner = [line for line in lines if _edge(line) is None]
    usual = median([line.size for line in inner or lines] or [0.0])
    apart = {id(line) for line in lines if _edge(line) and _key(line) in often}
    if len(lines) < _MOST_LINES:
        edges = [
            line
            for line in lines
            if _edge(line) and (line.size <= usual + 1.0 or not _has_letters(line.text))
        ]
        apart |= {id(o) for o in edges if _is_number(o, number) and _is_alone(o, lines, inner)}
        if number > 1:  # on the first page a letterhead stands beside the document's symbol
            heads = (line for line in edges if id(line) in apart)
            levels = [o.bottom for o in heads if _key(o) in often or _is_marked(o.text)]
            beside = (o for o in edges if any(abs(o.bottom - y) <= 0.3 * o.size for y in levels))
            apart |= {id(o) for o in beside if _is_alone(o, lines, inner)}
    for line in lines:
        if id(line) not in apart:
            page.body.append(line)
        else:
            (page.headers if _edge(line) == "top" else page.footers).append(line)
    return page


def _is_marked(text: str) -> bool:
    """Tell a page number or a document's symbol from any other number."""
    return bool(_SYMBOL.match(text) or _PAGE_NUMBER.match(text))


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _is_number(line: Line, page: int) -> bool:
    """Tell a page number, a job number, or (after the first page) a document's symbol by its look."""
    text = line.text
    if len(text) > 40:
        return False
    if _SYMBOL.match(text):
        return page > 1
    words = text.split()
    if str(page) in (words[0], words[-1]) and page > 1 and not line.is_bold:
        return True  # a head with the page's own number
    return bool(_PAGE_NUMBER.match(text) or _ROMAN.match(text)) or sum(c.isalpha() for c in text) < 3


def _is_alone(line: Line, lines: Sequence[Line], inner: Sequence[Line]) -> bool:
    """Tell whether a line at the edge keeps its distance from the running text."""
    nearest = min((max(o.top - line.bottom, line.top - o.bottom) for o in inner), default=line.size)
    neighbours = (o for o in lines if o is not line and _edge(o) and not _is_number(o, 2))
    for other in neighbours:
        if abs(other.bottom - line.bottom) > 0.3 * line.size:
            nearest = min(nearest, max(other.top - line.bottom, line.top - other.bottom))
    beside = sum(abs(other.bottom - line.bottom) <= 0.3 * line.size for other in lines)
    return nearest > 0.6 * line.size and beside <= 3  # a row of more is a table's


def without_footnotes(page: SortedPage, rules: Iterable[Rule], body_size: float) -> SortedPage:
    """Set apart the notes: small type below the running text that begins with a note's mark.

    Notes as large as the text are known by the short rule above them.
    """
    if not page.body:
        return page
    width, height = page.body[0].turn.upright_size
    ruled = [r.y for r in rules if r.y > 0.3 * height and 0.05 * width < r.x1 - r.x0 < 0.45 * width]
    low = [line for line in page.body if _is_low(line, ruled, body_size, height)]
    low = _unfollowed(low, page.body)
    starts = [line.top for line in low if _NOTE.match(line.text)]
    if not starts:
        return page
    notes = {id(line) for line in low if line.top >= min(starts) - 0.5 * line.size}
    return replace(
        page,
        body=[line for line in page.body if id(line) not in notes],
        notes=[line for line in page.body if id(line) in notes],
    )


def _is_low(line: Line, ruled: Sequence[float], body_size: float, height: float) -> bool:
    small = line.size < body_size - 0.6 and line.top > 0.35 * height
    under_rule = any(0 <= line.top - y < 0.5 * height for y in ruled) and line.size <= body_size
    return small or (under_rule and line.top > 0.5 * height)


def _unfollowed(low: Sequence[Line], body: Sequence[Line]) -> list[Line]:
    """Return the low lines that have no running text below them in their column."""
    chosen = {id(line) for line in low}
    blocked: list[tuple[float, float]] = []
    kept: list[Line] = []
    for line in sorted(body, key=lambda line: -line.top):
        if any(x0 < line.x1 and line.x0 < x1 for x0, x1 in blocked):
            continue
        if id(line) in chosen:
            kept.append(line)
        elif len(line.text) > 20:
            blocked.append((line.x0, line.x1))
    return kept
