"""Events: what met, was signed, adopted or observed, when, where and by whom (codebook §2).

Phrases become drafts, drafts that speak of one event are joined, and the joined drafts become the
document's event reports, in text order.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extractors.event_acts import find_acts
from extractors.event_coreference import join_mentions
from extractors.event_drafts import Draft
from extractors.event_extents import Landmarks
from extractors.event_frame import read_frame
from extractors.event_mentions import MentionReader
from extractors.event_observances import find_observances
from extractors.event_parts import is_list_of_parts, list_parts
from extractors.event_phrases import find_phrases
from extractors.event_settings import is_state
from extractors.model import (
    Actor,
    ActorMention,
    DateExpression,
    DatePrecision,
    DateRole,
    DocumentMetadata,
    EventKind,
    EventReport,
    EventStatus,
    Instrument,
    InstrumentMention,
    ParsedDocument,
    PlaceMention,
    Sentence,
    Span,
)
from extractors.participants import participations

_LANGUAGES = (None, "en")
_HEAD = 1500  # the main event is named this early
_OPENING = 700  # and without a place in the title, this early
_FEW = 20  # events looked at in one sentence or one name
_KNOWN = ("the", "our", "its", "their", "his", "her", "this", "")
_PARTS = (EventKind.CEREMONY, EventKind.BREAKOUT_SESSION, EventKind.SIDE_EVENT)
_SIDELINES = re.compile(r"\bon\s(?:the\s)?(?:margins|sidelines)\sof\s(?:the\s|this\s|our\s)?$", re.I)
_DURING = re.compile(
    r"\b(?:during|within the framework of|in the framework of|as part of|at)\s(?:the\s|this\s)?$", re.I
)


def find_events(
    parsed: ParsedDocument,
    metadata: DocumentMetadata,
    sentences: Sequence[Sentence],
    dates: Sequence[DateExpression],
    places: Sequence[PlaceMention],
    actors: tuple[Sequence[Actor], Sequence[ActorMention]],
    instruments: tuple[Sequence[Instrument], Sequence[InstrumentMention]],
) -> tuple[tuple[EventReport, ...], int | None]:
    """Return the document's events in text order, and the position of the one it is about, if any."""
    if metadata.language not in _LANGUAGES:
        return (), None
    gatherer = _Gatherer(parsed.text, metadata, [sentence.span for sentence in sentences], dates, places)
    drafts = gatherer.gather(actors[1], instruments[1])
    main = _main_event(drafts, metadata)
    if main is not None:
        _complete_main(main, metadata)
    _inherit(drafts, main)
    _settle_statuses(drafts)
    drafts.sort(key=lambda draft: (draft.span, draft.kind, draft.name))
    reports = tuple(gatherer.report(draft, drafts, actors[1], draft is main) for draft in drafts)
    return reports, drafts.index(main) if main is not None else None


