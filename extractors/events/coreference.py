"""Which mentions within one document speak of the same event.

A description with words of its own joins an event whose name shares them and which nothing sets
apart: another kind, number, date or place does. A bare "the conference" or "the Samarkand
conference" points back to the event last named so, or to the document's first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extractors.events.differences import BROAD_KINDS, HEAD, are_apart
from extractors.events.drafts import Draft
from extractors.mentions.dates import in_year
from extractors.model import DateExpression, DatePrecision, EventKind, EventStatus

_SHARED = 0.7  # share of the shorter name's words that the longer one must have
_SHARED_IN_HEAD = 0.4  # the headline of a release words the event's title more freely
_FIRST, _RECENT = 20, 60  # a mention points to one of the first events or to a recent one
_TELLING = 2  # a name of one word says too little to stand for one of more words than this
_HEADLINE = 120  # characters in which a headline names its event
_FIRST_LINES = 400  # characters in which a release says again what its headline says
_BROAD_NOUNS = ("event", "meeting", "gathering", "forum", "conference")
_TALK = ("talks", "discussions", "consultations", "negotiations")
_LOOSE = (*_TALK, "dialogue", "consultation", "travel", "visit", "exercise")
_OWN_OCCASION = ("visit", "summit", "meeting", "conference", "forum", "dialogue")
_COARSE = (DatePrecision.MONTH, DatePrecision.YEAR, DatePrecision.YEAR_RANGE)
_BY_VERB = ("event_met", "event_encounter")
ANOTHER = "another"
"""The determiner of what the text itself tells from all events named before."""
_POINTING = ("the", "this", "these", "our", "that", "their", "its", "his", "her", "")


def join_mentions(text: str, drafts: Sequence[Draft], is_event: Sequence[bool]) -> list[Draft]:
    """Join the drafts of one document, given in order; `is_event` tells which may stand alone.

    The result holds each event once, in order of first mention, with all its mentions.
    """
    events: list[Draft] = []
    occasions = _occasions(drafts)
    for draft, stands_alone in zip(drafts, is_event, strict=True):
        known = antecedent(draft, events)
        if known is not None:
            _absorb(text, known, draft)
        elif stands_alone or (draft.noun in occasions and _is_this(draft)):
            events.append(draft)
    return events


def _occasions(drafts: Sequence[Draft]) -> frozenset[str]:
    """Return the nouns that the text calls its own occasion by, again and again: "with this visit"."""
    counts = Counter(draft.noun for draft in drafts if draft.noun in _OWN_OCCASION and _is_this(draft))
    return frozenset(noun for noun, count in counts.items() if count > 1)


def _is_this(draft: Draft) -> bool:
    return draft.determiner == "this" and _is_bare(draft)


def antecedent(draft: Draft, events: Sequence[Draft]) -> Draft | None:
    """Return the event that `draft` is another mention of, or None."""
    near = [*events[:_FIRST], *events[max(_FIRST, len(events) - _RECENT) :]]
    if draft.acronym is not None:
        same = [event for event in near if event.acronym == draft.acronym]
        if same:
            return same[0]
    candidates = [event for event in near if event.family == draft.family and not are_apart(event, draft)]
    if _is_bare(draft):
        if draft.family == "series":
            return next((event for event in candidates if event.name.lower() == draft.name.lower()), None)
        return _pointed_at(draft, candidates)
    named = [event for event in candidates if _shares_name(event, draft) or _is_same_instance(event, draft)]
    if named:
        return max(named, key=lambda event: (len(event.words & draft.words), _is_at_one_place(event, draft)))
    if draft.determiner in ("this", "our") and draft.place:
        by_place = [event for event in candidates if _is_called_by_place(event) and event.noun == draft.noun]
        named = [event for event in by_place if event.place == draft.place]
        if named:
            return named[-1]
    if _is_called_by_place(draft):
        alike = [event for event in candidates if _may_be_called(event, draft)]
        return next((event for event in alike if event.place == draft.place), None) or _first_without_place(
            alike
        )
    return None


def _is_bare(draft: Draft) -> bool:
    """Tell a mention that only points: "the conference", or "a conference" where a headline named it."""
    points = draft.determiner in _POINTING or (draft.span.start < HEAD and draft.determiner != ANOTHER)
    is_loose = draft.noun in _LOOSE and not draft.determiner  # "to step up discussions", "safe travel"
    return draft.words <= {draft.noun} and points and draft.ordinal is None and not is_loose


def _is_called_by_place(draft: Draft) -> bool:
    """Tell "the Samarkand conference", whose only words are its place's."""
    words = draft.words - {draft.noun}
    return bool(draft.words) and words <= frozenset((draft.place or "").lower().split())


