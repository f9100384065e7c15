"""Whether a text layer is text: fonts without a true character map turn letters into noise.

Each measure is a share of the document, so that a few odd formulas or symbols do no harm, and each
is about characters of one kind, so that no script is noise merely for not being Latin.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from extractors.errors import ReadError, Reason

_SAMPLE = 200_000  # characters
_LEAST = 100  # characters; less cannot be judged
_UNMAPPED = re.compile(r"\(cid:\d+\)")
_WORD = re.compile(r"\w\S*\w")
_SPOILT_WORD = re.compile(
    r"[A-Za-zÀ-ӿ][^\w\s.,:;!?'’\-‐–—/@&()\[\]«»“”\"·]+[A-Za-zÀ-ӿ]"  # a sign within a word
    r"|[a-zа-яё]\d+[A-Za-zА-яё]|[А-яЁё]\d+[а-яё]"  # a number within
    r"|[A-Za-z][А-яЁё]|[А-яЁё][A-Za-z]"  # two alphabets
    r"|[a-zа-яё][A-ZА-ЯЁ]"  # a capital within, as where letters were recognised in the wrong alphabet
)
_VOWEL = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüœ]", re.I)
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_ACCENTED = re.compile(r"[À-ÿ]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_CYRILLIC_VOWEL = re.compile(r"[аеёиоуыэюяіїєґАЕЁИОУЫЭЮЯІЇЄ]")


def check_legible(texts: Iterable[str]) -> None:
    """Raise ReadError (garbled) where the lines of a document are not readable text."""
    text = "\n".join(texts)
    if len(text) < _LEAST:
        return
    fault = _fault(text[:_SAMPLE])
    if fault:
        raise ReadError(Reason.GARBLED, f"Its text layer is not readable: {fault}.")


def _fault(text: str) -> str | None:
    unmapped = sum(map(len, _UNMAPPED.findall(text)))
    if unmapped > 0.3 * len(text):
        return "its fonts do not say which letters they draw"
    bare = _UNMAPPED.sub("", text)
    inked = [c for c in bare if not c.isspace()]
    unknown = sum(unicodedata.category(c) in ("Co", "Cn", "Cc", "Cs") or c == "\ufffd" for c in inked)
    if unknown > 0.1 * len(inked):
        return f"{unknown / len(inked):.0%} of its characters are unknown"
    words = _WORD.findall(bare)
    spoilt = sum(_SPOILT_WORD.search(word) is not None for word in words)
    if len(words) >= 15 and spoilt > 0.12 * len(words):
        return f"{spoilt / len(words):.0%} of its words are mixed with signs or alphabets"
    return _unpronounceable(bare)


def _unpronounceable(text: str) -> str | None:
    """Tell letters that make no syllables, as shifted or misread alphabets do."""
    latin, cyrillic = len(_LATIN.findall(text)), len(_CYRILLIC.findall(text))
    if latin > max(200, cyrillic):
        accented = len(_ACCENTED.findall(text))
        if accented > 0.4 * latin:
            return "its letters are those of another code page"
        share = len(_VOWEL.findall(text)) / latin
    elif cyrillic > 200:
        share = len(_CYRILLIC_VOWEL.findall(text)) / cyrillic
    else:
        return None
    return f"{share:.0%} of its letters are vowels" if not 0.2 <= share <= 0.65 else None
