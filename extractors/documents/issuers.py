"""Who issued a document that has no masthead, as the document itself says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.documents.head import Unit
from extractors.documents.titles import Title
from extractors.model import DocType, Span

_WE = re.compile(
    r"\b[Ww]e,\s+(?:the\s+)?(?P<who>[A-Z].{2,400}?)(?::\s*$|,\s+(?=held|met|convened|gathered|"
    r"assembled|having|"
    r"reaffirm|meeting|guided|participating|adopt|declare|have|are|on\b|in\b|at\b|recognizing|"
    r"recalling|commit))",
    re.DOTALL,
)
_RELEASED = re.compile(
    r"\b(?:released|issued|adopted) by\s+(?:the\s+)?(?P<who>[A-Z].{2,400}?)"
    r"(?=\s+(?:on|in|at|following)\b|[.;:])",
    re.DOTALL,
)
_OPENS = re.compile(
    r"(?:The\s+)?(?P<who>(?:[A-Z][\w-]*\s+){0,3}(?:Ministers|Leaders|Presidents|Heads|Governments)"
    r"\s+(?:for\s+Foreign\s+Affairs\s+)?of\b.{2,400}?)\s*(?:,|\()?\s*(?:hereinafter|held|met|"
    r"convened|gathered|adopted|on\s+\d)",
    re.DOTALL,
)
_SIDES = re.compile(
    r"\b(?:On|In|At)\s[^.;]{3,80}?,\s+(?:the\s+)?(?P<who>[A-Z][^.;]{2,200}?)\s+(?=held|met|convened|"
    r"issued)",
    re.DOTALL,
)
_OF_TITLE = re.compile(
    r"(?:\b(?:statement|declaration|communiqu[eé]|summary|conclusions|plan of action|document)"
    r"\s+(?:of|by|from|between)|"
    r"\bbetween)\s+(?P<who>.{3,400})",
    re.DOTALL | re.IGNORECASE,
)
_MEETING = (
    r"(?:conference|summit|meeting|forum|dialogue|consultations?|session|talks|round|symposium|"
    r"seminar|congress)"
)
_OF_MEETING = re.compile(
    rf"\s*(?:(?:the|of|by|from|participants)\s+)*(?P<who>(?:(?!\b(?:on|by)\b)"
    rf"[^,;]){{0,120}}?\b{_MEETING}\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_TOPIC = re.compile(
    r"\s+(?:on|regarding|concerning|following|after|welcoming)\s|\s\(|[:;]\s|"
    r",\s[^,]{2,30},?\s\d",
    re.IGNORECASE,
)
_NUMBERED_PLACE = re.compile(
    r"\s*(?:\((?=[^)]*\d{4})|,?\s(?:held\b|under\sthe\sauspices\b)|"
    r",\s[^,]+,\s\d).*",
    re.DOTALL,
)
_SIDES_OF_TITLE = re.compile(
    r"[#*_ ]*(?:The\s)?(?P<who>[A-Z][\w.’']*(?:[ ][A-Z][\w.’']*){0,4}?(?:(?:[-‑–/—]|,?\sand\s|,\s)"
    r"(?:the\s)?[A-Z][\w.’']*"
    r"(?:[ ][A-Z][\w.’']*){0,4}?){1,8})\s+(?:(?:Joint|Leaders[’']?|Summit|Foreign|Ministers[’']?|"
    r"Ministerial)\s+){0,4}"
    r"Statement\b"
)
_CLAUSE = re.compile(r",\s(?!and\b|or\b|as\b|of\b|the\b|including\b|represented\b)[a-z]")
_CHAIRS = (DocType.CHAIR_SUMMARY,)


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuer's name on one line, where it stands, and the rule that found it."""

    name: str
    span: Span
    rule_id: str


def find_issuer(text: str, units: Sequence[Unit], title: Title | None, doc_type: DocType) -> Issuer | None:
    """Return who speaks ("We, the Ministers of …") or whose text the title calls it, or None."""
    if doc_type in _CHAIRS:
        return _of_meeting(text, title, "Chair of the ")
    for pattern in (_WE, _RELEASED, _OPENS):
        for unit in units:
            match = pattern.search(text, unit.span.start, unit.span.end) if unit.is_running else None
            if match:
                return _issuer(match, "issuer_opening")
    return _of_title(text, title) or _before_type(text, title) or _of_sides(text, units)


def _of_title(text: str, title: Title | None) -> Issuer | None:
    match = _OF_TITLE.search(text, title.span.start, title.span.end) if title else None
    if match is None:
        return None
    meeting = _OF_MEETING.match(text, match.start("who"), match.end("who"))
    if meeting:
        return _of_meeting(text, title, "participants of the ")
    topic = _TOPIC.search(text, match.start("who"), match.end("who"))
    end = topic.start() if topic else match.end("who")
    span = Span(match.start("who"), end)
    name = " ".join(span.of(text).split()).removeprefix("the ").removeprefix("THE ")
    return Issuer(name, span, "issuer_title") if name else None


def _of_meeting(text: str, title: Title | None, who: str) -> Issuer | None:
    """Return the chair or the participants of the meeting that the title names."""
    if title is None or title.named is None:
        return None
    start = title.span.start
    raw = title.span.of(text)
    named = raw.find(raw[title.named.start : title.named.end])
    match = _OF_MEETING.search(
        text, start + max(named, 0) + title.named.end - title.named.start, title.span.end
    )
    if match is None:
        return None
    tail = _NUMBERED_PLACE.search(text, match.start("who"), title.span.end)
    span = Span(match.start("who"), tail.start() if tail else title.span.end)
    return Issuer(who + " ".join(span.of(text).split()), span, "issuer_title")


def _of_sides(text: str, units: Sequence[Unit]) -> Issuer | None:
    """Return the sides of "On 3 May, Arland and Borland held consultations"."""
    for unit in units:
        match = _SIDES.match(text, unit.span.start, unit.span.end) if unit.is_running else None
        if match:
            return _issuer(match, "issuer_sides")
    return None


def _before_type(text: str, title: Title | None) -> Issuer | None:
    """Return the sides that stand before the type: "Arland–Borland Joint Statement"."""
    if title is None or title.named is None:
        return None
    match = _SIDES_OF_TITLE.match(text, title.span.start, title.span.end)
    return _issuer(match, "issuer_title") if match else None


def _issuer(match: re.Match[str], rule_id: str) -> Issuer:
    """Return the matched words up to where a clause in lower case begins."""
    clause = _CLAUSE.search(match["who"])
    span = Span(match.start("who"), match.start("who") + clause.start() if clause else match.end("who"))
    words = span.of(match.string)
    return Issuer(" ".join(words.split()), span, rule_id)
