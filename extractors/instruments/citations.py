"""Resolutions and decisions cited by number: "resolutions 72/7 of 17 November 2017 and 73/9".

A head ("Security Council resolution", "its decisions") governs the numbers that follow it, each of
which is a citation with its own span. The organ named before the head, the form of the number and the
body that issued the document tell which series a number belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extractors.documents.titles import MONTH
from extractors.grammar.word_places import first_words, word_places
from extractors.lexicon import Entry, load
from extractors.mentions.symbols import normalise_symbol
from extractors.model import InstrumentType, Span


class Organ(Entry, frozen=True, kw_only=True):
    """A body that numbers its resolutions: its names and the root of their symbols.

    In `form` the root is completed with the number: `{n}` as cited, `{s}` the session before the slash
    and `{r}` what follows it. An empty form marks a body whose numbers make no symbol.
    """

    names: tuple[str, ...]
    form: str
    decision_form: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited text with its symbol (None where its series has none) and the year it was adopted in."""

    span: Span
    instrument_type: InstrumentType
    number: str
    symbol: str | None
    organ: str | None
    year: int | None


_CITED = (
    "resolution|resolutions|Resolution|Resolutions|RESOLUTION|RESOLUTIONS|decision|decisions|Decision|"
    "Decisions|UNSCR|UNSCRs|UNSCr|UNSCrs|UNGAR|UNGARs|UNGAr|UNGArs"
)
_HEAD = re.compile(rf"\b(?P<head>{_CITED})\s(?:\s*Nos?\.?\s+|№\s?)?(?:(?=[\dES])|(?<=s\s))")
_FIRST_OF_HEAD = first_words(_CITED)
_ITEM = re.compile(
    r"(?P<roman>\d{1,4}(?:\s[A-Z])?\s?\((?:E?S[-‑–])?[IVXLC]{1,8}\))|(?P<council>\d{1,4}\s?\((?:19|20)\d\d\))|"
    r"(?P<slash>(?:(?:ES|S)[-‑–])?\d{1,4}/\d{1,4})(?:\s?(?P<part>[A-Z])(?![\w.])(?P<parts>\s?(?:and|to|"
    r"[-–])\s?[A-Z](?!\w))?)?(?![\w/])|(?P<bare>\d{3,4})(?![\d/\w]|[.,]\d)"
)
_DATE = (
    rf"\d{{1,2}}\s+(?i:{MONTH})\s+(?P<year>(?:19|20)\d\d)|"
    rf"(?i:{MONTH})\s+\d{{1,2}},\s+(?P<year2>(?:19|20)\d\d)"
)
_DATED = re.compile(rf"\s+of\s+(?:{_DATE})")
_ADOPTED = re.compile(
    r"\s+adopted\s+by\s+the\s+(?:UN\s+|United\s+Nations\s+)?(?P<organ>General\s+Assembly|Security\s+Council)"
    rf"(?:\s+(?:in|on)\s+(?:(?P<only>(?:19|20)\d\d)|{_DATE}))?"
)
_QUOTED = re.compile(r",?\s+(?:(?:entitled|titled|on|“the)\s+)?[“\"«](?P<title>[^”\"»\n]{3,400})[”\"»]")
_NEXT = re.compile(r"(?:\s?,\s?(?:and\s+)?|\s+and\s+(?:its\s+)?|\s*;\s*|\s+as well as\s+|\s+or\s+)")
_STRONG = re.compile(
    r"(?<![\w/(.])(?:(?:(?:E?S[-‑–])?\d{1,3}/\d{1,4}|"
    r"\d{1,4}(?:\s[A-Z])?\s\((?:E?S[-‑–])?[IVXLC]{1,8}\))(?=\s+of\s+\d{1,2}\s[A-Z])|\d{3,4}\s\((?:19|"
    r"20)\d\d\)(?!,?\s+of\s+the\s))"
)
_ID_OF_ROOT = {"A/HRC": "HRC", "E/CN.4": "CHR", "UNEP/EA": "UNEA"}
_ITS = re.compile(r"\bits\s+(?:\w+\s+){0,2}$")
_BEFORE_HEAD = ("draft", "ministerial")
_FIRST_REACH = 200  # "resolutions concerning the lake, in particular 1591 (2005)"
_ORGAN_REACH = 90
_FIRST_BUDGET_NUMBER, _FIRST_SPLIT_SESSION = 200, 48
_FIRST_SLASH_SESSION = 31  # the Assembly has numbered by session since its thirty-first


