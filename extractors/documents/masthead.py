"""The masthead of a United Nations document: symbol, organ, dates and title, by their fixed places.

A masthead is the lines from "United Nations" and the symbol down to the title; it stands at the very
top. What follows it (the enacting formula or running text) is body and is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.documents.head import HEAD_LENGTH, lines_of
from extractors.documents.masthead_fields import masthead_fields
from extractors.mentions.dates import find_dates
from extractors.mentions.symbols import find_symbols, issuing_body, normalise_symbol
from extractors.model import DateExpression, DatePrecision, DocType, FieldEvidence, Span

_MAST_LINES = 45
_SYMBOL_LINES = 8
_SERIES = r"(?:ES-|S-)?\d{1,3}/\d{1,4}(?:\s?[A-Z](?:\s?(?:and|-|–)\s?[A-Z])?)?"
_NUMBERED_TITLE = re.compile(rf"(?P<number>{_SERIES})\.?\s+(?P<title>\S.*)")
_COUNCIL_TITLE = re.compile(r"Resolution\s+\d{1,4}\s?\(\d{4}\)", re.IGNORECASE)
_STATEMENT_TITLE = re.compile(
    r"Statement\s+by\s+the\s+President\s+of\s+the\s+(?:Security\s+)?Council", re.IGNORECASE
)
_STATEMENT_MADE = re.compile(
    r"President of the (?P<organ>Security Council) (?:made|issued|read out) the following statement",
    re.IGNORECASE,
)
_PART = re.compile(r"\s[A-Z](?:\s?(?:and|-|–)\s?[A-Z])?$")
_SPLIT_SYMBOL = re.compile(r"United\s+Nations\s+(?P<tail>/\S+)")
_DISTRIBUTION = re.compile(r"Distr\b", re.IGNORECASE)
_ADOPTION = re.compile(
    r"(?:resolution|decision)?\s*adopted\s+(?:by\s+the\s+[A-Z][^\n]{2,80}?|without\s+a\s+vote)?(?:,|"
    r"\s)\s*on(?=\s|\d)|meeting\s+of\s+the\s+(?:Security\s+Council|General\s+Assembly|"
    r"Council),\s+held\s+on(?=\s|\d)",
    re.IGNORECASE,
)
_CLOSING_MEETING = re.compile(
    r"\d{1,4}(?:st|nd|rd|th)\s(?:\([a-z]+\)\s)?(?:plenary\s)?meeting\s+(?=\d{1,2}\s[A-Z])"
)
_TAIL = 400  # characters at the end in which the meeting that adopted a text stands
_STATEMENT_OPENING = re.compile(r"^(?:At\s+the\s|On\s+\d)", re.MULTILINE)
_ENACTING = re.compile(
    r"The\s+(?:General\s+Assembly|Security\s+Council|Economic\s+and\s+Social\s+Council|[A-Z][\w ]{3,80}),$"
)
_BODY_START = re.compile(
    r"(?:\d{1,3}\.|[IVX]{1,4}\.|[A-Z]\.)\s|At the \d|On \d|The present |"
    r"(?:I|We) (?:am|are|have|write|wish|would|should|refer)\b|(?:Up)?[Oo]n (?:instructions|behalf)\b|"
    r"(?:Further|Pursuant) to |With (?:reference|regard) to |(?:Attached )?[Pp]lease "
)
_KIND_LINE = re.compile(
    r"(?:(?P<letter>Letters?\s+dated|Identical\s+letters|Note\s+verbale)|"
    r"(?P<draft>[^\n]{0,400}\b[Dd]raft\s+resolution\b)|"
    r"(?P<draft_decision>[^\n]{0,400}\b[Dd]raft\s+decision\b)|(?P<agenda>(?:Annotated\s+)?(?:Provisional|"
    r"Draft)\s+agenda)|(?P<record>(?:Provisional\s+|Summary\s+)(?:verbatim\s+)?record)|"
    r"(?P<report>(?:[A-Z][\w-]*\s+){0,4}(?:Report|Note)\s+(?:of|by|on)\b))",
)
_KINDS = {
    "letter": DocType.LETTER,
    "draft": DocType.RESOLUTION,
    "draft_decision": DocType.DECISION,
    "agenda": DocType.AGENDA,
    "record": DocType.RECORD,
    "report": DocType.REPORT,
}
_DATE_WITHIN = 40  # characters after the adopting formula
_CONTINUES = 40  # a line at least this long may go on in the next one


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a masthead says; the spans that say so are in `evidence`, field by field."""

    symbol: str
    organ: str | None
    doc_type: DocType
    evidence: tuple[FieldEvidence, ...]

    def value_of(self, field: str) -> str | None:
        """Return the value of a field as text, or None where the masthead is silent on it."""
        return next((e.value for e in self.evidence if e.field == field), None)


