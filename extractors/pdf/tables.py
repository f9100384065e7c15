"""Tables whose cells are drawn: the runs of text within them, row by row, by pdfplumber's table finder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells
from pdfplumber.utils import snap_objects

from extractors.pdf.lines import Line

Edge = tuple[float, float, float, float]
_Cell = tuple[float, float, float, float]

_MOST_EDGES = 1_500  # a page with more is a drawing
_NEAR = 3.0  # points within which edges meet
_LEAST_COLUMNS = _LEAST_ROWS = 2


def with_tables(runs: Sequence[Line], edges: Sequence[Edge]) -> list[Line]:
    """Return a page's runs, those in a drawn table joined to one line a row, tabs between its cells."""
    if len(edges) < 2 * _LEAST_ROWS or len(edges) > _MOST_EDGES:
        return list(runs)
    left = list(runs)
    rows: list[Line] = []
    for cells in _tables(edges):
        inside = {id(run): cell for run in left if (cell := _cell_of(run, cells)) is not None}
        if len({cell[0] for cell in inside.values()}) < _LEAST_COLUMNS:
            continue
        if len({cell[1] for cell in inside.values()}) < _LEAST_ROWS:
            continue
        rows += _rows([run for run in left if id(run) in inside], inside)
        left = [run for run in left if id(run) not in inside]
    return left + rows


def _tables(edges: Sequence[Edge]) -> Iterator[list[_Cell]]:
    level = [_edge(edge, "h") for edge in edges if edge[2] - edge[0] > edge[3] - edge[1]]
    upright = [_edge(edge, "v") for edge in edges if edge[2] - edge[0] <= edge[3] - edge[1]]
    snapped = [*snap_objects(level, "top", _NEAR), *snap_objects(upright, "x0", _NEAR)]
    crossings = edges_to_intersections(snapped, _NEAR, _NEAR)
    yield from cells_to_tables(intersections_to_cells(crossings))


def _edge(edge: Edge, orientation: str) -> dict[str, Any]:
    x0, top, x1, bottom = edge
    if orientation == "h":
        top = bottom = (top + bottom) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    return {"x0": x0, "top": top, "x1": x1, "bottom": bottom, "orientation": orientation}


def _cell_of(run: Line, cells: Sequence[_Cell]) -> _Cell | None:
    x, y = (run.x0 + run.x1) / 2, (run.top + run.bottom) / 2
    return next((cell for cell in cells if cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]), None)


def _rows(runs: Sequence[Line], inside: dict[int, _Cell]) -> Iterator[Line]:
    """Yield a line for each row; within a cell the runs are read from the top, then from the left."""
    for top in sorted({cell[1] for cell in inside.values()}):
        row = [run for run in runs if inside[id(run)][1] == top]
        texts: dict[float, list[str]] = {}
        for run in sorted(row, key=lambda run: (inside[id(run)][0], round(run.bottom), run.x0)):
            texts.setdefault(inside[id(run)][0], []).append(run.text)
        yield replace(
            max(row, key=lambda run: len(run.text)),
            text="\t".join(" ".join(text) for text in texts.values()),
            x0=min(run.x0 for run in row),
            top=min(run.top for run in row),
            x1=max(run.x1 for run in row),
            bottom=max(run.bottom for run in row),
            cells=max(2, len(texts)),
        )
