"""Mentions of meetings: phrases and clauses with "met" read into drafts, one for each mention."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extractors.events import pairs
from extractors.events.coreference import ANOTHER
from extractors.events.drafts import Draft, name_of
from extractors.events.encounters import encounters
from extractors.events.frame import full_name
from extractors.events.hostings import hostings
from extractors.events.met import meetings_by_verb
from extractors.events.phrases import Phrase
from extractors.events.series import is_series
from extractors.events.settings import Setting, Settings, is_state
from extractors.events.standing import (
    CEREMONIES_APART,
    Context,
    is_with_office_holders,
    stands_alone,
)
from extractors.events.status import TO_BE_HELD_BY, status_of, status_of_climate_conference, status_of_session
from extractors.events.visits import visits_by_verb
from extractors.grammar.sentences import sentence_at
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

_RECORD = re.compile(r",\s(?:Supplement|Annex(?:es)?|Plenary\sMeetings|Part|Final\sDocument|vol)\b", re.I)
_COP = re.compile(r"\s?\(\s?(?:the\s|[A-Z]+[-\s])?COP\s?-?(\d{1,2})\b")
_ORGAN = (
    r"(?:[A-Z]\w+\s(?:and\s(?=[A-Z]))?){0,4}(?:Assembly|Council|Commission|(?:Sub-?)?[Cc]ommittee|Conference|"
    r"Board|Group|Forum)"
)
_ORGANS = re.compile(rf"\b(?:the\s)?({_ORGAN})\b")


# "at its tenth session, in 2020, the Lake Subcommittee decided"
_ORGAN_AFTER = re.compile(rf",\s(?:(?:held\s)?in\s[^,;.]{{3,30}},\s)?the\s({_ORGAN})\b")
# "the meeting held in Oslo on 4 May": the clause tells which meeting of several is meant
_TOLD_APART = re.compile(r"\s(?:held|hosted|convened)\s(?:in|at|on)\s")
_TOLD_APART_NOUNS = ("meeting", "gathering", "event")
_TO_COME = re.compile(
    r"\s(?:(?:that|which)\s(?:will|is\sto)\sbe|to\sbe)\s(?:held|hosted|convened)\s(?:in|at|on)\s"
)
# "his visit next week to the Republic of Lakes and Norway"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_PLACE_WORD = rf"(?!(?:{_MONTH})\b)[A-Z][\w.-]*\w(?![’']s)"
_GOAL = re.compile(
    rf"\s(?:(?:next|last|this)\s\w+\s)?to\s(?P<where>(?:the\s)?{_PLACE_WORD}"
    rf"(?:(?:\sof|,)?\s(?:and\s)?(?:the\s)?{_PLACE_WORD}){{0,7}})"
)
_FOR_EVENT = re.compile(r"\s(?:[\w,.]+\s){0,8}for\s(?:an?|the|their|our)\s")
# "the session was held in Oslo on 4 May"
_HELD_ON = re.compile(r"\b(?:held|convened|opened|took\splace|take\splace)\b[^.;,]{0,50}\son\s$")
# "meetings held in Oslo on 4 and 6 May"
_HELD_ON_DAYS = re.compile(
    r",?\s(?:(?:that|which)\s)?(?:(?:was|were|to\sbe|will\sbe)\s)?(?:held|hosted|"
    r"convened)(?:\sin\s[A-Z][\w,\s]{2,30})?\s(?:on|from)\s"
)
# "three sessions", "two preparatory meetings"
_ASSEMBLY = re.compile(r"\bGeneral\sAssembly\b")
_COUNT = re.compile(r"\b(?P<count>two|three|four|five|six|seven|eight|nine|ten)\s(?:[\w-]+\s){0,4}$", re.I)
_LISTED = (EventKind.SIDE_EVENT, EventKind.BREAKOUT_SESSION, EventKind.CEREMONY, EventKind.VISIT)
_APPOSED = re.compile(r",\san?\s")
_YEAR = re.compile(r"(?:19|20)\d\d\s")
_NEAR = 80
_TELLING = 2  # words before the noun that tell one year's meetings from others


def _of_session(text: str, setting: Setting, phrase: Phrase) -> Setting:
    """Leave out the day of something else that happened "during the 70th session"."""
    date = setting.date
    is_own = (
        date is not None
        and date.span.start > phrase.span.start
        and (
            not _is_of_one_day(text, phrase, date)
            or _HELD_ON.search(text[phrase.span.end : date.span.start]) is not None
        )
    )
    return Setting(date if is_own else None, setting.place)


def _is_of_one_day(text: str, phrase: Phrase, date: DateExpression) -> bool:
    """Tell a day, and days that are few beside the months that the General Assembly sits."""
    is_few = date.precision is DatePrecision.DAY_RANGE and _ASSEMBLY.search(phrase.span.of(text)) is not None
    return date.precision is DatePrecision.DAY or is_few


def _letters(name: str) -> str:
    """Return a name's letters, for "Confidence-building" to be the same as "Confidencebuilding"."""
    return "".join(filter(str.isalnum, name.lower()))


