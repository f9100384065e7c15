"""What documents and clauses are compared by: their words, and MinHash sketches of runs of words.

Two sketches agree in about as many places as the runs of words that their texts have in common
(Broder 1997), so like texts are found without comparing all with all; an alignment of the words then
confirms each pair.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import TypeAlias
from zlib import crc32

import numpy as np
from datasketch import MinHash, MinHashLSH
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from extractors.identity import record_id

Sketches: TypeAlias = NDArray[np.uint32]
"""Sketches of one length, one a row."""

PLACES = 128
"""Length of a sketch; the estimated share is right to some nine hundredths."""

_SEED, _SCHEME = 1, "affine32"  # of the stored sketches: only those of one scheme can be compared
_RUN = 3  # words
_ALIGNED = 20_000  # words at the beginning of a text that an alignment looks at, which bounds its cost
FEWEST_NUMBERS = 12
"""Numbers of the shortest text that is compared by them."""

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"(?<!\d)\d{1,9}(?!\d)")


def words_id(text: str) -> str:
    """Return the id of a text's words in their order: letter case and white space do not count."""
    return record_id("wrk", " ".join(text.casefold().split()))


def numbers_of(text: str) -> list[str]:
    """Return a text's numbers in their order, whatever its digits: they are the same in a translation."""
    return [str(int(number)) for number in _NUMBER.findall(text)]


def words_of(text: str) -> list[str]:
    """Return the words that are compared: without case, punctuation and hyphens at line ends."""
    return _WORD.findall(text.casefold().replace("-\n", "").replace("\u00ad", ""))


def digests_of(words: Iterable[str]) -> array[int]:
    """Return words as numbers, which take little memory and are aligned as they are."""
    return array("I", [crc32(word.encode()) for word in words])


def sketch_of(words: Sequence[str], places: int = PLACES) -> tuple[int, ...]:
    """Return the MinHash sketch of a text's runs of three words; a shorter text is one run."""
    runs = {" ".join(words[i : i + _RUN]).encode() for i in range(max(1, len(words) - _RUN + 1))}
    made = _empty(places).copy()
    made.update_batch(runs)
    return tuple(made.hashvalues.tolist())


def figures_of(text: str) -> tuple[int, ...]:
    """Return the sketch of a text's runs of three numbers; an empty one where it has few."""
    numbers = numbers_of(text)
    return sketch_of(numbers) if len(numbers) >= FEWEST_NUMBERS else ()


def sketches_of(text: str) -> tuple[str, list[int], list[int]]:
    """Return the id of a text's words, their sketch and that of its figures, as they are stored."""
    return words_id(text), list(sketch_of(words_of(text))), list(figures_of(text))


def pairs_alike(
    sketches: Sketches, least: float, asked: NDArray[np.bool_] | None = None
) -> list[tuple[int, int, float]]:
    """Return the rows, the lower first, and the estimated similarity of sketches alike by `least`, sorted.

    Some pairs barely alike may be missed. With `asked` only pairs are returned of which it marks a row.
    """
    rows, places = sketches.shape
    bands, width = banding(least, places) if rows else (0, 0)
    marked = np.ones(rows, dtype=bool) if asked is None else asked
    found = {
        pair
        for band in range(bands)
        for pair in _pairs_of_equals(sketches[:, band * width : (band + 1) * width], marked)
    }
    if not found:
        return []
    pairs = np.array(sorted(found))
    shares = (sketches[pairs[:, 0]] == sketches[pairs[:, 1]]).mean(axis=1)
    alike = zip(pairs.tolist(), shares.tolist(), strict=True)
    return [(first, second, share) for (first, second), share in alike if share >= least]


def _pairs_of_equals(parts: Sketches, marked: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of rows, one of them marked, that are equal; by chance also one that is not."""
    odd = np.array([2 * crc32(bytes([place])) + 1 for place in range(parts.shape[1])], dtype=np.uint64)
    digests = (parts.astype(np.uint64) * odd).sum(axis=1, dtype=np.uint64)
    near = np.flatnonzero(np.isin(digests, digests[marked]))
    order = near[np.argsort(digests[near], kind="stable")]
    ends = np.flatnonzero(np.diff(digests[order])) + 1
    for rows in np.split(order, ends):
        if len(rows) > 1:
            pairs = combinations(rows.tolist(), 2)
            yield from (pair for pair in pairs if marked[pair[0]] or marked[pair[1]])


def bands_of(sketch: Sequence[int], least: float) -> list[int]:
    """Return digests of parts of a sketch: two sketches alike by `least` share one, but for few.

    All sketches that are held against each other have the same length.
    """
    bands, width = banding(least, len(sketch))
    places = np.array(sketch, dtype=np.uint32)
    return [crc32(places[band * width : (band + 1) * width].tobytes(), band) for band in range(bands)]


@cache
def banding(least: float, places: int) -> tuple[int, int]:
    """Return in how many bands, and of how many places each, sketches are cut to find those alike."""
    index = MinHashLSH(threshold=least, num_perm=places)
    return index.b, index.r


@cache
def _empty(places: int) -> MinHash:
    """Return the sketch of nothing, whose permutations are dear to make."""
    return MinHash(num_perm=places, seed=_SEED, hashfunc=crc32, scheme=_SCHEME)


def aligned_share(one: Sequence[Hashable], other: Sequence[Hashable], least: float) -> float:
    """Return the share of words that stand in both in the same order; 0 where it is below `least`.

    The share is of the longer text's words.
    """
    return float(LCSseq.normalized_similarity(one[:_ALIGNED], other[:_ALIGNED], score_cutoff=least))
