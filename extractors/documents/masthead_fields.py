"""What a United Nations masthead says besides symbol, title and dates.

Session, agenda item, the meeting that adopted the text, and the sponsors of a draft are fields with
evidence and without a column of their own: most documents have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.model import FieldEvidence, Span

_SESSION = re.compile(
    r"(?:[A-Z][\w-]+\s){1,3}(?:emergency\s)?(?:special\s)?session|(?:19|20)\d\d\s(?:substantive\s|"
    r"organizational\s)?session|"
    r"\d{1,3}(?:st|nd|rd|th)\s(?:special\s)?session",
)
_AGENDA_ITEM = re.compile(
    r"(?:Agenda\s)?[Ii]tems?\s(?P<item>\d{1,3}(?:\s?\([a-z]{1,4}\))*(?:(?:,|"
    r"\sand|,\sand)\s(?:\d{1,3}|\([a-z]{1,4}\))(?:\s?\([a-z]{1,4}\))*)*)(?=\W|$)"
)
_MEETING = re.compile(
    r"(?<![\w-])(?P<meeting>\d{1,5}(?:st|nd|rd|th)\s(?:\([a-z]+\)\s)?(?:plenary\s)?meeting)"
    r"(?=,?\s(?:held\s)?on\b|\s+\d{1,2}\s[A-Z])"
)
_SPONSORS = re.compile(
    r"(?P<states>[A-Z][^:;\n]{2,1500}(?:\n(?![^\n]{0,40}$)[^:;\n]{2,400}){0,12})"
    r":\s?[*,†‡\s]{0,8}(?:revised\s)?draft\s(?:resolution|decision)\b"
)
_SPONSOR = re.compile(
    r"(?:\s|,|\band\b|\*|\d(?=\W))*(?P<state>[A-Z](?:[^,*;]|,(?!\s))*?)(?=\s?\*|"
    r",\s|\s+and\s+(?=[A-Z])|$)"
)
_KEPT_TOGETHER = re.compile(
    r"(?:Bosnia|Trinidad|Antigua|Saint Vincent|Sao Tome|São Tomé|Saint "
    r"Kitts|United Kingdom of Great Britain)$"
)
_HEAD = 3000
_TAIL = 400


def masthead_fields(text: str, lines: Sequence[Span]) -> Iterator[FieldEvidence]:
    """Yield session, agenda_item, meeting and sponsor; a draft has one sponsor row for each State.

    `lines` are the masthead's lines from the symbol downwards.
    """
    yield from _on_lines(text, lines, "session", _SESSION)
    yield from _on_lines(text, lines, "agenda_item", _AGENDA_ITEM, "item")
    start = lines[0].start if lines else 0
    meeting = _MEETING.search(text, start, start + _HEAD) or _MEETING.search(
        text, max(start, len(text) - _TAIL)
    )
    if meeting:
        yield _field(
            "meeting", text, Span(meeting.start("meeting"), meeting.end("meeting")), "masthead_meeting"
        )
    yield from _sponsors(text, lines)


def _on_lines(
    text: str, lines: Sequence[Span], name: str, pattern: re.Pattern[str], group: str | int = 0
) -> Iterator[FieldEvidence]:
    for line in lines:
        match = pattern.fullmatch(text, line.start, line.end)
        if match:
            yield _field(name, text, Span(match.start(group), match.end(group)), f"masthead_{name}")
            return


def _sponsors(text: str, lines: Sequence[Span]) -> Iterator[FieldEvidence]:
    start = lines[0].start if lines else 0
    listed = None
    for line in lines:
        listed = _SPONSORS.match(text, line.start, start + _HEAD)
        if listed:
            break
    if listed is None:
        return
    position, end = listed.start("states"), listed.end("states")
    while position < end:
        match = _SPONSOR.match(text, position, end)
        if match is None:
            return
        stop = match.end("state")
        if _KEPT_TOGETHER.search(text, position, stop):
            longer = _SPONSOR.match(text, stop + 5, end)
            stop = longer.end("state") if longer else stop
        yield _field("sponsor", text, Span(match.start("state"), stop), "masthead_sponsor")
        position = stop


def _field(name: str, text: str, span: Span, rule_id: str) -> FieldEvidence:
    return FieldEvidence(name, " ".join(span.of(text).split()), span, rule_id)