def _share_setting(first: Draft, second: Draft) -> bool:
    """Give the second of "the summit and the forum" the setting that stands before the two, if one does."""
    before = first.when is not None and first.when.span.end <= first.span.start
    if first.place is None or second.place is not None or not before:
        return False
    second.place, second.country_code = first.place, first.country_code
    second.when, second.status = second.when or first.when, first.status
    return True


def _appose(first: tuple[Draft, bool], second: tuple[Draft, bool]) -> tuple[Draft, bool]:
    """Give the first of two nouns for one event what stands behind the second."""
    event, apposed = first[0], second[0]
    event.mentions.append(apposed.span)
    event.when, event.place = event.when or apposed.when, event.place or apposed.place
    event.country_code = event.country_code or apposed.country_code
    if event.status is EventStatus.UNKNOWN:
        event.status = apposed.status
    return event, first[1] or second[1] or event.when is not None


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
        self._settings = Settings(text, dates, places, phrases)
        self._phrases = phrases
        self._organ = organ
        self._named = named
        self._bodies = [actor.span for actor in actors if actor.actor_key.startswith("org:")]
        self._body_starts = [span.start for span in self._bodies]
        self._body_letters = {_letters(span.of(text)) for span in self._bodies}

    def read(self, taken: Sequence[Span]) -> tuple[list[Draft], list[bool]]:
        """Return the drafts in text order, and for each whether it may be an event by itself."""
        read: list[tuple[Draft, bool]] = []
        previous: Phrase | None = None
        for phrase in self._phrases:
            if (
                (self._is_in_body(phrase.noun_span) and phrase.noun != "assembly" and phrase.ordinal is None)
                or _letters(phrase.span.of(self._text)) in self._body_letters
                or (previous is not None and self._is_short_for(phrase, previous))
                or self._is_in_footnote(phrase)
                or any(span.overlaps(phrase.noun_span) for span in taken)
            ):
                continue
            made = self._drafts_of(phrase)
            if read and made and previous is not None and self._settings.is_joined(phrase, previous):
                is_shared = _share_setting(read[-1][0], made[0][0])
                made[0] = (made[0][0], made[0][1] or (is_shared and phrase.is_proper))
            if read and made and previous is not None and self._is_apposed(phrase, previous):
                read[-1] = _appose(read[-1], made[0])
                made = made[1:]
            read += made
            previous = phrase
        apart = (EventKind.SESSION, EventKind.VISIT)
        spoken_of = [draft.span for draft, alone in read if alone and draft.kind not in apart]
        by_verb = list(meetings_by_verb(self._text, self._sentences, self._named, spoken_of))
        taken_up = [*spoken_of, *(meeting.span for meeting in by_verb)]
        by_verb += encounters(self._text, self._sentences, self._named, taken_up)
        read += [(meeting, True) for meeting in by_verb]
        dates, _, actors = self._named
        known = frozenset(taken_up)
        years = hostings(self._text, dates, actors)
        read += [(year, True) for year in years if year.span not in known]
        named = sorted(spoken_of)
        read += [
            (visit, not self._is_for_event(visit, named))
            for visit in visits_by_verb(self._text, self._sentences, *self._named)
        ]
        read.sort(key=lambda pair: pair[0].span)
        return [draft for draft, _ in read], [alone for _, alone in read]

    def _is_apposed(self, phrase: Phrase, previous: Phrase) -> bool:
        """Tell "the yearly rehearsal, a level 2 exercise, …": one event by two nouns."""
        gap = self._text[previous.span.end : phrase.span.start].replace("\n", " ")
        is_one = not previous.is_plural and previous.determiner not in ("a", "an")
        return is_one and phrase.kind is previous.kind and _APPOSED.fullmatch(gap) is not None

    def _is_for_event(self, visit: Draft, named: Sequence[Span]) -> bool:
        """Tell guests hosted "for a summit", whose coming is no event beside it."""
        index = bisect_right(named, visit.span)
        if index == len(named):
            return False
        return _FOR_EVENT.fullmatch(self._text, visit.span.end, named[index].start) is not None

    def status_of(self, phrase: Phrase) -> EventStatus:
        """Return the status that the phrase's own sentence gives."""
        return status_of(
            self._text, phrase, sentence_at(self._sentences, phrase.span.start), None, self._reference
        )

    def _is_in_body(self, noun: Span) -> bool:
        index = bisect_right(self._body_starts, noun.start) - 1
        return index >= 0 and self._bodies[index].covers(noun)

    def _is_in_footnote(self, phrase: Phrase) -> bool:
        """Tell "Official Records of the …, Seventy-fourth Session, Supplement No. 53"."""
        return _RECORD.match(self._text, phrase.span.end) is not None

    def _is_short_for(self, phrase: Phrase, previous: Phrase) -> bool:
        """Tell the "COP27" in brackets right after the conference's full name."""
        named = _COP.match(self._text, previous.span.end)
        return named is not None and named.end() == phrase.noun_span.end

    def _acronym_of(self, phrase: Phrase) -> str | None:
        named = _COP.match(self._text, phrase.span.end)
        number = phrase.number or (int(named[1]) if named else None)
        return f"COP{number}" if number else None

    def _drafts_of(self, phrase: Phrase) -> list[tuple[Draft, bool]]:
        sentence = sentence_at(self._sentences, phrase.span.start)
        setting = self._settings.of(phrase, sentence)
        if is_series(Context(self._text, phrase, sentence, setting)):
            return [(self._series(phrase, sentence), True)]
        if phrase.is_plural and not phrase.is_frequent:
            several = self._settings.several(phrase, sentence)
            if len(several) > 1:
                return [(self._one_of_several(phrase, sentence, each), True) for each in several]
            if both := self._two(phrase, sentence, setting):
                return both
            counted = self._counted(phrase, sentence, setting)
            if counted := counted or self._of_time(phrase, sentence, setting):
                return counted
            is_told = is_with_office_holders(Context(self._text, phrase, sentence, setting))
            if not is_told or phrase.noun == "event":
                return []
        if phrase.is_frequent:
            setting = Setting()
        if phrase.kind is EventKind.SESSION and phrase.ordinal is not None:
            setting = _of_session(self._text, setting, phrase)
        in_title = self._title is not None and self._title.covers(phrase.span)
        context = Context(self._text, phrase, sentence, setting, self._organ is not None, in_title)
        draft = self._draft(phrase, sentence, setting)
        if phrase.is_plural and not phrase.is_frequent:  # a visitor's meetings with leaders are no summit
            draft.is_plural = True
            draft.kind, draft.rule_id = EventKind.MEETING, f"event_{EventKind.MEETING}"
        return [(draft, stands_alone(context))]

    def _counted(self, phrase: Phrase, sentence: Span, setting: Setting) -> list[tuple[Draft, bool]]:
        """Read "three sessions of the Committee will be held" as one event, of which there are three."""
        context = Context(self._text, phrase, sentence, setting)
        lead = _COUNT.search(self._text, max(sentence.start, phrase.span.start - 24), phrase.noun_span.start)
        is_described = bool(context.complement) or phrase.is_proper or setting.date is not None
        if lead is None or phrase.kind in _LISTED or not (is_described and context.is_talked):
            return []
        draft = self._draft(phrase, sentence, setting)
        draft.is_plural = True
        if phrase.noun == "call":  # with leaders, but no summit
            draft.kind, draft.rule_id = EventKind.CONSULTATION, f"event_{EventKind.CONSULTATION}"
        if not draft.name.lower().startswith(lead["count"].lower()):
            draft.span = Span(lead.start("count"), phrase.span.end)
            draft.name, draft.mentions = f"{lead['count'].lower()} {draft.name}", [draft.span]
        return [(draft, True)]

    def _of_time(self, phrase: Phrase, sentence: Span, setting: Setting) -> list[tuple[Draft, bool]]:
        """Read "the 2021 lake ministers' meetings", "meetings held on 4 and 6 May" as one event."""
        is_of_year = _YEAR.match(self._text, phrase.span.start) and len(phrase.modifiers) >= _TELLING
        gap = self._text[phrase.span.end : setting.date.span.start] if setting.date is not None else ""
        is_of_days = phrase.kind not in _LISTED and _HELD_ON_DAYS.fullmatch(gap.replace("\n", " "))
        if not is_of_year and not is_of_days:
            return []
        draft = self._draft(phrase, sentence, setting)
        draft.is_plural = True
        return [(draft, True)]

    def _two(self, phrase: Phrase, sentence: Span, setting: Setting) -> list[tuple[Draft, bool]]:
        """Read "the A7 and LAKE Summits", "its tenth and eleventh sessions" as two events."""
        drafts = []
        for each, span, name in pairs.numbered(self._text, phrase, sentence):
            draft = self._draft(each, sentence, Setting())
            own = " ".join(phrase.span.of(self._text).split())
            draft.span, draft.name, draft.mentions = span, draft.name.replace(own, name, 1), [span]
            drafts.append(draft)
        if not drafts:
            for name in pairs.names(self._text, phrase):
                draft = self._draft(phrase, sentence, setting)
                draft.name = name
                drafts.append(draft)
        return [(draft, True) for draft in drafts]

    def _series(self, phrase: Phrase, sentence: Span) -> Draft:
        draft = self._draft(phrase, sentence, Setting())
        draft.kind, draft.rule_id = EventKind.MEETING_SERIES, f"event_{EventKind.MEETING_SERIES}"
        draft.is_generic = True
        if draft.status is EventStatus.UNKNOWN:
            draft.status = EventStatus.ONGOING
        return draft

    def _one_of_several(self, phrase: Phrase, sentence: Span, setting: Setting) -> Draft:
        """Read one of "meetings held in A in 2022 and in B in 2023", as far as its own date."""
        draft = self._draft(phrase, sentence, setting, is_one_of_several=True)
        if setting.date is not None:
            draft.span = Span(phrase.span.start, setting.date.span.end)
            draft.mentions = [draft.span]
        return draft

    def _draft(
        self, phrase: Phrase, sentence: Span, setting: Setting, *, is_one_of_several: bool = False
    ) -> Draft:
        place = setting.place
        draft = Draft(
            phrase.span,
            phrase.kind,
            name_of(self._text, phrase, setting.place if is_one_of_several else None),
            f"event_{phrase.kind}",
            setting.date,
            place=place.place if place is not None and not is_state(place) else None,
            country_code=place.country_code if place is not None else None,
            status=status_of(self._text, phrase, sentence, setting.date, self._reference),
            is_generic=phrase.is_frequent,
            noun=phrase.noun,
            ordinal=phrase.ordinal,
            determiner=phrase.determiner,
            acronym=self._acronym_of(phrase),
            mentions=[phrase.span],
        )
        if phrase.kind is EventKind.SESSION:
            self._settle_session(draft, phrase)
        elif phrase.determiner == "its" and phrase.noun == "meeting":
            self._name_after_organ(draft, phrase)
        if phrase.kind is EventKind.VISIT and (goal := _GOAL.match(self._text, phrase.span.end)) is not None:
            draft.span = Span(phrase.span.start, goal.end())
            draft.name, draft.mentions = f"{draft.name} to {' '.join(goal['where'].split())}", [draft.span]
        if self._is_told_apart(phrase, setting):
            draft.determiner = ANOTHER
        number = phrase.number
        if number is not None and draft.when is None and draft.status is EventStatus.UNKNOWN:
            draft.status = status_of_climate_conference(number, self._reference)
        is_apart = phrase.noun in CEREMONIES_APART
        if (
            phrase.kind in (EventKind.CEREMONY, EventKind.SIDE_EVENT, EventKind.BREAKOUT_SESSION)
            and not is_apart
        ):
            draft.precision = DatePrecision.WITHIN_PARENT
        return draft

    def _is_told_apart(self, phrase: Phrase, setting: Setting) -> bool:
        has_both = setting.date is not None and setting.place is not None and not is_state(setting.place)
        is_bare = phrase.noun in _TOLD_APART_NOUNS and not phrase.modifiers
        after = self._text[phrase.span.end : phrase.span.end + 2 * _NEAR].replace("\n", " ")
        if not setting.is_empty and (_TO_COME.match(after) or TO_BE_HELD_BY.match(after)):
            return True
        return has_both and is_bare and _TOLD_APART.match(self._text, phrase.noun_span.end) is not None

    def _settle_session(self, draft: Draft, phrase: Phrase) -> None:
        """Give a session its organ and, where the number tells, its status (codebook E5)."""
        is_named = phrase.span.end > phrase.noun_span.end or phrase.noun == "assembly"
        if not is_named and (organ := self._organ_before(phrase)) is not None:
            draft.name = f"{draft.name} of the {organ}"
        if draft.when is None:
            draft.precision = DatePrecision.ORDINAL_SESSION
        if "General Assembly" in draft.name and draft.ordinal and "special" not in draft.name.lower():
            draft.status = status_of_session(draft.ordinal, self._reference)

    def _name_after_organ(self, draft: Draft, phrase: Phrase) -> None:
        """Name "its tenth meeting" after the organ that holds it."""
        sentence = sentence_at(self._sentences, phrase.span.start)
        organ = _ORGANS.search(self._text, sentence.start, phrase.span.start)
        is_one = (
            phrase.ordinal is not None or phrase.is_plural
        )  # "its tenth meeting", "its emergency meetings"
        if organ is not None and is_one and phrase.span.end == phrase.noun_span.end:
            draft.name = f"{draft.name} of the {' '.join(organ[1].split()).removeprefix('The ')}"

    def _organ_before(self, phrase: Phrase) -> str | None:
        """Return the organ that "its" points to: the last body named in the sentence, or the text's own."""
        sentence = sentence_at(self._sentences, phrase.span.start)
        before = [body for body in self._bodies if sentence.start <= body.start < phrase.span.start]
        named = _ORGANS.findall(self._text, sentence.start, phrase.span.start)
        organ = before[-1].of(self._text) if before else (named[-1] if named else None)
        if organ is None and (following := _ORGAN_AFTER.match(self._text, phrase.span.end)) is not None:
            organ = following[1]
        if organ is None or organ.endswith("Assembly"):
            return full_name(self._organ) if self._organ else organ
        return " ".join(organ.split()).removeprefix("The ")
