"""What documents and clauses are compared by: their words, and MinHash sketches of runs of words.

Two sketches agree in about as many places as the runs of words that their texts have in common
(Broder 1997), so like texts are found without comparing all with all; an alignment of the words then
confirms each pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from zlib import crc32

import numpy as np
from datasketch import LeanMinHash, MinHash, MinHashLSH
from rapidfuzz.distance import LCSseq

from extractors.identity import record_id

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


def sketch_of(words: Sequence[str], places: int = PLACES) -> tuple[int, ...]:
    """Return the MinHash sketch of a text's runs of three words; a shorter text is one run."""
    runs = {" ".join(words[i : i + _RUN]).encode() for i in range(max(1, len(words) - _RUN + 1))}
    made = _empty(places).copy()
    made.update_batch(sorted(runs))
    return tuple(int(value) for value in made.hashvalues)


def figures_of(text: str) -> tuple[int, ...]:
    """Return the sketch of a text's runs of three numbers; an empty one where it has few."""
    numbers = numbers_of(text)
    return sketch_of(numbers) if len(numbers) >= FEWEST_NUMBERS else ()


def sketches_of(text: str) -> tuple[str, list[int], list[int]]:
    """Return the id of a text's words, their sketch and that of its figures, as they are stored."""
    return words_id(text), list(sketch_of(words_of(text))), list(figures_of(text))


def pairs_alike(sketches: Sequence[Sequence[int]], least: float) -> Iterator[tuple[int, int, float]]:
    """Yield the positions, the lower first, and the estimated similarity of sketches alike by `least`.

    All sketches have the same length. Some pairs barely alike may be missed.
    """
    if not sketches:
        return
    index = MinHashLSH(threshold=least, num_perm=len(sketches[0]))
    made = [
        LeanMinHash(seed=_SEED, hashvalues=np.array(sketch, dtype=np.uint32), scheme=_SCHEME)
        for sketch in sketches
    ]
    for position, one in enumerate(made):
        for other in sorted(index.query(one)):
            similarity = float(one.jaccard(made[other]))
            if similarity >= least:
                yield other, position, similarity
        index.insert(position, one)


@cache
def _empty(places: int) -> MinHash:
    """Return the sketch of nothing, whose permutations are dear to make."""
    return MinHash(num_perm=places, seed=_SEED, hashfunc=crc32, scheme=_SCHEME)


def aligned_share(one: Sequence[str], other: Sequence[str], least: float) -> float:
    """Return the share of words that stand in both in the same order; 0 where it is below `least`.

    The share is of the longer text's words.
    """
    return float(LCSseq.normalized_similarity(one[:_ALIGNED], other[:_ALIGNED], score_cutoff=least))
