"""Who issued a document that has no masthead, as the document itself says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.head import Unit
from extractors.model import Span
from extractors.titles import Title

_WE = re.compile(
    r"\b[Ww]e,\s+(?:the\s+)?(?P<who>[A-Z].{2,400}?),\s+(?=held|met|convened|gathered|assembled|having|"
    r"represented|reaffirm|meeting|guided|participating|adopt|declare|have|are|on\b|in\b|at\b|recognizing|"
    r"recalling|commit)",
    re.DOTALL,
)
_RELEASED = re.compile(
    r"\b(?:released|issued|adopted) by\s+(?:the\s+)?(?P<who>[A-Z].{2,400}?)"
    r"(?=\s+(?:on|in|at|following)\b|[.;:])",
    re.DOTALL,
)
_OPENS = re.compile(
    r"(?:The\s+)?(?P<who>(?:[A-Z][\w-]*\s+){0,3}(?:Ministers|Leaders|Presidents|Heads|Governments)\s+(?:for\s+Foreign\s+Affairs\s+)?of\b.{2,400}?)\s*(?:,|\()?\s*(?:hereinafter|held|met|convened|gathered|adopted|on\s+\d)",
    re.DOTALL,
)
_OF_TITLE = re.compile(
    r"\b(?:[Ss]tatement|STATEMENT|[Dd]eclaration|DECLARATION|[Cc]ommuniqu[eé]|COMMUNIQU[EÉ]|[Ss]ummary|SUMMARY)\s+"
    r"(?:of|by|from|OF|BY|FROM)\s+(?:the\s+|THE\s+)?(?P<who>.{3,300}?)(?=\s+(?:on|ON|regarding|concerning|following)\s|\s\(|[,:;]\s|$)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuer's name on one line, where it stands, and the rule that found it."""

    name: str
    span: Span
    rule_id: str


def find_issuer(text: str, units: Sequence[Unit], title: Title | None) -> Issuer | None:
    """Return who speaks ("We, the Ministers of …") or whose text the title calls it, or None."""
    for unit in units:
        if not unit.is_running:
            continue
        for pattern in (_WE, _RELEASED, _OPENS):
            match = pattern.search(text, unit.span.start, unit.span.end)
            if match:
                return _issuer(match, "issuer_opening")
    if title:
        match = _OF_TITLE.search(text, title.span.start, title.span.end)
        if match:
            return _issuer(match, "issuer_title")
    return None


def _issuer(match: re.Match[str], rule_id: str) -> Issuer:
    return Issuer(" ".join(match["who"].split()), Span(match.start("who"), match.end("who")), rule_id)
