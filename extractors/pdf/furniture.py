"""What recurs at the edges of the pages: running heads, their feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from extractors.pdf.lines import Line

_EDGE = 0.12  # of the page's height
_MOST_LINES = 3_000  # a page with more is a drawing, or hostile
_DIGITS = re.compile(r"\d+")
_COUNTED = re.compile(r"(\d{1,4})[.)]?\s*[^\W\d_]")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|стр\.?|seite|página)?\s*\d{1,4}(?:\s*(?:/|of|из|de|sur|von)\s*\d{1,4})?\W*\Z", re.I
)
_ROMAN = re.compile(r"\W*[ivxlc]{1,6}\W*\Z")
_SYMBOL = re.compile(r"[A-Z]{1,5}(?:/[\w.()-]{1,20}){1,6}\Z")

_Key = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class SortedPage:
    """A page's runs by what they are."""

    body: list[Line]
    notes: list[Line]
    headers: list[Line]
    footers: list[Line]


def without_running_heads(pages: Sequence[Sequence[Line]]) -> list[SortedPage]:
    """Set apart the lines that recur at the edges of the pages, digits aside, and page numbers."""
    recurring = Counter(
        key for lines in pages for key in {key for line in lines if _edge(line) for key in _keys(line)}
    )
    enough = max(2, min(4, len(pages) // 3))
    often = {
        (text, count, height + d, size)
        for (text, count, height, size), n in recurring.items()
        if n >= enough
        for d in (-1, 0, 1)
    }
    return [_sorted(lines, often, number) for number, lines in enumerate(pages, start=1)]


def _keys(line: Line) -> list[_Key]:
    """Return by what a line is known on other pages: its words, its height and its size.

    A number before words is the page's or always the same; the notes of a document count on.
    """
    text, height, size = _DIGITS.sub("#", line.text)[:60], round(line.bottom / 4), round(line.size)
    counted = _COUNTED.match(line.text)
    if counted is None:
        return [(text, "", height, size)]
    count = int(counted[1])
    return [(text, f"={count}", height, size), (text, f"{count - line.page:+}", height, size)]


def _edge(line: Line) -> str | None:
    """Tell at which edge of its page a line stands, if at any."""
    height = line.turn.upright_size[1]
    if line.cells > 1:
        return None  # a row of a table
    if line.bottom < _EDGE * height:
        return "top"
    return "bottom" if line.top > (1 - _EDGE) * height else None


def _sorted(lines: Sequence[Line], often: set[_Key], number: int) -> SortedPage:
    inner = [line for line in lines if _edge(line) is None]
    recurring = {id(line) for line in lines if _edge(line) and not often.isdisjoint(_keys(line))}
    apart = recurring
    if len(lines) < _MOST_LINES:
        recurring = {id(o) for o in lines if id(o) in recurring and not _is_last_of_note(o, lines, recurring)}
        apart = recurring | _numbers(lines, inner, recurring, number)
    page = SortedPage([], [], [], [])
    for line in lines:
        if id(line) not in apart:
            page.body.append(line)
        else:
            (page.headers if _edge(line) == "top" else page.footers).append(line)
    return page


def _numbers(lines: Sequence[Line], inner: Sequence[Line], recurring: set[int], number: int) -> set[int]:
    """Return the lines at the edges that are page numbers by their look, and those on their level."""
    usual = median([line.size for line in inner or lines] or [0.0])
    edges = [o for o in lines if _edge(o) and (o.size <= usual + 1.0 or not _has_letters(o.text))]
    edges = [o for o in edges if _is_alone(o, lines, inner)]
    apart = {id(o) for o in edges if _is_number(o, number)}
    if number > 1:  # on the first page a letterhead stands beside the document's symbol
        heads = (o for o in edges if id(o) in recurring or (id(o) in apart and _is_marked(o.text)))
        levels = [o.bottom for o in heads]
    else:
        levels = _small_head(edges, usual, inner)
    return apart | {id(o) for o in edges if any(abs(o.bottom - y) <= 0.3 * o.size for y in levels)}


def _small_head(edges: Sequence[Line], usual: float, inner: Sequence[Line]) -> list[float]:
    """Return the level of a first page's running head: type smaller than the text, from margin to margin."""
    top = [line for line in edges if _edge(line) == "top" and line.size < usual - 0.5]
    if not top or not inner:
        return []
    left, right = min(line.x0 for line in inner), max(line.x1 for line in inner)
    first = min(top, key=lambda line: (line.bottom, line.x0))
    row = [line for line in top if abs(line.bottom - first.bottom) <= 0.3 * first.size]
    spans = first.x0 < left + usual and max(line.x1 for line in row) > right - 2 * usual
    return [first.bottom] if len(row) > 1 and spans else []


def _is_last_of_note(line: Line, lines: Sequence[Line], recurring: set[int]) -> bool:
    """Tell a note's last line, which may recur, from a foot: it goes on from a line that does not."""
    if _edge(line) != "bottom":
        return False
    above = (o for o in lines if o.x0 < line.x1 and line.x0 < o.x1 and o.bottom < line.bottom - 1.0)
    nearest = max(above, key=lambda o: o.bottom, default=line)
    is_close = line.top - nearest.bottom < 0.3 * line.size and abs(nearest.size - line.size) < 0.5
    return is_close and nearest is not line and id(nearest) not in recurring


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
