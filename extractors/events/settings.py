"""When and where an event is, as the words around its phrase say.

A date or place belongs to the phrase right before it ("the summit held in X on 5 May"), to the one
that it introduces ("On 5 May, X hosted the summit"), or to the one that it stands inside of ("the
2024 leaders' summit"). A date between which and the phrase an instrument is adopted belongs to that.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.events.phrases import Phrase
from extractors.events.subjects import is_looked_back_to
from extractors.mentions.dates import in_year
from extractors.model import DateExpression, DatePrecision, DateRole, EventKind, PlaceMention, Span

_REACH = 170  # characters between a phrase and the date or place that belongs to it
_BEFORE = 400  # and before it for who hosts it, or where its sentence opens
_CLOSE_BEFORE = 60  # characters between a day and the phrase it introduces
_CLOSE = 70  # characters; a date further off belongs to the phrase only if a verb of holding joins them
_TAKING_PLACE = re.compile(
    r"\b(?:held|tak(?:e|es|ing)\splace|took\splace|hosted|convened?|opened|be|was|were)\b"
)
_NOT_OURS = (DateRole.DOCUMENT, DateRole.DEADLINE, DateRole.VALIDITY)
_OTHER_MATTER = re.compile(
    r"\b(?:adopted|endorsed|signed|approved|agreed|established|launched|discussed|follow(?:ing|\sup)|since|"
    r"until|by|resolution|"
    r"published|issued|available|posted|distributed|circulated|registered|"
    r"declaration|agreement|treaty|protocol|which|who|that|after|before|decided|welcom\w+|reaffirm\w+|"
    r"recall\w+|not(?:ed|ing)|previous|editions?)\b"
    r"|[;:]|(?<![A-Z])\.\s|\n\s*\n",
    re.I,
)
# "spoke on 3 May about the summit"
_TALKED_OF = re.compile(r"\b(?:about|regarding|concerning|ahead\sof|preparations)\b")
# "…, convened by the President in …": what follows speaks of the event still
_AGENT = re.compile(r"\b(?:held|hosted|convened|organi[sz]ed|co-?\w+ed|chaired)\sby\s(?=\w+\s\w)")
_REMOTE = re.compile(
    r"\s(?:by|via|over|through)\s(?:an?\s)?(?:video\S*|tele\S*|phone|Zoom|online\s\w+)(?:\slink)?"
)
_HELD_ON = re.compile(r"\b(?:held|hosted|convened|opened|took\splace)\b[^.;]{0,60}$")
_RIGHT_AFTER = re.compile(r"(?:,?\s(?:in|at)\s(?:the\s)?[A-Z][\w, ]{2,30}?)?,?\s(?:in|on|from)\s(?:the\s)?")
_HELD_ON_MARGIN = re.compile(
    r"\b(?:held|place|organi[sz]ed|hosted|convened)\son\sthe\s(?:margins|"
    r"sidelines)\sof\s(?:the\s)?(?:\d{4}\s)?$"
)
_HOSTED_BY = re.compile(r"\bhosted\sby\s(?:the\s)?$")
# "the Decade “Water for All”, 2018–2028, in …": a quoted name and years that belong to the phrase
_REST_OF_NAME = re.compile(r"(?:,?\s[“\"«][^”\"»]{3,120}[”\"»],?)?(?:\s\d{4}\s?[–-]\s?\d{4}\b)?")
# "…, which Norway will host in …", "…, which took place in …": the clause speaks of the event itself
_HOSTED_BY_CLAUSE = re.compile(
    r"(?:,?\s(?:which|that)\s|\s(?=the\s[A-Z]))"
    r"(?:(?:[A-Z][\w’'-]+|the|of|will|had|has|is|was|to|be|been|plans?|intends?|originally|initially|previously)\s){0,7}?"
    r"(?:host(?:ed|s)?|held|hold|organi[sz]ed?|conduct(?:ed)?|undertook|"
    r"tak(?:e|es|ing)\splace|took\splace|conven\w+|open(?:ed|s)?|run|runs|ran|happen\w*|occur\w*|scheduled|planned)\s"
)
# "… responding to the threat posed by floods that is scheduled for …": what lies before speaks of its matter
_PURPOSE = re.compile(r"^\s[a-z]+ing\s(?:[a-z-]+\s){1,14}(?=held\s)")
_PLACE_LEAD = re.compile(
    r"(?:\b(?:in|at|hosted\sby|visit(?:ed)?|[Ii]n\sthe\scity\sof)\s(?:the\s)?(?:(?:city|town|"
    r"capital)\sof\s)?|[,(]\s?|^\sof\s(?:the\s)?)$"
)
_VISITED = re.compile(r"\b(?:to|of)\s(?:the\s)?(?:(?:city|town|capital)\sof\s)?$")
_HOSTING = re.compile(r"\s(?:(?:will|has|to|is\sto|shall)\s){0,2}(?:hosted|hosts?|hosting)\b", re.I)
# "… will be in X from 5 to 6 May to attend the summit", "travelled to X for the summit"
_GOING = re.compile(
    r"\b(?:be|was|were|is|are|travel\w*|go|goes|went|arriv\w+|came|come|return\w*|gather\w*|met|meet|visit\w*)"
    r"(?:\s(?:in|at|to))?\s(?:the\s)?(?:(?:city|town)\sof\s)?$"
)
_TO_ATTEND = re.compile(
    r"\b(?:for|to\s(?:lead|head)\s(?:the|an?|his|her|their)\s(?:[\w.’'-]+\s){0,5}[Dd]elegation\s(?:to|at|for)|"
    r"to\s(?:\w+ly\s)?(?:attend|participate\sin|take\spart\sin|join|co-?chair|chair|host|co-?host|"
    r"address|open)|(?:participat|attend|join)\w*(?:\sin)?|where\s(?:\w+\s){1,4}(?:attend|participate\sin|"
    r"join|hold|have|host))\s(?:the\s|an?\s|its\s|their\s|this\s)?(?:[A-Z]\w+\s[\d–-]{1,5},?\s)?(?:\d{4}\s)?$"
)
_CONVENING_IN = re.compile(
    r"\b(?:hold|host|conven|organi[sz])\w*,?\s(?:[Ii]n|at)\s(?:the\s)?(?:city\sof\s)?$"
)
# "adopted in Oslo by the conference", "signed in Oslo at the summit"
_DONE_IN = re.compile(
    r"\b(?:adopted|signed|endorsed|agreed|concluded|launched|made)\sin\s(?:the\scity\sof\s)?$"
)
# "In Oslo, …", "Over the last two days in Oslo, …"
_PLACE_FIRST = re.compile(
    r"(?:^[\W_]*(?:While\s)?|,\s|\bmet\s|^[\W_]*(?:On|Over|During|For|Earlier|Later|Last|This|Today|"
    r"Yesterday)\b[\w\s]{0,40}\s)[Ii]n\s$"
)
_DONE_AT = re.compile(r"(?:,\s[A-Z][\w\s]{2,30},?)?\s(?:by|at|during)\s(?:the\s|its\s|their\s)?$")
_AND = re.compile(r",?\s(?:and|as\swell\sas)\s(?:(?:the|a|an|in\sthe|at\sthe|for\sthe)\s)?")
_OPENING = re.compile(
    r"^(?:\d{1,3}\.\s)?[\W_]*(?:(?:on|in|from|during|between|today|at)\b[\W_]*(?:the\s)?)?$", re.I
)
_BRACKET = re.compile(r"\s{0,2}\(\s?$")
_TO_DO = re.compile(r"\sto\s(?!be\b|take\b|the\b|an?\b)[a-z]")
_SIDELINES = re.compile(
    r"\b(?:met|meet|held|hold|spoke|convened)\b(?:[^.;]|(?<=[A-Z])\.){0,280}\b(?:sidelines|"
    r"margins)\sof\s(?:the\s|an?\s)?(?:\d{4}\s)?$"
)
# "the Oslo Agreement", "the Oslo-Bergen Lake Framework": a city that only names a text
_OF_TEXT = re.compile(
    r"(?:[-–][A-Z][\w’'-]*)?\s(?:[A-Z][\w’'-]*\s){0,3}(?:Agreement|Declaration|Convention|Protocol|Accords?|"
    r"Pact|Treaty|Consensus|Process|Principles|Charter|Framework|Agenda|Plan|Programme|Statement|"
    r"Communiqu\w+|Compact|Roadmap|Strategy)\b"
)
_YARDSTICK = re.compile(r"[\s-](?:levels?|baselines?|targets?|goals?|prices|emissions|budget)\b")
_OF_RECORD = re.compile(r",\s(?:Supplement|Annex(?:es)?|vol\.|chap\.|Part\b)")
_INSIDE_WORD = re.compile(r"[’']s\b")


@dataclass(frozen=True, slots=True)
class Setting:
    """A date and a place of an event, each as far as the text gives it."""

    date: DateExpression | None = None
    place: PlaceMention | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether neither is known."""
        return self.date is None and self.place is None


