"""Words with their places: what the grammar of clauses reads instead of characters.

Line breaks, quotation marks and Markdown signs are no tokens, so a phrase is the same phrase
however its source was wrapped, quoted or emphasised.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

import msgspec

from extractors.model import Span

# What a token begins with is tried first, so that what stands between tokens is skipped at once.
_TOKEN = re.compile(
    r"([\w,;:()\[\]?!.–—-](?:"
    r"(?<=[A-Za-z])[A-Za-z]*+(?![^\s,;:()])"  # most words: what follows would be tried in vain
    r"|(?<=[^\W\d_])\.(?:[^\W\d_]\.)+(?:[-\u2010\u2011–][^\W_]+)*"  # U.S., H.E., U.S.-Mexico
    r"|(?<=\d)\d*(?:[.,/-]\d+)*[^\W_]*"  # 1,000 and 2018-2028
    r"|(?<=[^\W_])[^\W_]*(?:['’&+./\-\u2010\u2011][^\W_]+)*"  # words, also well-being, Japan's, C5+1
    r"|(?<=\W)"  # a mark alone
    r"))"
)
_WORDS_KEPT = 1 << 16  # whose plain form is remembered: few words make up most of a text
_SECOND_LABELS = {"a": "b", "i": "ii", "1": "2"}
_CLOSING_QUOTES = "\"”’»'"
_OPENING_QUOTES = "\"“‘«„'"


class Tokens(msgspec.Struct, frozen=True, gc=False):
    """The tokens of a stretch of text; `words` are in lower case with plain apostrophes and hyphens."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.words)

    def is_capital(self, i: int) -> bool:
        """Tell whether token `i` begins with a capital letter."""
        return self.text[self.starts[i]].isupper()

    def is_upper(self, i: int) -> bool:
        """Tell whether token `i` stands in capitals throughout."""
        return self.text[self.starts[i] : self.ends[i]].isupper()

    def is_possessive(self, i: int) -> bool:
        """Tell whether token `i` is a possessor ("Japan's", "leaders’ ")."""
        after = self.text[self.ends[i] : self.ends[i] + 2]
        return self.words[i].endswith("'s") or (self.words[i][-1] == "s" and after in ("’ ", "' ", "’\n"))

    def phrase(self, i: int, j: int) -> str:
        """Return the words `i` to `j` (half open) as one lower-case string."""
        return " ".join(self.words[i:j])

    def span(self, i: int, j: int) -> Span:
        """Return the characters of the tokens `i` to `j` (half open), with quotation marks that pair up.

        A quotation mark is no token; one that stands at an edge belongs to the span only if its
        partner does.
        """
        start, end = self.starts[i], self.ends[j - 1]
        inside = self.text[start:end]
        if end < len(self.text) and self.text[end] in _CLOSING_QUOTES and _opens_more(inside):
            end += 1
        elif start and self.text[start - 1] in _OPENING_QUOTES and _opens_more(inside[::-1], closing=True):
            start -= 1
        return Span(start, end)


def _opens_more(inside: str, *, closing: bool = False) -> bool:
    """Tell whether a quotation opened inside is still open at the end (or the reverse, mirrored)."""
    if closing:
        return inside.count("»") > inside.count("«") or inside.count("”") > inside.count("“")
    plain = inside.count('"') % 2 == 1
    single = inside.count("‘") > inside.count("’")
    return plain or single or inside.count("«") > inside.count("»") or inside.count("“") > inside.count("”")


class _PlainWords(dict[str, str]):
    """Words in lower case with plain apostrophes and hyphens, of the same length, by how they are written."""

    def __missing__(self, word: str) -> str:
        plain = word.replace("’", "'").replace("\u2010", "-").replace("\u2011", "-")
        lower = plain.lower()
        if len(self) >= _WORDS_KEPT:
            self.clear()
        self[word] = lower if len(lower) == len(plain) else "".join([c.lower()[:1] for c in plain])
        return self[word]


_PLAIN = _PlainWords()


def tokenize(text: str, span: Span) -> Tokens:
    """Return the tokens of a span of the text, their places being offsets into the whole text."""
    parts = _TOKEN.split(text[span.start : span.end])  # what stands between tokens, and each token
    places = tuple(accumulate(map(len, parts), initial=span.start))
    words = tuple(map(_PLAIN.__getitem__, parts[1::2]))
    starts, ends = places[1:-1:2], places[2::2]
    if ":" in words and (label := _first_label(words)):
        before, after = label
        words, starts, ends = (
            words[:before] + words[after:],
            starts[:before] + starts[after:],
            ends[:before] + ends[after:],
        )
    return Tokens(text, words, starts, ends)


def _first_label(words: tuple[str, ...]) -> tuple[int, int] | None:
    """Return the colon and first label of a list within the sentence ("will: (a) open A; and (b) close B").

    Without them the clause goes on to its first act as if it were the only one.
    """
    colon = words.index(":")
    at = colon + 1 + (words[colon + 1 : colon + 2] == ("(",))
    after = _SECOND_LABELS.get(words[at]) if words[at + 1 : at + 2] == (")",) else None
    if after is None or not any(pair == (after, ")") for pair in pairwise(words[at + 2 :])):
        return None
    return colon, at + 2
