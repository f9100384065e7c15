"""When and where an act was done, as the words around it say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extractors.model import DateExpression, DatePrecision, DateRole, PlaceMention, Span

_REACH = 140  # characters after the act in which its date and place stand
_LEADING = re.compile(r"^(?:\d{1,3}\.\s)?[\W_]*(?:on|in)?\s*$", re.I)
_OF_ANOTHER = re.compile(
    r"[;]|(?<!\b[A-Z])\.\s|\b(?:and|as\swell\sas)\s(?:of\s)?(?:the(?!\s(?-i:[A-Z]))|its|an?)\b|\b(?:adopted|"
    r"signed|endorsed|approved)\b",
    re.I,
)
_CAME_TOGETHER = re.compile(r"\b(?:met|meeting|gathered|convened|assembled)\b[^.;]{0,80}$")
_AND_DID = re.compile(
    r"(?:,\s[A-Z][\w\s]{2,30}?)?,?\s(?:(?:on|from|for)\s[\w\s–-]{4,40},?\s)?and\s(?:have\s|then\s|jointly\s)?"
)
_INSERTED = re.compile(r",?\s(?:(?:in|at)\s[A-Z][\w\s]{2,30}?,?\s)?(?:on|in)\s")
_ADJECTIVE = re.compile(r"\s(?:(?:unanimous|formal|joint|final|historic|solemn)\s)?")
_OF_YEAR = re.compile(r"\b(?:resolution|UNSCR)\s\d{1,4}\s\($", re.I)
_IN_RESOLUTION = re.compile(
    r"\sby\s(?:the\s)?[A-Z][\w\s-]{3,60}?,?\s(?:in|by|through)\s(?:its\s)?(?:resolution|decision)\s[\w/.-]*\d"
    r"(?:\s\([\w\s,-]{1,20}\))?,?\sof\s"
)
# "the summit held on 3 May in Oslo, at which the resolution was adopted"
_AT_WHICH = re.compile(r",?\s(?:at|during)\swhich\s(?:the\s|its\s|an?\s)?$")
_LED_IN = re.compile(r"\b(?:on|in|(?:by|at)\s(?:the|its))\s$")
_BRACKETED = re.compile(r"\s\((?=[^()]*\d)[\w./-]{4,30},?\s(?:dated|of)\s")
_IN_PLACE = re.compile(r"\b(?:in|at)\s(?:the\s)?(?:city\sof\s)?$")


class ActSettings:
    """The dates and places around an act, found by their position."""

    def __init__(self, dates: Sequence[DateExpression], places: Sequence[PlaceMention]) -> None:
        self._dates, self._places = dates, places
        self._date_starts = [each.span.start for each in dates]
        self._place_starts = [each.span.start for each in places]

    def date_after(self, text: str, start: int, end: int) -> DateExpression | None:
        """Return the day that follows: "on 3 May", "in 2019"."""
        for each in self._dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]:
            lead = text[start : each.span.start]
            if each.start is not None and _IN_RESOLUTION.fullmatch(lead.replace("\n", " ")):
                return each  # "by the Assembly in its resolution 90/4 of 3 May"
            if each.start is not None and _BRACKETED.fullmatch(lead):
                return each  # "(C-3/DEC.4, dated 3 May)"
            if re.search(r"[;]|(?<!\b[A-Z])\.\s|\b(?:and\sthe|which|resolution|of)\s$|\binto\sforce\b", lead):
                return None
            if each.start is not None and re.search(
                r"\b(?:on|in|of\sthe\s\w+\sof|during)\s(?:the\s)?$|\d\s$|^\s(?:by|at)\sthe\s$", lead
            ):
                return each
        return None

    def date_inserted(self, text: str, start: int, end: int) -> DateExpression | None:
        """Return the first day between act and instrument: "the adoption, on 3 May in Oslo, of the …"."""
        for each in self._dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]:
            lead = text[max(start, each.span.start - len(" by the ")) : each.span.start]
            if each.start is not None and each.role is not DateRole.INSTRUMENT and _LED_IN.search(lead):
                return each
        return None

    def place_inserted(self, text: str, start: int, end: int) -> PlaceMention | None:
        """Return the city between act and instrument."""
        for each in self._places[
            bisect_left(self._place_starts, start) : bisect_left(self._place_starts, end)
        ]:
            if each.rule_id != "place_state" and _IN_PLACE.search(text[start : each.span.start]):
                return each
        return None

    def year_in_name(self, text: str, name: Span) -> DateExpression | None:
        """Return the year of "resolution 9757 (2024)", which such a number is given in."""
        last = bisect_left(self._date_starts, name.end) - 1
        if last < 0 or self._dates[last].precision is not DatePrecision.YEAR:
            return None
        is_numbered = _OF_YEAR.search(text, name.start, self._dates[last].span.start) is not None
        return self._dates[last] if is_numbered and self._dates[last].span.end == name.end - 1 else None

    def date_beside(self, text: str, name: Span, word: Span) -> DateExpression | None:
        """Return the day of "the 27 June signing", "dated 2 March, as adopted" or "signed, on 3 May,"."""
        last = bisect_left(self._date_starts, max(word.start, name.start)) - 1
        if last < 0 or self._dates[last].start is None:
            return None
        span = self._dates[last].span
        is_day = self._dates[last].precision in (DatePrecision.DAY, DatePrecision.DAY_RANGE)
        is_dated = name.end <= span.start and word.start <= span.end + len(", as ")
        is_inserted = _INSERTED.fullmatch(text, word.end, span.start) is not None
        is_right_before = _ADJECTIVE.fullmatch(text, span.end, word.start) is not None
        return self._dates[last] if is_day and (is_dated or is_inserted or is_right_before) else None

    def date_opening(self, text: str, sentence: Span, end: int) -> DateExpression | None:
        """Return the day that opens the sentence: "On 3 May, they adopted …"."""
        first = bisect_left(self._date_starts, sentence.start)
        if first == len(self._dates) or self._dates[first].span.start >= end:
            return None
        opening = text[sentence.start : self._dates[first].span.start]
        is_ours = self._dates[first].role is not DateRole.INSTRUMENT and _LEADING.match(opening)
        return self._dates[first] if is_ours else None

    def date_of_meeting(self, text: str, sentence: Span, word: Span) -> DateExpression | None:
        """Return the day of "they met on 4 May 2021, and adopted the …"."""
        first = bisect_left(self._date_starts, max(sentence.start, word.start - _REACH))
        last = bisect_left(self._date_starts, word.start) - 1
        if last < first or self._dates[last].role is DateRole.INSTRUMENT:
            return None
        span = self._dates[last].span
        is_joined = re.fullmatch(
            r",?\s(?:in\s[A-Z][\w,\s]{2,40}\s)?and\s(?:have\s)?", text[span.end : word.start]
        )
        is_of_meeting = _CAME_TOGETHER.search(text[sentence.start : span.start][-_REACH:])
        return self._dates[last] if is_joined and is_of_meeting else None

    def setting_of_which(
        self, text: str, sentence: Span, start: int
    ) -> tuple[DateExpression | None, PlaceMention | None] | None:
        """Return day and city of the event "at which" what begins at `start` was done, or None."""
        which = _AT_WHICH.search(text, max(sentence.start, start - len(", during which the ")), start)
        if which is None:
            return None
        floor = max(sentence.start, which.start() - _REACH)
        last = bisect_left(self._date_starts, which.start()) - 1
        is_near = last >= 0 and self._date_starts[last] >= floor
        when = self._dates[last] if is_near and self._dates[last].role is not DateRole.INSTRUMENT else None
        first, end = bisect_left(self._place_starts, floor), bisect_left(self._place_starts, which.start())
        cities = [each for each in self._places[first:end] if each.rule_id != "place_state"]
        is_in = bool(cities) and _IN_PLACE.search(text, floor, cities[-1].span.start) is not None
        return when, cities[-1] if is_in else None

    def place_of_meeting(self, text: str, sentence: Span, word: Span) -> PlaceMention | None:
        """Return the city of "they met in Oslo on 4 May 2021, and adopted the …"."""
        first = bisect_left(self._place_starts, max(sentence.start, word.start - _REACH))
        for each in self._places[first : bisect_left(self._place_starts, word.start)]:
            is_joined = _AND_DID.fullmatch(text[each.span.end : word.start].replace("\n", " "))
            lead = text[sentence.start : each.span.start][-_REACH:].replace("\n", " ")
            if (
                each.rule_id != "place_state"
                and is_joined
                and _CAME_TOGETHER.search(lead)
                and _IN_PLACE.search(lead)
            ):
                return each
        return None

    def place_after(self, text: str, start: int, end: int) -> PlaceMention | None:
        """Return the city that follows: "adopted by … in Oslo"."""
        for each in self._places[
            bisect_left(self._place_starts, start) : bisect_left(self._place_starts, end)
        ]:
            if each.rule_id == "place_state":
                continue
            lead = text[start : each.span.start]
            if _OF_ANOTHER.search(lead):
                return None
            if _IN_PLACE.search(lead):
                return each
        return None

    def place_in_name(self, text: str, name: Span) -> PlaceMention | None:
        """Return the city of "the Ashgabat Declaration", or that where the name ends: "… in Ashgabat"."""
        last = bisect_left(self._place_starts, name.end) - 1
        if (
            last >= 0
            and self._places[last].span.end == name.end
            and self._places[last].span.start > name.start
        ):
            is_city = self._places[last].rule_id != "place_state"
            if is_city and _IN_PLACE.search(text, name.start, self._places[last].span.start):
                return self._places[last]
        index = bisect_left(self._place_starts, name.start)
        is_first = index < len(self._places) and self._places[index].span.start <= name.start + 4
        return self._places[index] if is_first and self._places[index].rule_id != "place_state" else None
