"""The structure class of a document (codebook D7), from the form of its paragraphs."""

from __future__ import annotations

import re

from extractors.model import DocType, Span, Structure

_REACH = 20_000  # characters in which the form shows
_ENACTING = re.compile(
    r"^[ \t]*The (?:General Assembly|Security Council|Economic and Social Council|Human Rights Council|"
    r"[A-Z][\w-]+(?: (?:of|and|on|the|for|[A-Z][\w-]+)){0,9}),[ \t]*$",
    re.MULTILINE,
)
_NUMBERED = re.compile(r"^[ \t]*1\.\s+[A-Z][a-z]+s?\b", re.MULTILINE)
_CHAPEAU = re.compile(
    r"\b(?:participants|[Pp]arties|[Ss]ides|[Ss]tates|[Mm]inisters|[Ll]eaders|Heads|[Dd]elegates|[Ww]e)\b"
    r"[^\n:]{0,300}:[ \t]*\n\s*(?:[-–—•*▪]\s*|\(?[a-z0-9]\)\s*|\d{1,2}[.)]\s*)?[a-z]+(?:ing|ed|ious)\b"
)
_LISTED = re.compile(
    r"\b(?:agree|agreed|decided|intend|committed)\b[^\n:]{0,300}:[ \t]*\n\s*(?:[-–—•*▪]|\(?[a-z0-9]{1,2}\))\s"
)
_OPENS_LIST = re.compile(r":[ \t]*\n")
_RELEASES = (DocType.PRESS_RELEASE, DocType.SPEECH, DocType.INTERVIEW)


def find_structure(text: str, doc_type: DocType) -> tuple[Structure, Span | None]:
    """Return the structure class and the words that show it; a plain narrative shows nothing."""
    if doc_type in _RELEASES:
        return Structure.PRESS, None
    enacting = _ENACTING.search(text, 0, _REACH)
    if enacting and _NUMBERED.search(text, enacting.end()):
        return Structure.FORMAL_RESOLUTION, Span(enacting.start(), enacting.end())
    if doc_type in (DocType.RESOLUTION, DocType.DECISION):
        return Structure.FORMAL_RESOLUTION, Span(enacting.start(), enacting.end()) if enacting else None
    has_list = _OPENS_LIST.search(text, 0, _REACH) is not None
    if has_list and (chapeau := _CHAPEAU.search(text, 0, _REACH) or _LISTED.search(text, 0, _REACH)):
        return Structure.CHAPEAU_LIST, Span(chapeau.start(), chapeau.end())
    return Structure.NARRATIVE, None
