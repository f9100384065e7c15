"""Where on its pages a stretch of a document's text stands."""

from __future__ import annotations

from bisect import bisect_right

from extractors.model import Box, ParsedDocument


def locate(parsed: ParsedDocument, start: int, end: int) -> tuple[tuple[int, Box], ...]:
    """Return page number and rectangle of each line that holds some of `[start, end)`, in text order.

    The rectangles are those of whole lines. A text file has none, and neither has the space between
    two blocks. Raises ValueError where the stretch is empty or reaches beyond the text.
    """
    if not 0 <= start < end <= len(parsed.text):
        raise ValueError(f"not a stretch of the text: [{start}, {end})")
    lines = parsed.lines
    first = max(0, bisect_right(lines, start, key=lambda line: line.start) - 1)
    found = []
    for line in lines[first:]:
        if line.start >= end:
            break
        if line.end > start:
            found.append((line.page_number, Box(line.x0, line.top, line.x1, line.bottom)))
    return tuple(found)
