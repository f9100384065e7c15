"""Visits that only a verb tells of: "the President will travel to …", "looks forward to welcoming …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.events.drafts import Draft
from extractors.events.settings import is_state
from extractors.events.subjects import OFFICE, is_pronoun_before, subject_before
from extractors.grammar.sentences import sentence_at
from extractors.grammar.word_places import first_words, word_places
from extractors.model import (
    ActorMention,
    DateExpression,
    DatePrecision,
    EventKind,
    EventStatus,
    PlaceMention,
    Span,
)

_NEAR = 90  # characters after the last place in which the date stands
_FAR = 160  # the same where what one goes for is named between the two
_OPENING = 20  # characters of the sentence in which a date that opens it begins
_FUTURE = r"(?:will|shall|would|(?:is|are)\s(?:scheduled\s|expected\s|due\s)?to|plans?\sto|intends?\sto)"
_LEAD = re.compile(
    rf"\s(?:(?P<future>{_FUTURE}|(?:is|are)(?=\s)|accept(?:s|ed)\s(?:an?|the|his|her|"
    rf"their)\sinvitation\sto)\s|"
    r"(?:has|have|had)\s)?(?:(?:also|then|first|next|later|recently|again|\w+ly)\s)?$"
)
_TRAVEL = "travel|traveled|travelled|travels|traveling|travelling|go|went"
_VISIT = "visit|visited|visits"
_ARRIVE = "arrive|arrived|arrives"
_MAKE = "make|makes|made"
_LEAD_ON, _BEGIN = "lead|led|head|heads|headed", "begin|began"
_VERB = re.compile(
    rf"\b(?P<verb>(?:{_TRAVEL})\s(?:on\s)?to|(?:{_VISIT})|paid\s(?:an?\s)?(?:\w+\s){{0,2}}visit\sto|"
    r"(?:undertook|conducted)\s(?:an?|its)\s(?:\w+\s)?mission\sto|"
    rf"(?:{_ARRIVE})\sin|(?<=\bwill\s)be\sin|(?:{_LEAD_ON})\s(?:an?|the)\s(?:[\w.-]+\s){{0,3}}delegation\sto|"
    rf"(?:{_MAKE})\san?\s(?:\w+\s){{0,2}}(?:stop(?:over)?|visit|trip|call)\s(?:to|in|at)|"
    rf"(?:{_BEGIN})\s(?:his|her|their)\s(?:\w+\s)?(?:trip|visit|travel)s?\sin)\s(?:the\s)?"
    r"(?:(?:city|town|capital)\sof\s)?"
)
_VERBS = first_words(f"be|undertook|conducted|{_TRAVEL}|{_VISIT}|paid|{_ARRIVE}|{_LEAD_ON}|{_BEGIN}|{_MAKE}")
# "a delegation of the Lake Council", "the members of the Security Council"
_DELEGATION = re.compile(
    r"\b(?:(?:[Tt]he|[Aa]n?)\s(?:[\w-]+\s){0,2}(?:delegation|mission)|(?:[Tt]he\s)?[Mm]embers)\s(?:of|from)\s"
    r"(?:the\s)?(?:[A-Z][\w’'-]*\s(?:(?:of|and|for)\s(?:the\s)?)?){0,7}[A-Z][\w’'-]*$"
)
# "visit the Lake Research Centre": a house that no gazetteer knows
_NAME_WORD = r"[A-Z][\w’'&-]*\s(?:(?:of|for|and|the|at)\s){0,2}"
_HOUSE = re.compile(
    rf"(?:(?:{_NAME_WORD}){{1,8}}(?:Cent(?:er|re)|University|Institute|Museum|Headquarters|Secretariat|"
    rf"Parliament|Memorial|"
    r"Base|Hospital|School|College|Academy|Laborator(?:y|ies)|Plant|Cathedral|Mosque|Palace|Office|Embassy|"
    r"Factory|Port|Airport|Camp|Facility|Monument|Cemetery|Station|Library|Complex|Park|Foundation|Mission|"
    rf"House)\b|(?:{_NAME_WORD}){{0,4}}(?:University|Institute|Museum|Parliament|Embassy|Port|"
    rf"Academy)\sof\s(?:the\s)?[A-Z]\w+(?:\s[A-Z]\w+)*)"
    r"(?!\s(?:of\s)?[A-Z])"
)
# "will be in Oslo to attend the summit": what one goes for is the event
_FOR_ANOTHER = re.compile(
    r"[^.;]{0,60}?\b(?:to\s(?:attend|participate|take\spart|join|co-?chair|chair|host|lead)|for\s(?:the|"
    r"an?))\b"
)
_WELCOMING = "welcomes|hosts|receives|will|shall|would|is|are|was|were|plan|plans|intend|intends|look|looks"
# "… will welcome Prime Minister … of … to …", "… looks forward to hosting …"
_WELCOME = re.compile(
    rf"\b(?:{_FUTURE}\s(?:welcome|(?P<greeted>greet)|host|receive)|looks?\sforward\sto\s(?:welcoming|hosting|"
    rf"receiving)|"
    r"(?P<receives>welcomes|hosts|receives)|"
    r"(?:is|was|are|were)\s(?P<honoured>honou?red|pleased|proud|delighted)\sto\s(?:welcome|host|"
    r"receive))\s(?:the\s)?(?P<guest>(?:[A-Z][\w.’'-]*,?\s(?:(?:of|and|"
    r"the)\s){0,2}){1,12}?(?:[A-Z][\w’'-]+))\s(?:to|in|at|on|"
    r"for)\s(?:the\s)?(?P<where>(?:[A-Z][\w.’'-]+[\s,]{0,2}){0,4})"
)
_LONG_NAME = re.compile(r"(?:(?:[A-Z]\w+\s){0,2}(?:Republic|Kingdom|State|Union)\sof\s(?:the\s)?)?")
_NEXT_PLACE = re.compile(r",?\s(?:and\s)?(?:then\s)?(?:to\s)?(?:the\s)?$|,\s$")
# "will travel to Oslo for the tenth session of the Assembly on 3 May": days of the stay
_SESSION_LEAD = re.compile(
    r"\s(?:for|to\s(?:\w+ly\s)?(?:participate\sin|take\spart\sin|attend|address|join))\s"
    r"[^.;]{0,70}\b(?:[Ss]ession|Assembly)\b[^.;]{0,50}?\s(?:on|from)\s$"
)
_DATE_LEAD = re.compile(r"(?:\sregion)?,?\s(?:(?:on|from|in|for|between|this|next)\s(?:the\s)?)?(?:\w+,\s)?$")


def visits_by_verb(
    text: str,
    sentences: Sequence[Span],
    dates: Sequence[DateExpression],
    places: Sequence[PlaceMention],
    actors: Sequence[ActorMention],
) -> Iterator[Draft]:
    """Yield the visits that an office holder's travel to a city or state makes."""
    persons = [actor for actor in actors if actor.actor_key.startswith("person:")]
    goals = _destinations(places, actors)
    starts = [place.span.start for place in goals]
    flat = text.replace("\n", " ")
    yield from _welcomed(text, sentences, dates, places)
    visitor: Span | None = None
    for verb in word_places(text).matches(_VERB, _VERBS):
        first = bisect_left(starts, verb.end())
        is_named = first < len(goals) and starts[first] == verb.end()
        house = _HOUSE.match(flat, verb.end()) if verb["verb"].startswith("visit") else None
        if not is_named and house is None:
            continue
        sentence = sentence_at(sentences, verb.start())
        lead = _LEAD.search(flat, max(sentence.start, verb.start() - _NEAR), verb.start())
        if lead is None:
            continue
        delegation = _delegation_before(flat, sentence, lead.start())
        subject = delegation or subject_before(flat, sentence.start, lead.start(), persons)
        if subject is None and not is_pronoun_before(flat, sentence.start, lead.start()):
            continue
        visitor = subject or visitor
        if visitor is not None:
            start = subject.start if subject is not None else lead.start() + 1
            visited = _visited(flat, goals, first) if house is None else [_house(house, goals, first)]
            draft = _draft(flat, visitor, start, visited)
            if verb["verb"] == "be in" and _FOR_ANOTHER.match(flat, draft.span.end, sentence.end):
                continue
            is_headline = verb["verb"].startswith(("travels", "visits"))
            draft.status = EventStatus.PLANNED if lead["future"] or is_headline else EventStatus.HELD
            draft.when = _day(flat, sentence, dates, draft.span.end)
            if delegation is None or draft.when is not None:
                yield draft


