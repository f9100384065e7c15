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
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from extractors.identity import record_id

Sketches: TypeAlias = NDArray[np.uint32]
"""Sketches of one length, one a row."""

PLACES = 128
"""Length of a sketch; the estimated share is right to some nine hundredths."""

_SEED = 1  # of the stored sketches: only those of one seed can be compared
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
    digests = _mixed(np.array([crc32(run) for run in runs], dtype=np.uint32))
    factors, summands = _permutations(places)
    return tuple((digests[:, None] * factors + summands).min(axis=0).tolist())


def _mixed(digests: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return digests of which every bit depends on all: the last step of MurmurHash3, one to one."""
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        digests = (digests ^ (digests >> np.uint32(shift))) * np.uint32(factor)
    return digests ^ (digests >> np.uint32(16))


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
    """Return in how many bands, and of how many places each, sketches are cut to find those alike.

    Of all that fit, the ones that err least: texts of a similarity s share a band with a probability of
    1 - (1 - s^width)^bands, which is too much below `least`, and falls short above it.
    """
    cuts = [(bands, width) for bands in range(1, places + 1) for width in range(1, places // bands + 1)]
    return min(cuts, key=lambda cut: _error(least, *cut))


def _error(least: float, bands: int, width: int) -> float:
    """Return the integrals of both errors; with so many nodes they are exact to the last digits."""
    nodes, weights = _nodes(bands * width // 2 + 1)
    apart = (1 - (least * nodes) ** width) ** bands
    missed = (1 - (least + (1 - least) * nodes) ** width) ** bands
    return float(least * (weights @ (1 - apart)) + (1 - least) * (weights @ missed))


@cache
def _nodes(count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the nodes and weights of Gauss and Legendre from 0 to 1."""
    nodes, weights = np.polynomial.legendre.leggauss(count)
    return (nodes + 1) / 2, weights / 2


@cache
def _permutations(places: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return an odd factor and a summand for each place: modulo 2^32 they put all numbers in an order."""
    random = np.random.RandomState(_SEED)
    factors = random.randint(0, 1 << 31, places, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, random.randint(0, 1 << 32, places, dtype=np.uint32)


def aligned_share(one: Sequence[Hashable], other: Sequence[Hashable], least: float) -> float:
    """Return the share of words that stand in both in the same order; 0 where it is below `least`.

    The share is of the longer text's words.
    """
    return float(LCSseq.normalized_similarity(one[:_ALIGNED], other[:_ALIGNED], score_cutoff=least))
