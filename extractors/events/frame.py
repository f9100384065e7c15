"""The events that a text's frame reports: a resolution's adoption, session and meeting; a treaty's signing.

The General Assembly prints "Resolution adopted by the General Assembly on <date>" and, at the end,
"59th plenary meeting <date>"; the Security Council "Adopted by the Security Council at its 4346th
meeting, on <date>". A treaty or joint declaration ends with "Done at <place> on <date>".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.events.drafts import Draft
from extractors.events.status import status_of_session
from extractors.grammar.ordinals import ORDINAL, ordinal_value
from extractors.model import (
    DateExpression,
    DatePrecision,
    DocumentMetadata,
    EventKind,
    EventStatus,
    PlaceMention,
    Span,
)

_HEAD = 4000  # characters in which the adopting formula and the session stand
_TAIL = 1500
_ORGAN = (
    r"(?:the\s)?(?P<organ>General\sAssembly|Security\sCouncil|Economic\sand\sSocial\sCouncil|"
    r"Human\sRights\sCouncil)"
)
_ADOPTED = re.compile(
    rf"\b(?:Resolutions?\s|Decision\s)?adopted\sby\s{_ORGAN}(?P<meeting>\sat\sits\s(?P<number>\d+)(?:st|nd|"
    rf"rd|th)\s(?:plenary\s)?meeting)?"
    r",?\s(?:held\s)?on\s{0,2}",
    re.I,
)
_SESSION_LINE = re.compile(
    rf"^[ \t]*(?P<words>(?P<kind>resumed\s|"
    rf"emergency\sspecial\s)?(?P<number>{ORDINAL})\s(?:(?:emergency\s)?special\s)?session)[ \t]*$",
    re.I | re.M,
)
# "General Assembly\nEightieth session\nAgenda item 5": the head of a letter, report or draft
_LETTERHEAD = re.compile(rf"^[ \t]*{_ORGAN}[ \t]*\n+(?=[^\n]*\bsession[ \t]*$)", re.I | re.M)
# "2031 session\n25 July 2030–30 July 2031", "Annual session 2031\n2 to 5 June 2031": what a masthead prints
_YEAR_SESSION = re.compile(
    r"^[ \t]*(?P<words>\d{4}\s(?:(?:organi[sz]ational|substantive)\s)?session|"
    r"(?:annual|(?:first|second)\sregular|substantive|organi[sz]ational)\ssession\s(?:of\s|for\s)?\d{4})"
    r"[ \t]*\n+(?:[A-Z][\w ]{2,30},\s)?(?=\d)",
    re.I | re.M,
)
_BODY_LINE = re.compile(
    r"^[ \t]*(?P<organ>(?:Economic\sand\sSocial\sCouncil|"
    r"(?:[A-Z]\w+[ \t]){0,3}(?:Board|Commission|Committee|Conference)"
    r"(?:[ \t]of[ \t]the[ \t][A-Z][^\n]{4,90})?))[ \t]*$",
    re.M,
)
_PLENARY = re.compile(
    r"^[ \t]*(?P<words>(?P<number>\d{1,3}(?:st|nd|rd|th))\s(?:\(\w+\)\s)?(?:plenary\s)?meeting)\b", re.M
)
_CLOSING = re.compile(r"^[ \t*_]*(?:Signed|SIGNED|Done|DONE)\s(?:at|in)\s(?=[A-Z])", re.M)
_CLOSING_REACH = 160  # characters of the closing formula in which the date stands


@dataclass(frozen=True, slots=True)
class Frame:
    """The drafts that the frame gives, in order, and the organ that adopted the text."""

    drafts: tuple[Draft, ...]
    organ: str | None


def read_frame(text: str, metadata: DocumentMetadata, dates: Sequence[DateExpression]) -> Frame:
    """Return the events of a resolution's frame; for other documents the session they are printed for."""
    adopted = _ADOPTED.search(text, 0, _HEAD)
    if adopted is None:
        return Frame(_session_of_letterhead(text, metadata) or _session_of_year(text, metadata, dates), None)
    organ = " ".join(adopted["organ"].split())
    when = next((date for date in dates if adopted.end() - 1 <= date.span.start <= adopted.end() + 2), None)
    end = when.span.end if when else len(text[: adopted.end()].rstrip()) - len(" on")
    adoption = Draft(
        Span(adopted.start(), end),
        EventKind.ADOPTION,
        f"adoption of {_own_name(metadata, organ)}",
        "frame_adoption",
        when,
        status=EventStatus.HELD,
        confidence=0.95,
    )
    adoption.mentions.append(adoption.span)
    session = _session(text, organ, metadata)
    meeting = _meeting(text, adopted, organ, session, when)
    if meeting is not None:
        meeting.parent = session
    adoption.parent = meeting
    return Frame(tuple(draft for draft in (session, adoption, meeting) if draft is not None), organ)