def _delegation_before(text: str, sentence: Span, verb: int) -> Span | None:
    """Return the delegation named right before the verb; its visit counts where the text says when."""
    found = _DELEGATION.search(text, max(sentence.start, verb - 2 * _NEAR), verb)
    return Span(*found.span()) if found is not None else None


def _destinations(places: Sequence[PlaceMention], actors: Sequence[ActorMention]) -> list[PlaceMention]:
    """Return the places and the regions ("the Middle East") that one may travel to, in text order."""
    regions = [
        PlaceMention(actor.span, actor.actor_key, None, "place_state")
        for actor in actors
        if actor.actor_key.startswith("region:")
    ]
    return sorted([*places, *regions], key=lambda place: place.span)


def _welcomed(
    text: str, sentences: Sequence[Span], dates: Sequence[DateExpression], places: Sequence[PlaceMention]
) -> Iterator[Draft]:
    """Yield the visits of guests that are, or will be, welcomed."""
    cities = {place.span.start: place for place in places if not is_state(place)}
    for match in word_places(text).matches(_WELCOME, first_words(_WELCOMING)):
        sentence = sentence_at(sentences, match.start())
        if OFFICE.search(match["guest"]) is None or match.end("guest") > sentence.end:
            continue
        city = cities.get(match.start("where"))
        goal = _goal(text, places, match.start("where"))
        is_received = match["receives"] is not None
        if is_received and goal is None:
            continue  # "welcomes President Dahl to the team"
        is_arrival = match["greeted"] is not None  # a ceremony of the visit
        span = Span(match.start() if is_arrival else match.start("guest"), match.end("guest"))
        end = min(sentence.end, match.start() + len(match.group().rstrip(" ,\n")))
        yield Draft(
            span,
            EventKind.CEREMONY if is_arrival else EventKind.VISIT,
            f"{'arrival' if is_arrival else 'visit'} of {' '.join(match['guest'].split())}",
            "event_ceremony" if is_arrival else "event_visit_verb",
            _day(text, sentence, dates, end),
            place=city.place if city is not None else None,
            country_code=goal.country_code if goal is not None else None,
            status=EventStatus.HELD if match["honoured"] or is_received else EventStatus.PLANNED,
            noun="arrival" if is_arrival else "visit",
            determiner="the",
            mentions=[span],
            confidence=0.6,
        )


