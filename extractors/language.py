"""The language that a text is written in, as an ISO 639-1 code."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from extractors.lexicon import Entry, load

MINIMUM_LETTERS = 40
"""Fewer letters than this do not tell a language from its neighbours."""

EXTRACTED = frozenset({"en"})
"""Languages whose events and commitments are extracted; texts in others are loaded and marked."""


class Orthography(Entry, frozen=True, kw_only=True):
    """An alphabet that the detector does not know: letters that a text in it has, and has not.

    `needs` holds strings of letters of which each must give at least one; `lacks` is such a string.
    """

    language: str
    needs: tuple[str, ...]
    lacks: str


_SAMPLE = 1200  # characters of each sample
_SAMPLES = 3  # a translation may open with a masthead in another language, so look further in too
_CONFIDENCE = 0.3
_NOT_WORDS = re.compile(r"https?://\S{1,300}|[\w.+-]{1,64}@[\w.-]{1,64}|[\d_]+")
_WORD_CHARACTERS = re.compile(r"[\u3400-\u9fff]")
_FEW_WORDS = 8
"""Least words without a capital in a line of running text."""
_LETTERS_OF_WORD = 4
_SHARE = 0.012
_COMMON_IN_ENGLISH = ("the", "of", "and")
_SHARE_IN_ENGLISH = 0.125  # of an English text's words; a text half in English stays below
_ENOUGH_WORDS = 40
_STANDARD = {"yue": "zh", "wuu": "zh", "uzs": "uz", "ary": "ar", "arz": "ar", "nn": "no"}


def detect_language(text: str) -> str | None:
    """Return the language of the text; None where it is too short or too mixed to tell."""
    sample = _sample_of(text)
    if _is_plainly_english(sample):
        return "en"
    sample = _NOT_WORDS.sub(" ", sample)
    return _language_of(_running(sample)) or _language_of(sample)


def _language_of(sample: str) -> str | None:
    if _letters(sample) < MINIMUM_LETTERS:
        return None
    by_letters = _by_letters(sample)
    if by_letters:
        return by_letters
    label, confidence = _identifier().classify(sample)
    code: str = _STANDARD.get(label, label)
    return code if confidence >= _CONFIDENCE and len(code) == 2 else None


def _is_plainly_english(sample: str) -> bool:
    """Tell English by its commonest words alone, which costs a hundredth of the detector's work."""
    words = sample.lower().split()
    common = sum(words.count(word) for word in _COMMON_IN_ENGLISH)
    return len(words) >= _ENOUGH_WORDS and common >= _SHARE_IN_ENGLISH * len(words)


def _running(sample: str) -> str:
    """Return the lines of running text: a list of names is of no language and hides the others'."""
    return "\n".join(line for line in sample.splitlines() if _plain_words(line) >= _FEW_WORDS)


def _plain_words(line: str) -> int:
    """Count the words that no capital makes a name; two characters of Chinese count as one."""
    chinese = _WORD_CHARACTERS.findall(line)
    plain = sum(word[0].isalpha() and not word[0].isupper() for word in line.split())
    return max(plain, len(chinese) // 2)


def _letters(sample: str) -> int:
    """Count letters; a Chinese character, which is a word, counts as several."""
    letters = sum(character.isalpha() for character in sample)
    return letters + (_LETTERS_OF_WORD - 1) * len(_WORD_CHARACTERS.findall(sample))


def _by_letters(sample: str) -> str | None:
    counts = Counter(sample.casefold())
    enough = max(1, _SHARE * len(sample))  # a foreign name in a text does not make its language
    for alphabet in load("orthographies", Orthography):
        has_all = all(sum(counts[letter] for letter in group) >= enough for group in alphabet.needs)
        if has_all and not any(counts[letter] for letter in alphabet.lacks):
            language: str = alphabet.language
            return language
    return None


def _sample_of(text: str) -> str:
    """Return some stretches of the text, evenly apart, so that a long text costs no more."""
    if len(text) <= _SAMPLE * _SAMPLES:
        return text
    step = (len(text) - _SAMPLE) // (_SAMPLES - 1)
    return "\n".join(text[i * step : i * step + _SAMPLE] for i in range(_SAMPLES))


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
