"""What a date expression dates: an event, an instrument, a period of validity, a deadline, the document."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate

from extractors.grammar.word_places import kept_for_document
from extractors.model import DatePrecision, DateRole, InstrumentMention

_WINDOW = 90  # characters read before a date to see what it belongs to
_NEAR = 56  # of these, the last ones, in which an act, a deadline or an event stands
_HEAD = 1500  # a date that stands alone on a line this early is the document's own

_INSTRUMENT_NOUN = (
    r"(?:resolutions?|decisions?|declarations?|treat(?:y|ies)|agreements?|protocols?|conventions?|"
    r"statements?|"
    r"charter|pact|accords?|memorandum|memoranda|communiqu[eé]s?|letters?|reports?|notes?|documents?|laws?|"
    r"constitution|strategy|plan of action|action plan|programmes?|programs?|roadmap|concept|outcome|agenda|"
    r"compact|mandate|directive|regulation|act)"
)
_AFTER_INSTRUMENT = re.compile(
    rf"(?:\b{_INSTRUMENT_NOUN}\b(?:\s(?:No\.?\s?)?[A-Z]?[\w/.()-]*\d[\w/.()-]*)?\s?(?:of|dated|from|"
    rf"\()(?:\sthe)?|"
    rf"\b\d{{1,4}}(?:/\d{{1,4}})?(?:\s[A-Z])?\s?(?:of|\()|\bsigned\s(?:on\s)?by\s[^.]{{1,40}}of)\s?$",
    re.I,
)
_LINKS = tuple(f"{link}{article}" for link in ("of", "dated", "from", "(") for article in ("", " the"))
_BEFORE_INSTRUMENT = re.compile(rf"\s(?:[A-Z][\w'’-]*\s){{0,5}}{_INSTRUMENT_NOUN}\b", re.I)
_DOING = "adopted|endorsed|approved|signed|concluded|launched|held|established|proclaimed|convened|took"
_ACTED = frozenset(_DOING.split("|"))
_ACT = re.compile(rf"\b(?:{_DOING} place)\b[^.;]{{0,40}}$")
_DEADLINE = re.compile(
    r"\b(?:by|until|till|(?<!day\s)before|prior\sto|(?:no|not)\slater\sthan|due\son|up\sto|"
    r"expires?\son)\s(?:the\s)?(?:(?:end|middle|beginning|start|close)\sof\s)?(?:the\s)?(?:year\s)?$",
    re.I,
)
_DUE = frozenset(("by", "until", "till", "before", "prior", "later", "due", "up", "expire", "expires"))
_VALIDITY = re.compile(
    r"\b(?:for|covering)\s(?:the\s)?(?:(?:years?|period|biennium|triennium|term)\s?)?"
    r"(?:(?:of|from|covering|between)\s)?(?:the\s)?(?:years?\s)?$|"
    r"\b(?:biennium|triennium|period|term|years)\s(?:of\s)?(?:the\s)?(?:years\s)?$",
    re.I,
)
_EVENT = re.compile(
    r"(?:\b(?:on|in|from|during|between|of|for|starting|beginning|this|late|early|mid)[\s-](?:the\s)?|"
    r"[,(–—-]\s?|▶\s?)$",
    re.I,
)
_LEADING_PLACE = re.compile(r"(?:^|\n)[*_#\s]{0,6}[A-Z][^\n.;:]{1,60}[,–—-]?\s?$")
_WORD = re.compile(r"\w+")
_DATELINE_REST = re.compile(r"\**\s{0,2}(?:[-–—:]|\n|$|\()")
_LINE_LABEL = re.compile(
    r"(?:^|\n)[^\S\n]*[*_#\[(]{0,4}(?:(?:Distr\.: \w+|Date|Dated|Published|Issued|Released|"
    r"Posted)\]?:?)?[\s*_]*$",
    re.I,
)


class DateRoles:
    """Assigns roles in one text; `mentions` are the instruments named in it, in any order."""

    def __init__(self, text: str, mentions: tuple[InstrumentMention, ...]) -> None:
        self._text = text
        spans = sorted(mention.span for mention in mentions)
        self._starts = [span.start for span in spans]
        self._furthest = list(accumulate((span.end for span in spans), max))
        self._ends = sorted(span.end for span in spans)
        self._told = _roles_told(text)

    def role_of(self, start: int, end: int, precision: DatePrecision) -> DateRole:
        """Return the role of the date at `[start, end)`."""
        is_named = self._inside_mention(start, end) or self._follows_mention(start)
        key = (start, end, precision, is_named)
        if key not in self._told:
            self._told[key] = self._role_told(start, end, precision, is_named=is_named)
        return self._told[key]

    def _role_told(self, start: int, end: int, precision: DatePrecision, *, is_named: bool) -> DateRole:
        """Return the role that the words around tell; `is_named` says that an instrument's mention does."""
        before = self._text[max(0, start - _WINDOW) : start]
        before_on_line = before.replace("\n", " ")
        near = max(0, len(before) - _NEAR)
        words = frozenset(_WORD.findall(before_on_line.lower()))  # without its words no pattern is tried
        is_acted = not words.isdisjoint(_ACTED) and _ACT.search(before_on_line, near) is not None
        if not is_acted and (is_named or self._follows_instrument(start, end, before_on_line)):
            return DateRole.INSTRUMENT
        if not words.isdisjoint(_DUE) and _DEADLINE.search(before_on_line, near):
            return DateRole.DEADLINE
        if precision is DatePrecision.YEAR_RANGE and _VALIDITY.search(before_on_line):
            return DateRole.VALIDITY
        if self._is_documents_own(start, end, before):
            return DateRole.DOCUMENT
        return DateRole.EVENT if _is_day(precision) or _EVENT.search(before_on_line, near) else DateRole.OTHER

    def _follows_instrument(self, start: int, end: int, before: str) -> bool:
        if before.rstrip().lower().endswith(_LINKS) and _AFTER_INSTRUMENT.search(before):
            return True
        bare_year = end - start == 4 and self._text[start:end].isdigit()
        return bare_year and _BEFORE_INSTRUMENT.match(self._text, end, end + _WINDOW) is not None

    def _inside_mention(self, start: int, end: int) -> bool:
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and self._furthest[index] >= end

    def _follows_mention(self, start: int) -> bool:
        index = bisect_left(self._ends, start + 1) - 1
        if index < 0 or start - self._ends[index] > 12:
            return False
        gap = self._text[self._ends[index] : start].strip()
        return gap in ("of", "(", "dated", "from", ", of", ", dated")

    def _is_documents_own(self, start: int, end: int, before: str) -> bool:
        if start > _HEAD:
            return False
        rest = self._text[end : end + 3]
        if _LINE_LABEL.search(before):
            return not rest.strip() or rest.startswith("\n") or _DATELINE_REST.match(rest) is not None
        return _LEADING_PLACE.search(before) is not None and re.match(r"\**\s{0,2}[-–—]", rest) is not None


@kept_for_document
def _roles_told(text: str) -> dict[tuple[int, int, DatePrecision, bool], DateRole]:
    """Return what has been read of a text's dates, which are looked for twice: nothing at first."""
    return {}


def _is_day(precision: DatePrecision) -> bool:
    return precision in (DatePrecision.DAY, DatePrecision.DAY_RANGE, DatePrecision.ORDINAL_SESSION)
