"""Which of a document's events it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extractors.events.drafts import Draft
from extractors.model import (
    DateExpression,
    DatePrecision,
    DateRole,
    DocType,
    DocumentMetadata,
    EventKind,
    EventStatus,
    FieldEvidence,
    Span,
)

_HEAD = 1500  # the main event is named this early
_OF_WHAT_WAS_HELD = (
    DocType.JOINT_STATEMENT,
    DocType.COMMUNIQUE,
    DocType.DECLARATION,
    DocType.OUTCOME_DOCUMENT,
    DocType.CHAIR_SUMMARY,
)
_OF_WHAT_IS_TO_COME = (DocType.AGENDA, DocType.CONCEPT_NOTE)
_TAKING_PLACE = re.compile(
    r"\b(?:conclud|held|host|conven|open|met|meet|gather|took\splace|tak\w+\splace)\w*[^.;]{0,60}\bin\s$",
    re.I,
)
_AT_ANOTHER_TIME = re.compile(
    r"\b(?:before|after|since|ahead\sof|prior\sto|following|buil(?:ds?|ding)\son)\b"
)
_REMOTE = re.compile(
    r"\b(?:webinar|video\s?-?conference|teleconference|by\svideo|held\s(?:online|virtually)|place\sonline)\b",
    re.I,
)
SIDELINES = re.compile(
    r"\bon\s(?:the\s)?(?:margins|sidelines)\sof\s(?:the\s|this\s|our\s)?(?:\d{4}\s)?$", re.I
)
_NEAR = 60  # characters after the event's name in which "held online" stands
_LONGEST = 31  # days that a dated event lasts
_OPENING = 700  # and without a place in the title or the document's date, this early


def main_event(drafts: Sequence[Draft], metadata: DocumentMetadata, text: str) -> Draft | None:
    """Return the event the document is about: a resolution's adoption, else the opening's meeting."""
    framed = next((draft for draft in drafts if draft.rule_id == "frame_adoption"), None)
    if framed is not None:
        return framed
    ranked = [
        (_is_of_document(draft, metadata), len(draft.mentions), -min(draft.mentions).start, draft)
        for draft in drafts
        if draft.family == "meeting" and draft.kind is not EventKind.SESSION and not _is_beside(text, draft)
    ]
    heads = [each for each in ranked if -each[2] < (_HEAD if each[0] else _OPENING)]
    return max(heads, key=lambda each: each[:3])[3] if heads else None


def _is_beside(text: str, draft: Draft) -> bool:
    """Tell an event that the text comes to only as what another is held on the sidelines of."""
    first = min(draft.mentions).start
    return SIDELINES.search(text[max(0, first - 60) : first].replace("\n", " ")) is not None


def _is_of_document(draft: Draft, metadata: DocumentMetadata) -> int:
    """Count what ties an event to the document: it stands in the title, and the dates agree."""
    title = metadata.span_of("title")
    in_title = title is not None and any(title.overlaps(mention) for mention in draft.mentions)
    days = (metadata.date_start, metadata.date_end, metadata.adopted_date)
    own = draft.days
    return in_title + (own is not None and any(day is not None and own[0] <= day <= own[1] for day in days))


def complete_main_event(
    main: Draft, drafts: Sequence[Draft], metadata: DocumentMetadata, text: str, sentences: Sequence[Span]
) -> None:
    """Give the main event the document's own day and place where the text gives it none."""
    main.when = _dated_by_document(main, drafts, metadata)
    is_of_what_was_held = metadata.doc_type in _OF_WHAT_WAS_HELD or main.when is not None
    if main.status is EventStatus.UNKNOWN and metadata.doc_type in _OF_WHAT_IS_TO_COME:
        main.status = EventStatus.PLANNED
    if main.status is EventStatus.UNKNOWN and is_of_what_was_held:
        main.status = EventStatus.HELD
    place = next((each for each in metadata.evidence if each.field == "place"), None)
    if place is not None and place.rule_id == "place_on_line" and _is_another_day(main, metadata):
        return
    is_elsewhere = main.country_code is not None and main.country_code != metadata.country_code
    is_remote = _REMOTE.search(text, main.span.start, main.span.end + _NEAR) is not None
    if place is None or main.place is not None or is_elsewhere or is_remote:
        return
    sentence = next((each for each in sentences if each.covers(place.span)), place.span)
    others = [draft for draft in drafts if draft is not main and _is_named_in(sentence, draft)]
    if place.rule_id == "place_in_opening" and _AT_ANOTHER_TIME.search(
        text, sentence.start, place.span.start
    ):
        return  # "… builds on the forum held in …", "… comes before the summit in …"
    if place.rule_id == "place_in_opening" and _belongs_to_nearer(place.span, main, others):
        return
    is_of_another = bool(others)
    if _is_venue(place, main, metadata, sentence, text) and not (
        is_of_another and place.rule_id == "place_in_opening" and not _is_named_in(sentence, main)
    ):
        main.place, main.country_code = metadata.place, metadata.country_code


