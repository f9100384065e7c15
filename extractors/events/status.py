"""Whether an event was held, goes on, or is to come, as the document says it (codebook E10)."""

from __future__ import annotations

import re
from datetime import date

from extractors.events.phrases import Phrase
from extractors.model import DateExpression, EventStatus, Span

_BEFORE = 260  # characters of the sentence read on either side of the phrase
_AFTER = 150
_LIST = 700  # and before it for what a list of events to come begins with
_FIRST_SESSION = 1945  # the nth regular session of the General Assembly opens in September of 1945 + n
_OPENING_MONTH = 9
_LAST_BEFORE_PAUSE = 25  # the conference of 2020 was held a year late

_HOLD = (
    r"(?:hold|holding|host|hosting|convene|convening|organi[sz]e|organi[sz]ing|conduct|conducting|attend|"
    r"join|make|pay|begin|undertake|chair|lead|give)"
)
_CANCELLED = re.compile(r"\b(?:was|were|been|is|be)\s(?:\w+ly\s)?(?:cancelled|canceled|called off)\b")
_POSTPONED = re.compile(r"\b(?:was|were|been|is|be)\s(?:\w+ly\s)?(?:postponed|rescheduled|deferred)\b")
_PUT_OFF = re.compile("cancel|called off|postpon|reschedul|defer")  # in all that the two above find
_PROPOSED = re.compile(
    rf"\b(?:(?:proposals?|initiatives?|idea|propos(?:e|es|ed|ing)|suggest(?:s|ed|ion)?|bids?|offer|"
    rf"recommend(?:s|ed|ations?)?|consider(?:ing)?|advocat(?:e|es|ed|ing)|in\sfavou?r\sof|"
    rf"(?:question|possibility|feasibility|importance|need|necessity|desirability)\s(?:of|for|"
    rf"to))\b[^.;]{{0,40}}\b(?:{_HOLD})|invitation\s(?:to|for)\s(?:\w+\s){{0,2}}(?:hold|host|convene|"
    rf"organi[sz]e))\b"
    r"[^.;]{0,25}$",
    re.I,
)
_PLANNED_BEFORE = re.compile(
    rf"\b(?:(?:will|shall|would|should|is to|are to|to)\s(?:\w+\s){{0,3}}(?:{_HOLD}|hosted|be|launch|"
    rf"inaugurate|establish|include|feature)|"
    r"look(?:s|ed|ing)?\s(?:forward|ahead)\sto|plan(?:s|ned|ning)?\s(?:to|for)|intend(?:s|ed)?\sto|"
    r"prepar(?:e|es|ing|ation|ations)\s(?:for|of)|"
    r"in advance of|ahead of|prior to|lead-?up to|run-?up to|road to|"
    r"(?:an?|achiev\w+|deliver\w*)\s(?:ambitious|successful)\s(?:\w+\s)?outcomes?\s(?:at|of)|"
    r"agreed\sto\s(?:hold|have|convene|inaugurate|launch|host|continue)|scheduled|"
    r"decid(?:es|ed)\sto\s(?:hold|convene|host|include)|provisional agenda of|"
    r"inform\b.{0,60}\bat|report\b.{0,60}\bat|submit\b.{0,60}\b(?:at|to)|"
    r"(?:will|shall|is to|are to|should|plans? to|intends? to|agreed to)\b[^.;]{0,160}\b(?:attend|"
    r"(?:and|or)\s(?:to\s)?(?:host|hold|convene|have)|(?:hold|host|conven|organi[sz]|conduct)ing|"
    r"participate\sin|take\spart\sin|join|co-?chair)|invit(?:ation|ed|es|ing)\s(?:(?!on|of|from|at|by|"
    r"in)[\w’'·-]+\s){0,6}(?:for|to)\s(?:an?|the)|towards?\s(?:an?|the))\b[^.;]{0,60}$",
    re.I,
)
# Past tenses between the event and a later "will": "at the summit they announced that they will …"
_PAST = (
    r"was|were|had|announced|launched|agreed|committed|pledged|adopted|decided|discussed|reaffirmed|convened|"
    r"established|stated|said|underscored|emphasi[sz]ed|affirmed|endorsed|released|issued|made|set|brought"
)
_PLANNED_AFTER = re.compile(
    rf"^(?:(?!\band\s(?:we|look|call|welcom|urge|support)|\b(?:{_PAST})\b)[^.;]){{0,110}}?(?:\b(?:will|shall|"
    rf"is\sto|are\sto|to\sbe|should\sbe\s(?:held|hosted|convened|organi[sz]ed)|is\sexpected|are\sexpected|"
    rf"(?:is|are)\s(?:scheduled|due|foreseen|envisaged)|"
    r"is\splanned|are\splanned|"
    r"would\sbe|scheduled|planned|expected)\b)"
)
_SOON = (
    r"(?:tomorrow|next\s(?:week|month|year)|later\sthis\s(?:week|month|year)|"
    r"in\sthe\scoming\s(?:days|weeks|months))\b"
)
# "the 3 May meeting that she and President Dahl will hold with Norway"
TO_BE_HELD_BY = re.compile(
    r"\s(?:that|which)\s(?:[\w.·’'-]+\s){1,14}?(?:will|would|shall|(?:is|are)\sto|(?:plan|intend)s?\sto)\s"
    r"(?:co-?)?(?:hold|host|convene|organi[sz]e|conduct)\b"
)
_SOON_AFTER = re.compile(rf"(?:[^.;,]|,(?!\s(?:and|his|her|its|their|the|an?)\b)){{0,110}}?\b{_SOON}")
_SOON_BEFORE = re.compile(rf"\b{_SOON}[^.;,]{{0,60}}$")
# "… key moments over the coming year, from the summit in X to the forum in Y": all that follows is to come
_COMING = re.compile(
    rf"\b(?:over|in|during|for)\sthe\s(?:coming|next)\s(?:\w+\s)?(?:days|weeks|months?|years?)\b"
    rf"(?!.*\b(?:{_PAST})\b)",
    re.I,
)
# "2.1 Hold a workshop", "Convening a meeting": what a plan lists
_TO_BE_DONE = re.compile(
    r"^\W*(?:[\w·]{1,5}\)?\s+)?(?:Hold|Holding|Host|Hosting|Convene|Convening|Organi[sz]e|Organi[sz]ing|"
    r"Conduct|Conducting)\s[^;:]{0,80}$"
)
# "Through the dialogue, they will …", "Following the summit, she will …": what will be is not the event
_BY_MEANS_OF = re.compile(
    r"\b(?:through|under|following|after|building on|based on|reflecting|recalling|guided by|consistent with|"
    r"in line with|in accordance with|pursuant to)\s[^,;]{0,90}$",
    re.I,
)
_CARRIED_ON = re.compile(r"\b(?:continu(?:e|es|ed|ing)|existing|maintain\w*)\b[^;]{0,60}$", re.I)
_ASKED_FOR = re.compile(
    r"\b(?:invit|encourag|urg|call)\w*\b[^;]{0,150}\bto\s(?:engage\sin|establish|hold|host|convene|"
    r"organi[sz]e|conduct)\b[^;]{0,40}$",
    re.I,
)
_ONGOING_AFTER = re.compile(
    r"^(?:(?!,\swe\b)[^.;]){0,60}?\b(?:(?:is|are)\s(?:currently\s)?"
    r"(?:taking place|being held|under way|underway)|"
    r"continues?(?!\s(?:the|our|its|an?|their)\b))\b"
)
_HELD_AFTER = re.compile(
    r"^[^.;]{0,110}?\b(?:was|were|took\splace|has\sbeen|have\sbeen|held|concluded|convened|hosted|brought|"
    r"focused|gathered|adopted|discussed|reviewed|agreed|decided|reaffirmed|addressed)\b"
)
_HELD_AT_ONCE = re.compile(r"[^.;,]{0,40}\b(?:was|were|been|took)\s")
_HELD_BEFORE = re.compile(
    r"\b(?:held|hosted|convened|met|attended|participated|organi[sz]ed|concluded|following|outcomes?|"
    r"results?|recall\w*|since|"
    r"launched|announced|adopted|issued|released|unveiled|"
    r"endorsed|agreed|discussed|put forward|delivered|opened|travell?ed|visited|joined|"
    r"chaired|addressed|took\spart|completed)\b[^.;]{0,80}$",
    re.I,
)
# "will speak at the forum" is to come, "will build on the outcomes of the forum" tells of one held.
_WILL = re.compile(
    r"\b(?:will|shall)\s(?P<doing>(?:[^.;]|\.(?=\w|\s[a-z])){2,120})\b(?:at|for|in|to|during|of|with|"
    r"through)\s(?:the\s|an?\s)?$"
)
_HELD_WORDS = re.compile(
    r"\b(?:outcomes?|results?|success\w*|commitments?|decisions?|agreed|adopted|recommendations?|declaration|"
    r"follow\w*|since|launched|announced|build\w*|implement\w*|deliver\w*|statement|made|based|pursuant|"
    r"reached)\b"
)
_CAME_TOGETHER = re.compile(
    r"\b(?:met|gathered|assembled|came together|convened|travell?ed)\b[^.;]{0,80}$", re.I
)
_PRACTICE = re.compile(r"\b(?:practice|tradition|system)\s(?:of|on)\b[^.;]{0,30}$", re.I)
_OF_YEAR = ("year's", "year’s")
_PRESENT_WORDS = frozenset(("ongoing", "current"))
_FUTURE_WORDS = frozenset(("upcoming", "forthcoming", "next"))
_PAST_WORDS = frozenset(("successful", "last", "previous", "past", "recent", "latest"))


