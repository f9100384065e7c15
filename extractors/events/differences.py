"""What forbids that two mentions within one document speak of the same event."""

from __future__ import annotations

import re

from extractors.events.drafts import Draft
from extractors.model import DatePrecision, EventKind, EventStatus

HEAD = 900  # characters in which a headline and the first lines name one event freely
OWN_KINDS = (EventKind.SESSION, EventKind.EXERCISE, EventKind.VISIT)
"""Kinds that no "conference" or "meeting" means."""
BROAD_KINDS = (EventKind.MEETING, EventKind.CONFERENCE)
_WHOSE = ("our", "their", "its", "his", "her")
_OF_YEAR = re.compile(r"(?:last|next)\syear['’]s\s", re.I)
_ANOTHER = ("next ", "last ", "previous ", "past ")


def are_apart(event: Draft, draft: Draft) -> bool:
    """Tell whether kind, number, date or place forbid that the two are one."""
    if event.rule_id == "frame_meeting":
        return draft.ordinal != event.ordinal or draft.place is not None
    if _differ_in_kind(event, draft) or _is_another_one(event, draft) or _is_earlier_visit(event, draft):
        return True
    is_ahead = event.status is EventStatus.HELD and draft.status is EventStatus.PLANNED
    if is_ahead and draft.when is not None and draft.place is not None:
        return True  # "we met on 12 May …", "the conference to be held in Oslo on 13 May"
    if _is_told_by_date(draft) and event.days is None:
        return not event.status is draft.status is EventStatus.PLANNED
    return _differ_in_days(event, draft) or _differ_in_place(event, draft)


def _differ_in_kind(event: Draft, draft: Draft) -> bool:
    if event.kind is not draft.kind and (event.kind in OWN_KINDS or draft.kind in OWN_KINDS):
        return True
    if "forum" in (event.noun, draft.noun) and event.noun != draft.noun and event.words and draft.words:
        return event.kind is not draft.kind  # "the Lake Summit" and "the Lake Forum"
    if "call" in (event.noun, draft.noun) and EventKind.MEETING in (event.kind, draft.kind):
        return bool(event.words and draft.words)  # "as agreed in the call, the ministers met"
    is_broad = event.kind in BROAD_KINDS or draft.kind in BROAD_KINDS
    return bool(draft.words) and event.kind is not draft.kind and not is_broad


def _is_another_one(event: Draft, draft: Draft) -> bool:
    """Tell the "next Lake Summit", the third beside the second, and "their meeting in July"."""
    if (event.is_plural and draft.ordinal is not None) or (draft.is_plural and event.ordinal is not None):
        return True  # "three sessions of the Committee", "its first session"
    if event.ordinal is not None and draft.ordinal is not None and event.ordinal != draft.ordinal:
        return True
    if event.ordinal is not None and event.days is None and _is_known_by_year(draft):
        return True  # "the third Lake Summit" that a text without a day opens with, "the 2021 Lake Summit"
    if draft.name.lower().startswith(_ANOTHER) and not event.name.lower().startswith(_ANOTHER):
        is_numbered = event.ordinal is not None and draft.ordinal is None
        is_ahead = draft.name.lower().startswith("next ") and event.status is not EventStatus.PLANNED
        is_known = event.when is not None or event.status is EventStatus.HELD
        return is_known or is_numbered or is_ahead or _is_of_year(draft)
    if _is_of_year(event) and not _is_of_year(draft):
        return draft.status is EventStatus.PLANNED or draft.when is not None or draft.ordinal is not None
    if draft.words or draft.determiner not in _WHOSE or draft.when is None:
        return False
    is_day = draft.when.precision in (DatePrecision.DAY, DatePrecision.DAY_RANGE)
    return not _overlap(event, draft) and (event.when is not None or not is_day)


def _is_earlier_visit(event: Draft, draft: Draft) -> bool:
    """Tell "she travelled to Norway in May 2021" from the state visit to come."""
    is_over = event.status is EventStatus.PLANNED and draft.status is EventStatus.HELD
    return is_over and event.kind is draft.kind is EventKind.VISIT and draft.when is not None


def _is_known_by_year(draft: Draft) -> bool:
    """Tell "the pact issued at the 2021 Lake Summit", looked back to by the year in its name."""
    when = draft.when
    is_year = when is not None and when.precision is DatePrecision.YEAR and draft.span.covers(when.span)
    is_later = draft.span.start > HEAD and draft.ordinal is None
    return is_year and is_later and draft.status is not EventStatus.PLANNED


def _is_of_year(draft: Draft) -> bool:
    return _OF_YEAR.match(draft.name) is not None


def _differ_in_days(event: Draft, draft: Draft) -> bool:
    if event.when is None or draft.when is None:
        return False
    if _is_of_unknown_year(event) != _is_of_unknown_year(draft):
        # "the first Dialogue in 2015" and "the Lake Dialogue in October"
        return bool(draft.words) and not _gives_year(event, draft)
    return event.days is not None and draft.days is not None and not _overlap(event, draft)


def _differ_in_place(event: Draft, draft: Draft) -> bool:
    if event.kind is draft.kind is EventKind.VISIT and event.country_code and draft.country_code:
        return event.country_code != draft.country_code
    if (
        event.kind is draft.kind is EventKind.VISIT
        and _goal(event)
        and draft.country_code
        and not _goal(draft)
    ):
        return True  # "she will visit the West Bank", "his travel to Norway"
    if event.rule_id == draft.rule_id == "event_visit_verb" and _goal(event) and _goal(draft):
        return _goal(event) not in _goal(draft) and _goal(draft) not in _goal(event)
    return event.place is not None and draft.place is not None and event.place != draft.place


def _goal(visit: Draft) -> str:
    """Return where a visit goes, "" where its name does not say."""
    return visit.name.rpartition(" to ")[2] if " to " in visit.name else ""


def _overlap(event: Draft, draft: Draft) -> bool:
    """Tell whether the days of both are known and meet."""
    if event.days is None or draft.days is None:
        return False
    return event.days[0] <= draft.days[1] and draft.days[0] <= event.days[1]


def _is_of_unknown_year(draft: Draft) -> bool:
    return draft.when is not None and draft.when.rule_id == "date_without_year"


def _gives_year(event: Draft, draft: Draft) -> bool:
    """Tell the headline's "2024 Lake Summit" whose day the first lines give without the year."""
    when = event.when
    is_in_name = when is not None and any(mention.covers(when.span) for mention in event.mentions)
    is_year = when is not None and when.precision is DatePrecision.YEAR
    return is_in_name and is_year and max(event.mentions[0].start, draft.span.start) < HEAD


def _is_told_by_date(draft: Draft) -> bool:
    """Tell "the November 2022 meeting": the date says which meeting of several is meant."""
    when = draft.when
    is_before = when is not None and draft.span.start - 2 <= when.span.end <= draft.span.start
    return is_before and when is not None and when.precision is DatePrecision.MONTH
