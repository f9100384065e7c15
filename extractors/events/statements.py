"""Statements and announcements that a text tells of as events of a day (codebook §2).

"They issued a joint statement on 3 May", "the statement by the Council of 3 May", "in March 2021 they
announced the pathway": what was said is an event where the text says when. The formula of a
presidential statement of the Security Council needs no day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from extractors.events.drafts import Draft
from extractors.events.settings import is_state
from extractors.grammar.sentences import sentence_at
from extractors.grammar.word_groups import words
from extractors.grammar.word_places import first_words, word_places
from extractors.model import DateExpression, DatePrecision, EventKind, EventStatus, PlaceMention, Span

_NEAR = 150  # characters after the word in which its date stands
_FEW = 20  # places looked at before an announcement
_FINE = (DatePrecision.DAY, DatePrecision.DAY_RANGE, DatePrecision.MONTH)
_ISSUED = "issued|released|made|published|delivered"
_ISSUING = re.compile(
    rf"\b(?:{_ISSUED})\s(?P<article>the\sfollowing\s|an?\s|the\s|their\s|our\s|its\s|another\s)?"
    r"(?P<what>(?:(?:[Jj]oint|presidential|press|public|ministerial|leaders['’]|strong|new|first)\s){0,3}"
    r"(?:[Ss]tatement|declaration|communiqu[eé]|announcement|press\srelease|appeal))\b"
)
_NOUNS = "statement|announcement|declaration"
_NAMED = re.compile(
    rf"\b(?P<what>{_NOUNS})(?=\s(?:(?:made|issued)\s)?(?:by|of|from)\s(?:(?:the|its|our|their|"
    rf"an?)\s)?(?:[A-Z]|\d{{1,2}}\s[A-Z]))"
)
_ANNOUNCED = re.compile(
    r"\bannounced\s(?P<what>(?!(?:that|on|in|at|by|as|during|today)\b)(?:(?:the|an?|our|their|its)\s)?[\w“\"])"
)
_PUBLIC = "announced|issued|released|launched"
_WAS_ANNOUNCED = re.compile(rf"\b(?P<verb>{_PUBLIC})\s(?=(?:by\s[^,.;]{{3,80}}\s)?(?:on|in)\s)")
_LAUNCHING = re.compile(
    r"\b[Ll]aunch(?:ing)?(?P<day>,?\s(?:on|in)\s[\w\s]{0,14}\d{4},?)?\sof\s"
    r"(?P<what>(?:(?:the|an?|its|their|our)\s)?(?:[a-z][a-z-]*\s){0,3}[A-Z“\"])"
)
_ORDNANCE = re.compile(r"missile|rocket|satellite|probe|attack|vehicle|weapon|drone|operation|\bwar\b", re.I)
_LAUNCH = re.compile(
    r"\blaunch(?=[,.;]|\s(?:and|in|on|at|early|earlier|late|later|next|last|this|today|yesterday)\b)"
)
_FORMALLY = r"(?:formal|official|recent|successful|public|global|upcoming|forthcoming|joint)"
_NAME = r"[A-Z][\w-]*(?:\s[A-Z][\w-]*){1,7}"
_LAUNCHED_NAME = re.compile(
    rf"(?P<what>(?:[A-Z][\w-]*\s){{0,4}}[A-Z][\w-]*[’']s?\s(?:{_FORMALLY}\s)?{_NAME}\s(?:{_FORMALLY}\s)?|"
    rf"{_NAME}\s{_FORMALLY}\s)$"
)
_LAUNCH_END = re.compile(r"\s(?:to\s[a-z]|in\s[A-Z])")
_AHEAD = re.compile(r"\s(?:early\s|late\s|in\s(?:early|late)\s)?(?:next\s|later\sthis\s)|\slater\sthis\s")
_TODAYS = re.compile(
    r"\b[Tt]oday[’']s\s(?P<what>(?!Joint\s)[A-Z][\w-]*(?:\s[A-Z][\w’-]*){0,5}\s(?:[Ss]tatement|"
    r"[Dd]eclaration))\b"
)
_SAYING = re.compile(
    r"\b(?:Statement|Communiqu[eé]|Declaration|Release|Summary|Conclusions)(?:\s(?:on|of|for)\s.+)?$"
)
_NAME_BEFORE = re.compile(
    r"\b(?:The\s)?(?P<what>[A-Z][\w.’'-]*(?:\s(?:(?:of|on|for|in|and|the|to|between|with|"
    r"&)\s){0,2}[A-Z][\w.’'-]*){0,12})(?:,?\s(?:which|that)\s(?:was|were)|,)?\s$"
)
_OF_THE_COUNCIL = re.compile(r"\bPresident\sof\sthe\s(?:Security\s)?Council\s$")
_DATE_LEAD = re.compile(r"\s(?:on|in|of|dated)\s(?:the\s)?$")
_END = re.compile(
    r"[,.;:(]\s|\s(?:which|that|who|when|where|has|have|had|was|were|is|are|will|would|issued|made|delivered|"
    r"condemning|calling|stressing)\s"
)
_DATE_OPENS = re.compile(r"[\W_\d]*(?:(?:On|In|on|in|Earlier,? in|Later,? in)\s)?(?:the\s)?")
_GOES_ON = re.compile(r"\s(?:that|the|an?|its|their|plans)\s")
# The date of what was announced, not of the announcement.
_OF_CONTENT = re.compile(
    r"[;:]|\.\s|\b(?:will|would|shall|to|since|until|after|before|held|hosted|which|that|who|scheduled|"
    r"planned|starting|beginning|effective|adopted|signed|resolution|meeting|summit|conference|visit|"
    r"session)\b"
)
_LAUNCH_WORDS = frozenset(("launch", "Launch", "launching", "Launching"))
_INITIATIVES = words("event_words", "initiatives")


def _is_initiative(name: str) -> bool:
    """Tell the "Lake Plan", which is launched, from "South Lakeland"."""
    return not _INITIATIVES.isdisjoint(re.findall(r"\w+", name.lower())) and not _ORDNANCE.search(name)


class StatementReader:
    """Reads the statements of one text; dates and places must be in order."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Span],
        marks: tuple[Sequence[DateExpression], Sequence[PlaceMention]],
        reference: date | None,
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._dates, self._places = marks
        self._date_starts = [each.span.start for each in self._dates]
        self._place_starts = [each.span.start for each in self._places]
        self._reference = reference

    def find(self) -> list[Draft]:
        """Return the statements in text order, each place told once."""
        kept: list[Draft] = []
        families = (
            self._issued,
            self._said,
            self._announced,
            self._was_announced,
            self._launching,
            self._launches,
            self._todays,
        )
        told = (draft for family in families for draft in family())
        for draft in sorted(told, key=lambda each: (each.span, each.name)):
            if not kept or not kept[-1].span.overlaps(draft.span):
                kept.append(draft)
        return kept

    def _issued(self) -> Iterator[Draft]:
        """Yield "our governments issued a joint statement on 3 January"."""
        for match in word_places(self._text).matches(_ISSUING, first_words(_ISSUED)):
            sentence = sentence_at(self._sentences, match.start())
            what = self._with_complement(match, sentence)
            lead = self._text[max(sentence.start, match.start() - 40) : match.start()]
            if (when := self._date_of(match, sentence)) is not None:
                yield self._draft(what.of(self._text), Span(match.start(), what.end), when)
            elif _OF_THE_COUNCIL.search(lead) and (match["article"] or "").startswith("the following"):
                yield self._draft(
                    "statement by the President of the Security Council", Span(*match.span()), None
                )

    def _said(self) -> Iterator[Draft]:
        """Yield "the statement by the Lake Council on 1 December", "our announcement of the Pact in May"."""
        for match in word_places(self._text).matches(_NAMED, first_words(_NOUNS)):
            sentence = sentence_at(self._sentences, match.start())
            what = self._with_complement(match, sentence)
            if (when := self._date_after(match, sentence)) is not None:
                is_bare = what.of(self._text) == match["what"]  # "the statement of 3 August"
                named = Span(what.start, when.span.end) if is_bare else what
                yield self._draft(named.of(self._text), what, when)

    def _announced(self) -> Iterator[Draft]:
        """Yield "in March 2021 they announced the pathway", "we announced the Pact in May"."""
        for match in word_places(self._text).matches(_ANNOUNCED, frozenset(("announced",))):
            sentence = sentence_at(self._sentences, match.start())
            what = self._with_complement(match, sentence)
            if (when := self._date_of(match, sentence)) is not None:
                name = f"announcement of {what.of(self._text)}"
                yield self._draft(name, Span(match.start(), what.end), when, self._city_before(match, when))

    def _was_announced(self) -> Iterator[Draft]:
        """Yield "the Lake Pact, which was announced in May 2021", "the Lake Statement issued on 3 May"."""
        for match in word_places(self._text).matches(_WAS_ANNOUNCED, first_words(_PUBLIC)):
            sentence = sentence_at(self._sentences, match.start())
            window = max(sentence.start, match.start() - _NEAR)
            what = _NAME_BEFORE.search(self._text, window, match.start())
            when = self._date_after(match, sentence)
            if what is None or when is None:
                continue
            span = Span(what.start("what"), match.end("verb"))
            if _SAYING.search(what["what"]) is not None:
                yield self._draft(what["what"], span, when)
            elif match["verb"] == "launched" and _is_initiative(what["what"]):
                yield self._draft(f"launch of {what['what']}", span, when)
            elif match["verb"] == "announced":
                is_of = _GOES_ON.match(self._text, when.span.end) is None
                yield self._draft(f"announcement {'of' if is_of else 'by'} {what['what']}", span, when)

    def _launching(self) -> Iterator[Draft]:
        """Yield "the launch, on 3 May 2021, of the Lake Plan", "the launch of the Lake Plan in May 2021"."""
        for match in word_places(self._text).matches(_LAUNCHING, _LAUNCH_WORDS):
            sentence = sentence_at(self._sentences, match.start())
            what = self._with_complement(match, sentence)
            when = self._date_within(match) if match["day"] else self._date_after(match, sentence)
            end = _LAUNCH_END.search(self._text, match.end("what"), what.end)
            what = Span(what.start, end.start()) if end is not None else what
            if when is not None and not _ORDNANCE.search(what.of(self._text)):
                city = self._city_between(what.end, when.span.start)
                yield self._draft(
                    f"launch of {what.of(self._text)}", Span(match.start(), what.end), when, city
                )

    def _launches(self) -> Iterator[Draft]:
        """Yield "the Lake Commission’s recent River Gateway launch"."""
        for match in word_places(self._text).matches(_LAUNCH, frozenset(("launch",))):
            sentence = sentence_at(self._sentences, match.start())
            floor = max(sentence.start, match.start() - _NEAR)
            named = _LAUNCHED_NAME.search(self._text, floor, match.start())
            if named is None or _ORDNANCE.search(named["what"]):
                continue
            span = Span(named.start("what"), match.end())
            draft = self._draft(span.of(self._text), span, None)
            if _AHEAD.match(self._text, match.end()):
                draft.status = EventStatus.PLANNED
            yield draft

    def _todays(self) -> Iterator[Draft]:
        """Yield "today’s Lake Leaders statement"."""
        for match in word_places(self._text).matches(_TODAYS, frozenset(("Today", "today"))):
            yield self._draft(match["what"], Span(*match.span("what")), None)

    def _date_within(self, match: re.Match[str]) -> DateExpression | None:
        """Return the day between "launch" and "of"."""
        first = bisect_left(self._date_starts, match.start("day"))
        within = (when for when in self._dates[first : first + 1] if when.span.end <= match.end("day"))
        return next((when for when in within if when.start is not None), None)

    def _with_complement(self, match: re.Match[str], sentence: Span) -> Span:
        """Return what was said as far as its date, or the end of the clause."""
        limit = min(sentence.end, match.end() + _NEAR)
        first = bisect_left(self._date_starts, match.end())
        for when in self._dates[first : first + 1]:
            limit = min(limit, when.span.start)
        end = _END.search(self._text, match.end("what"), limit)
        words = self._text[match.start("what") : end.start() if end is not None else limit]
        return Span(match.start("what"), match.start("what") + len(_DATE_LEAD.sub("", words).rstrip(" .,;")))

    def _date_of(self, match: re.Match[str], sentence: Span) -> DateExpression | None:
        return self._date_after(match, sentence) or self._date_opening(match, sentence)

    def _date_after(self, match: re.Match[str], sentence: Span) -> DateExpression | None:
        """Return the date that follows, unless it is that of something else said there."""
        first = bisect_left(self._date_starts, match.end())
        for when in self._dates[first : first + 1]:
            gap = self._text[match.end() : when.span.start].replace("\n", " ")
            is_near = when.span.end <= min(sentence.end, match.end() + _NEAR)
            is_ahead = match.re is _ANNOUNCED and not self._is_past(when)  # the day of what was announced
            is_led_to = _DATE_LEAD.search(match.group()[-1:] + gap) is not None or _DATE_LEAD.search(
                f" {gap}"
            )
            if is_near and is_led_to and not (is_ahead or _OF_CONTENT.search(gap)) and self._is_day(when):
                return when
        return None

    def _date_opening(self, match: re.Match[str], sentence: Span) -> DateExpression | None:
        """Return the date that opens the sentence, unless it is only "today"."""
        first = bisect_left(self._date_starts, sentence.start)
        for when in self._dates[first : first + 1]:
            is_opening = _DATE_OPENS.fullmatch(self._text, sentence.start, when.span.start) is not None
            is_near = 0 < match.start() - when.span.end <= _NEAR
            between = self._text[when.span.end : match.start()]
            if is_opening and is_near and self._is_day(when) and not re.search(r"[;:]|\.\s", between):
                return when
        return None

    def _is_day(self, when: DateExpression) -> bool:
        return when.precision in _FINE and re.search(r"\d", when.span.of(self._text)) is not None

    def _is_past(self, when: DateExpression) -> bool:
        return self._reference is None or when.start is None or when.start <= self._reference

    def _city_before(self, match: re.Match[str], when: DateExpression) -> PlaceMention | None:
        """Return the city of "in March 2021, we stood together in Oslo and announced …"."""
        return self._city_between(when.span.end, match.start())

    def _city_between(self, start: int, end: int) -> PlaceMention | None:
        """Return the only city between two offsets, after "in"."""
        first, last = (bisect_left(self._place_starts, at) for at in (start, end))
        cities = [place for place in self._places[first:last][:_FEW] if not is_state(place)]
        is_in = (
            len(cities) == 1 and re.search(r"\bin\s$", self._text[: cities[0].span.start][-4:]) is not None
        )
        return cities[0] if is_in else None

    def _draft(
        self, name: str, span: Span, when: DateExpression | None, place: PlaceMention | None = None
    ) -> Draft:
        return Draft(
            span,
            EventKind.STATEMENT,
            " ".join(name.split()),
            "event_statement",
            when,
            place=place.place if place is not None else None,
            country_code=place.country_code if place is not None else None,
            status=EventStatus.HELD,
            mentions=[span],
            confidence=0.6,
        )
