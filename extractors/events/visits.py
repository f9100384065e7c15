"""Visits that only a verb tells of: "the President will travel to …", "the Minister visited …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.events.drafts import Draft
from extractors.events.settings import is_state
from extractors.grammar.word_places import first_words, word_places
from extractors.model import DateExpression, EventKind, EventStatus, PlaceMention, Span

_BEFORE = 160  # characters before the verb in which its subject stands
_NEAR = 90  # characters after the last place in which the date stands
_FUTURE = r"(?:will|shall|(?:is|are)\s(?:scheduled\s|expected\s|due\s)?to|plans?\sto|intends?\sto)"
_LEAD = re.compile(
    rf"\s(?:(?P<future>{_FUTURE})\s|(?:has|have|had)\s)?(?:(?:also|then|first|later|recently|\w+ly)\s)?$"
)
_TRAVEL = "travel|traveled|travelled|travels"
_VISIT = "visit|visited|visits"
_ARRIVE = "arrive|arrived|arrives"
_VERB = re.compile(
    rf"\b(?P<verb>(?:{_TRAVEL})\s(?:on\s)?to|(?:{_VISIT})|paid\s(?:an?\s)?(?:\w+\s){{0,2}}visit\sto|"
    rf"(?:{_ARRIVE})\sin)\s(?:the\s)?(?:(?:city|town|capital)\sof\s)?"
)
_VERBS = first_words(f"{_TRAVEL}|{_VISIT}|paid|{_ARRIVE}")
_SUBJECT = re.compile(
    r"\b(?:[Tt]he\s)?(?:[A-Z][\w.’'-]*,?\s(?:(?:of|for|and|the|to)\s){0,2}){0,14}[A-Z][\w.’'-]*,?$"
)
_OFFICE = re.compile(
    r"\b(?:President|Minister|Premier|Chancellor|King|Queen|Emir|Prince|Secretary|Advis[eo]r|Envoy|"
    r"Representative|Ambassador|Commissioner|Gentleman|Lady|Leaders?|Delegation|Chair(?:man|woman|person)?|"
    r"Speaker|Director|Governor|Presidents|Ministers)\b"
)
_NEXT_PLACE = re.compile(r",?\s(?:and\s)?(?:then\s)?(?:to\s)?(?:the\s)?$|,\s$")
_DATE_LEAD = re.compile(r",?\s(?:(?:on|from|in|for|between|this|next)\s(?:the\s)?)?(?:\w+,\s)?$")


def visits_by_verb(
    text: str,
    sentences: Sequence[Span],
    dates: Sequence[DateExpression],
    places: Sequence[PlaceMention],
) -> Iterator[Draft]:
    """Yield the visits that an office holder's travel to a city or state makes, in text order."""
    starts = [place.span.start for place in places]
    flat = text.replace("\n", " ")
    sentence_starts = [sentence.start for sentence in sentences]
    for verb in word_places(text).matches(_VERB, _VERBS):
        first = bisect_left(starts, verb.end())
        if first == len(places) or starts[first] != verb.end():
            continue
        sentence = sentences[max(0, bisect_left(sentence_starts, verb.start() + 1) - 1)]
        window = max(sentence.start, verb.start() - _BEFORE)
        lead = _LEAD.search(flat, window, verb.start())
        subject = _SUBJECT.search(flat, window, lead.start()) if lead is not None else None
        if subject is not None and lead is not None and _OFFICE.search(subject.group()):
            visited = _visited(flat, places, first)
            draft = _draft(flat, subject, visited)
            is_headline = verb["verb"].startswith(("travels", "visits"))
            draft.status = EventStatus.PLANNED if lead["future"] or is_headline else EventStatus.HELD
            draft.when = _day(flat, sentence, dates, draft.span.end)
            yield draft


def _visited(text: str, places: Sequence[PlaceMention], first: int) -> list[PlaceMention]:
    """Return the places of "Egypt, Cambodia, and Indonesia" from the first on."""
    visited = [places[first]]
    for place in places[first + 1 : first + 8]:
        if not _NEXT_PLACE.fullmatch(text[visited[-1].span.end : place.span.start]):
            break
        visited.append(place)
    return visited


def _draft(text: str, subject: re.Match[str], visited: Sequence[PlaceMention]) -> Draft:
    start = subject.start() + max(0, subject.group().lower().rfind(", the ") + len(", "))
    span = Span(start if ", the " in subject.group().lower() else subject.start(), visited[-1].span.end)
    who, where = text[span.start : subject.end()].strip(" ,"), text[visited[0].span.start : span.end]
    cities = {place.place for place in visited if not is_state(place)}
    countries = {place.country_code for place in visited}
    return Draft(
        span,
        EventKind.VISIT,
        f"visit of {who} to {where}",
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
    for date in dates:
        if end <= date.span.start < min(sentence.end, end + _NEAR):
            return date if _DATE_LEAD.fullmatch(text[end : date.span.start]) else None
        if sentence.start <= date.span.start < sentence.start + 20 and date.start is not None:
            return date
    return None
