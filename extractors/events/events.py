"""Events: what met, was signed, adopted or observed, when, where and by whom (codebook §2).

Phrases become drafts, drafts that speak of one event are joined, and the joined drafts become the
document's event reports, in text order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extractors.events.acts import find_acts
from extractors.events.coreference import join_mentions
from extractors.events.differences import HEAD
from extractors.events.drafts import Draft
from extractors.events.extents import Landmarks, Surroundings
from extractors.events.frame import read_frame, read_signing
from extractors.events.main_event import SIDELINES, complete_main_event, main_event
from extractors.events.mentions import MentionReader
from extractors.events.observances import find_observances
from extractors.events.outcomes import apart_from, settle_by_instruments
from extractors.events.participants import participations
from extractors.events.parts import is_list_of_parts, list_parts
from extractors.events.phrases import find_phrases
from extractors.events.size import attendance_mode, participant_count
from extractors.events.standing import CEREMONIES_APART
from extractors.events.statements import StatementReader
from extractors.events.whereabouts import place_by_whereabouts
from extractors.grammar.sentences import sentence_at
from extractors.model import (
    Actor,
    ActorMention,
    DateExpression,
    DatePrecision,
    DocumentMetadata,
    EventKind,
    EventReport,
    EventStatus,
    Instrument,
    InstrumentMention,
    ParsedDocument,
    Participation,
    PlaceMention,
    Sentence,
    Span,
)

_LANGUAGES = (None, "en")
_GOING_ON = re.compile(r"(?:ON|FOR|OF|AND|TO)\s")
_FEW = 20  # events looked at in one sentence
_HIGH_LEVEL = "high-level week"
_PARTS = (EventKind.CEREMONY, EventKind.BREAKOUT_SESSION, EventKind.SIDE_EVENT)
_DURING = re.compile(
    r"\b(?:during|within the framework of|in the framework of|as part of|at)\s(?:the\s|this\s)?$", re.I
)


def _headlines_as_one(text: str, sentences: Sequence[Span]) -> list[Span]:
    """Join a line in capitals to the next: "INTERNATIONAL CONFERENCE" and "ON LAKES" are one headline."""
    joined: list[Span] = []
    for span in sentences:
        if joined and span.start < HEAD and _goes_on(text, joined[-1], span):
            span = Span(joined.pop().start, span.end)
        joined.append(span)
    return joined


def _goes_on(text: str, line: Span, following: Span) -> bool:
    is_next = text[line.end : following.start] == "\n" and _GOING_ON.match(text, following.start) is not None
    return is_next and line.of(text).isupper() and following.of(text).isupper()


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
    spans = _headlines_as_one(parsed.text, [sentence.span for sentence in sentences])
    gatherer = _Gatherer(parsed.text, metadata, spans, dates, places)
    drafts = gatherer.gather(actors[1], instruments[1])
    main = main_event(drafts, metadata, parsed.text)
    if main is not None:
        complete_main_event(main, drafts, metadata, parsed.text, gatherer.sentences)
    place_by_whereabouts(parsed.text, drafts, gatherer.sentences, places)
    _inherit(drafts, main)
    _settle_statuses(drafts, metadata.reference_date)
    drafts.sort(key=lambda draft: (draft.span, draft.kind, draft.name))
    positions = {draft: position for position, draft in enumerate(drafts)}
    reports = tuple(gatherer.report(draft, positions, actors[1]) for draft in drafts)
    return reports, positions[main] if main is not None else None


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
        self.sentences = sentences
        self._dates = dates
        self._places = places
        self._parts: dict[tuple[Span, ...], tuple[Participation, ...]] = {}

    def gather(self, actors: Sequence[ActorMention], instruments: Sequence[InstrumentMention]) -> list[Draft]:
        text, reference = self._text, self._metadata.reference_date
        frame = read_frame(text, self._metadata, self._dates)
        landmarks = Landmarks(
            [date.span for date in self._dates],
            [place.span for place in self._places],
            [actor.span for actor in actors],
        )
        phrases = find_phrases(text, self.sentences, landmarks)
        reader = MentionReader(
            text, self._metadata, self.sentences, (self._dates, self._places, actors), phrases, frame.organ
        )
        drafts, alone = reader.read([draft.span for draft in frame.drafts])
        events = join_mentions(text, [*frame.drafts, *drafts], [*(True for _ in frame.drafts), *alone])
        for phrase in phrases:
            if is_list_of_parts(phrase):
                events += list_parts(text, phrase, self.sentences, reader.status_of(phrase))
        marks = (self._dates, self._places, Surroundings(landmarks))
        acts = find_acts(text, self.sentences, instruments, marks, reference)
        signing = read_signing(text, self._metadata, self._dates, self._places)
        acts += [signing] if signing is not None else []
        acts += StatementReader(text, self.sentences, marks[:2], reference).find()
        settle_by_instruments(text, events, acts, instruments, self._places)
        events += apart_from(acts, events, frame.drafts)
        ends = {mention.end for event in events if event.noun == "week" for mention in event.mentions}
        starts = {
            mention.start for event in events if event.noun == _HIGH_LEVEL for mention in event.mentions
        }
        observed = find_observances(text, self._dates, reference)
        # a week that is held is no observance
        events += [e for e in observed if e.span.end not in ends and e.span.start not in starts]
        self._find_parents(events)
        return events

    def _find_parents(self, events: list[Draft]) -> None:
        """Give an event the one that its own sentence puts it on the margins of, or in the course of."""
        frames: dict[Span, list[tuple[Span, Draft]]] = {}
        for event in events:
            for mention in event.mentions if event.family == "meeting" else ():
                frames.setdefault(self.sentence_at(mention.start), []).append((mention, event))
        for event in events:
            for own in sorted({event.span, *event.mentions})[:_FEW]:
                sentence = self.sentence_at(own.start)
                for mention, frame in frames.get(sentence, ())[:_FEW]:
                    if event.parent is None and frame is not event and mention.start != own.start:
                        lead = self._text[max(sentence.start, mention.start - 60) : mention.start]
                        self._put_within(event, frame, lead)

    def _put_within(self, event: Draft, frame: Draft, lead: str) -> None:
        """Make `frame` the parent of `event` if the words before it, `lead`, say so."""
        if SIDELINES.search(lead):
            event.parent = frame
            if frame.place is None and frame.kind is not EventKind.SESSION:  # held where this is
                frame.place, frame.country_code = event.place, event.country_code or frame.country_code
            if event.place is None and frame.kind is not EventKind.SESSION and event.family == "meeting":
                event.place, event.country_code = frame.place, event.country_code or frame.country_code
            if event.family == "act":
                event.when, event.place = event.when or frame.when, event.place or frame.place
                event.country_code = event.country_code or frame.country_code
        elif frame.kind is EventKind.SESSION and _DURING.search(lead):
            event.parent = frame

    def sentence_at(self, position: int) -> Span:
        return sentence_at(self.sentences, position)

    def _participants(
        self, own: tuple[Span, ...], actors: Sequence[ActorMention]
    ) -> tuple[Participation, ...]:
        """Return who takes part according to these sentences, read once for all events in them."""
        if own not in self._parts:
            self._parts[own] = participations(self._text, own, actors)
        return self._parts[own]

    def report(
        self, draft: Draft, positions: dict[Draft, int], actors: Sequence[ActorMention]
    ) -> EventReport:
        mentions = sorted(set(draft.mentions))
        within = [(mention, self.sentence_at(mention.start)) for mention in mentions]
        own = sorted({sentence for _, sentence in within})
        is_meeting = draft.family in ("meeting", "part")
        count = participant_count(self._text, within) if draft.family == "meeting" else None
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
            mentions=tuple(mentions),
            participants=self._participants(tuple(own), actors) if draft.family != "observance" else (),
            parent=positions.get(draft.parent) if draft.parent is not None else None,
            rule_id=draft.rule_id,
            confidence=draft.confidence,
            attendance_mode=attendance_mode(self._text, within) if is_meeting else None,
            participant_count=count[0] if count else None,
            count_span=count[1] if count else None,
            instrument=draft.instrument,
        )


def _inherit(drafts: Sequence[Draft], main: Draft | None) -> None:
    """Give parts the main event as their parent, and children their parent's place (codebook E8)."""
    is_journey = main is not None and main.kind is EventKind.VISIT  # which no ceremony is part of
    for draft in drafts:
        is_part = draft.kind in _PARTS and draft.noun not in CEREMONIES_APART
        if is_part and draft.parent is None and main is not draft and not is_journey:
            draft.parent = main
        if draft.parent is not None and draft.place is None and draft.kind in _PARTS:
            draft.place, draft.country_code = draft.parent.place, draft.parent.country_code
        if draft.kind in _PARTS and draft.parent is not None and draft.status is EventStatus.UNKNOWN:
            draft.status = draft.parent.status


def _settle_statuses(drafts: Sequence[Draft], reference: date | None) -> None:
    """Take an event that the text names as known, and says nothing of to come, as held.

    Its day may stand at one mention and the tense at another: what begins after the document's day is to
    come, whatever the tense.
    """
    for draft in drafts:
        is_ahead = reference is not None and draft.days is not None and draft.days[0] > reference
        if is_ahead and draft.status in (EventStatus.HELD, EventStatus.ONGOING, EventStatus.UNKNOWN):
            draft.status = EventStatus.PLANNED
        if draft.status is EventStatus.UNKNOWN and draft.family == "meeting":
            draft.status = EventStatus.HELD
