"""Names that are one letter off: "Kazakstan" for a state, two spellings of one person.

A misspelt name must be long, begin and end as the right one does, and be near one known name only. A
known name is never taken for another: "Gambia" is not "Zambia", nor is "Nigerian" "Nigeria".
"""

from __future__ import annotations

from collections.abc import Mapping

_LONG = 8  # letters; shorter names lie too near to each other and to other words
_LONG_IN_PERSON = 6  # letters of the word that differs, the rest of the name being the same


class Misspellings:
    """Finds the one known name that a word was meant to be."""

    def __init__(self, known: Mapping[str, str]) -> None:
        """Take the known names, and for each the key of the one who bears it."""
        self._keys = known
        self._words = {word for name in known for word in name.split()}
        self._by_initial: dict[str, list[str]] = {}
        for name in sorted(known):
            if name.isalpha() and len(name) >= _LONG and name.istitle():
                self._by_initial.setdefault(name[0], []).append(name)

    def meant_by(self, word: str) -> str | None:
        """Return the name that `word` is one letter off, None where there is none, or names of two."""
        written = word.capitalize() if word.isupper() else word
        if len(written) < _LONG or not written[0].isupper() or written in self._words:
            return None
        near = [name for name in self._by_initial.get(written[0], ()) if is_one_letter_off(written, name)]
        return near[0] if len({self._keys[name] for name in near}) == 1 else None


def is_one_letter_off(one: str, other: str) -> bool:
    """Tell whether a letter was left out, put in, changed or swapped with the next, inside the word.

    The last two stay: with others there, "Emiratis" and "Nigerian" are words of their own.
    """
    if one == other or one[0] != other[0] or one[-2:] != other[-2:]:
        return False
    first = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if first is None:
        return False
    left, right = one[first:], other[first:]
    is_swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return is_swapped or left[1:] == right[1:] or left == right[1:] or left[1:] == right


def one_spelling(counts: Mapping[str, int]) -> dict[str, str]:
    """Map each name of a person that occurs once to the one other name that is one letter off.

    `counts` says how often each full name occurs, in order of first mention. Names that both occur more
    than once are two persons'.
    """
    by_shape: dict[tuple[int, str], list[str]] = {}
    for name in counts:
        by_shape.setdefault((len(name.split()), name[0]), []).append(name)
    meant: dict[str, str] = {}
    for names in by_shape.values():
        for rare in reversed(names):
            near = [name for name in names if _is_same_person(rare, name) and name not in meant]
            if counts[rare] == 1 and len(near) == 1:
                meant[rare] = near[0]
    return meant


def _is_same_person(one: str, other: str) -> bool:
    differing = [pair for pair in zip(one.split(), other.split(), strict=True) if pair[0] != pair[1]]
    if len(differing) != 1 or len(one.split()) < 2:
        return False
    return min(map(len, differing[0])) >= _LONG_IN_PERSON and is_one_letter_off(*differing[0])
