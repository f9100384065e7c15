"""Bytes to text: which encoding a file is in, told from its bytes alone and always alike.

Certain evidence goes first: a byte order mark, then strict UTF-8, then the zero bytes of UTF-16 and
UTF-32. The rest is for `code_pages`, and what reads well nowhere is refused rather than guessed.
A text is checked in pieces before it is decoded whole, so that a file that is refused costs nothing.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NoReturn

from extractors.errors import ReadError, Reason
from extractors.files.code_pages import SAMPLE_BYTES, escaped_encoding, find_code_page

# UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_CHUNK = 1 << 20  # bytes
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode(content: bytes, most_characters: int | None = None) -> tuple[str, str]:
    """Return a text without its byte order mark, otherwise unchanged, and the name of its encoding.

    Raises ReadError: undecodable, where no encoding gives readable text; too_large, where the text
    has more than so many characters, found out before memory is spent on it.
    """
    encoding, start = detect(content)
    count = _check(content, start, encoding)
    if most_characters is not None and count > most_characters:
        raise ReadError(
            Reason.TOO_LARGE, f"The text has {count:,} characters; {most_characters:,} are allowed."
        )
    return str(memoryview(content)[start:], encoding), encoding


def beginning(content: bytes, characters: int) -> str:
    """Return about so many characters from a text's beginning. Raises ReadError as `decode` does."""
    encoding, start = detect(content)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        return decoder.decode(memoryview(content)[start : start + 4 * characters])[:characters]
    except UnicodeDecodeError as error:
        _refuse(f"it looks like {encoding} but cannot be read on from byte {start + error.start + 1:,}")


def detect(content: bytes) -> tuple[str, int]:
    """Return the encoding of a text and where it begins, after the byte order mark.

    Raises ReadError (undecodable). A text that breaks off later on is found out by `decode` only.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding, len(mark)
    if b"\0" in content[:SAMPLE_BYTES]:
        return wide_encoding(content) or _refuse("it holds zero bytes and is neither UTF-16 nor UTF-32"), 0
    if b"\x1b$" in content[:SAMPLE_BYTES]:
        escaped = escaped_encoding(content[:SAMPLE_BYTES])
        return escaped or _refuse("it switches character sets by escape sequences that are not known"), 0
    fault = _utf8_fault(content)
    return ("utf-8" if fault is None else _code_page(content, fault)), 0


def wide_encoding(content: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 encoding (without a mark) that the bytes read well in, or None."""
    for encoding in _WIDE:
        unit = 4 if "32" in encoding else 2
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(content[:SAMPLE_BYTES])
        except UnicodeDecodeError:
            continue
        if len(content) % unit == 0 and _reads_well(text) and not _is_swapped(text):
            return encoding
    return None


def _is_swapped(text: str) -> bool:
    """Tell whether the bytes of each character stand the wrong way round, as those of the spaces show."""
    return sum(map(text.count, "\u2000\u0a00\u0d00\u0900")) > sum(map(text.count, " \n\r\t"))


def _check(content: bytes, start: int, encoding: str) -> int:
    """Return how many characters the text has. Raises ReadError (undecodable)."""
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(content)
    count = 0
    for at in range(start, len(content), _CHUNK):
        try:
            count += len(decoder.decode(view[at : at + _CHUNK], at + _CHUNK >= len(content)))
        except UnicodeDecodeError:
            _refuse(f"it looks like {encoding} but cannot be read on from about byte {at + 1:,}")
    return count


def _utf8_fault(content: bytes) -> int | None:
    """Return about where strict UTF-8 first fails (the exact byte within a piece), None where it does not."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(content)
    for at in range(0, len(content), _CHUNK):
        kept = len(decoder.getstate()[0])
        try:
            decoder.decode(view[at : at + _CHUNK], at + _CHUNK >= len(content))
        except UnicodeDecodeError as error:
            return at - kept + error.start
    return None


def _code_page(content: bytes, fault: int) -> str:
    start = max(0, fault - SAMPLE_BYTES // 2)
    start = content.rfind(b"\n", 0, start) + 1 or start
    sample = content[start : start + SAMPLE_BYTES]
    high = len(_HIGH_BYTE.findall(sample))
    if high > 8 and sum(map(len, _MULTIBYTE.findall(sample))) > 0.8 * high:
        _refuse(f"it is UTF-8 save for broken bytes, the first of them byte {fault:,}")
    return find_code_page(sample) or _refuse("it is not UTF-8, and no other encoding gives readable text")


def _refuse(detail: str) -> NoReturn:
    raise ReadError(Reason.UNDECODABLE, f"The text's encoding is unknown: {detail}.")


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