def status_of(
    text: str, phrase: Phrase, sentence: Span, when: DateExpression | None, reference: date | None
) -> EventStatus:
    """Return the status of the event that `phrase` names, `unknown` where nothing tells."""
    before = _on_one_line(text[max(sentence.start, phrase.span.start - _LIST) : phrase.span.start])
    after = _on_one_line(text[phrase.span.end : min(sentence.end, phrase.span.end + _AFTER)])
    if _PUT_OFF.search(after):
        if _CANCELLED.search(after):
            return EventStatus.CANCELLED
        if _POSTPONED.search(after):
            return EventStatus.POSTPONED
    near = before[-_BEFORE:]
    if _PROPOSED.search(near):
        return EventStatus.PROPOSED
    if phrase.is_frequent and (_PRACTICE.search(near) or _CARRIED_ON.search(near)):
        return EventStatus.ONGOING
    if phrase.is_frequent and _ASKED_FOR.search(near):
        return EventStatus.PROPOSED
    said = _by_tense(near, after, {word.lower() for word in phrase.modifiers})
    is_told_of = said is EventStatus.HELD and not _HELD_AT_ONCE.match(after)
    if phrase.is_frequent and (said is EventStatus.UNKNOWN or is_told_of):
        return EventStatus.ONGOING
    if said in (EventStatus.UNKNOWN, EventStatus.HELD) and _is_to_come(before):
        said = EventStatus.PLANNED
    return _against_date(said, when, reference)