def read_masthead(text: str, dates: Sequence[DateExpression]) -> Masthead | None:
    """Return the masthead, or None where the text does not open with a document symbol."""
    lines = _mast_lines(text)
    found = _symbol(text, lines) or _symbol_of_title(text, lines)
    if found is None:
        return None
    symbol, span, at = found
    lines = lines[at:]
    doc_type, type_evidence, title = _type_and_title(text, symbol, span, lines)
    evidence = [FieldEvidence("symbol", symbol, span, "masthead_symbol"), type_evidence]
    organ = issuing_body(symbol)
    if organ:
        evidence.append(FieldEvidence("issuing_body", organ, span, "masthead_symbol"))
    if title:
        evidence.append(title)
    evidence.extend(_dates(text, lines, dates, doc_type))
    evidence.extend(masthead_fields(text, lines))
    return Masthead(symbol, organ, doc_type, tuple(evidence))


def _mast_lines(text: str) -> list[Span]:
    lines = []
    for line in lines_of(text):
        lines.append(line)
        if len(lines) == _MAST_LINES:
            break
    return lines


def _symbol(text: str, lines: Sequence[Span]) -> tuple[str, Span, int] | None:
    """Return the document's own symbol, its span and its line: a line of its own near the top."""
    for i, line in enumerate(lines[:_SYMBOL_LINES]):
        words = line.of(text)
        split = _SPLIT_SYMBOL.fullmatch(words)
        if split and i and len(lines[i - 1].of(text)) <= 2:
            return (
                normalise_symbol(lines[i - 1].of(text) + split["tail"]),
                Span(line.start + split.start("tail"), line.end),
                i,
            )
        bare = words.removeprefix("United Nations").strip()
        here = find_symbols(bare)
        if not here or here[0].span.start != 0:
            continue
        rest = bare[here[0].span.end :]
        if rest and not _PART.fullmatch(rest):
            continue
        symbol = here[0].symbol + "".join(rest.replace(" and ", "-").split())
        return symbol, Span(line.end - len(bare), line.end), i
    return None


def _symbol_of_title(text: str, lines: Sequence[Span]) -> tuple[str, Span, int] | None:
    """Return the symbol that a resolution's number makes where the masthead above it is missing."""
    bodies = {line.of(text) for line in lines}
    if not bodies & {"The General Assembly,", "The Security Council,"}:
        return None
    for i, line in enumerate(lines):
        words = line.of(text)
        council, assembly = _COUNCIL_TITLE.fullmatch(words), _NUMBERED_TITLE.fullmatch(words)
        if council and "The Security Council," in bodies:
            number = words.split(None, 1)[1]
            return f"S/RES/{normalise_symbol(number)}", Span(line.end - len(number), line.end), 0
        if assembly and "The General Assembly," in bodies and _is_numbered_heading(text, lines[i + 1 :]):
            span = Span(line.start, line.start + assembly.end("number"))
            return f"A/RES/{normalise_symbol(assembly['number'])}", span, 0
    return None


def _is_numbered_heading(text: str, following: Sequence[Span]) -> bool:
    return any(_ENACTING.match(line.of(text)) for line in following[:4])


def _type_and_title(
    text: str, symbol: str, span: Span, lines: Sequence[Span]
) -> tuple[DocType, FieldEvidence, FieldEvidence | None]:
    parts = symbol.split("/")
    if "PRST" in parts:
        title = _line_title(text, lines, _STATEMENT_TITLE) or _untitled_statement(text, lines)
        doc_type = DocType.PRESIDENTIAL_STATEMENT
    elif "RES" in parts:
        title = _line_title(text, lines, _COUNCIL_TITLE) if parts[0] == "S" else _numbered_title(text, lines)
        doc_type = DocType.RESOLUTION
    elif "DEC" in parts:
        title, doc_type = _numbered_title(text, lines), DocType.DECISION
    elif parts[-1].startswith(("PV.", "SR.")):
        title, doc_type = None, DocType.RECORD
    else:
        return _by_kind_line(text, symbol, span, lines)
    return doc_type, FieldEvidence("doc_type", doc_type, span, "masthead_symbol"), title


def _line_title(text: str, lines: Sequence[Span], pattern: re.Pattern[str]) -> FieldEvidence | None:
    for line in lines:
        match = pattern.match(line.of(text))
        if match:
            span = Span(line.start, line.start + match.end())
            return FieldEvidence("title", " ".join(match.group().split()), span, "masthead_title")
    return None


def _untitled_statement(text: str, lines: Sequence[Span]) -> FieldEvidence | None:
    """Return the title that all statements of the Council's President bear, where it is not printed."""
    match = _STATEMENT_MADE.search(text, lines[0].start, lines[0].start + HEAD_LENGTH) if lines else None
    if match is None:
        return None
    title = f"Statement by the President of the {match['organ']}"
    return FieldEvidence("title", title, Span(match.start(), match.end()), "masthead_statement")


def _numbered_title(text: str, lines: Sequence[Span]) -> FieldEvidence | None:
    """Return the title after the resolution's number, joined over the lines it is broken into."""
    for i, line in enumerate(lines):
        match = _NUMBERED_TITLE.fullmatch(line.of(text))
        if match is None:
            continue
        end = _end_of_title(text, lines, i)
        span = Span(line.start + match.start("title"), end)
        return FieldEvidence("title", " ".join(span.of(text).split()), span, "masthead_title")
    return None