def _goal(text: str, places: Sequence[PlaceMention], start: int) -> PlaceMention | None:
    """Return the city or state at `start`, where "the Republic of" may come before its name."""
    index = bisect_left(places, start, key=lambda place: place.span.start)
    if index == len(places):
        return None
    before = text[start : places[index].span.start] if places[index].span.start - start < _NEAR else None
    return places[index] if before is not None and _LONG_NAME.fullmatch(before) else None


def _visited(text: str, places: Sequence[PlaceMention], first: int) -> list[PlaceMention]:
    """Return the places of "Egypt, Cambodia, and Indonesia" from the first on."""
    visited = [places[first]]
    for place in places[first + 1 : first + 8]:
        if not _NEXT_PLACE.fullmatch(text[visited[-1].span.end : place.span.start]):
            break
        visited.append(place)
    return visited


def _house(house: re.Match[str], places: Sequence[PlaceMention], first: int) -> PlaceMention:
    """Return a house as a place: the city in its name, else the house itself."""
    span = Span(*house.span())
    for place in places[first : first + 3]:
        if span.covers(place.span) and not is_state(place):
            return PlaceMention(span, place.place, place.country_code, place.rule_id)
    return PlaceMention(span, " ".join(house.group().split()), None, "place_house")


def _draft(text: str, visitor: Span, start: int, visited: Sequence[PlaceMention]) -> Draft:
    article = visitor.of(text).lower().rfind(", the ")
    who = visitor.of(text)[article + len(", ") if article >= 0 else 0 :].strip(" ,")
    first = start + article + len(", ") if article >= 0 and start == visitor.start else start
    span = Span(first, visited[-1].span.end)
    cities = {place.place for place in visited if not is_state(place)}
    countries = {place.country_code for place in visited}
    return Draft(
        span,
        EventKind.VISIT,
        f"visit of {' '.join(who.split())} to {text[visited[0].span.start : span.end]}",
        "event_visit_verb",
        place=visited[0].place if len(cities) == 1 and not is_state(visited[0]) else None,
        country_code=visited[0].country_code if len(countries) == 1 else None,
        noun="visit",
        determiner="a",
        mentions=[span],
        confidence=0.6,
    )


def _day(text: str, sentence: Span, dates: Sequence[DateExpression], end: int) -> DateExpression | None:
    """Return the date right after the last place, or the one that opens the sentence."""
    first = bisect_left(dates, sentence.start, key=lambda date: date.span.start)
    opening: DateExpression | None = None
    for date in dates[first:]:
        if date.span.start >= min(sentence.end, end + _FAR):
            break
        if date.precision is DatePrecision.ORDINAL_SESSION:
            continue
        if date.span.start >= end:
            lead = text[end : date.span.start]
            return date if _DATE_LEAD.fullmatch(lead) or _SESSION_LEAD.fullmatch(lead) else opening
        if date.span.start < sentence.start + _OPENING and date.start is not None:
            opening = date
    return opening