def _on_one_line(words: str) -> str:
    """Return words of one sentence without line breaks and full stops: those left are in "U.S." and "Mr."."""
    return words.replace("\n", " ").replace(".", "·")


def _is_to_come(before: str) -> bool:
    return _COMING.search(before) is not None or _TO_BE_DONE.match(before) is not None


def _by_tense(before: str, after: str, modifiers: set[str]) -> EventStatus:
    if "last" in modifiers and not modifiers.isdisjoint(_OF_YEAR):
        return EventStatus.HELD  # whatever will be done at this year's
    is_purpose = _CAME_TOGETHER.search(before) is not None  # "they met to convene the dialogue"
    if (
        modifiers & _FUTURE_WORDS
        or (_PLANNED_AFTER.match(after) and not _BY_MEANS_OF.search(before))
        or TO_BE_HELD_BY.match(after)
        or _SOON_AFTER.match(after)
        or _SOON_BEFORE.search(before)
        or (_PLANNED_BEFORE.search(before) and not is_purpose)
    ):
        return EventStatus.PLANNED
    if modifiers & _PRESENT_WORDS or _ONGOING_AFTER.match(after):
        return EventStatus.ONGOING
    if modifiers & _PAST_WORDS or _HELD_AFTER.match(after) or _HELD_BEFORE.search(before):
        return EventStatus.HELD
    ahead = _WILL.search(before)
    is_ahead = ahead is not None and not _HELD_WORDS.search(ahead["doing"])
    return EventStatus.PLANNED if is_ahead else EventStatus.UNKNOWN


def _against_date(said: EventStatus, when: DateExpression | None, reference: date | None) -> EventStatus:
    """Settle a doubtful status by the date: what lies before the document's day was held."""
    if when is None or when.start is None or when.end is None or reference is None:
        return said
    if when.start > reference and said is not EventStatus.PROPOSED:
        return EventStatus.PLANNED
    if when.end <= reference and said in (EventStatus.UNKNOWN, EventStatus.ONGOING, EventStatus.PLANNED):
        return EventStatus.HELD
    if said is EventStatus.UNKNOWN:
        return EventStatus.HELD if when.start <= reference else EventStatus.PLANNED
    return said


def status_of_years(first: int, last: int, reference: date | None) -> EventStatus:
    """Return the status of something that lasts from one year to another."""
    if reference is None:
        return EventStatus.UNKNOWN
    if reference.year < first:
        return EventStatus.PLANNED
    return EventStatus.HELD if reference.year > last else EventStatus.ONGOING


def status_of_climate_conference(number: int, reference: date | None) -> EventStatus:
    """Return the status of "COP28": one a year at the year's end since 1995, but none in 2020."""
    if reference is None:
        return EventStatus.UNKNOWN
    year = 1994 + number + (number > _LAST_BEFORE_PAUSE)
    return EventStatus.PLANNED if (reference.year, reference.month) < (year, 11) else EventStatus.HELD


def status_of_session(number: int, reference: date | None) -> EventStatus:
    """Return the status of a regular session of the General Assembly (codebook E5)."""
    if reference is None:
        return EventStatus.UNKNOWN
    opening = date(_FIRST_SESSION + number, _OPENING_MONTH, 1)
    closing = date(_FIRST_SESSION + number + 1, _OPENING_MONTH, 1)
    if reference < opening:
        return EventStatus.PLANNED
    return EventStatus.ONGOING if reference < closing else EventStatus.HELD
