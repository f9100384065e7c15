"""Meetings that only a verb tells of: "the foreign ministers of … met on 3 May in …"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeVar

from extractors.events.drafts import Draft
from extractors.events.settings import is_state
from extractors.events.subjects import is_looked_back_to
from extractors.grammar.sentences import sentence_at
from extractors.grammar.word_places import first_words, in_any_case, word_places
from extractors.model import ActorMention, DateExpression, EventKind, EventStatus, PlaceMention, Span

_HEAD = 900  # characters in which a release says who met
_NEAR = 120  # characters after the verb in which its date stands
_RIGHT_AFTER = 45  # and, outside the opening, its date and place
_OPENING = 20  # characters of the sentence in which "On 3 May, …" begins
_LONGEST = 260  # characters of a subject
_MEETING, _WELCOMING = "met|meet|convened|gathered|spoke|consulted", "received|welcomed|hosted"
_MET = re.compile(
    rf"\b(?:{_MEETING})\b"
    r"(?=\s(?!at\sleast\b)(?:on|in|at|to|with|for|today|yesterday|this|by|via|under|during|again|here|"
    r"outside|near|remotely|together|(?!regularly|annually|quarterly|frequently)\w+ly)\b)|"
    rf"\b(?:{_WELCOMING})\b(?=\s(?:today|yesterday|(?:on|in)\s[A-Z\d]|an?\s(?:[\w.-]+\s){{0,3}}?delegation\b|"
    r"(?:the\s)?(?:[A-Z]\w+\s){0,3}(?:President|Prime\sMinister|Minister|Secretary|Ambassador|King|"
    r"Chancellor|Director|Representative|Commissioner|Chair\w*|Speaker|Coordinator|Head\sof)\b))"
)
_BRIEFED = re.compile(r"\bbriefed(?=\sby\s(?:the\s|its\s)?[A-Z])")
_SPOKE_ABOUT = re.compile(r"\b(?:spoke|consulted)\b(?=\s(?:regarding|about)\b)")
_AGREEING = (
    "agreed|decided|plan|planned|intend|intended|pledged|undertook|undertake|will|shall|"
    r"plans|intends|is|are|look\sforward|looked\sforward"
)
_AGAIN = re.compile(
    rf"\b(?:{_AGREEING})\s"
    r"(?:(?:next\s)?(?:due|expected|scheduled)\s)?(?:to\s)?(?:next\s)?"
    r"(?P<verb>meet(?:ing)?|reconven(?:e|ing)|conven(?:e|ing)|gather(?:ing)?)\s"
    r"(?=(?:\w+ly\s)?(?:again|next|in|on|at|later|this|once|back-to-back)\b)",
    re.I,
)
# "… have met eight times", "… meet regularly": no one meeting, but all of them
_OFTEN = re.compile(
    r"\b(?P<verb>met|meets?|consults?|convenes?|gathers?)\s(?:(?:[a-z-]+|\d{1,3})\stimes|twice|"
    r"(?:(?:at\sleast|not\sless\soften\sthan|no\sless\sthan)\s)?(?:regularly|frequently|(?:bi|semi-?)?annually|"
    r"biennially|quarterly|monthly|once\s(?:a|every)\s(?:\w+\s)?(?:year|month|quarter)s?|"
    r"every\s(?:\w+\s)?(?:year|month|quarter)s?|on\san?\s(?:regular|annual|biannual|quarterly|rotating)\sbasis))\b"
)
_MEETS = re.compile(r"(?:meet|consult|convene|gather)s\Z")
_HAVE = re.compile(
    r"\b(?:have|has|had|(?P<future>will|shall|(?:agreed?|decided?|plan(?:ned|s)?|intend(?:ed|s)?|"
    r"commit(?:ted|s)?|expect(?:ed|s)?)\sto|"
    r"continue\sto))\s(?:\w+ly\s|now\s|already\s)?$"
)
_FIRST_OF_OFTEN = first_words("met|meets|meet|consults|consult|convenes|convene|gathers|gather")
_FIRST_OF_MET = first_words(f"{_MEETING}|{_WELCOMING}")
_FIRST_OF_AGAIN = in_any_case(first_words(_AGREEING))
_LATER = (
    (_MET, _FIRST_OF_MET, False),
    (_BRIEFED, frozenset(("briefed",)), False),
    (_AGAIN, _FIRST_OF_AGAIN, True),
)
_RECEIVING = tuple(_WELCOMING.split("|"))
_WE = re.compile(r"^(?:\d+\.?\s)?(?:we\b[\s,–—-]*)?(?:the\s)?", re.I)
_WE_DO = re.compile(
    r"(?:\d+\.?\s)?we\b,?\s(?!the\s|heads|leaders|ministers|foreign|presidents|as\s)[a-z]", re.I
)
_WHICH = re.compile(
    r"(?P<who>(?:\b[Tt]he\s)?(?:[A-Z][\w’'()-]*\s(?:(?:of|on|for|and|the|"
    r"to)\s){0,2}){0,14}[A-Z(][\w’'()-]*),\swhich\s(?:last\s|also\s|first\s)?$"
)
_IN_CITY = re.compile(r"\s(?:(?:again|virtually|this\sweek|last\sweek|recently)\s)?in\s(?:the\scity\sof\s)?$")
# "the tenth Lake Assembly is to convene in Oslo": the event is named
_IS_EVENT = re.compile(
    r"\b(?:Assembly|[Ss]essions?|[Cc]onference|[Ss]ummit|[Ff]orum|[Mm]eetings?|[Dd]ialogue)\s*$"
)
# "The Group, which meets every six months, is to gather in Oslo"
_RELATIVE_TAIL = re.compile(r",\s(?:which|who)\s[^,;.]{3,80},(?:\sis|\sare)?\s$")
_LABEL = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})+\.?|\(?[a-z]\))\s+")
_GOES_ON = re.compile(r"\s(?:plans?|intends?|agreed|decided|will|is|are)\s.*")
_WILL = re.compile(r"\s(?:will|shall|to|plan to|intend to)$", re.I)
_SENT = re.compile(r"\b(?:led|headed|sent|travell?ed|came|gathered)\b.*\sto$", re.I)
_AUXILIARY = re.compile(
    r"(?:,?\s(?:who|which))?(?:\s(?:have|has)\s(?:agreed|decided))?"
    r"\s(?:who|which|will|shall|to|plan to|intend to|have|has|had|agreed|"
    r"decided|was|were|also|then|recently|first|last|next|is|are|plans?|intends?)$",
    re.I,
)
_ADVERBIAL = re.compile(
    r"[\W_]*(?:\d{1,2}\.\s+)?(?:(?:on|in|at|during|while|today|yesterday|this|following|after|"
    r"as)\b[^.;]{0,200}?|(?:19|20)\d\d),\s",
    re.I,
)
_OTHER_VERB = re.compile(
    r"\b(?:will|is|are|was|were|travel(?:l?ed|s)?|visit(?:ed|s)?|announced|said|noted|welcomed|agreed|"
    r"reaffirmed|held|that|which|who|whether)\s",
    re.I,
)
_GUEST_END = re.compile(
    r"\s(?:led|headed|to|in|on|at|for|who|which|and\sdiscussed|where)\b|(?:,|;|(?<![A-Z])\.)\s"
)
_NAME = r"(?:(?:[A-Z]|Jr|Sr)\.|[A-Z][\w’'-]*)"
_WITH = re.compile(
    rf"\s(?:(?:today|yesterday|again|\w+ly)\s)?with\s(?:the\s)?(?P<guest>{_NAME}(?:,?\s(?:(?:of|and|the|for|"
    rf"al|bin)\s){{0,2}}{_NAME}){{0,14}})"
)
_MINISTERS = re.compile(
    r"\b(?<!prime )(?<!council of )ministers\b|\bsecretar(?:y|ies) of state\b|"
    r"\b(?<!prime )minister\b.*\b(?<!prime )minister\b",
    re.I,
)
_NOBODY = re.compile(r"\swith\s[a-z]+[.,;]")  # "met with resistance"
_LEADERS = re.compile(r"\b(?:leaders|heads of (?:states?|governments?)|presidents|prime ministers)\b", re.I)
_OFFICES = re.compile(
    r"(?i:(?:the\s)?(?:\w+\s){0,2}(?:ministers|leaders|presidents|heads\sof\s\w+|delegations|chairs|"
    r"co-chairs)\s)|[Tt]he\s(?:Council|Commission|Committee|Group|Board|Task\s?[Ff]orce)\s|"
    r"(?:[Tt]he\s)?(?:[A-Z][\w.’'-]*\s){1,6}(?:Council|Commission|Committee|Group|Board|Troika|Quartet)\s",
)
_ON_THE_SIDELINES = re.compile(
    r"\s(?:again\s)?(?:(?:on|at)\sthe\s(?:sidelines|margins)\sof|back-to-back\swith)\b"
)
_ELSEWHEN = re.compile(
    r"\b(?:since|follow(?:ing|\sup)|after|before|until|ahead\sof|building\son|recalling)\b"
)
_IN = re.compile(r"\b(?:[Ii]n|[Aa]t(?=\sthe))\s(?:the\s)?$")
_TO = re.compile(r"\bto\s(?:the\s)?$")
Mark = TypeVar("Mark", DateExpression, PlaceMention)
Named = tuple[Sequence[DateExpression], Sequence[PlaceMention], Sequence[ActorMention]]


def meetings_by_verb(
    text: str, sentences: Sequence[Span], named: Named, spoken_of: Sequence[Span]
) -> Iterator[Draft]:
    """Yield the meeting that the opening tells of by a verb, then later ones with a day and those to come.

    A sentence that holds one of the phrases `spoken_of` names its event itself, unless it meets on the
    sidelines of that or looks back to it.
    """
    names = sorted(span for span in spoken_of if not is_looked_back_to(text, span))
    opening = _in_opening(text, sentences, named, names)
    if opening is not None:
        yield opening
    for pattern, words, is_planned in _LATER:
        for verb in word_places(text).matches(pattern, words):
            sentence = sentence_at(sentences, verb.start())
            is_known = opening is not None and sentence.covers(opening.span)
            if is_known or not sentence.start <= verb.start() < sentence.end or _holds_name(sentence, names):
                continue
            draft = _later(text, sentence, verb, named, is_planned=is_planned)
            if draft is not None:
                yield draft
    yield from _series(text, sentences, actors=named[2])


def _series(text: str, sentences: Sequence[Span], actors: Sequence[ActorMention]) -> Iterator[Draft]:
    """Yield what has been held more than once: "the ministers have met eight times"."""
    for verb in word_places(text).matches(_OFTEN, _FIRST_OF_OFTEN):
        sentence = sentence_at(sentences, verb.start())
        have = _HAVE.search(text, max(sentence.start, verb.start() - 30), verb.start())
        is_now = have is None and _MEETS.match(verb["verb"]) is not None
        if not is_now and (have is None or (verb["verb"] != "met") != (have["future"] is not None)):
            continue
        clause = text.rfind("; ", sentence.start, verb.start()) + 2
        end = have.start() if have is not None else verb.start()
        is_named = actors if have is None or have["future"] is None else None
        subject = _subject(text, Span(max(sentence.start, clause), sentence.end), end, is_named)
        if subject is not None and _WE.sub("", subject.of(text)).strip():
            draft = _draft(text, subject, verb)
            draft.status = EventStatus.ONGOING
            if have is not None:
                draft.status = EventStatus.PLANNED if have["future"] else EventStatus.HELD
            draft.kind, draft.is_generic, draft.name = (
                EventKind.MEETING_SERIES,
                True,
                f"meetings {_GOES_ON.sub('', draft.name[8:])}",
            )
            yield draft


def _holds_name(sentence: Span, names: Sequence[Span]) -> bool:
    index = bisect_left(names, Span(sentence.start, sentence.start + 1))
    return index < len(names) and sentence.covers(names[index])


def _in_opening(text: str, sentences: Sequence[Span], named: Named, names: Sequence[Span]) -> Draft | None:
    dates, places, actors = named
    for sentence in sentences:
        if sentence.start > _HEAD:
            return None
        met = _MET.search(text, sentence.start, sentence.end)
        verb = met or _SPOKE_ABOUT.search(text, sentence.start, sentence.end)
        if verb is None or _holds_name(sentence, names) or _NOBODY.match(text, verb.end()):
            continue
        subject = _subject(text, sentence, verb.start(), actors)
        if subject is not None and (met is not None or " and " in subject.of(text).replace("\n", " ")):
            draft = _draft(text, subject, verb)
            draft.when = _day(dates, sentence, verb)
            _put_in(draft, _place(text, places, sentence, verb))
            return draft
    return None


def _later(text: str, sentence: Span, verb: re.Match[str], named: Named, *, is_planned: bool) -> Draft | None:
    """Return a later meeting, if its day (of one to come: its day or city) follows the verb."""
    dates, places, actors = named
    is_far = verb.group() == "briefed" or _ON_THE_SIDELINES.match(text, verb.end()) is not None
    reach = 4 * _RIGHT_AFTER if is_far else _RIGHT_AFTER
    near = Span(verb.start(), min(sentence.end, verb.end() + reach))
    when = next((each for each in _within(dates, near) if each.start is not None), None)
    if when is None and not is_planned:
        opening = _within(dates, Span(sentence.start, min(sentence.start + _OPENING, verb.start())))
        when = next(iter(opening), None)
    place = next((each for each in _within(places, near) if not is_state(each)), None)
    is_free = is_planned or verb.group() == "received"  # whoever comes first will meet, or received
    subject = _subject(text, sentence, verb.start(), None if is_free else actors)
    if subject is not None and _IS_EVENT.search(subject.of(text)):
        return None
    is_placed = place is not None and (is_planned or _is_in_city(text, subject, verb, place))
    if subject is None or (when is None and not is_placed):
        return None
    draft = _draft(text, subject, verb)
    if is_planned:
        draft.status = EventStatus.PLANNED
        draft.span = Span(
            verb.start("verb"), max(each.span.end for each in (when, place) if each is not None)
        )
        draft.mentions = [draft.span]
    draft.when = when
    _put_in(draft, place)
    return draft


def _is_in_city(text: str, subject: Span | None, verb: re.Match[str], place: PlaceMention) -> bool:
    """Tell "the Council met in Oslo": a body, and a city right after the verb."""
    is_body = subject is not None and _OFFICES.match(text, subject.start, subject.end) is not None
    is_next = _IN_CITY.fullmatch(text, verb.end(), place.span.start) is not None
    return is_body and is_next and verb.group() in ("met", "convened", "gathered")


def _within(marks: Sequence[Mark], span: Span) -> list[Mark]:
    first = bisect_left(marks, span.start, key=lambda mark: mark.span.start)
    last = bisect_left(marks, span.end, key=lambda mark: mark.span.start)
    return list(marks[first:last])


def _put_in(draft: Draft, place: PlaceMention | None) -> None:
    if place is not None:
        draft.place, draft.country_code = place.place, place.country_code


def _subject(text: str, sentence: Span, verb: int, actors: Sequence[ActorMention] | None) -> Span | None:
    """Return the words from the end of the opening adverbial to the verb, if they name an actor."""
    start = max(sentence.start, verb - 2 * _LONGEST)
    which = _WHICH.search(text, max(start, verb - _LONGEST), verb)
    if which is not None and actors is not None:
        return Span(*which.span("who"))
    if start > sentence.start and actors is not None:
        return None  # so long a sentence has no one subject
    if label := _LABEL.match(text, start, verb):
        start = label.end()
    if tail := _RELATIVE_TAIL.search(text, start, verb):
        verb = tail.start() + 1
    while adverbial := _ADVERBIAL.match(text, start, verb):
        start = adverbial.end()
    if (
        start >= verb
        or verb - start > _LONGEST
        or _WE_DO.match(text, start, verb)
        or _OTHER_VERB.search(text, start, max(start, verb - 5))
    ):
        return None
    is_named = (
        actors is None
        or any(start <= actor.span.start < verb for actor in actors)
        or _OFFICES.match(text, start, verb) is not None
    )
    return Span(start, verb) if is_named else None


def _draft(text: str, subject: Span, verb: re.Match[str]) -> Draft:
    words = _WE.sub("", " ".join(subject.of(text).split()))
    end = verb.end()
    if verb.group().startswith(_RECEIVING):
        rest = text[end : end + 240]
        guest = re.search(r"\b(?:an?\s[\w.]+|(?:the\s)?(?:[A-Z]\w+\s){0,3}[A-Z]\w+)", rest)
        stop = _GUEST_END.search(rest, guest.end()) if guest else None
        if guest and stop:
            words = f"{words.strip()} with {' '.join(rest[guest.start() : stop.start()].split())}"
            end += stop.start()
    kind = EventKind.SUMMIT if _LEADERS.search(words) else EventKind.MEETING
    if verb.group() in ("spoke", "consulted"):
        kind = EventKind.CONSULTATION
    elif _MINISTERS.search(words):
        kind = EventKind.MINISTERIAL_MEETING
    span = Span(subject.start, end)
    is_planned = _WILL.search(words) is not None and not _SENT.search(words)
    status = EventStatus.PLANNED if is_planned else EventStatus.HELD
    name = f"meeting of {_AUXILIARY.sub('', words)}".rstrip(" ,")
    if guest_named := _WITH.match(text, end):
        name += f" with {' '.join(guest_named['guest'].split())}"
    return Draft(
        span,
        kind,
        name,
        "event_met",
        status=status,
        noun="meeting",
        determiner="a",
        mentions=[span],
        confidence=0.6,
    )


def _day(dates: Sequence[DateExpression], sentence: Span, verb: re.Match[str]) -> DateExpression | None:
    """Return the date right after the verb, or the one that opens the sentence."""
    reach = 2 * _NEAR if _ON_THE_SIDELINES.match(verb.string, verb.end()) else _NEAR
    limit = min(sentence.end, verb.end() + reach)
    elsewhen = _ELSEWHEN.search(verb.string, verb.end(), limit)
    near = _within(dates, Span(verb.start(), elsewhen.start() if elsewhen is not None else limit))
    end = min(sentence.start + _OPENING, verb.start())
    opening = _within(dates, Span(sentence.start, end)) if end > sentence.start else []
    return next(iter(near or opening), None)


def _place(
    text: str, places: Sequence[PlaceMention], sentence: Span, verb: re.Match[str]
) -> PlaceMention | None:
    """Return the first city that something is in, or to which a guest is welcomed."""
    is_welcome = verb.group() in _RECEIVING
    for place in _within(places, sentence):
        lead = text[sentence.start : place.span.start].replace("\n", " ")
        if _ELSEWHEN.search(text, verb.end(), max(verb.end(), place.span.start)):
            return None
        if not is_state(place) and (_IN.search(lead) or (is_welcome and _TO.search(lead))):
            return place
    return None
