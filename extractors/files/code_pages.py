"""Which 8-bit or double-byte encoding a text is in: the one in which it reads as some language's words.

Any bytes mean something in almost any code page. So an encoding counts only where the text keeps to
the letters of a language that was written in it and reads like words: one alphabet to a word, no
capital after a small letter, the frequent letters frequent. Where it reads in two encodings and says
different things, its language decides; where that does not either, a detector of byte statistics is
asked, which knows more encodings and always has an answer: that counts only where the words bear it out.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import chardet

from extractors.language import detect_language
from extractors.lexicon import Entry, load

SAMPLE_BYTES = 100_000

_TYPOGRAPHY = frozenset("“”„‘’‚«»‹›–—…•·§№°\xa0\xad€£¥´™®©½¼¾²³±×¿¡\u200c\u200d\u200e\u200f،؛؟")
_CJK_SIGNS = re.compile(
    r"[\u3000-\u303f\uff01-\uff65\u2010-\u2027\xb7\xd7\u2160-\u217f\u2460-\u24ff\u25a0-\u25ff]"
)
_TWO_SCRIPTS = re.compile(r"[A-Za-zÀ-ɏ][Ͱ-ۿ]|[Ͱ-ۿ][A-Za-zÀ-ɏ]")
_STRAY_SIGN = re.compile(
    r"[^\W\d_](?:[“”„‚«‹•№€™®©½¼¾²³±×¿¡§](?=[^\W\d_])|[½¼¾±×¿¡§])|[½¼¾²³±×§€](?=[^\W\d_])"
)
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_TOLERANCE = 0.005  # of the characters beyond ASCII: slips, and names from elsewhere
_DENSE = 0.02  # of the letters beyond a to z, from which a text is not English with some names in it
_LEAST = 4  # different letters of another script that a text must have to be in it
_FEW = 12  # letters whose frequencies tell nothing yet
_WESTERN = "cp1252"
_USUAL = frozenset((_WESTERN, "cp1251", "gb18030", "big5", "cp932", "euc-jp", "cp949"))
_MARGIN = 0.1  # by which the better of two readings must be better


class Alphabet(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The letters of a language, and the encodings that its texts were saved in."""

    language: str
    encodings: tuple[str, ...]
    letters: str
    frequent: str = ""
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class _Reading:
    """A sample as an encoding gives it, and the languages it may be in; `fit` is at best 1."""

    encoding: str
    text: str
    languages: frozenset[str]
    fit: float


def find_code_page(sample: bytes) -> str | None:
    """Return the encoding of bytes that are no Unicode, by Python's name; None where nobody can tell."""
    readings = list(_readings(sample))
    own = next(iter(_of_its_language(readings)), None)
    other = _second_opinion(sample)
    if own is not None and other is not None and own.text != other.text and _is_too_short(own.text):
        return None
    if own is not None:
        return own.encoding
    return other.encoding if other is not None and _is_borne_out(other, readings) else None


def escaped_encoding(sample: bytes) -> str | None:
    """Return the encoding, by Python's name, of bytes that switch character sets by escape sequences."""
    other = _second_opinion(sample)
    return other.encoding if other and detect_language(other.text) in other.languages else None


def _second_opinion(sample: bytes) -> _Reading | None:
    """Return what the detector takes the sample for; its confidence tells nothing and is left out."""
    found = chardet.detect(sample)
    if found["encoding"] is None or found["language"] is None:
        return None
    encoding = codecs.lookup(found["encoding"]).name
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return None
    return _Reading(encoding, text, frozenset((found["language"],)), 0.0)


def _is_too_short(text: str) -> bool:
    """Tell whether nothing but the letters beyond ASCII speaks for a reading, and they are few."""
    return detect_language(text) is None and 0 < sum(c > "\x7f" and c.isalpha() for c in text) < _FEW


def _is_borne_out(other: _Reading, readings: Sequence[_Reading]) -> bool:
    """Tell whether the detector's text is in the detector's language, and in nothing but its letters."""
    (language,) = other.languages
    if detect_language(other.text) != language:
        return False
    if any(r.text == other.text and language in r.languages for r in readings):
        return True
    alphabets = [
        alphabet
        for alphabet in load("alphabets", Alphabet)
        if alphabet.language == language or (language == "en" and _WESTERN in alphabet.encodings)
    ]
    foreign = Counter(c for c in other.text if c > "\x7f")
    if not alphabets or not _is_clean(other.text, foreign, alphabets):
        return False
    spoken = (_other if alphabets[0].frequent else _latin)(other.text, foreign, alphabets)
    return language in spoken


