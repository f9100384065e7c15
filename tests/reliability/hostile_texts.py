"""Hostile and broken texts: of endless lines, without letters, in several encodings at once, nested."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

SENTENCE = "The ministers agreed to meet again in the autumn of the following year. "
FRENCH = "Les ministres sont convenus de se réunir à l’été prochain. "
RUSSIAN = "Министры условились собраться вновь осенью следующего года. "
MILLION = 10**6


@dataclass(frozen=True)
class HostileText:
    """A file and how reading it may end: any of these reasons, or `loaded`."""

    name: str
    suffix: str
    make: Callable[[], bytes]
    outcomes: frozenset[str]
    is_slow: bool = False


def _line(size: int) -> bytes:
    return (SENTENCE * (size // len(SENTENCE) + 1))[:size].encode()


def _mixed(*encodings: str) -> bytes:
    words = {"utf-8": RUSSIAN, "cp1251": RUSSIAN, "koi8-r": RUSSIAN, "utf-16-le": SENTENCE}
    return b"\n".join((words.get(name, FRENCH) * 20).encode(name) for name in encodings)


def _laughs(root: str) -> str:
    entities = "".join(
        f"<!ENTITY {chr(letter + 1)} '{f'&{chr(letter)};' * 10}'>" for letter in range(97, 111)
    )
    return f"<!DOCTYPE {root} [<!ENTITY a 'ha'>{entities}]>"


def _cases() -> Iterator[tuple[str, str, Callable[[], bytes], str, bool]]:
    limit = "timed_out out_of_memory too_large"
    yield "a line of 210 MB", ".txt", lambda: _line(210 * MILLION), "too_large", True
    yield "a line of 190 MB", ".txt", lambda: _line(190 * MILLION), "too_large", True
    yield (
        "a line of 190 MB in UTF-16",
        ".txt",
        lambda: _line(95 * MILLION).decode().encode("utf-16"),
        limit,
        True,
    )
    yield "a line of 49 MB", ".txt", lambda: _line(49 * MILLION), f"loaded {limit}", True
    yield "a word of 49 MB", ".txt", lambda: b"a" * 49 * MILLION, f"loaded garbled {limit}", True
    yield "a word of a million letters", ".txt", lambda: b"a" * MILLION, "loaded garbled undecodable", False
    yield "spaces", ".txt", lambda: b" \t\r\n" * MILLION, "empty", False
    yield "nothing", ".txt", lambda: b"", "empty", False
    yield "a byte order mark", ".txt", lambda: b"\xef\xbb\xbf", "empty", False
    yield "NULs", ".txt", lambda: b"\0" * MILLION, "not_a_document", False
    yield "a NUL in a sentence", ".txt", lambda: f"{SENTENCE}\0{SENTENCE}".encode(), "not_a_document", False
    yield "NULs after a text", ".txt", lambda: SENTENCE.encode() * 99 + b"\0" * 4096, "not_a_document", False
    yield "UTF-16 without a mark", ".txt", lambda: (SENTENCE * 9).encode("utf-16-le"), "loaded", False
    yield "UTF-16 cut in a letter", ".txt", lambda: (SENTENCE * 9).encode("utf-16")[:-1], "undecodable", False
    yield (
        "lone surrogates",
        ".txt",
        lambda: (SENTENCE + "\ud800" * 99).encode("utf-8", "surrogatepass"),
        "undecodable",
        False,
    )
    for encodings in (
        ("utf-8", "cp1251"),
        ("cp1252", "utf-8", "cp1252"),
        ("koi8-r", "cp1251"),
        ("utf-16-le", "utf-8"),
        ("utf-8", "utf-16-le", "cp1251", "cp1252"),
    ):
        name = f"encodings mixed: {', '.join(encodings)}"
        yield name, ".txt", lambda e=encodings: _mixed(*e), "undecodable not_a_document", False
    yield "quotations nested 100,000 deep", ".md", lambda: b">" * 10**5 + SENTENCE.encode(), "loaded", False
    yield (
        "lists nested 10,000 deep",
        ".md",
        lambda: "".join(f"{' ' * n}- a\n" for n in range(5000)).encode(),
        "loaded",
        False,
    )
    yield (
        "brackets that never close",
        ".md",
        lambda: b"[" * MILLION + SENTENCE.encode(),
        "not_a_document",
        False,
    )
    yield (
        "quotation marks that never close",
        ".txt",
        lambda: ("“‘«" * 10**5 + SENTENCE * 9).encode(),
        "loaded garbled",
        False,
    )
    yield "a million lines", ".txt", lambda: b"1. a\n" * MILLION, f"loaded garbled {limit}", True
    yield (
        "elements nested 100,000 deep",
        ".html",
        lambda: b"<div>" * 10**5 + SENTENCE.encode(),
        "loaded malformed",
        False,
    )
    yield (
        "laughs",
        ".html",
        lambda: f"{_laughs('html')}<html><body>&o; {SENTENCE * 9}</body></html>".encode(),
        "loaded malformed",
        False,
    )
    yield (
        "a script",
        ".html",
        lambda: f"<html><body><script>{'while(1);' * 99}</script><p>{SENTENCE * 9}</body></html>".encode(),
        "loaded",
        False,
    )
    yield "parts nested 1,000 deep", ".eml", lambda: _nested_mail(1000), "loaded malformed empty", False
    yield (
        "groups nested 100,000 deep",
        ".rtf",
        lambda: b"{\\rtf1 " + b"{" * 10**5 + SENTENCE.encode(),
        "loaded malformed truncated",
        False,
    )


def _nested_mail(depth: int) -> bytes:
    head = "From: a@example.org\r\nSubject: a\r\nMIME-Version: 1.0\r\n"
    parts = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth))
    return (head + parts + f"Content-Type: text/plain\r\n\r\n{SENTENCE}").encode()


TEXTS = [
    HostileText(name, suffix, make, frozenset(outcomes.split()), is_slow)
    for name, suffix, make, outcomes, is_slow in _cases()
]
