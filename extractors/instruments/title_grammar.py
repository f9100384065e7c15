"""How far the name of an instrument reaches to either side of its noun (codebook R1).

To the left stand capitalised words, years and possessives ("2006", "UN Secretary-General's"); to the
right a complement opened by a preposition or a quotation mark. A complement in title case ends at the
first ordinary word; one that begins in lower case ends at a verb, a comma or another name.
"""

from __future__ import annotations

import re
from functools import cache

from extractors.lexicon import Entry, load

MAXIMUM_TOKENS = 48
_MAXIMUM_PLAIN = 24
_MAXIMUM_NESTED = 3  # names within a name
_LEFT_REACH = 140
_QUOTE_REACH = 400
_WRAPPED = 45  # a line at least this long may have been broken within a name

_TOKEN = re.compile(
    r"(?P<gap>[^\S\n]*(?:\n[^\S\n]*)?)(?:(?P<word>(?:[\w’'‑–-]{1,20}[‑–-])?(?:[A-Z]\.){2,}(?:-[\w’'‑–-]+)?|"
    r"[^\W_](?:[\w&+]|[’'./‑–-](?=\w))*)|(?P<mark>\S))"
)
_LEFT_WORD = re.compile(
    r"(?:[\w’'‑–-]{1,20}[‑–-])?(?:[A-Z]\.){2,}(?:-[\w’'‑–-]+)?|[^\W_](?:[\w&+]|"
    r"[’'./‑–-](?=\w))*(?:[’'](?=\s))?"
)
_OPENING_QUOTES = {"“": "”", "«": "»", '"': '"', "„": "“"}
_SENTENCE_START = re.compile(r"(?:^|[.!?:;•*–—-]\s*|\n\s*|\d[.)]\s*|[“\"(]\s*)$")
_ITEM = r"(?:the\s+)?[A-Z][\w’'‑-]*(?:\s+(?:(?:of|the|on|in|for)\s+)*[A-Z][\w’'‑-]*){0,7}"
_LISTED = re.compile(rf"\s+{_ITEM}(?:,\s+{_ITEM}){{0,12}},?(?=\s+(?:and|or)\s)")
_LAST_LISTED = re.compile(r"\s+and\s")
_LISTED_PLAIN = re.compile(r"\s+[a-z-]+(?:,\s+[a-z-]+){0,3},?\s+and\s+(?!to\b|the\b|its\b)[a-z]")
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATE_LAST = re.compile(
    rf"\d{{1,2}}\s{_MONTH}|{_MONTH}[a-z]*\s\d|(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?(?!\s[A-Z])(?!\w)"
)
_PAIR = re.compile(r"[A-Z]\w+[-‑–][A-Z]\w+")  # "the Kenyan-Ugandan shore": an adjective, whose noun follows
_ACRONYM = re.compile(r"\s?\([A-Z]{2,8}\)\s")
_NOTE = re.compile(r"United Nations, Treaty Series|Official Records|A/|S/|E/")  # a footnote within the line
_LINE_OPENING = re.compile(
    r"\s*(?:\d{1,2}[.)]|[-–—•*]|\(?[a-z]\))\s+(?:[A-Z][a-z]+ing\s)?(?:(?:the|a|an|The|A|An)\s)?"
)
_AHEAD = re.compile(r"(?:[^,.;:()\n]|\n(?!\s)){0,90}")