def _is_another_day(main: Draft, metadata: DocumentMetadata) -> bool:
    """Tell an event to come from the one that the document's own place and day speak of."""
    day, own = metadata.adopted_date or metadata.published_date, main.days
    is_short = own is not None and (own[1] - own[0]).days < _LONGEST
    is_own_day = is_short and own is not None and day is not None and own[0] <= day <= own[1]
    return (
        main.status is EventStatus.PLANNED and metadata.doc_type not in _OF_WHAT_IS_TO_COME and not is_own_day
    )


def _is_venue(
    place: FieldEvidence, main: Draft, metadata: DocumentMetadata, sentence: Span, text: str
) -> bool:
    """Tell the place of the event from a dateline and from what the opening merely names ("the war in …")."""
    title = metadata.span_of("title")
    if place.rule_id != "place_in_opening" or (title is not None and title.covers(place.span)):
        return place.rule_id != "dateline"
    if main.kind is EventKind.VISIT:
        return False  # whoever visits a state speaks of other places
    lead = text[sentence.start : place.span.start].replace("\n", " ")
    return _is_named_in(sentence, main) or _TAKING_PLACE.search(lead) is not None


def _belongs_to_nearer(place: Span, main: Draft, others: Sequence[Draft]) -> bool:
    """Tell whether another event that is held there is named between the main event and the place."""
    own = max((mention.end for mention in main.mentions if mention.end <= place.start), default=0)
    return any(
        own < mention.start < place.start
        for other in others
        if other.place is not None and other.kind is not EventKind.SESSION
        for mention in other.mentions
    )


def _is_named_in(sentence: Span, event: Draft) -> bool:
    return any(sentence.covers(mention) for mention in event.mentions)


def _dated_by_document(
    main: Draft, drafts: Sequence[Draft], metadata: DocumentMetadata
) -> DateExpression | None:
    """Return the days of the document's occasion as the date of a main event that has none."""
    start, end = metadata.date_start, metadata.date_end
    evidence = metadata.span_of("date_start") or metadata.span_of("adopted_date")
    if start is None or end is None or evidence is None or not _may_be_finer(main.when, start, end):
        return main.when
    is_announced = any(
        each.field == "date_start" and each.rule_id == "occasion_ahead" for each in metadata.evidence
    )
    if is_announced != (main.status is EventStatus.PLANNED):
        return main.when  # the day of what was held is not that of what is to come
    if any(draft.when is not None and draft.when.span == evidence for draft in drafts):
        return main.when  # another event's
    precision = DatePrecision.DAY if start == end else DatePrecision.DAY_RANGE
    return DateExpression(evidence, start, end, precision, DateRole.EVENT, "date_of_document")


def _may_be_finer(when: DateExpression | None, start: date, end: date) -> bool:
    """Tell whether days say more than nothing, or than the month of "the Lake Meeting October 2021"."""
    if when is None:
        return True
    is_coarse = when.precision in (DatePrecision.MONTH, DatePrecision.YEAR)
    return (
        is_coarse
        and when.start is not None
        and when.end is not None
        and when.start <= start <= end <= when.end
    )
