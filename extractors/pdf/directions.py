"""Text that runs right to left, alone or among other text: from the order on the page to that of reading."""

from __future__ import annotations

import re
from collections.abc import Sequence

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile(r"[0-9A-Za-zÀ-\u024f\u0370-\u052f%\u0660-\u0669\u06f0-\u06f9]")
_LETTER = re.compile(r"[A-Za-zÀ-\u024f\u0370-\u052f]")
_MIRRORED = str.maketrans("()[]«»<>", ")(][»«><")
_MOSTLY = 0.4  # of the letters, from which the line as a whole runs right to left


def is_right_to_left(text: str) -> bool:
    """Tell whether some of a text is Arabic or Hebrew."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def logical(pieces: Sequence[str]) -> str:
    """Return a line in reading order, given what stands on it from left to right: letters and spaces."""
    kinds = [is_right_to_left(piece) for piece in pieces]
    others = sum(_LETTER.match(piece) is not None for piece in pieces)
    if sum(kinds) > _MOSTLY * (sum(kinds) + others):
        return "".join(_reversed(pieces)).strip()
    words: list[str] = []
    start = 0
    while True in kinds[start:]:
        first = kinds.index(True, start)
        end = next((i for i in range(first, len(pieces)) if _LETTER.search(pieces[i])), len(pieces))
        end = max(i for i in range(first, end) if kinds[i]) + 1
        words += pieces[start:first]
        words += _reversed(pieces[first:end])
        start = end
    return "".join((*words, *pieces[start:])).strip()


def _reversed(pieces: Sequence[str]) -> list[str]:
    """Reverse what stands from left to right, save numbers and words that run that way.

    A space joins two such words, but not two numbers; a point or a dash joins both.
    """
    found: list[str] = []
    run: list[str] = []
    between: list[str] = []
    for piece in reversed(pieces):
        if _LEFT_TO_RIGHT.match(piece):
            words = _LETTER.search(piece) or any(map(_LETTER.search, run))
            if between and not (words or not any(map(str.isspace, between))):
                found += _flushed(run, between)
                run, between = [], []
            run += [*between, piece]
            between = []
        elif run and not is_right_to_left(piece):
            between.append(piece)
        else:
            found += _flushed(run, between)
            run, between = [], []
            found.append(piece.translate(_MIRRORED))
    return found + _flushed(run, between)


def _flushed(run: Sequence[str], between: Sequence[str]) -> list[str]:
    return [*reversed(run), *(piece.translate(_MIRRORED) for piece in between)]