class _Gatherer:
    """Gathers the drafts of one document."""

    def __init__(
        self,
        text: str,
        metadata: DocumentMetadata,
        sentences: list[Span],
        dates: Sequence[DateExpression],
        places: Sequence[PlaceMention],
    ) -> None:
        self._text = text
        self._metadata = metadata
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._dates = dates
        self._places = places

    def gather(self, actors: Sequence[ActorMention], instruments: Sequence[InstrumentMention]) -> list[Draft]:
        text, reference = self._text, self._metadata.reference_date
        frame = read_frame(text, self._metadata, self._dates)
        landmarks = Landmarks(
            [date.span for date in self._dates],
            [place.span for place in self._places],
            [actor.span for actor in actors],
        )
        phrases = find_phrases(text, self._sentences, landmarks)
        reader = MentionReader(
            text, self._metadata, self._sentences, (self._dates, self._places, actors), phrases, frame.organ
        )
        drafts, alone = reader.read([draft.span for draft in frame.drafts])
        events = join_mentions([*frame.drafts, *drafts], [*(True for _ in frame.drafts), *alone])
        for phrase in phrases:
            if is_list_of_parts(phrase):
                events += list_parts(text, phrase, self._sentences, reader.status_of(phrase))
        acts = find_acts(text, self._sentences, instruments, self._dates, self._places, reference)
        _settle_by_instruments(text, events, acts, instruments, self._places)
        events += _apart_from(acts, events, frame.drafts)
        events += find_observances(text, self._dates, reference)
        self._find_parents(events)
        return events

    def _find_parents(self, events: list[Draft]) -> None:
        """Give an event the one that its own sentence puts it on the margins of, or in the course of."""
        frames: dict[Span, list[tuple[Span, Draft]]] = {}
        for event in events:
            for mention in event.mentions if event.family == "meeting" else ():
                frames.setdefault(self.sentence_at(mention.start), []).append((mention, event))
        for event in events:
            sentence = self.sentence_at(event.span.start)
            for mention, frame in frames.get(sentence, ())[:_FEW]:
                if event.parent is None and frame is not event and mention.start != event.span.start:
                    self._put_within(
                        event, frame, self._text[max(sentence.start, mention.start - 60) : mention.start]
                    )

    def _put_within(self, event: Draft, frame: Draft, lead: str) -> None:
        """Make `frame` the parent of `event` if the words before it, `lead`, say so."""
        if _SIDELINES.search(lead):
            event.parent = frame
            if event.family == "act":
                event.when, event.place = event.when or frame.when, event.place or frame.place
                event.country_code = event.country_code or frame.country_code
        elif frame.kind is EventKind.SESSION and _DURING.search(lead):
            event.parent = frame

    def sentence_at(self, position: int) -> Span:
        return self._sentences[max(0, bisect_right(self._starts, position) - 1)]

    def report(
        self, draft: Draft, drafts: Sequence[Draft], actors: Sequence[ActorMention], is_main: bool
    ) -> EventReport:
        own = sorted({self.sentence_at(mention.start) for mention in draft.mentions})
        when = draft.when if draft.when is not None and draft.when.start is not None else None
        precision = draft.precision or (when.precision if when else DatePrecision.NONE)
        if when is not None and draft.precision is DatePrecision.WITHIN_PARENT:
            precision = when.precision
        return EventReport(
            span=draft.span,
            kind=draft.kind,
            name=draft.name,
            start_date=when.start if when else None,
            end_date=when.end if when else None,
            date_precision=precision,
            date_span=when.span if when else None,
            place=draft.place,
            country_code=draft.country_code,
            status=draft.status,
            is_generic=draft.is_generic,
            mentions=tuple(sorted(set(draft.mentions))),
            participants=participations(self._text, own, actors)
            if is_main or draft.family != "observance"
            else (),
            parent=drafts.index(draft.parent) if draft.parent in drafts else None,
            rule_id=draft.rule_id,
            confidence=draft.confidence,
        )


def _apart_from(acts: Sequence[Draft], events: Sequence[Draft], framed: Sequence[Draft]) -> list[Draft]:
    """Leave out acts that a meeting's name only speaks of, and the document's own adoption again."""
    meetings = sorted(draft.span for draft in events if draft.family == "meeting")
    starts = [span.start for span in meetings]
    kept = []
    for act in acts:
        index = bisect_right(starts, act.span.start) - 1
        is_in_name = index >= 0 and starts[index] < act.span.start < meetings[index].end
        if not is_in_name and not any(act.span.overlaps(draft.span) for draft in framed):
            kept.append(act)
    return kept


def _settle_by_instruments(
    text: str,
    events: Sequence[Draft],
    acts: Sequence[Draft],
    instruments: Sequence[InstrumentMention],
    places: Sequence[PlaceMention],
) -> None:
    """Take an event's day and city from the instrument that came of it, where it names the event.

    "The Lakeside Declaration of the second Water Dialogue, adopted on 5 May" dates the dialogue
    and puts it in Lakeside; so does "the meeting adopted the Lakeside Declaration".
    """
    cities = {place.span.start: place for place in places if not is_state(place)}
    by_instrument = {act.instrument: act for act in acts}
    mentioned = sorted(
        (
            (own, event)
            for event in events
            if event.family == "meeting" and event.kind is not EventKind.SESSION
            for own in event.mentions
        ),
        key=lambda pair: pair[0],
    )
    starts = [own.start for own, _ in mentioned]
    for mention in instruments:
        act = by_instrument.get(mention.instrument_key)
        act = act if act is not None and act.span.overlaps(mention.span) else None
        city = cities.get(mention.span.start) or cities.get(mention.span.start + len("the "))
        inside = mentioned[bisect_left(starts, mention.span.start) : bisect_left(starts, mention.span.end)]
        for own, event in inside[:_FEW]:
            if mention.span.covers(own):
                event.when = event.when or (act.when if act is not None else None)
                _come_of(act, event, city)
        before = (
            bisect_left(starts, act.span.start) - 1 if act is not None and act.rule_id == "act_active" else -1
        )
        if (
            act is not None
            and before >= 0
            and not re.search(r"[.;]\s", text[mentioned[before][0].end : act.span.start])
        ):
            _come_of(act, mentioned[before][1], city)