class Settings:
    """Finds the settings of the phrases of one text. Dates and places must be in order."""

    def __init__(
        self,
        text: str,
        dates: Sequence[DateExpression],
        places: Sequence[PlaceMention],
        phrases: Sequence[Phrase],
    ) -> None:
        self._text = text
        self._dates = [date for date in dates if _can_date_events(text, date)]
        self._date_starts = [date.span.start for date in self._dates]
        self._places = list(places)
        self._place_starts = [place.span.start for place in places]
        # The "(COP27)" after a name is no other event: what follows still belongs to the name.
        apart = [p for p in phrases if p.number is None or text[p.span.start - 1 : p.span.start] != "("]
        self._phrases = apart
        self._phrase_starts = [phrase.span.start for phrase in apart]

    def of(self, phrase: Phrase, sentence: Span) -> Setting:
        """Return the date and the place that belong to `phrase`."""
        until = min(self._next_phrase(phrase), sentence.end, phrase.span.end + _REACH)
        after = self._place_after(phrase, until)
        place = after if after is not None and not is_state(after) else self._place_inside(phrase)
        place = place or self._place_before(phrase, sentence) or after
        return Setting(self._date_of(phrase, sentence, until), place)

    def several(self, phrase: Phrase, sentence: Span) -> list[Setting]:
        """Return the pairs of place and date of "meetings held in A in 2022 and B in 2023"."""
        until = min(self._next_phrase(phrase), sentence.end, phrase.span.end + _REACH)
        pairs: list[Setting] = []
        for place in self._places_between(phrase.span.end, until):
            for date in self._dates_between(place.span.end, until)[:1]:
                gap = self._text[place.span.end : date.span.start]
                if re.fullmatch(r",?\s(?:in|on)\s", gap):
                    pairs.append(Setting(date, place))
        return pairs

    def _date_of(self, phrase: Phrase, sentence: Span, until: int) -> DateExpression | None:
        """Return the date after the phrase, unless another year stands in the phrase ("the 2010 summit")."""
        after, inside = self._date_after(phrase, until), self._date_inside(phrase)
        if after is not None and inside is not None and inside.start is not None:
            after = in_year(self._text, after, inside.start.year)
        if after is not None and inside is not None and not _agree(after, inside):
            return inside
        return (
            after or inside or self._date_past_margin(phrase, sentence) or self._date_before(phrase, sentence)
        )

    def _date_past_margin(self, phrase: Phrase, sentence: Span) -> DateExpression | None:
        """Return the day of "the side event will be held on the margins of the Lake Week on 5 May"."""
        following = self._next_phrase(phrase)
        if following - phrase.span.end > _REACH or following >= sentence.end:
            return None
        between = self._text[phrase.span.end : following].replace("\n", " ")
        if _HELD_ON_MARGIN.search(between) is None:
            return None
        for date in self._dates_between(following, min(sentence.end, following + _REACH)):
            is_day = date.precision is DatePrecision.DAY and date.role is DateRole.EVENT
            gap = self._text[following : date.span.start]
            return date if is_day and gap.endswith(" on ") and not _OTHER_MATTER.search(gap) else None
        return None

    def _next_phrase(self, phrase: Phrase) -> int:
        index = bisect_right(self._phrase_starts, phrase.span.start)
        return self._phrase_starts[index] if index < len(self._phrase_starts) else len(self._text)

    def _dates_between(self, start: int, end: int) -> list[DateExpression]:
        return self._dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    def _places_between(self, start: int, end: int) -> list[PlaceMention]:
        return self._places[bisect_left(self._place_starts, start) : bisect_left(self._place_starts, end)]

    def _date_after(self, phrase: Phrase, until: int) -> DateExpression | None:
        near = self._dates_between(phrase.span.end, until)
        end = self._end_of_name(phrase)
        for index, date in enumerate(near):
            if date.span.end <= end:
                continue
            if self._opens_another(date, until):
                return None
            gap = self._gap(end, date.span.start)
            if date.role in _NOT_OURS or _OTHER_MATTER.search(gap):
                return None
            if date.precision is DatePrecision.YEAR and _TO_DO.match(gap):
                return None  # "pledged at the summit to reduce … in 2030"
            is_told = _TAKING_PLACE.search(gap) is not None
            is_day = date.precision is DatePrecision.DAY or date.rule_id == "date_without_year"
            if is_day and not is_told and self._is_margin(phrase):
                return None  # "met on the sidelines of the summit on 3 May"
            if len(gap) > _CLOSE and not is_told:
                return None
            if date.role is DateRole.INSTRUMENT and not _BRACKET.fullmatch(gap):
                return None
            return self._finer(date, near[index + 1 : index + 2]) or date
        return None

    def _opens_another(self, date: DateExpression, following: int) -> bool:
        """Tell the day of "… and the 5 May 2021 Lake Conference", which is the next event's."""
        return following < len(self._text) and self._text[date.span.end : following] == " "

    def _end_of_name(self, phrase: Phrase) -> int:
        rest = _REST_OF_NAME.match(self._text, phrase.span.end)
        return rest.end() if rest is not None else phrase.span.end

    def _gap(self, start: int, end: int) -> str:
        """Return the words between phrase and date or place on one line, who held it left out."""
        words = _HOSTED_BY_CLAUSE.sub(" held ", self._text[start:end].replace("\n", " "))
        words = _PURPOSE.sub(" ", words)
        return _REMOTE.sub("", _AGENT.sub("held ", words))

    def _is_margin(self, phrase: Phrase) -> bool:
        """Tell an event on the sidelines of which something else is said to be held."""
        start = max(0, phrase.span.start - 2 * _REACH)
        return _SIDELINES.search(self._text[start : phrase.span.start].replace("\n", " ")) is not None

    def _finer(self, year: DateExpression, following: Sequence[DateExpression]) -> DateExpression | None:
        """Return the days of "Salmon 2022, held from 3 to 10 April 2022" for the year in the name."""
        for date in following:
            gap = self._text[year.span.end : date.span.start]
            is_within = year.precision is DatePrecision.YEAR and _agree(year, date) and date.start is not None
            if is_within and date.role is DateRole.EVENT and _TAKING_PLACE.search(gap):
                return date if not _OTHER_MATTER.search(gap) else None
        return None

    def _date_inside(self, phrase: Phrase) -> DateExpression | None:
        before_noun = self._dates_between(phrase.span.start, phrase.noun_span.start)
        within_name = (
            self._dates_between(phrase.noun_span.end, phrase.span.end) if phrase.title is None else []
        )
        candidates = [*before_noun, *(date for date in within_name if date.role is DateRole.EVENT)]
        return candidates[0] if candidates else None

    def _date_before(self, phrase: Phrase, sentence: Span) -> DateExpression | None:
        """Return the date that opens the sentence, if this is the first phrase after it."""
        for date in reversed(self._dates_between(sentence.start, phrase.span.start)):
            opening = self._text[sentence.start : date.span.start]
            if self._is_of_earlier(date, sentence):
                return None
            between = self._text[date.span.end : phrase.span.start]
            if date.role in (*_NOT_OURS, DateRole.INSTRUMENT) or self._has_phrase(
                date.span.end, phrase.span.start
            ):
                return None
            if (
                _OPENING.match(opening[-40:])
                or "\n" in opening[-12:]
                or re.search(r"[–-]\s*(?:On|In)\s$", opening)
            ):
                return date if not re.search(r"[;]|\.\s", between) else None
            is_close = len(between) < _CLOSE_BEFORE and not _TALKED_OF.search(between)
            return date if is_close and not _OTHER_MATTER.search(between) else None
        return None

    def _is_of_earlier(self, date: DateExpression, sentence: Span) -> bool:
        """Tell the day of "the summit held in Oslo from 4 to 5 May" from one that comes before its event."""
        index = bisect_left(self._phrase_starts, date.span.start) - 1
        if index >= 0 and self._phrase_starts[index] >= sentence.start:
            earlier = self._phrases[index].span
            gap = self._text[earlier.end : date.span.start].replace("\n", " ")
            if is_looked_back_to(self._text, earlier) and _RIGHT_AFTER.fullmatch(gap):
                return True
        held = _HELD_ON.search(self._text, max(sentence.start, date.span.start - _CLOSE), date.span.start)
        return held is not None and self._has_phrase(max(sentence.start, held.start() - _REACH), held.start())

    def _has_phrase(self, start: int, end: int) -> bool:
        index = bisect_left(self._phrase_starts, start)
        return index < len(self._phrase_starts) and self._phrase_starts[index] < end

    def _place_after(self, phrase: Phrase, until: int) -> PlaceMention | None:
        found: PlaceMention | None = None
        for place in self._places_between(phrase.span.end, until):
            gap = self._gap(phrase.span.end, place.span.start)
            if _OTHER_MATTER.search(gap) and not _HOSTED_BY.search(gap):
                break
            if is_state(place) and _INSIDE_WORD.match(self._text, place.span.end):
                continue  # "in Norway's rivers"
            if _OF_TEXT.match(self._text, place.span.end):
                continue  # "the Parties to the Oslo Agreement"
            is_listed = (
                gap.rstrip().endswith(",") and len(gap) > 3
            )  # "experts from A, B and C" meet elsewhere
            if (
                found is not None
                and self._text[found.span.end : place.span.start].split() == ["in"]
                and not is_state(place)
            ):
                found = place  # "at the Palace in Dushanbe"
            elif self._leads_to_place(phrase, gap) and not is_listed and (found is None or is_state(found)):
                found = place if found is None or not is_state(place) else found
        return found

    def _leads_to_place(self, phrase: Phrase, gap: str) -> bool:
        is_goal = phrase.kind is EventKind.VISIT and _VISITED.search(gap) is not None
        return is_goal or _PLACE_LEAD.search(gap) is not None

    def _place_inside(self, phrase: Phrase) -> PlaceMention | None:
        """Return the city of "the Samarkand conference", which stands right before noun or adjectives."""
        for place in self._places_between(phrase.span.start, phrase.noun_span.start):
            hyphened = (
                self._text[place.span.end : place.span.end + 1] in "-–"
                or self._text[place.span.start - 1] in "-–"
            )
            is_of_text = _OF_TEXT.match(self._text, place.span.end, phrase.noun_span.start) is not None
            if not (is_state(place) or hyphened or is_of_text):
                return place
        return None

    def _place_before(self, phrase: Phrase, sentence: Span) -> PlaceMention | None:
        """Return the place that hosts ("the city of X hosted …") or opens the sentence ("In X, …")."""
        first = max(sentence.start, phrase.span.start - _BEFORE)
        for place in reversed(self._places_between(first, phrase.span.start)):
            between = self._text[place.span.end : phrase.span.start]
            lead = self._text[max(sentence.start, place.span.start - _BEFORE) : place.span.start]
            lead = lead.replace("\n", " ")
            if _DONE_IN.search(lead) and _DONE_AT.fullmatch(between) and not is_state(place):
                return place
            if self._has_phrase(place.span.end, phrase.span.start) or _OTHER_MATTER.search(between):
                return None
            if is_state(place) and re.search(r"\w,\s$", lead):
                continue  # "in Bangkok, Thailand": the city says more
            if _HOSTING.match(between) or _PLACE_FIRST.search(lead):
                return place
            if _CONVENING_IN.search(lead) and not is_state(place):
                return place
            is_on_the_way = _GOING.search(lead) and _TO_ATTEND.search(between.replace("\n", " "))
            if is_on_the_way and not is_state(place):
                return place
        return None

    def is_joined(self, phrase: Phrase, previous: Phrase) -> bool:
        """Tell whether only "and the" stands between two phrases."""
        gap = self._text[previous.span.end : phrase.span.start].replace("\n", " ")
        return len(gap) < 24 and _AND.fullmatch(gap) is not None


def _agree(one: DateExpression, other: DateExpression) -> bool:
    return one.start is None or other.start is None or one.start.year == other.start.year


def _can_date_events(text: str, date: DateExpression) -> bool:
    """Tell a day, month or year from the number of a session, a decade, and years of records and "levels"."""
    if date.precision is DatePrecision.ORDINAL_SESSION or date.rule_id == "date_decade":
        return False
    is_something_else = _YARDSTICK.match(text, date.span.end) or _OF_RECORD.match(text, date.span.end)
    return date.precision is not DatePrecision.YEAR or not is_something_else


def is_state(place: PlaceMention) -> bool:
    """Tell a state from a city: only a city says where an event is."""
    return place.rule_id == "place_state"