def standard_name(kind: InstrumentType, number: str, symbol: str | None, organ: str | None) -> str:
    """Return a cited text's full name, such as "Security Council resolution 1373 (2001)"."""
    noun = "decision" if kind is InstrumentType.DECISION else "resolution"
    bodies = {entry.id: entry.names[0] for entry in load("organs", Organ) if entry.form}
    if symbol:
        series = f"/{'DEC' if noun == 'decision' else 'RES'}/"
        root, _, counted = symbol.partition(series)
        body = bodies.get(_ID_OF_ROOT.get(root, root)) if counted else bodies.get(organ or "")
        number = counted.replace("(", " (") if counted else number
    else:
        body = bodies.get(organ or "")
    return f"{body} {noun} {number}" if body else f"{noun} {number}"


def organ_of(symbol: str) -> str:
    """Return the id of the organ in whose series a symbol is, or the symbol's first segment."""
    series = next((root for root in _ID_OF_ROOT if symbol.startswith(root)), None)
    return _ID_OF_ROOT[series] if series else symbol.split("/", 1)[0]


def find_citations(text: str, issuer: str | None) -> tuple[Citation, ...]:
    """Return the resolutions and decisions cited by number, in order.

    `issuer` is the id of the organ that issued the document (`A`, `S`, `HRC`), for "its resolution" and
    "Council resolution".
    """
    heads = list(word_places(text).matches(_HEAD, _FIRST_OF_HEAD))
    found: list[Citation] = []
    for i, head in enumerate(heads):
        limit = heads[i + 1].start() if i + 1 < len(heads) else len(text)
        line_end = text.find("\n\n", head.end(), limit)
        found.extend(_governed(text, head, line_end if line_end >= 0 else limit, issuer))
    return tuple(found)


def _governed(text: str, head: re.Match[str], limit: int, issuer: str | None) -> Iterator[Citation]:
    """Yield the citations that a head governs: its list, and what footnotes have cut off from it."""
    start, organ = _with_organ(text, head)
    organ = _by_issuer(text, head, organ, issuer)
    is_decision = head["head"].lower().startswith("decision")
    item = _ITEM.match(text, head.end())
    if item is None and head["head"].lower().endswith("s"):
        item = _next_item(text, head.end(), min(limit, head.end() + _FIRST_REACH), is_list=True)
        start = item.start() if item else start
    while item is not None and item.start() < limit:
        item_organ, end, year = organ, item.end(), None
        adopted = _ADOPTED.match(text, end)
        if adopted:
            item_organ, end = _organ_by_name(adopted["organ"]) or organ, adopted.end()
            year = adopted["only"] or adopted["year"] or adopted["year2"]
        dated = _DATED.match(text, end)
        if dated:
            end, year = dated.end(), dated["year"] or dated["year2"]
        quoted = _QUOTED.match(text, end)
        if quoted:
            end = quoted.end()
        citation = _citation(item, Span(start, end), item_organ, is_decision, issuer, year)
        if citation:
            yield citation
        item = _next_item(text, end, limit, is_list=head["head"].lower().endswith("s"))
        start = item.start() if item else end


def _next_item(text: str, position: int, limit: int, *, is_list: bool) -> re.Match[str] | None:
    joint = _NEXT.match(text, position)
    if joint:
        item = _ITEM.match(text, joint.end())
        if item and (not item["bare"] or is_list):
            return item
    strong = _STRONG.search(text, position, limit) if is_list else None
    return _ITEM.match(text, strong.start()) if strong else None


def _citation(
    item: re.Match[str],
    span: Span,
    organ: Organ | None,
    is_decision: bool,
    issuer: str | None,
    year: str | None,
) -> Citation | None:
    form = next(name for name in ("roman", "council", "slash", "bare") if item[name])
    number = " ".join(item[form].split()) + _part_issued_apart(item)
    if form == "bare" and not _is_councils(organ, issuer):
        return None
    symbol = _symbol(form, number, organ, is_decision)
    stated = re.search(r"\((\d{4})\)$", symbol or number)
    kind = InstrumentType.DECISION if is_decision else InstrumentType.RESOLUTION
    when = int(year) if year else int(stated[1]) if stated else None
    return Citation(span, kind, number, symbol, organ.id if organ else None, when)


def _part_issued_apart(item: re.Match[str]) -> str:
    """Return the part's letter where the part is a document of its own, which parts A never are.

    The budget committee's resolutions, numbered from 200 on, are adopted part by part over the session.
    """
    if not item["part"] or item["part"] == "A" or item["parts"]:
        return ""
    session, number = re.split(r"[-‑–/]", item["slash"])[-2:]
    return (
        item["part"] if int(number) >= _FIRST_BUDGET_NUMBER and int(session) >= _FIRST_SPLIT_SESSION else ""
    )