def read_signing(
    text: str, metadata: DocumentMetadata, dates: Sequence[DateExpression], places: Sequence[PlaceMention]
) -> Draft | None:
    """Return the signing of the text itself that its closing formula reports: "Done at … on …"."""
    closing = next(_CLOSING.finditer(text, max(0, len(text) - _HEAD)), None)
    if closing is None or metadata.title is None:
        return None
    within = Span(closing.end() - 1, closing.end() + _CLOSING_REACH)
    when = next((date for date in dates if within.covers(date.span)), None)
    place = next((place for place in places if place.span.start == closing.end()), None)
    if when is None:
        return None
    span = Span(closing.end() - len(closing.group().lstrip(" \t*_")), when.span.end)
    return Draft(
        span,
        EventKind.SIGNING,
        f"signing of the {' '.join(metadata.title.split())}",
        "frame_signing",
        when,
        place=place.place if place is not None else None,
        country_code=place.country_code if place is not None else None,
        status=EventStatus.HELD,
        mentions=[span],
        confidence=0.95,
    )


def full_name(organ: str) -> str:
    """Return the name of an organ of the United Nations with its owner."""
    return f"UN {organ}"


def _own_name(metadata: DocumentMetadata, organ: str) -> str:
    symbol = metadata.symbol or ""
    number = re.search(r"RES/(.+)$", symbol)
    return (
        f"{full_name(organ)} resolution {number[1]}"
        if number
        else f"this resolution of the {full_name(organ)}"
    )


def _session_of_letterhead(text: str, metadata: DocumentMetadata) -> tuple[Draft, ...]:
    head = _LETTERHEAD.search(text, 0, _HEAD)
    if head is None or metadata.symbol is None:
        return ()
    session = _session(text, " ".join(head["organ"].split()), metadata, head.end())
    return (session,) if session is not None and session.span.start < head.end() + 4 else ()


def _session_of_year(
    text: str, metadata: DocumentMetadata, dates: Sequence[DateExpression]
) -> tuple[Draft, ...]:
    """Return the session that a masthead names by its year and gives the days of."""
    match = _YEAR_SESSION.search(text, 0, _HEAD)
    if match is None or metadata.symbol is None:
        return ()
    organ = _BODY_LINE.search(text, 0, match.start())
    when = next((date for date in dates if date.span.start == match.end()), None)
    if organ is None or when is None or when.end is None:
        return ()
    is_over = metadata.reference_date is not None and when.end < metadata.reference_date
    span = Span(*match.span("words"))
    session = Draft(
        span,
        EventKind.SESSION,
        f"{' '.join(match['words'].split())} of the {' '.join(organ['organ'].split())}",
        "frame_session",
        when,
        status=EventStatus.HELD if is_over else EventStatus.ONGOING,
        noun="session",
        mentions=[span],
        confidence=0.95,
    )
    return (session,)


def _session(text: str, organ: str, metadata: DocumentMetadata, start: int = 0) -> Draft | None:
    match = _SESSION_LINE.search(text, start, _HEAD)
    if match is None:
        return None
    number = ordinal_value(match["number"])
    regular = "special" not in match["words"].lower() and organ == "General Assembly"
    status = status_of_session(number, metadata.reference_date) if regular and number else EventStatus.ONGOING
    span = Span(*match.span("words"))
    name = f"{' '.join(match['words'].split()).lower()} of the {full_name(organ)}"
    return Draft(
        span,
        EventKind.SESSION,
        name,
        "frame_session",
        precision=DatePrecision.ORDINAL_SESSION,
        status=status,
        noun="session",
        ordinal=number,
        mentions=[span],
        confidence=0.95,
    )


def _meeting(
    text: str, adopted: re.Match[str], organ: str, session: Draft | None, when: DateExpression | None
) -> Draft | None:
    """Return the meeting at which the text was adopted: at the text's end, or in the formula itself."""
    if adopted["meeting"]:
        start, number = adopted.start("meeting") + len(" at its "), int(adopted["number"])
        span, words = Span(start, adopted.end("meeting")), text[start : adopted.end("meeting")]
    else:
        match = next(_PLENARY.finditer(text, max(0, len(text) - _TAIL)), None)
        if match is None:
            return None
        span, words, number = Span(*match.span("words")), match["words"], ordinal_value(match["number"]) or 0
    name = f"{' '.join(words.split())} of the {full_name(organ)}"
    if session is not None and session.ordinal:
        name += f" ({session.ordinal}{_suffix(session.ordinal)} session)"
    return Draft(
        span,
        EventKind.MEETING,
        name,
        "frame_meeting",
        when,
        status=EventStatus.HELD,
        noun="meeting",
        ordinal=number,
        mentions=[span],
        confidence=0.95,
    )


def _suffix(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
