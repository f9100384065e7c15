"""Footnotes: set apart from the running text, and joined over columns and pages, one block a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extractors.pdf.furniture import SortedPage
from extractors.pdf.glyphs import Rule
from extractors.pdf.lines import Line

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARK = re.compile(rf"([{_SUPERSCRIPTS}]{{1,3}}|\d{{1,3}}|\*{{1,3}}|[†‡]|[a-z])([./)]?)\s*(?=(.?))")
_ENDS = (".", "!", "?", ")", "]", "”", "»")
_NEAR = 5  # notes; columns may be set in another order than their notes
_DIGITS = str.maketrans(_SUPERSCRIPTS, "0123456789")


def without_footnotes(page: SortedPage, rules: Iterable[Rule], body_size: float) -> SortedPage:
    """Set apart the notes: small type below the running text that begins with a note's mark.

    Notes as large as the text are known by the short rule above them.
    """
    if not page.body:
        return page
    width, height = page.body[0].turn.upright_size
    ruled = [r for r in rules if r.y > 0.3 * height and 0.05 * width < r.x1 - r.x0 < 0.45 * width]
    ruled = [rule for rule in ruled if not any(_underlines(rule, line) for line in page.body)]
    low = [line for line in page.body if _is_low(line, ruled, body_size, height)]
    low = _unfollowed(low, page.body)
    starts = [line.top for line in low if _mark(line.text)]
    if not starts:
        return page
    notes = {id(line) for line in low if line.top >= min(starts) - 0.5 * line.size}
    return replace(
        page,
        body=[line for line in page.body if id(line) not in notes],
        notes=[line for line in page.body if id(line) in notes],
    )


def _underlines(rule: Rule, line: Line) -> bool:
    """Tell a rule that is drawn under a line's words."""
    is_within = line.x0 - 2.0 <= rule.x0 and rule.x1 <= line.x1 + 2.0
    return is_within and line.top < rule.y < line.bottom + 0.1 * line.size


def _is_low(line: Line, ruled: Iterable[Rule], body_size: float, height: float) -> bool:
    small = line.size < body_size - 0.6 and line.top > 0.35 * height
    if small or line.size > body_size or line.top <= 0.5 * height:
        return small
    beneath = (rule for rule in ruled if 0 <= line.top - rule.y < 0.5 * height)
    return any(line.x0 < rule.x1 and rule.x0 < line.x1 for rule in beneath)


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


def notes(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of each note; `lines` are those of all notes in reading order.

    A raised mark begins a note. One that stands level with the text does so where it is the next in
    its series, for a line may begin with any number.
    """
    groups: list[list[Line]] = []
    last = ""
    for line in lines:
        mark = _mark(line.text)
        has_ended = bool(groups) and groups[-1][-1].text.endswith(_ENDS)
        if groups and not (mark and (line.text[0] in _SUPERSCRIPTS or _follows(last, mark, has_ended))):
            groups[-1].append(line)
        else:
            groups.append([line])
            last = mark or last
    return groups


def _mark(text: str) -> str | None:
    """Return the mark that a line begins with, digits level with the text; None where there is none."""
    found = _MARK.match(text)
    if found is None:
        return None
    mark, sign, following = found.groups()
    if mark.isalpha() and not sign and not (found.end() > 1 and following.isupper()):
        return None  # an article, or the first letter of a word
    return mark.translate(_DIGITS) if following.isalpha() or following in '“"(«' else None


def _follows(last: str, mark: str, has_ended: bool) -> bool:
    """Tell whether a mark is the next after another; after a note that ended, also a near one."""
    if mark.isdigit():
        count = int(mark) - int(last) if last.isdigit() else 1
        return count == 1 or (has_ended and (abs(count) <= _NEAR or mark == "1"))
    return not mark.isalpha() or mark == "a" or (last.isalpha() and ord(mark) == ord(last) + 1)