def _end_of_title(text: str, lines: Sequence[Span], first: int) -> int:
    end = lines[first].end
    for line in lines[first + 1 :]:
        words = line.of(text)
        if text.count("\n", end, line.start) > 1 or _ENACTING.match(words) or _BODY_START.match(words):
            break
        if _NUMBERED_TITLE.fullmatch(words) or len(text[end - 1 : end].strip(".:;")) == 0:
            break
        end = line.end
    return end


def _by_kind_line(
    text: str, symbol: str, span: Span, lines: Sequence[Span]
) -> tuple[DocType, FieldEvidence, FieldEvidence | None]:
    """Type a document by the line that says what it is; its title is that line or the one after it."""
    for i, line in enumerate(lines):
        match = _KIND_LINE.match(line.of(text))
        if match is None:
            continue
        doc_type = _KINDS[match.lastgroup or "report"]
        evidence = FieldEvidence(
            "doc_type", doc_type, Span(line.start, line.start + match.end()), "masthead_kind_line"
        )
        is_draft = match.lastgroup in ("draft", "draft_decision")
        start = _after_sponsors(text, lines, i, match.end()) if is_draft else i
        return doc_type, evidence, _title_from(text, lines[start:])
    doc_type = DocType.RESOLUTION if "/L." in symbol else DocType.REPORT
    return doc_type, FieldEvidence("doc_type", doc_type, span, "masthead_symbol"), None


def _after_sponsors(text: str, lines: Sequence[Span], at: int, said: int) -> int:
    """Return the line after the one that calls the text a draft, and after those that go on with who did."""
    runs_on = lines[at].start + said < lines[at].end
    following = at + 1
    while runs_on and following < len(lines):
        runs_on = text.count("\n", lines[following - 1].end, lines[following].start) < 2
        following += runs_on
    return following


def _title_from(text: str, lines: Sequence[Span]) -> FieldEvidence | None:
    if not lines or _ENACTING.match(lines[0].of(text)) or _BODY_START.match(lines[0].of(text)):
        return None
    end = lines[0].end
    for before, line in pairwise(lines):
        words = line.of(text)
        stops = _ENACTING.match(words) or _BODY_START.match(words)
        if stops or len(before.of(text)) < _CONTINUES or text.count("\n", end, line.start) > 1:
            break
        end = line.end
    span = Span(lines[0].start, end)
    return FieldEvidence("title", " ".join(span.of(text).split()), span, "masthead_title")


def _dates(
    text: str, lines: Sequence[Span], dates: Sequence[DateExpression], doc_type: DocType
) -> list[FieldEvidence]:
    """Return the dates of publication (under "Distr.") and of adoption (in the adopting formula)."""
    days = [d for d in dates if d.precision is DatePrecision.DAY and d.span.start < HEAD_LENGTH]
    found: list[FieldEvidence] = []
    for i, line in enumerate(lines[:12]):
        if _DISTRIBUTION.match(line.of(text)) or "Distr." in line.of(text):
            end = lines[min(i + 2, len(lines) - 1)].end
            found.extend(_first_day(days, "published_date", line.start, end, "masthead_distribution"))
            break
    if doc_type in (DocType.RESOLUTION, DocType.DECISION, DocType.PRESIDENTIAL_STATEMENT):
        start = lines[0].start if lines else 0
        match = _ADOPTION.search(text, start, start + HEAD_LENGTH)
        if match is None and doc_type is DocType.PRESIDENTIAL_STATEMENT:
            match = _STATEMENT_OPENING.search(text, start, start + HEAD_LENGTH)
        if match is None:
            match = _CLOSING_MEETING.search(text, max(start, len(text) - _TAIL))
            days = [d for d in dates if d.precision is DatePrecision.DAY]
        if match:
            found.extend(_adoption_day(text, days, match))
    return found


def _adoption_day(text: str, days: Sequence[DateExpression], formula: re.Match[str]) -> list[FieldEvidence]:
    found = _first_day(
        days, "adopted_date", formula.start(), formula.end() + _DATE_WITHIN, "masthead_adoption"
    )
    if found:
        return found
    # Where the space is lost ("on15 June") the date begins only for a reader that starts at it.
    start = formula.end()
    here = find_dates(text[start : start + _DATE_WITHIN], None)
    moved = [replace(d, span=Span(d.span.start + start, d.span.end + start)) for d in here]
    return _first_day(moved, "adopted_date", start, start + _DATE_WITHIN, "masthead_adoption")


def _first_day(
    days: Sequence[DateExpression], field: str, start: int, end: int, rule_id: str
) -> list[FieldEvidence]:
    for day in days:
        if start <= day.span.start < end and day.start is not None:
            return [FieldEvidence(field, day.start.isoformat(), day.span, rule_id)]
    return []