def _of_its_language(readings: Sequence[_Reading]) -> list[_Reading]:
    """Return the readings that fit the language they seem to be in, if one stands out among them."""
    languages = {text: detect_language(text) for text in dict.fromkeys(r.text for r in readings)}
    fitting = [r for r in readings if (languages[r.text] or next(iter(r.languages))) in r.languages]
    best = sorted(fitting, key=lambda reading: -reading.fit)  # stable: the preferred of equals is first
    if not best or (languages[best[0].text] is None and best[0].encoding not in _USUAL):
        return []
    rivals = [r for r in best if r.text != best[0].text and r.fit > best[0].fit - _MARGIN]
    return [] if rivals and not all(_is_latin(r.encoding) for r in (best[0], *rivals)) else best


def _readings(sample: bytes) -> Iterator[_Reading]:
    """Yield the encodings in which the sample reads as words, the preferred first."""
    for encoding, alphabets in _alphabets().items():
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(sample)
        except UnicodeDecodeError:
            continue
        foreign = Counter(c for c in text if c > "\x7f")
        if not _is_clean(text, foreign, alphabets):
            continue
        languages = (
            _latin(text, foreign, alphabets) if _is_latin(encoding) else _other(text, foreign, alphabets)
        )
        if languages:
            yield _Reading(encoding, text, frozenset(languages), max(languages.values()))


@cache
def _alphabets() -> dict[str, list[Alphabet]]:
    """Return the alphabets written in each encoding."""
    found: dict[str, list[Alphabet]] = {}
    for alphabet in load("alphabets", Alphabet):
        for encoding in alphabet.encodings:
            found.setdefault(encoding, []).append(alphabet)
    return found


def _is_latin(encoding: str) -> bool:
    return not _alphabets()[encoding][0].frequent


def _is_clean(text: str, foreign: Counter[str], alphabets: Sequence[Alphabet]) -> bool:
    """Tell whether the text holds nothing but these alphabets' words and the usual signs."""
    known = {c for alphabet in alphabets for c in alphabet.letters + alphabet.letters.upper()}
    ideographic = not known
    faults = sum(
        len(pattern.findall(text)) for pattern in (_TWO_SCRIPTS, _STRAY_SIGN, _capital_within(foreign))
    )
    for character, count in foreign.items():
        usual = _CJK_SIGNS.match(character) if ideographic else character in known
        if not (usual or character in _TYPOGRAPHY or (ideographic and character.isalpha())):
            faults += count
    if not alphabets[0].frequent:
        faults += sum(len(word) for word in _LONG_WORD.findall(text) if _is_crowded(word))
    return faults <= _TOLERANCE * foreign.total()


def _capital_within(foreign: Counter[str]) -> re.Pattern[str]:
    """Return a pattern of a capital after a small letter, one of them not ASCII ("McDonald" is a name)."""
    small = "".join(c for c in foreign if c.islower())
    capital = "".join(c for c in foreign if c.isupper())
    parts = [f"[a-z{small}][{capital}]"] * bool(capital) + [f"[{small}][A-Z]"] * bool(small)
    return re.compile("|".join(parts) or r"(?!)")


def _is_crowded(word: str) -> bool:
    return sum(c > "\x7f" for c in word) > 0.7 * len(word)


def _latin(text: str, foreign: Counter[str], alphabets: Sequence[Alphabet]) -> dict[str, float]:
    """Return the languages that a Latin text may be in; where accents are rare, any Western one."""
    accented = {c if c == "İ" else c.lower(): n for c, n in foreign.items() if c.isalpha()}
    total = sum(accented.values())
    if total < 3 or total <= _DENSE * sum(map(str.isalpha, text)):
        languages = ["en", *(alphabet.language for alphabet in alphabets)]
        return dict.fromkeys(languages, 1.0) if _WESTERN in alphabets[0].encodings else {}
    held = {
        alphabet.language: sum(n for c, n in accented.items() if c in alphabet.letters) / total
        for alphabet in alphabets
    }
    return {language: share for language, share in held.items() if share >= 0.95}


def _other(text: str, foreign: Counter[str], alphabets: Sequence[Alphabet]) -> dict[str, float]:
    """Return the languages whose frequent letters are frequent in a text of another script."""
    letters = Counter(c.lower() for c in foreign.elements() if c.isalpha())
    total = letters.total()
    found = {}
    for alphabet in alphabets:
        share = sum(letters[c] for c in alphabet.frequent) / max(1, total)
        if len(letters) >= _LEAST and (share >= alphabet.share or (total < _FEW and alphabet.letters)):
            found[alphabet.language] = min(1.0, share)
    if found and total < 0.5 * sum(map(str.isalpha, text)):
        found["en"] = max(found.values())  # a foreign name in a text of another language
    return found
