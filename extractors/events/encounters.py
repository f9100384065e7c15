"""Meetings with office holders that a clause tells of: "she will meet with President …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.events.drafts import Draft
from extractors.events.settings import is_state
from extractors.events.subjects import OFFICE, is_looked_back_to, subject_before
from extractors.grammar.sentences import sentence_at
from extractors.grammar.word_places import first_words, word_places
from extractors.model import ActorMention, DateExpression, EventKind, EventStatus, PlaceMention, Span

_NEAR = 60  # characters after the guest, or before the verb, in which day and city stand
_REACH = 400  # characters before the verb in which its clause opens with a day or a city
_OPENING = 20  # characters of the sentence in which a date that opens it begins
_BY_WIRE = r"(?:by\s(?:tele)?phone|by\svideo\w*|virtually|remotely|over\sthe\sphone)"
_LEAD = re.compile(
    r"\s(?:(?P<future>will|shall|would|to|(?:is|are)\s(?:scheduled\s|expected\s)?to|plans?\sto)\s)?"
    r"(?:(?:also|then|later|\w+ly)\s)?$"
)
_NAME_WORD = r"(?:(?:[A-Z]|Jr|Sr|Mr|Ms|Mrs|Dr)\.|[A-Z][\w’'-]*(?:\.[A-Z]\w*)*)"
_LEADERS = (
    r"(?:(?:foreign|world|regional|resident|other|key|senior|top|government|national|cabinet|"
    r"[A-Z][\w’'-]+)\s(?:and\s)?){0,4}(?:leaders|ministers|presidents|officials|counterparts?|ambassadors|"
    r"envoys|heads)"
)
_WELCOMED = "welcomed|hosted|received"
_MEET, _SPEAK = "met|meet", "spoke|speak|consulted"
_VERB = re.compile(
    rf"\b(?P<verb>{_MEET}|{_SPEAK})\s"
    rf"(?:(?:today|yesterday|again|together|on\s[A-Z]\w+day|(?P<wire>{_BY_WIRE})|\w+ly)\s)?(?:with\s|"
    rf"(?<=meet\s)|(?<=met\s))(?P<guest>(?:(?:the|his|her|their)\s)?(?:{_LEADERS}|{_NAME_WORD})"
    rf"(?:,?\s(?:(?:of|and|the|for|al|bin|de|da|von|van|other|key|senior)\s){{0,3}}{_NAME_WORD}){{0,14}})"
)
_VERBS = first_words(f"{_MEET}|{_SPEAK}")
# "I welcomed President Dahl to the Lake House last month"
_WELCOME = re.compile(
    rf"\b(?P<verb>{_WELCOMED})\s(?P<guest>(?:the\s)?{_NAME_WORD}(?:,?\s(?:(?:of|and|the|for|al|bin|de|da|von|"
    rf"van)\s){{0,3}}{_NAME_WORD}){{0,14}}?)(?<![’']s)(?P<wire>(?!))?\s(?:to|at)\s(?:the\s)?(?=[A-Z])"
)
# "convened lake legislators from all over the country", "brought together envoys": whom no office names
_GROUP = (
    r"(?:(?:a\s(?:range|group|number)\sof|several|some|many|over\s\d+|more\sthan\s\d+)\s)?(?:(?:[a-z][a-z-]*|"
    r"[A-Z][\w’'-]*)\s){0,5}?(?:legislators|lawmakers|senators|governors|mayors|ministers|leaders|presidents|"
    r"representatives|officials|envoys|ambassadors|executives|experts|stakeholders|counterparts|delegations|"
    r"CEOs)"
)
_CONVENED = "convened|hosted|gathered|assembled|brought"
_CONVENE = re.compile(
    rf"\b(?P<verb>{_CONVENED})\s(?:together\s)?(?P<guest>(?:the\s)?{_GROUP})(?P<wire>(?!))?\b(?![’'-])"
)
# "will meet with the minister and join a lake meeting": two events
_AND_JOIN = re.compile(
    r"[^.;]{0,60}?\band\s(?:\w+ly\s)?(?:join|attend|participate|host|address|deliver|take\spart)"
)
# "will meet with the minister to follow up on the lake summit": the summit is spoken of there
_TO_SPEAK_OF = re.compile(
    r"[^.;]{0,90}?\bto\s(?:follow\sup|discuss|prepare|plan|review|advance|build|coordinate|talk|speak)\b|"
    r"[^.;]{0,40}?\b(?:about|regarding|ahead\sof)\b"
)
_WENT = re.compile(r"\b(?:led|headed|sent|travell?ed|came|visited|went|gathered)\b")
_OPENING_PLACE = re.compile(r"\b[Ii]n\s(?:the\scity\sof\s)?$")
_PLACE_LEAD = re.compile(r",?\s(?:in|at)\s(?:the\s)?$")
_DATE_LEAD = re.compile(r",?\s(?:(?:in|at)\s[A-Z][\w ,.]{2,40}\s)?(?:on|in)\s(?:the\s)?$")


def encounters(
    text: str,
    sentences: Sequence[Span],
    named: tuple[Sequence[DateExpression], Sequence[PlaceMention], Sequence[ActorMention]],
    spoken_of: Sequence[Span],
) -> Iterator[Draft]:
    """Yield the meetings in text order; none where the sentence names one (`spoken_of`)."""
    dates, places, actors = named
    persons = [actor for actor in actors if actor.actor_key.startswith("person:")]
    flat = text.replace("\n", " ")
    known = sorted(span for span in spoken_of if not is_looked_back_to(text, span))
    words = word_places(text)
    verbs = [
        *words.matches(_VERB, _VERBS),
        *words.matches(_WELCOME, first_words(_WELCOMED)),
        *words.matches(_CONVENE, first_words(_CONVENED)),
    ]
    for verb in sorted(verbs, key=lambda each: each.start()):
        sentence = sentence_at(sentences, verb.start())
        lead = _LEAD.search(flat, max(sentence.start, verb.start() - _NEAR), verb.start())
        index = bisect_left(known, Span(sentence.start, sentence.start + 1))
        is_named = index < len(known) and sentence.covers(known[index])
        is_named = is_named and not _leaves_open(text, verb.end(), known[index])
        if lead is None or is_named or verb.end() > sentence.end:
            continue
        subject = subject_before(flat, sentence.start, lead.start(), persons)
        is_group = verb.re is _CONVENE and subject is not None
        if not is_group and (verb.re is _CONVENE or OFFICE.search(verb["guest"]) is None):
            continue
        draft = _draft(flat, verb, subject, sentence, dates, places)
        draft.status = _status(flat, lead, sentence)
        draft.noun = "convening" if verb.re is _CONVENE else draft.noun
        yield draft


def _leaves_open(text: str, end: int, event: Span) -> bool:
    """Tell whether the event that the sentence names is another than that of the verb before `end`."""
    about = _TO_SPEAK_OF.match(text, end)
    return _AND_JOIN.match(text, end) is not None or (about is not None and about.end() <= event.start)


def _draft(
    text: str,
    verb: re.Match[str],
    subject: Span | None,
    sentence: Span,
    dates: Sequence[DateExpression],
    places: Sequence[PlaceMention],
) -> Draft:
    span = Span(subject.start if subject is not None else verb.start("verb"), verb.end("guest"))
    who = f"of {subject.of(text).strip(' ,')} " if subject is not None else ""
    place = _place(text, verb, sentence, places)
    is_call = verb["verb"] in ("spoke", "speak", "consulted") or verb["wire"] is not None
    return Draft(
        span,
        EventKind.CONSULTATION if is_call else EventKind.MEETING,
        " ".join(f"meeting {who}with {verb['guest']}".split()),
        "event_encounter",
        _day(text, verb, sentence, dates),
        place=place.place if place is not None else None,
        country_code=place.country_code if place is not None else None,
        noun="meeting",
        determiner="a",
        mentions=[span],
        confidence=0.6,
    )


def _status(text: str, lead: re.Match[str], sentence: Span) -> EventStatus:
    """Tell "will meet" from "travelled to meet"."""
    start = max(sentence.start, lead.start() - _REACH)
    is_purpose = lead["future"] == "to" and _WENT.search(text, start, lead.start()) is not None
    return EventStatus.PLANNED if lead["future"] and not is_purpose else EventStatus.HELD


def _place(
    text: str, verb: re.Match[str], sentence: Span, places: Sequence[PlaceMention]
) -> PlaceMention | None:
    """Return the city after the guest, or the one that the clause before the verb opens with."""
    start = max(sentence.start, verb.start() - _REACH)
    first = bisect_left(places, start, key=lambda place: place.span.start)
    opening: PlaceMention | None = None
    for place in places[first:]:
        if place.span.start >= min(sentence.end, verb.end() + _NEAR):
            break
        if is_state(place):
            continue
        if place.span.start >= verb.end():
            return place if _PLACE_LEAD.fullmatch(text[verb.end() : place.span.start]) else opening
        if _OPENING_PLACE.search(text, max(start, place.span.start - _NEAR), place.span.start):
            opening = place
    return opening


def _day(
    text: str, verb: re.Match[str], sentence: Span, dates: Sequence[DateExpression]
) -> DateExpression | None:
    """Return the date after the guest, between verb and guest, or at the sentence's opening."""
    start = max(sentence.start, verb.start() - _REACH)
    first = bisect_left(dates, start, key=lambda date: date.span.start)
    opening: DateExpression | None = None
    for date in dates[first:]:
        if date.span.start >= min(sentence.end, verb.end() + _NEAR):
            break
        if date.span.start >= verb.end():
            return date if _DATE_LEAD.fullmatch(text[verb.end() : date.span.start]) else opening
        if date.span.start < sentence.start + _OPENING or date.span.start > verb.start():
            opening = date
    return opening
