"""Bytes to text: which encoding a file is in, told from its bytes alone and always alike.

Certain evidence goes first: a byte order mark, then strict UTF-8, then the zero bytes of UTF-16 and
UTF-32. The rest is a choice between the 8-bit encodings of diplomatic texts by how well each reads,
and a text that reads well in none of them is refused rather than guessed.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator

from charset_normalizer import from_bytes

from extractors.errors import ReadError, Reason

# UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_FREQUENT_LATIN = frozenset("áàâäãåæçéèêëíìîïñóòôöõøœúùûüßÁÀÂÄÅÇÉÈÊËÍÎÑÓÔÖØÚÜ")
_FREQUENT_POLISH_CZECH = frozenset("ąćęłńóśźżčďěňřšťůžýáéíúőűöüŁŚŻŹČŘŠŽ")
_FREQUENT_RUSSIAN = frozenset("оеаинтсрвлкмдп")
_TYPOGRAPHY = frozenset("“”„‘’‚«»–—…•·§№°\xa0\xad\x85€")
_SAMPLE_BYTES = 200_000
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MIXED_WORD = re.compile(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")
_CAPITAL_WITHIN = re.compile(r"[а-яё][А-ЯЁ]")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")


def decode(content: bytes) -> tuple[str, str]:
    """Return a text without its byte order mark, otherwise unchanged, and the name of its encoding.

    Raises ReadError (undecodable) where no encoding gives readable text.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding), encoding
    if b"\0" in content[:_SAMPLE_BYTES]:
        encoding = wide_encoding(content) or _refuse("it holds zero bytes and is neither UTF-16 nor UTF-32")
        return _strict(content, encoding), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        encoding = _eight_bit(content, error.start)
        return _strict(content, encoding), encoding


def wide_encoding(content: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 encoding (without a mark) that the bytes read well in, or None."""
    for encoding in _WIDE:
        unit = 4 if "32" in encoding else 2
        sample = content[: _SAMPLE_BYTES - _SAMPLE_BYTES % unit]
        try:
            text = sample[: len(sample) - len(sample) % unit].decode(encoding)
        except UnicodeDecodeError:
            continue
        if len(content) % unit == 0 and _reads_well(text):
            return encoding
    return None


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        return _refuse(f"it looks like {encoding} but breaks off at byte {error.start}")


def _refuse(detail: str) -> str:
    raise ReadError(Reason.UNDECODABLE, f"The text's encoding is unknown: {detail}.")


def _eight_bit(content: bytes, fault: int) -> str:
    """Choose the encoding of bytes that are not UTF-8."""
    sample = (
        content[fault - fault % 2 :][:_SAMPLE_BYTES] if fault > _SAMPLE_BYTES else content[:_SAMPLE_BYTES]
    )
    high = len(_HIGH_BYTE.findall(sample))
    if sum(map(len, _MULTIBYTE.findall(sample))) > 0.8 * high and high > 8:
        _refuse(f"it is UTF-8 save for broken bytes, the first of them byte {fault}")
    scores = [(score, encoding) for encoding, score in _scores(sample)]
    best = max(scores, key=lambda pair: pair[0], default=(0.0, ""))  # the first of equals
    if best[0] > 0.5:
        return best[1]
    match = from_bytes(sample, explain=False).best()
    if match is not None and _reads_well(str(match)):
        return match.encoding
    return _refuse("it is not UTF-8, and no other encoding gives readable text")


def _scores(sample: bytes) -> Iterator[tuple[str, float]]:
    """Yield each 8-bit encoding with how well the sample's non-ASCII characters read in it, 0 to 1."""
    for encoding in ("cp1252", "cp1251", "koi8-r", "cp866", "cp1250"):
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            continue
        cyrillic = encoding in ("cp1251", "koi8-r", "cp866")
        yield encoding, _cyrillic_score(text) if cyrillic else _latin_score(text, encoding)


def _latin_score(text: str, encoding: str) -> float:
    """Latin accents stand single among plain letters, and few of the possible ones are in use."""
    frequent = _FREQUENT_POLISH_CZECH if encoding == "cp1250" else _FREQUENT_LATIN
    foreign = [c for c in text if c > "\x7f"]
    plain = sum(c.isascii() and c.isalpha() for c in text)
    accented = sum(c.isalpha() for c in foreign)
    good = sum(c in frequent or c in _TYPOGRAPHY for c in foreign)
    crowded = accented > 0.35 * (plain + accented)
    return 0.0 if crowded else good / len(foreign)


def _cyrillic_score(text: str) -> float:
    """Russian words are Cyrillic throughout, lower case within, and use some letters far more than others."""
    foreign = [c for c in text if c > "\x7f"]
    letters = [c for c in foreign if "Ѐ" <= c <= "ӿ"]
    if len(letters) < 2:
        return 0.0
    frequent = sum(c.lower() in _FREQUENT_RUSSIAN for c in letters) / len(letters)
    fitting = len(letters) + sum(c in _TYPOGRAPHY for c in foreign)
    faults = len(_MIXED_WORD.findall(text)) + len(_CAPITAL_WITHIN.findall(text))
    # A Russian text has three quarters of its letters among the frequent ones; a third is chance.
    return max(0.0, fitting / len(foreign) * min(1.0, frequent / 0.7) - 2 * faults / len(letters))


def _reads_well(text: str) -> bool:
    """Tell whether text is made of words: letters, marks, digits, punctuation and spaces of few scripts."""
    sample = text[:20_000]
    if not sample:
        return False
    kinds = [unicodedata.category(c) for c in sample]
    odd = sum(
        k[0] == "C" and c not in "\t\n\r\f\v\u200b-\u200f\u202a-\u202e"
        for k, c in zip(kinds, sample, strict=True)
    )
    words = sum(k[0] in "LMNPZ" or c in "\t\n\r" for k, c in zip(kinds, sample, strict=True))
    spaces = sum(c.isspace() for c in sample)
    blocks = {ord(c) >> 8 for c in sample if c.isalpha()}
    # Ideographs lie in dozens of blocks, as noise does; but no Chinese text is without the commonest.
    few_scripts = len(blocks) <= 6 or spaces > 0.03 * len(sample) or "的" in sample or "の" in sample
    return odd <= 0.001 * len(sample) and words > 0.95 * len(sample) and few_scripts