class WordClass(Entry, frozen=True, kw_only=True):
    """A class of words that bound or build the name of an instrument."""

    words: tuple[str, ...]


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of a class of `lexicons/title_words.toml`."""
    return next(frozenset(entry.words) for entry in load("title_words", WordClass) if entry.id == name)


class Complement:
    """Reads what follows an instrument's noun; `end` is where the name ends so far."""

    def __init__(
        self, text: str, start: int, heads: re.Pattern[str], *, has_purpose: bool, fills_line: bool
    ) -> None:
        self.text, self.end, self.position = text, start, start
        self._heads = heads
        self._has_purpose, self._fills_line = has_purpose, fills_line
        self._plain: bool | None = None
        self._plain_words = 0
        self._last = ""
        self._has_parties = self._is_between = self._is_list = False
        self._nested = 0

    def read(self) -> int:
        """Return the end of the name."""
        if not self._opens():
            return self.end
        for _ in range(MAXIMUM_TOKENS):
            token = _TOKEN.match(self.text, self.position)
            if token is None or not self._takes(token):
                break
        return self.end

    def _opens(self) -> bool:
        token = _TOKEN.match(self.text, self.position)
        if token is None or ("\n" in token["gap"] and not self._is_wrapped()):
            return False
        if token["mark"] in _OPENING_QUOTES:
            return True
        return token["word"] is not None and token["word"] in words("preposition") and self._suits(token)

    def _suits(self, token: re.Match[str]) -> bool:
        """Tell a complement of purpose ("to prevent …") that belongs to the name from one of the sentence."""
        if self._has_purpose or token["word"] not in words("purpose"):
            return True
        following = _TOKEN.match(self.text, token.end())
        if following is not None and following["word"] == "the":
            following = _TOKEN.match(self.text, following.end())
        return following is not None and not (following["word"] or "a")[0].islower()

    def _takes(self, token: re.Match[str]) -> bool:
        if "\n" in token["gap"] and not self._is_wrapped():
            return False
        if token["mark"]:
            return self._takes_mark(token)
        word = token["word"]
        if word in words("connective"):
            return self._takes_connective(token, word)
        if word[0].isupper() or word[0].isdigit():
            return self._takes_name(token, word)
        return self._takes_plain(token, word)

    def _takes_mark(self, token: re.Match[str]) -> bool:
        mark = token["mark"]
        if mark in _OPENING_QUOTES:
            close = self.text.find(_OPENING_QUOTES[mark], token.end(), token.end() + _QUOTE_REACH)
            if close > 0:
                self.end = close + 1
            return False
        if mark == "," and self._has_purpose and self._quote_follows(token.end()):
            self.position = token.end()
            return True
        if mark == "," and self._list_goes_on(token.end()):
            self._is_list, self.position = True, token.end()
            return True
        if mark == "(" and self._plain is False:
            inner = re.compile(r"[A-Z][a-z]{3,20}\)(?=\s(?:and|[A-Z]))").match(self.text, token.end())
            if inner:
                self.position = self.end = inner.end()
                return True
        return False

    def _takes_connective(self, token: re.Match[str], word: str) -> bool:
        if word == "and" and self._another_begins(token.end()):
            return False
        if word == "in" and not self._place_follows(token.end()):
            return False
        self._is_between = self._is_between or word in words("party")
        if word in words("party") or (word in ("of", "with") and not self._last):
            self._has_parties = True
        self._last, self.position = word, token.end()
        return True

    def _takes_name(self, token: re.Match[str], word: str) -> bool:
        if word in words("not_in_name") and self._last not in ("on", "of", "and") and word != "Parties":
            return False
        if _DATE_LAST.match(self.text, token.start("word")) or _NOTE.match(self.text, token.start("word")):
            return False
        self._nested += self._heads.fullmatch(word) is not None
        if self._nested > _MAXIMUM_NESTED:
            return False
        self._plain = bool(self._plain) or (self._is_between and _PAIR.fullmatch(word) is not None)
        self._has_parties = self._has_parties or word.lower() in words("party")
        self._last, self.position = word, token.end()
        self.end = token.end()
        return True

    def _takes_plain(self, token: re.Match[str], word: str) -> bool:
        if word in words("stop"):
            return False
        if self._plain is None or (self._last in words("topic") and self._has_parties):
            self._plain = True
        if not self._may_be_plain():
            return False
        self._plain_words += 1
        self._last, self.position = word, token.end()
        self.end = token.end()
        return self._plain_words < _MAXIMUM_PLAIN

    def _may_be_plain(self) -> bool:
        """Tell whether an ordinary word may go on with the name: not in a name in title case."""
        return (
            bool(self._plain)
            or self._fills_line
            or self._last in words("party")
            or self._after_party_article()
        )

    def _after_party_article(self) -> bool:
        before = self.text[max(0, self.position - 12) : self.position].split()
        return len(before) > 1 and before[-1] == "the" and before[-2] in words("party")

    def _another_begins(self, position: int) -> bool:
        """Tell whether "and" opens another name or another thing, not a further word of this name."""
        ahead = _AHEAD.match(self.text, position)
        following = ahead.group() if ahead else ""
        if self._names_another(following):
            return True
        first = following.split(None, 1)[0] if following.strip() else ""
        if first in words("stop") or (first[:1].islower() and first.endswith("ed")):
            return True
        return not self._has_parties and first in words("article" if not self._plain else "connective")

    def _names_another(self, following: str) -> bool:
        head = self._heads.search(following)
        return head is not None and not re.search(r"\b(?:on|for|between|among)\b", following[: head.start()])

    def _place_follows(self, position: int) -> bool:
        following = re.compile(r"\s+(?:the\s+)?([A-Z]|\w+ing\b)").match(self.text, position)
        return following is not None and (following[1].isupper() or bool(self._plain))

    def _quote_follows(self, position: int) -> bool:
        """Tell the comma of 'Decade for Action, "Water …"' by the quotation mark after it."""
        return self.text[position : position + 2].lstrip()[:1] in _OPENING_QUOTES

    def _list_goes_on(self, position: int) -> bool:
        """Tell whether a comma joins words of one name: "Friendship, Trade and Transit"."""
        if self._plain and _LISTED_PLAIN.match(self.text, position):
            return True
        if self._is_list and _LAST_LISTED.match(self.text, position):
            return True
        listed = _LISTED.match(self.text, position)
        if listed is None or self._plain is None:
            return False
        ahead = _AHEAD.match(self.text, listed.end() + len(" and"))
        return self._heads.search(listed.group()) is None and not self._names_another(
            ahead.group() if ahead else ""
        )

    def _is_wrapped(self) -> bool:
        return is_wrapped(self.text, self.position)


