"""Reading order: a page's runs into lines, column after column.

A column gutter is a strip that no run crosses over a good part of the page's height, with running
text on both sides. The page is cut at its best gutter into what stands above, left, right and
below, and each part again, so that a page may be set in two columns in its middle only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from extractors.pdf.glyphs import Rule
from extractors.pdf.lines import Line, joined

_LEAST_LINES = 4  # on either side of a gutter
_MOST_RUNS = 3_000  # a page with more is a drawing or hostile: its order is by rows
_TAB = 3.5  # em; a wider gap on a baseline separates cells
_BARE_MARKER = re.compile(r"(?:[-–—•*▪●◦·§]|\(?\w{1,4}[.)])\Z")
_TABLE_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Gutter:
    """A strip right of `x` that the runs `first` to `last` (by height) leave free."""

    x: float
    first: int
    last: int
    weight: float


@dataclass(slots=True)
class ReadingOrder:
    """Puts one page after another into reading order, and knows the gutters of the pages before.

    A gutter that was found once is believed again where a last page or its notes have only few lines
    beside it.
    """

    gutters: set[float] = field(default_factory=set)
    columns: int = 0

    def lines(self, runs: Sequence[Line], rules: Sequence[Rule]) -> list[Line]:
        """Return a page's lines in reading order; the document's columns are numbered through."""
        lines: list[Line] = []
        for column in self._columns(sorted(runs, key=lambda run: (run.top, run.x0)), rules):
            lines += (replace(line, column=self.columns) for line in _rows(column))
            self.columns += 1
        return lines

    def _columns(self, runs: list[Line], rules: Sequence[Rule]) -> Iterator[list[Line]]:
        """Yield the runs of one column after another; `runs` are ordered by height."""
        gutter = self._best_gutter(runs, rules) if 2 <= len(runs) <= _MOST_RUNS else None
        if gutter is None:
            if runs:
                yield runs
            return
        band = runs[gutter.first : gutter.last]
        yield from self._columns(runs[: gutter.first], rules)
        yield from self._columns([run for run in band if run.x0 < gutter.x], rules)
        yield from self._columns([run for run in band if run.x0 >= gutter.x], rules)
        yield from self._columns(runs[gutter.last :], rules)

    def _best_gutter(self, runs: Sequence[Line], rules: Sequence[Rule]) -> _Gutter | None:
        """Return the gutter with most text beside it. The left edges of columns say where to look."""
        page = _Stretch(runs, rules, median(run.size for run in runs))
        found = [gutter for x in page.edges() for gutter in page.gutters(x - 0.25 * page.em, _LEAST_LINES)]
        known = [] if found else [each for x in sorted(self.gutters) for each in page.gutters(x, 1)]
        best = max(found or known, key=lambda gutter: gutter.weight, default=None)
        if found and best:
            self.gutters.add(best.x)
        return best


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Runs ordered by height, the rules between them and the usual size of their type, in points."""

    runs: Sequence[Line]
    rules: Sequence[Rule]
    em: float

    def edges(self) -> list[float]:
        """Return where several runs begin that leave room for a column on either side."""
        if len(self.runs) < 2 * _LEAST_LINES:
            return []
        left, right = min(run.x0 for run in self.runs), max(run.x1 for run in self.runs)
        edges = Counter(round(run.x0) for run in self.runs)
        least, most = left + 0.12 * (right - left), right - 8 * self.em
        return sorted(x for x, n in edges.items() if n >= 3 and least < x < most)

    def gutters(self, x: float, least: int) -> Iterator[_Gutter]:
        """Yield where the strip that ends at `x` is free, with at least so many lines on either side."""
        strip = x - max(0.45 * self.em, 4.0)  # marks of quotation may hang into it
        start = 0
        for i in range(len(self.runs) + 1):
            if i == len(self.runs) or (self.runs[i].x1 > strip and self.runs[i].x0 < x):
                gutter = _between_columns(self, x, (start, i), least)
                if gutter is not None:
                    yield gutter
                start = i + 1


