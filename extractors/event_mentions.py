"""Mentions of meetings: phrases and "met" clauses read into drafts, and which may stand alone.

A phrase stands for an event of its own where it names it (a number, a proper name, a title), or
where its sentence says when, where or that it was held (codebook E1). All other phrases can only
point back to one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extractors.event_drafts import Draft, name_of
from extractors.event_frame import full_name
from extractors.event_phrases import Phrase
from extractors.event_settings import Setting, Settings, is_state
from extractors.event_status import status_of, status_of_session
from extractors.model import (
    ActorMention,
    DateExpression,
    DatePrecision,
    DocumentMetadata,
    EventKind,
    EventStatus,
    PlaceMention,
    Span,
)

_HEAD = 900  # characters in which a release says what it is about
_HOLDING = re.compile(
    r"\b(?:hold|holds|held|holding|host|hosts|hosted|hosting|convened?|convenes|convening|organi[sz]ed?|conduct(?:ed)?|launch(?:ed)?|"
    r"inaugurated?|attend(?:ed)?|opened|concluded|participat(?:e|ed|ing) in|took part in|chaired|co-?chaired|for)\s"
    r"(?:the\s|an?\s|its\s|their\s|our\s|this\s)?$",
    re.I,
)
_BEING_HELD = re.compile(
    r"^[^.;]{0,60}?\b(?:(?:was|were|is|are|be|been|being)\s(?:\w+ly\s)?(?:held|hosted|convened|organi[sz]ed|opened|concluded)|"
    r"(?:took|takes?|taking)\splace|held)\b"
)
_MET = re.compile(
    r"\b(?:met|meet|convened|gathered|spoke|consulted)\b(?=\s(?:on|in|at|to|with|for|today|this|by|via|under|virtually|during|again|here))"
)
_SUBJECT_END = re.compile(r"[,;:]\s|\b(?:that|which|who|after|when|since)\s", re.I)
_WE = re.compile(r"^(?:\d+\.?\s)?we\b[\s,–—-]*(?:the\s)?", re.I)
_WILL = re.compile(r"\s(?:will|shall|to|plan to|intend to|have|has|had|also|then|recently|first)$", re.I)
_NEAR = 120  # characters after the verb in which its date stands
_MINISTERS = re.compile(r"\bministers?\b|\bsecretary of state\b", re.I)
_LEADERS = re.compile(r"\b(?:leaders|heads of (?:states?|governments?)|presidents|prime ministers)\b", re.I)
_VISIT_TO = re.compile(r"^\s(?:to|by)\s|^[^.;]{0,60}\bto\s[A-Z]")
_VISIT_KINDS = frozenset(("official", "state", "working", "historic"))
_EXERCISE_KINDS = frozenset(("joint", "military", "naval", "tabletop", "command-staff", "counter-terrorism", "antiterrorist"))
_OUTCOME_OF = re.compile(
    r"\b(?:declaration|statement|communiqu[eé]|document|outcomes?|results|conclusions|summary|report|participants|decisions)\s"
    r"(?:of|from|on)\s(?:the\s|its\s|our\s)?$",
    re.I,
)
_WISHED = re.compile(
    r"\b(?:importance|need|necessity|calls?|possibility|desirability|feasibility)\s(?:of|for|to)\s(?:\w+,?\s){0,5}?(?:conven\w+|hold\w*|host\w*)\s"
    r"(?:\w+,?\s){0,5}$",
    re.I,
)
_RECORD = re.compile(r",\s(?:Supplement|Annex(?:es)?|Plenary\sMeetings|Part|Final\sDocument|vol)\b", re.I)
_ORGANS = re.compile(r"\b(?:the\s)?((?:[A-Z]\w+\s){0,4}(?:Assembly|Council|Commission|Committee|Conference|Board|Group|Forum))\b")
_CONGRESS_KINDS = frozenset(("world", "international", "european", "asian", "eurasian", "global"))
_TALK = ("talks", "discussions", "negotiations", "consultation")


def _of_session(setting: Setting, phrase: Phrase) -> Setting:
    """Leave out the day of something else that happened "during the 70th session"."""
    date = setting.date
    is_own = date is not None and date.span.start > phrase.span.start and date.precision is not DatePrecision.DAY
    return Setting(date if is_own else None, setting.place)


class MentionReader:
    """Reads the phrases of one text; all sequences must be in text order."""

    def __init__(
        self,
        text: str,
        metadata: DocumentMetadata,
        sentences: Sequence[Span],
        named: tuple[Sequence[DateExpression], Sequence[PlaceMention], Sequence[ActorMention]],
        phrases: Sequence[Phrase],
        organ: str | None,
    ) -> None:
        dates, places, actors = named
        self._text = text
        self._reference = metadata.reference_date
        self._title = metadata.span_of("title")
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._settings = Settings(text, dates, places, phrases)
        self._phrases = phrases
        self._organ = organ
        self._dates, self._places = dates, places
        self._bodies = [actor.span for actor in actors if actor.actor_key.startswith("org:")]
        self._body_starts = [span.start for span in self._bodies]
        self._actors = actors

    def read(self, taken: Sequence[Span]) -> tuple[list[Draft], list[bool]]:
        """Return the drafts in text order, and for each whether it may be an event by itself."""
        read: list[tuple[Draft, bool]] = []
        for phrase in self._phrases:
            if self._is_in_body(phrase.noun_span) or self._is_in_footnote(phrase) or any(span.overlaps(phrase.noun_span) for span in taken):
                continue
            read += self._drafts_of(phrase)
        spoken_of = [draft.span for draft, alone in read if alone and draft.kind is not EventKind.SESSION]
        read += [(draft, True) for draft in self._met(spoken_of)]
        read.sort(key=lambda pair: pair[0].span)
        return [draft for draft, _ in read], [alone for _, alone in read]

    def status_of(self, phrase: Phrase) -> EventStatus:
        """Return the status that the phrase's own sentence gives."""
        return status_of(self._text, phrase, self._sentence(phrase.span.start), None, self._reference)

    def _sentence(self, position: int) -> Span:
        return self._sentences[max(0, bisect_right(self._starts, position) - 1)]

    def _is_in_body(self, noun: Span) -> bool:
        index = bisect_right(self._body_starts, noun.start) - 1
        return index >= 0 and self._bodies[index].covers(noun)

    def _is_in_footnote(self, phrase: Phrase) -> bool:
        """Tell "Official Records of the …, Seventy-fourth Session, Supplement No. 53"."""
        return _RECORD.match(self._text, phrase.span.end) is not None

    def _drafts_of(self, phrase: Phrase) -> list[tuple[Draft, bool]]:
        sentence = self._sentence(phrase.span.start)
        if phrase.is_plural and not phrase.is_frequent:
            several = self._settings.several(phrase, sentence)
            return [(self._one_of_several(phrase, sentence, each), True) for each in several] if len(several) > 1 else []
        setting = self._settings.of(phrase, sentence)
        if phrase.is_frequent:
            setting = Setting()
        if phrase.kind is EventKind.SESSION and phrase.ordinal is not None:
            setting = _of_session(setting, phrase)
        return [(self._draft(phrase, sentence, setting), self._stands_alone(phrase, sentence, setting))]

    def _one_of_several(self, phrase: Phrase, sentence: Span, setting: Setting) -> Draft:
        """Read one of "meetings held in A in 2022 and in B in 2023", as far as its own date."""
        draft = self._draft(phrase, sentence, setting)
        if setting.date is not None:
            draft.span = Span(phrase.span.start, setting.date.span.end)
            draft.mentions = [draft.span]
        return draft

    def _draft(self, phrase: Phrase, sentence: Span, setting: Setting) -> Draft:
        place = setting.place
        draft = Draft(
            phrase.span, phrase.kind, name_of(self._text, phrase, setting.place), f"event_{phrase.kind}", setting.date,
            place=place.place if place is not None and not is_state(place) else None,
            country_code=place.country_code if place is not None else None,
            status=status_of(self._text, phrase, sentence, setting.date, self._reference),
            is_generic=phrase.is_frequent, noun=phrase.noun, ordinal=phrase.ordinal, determiner=phrase.determiner,
            mentions=[phrase.span],
        )
        if phrase.kind is EventKind.SESSION:
            self._settle_session(draft, phrase)
        if phrase.kind in (EventKind.CEREMONY, EventKind.SIDE_EVENT, EventKind.BREAKOUT_SESSION):
            draft.precision = DatePrecision.WITHIN_PARENT
        return draft

    def _settle_session(self, draft: Draft, phrase: Phrase) -> None:
        """Give a session its organ and, where the number tells, its status (codebook E5)."""
        if phrase.span.end == phrase.noun_span.end and (organ := self._organ_before(phrase)) is not None:
            draft.name = f"{draft.name} of the {organ}"
        if draft.when is None:
            draft.precision = DatePrecision.ORDINAL_SESSION
        if "General Assembly" in draft.name and draft.ordinal and "special" not in draft.name.lower():
            draft.status = status_of_session(draft.ordinal, self._reference)

    def _organ_before(self, phrase: Phrase) -> str | None:
        """Return the organ that "its" points to: the last body named in the sentence, or the text's own."""
        sentence = self._sentence(phrase.span.start)
        before = [body for body in self._bodies if sentence.start <= body.start < phrase.span.start]
        named = _ORGANS.findall(self._text, sentence.start, phrase.span.start)
        organ = before[-1].of(self._text) if before else (named[-1] if named else None)
        if organ is None or organ.endswith("Assembly"):
            return full_name(self._organ) if self._organ else organ
        return " ".join(organ.split())

    def _stands_alone(self, phrase: Phrase, sentence: Span, setting: Setting) -> bool:
        text = self._text
        before = text[max(sentence.start, phrase.span.start - 60) : phrase.span.start].replace("\n", " ")
        after = text[phrase.span.end : min(sentence.end, phrase.span.end + 120)].replace("\n", " ")
        if _WISHED.search(before):
            return False
        is_held = _HOLDING.search(before) is not None or _BEING_HELD.match(after) is not None
        has_complement = phrase.span.end > phrase.noun_span.end
        is_placed = setting.date is not None or (setting.place is not None and not is_state(setting.place))
        if phrase.is_frequent:
            return phrase.noun != "session" and (has_complement or is_held)
        if phrase.title is not None or phrase.is_numbered_series:
            return True
        if phrase.kind is EventKind.SESSION:
            if phrase.ordinal is not None:
                return has_complement or self._organ is not None
            return has_complement and bool(phrase.modifiers) and (is_placed or is_held)
        if phrase.kind is EventKind.CEREMONY:
            return bool(phrase.modifiers)
        if not self._is_diplomatic(phrase, after):
            return False
        if phrase.noun in _TALK:
            return is_placed and is_held
        if phrase.ordinal is not None and (phrase.is_proper or has_complement):
            return True
        if phrase.is_proper and not phrase.is_common:
            return True
        if (phrase.is_proper or has_complement) and self._title is not None and self._title.covers(phrase.span):
            return True
        if phrase.is_proper and _OUTCOME_OF.search(before):
            return True
        if is_placed:
            return bool(phrase.modifiers) or has_complement or is_held
        with_whom = text[phrase.noun_span.end : phrase.noun_span.end + 6].strip().startswith("with")
        return is_held and (has_complement and not with_whom or phrase.is_proper)

    def _is_diplomatic(self, phrase: Phrase, after: str) -> bool:
        modifiers = {word.lower() for word in phrase.modifiers}
        if phrase.kind is EventKind.VISIT:
            of_whom = re.match(r"\s(?:of|by)\s(?:the\s)?[A-Z]", self._text[phrase.noun_span.end : phrase.span.end + 1])
            return bool(modifiers & _VISIT_KINDS) or of_whom is not None or _VISIT_TO.search(after) is not None
        if phrase.kind is EventKind.EXERCISE:
            return bool(modifiers & _EXERCISE_KINDS)
        if phrase.noun == "congress":
            return phrase.ordinal is not None or bool(modifiers & _CONGRESS_KINDS)
        if phrase.noun == "call":
            return phrase.span.start < _HEAD
        return True

    def _met(self, spoken_of: Sequence[Span]) -> list[Draft]:
        """Return the meetings that only a verb tells of: "foreign ministers from … met on …"."""
        drafts: list[Draft] = []
        for sentence in self._sentences:
            if sentence.start > _HEAD:
                break
            verb = _MET.search(self._text, sentence.start, sentence.end)
            if verb is None or any(sentence.covers(span) for span in spoken_of):
                continue
            subject = self._subject(sentence, verb.start())
            if subject is not None:
                drafts.append(self._met_draft(sentence, subject, verb))
        return drafts[:1]

    def _subject(self, sentence: Span, verb: int) -> Span | None:
        """Return the words from the end of the opening adverbial to the verb, if actors are among them."""
        start = sentence.start
        lead = re.match(r"[\W_]*(?:On|In|At|During|Today|This)\b[^.;]*?,\s", self._text[sentence.start : verb])
        while lead is not None:
            start += lead.end()
            lead = re.match(r"(?:on|in|at|during|today)\b[^.;]*?,\s", self._text[start:verb], re.I)
        named = [actor for actor in self._actors if start <= actor.span.start < verb]
        return Span(start, verb) if named and verb - start > 2 else None

    def _day_of_meeting(self, sentence: Span, verb: re.Match[str]) -> DateExpression | None:
        """Return the date right after the verb, or the one that opens the sentence."""
        near = [each for each in self._dates if verb.end() <= each.span.start < min(sentence.end, verb.end() + _NEAR)]
        opening = [each for each in self._dates if sentence.start <= each.span.start < min(sentence.start + 20, verb.start())]
        return (near or opening or [None])[0]

    def _met_draft(self, sentence: Span, subject: Span, verb: re.Match[str]) -> Draft:
        words = _WE.sub("", " ".join(subject.of(self._text).split()))
        is_planned = _WILL.search(words) is not None
        words = _WILL.sub("", words)
        kind = EventKind.SUMMIT if _LEADERS.search(words) else EventKind.MEETING
        if _MINISTERS.search(words):
            kind = EventKind.MINISTERIAL_MEETING
        when = self._day_of_meeting(sentence, verb)
        place = next((each for each in self._places if sentence.covers(each.span) and not is_state(each)
                      and re.search(r"\b[Ii]n\s$", self._text[sentence.start : each.span.start])), None)
        span = Span(subject.start, verb.end())
        return Draft(
            span, kind, f"meeting of {words}".rstrip(" ,"), "event_met", when,
            place=place.place if place else None, country_code=place.country_code if place else None,
            status=EventStatus.PLANNED if is_planned else EventStatus.HELD, noun="meeting", determiner="a", mentions=[span], confidence=0.6,
        )
