"""The type of a document without a masthead: title, adopting formula, dateline, then its voice (D1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.documents.document_types import is_headline, type_of_title
from extractors.documents.head import Unit
from extractors.documents.titles import Title, has_dateline, is_furniture
from extractors.model import DocType, Span

_SELF_REACH = 4000  # characters at either end in which a text names itself
_FORMULA = re.compile(
    r"\b(?:text of the following|the following|with the following|"
    r"(?:issued|adopted|released|agreed(?: on| upon)?|made|signed) (?:the|this|a|their|"
    r"its)(?: following)?)\s+(?P<named>(?:[a-z-]+ ){0,2}"
    r"(?:statement|declaration|communiqu[eé]|plan of action|action plan|programme|summary|conclusions))\b",
    re.IGNORECASE,
)
_RELEASED_BY_MANY = re.compile(r"\b(?:Governments|Ministers|Leaders|Presidents|Heads)\s+of\b")
_SELF = re.compile(
    r"\b(?:this|the present)\s+(?:joint\s+|political\s+|ministerial\s+|final\s+)?"
    r"(?:communiqu[eé]|declaration|statement|agreement|treaty|convention|protocol|memorandum|"
    r"plan of action|action plan|programme|strategy|road\s?map|resolution|decision|outcome document)\b",
    re.IGNORECASE,
)
_WE = re.compile(r"(?:^|[\s“\"(])(?:[Ww]e\b|our\b)")
_QUOTED = re.compile(r"[“\"][^”\"]{0,1500}[”\"]")
_SIDES = re.compile(
    r"\b(?:The|Both|the|both)\s+(?:[Pp]articipants|[Ss]ides|[Pp]arties|[Dd]elegates|[Mm]inisters|"
    r"[Ll]eaders)\b"
)
_NEWS = re.compile(
    r"\b(?:said|according to|told|reports?|reported|press service|spokes(?:man|woman|person)|press release|"
    r"is taking place|will be held|will host|(?:on|On) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|"
    r"yesterday|tomorrow)\b"
)


@dataclass(frozen=True, slots=True)
class TypeFound:
    """A type with the words and the rule that it rests on."""

    doc_type: DocType
    span: Span
    rule_id: str


def find_type(
    text: str, units: Sequence[Unit], title: Title | None, *, is_english: bool = True
) -> TypeFound | None:
    """Return the document's type, or None where nothing tells it.

    A text in another language than English is typed by the words of its title or label alone.
    """
    running = [unit for unit in units if unit.is_running]
    if title:
        typed = _by_title(text, title, running)
        if typed:
            return typed
    if not is_english:
        return _by_label(units)
    if running and has_dateline(running[0].text):
        return TypeFound(DocType.PRESS_RELEASE, running[0].span, "type_dateline")
    return _by_formula(text, running) or _by_self_reference(text) or _by_voice(text, running)


def _by_title(text: str, title: Title, running: Sequence[Unit]) -> TypeFound | None:
    if title.named is None:
        return None
    is_news = is_headline(title.text) and not _speaks_as_we(text, running)
    if is_news or (running and _is_announcement(title, running)):
        return TypeFound(DocType.PRESS_RELEASE, title.span, "type_headline")
    return TypeFound(title.named.doc_type, title.span, "type_title")


def _is_announcement(title: Title, running: Sequence[Unit]) -> bool:
    """Tell a release about a text, which opens with a dateline, from the text itself."""
    return has_dateline(running[0].text) and title.named is not None and not title.named.is_head


def _by_label(units: Sequence[Unit]) -> TypeFound | None:
    """Read a label above the title, such as "PRESSEMITTEILUNG"."""
    for unit in units:
        named = type_of_title(unit.text) if is_furniture(unit.text) else None
        if named:
            return TypeFound(named.doc_type, unit.span, "type_label")
    return None


def _by_formula(text: str, running: Sequence[Unit]) -> TypeFound | None:
    """Read "the following Declaration" and "the text of the following statement was released by …"."""
    for unit in running:
        match = _FORMULA.search(unit.span.of(text))
        if match is None:
            continue
        named = type_of_title(match["named"])
        if (
            named is None
            and "statement" in match["named"].lower()
            and _RELEASED_BY_MANY.search(unit.span.of(text))
        ):
            doc_type = DocType.JOINT_STATEMENT
        elif named is None or _NEWS.search(unit.span.of(text)):
            continue
        else:
            doc_type = named.doc_type
        start = unit.span.start + match.start("named")
        return TypeFound(doc_type, Span(start, unit.span.start + match.end()), "type_formula")
    return None


def _by_voice(text: str, running: Sequence[Unit]) -> TypeFound | None:
    """Tell news, told by an outsider, from a text whose authors speak."""
    if not running:
        return None
    if _speaks_as_we(text, running):
        return TypeFound(DocType.JOINT_STATEMENT, running[0].span, "type_voice")
    words = " ".join(unit.text for unit in running)
    if _SIDES.search(words) and not _NEWS.search(words):
        return TypeFound(DocType.JOINT_STATEMENT, running[0].span, "type_voice")
    return TypeFound(DocType.PRESS_RELEASE, running[0].span, "type_voice")


def _by_self_reference(text: str) -> TypeFound | None:
    """Read "this Declaration" and "the present communiqué" at either end of the text."""
    match = _SELF.search(text, 0, _SELF_REACH) or _SELF.search(text, max(0, len(text) - _SELF_REACH))
    if match is None:
        return None
    named = type_of_title(match.group())
    doc_type = named.doc_type if named else DocType.JOINT_STATEMENT
    return TypeFound(doc_type, Span(match.start(), match.end()), "type_self_reference")


def _speaks_as_we(text: str, running: Sequence[Unit]) -> bool:
    return any(_WE.search(_QUOTED.sub(" ", unit.text)) for unit in running)