def _between_columns(page: _Stretch, x: float, stretch: tuple[int, int], least: int) -> _Gutter | None:
    first, last = stretch
    runs, em = page.runs, page.em
    band = runs[first:last]
    left, right = [run for run in band if run.x0 < x], [run for run in band if run.x0 >= x]
    if min(len(left), len(right)) < least:
        return None
    while runs[first].x0 >= x and runs[first].bottom < left[0].top:
        first += 1  # what stands alone at the top right belongs above both columns
    low = max(left[0].top, right[0].top)
    high = min(left[-1].bottom, right[-1].bottom)
    if high - low < 0.4 * min(left[-1].bottom - left[0].top, right[-1].bottom - right[0].top):
        return None
    ruled = sum(low < rule.y < high and rule.x0 < x - 2 * em and rule.x1 > x + 2 * em for rule in page.rules)
    if ruled >= 2 or not (_is_running_text(left, em) and _is_running_text(right, em)):
        return None
    return _Gutter(x, first, last, min(sum(run.width for run in side) for side in (left, right)))


def _is_running_text(runs: Sequence[Line], em: float) -> bool:
    """Tell a column of text from labels, numbers and the cells of a table: its lines fill its width."""
    width = max(run.x1 for run in runs) - min(run.x0 for run in runs)
    return width >= 8 * em and median(run.width for run in runs) >= 0.55 * width


def _rows(runs: Sequence[Line]) -> Iterator[Line]:
    """Yield a column's lines; cells stay together only where several rows have them."""
    rows: list[list[Line]] = []
    for run in sorted(runs, key=lambda run: (run.bottom, run.x0)):
        if rows and abs(rows[-1][0].bottom - run.bottom) <= 0.35 * max(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    cells = [_cells(sorted(row, key=lambda run: run.x0)) for row in rows]
    tabular = [len(row) > 1 and max(c.size for c in row) < 1.2 * min(c.size for c in row) for row in cells]
    i = 0
    while i < len(cells):
        stop = next((j for j in range(i, len(cells)) if not tabular[j]), len(cells))
        if stop - i >= _TABLE_ROWS:
            yield from (joined(row, "\t") for row in cells[i:stop])
        else:
            stop = _end_of_pair(cells, i)
            yield from _left_then_right(cells[i:stop])
        i = stop


def _end_of_pair(rows: Sequence[Sequence[Line]], i: int) -> int:
    """Return where the rows end that, from row `i` on, stand in two groups side by side.

    A letterhead with the date on its right, or two signatures: each group is read by itself.
    """
    if len(rows[i]) != 2:
        return i + 1
    left, right = rows[i]
    end = i + 1
    for j, row in enumerate(rows[i + 1 :], i + 1):
        sides = [_is_right_of(right.x0, run) for run in row]
        if (
            sides not in ([False, True], [False], [True])
            or row[0].top - rows[j - 1][0].bottom > 4 * row[0].size
        ):
            break
        if sides != [True]:
            touches = row[0].top - left.bottom < 0.6 * left.size and abs(row[0].size - left.size) < 1.0
            left = row[0]
        if sides[-1] or (touches and end == j):
            end = j + 1
    return end


def _is_right_of(edge: float, run: Line) -> bool | None:
    """Tell on which side of an edge a run stands, None where it crosses it."""
    if run.x0 >= edge - 2 * run.size:
        return True
    return None if run.x1 > edge - run.size else False


def _left_then_right(rows: Sequence[Sequence[Line]]) -> Iterator[Line]:
    if len(rows) == 1:
        yield from rows[0]
        return
    edge = rows[0][-1].x0
    for side in (False, True):
        yield from (run for row in rows for run in row if bool(_is_right_of(edge, run)) is side)


def _cells(row: Sequence[Line]) -> list[Line]:
    """Join the runs of a row that are one cell: no tab between them, or only a list marker before it."""
    cells: list[list[Line]] = []
    for run in row:
        before = cells[-1][-1] if cells else None
        is_row = before is not None and max(before.cells, run.cells) > 1
        if before is not None and not is_row and run.x0 - before.x1 < _tab(before, run, len(cells[-1]) == 1):
            cells[-1].append(run)
        else:
            cells.append([run])
    return [replace(joined(cell, " "), cells=1) if len(cell) > 1 else cell[0] for cell in cells]


def _tab(before: Line, run: Line, is_first: bool) -> float:
    """Return from what gap in points two runs on a baseline are cells of their own."""
    if is_first and _BARE_MARKER.match(before.text):
        return 3 * _TAB * run.size
    smaller, larger = sorted((before.size, run.size))
    return (_TAB if larger < 1.3 * smaller else 1.0) * smaller
