"""The language that a text is written in, as an ISO 639-1 code."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

MINIMUM_LETTERS = 40
"""Fewer letters than this do not tell a language from its neighbours."""

_SAMPLE = 1200  # characters of each sample
_SAMPLES = 3  # a translation may open with a masthead in another language, so look further in too
_CONFIDENCE = 0.3
_NOT_WORDS = re.compile(r"https?://\S{1,300}|[\w.+-]{1,64}@[\w.-]{1,64}|[\d_]+")
_STANDARD = {"yue": "zh", "wuu": "zh", "uzs": "uz", "ary": "ar", "arz": "ar", "nn": "no"}


def detect_language(text: str) -> str | None:
    """Return the language of the text; None where it is too short or too mixed to tell."""
    sample = _NOT_WORDS.sub(" ", _sample_of(text))
    if sum(character.isalpha() for character in sample) < MINIMUM_LETTERS:
        return None
    label, confidence = _identifier().classify(sample)
    code = _STANDARD.get(label, label)
    return code if confidence >= _CONFIDENCE and len(code) == 2 else None


def _sample_of(text: str) -> str:
    """Return some stretches of the text, evenly apart, so that a long text costs no more."""
    if len(text) <= _SAMPLE * _SAMPLES:
        return text
    step = (len(text) - _SAMPLE) // (_SAMPLES - 1)
    return "\n".join(text[i * step : i * step + _SAMPLE] for i in range(_SAMPLES))


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