def _is_councils(organ: Organ | None, issuer: str | None) -> bool:
    return organ.id == "S" if organ else issuer == "S"


def _symbol(form: str, number: str, organ: Organ | None, is_decision: bool) -> str | None:
    """Return the symbol of a cited number, or None where its series has no symbols."""
    if form == "council":
        return f"S/RES/{normalise_symbol(number)}"
    if form == "bare":
        year = council_year(int(number))
        return f"S/RES/{number}({year})" if year else None
    if form == "roman":
        root = "E" if organ and organ.id == "E" else "A"
        return f"{root}/RES/{normalise_symbol(re.sub(r'[ ][A-Z](?= ?[(])', '', number))}"
    return _slash_symbol(normalise_symbol(number), organ, is_decision)


def _slash_symbol(number: str, organ: Organ | None, is_decision: bool) -> str | None:
    session, rest = number.split("/", 1)
    if len(session) == 4 and session.isdigit() and (organ is None or organ.id in ("A", "E", "S", "council")):
        return f"E/{'DEC' if is_decision else 'RES'}/{number}"
    if organ is None or organ.id in ("A", "S"):
        if session.isdigit() and int(session) < _FIRST_SLASH_SESSION:
            return None
        return f"A/{'DEC' if is_decision else 'RES'}/{number}"
    form = (organ.decision_form if is_decision else organ.form) or ""
    return form.format(n=number, s=session, r=rest) if form else None


def _with_organ(text: str, head: re.Match[str]) -> tuple[int, Organ | None]:
    """Return where the noun phrase of a head begins, and the organ it names."""
    if head["head"].startswith("UN"):
        return head.start(), _organ_by_name(
            "Security Council" if "SC" in head["head"] else "General Assembly"
        )
    left = text[max(0, head.start() - _ORGAN_REACH) : head.start()]
    match = _organ_pattern().search(left) if _names_organ(left) else None
    if match is None:
        return head.start(), None
    return head.start() - len(left) + match.start(), _organ_by_name(match["organ"])


def _by_issuer(text: str, head: re.Match[str], organ: Organ | None, issuer: str | None) -> Organ | None:
    """Return whose "its resolution" and "Council resolution" are, where the issuer numbers its own."""
    own = next((o for o in load("organs", Organ) if o.id == issuer and o.form), None)
    if own is None:
        return organ
    if organ is None:
        is_own = _ITS.search(text, max(0, head.start() - _ORGAN_REACH), head.start()) is not None
        return own if is_own and own.id not in ("A", "S", "E") else None
    return own if organ.id == "council" and own.id == "HRC" else organ


def _organ_by_name(name: str) -> Organ | None:
    return _organs().get(" ".join(name.split()).casefold())


def council_year(number: int) -> int | None:
    """Return the year in which the Security Council adopted the resolution of this number."""
    years = [entry for entry in load("council_years", CouncilYear) if entry.first <= number]
    latest = max(years, key=lambda entry: entry.first, default=None)
    last = max(load("council_years", CouncilYear), key=lambda entry: entry.first)
    return None if latest is None or latest is last else int(latest.id)


class CouncilYear(Entry, frozen=True, kw_only=True):
    """The number of the first resolution that the Security Council adopted in a year."""

    first: int


@cache
def _organs() -> dict[str, Organ]:
    return {name.casefold(): organ for organ in load("organs", Organ) for name in organ.names}


def _names_organ(left: str) -> bool:
    """Tell whether the last word may end an organ's name: the names themselves are dear to search for."""
    last = next((word for word in reversed(left.casefold().split()) if word not in _BEFORE_HEAD), "")
    return re.split("['’]", last)[0].endswith(_last_words())


@cache
def _last_words() -> tuple[str, ...]:
    return tuple(
        sorted({name.split()[-1].casefold() for organ in load("organs", Organ) for name in organ.names})
    )


@cache
def _organ_pattern() -> re.Pattern[str]:
    names = sorted(
        (name for organ in load("organs", Organ) for name in organ.names), key=lambda n: (-len(n), n)
    )
    phrases = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    return re.compile(
        rf"(?<!\w)(?:(?:United\s+Nations|UN|U\.N\.)\s+)?(?P<organ>{phrases})(?:['’]s)?"
        rf"\s+(?:(?:{'|'.join(_BEFORE_HEAD)})\s+)?$",
        re.IGNORECASE,
    )
