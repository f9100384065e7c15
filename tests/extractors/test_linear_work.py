"""Text made to be dear costs in step with its length: calls are counted, as seconds are no test.

Calls do not show what a pattern does inside; how the time grows is told by `python -m benchmarks.hostile`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from benchmarks.hostile import GROWTH, PIECES, document
from extractors.extract import extract

_LENGTH = 2500  # characters of the smaller text
_BEARABLE = 1.5 * GROWTH  # between linear and quadratic growth, far nearer to the first


def _calls(function: Callable[[], object]) -> int:
    """Return how many functions, of Python and of C, a call of `function` calls."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


def _growth(work: Callable[[int], object]) -> float:
    """Return how the work grows with a length four times as great."""
    work(_LENGTH)  # what is loaded once a process is no part of it
    return _calls(lambda: work(GROWTH * _LENGTH)) / _calls(lambda: work(_LENGTH))


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_work_grows_with_the_length(piece: str) -> None:
    documents = {length: document(piece, length) for length in (_LENGTH, GROWTH * _LENGTH)}
    assert _growth(lambda length: extract(documents[length])) < _BEARABLE


def test_quadratic_work_is_noticed() -> None:
    assert _growth(lambda length: [abs(0) for _ in range((length // 100) ** 2)]) > _BEARABLE
