"""Which earlier wordings a clause is held against: the latest with which its sketch shares a band.

A band of popular words ("requests the Secretary-General to report …") is shared by thousands of
wordings. Of each band the latest few are looked at, so that the work grows with the clauses and not
with their square; what is nearest to a clause shares rarer bands with it besides.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

MOST_OF_BAND = 32
"""Wordings of a band that a clause looks back at."""

AT_ONCE = 20_000
"""Clauses that are looked at in one go, which bounds the memory."""

Days: TypeAlias = NDArray[np.datetime64]
Numbers: TypeAlias = NDArray[np.uint64]
_LOWER = np.uint64(0xFFFFFFFF)
_UPPER = np.uint64(32)


class Clauses(NamedTuple):
    """Days, and a row of bands for each: of clauses their own, of wordings that of the first clause."""

    days: Days
    bands: NDArray[np.uint32]


class Wordings:
    """Wordings, numbered from the first that was used to the last, by their bands."""

    def __init__(self, wordings: Clauses) -> None:
        """Take wordings in the order of their first days."""
        self._first_days, bands = wordings
        numbers = np.repeat(np.arange(len(bands), dtype=np.uint64), bands.shape[1])
        self._entries = np.sort(_keys(bands.ravel(), numbers))

    def before(self, clauses: Clauses) -> Iterator[tuple[Numbers, Numbers]]:
        """Yield places of clauses, in order, and the numbers of wordings looked at; once for each band."""
        limits = np.searchsorted(self._first_days, clauses.days).astype(np.uint64)
        for first in range(0, len(limits), AT_ONCE):
            chosen = slice(first, first + AT_ONCE)
            rows, numbers = self._windows(clauses.bands[chosen], limits[chosen])
            yield rows + np.uint64(first), numbers

    def nearest(self, clauses: Clauses, most: int) -> Iterator[tuple[int, int]]:
        """Yield pairs of a clause's place and a wording's number: most bands in common, then the latest."""
        for rows, numbers in self.before(clauses):
            pairs, shared = np.unique(_keys(rows, numbers), return_counts=True)
            order = np.lexsort((-(pairs & _LOWER).astype(np.int64), -shared, pairs >> _UPPER))
            ordered = pairs[order]
            _, starts, counts = np.unique(ordered >> _UPPER, return_index=True, return_counts=True)
            rank = np.arange(len(ordered)) - np.repeat(starts, counts)
            kept = ordered[rank < most]
            yield from zip((kept >> _UPPER).tolist(), (kept & _LOWER).tolist(), strict=True)

    def _windows(self, bands: NDArray[np.uint32], limits: Numbers) -> tuple[Numbers, Numbers]:
        asked, limits = bands.ravel(), np.repeat(limits, bands.shape[1])
        ends = np.searchsorted(self._entries, _keys(asked, limits))
        starts = np.searchsorted(self._entries, _keys(asked, np.zeros_like(limits)))
        starts = np.maximum(starts, ends - MOST_OF_BAND)
        counts = ends - starts
        places = np.arange(counts.sum()) + np.repeat(starts - np.cumsum(counts) + counts, counts)
        rows = np.repeat(np.arange(len(bands), dtype=np.uint64), bands.shape[1])
        return np.repeat(rows, counts), self._entries[places] & _LOWER


def _keys(upper: NDArray[np.unsignedinteger], lower: Numbers) -> Numbers:
    return upper.astype(np.uint64) << _UPPER | lower