def _come_of(act: Draft | None, event: Draft, city: PlaceMention | None) -> None:
    if city is not None and event.place is None:
        event.place, event.country_code = city.place, city.country_code
    if act is not None:
        act.parent = event


def _main_event(drafts: Sequence[Draft], metadata: DocumentMetadata) -> Draft | None:
    """Return the event the document is about: a resolution's adoption, else the opening's meeting."""
    framed = next((draft for draft in drafts if draft.rule_id == "frame_adoption"), None)
    meetings = [
        draft
        for draft in drafts
        if draft.family == "meeting"
        and draft.kind is not EventKind.SESSION
        and min(draft.mentions).start < _HEAD
    ]
    meetings = [
        draft
        for draft in meetings
        if _is_of_document(draft, metadata) or min(draft.mentions).start < _OPENING
    ]
    if framed is not None or not meetings:
        return framed
    return max(
        meetings,
        key=lambda draft: (_is_of_document(draft, metadata), len(draft.mentions), -min(draft.mentions).start),
    )


def _is_of_document(draft: Draft, metadata: DocumentMetadata) -> int:
    """Count what ties an event to the document: it stands in the title, and the dates agree."""
    title = metadata.span_of("title")
    in_title = title is not None and any(title.overlaps(mention) for mention in draft.mentions)
    days = (metadata.date_start, metadata.date_end, metadata.adopted_date)
    when = draft.when
    same_days = when is not None and when.start is not None and when.end is not None
    return in_title + (same_days and any(day is not None and when.start <= day <= when.end for day in days))


def _complete_main(main: Draft, metadata: DocumentMetadata) -> None:
    """Give the main event the document's own place where the text gives it none."""
    main.when = _dated_by_document(main, metadata)
    if main.status is EventStatus.UNKNOWN and main.when is not None:
        main.status = EventStatus.HELD
    place = next((each for each in metadata.evidence if each.field == "place"), None)
    if (
        main.place is None
        and metadata.place is not None
        and place is not None
        and place.rule_id != "dateline"
    ):
        main.place, main.country_code = metadata.place, metadata.country_code


def _dated_by_document(main: Draft, metadata: DocumentMetadata) -> DateExpression | None:
    """Return the document's own days as the date of a main event that has none."""
    start, end = metadata.date_start, metadata.date_end
    evidence = metadata.span_of("date_start") or metadata.span_of("adopted_date")
    if (
        main.when is not None
        or main.status is EventStatus.PLANNED
        or start is None
        or end is None
        or evidence is None
    ):
        return main.when
    precision = DatePrecision.DAY if start == end else DatePrecision.DAY_RANGE
    return DateExpression(evidence, start, end, precision, DateRole.EVENT, "date_of_document")


def _inherit(drafts: Sequence[Draft], main: Draft | None) -> None:
    """Give parts the main event as their parent, and children their parent's place (codebook E8)."""
    for draft in drafts:
        if draft.kind in _PARTS and draft.parent is None and main is not draft:
            draft.parent = main
        if draft.parent is not None and draft.place is None and draft.kind in _PARTS:
            draft.place, draft.country_code = draft.parent.place, draft.parent.country_code
        if draft.kind in _PARTS and draft.parent is not None and draft.status is EventStatus.UNKNOWN:
            draft.status = draft.parent.status


def _settle_statuses(drafts: Sequence[Draft]) -> None:
    """Take an event that the text names as known, and says nothing of to come, as held."""
    for draft in drafts:
        if draft.status is EventStatus.UNKNOWN and draft.family == "meeting" and draft.determiner in _KNOWN:
            draft.status = EventStatus.HELD
