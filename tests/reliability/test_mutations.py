"""A hundred damaged samples; `python -m tests.reliability.mutations` reads ten thousand."""

from __future__ import annotations

from pathlib import Path

from extractors.reader import Reader
from tests.reliability.mutations import LIMITS, Fuzzer, damaged, seeds


def test_damaged_samples_are_loaded_or_refused(tmp_path: Path) -> None:
    with Reader(LIMITS) as reader:
        ends = {seed: end for seed, end, _ in Fuzzer(reader, tmp_path).play(range(100))}
    assert {seed: end for seed, end in ends.items() if end == "internal" or end.startswith("wrong")} == {}
    assert len(set(ends.values())) > 3 and len(ends) == 100


def test_a_seed_always_makes_the_same_damage() -> None:
    originals = list(seeds().values())
    assert damaged(originals, 7) == damaged(originals, 7) != damaged(originals, 8)