def _is_at_one_place(event: Draft, draft: Draft) -> bool:
    return event.place is not None and event.place == draft.place


def _may_be_called(event: Draft, draft: Draft) -> bool:
    """Tell whether "the Oslo meeting" may mean the event: any that has no number, or one so called."""
    is_broad = draft.kind is EventKind.MEETING and event.ordinal is None
    return is_broad or _are_called_alike(event, draft) or event.kind is draft.kind


def _first_without_place(events: Sequence[Draft]) -> Draft | None:
    return next((event for event in events if event.place is None), None)


def _pointed_at(draft: Draft, candidates: Sequence[Draft]) -> Draft | None:
    candidates = [
        event
        for event in candidates
        if not (event.is_plural or _is_dated_otherwise(event, draft) or _is_one_more(event, draft))
    ]
    same_noun = [event for event in candidates if _are_called_alike(event, draft)]
    if same_noun:
        return same_noun[-1] if draft.determiner in ("this", "these", "that") else same_noun[0]
    if draft.noun in _BROAD_NOUNS or draft.when is None:
        is_meant = bool(candidates) and (draft.noun in _BROAD_NOUNS or draft.kind is candidates[0].kind)
        return candidates[0] if is_meant else None
    return None


def _is_one_more(event: Draft, draft: Draft) -> bool:
    """Tell "an informal summit in Oslo" from the tenth summit, which is no longer "a" summit."""
    return draft.determiner in ("a", "an") and draft.place is not None and event.ordinal is not None


def _is_dated_otherwise(event: Draft, draft: Draft) -> bool:
    """Tell "our meeting on 3 May", deep in a text, from an event of another name and no known day."""
    is_apart = event.ordinal is not None or event.acronym is not None or draft.span.start > HEAD
    return draft.when is not None and event.days is None and is_apart and not _are_called_alike(event, draft)


def _finer(text: str, known: DateExpression | None, said: DateExpression | None) -> DateExpression | None:
    """Return what is known of the date, or what another mention says more exactly of the same time."""
    if known is None or said is None:
        return known or said
    if known.start is None or known.end is None:
        return said if said.start is not None else known
    said = in_year(text, said, known.start.year) if known.precision in _COARSE else said
    if said.start is None or said.end is None:
        return known
    is_within = known.start <= said.start and said.end <= known.end
    is_finer = said.end - said.start < known.end - known.start
    return said if is_within and is_finer and known.precision in _COARSE else known


def _shares_name(event: Draft, draft: Draft) -> bool:
    is_visit = event.kind is draft.kind is EventKind.VISIT and event.country_code is not None
    if is_visit and event.country_code == draft.country_code and draft.determiner in _POINTING:
        return True  # "President Dahl will travel to Norway", "his trip to Oslo"
    if not event.words or not draft.words:
        is_single = not event.words and event.family != "series"
        is_introduced = is_single and event.determiner in ("a", "an", "")
        return is_introduced and event.noun == draft.noun and draft.determiner in ("the", "this", "our")
    wanted = _SHARED
    if event.family == "series":
        wanted = 1.0
    elif (
        event.mentions[0].start < _FIRST_LINES and draft.span.start < HEAD and _are_called_alike(event, draft)
    ):
        wanted = _SHARED_IN_HEAD
    shorter, longer = sorted((len(event.words), len(draft.words)))
    if shorter == 1 and longer > _TELLING:
        is_definite = draft.determiner in ("the", "this") and event.noun == draft.noun
        return is_definite and draft.words <= event.words
    return len(event.words & draft.words) >= wanted * shorter


def _are_called_alike(event: Draft, draft: Draft) -> bool:
    return event.noun == draft.noun or event.kind is draft.kind is EventKind.VISIT


