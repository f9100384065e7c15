"""What a document is: type, title, symbol, issuer, dates, place, language and structure (codebook §1).

A United Nations masthead answers most questions by its fixed places; any other document is read from
its head, its opening paragraphs and, for a closing formula, its tail. Unknown values stay None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from extractors.documents.contacts import find_contacts
from extractors.documents.document_type import TypeFound, find_type
from extractors.documents.document_types import ADOPTED
from extractors.documents.head import Unit, head_units
from extractors.documents.issuers import find_issuer
from extractors.documents.masthead import Masthead, read_masthead
from extractors.documents.occasions import DateFound, Occasion, find_occasion
from extractors.documents.structures import find_structure
from extractors.documents.titles import Title, find_title, stands_apart
from extractors.documents.versions import find_version
from extractors.language import EXTRACTED, detect_language
from extractors.model import (
    DateExpression,
    DocType,
    DocumentMetadata,
    FieldEvidence,
    ParsedDocument,
    PlaceMention,
    Span,
    VersionStatus,
)

_LANGUAGE_SPAN = 1200


@dataclass(slots=True)
class _Draft:
    """Metadata in the making: values as text, with their evidence, field by field."""

    evidence: list[FieldEvidence] = field(default_factory=list)

    def set(self, name: str, value: str | None, span: Span | None, rule_id: str) -> None:
        if value and span:
            self.evidence.append(FieldEvidence(name, value, span, rule_id))

    def found(self, name: str) -> FieldEvidence | None:
        return next((e for e in self.evidence if e.field == name), None)

    def get(self, name: str) -> str | None:
        found = self.found(name)
        return found.value if found else None

    def get_date(self, name: str) -> date | None:
        value = self.get(name)
        return date.fromisoformat(value) if value else None


def describe_document(
    parsed: ParsedDocument,
    sentences: tuple[Span, ...],
    dates: tuple[DateExpression, ...],
    places: tuple[PlaceMention, ...],
) -> DocumentMetadata:
    """Return what the document is; every value that is set has its words and rule in `evidence`."""
    text = parsed.text
    draft = _Draft()
    language = detect_language(text)
    if language and sentences:
        draft.set(
            "language",
            language,
            Span(sentences[0].start, min(len(text), _LANGUAGE_SPAN)),
            "language_detector",
        )
    masthead = read_masthead(text, dates)
    if masthead:
        _take_masthead(draft, masthead)
    else:
        _read_head(draft, text, dates, places, is_english=language in (None, *EXTRACTED))
    doc_type = DocType(draft.get("doc_type") or DocType.UNKNOWN)
    title = draft.found("title")
    version, version_span = find_version(text, draft.found("symbol"), title.span if title else None)
    draft.set("version_status", version, version_span, "version_marker")
    structure, structure_span = find_structure(text, doc_type)
    draft.set("structure", structure, structure_span, "structure_form")
    draft.evidence.extend(find_contacts(text))
    return DocumentMetadata(
        language=language,
        doc_type=doc_type,
        title=draft.get("title"),
        symbol=draft.get("symbol"),
        issuing_body=draft.get("issuing_body"),
        adopted_date=draft.get_date("adopted_date"),
        published_date=draft.get_date("published_date"),
        date_start=draft.get_date("date_start"),
        date_end=draft.get_date("date_end"),
        place=draft.get("place"),
        country_code=draft.get("country_code"),
        version_status=version or VersionStatus.FINAL,
        structure=structure,
        evidence=tuple(sorted(draft.evidence, key=lambda e: (e.span, e.field))),
    )


def _take_masthead(draft: _Draft, masthead: Masthead) -> None:
    draft.evidence.extend(masthead.evidence)
    adopted = next((e for e in masthead.evidence if e.field == "adopted_date"), None)
    if adopted:
        for name in ("date_start", "date_end"):
            draft.set(name, adopted.value, adopted.span, adopted.rule_id)


def _read_head(
    draft: _Draft,
    text: str,
    dates: Sequence[DateExpression],
    places: Sequence[PlaceMention],
    *,
    is_english: bool,
) -> None:
    units = head_units(text, stands_apart)
    title = find_title(units)
    typed = find_type(text, units, title, is_english=is_english)
    if title:
        draft.set("title", title.text, title.span, title.rule_id)
    if typed:
        draft.set("doc_type", typed.doc_type, typed.span, typed.rule_id)
    occasion = find_occasion(text, units, title, dates, places)
    _take_dates(draft, occasion, typed)
    if occasion.place:
        draft.set("place", occasion.place.place, occasion.place.span, occasion.place_rule)
        draft.set("country_code", occasion.place.country_code, occasion.place.span, occasion.place_rule)
    _take_issuer(draft, text, units, title, typed)


def _take_dates(draft: _Draft, occasion: Occasion, typed: TypeFound | None) -> None:
    """Set the dates: a text is adopted on the last day of its meeting, a release only published."""
    held, published = occasion.held, occasion.published
    is_adopted = typed is not None and typed.doc_type in ADOPTED
    if is_adopted:
        is_announced = held is not None and held.rule_id == "occasion_ahead"
        _set_date(draft, "adopted_date", published if is_announced else held or published, last=True)
    is_of_opening = held is not None and held.rule_id in ("occasion_opening", "occasion_ahead")
    if held and (is_adopted or published is None or not is_of_opening):
        _set_date(draft, "date_start", held, last=False)
        _set_date(draft, "date_end", held, last=True)
    elif is_adopted and published:
        _set_date(draft, "date_start", published, last=False)
        _set_date(draft, "date_end", published, last=True)
    _set_date(draft, "published_date", published, last=True)


def _set_date(draft: _Draft, name: str, found: DateFound | None, *, last: bool) -> None:
    if found:
        day = found.end if last else found.start
        draft.set(name, day.isoformat(), found.span, found.rule_id)


def _take_issuer(
    draft: _Draft, text: str, units: Sequence[Unit], title: Title | None, typed: TypeFound | None
) -> None:
    if typed is None or typed.doc_type not in ADOPTED:
        return
    issuer = find_issuer(text, units, title, typed.doc_type)
    if issuer:
        draft.set("issuing_body", issuer.name, issuer.span, issuer.rule_id)