def fills_line(text: str, start: int) -> bool:
    """Tell whether a name opens a list item or a line, which it then mostly fills."""
    line = text[max(text.rfind("\n", max(0, start - 60), start) + 1, start - 60) : start]
    return _LINE_OPENING.fullmatch(line) is not None


def is_wrapped(text: str, position: int) -> bool:
    """Tell whether the line that ends at `position` is long enough to have been broken there."""
    start = max(text.rfind("\n", max(0, position - 200), position), position - 200)
    if position - start < _WRAPPED or position - start > 130:
        return False
    following = re.compile(r"\s*\n[^\S\n]*([^\W_])").match(text, position)
    return following is not None


def name_start(text: str, head_start: int, heads: re.Pattern[str]) -> int:
    """Return where the name begins to the left of its noun; `head_start` where nothing precedes it."""
    offset = max(0, head_start - _LEFT_REACH)
    tokens = list(_LEFT_WORD.finditer(text, offset, head_start))
    start, position = head_start, head_start
    for token in reversed(tokens):
        gap = text[token.end() : position]
        mark = gap.strip(" \t\u00a0\n")
        if (
            (mark and not _brackets_acronym(text, token, mark))
            or ("\n" in gap and not is_wrapped(text, token.end()))
            or "\n\n" in gap
        ):
            break
        if heads.fullmatch(token.group()) or not _belongs(text, token, offset):
            if not _joins(text, token, tokens):
                break
            position = token.start()
            continue
        start = position = token.start()
    return start


def _brackets_acronym(text: str, token: re.Match[str], mark: str) -> bool:
    """Tell the brackets within "Inland Lakes Agency (ILA) Raft Protocol" from those between two things."""
    if mark == ")":
        return token.group().isupper() and text[token.start() - 1] == "("
    return mark == "(" and _ACRONYM.match(text, token.end()) is not None


def _belongs(text: str, token: re.Match[str], offset: int) -> bool:
    word = token.group()
    if token.start() == offset and offset > 0 and text[offset - 1].isalnum():
        return False
    if not (word[0].isupper() or re.fullmatch(r"(?:19|20)\d\d", word)) or word in words("not_in_name"):
        return False
    is_first = _SENTENCE_START.search(text[max(0, token.start() - 6) : token.start()]) is not None
    return not (is_first and re.search(r"(?:ing|ly|ed)$", word) and "-" not in word)


def _joins(text: str, token: re.Match[str], tokens: list[re.Match[str]]) -> bool:
    """Tell the "and" within "the Trade and Transit Agreement" from one between two things.

    So too the "of" within "the Council of Lakes Convention".
    """
    index = tokens.index(token)
    if token.group() == "of":
        return index > 0 and tokens[index - 1].group() in words("organisation_of")
    if token.group() != "and" or index < 2 or not tokens[index - 1].group()[0].isupper():
        return False
    before = [t.group() for t in tokens[max(0, index - 4) : index]]
    return any(word in ("the", "a", "an", "The", "its", "their", "our") for word in before[:-1]) and not any(
        word[0].islower() for word in before[-2:] if word not in ("the", "a", "an", "its", "their", "our")
    )