def _is_same_instance(event: Draft, draft: Draft) -> bool:
    """Tell the "first meeting", or the conference known by place and days alone, from any other."""
    if not event.words and event.place and event.place == draft.place and event.days and draft.days:
        return event.noun == draft.noun
    if draft.noun in _TALK and draft.span.start < _FIRST_LINES and event.noun in _BROAD_NOUNS:
        return event.days is None and event.place is None and len(event.mentions) == 1  # the headline's
    if draft.rule_id == "event_met" and _is_of_headline(event) and draft.span.start < _FIRST_LINES:
        return True  # "Statement Following the Meeting …", "Today, the two Presidents met in …"
    if draft.noun == event.noun == "convening" and draft.span.start < HEAD:
        return event.mentions[0].start < _HEADLINE and event.days is None  # "…, convened envoys"
    if event.kind is draft.kind is EventKind.VISIT and max(event.mentions[0].start, draft.span.start) < HEAD:
        is_headline = event.rule_id == "event_visit" and draft.rule_id == "event_visit_verb"
        is_first = is_headline and len(event.mentions) == 1 and draft.span.start < _FIRST_LINES
        is_one_goal = event.country_code is not None and event.country_code == draft.country_code
        return is_first and (is_one_goal or len(_visitor(event) & _visitor(draft)) >= _TELLING)
    if _is_of_title(event, draft) or _is_headlined(event, draft):
        return True
    is_numbered = event.ordinal is not None and event.ordinal == draft.ordinal and event.noun == draft.noun
    is_short = min(len(event.words), len(draft.words)) < _TELLING
    return (
        is_numbered
        and is_short
        and event.days is not None
        and event.days == draft.days
        and event.place == draft.place
    )


def _is_of_title(event: Draft, draft: Draft) -> bool:
    """Tell "the tenth LC-Norway Ministerial", to the title the 10th Lake Council - Norway Meeting."""
    is_numbered = event.ordinal is not None and event.ordinal == draft.ordinal and event.kind is draft.kind
    return (
        is_numbered and event.mentions[0].start < _FIRST_LINES and len(event.words & draft.words) >= _TELLING
    )


def _is_headlined(event: Draft, draft: Draft) -> bool:
    """Tell the named conference that the headline only described, by its city or its words."""
    is_placed = event.noun == draft.noun and event.place is not None and event.place == draft.place
    is_worded = event.kind is draft.kind and len(event.words & draft.words) >= _TELLING
    is_alike = is_placed or (is_worded and event.place is None)
    is_described = event.mentions[0].start < _HEADLINE and len(event.mentions) == 1 and event.days is None
    is_first = draft.span.start < (HEAD if is_placed else _FIRST_LINES) and event.ordinal is None
    return is_alike and is_described and is_first and (draft.ordinal is None or not is_placed)


def _is_of_headline(event: Draft) -> bool:
    """Tell the meeting that a headline looks back to, of which nothing more is known yet."""
    is_unknown = event.days is None and event.place is None and len(event.mentions) == 1
    is_first = event.mentions[0].start < _HEADLINE and event.determiner in ("the", "their")
    return is_unknown and is_first and event.noun in ("meeting", *_TALK)


def _visitor(visit: Draft) -> frozenset[str]:
    """Return the words of a visit's name that say who goes, not where."""
    return frozenset(re.findall(r"\w+", visit.name.lower().rpartition(" to ")[0])) & visit.words


def _weight(draft: Draft) -> int:
    """Rank mentions: the one that tells most stands for the event."""
    setting = 4 * (draft.when is not None) + 2 * (draft.place is not None)
    return 10 + min(8, len(draft.words)) + setting if draft.words else setting


def _absorb(text: str, event: Draft, draft: Draft) -> None:
    """Add a mention's facts to the event's; the mention that tells most gives name and span."""
    event.mentions.append(draft.span)
    is_vague = draft.noun in _TALK and event.noun not in _TALK and bool(event.words)
    is_by_place = bool(draft.words - {draft.noun}) and _is_called_by_place(draft)  # "meeting (Oslo)"
    is_named = not event.words or not (draft.rule_id in _BY_VERB or is_by_place)
    is_clause = (event.rule_id, draft.rule_id) == (
        "event_visit",
        "event_visit_verb",
    )  # says more than a headline
    if (is_clause or _weight(draft) > _weight(event)) and is_named and not is_vague:
        event.span, event.name, event.noun, event.rule_id = draft.span, draft.name, draft.noun, draft.rule_id
        if event.kind in BROAD_KINDS or draft.kind not in BROAD_KINDS:
            event.kind = draft.kind
        if draft.status is not EventStatus.UNKNOWN:
            event.status = draft.status
    event.when = _finer(text, event.when, draft.when)
    if event.place is None and (draft.place is not None or event.country_code is None):
        event.place, event.country_code = draft.place, draft.country_code or event.country_code
    event.acronym = event.acronym or draft.acronym
    event.ordinal = event.ordinal if event.ordinal is not None else draft.ordinal
    event.parent = event.parent or draft.parent
    if event.status is EventStatus.UNKNOWN:
        event.status = draft.status
