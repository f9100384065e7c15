"""Which phrases stand for an event of their own (codebook E1).

A phrase does so where it names the event (a number, a proper name, a title), or where its sentence
says when, where or that it was held. All other phrases can only point back to one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.events.bodies import is_told_of_body, is_year_session
from extractors.events.phrases import HELD_BY_CLAUSE, Phrase
from extractors.events.settings import Setting, is_state
from extractors.events.status import TO_BE_HELD_BY
from extractors.events.subjects import OFFICE
from extractors.grammar.word_groups import words
from extractors.model import EventKind, Span

_HEAD = 900  # characters in which a release says what it is about
_BEFORE, _AFTER = 130, 120  # characters of the sentence read around the phrase
_ARTICLE = r"(?:the\s|an?\s|its\s|their\s|our\s|this\s)?"
_HOLDING = re.compile(
    r"\b(?:hold|holds|held|holding|host|hosts|hosted|hosting|convened?|convenes|convening|organi[sz]ed?|"
    r"conduct(?:ed)?|launch(?:ed)?|inaugurated?|attend(?:ed)?|join(?:ed|ing)?|opened|concluded|"
    r"participat(?:e|ed|ing) in|took part in|complet(?:ed|ing)|wrapp(?:ed|ing)\sup|pay|paid|make|made|"
    r"undertook|chaired|co-?chaired|for|organi[sz]ing|conducting|"
    r"(?:holding|hosting|launch|launching|convening|conduct|conducting|"
    rf"organi[sz]ation|inauguration)\sof)(?:,\s[^,;.]{{3,40}},)?\s{_ARTICLE}$",
    re.I,
)
_BEING_HELD = re.compile(
    r"^[^.;]{0,60}?\b(?:(?:was|were|is|are|be|been|being)\s(?:\w+ly\s)?"
    r"(?:held|hosted|convened|organi[sz]ed|arranged|conducted|delivered|opened|concluded)|(?:took|takes?|"
    r"taking)\splace|held|(?:planned|scheduled|slated|foreseen|envisaged)\s(?:for|in|on|to)|"
    r"(?:is|are)\sdue\s(?:in|on|to\s(?:be|begin|convene|open|start|take)))\b|"
    r"^,?\s(?:jointly\s)?(?:co-?)?(?:organi[sz]ed|sponsored|hosted|convened|conducted)\sby\s"
)
_BY_NAME = re.compile(r"^[^.;,]{0,40}?\sby\s(?:the\s|its\s|an?\s)?[A-Z]")
_FOUNDING = re.compile(
    r"\b(?:form(?:ed|ing)?|establish\w*|creat\w+|found(?:ed|ing)|within|through|under|(?:member\w*|chair\w*|"
    r"secretariat|charter)\sof)\s(?:the\s|an?\s)?$"
)
_HELD_ONE = re.compile(
    r"\b(?:(?:hold|host|conven|organi[sz]|conduct)ing(?:\sof)?|(?P<past>held|hosted|convened|organi[sz]ed|attended|"
    r"conducted|"
    r"chaired|participated\sin|took\spart\sin|wrapped\sup|concluded)|hold|host|convene|organi[sz]e|attend|"
    r"conduct|launch(?:ed)?|join(?:ed)?)\s(?:an?|its|"
    r"their|our|his|her)\s$"
)
_HOLDING_TALKS = re.compile(
    r"\b(?:held|had|conducted|convened|engaged\sin|entered\sinto|took\spart\sin|(?:to|will)\s(?:hold|have|"
    r"conduct|convene))\s(?:[a-z-]+\s){0,2}$"
)
_WISHED = re.compile(
    r"\b(?:importance|need|necessity|calls?|possibility|desirability|feasibility)\s(?:of|for|"
    r"to)\s(?:\w+,?\s){0,5}?"
    r"(?:conven\w+|hold\w*|host\w*)\s(?:\w+,?\s){0,5}$",
    re.I,
)
_POSSIBLE = re.compile(r"\b(?:may|might|could|can)\s(?:\w+\s){0,3}$")
_PREDICATE = re.compile(r"\b(?:is|are|as|be|been|remains?|becomes?|became|provid\w+)\s(?:an?\s)?$", re.I)
_THEIRS = re.compile(r"\b(?:is|are|be|was|were|marks?|marked)\s(?:our|their|its|his|her)\s$", re.I)
_OUTCOME_OF = re.compile(
    r"\b(?:declaration|statement|communiqu[eé]|document|outcomes?|results|conclusions|summary|report|"
    r"participants|"
    rf"decisions)\s(?:of|from|on)\s{_ARTICLE}$",
    re.I,
)
# "the Summit of the Americas", "the Summit of the leaders of Norway and Sweden"
_NAMED_AFTER = re.compile(
    r"\s(?:of|on|for)\s(?:the\s)?(?:(?:leaders|presidents|ministers|heads\sof\s\w+)\sof\s(?:the\s)?)?[A-Z]"
)
_BESIDE = re.compile(r",?\s(?:on|at|in)\s(?:the\s)?(?:margins|sidelines)\sof\b")
_MONTHS = words("event_words", "months")
_ONE_OF_A_ROW = frozenset(("next", "last", "recent", "upcoming", "forthcoming", "latest", "previous"))
_SIDED = frozenset(("trilateral", "quadrilateral", "quadripartite", "tripartite", "multilateral"))
_NEVER_AN_ORGAN = ("summit", "ministerial", "symposium", "seminar", "workshop")
_VISIT_TO = re.compile(r"^\s(?:to|by)\s|^[^.;]{0,60}\bto\s[A-Z]")
_WHOSE = ("our", "their", "its", "his", "her")
_VISIT_TIMES = frozenset(("upcoming", "forthcoming", "recent", "last", "next"))
_VISIT_OF = re.compile(r"\s(?:of|by)\s(?:the\s)?[A-Z]")
_VISIT_WITH = re.compile(r"\s(?:of|by|with)\s(?:the\s)?[A-Z]")
_VISIT_KINDS = frozenset(("official", "state", "working", "historic"))
_EXERCISE_KINDS = frozenset(
    (
        "joint",
        "military",
        "naval",
        "tabletop",
        "table-top",
        "command",
        "command-post",
        "command-staff",
        "simulation",
        "anti-terrorist",
        "counter-terrorism",
        "antiterrorist",
        "trilateral",
        "quadrilateral",
        "multilateral",
        "multinational",
        "multi-domain",
        "aerial",
        "maritime",
    )
)
_CONGRESS_KINDS = frozenset(("world", "international", "european", "asian", "eurasian", "global"))
CEREMONIES_APART = ("state funeral", "coronation", "state dinner", "state banquet", "gala dinner")
"""Ceremonies that need not be part of anything else."""
_TALK = ("talks", "discussions", "negotiations", "consultation")


@dataclass(frozen=True, slots=True)
class Context:
    """A phrase in its sentence, with the setting found for it."""

    text: str
    phrase: Phrase
    sentence: Span
    setting: Setting
    has_organ: bool = False
    in_title: bool = False

    @property
    def before(self) -> str:
        """Return the words of the sentence before the phrase, on one line."""
        start = max(self.sentence.start, self.phrase.span.start - _BEFORE)
        return self.text[start : self.phrase.span.start].replace("\n", " ")

    @property
    def after(self) -> str:
        """Return the words of the sentence after the phrase, on one line."""
        end = min(self.sentence.end, self.phrase.span.end + _AFTER)
        return self.text[self.phrase.span.end : end].replace("\n", " ")

    @property
    def complement(self) -> str:
        """Return the words of the phrase after its noun: "on glaciers"."""
        return self.text[self.phrase.noun_span.end : self.phrase.span.end]

    @property
    def is_held(self) -> bool:
        """Tell whether the sentence says that the event is held, hosted or takes place."""
        is_being_held = any(clause.match(self.after) is not None for clause in (_BEING_HELD, TO_BE_HELD_BY))
        return is_being_held or _HOLDING.search(self.before) is not None

    @property
    def is_told_by_clause(self) -> bool:
        """Tell "the meeting the Council held with …", whose clause says who held it."""
        return any(clause.match(self.after) is not None for clause in (HELD_BY_CLAUSE, TO_BE_HELD_BY))

    @property
    def is_talked(self) -> bool:
        """Tell whether the sentence says that talks or calls are had."""
        return self.is_held or _HOLDING_TALKS.search(self.before) is not None

    @property
    def is_beside(self) -> bool:
        """Tell a meeting on the margins of another event."""
        return _BESIDE.match(self.after) is not None

    @property
    def is_placed(self) -> bool:
        """Tell whether the event's day or city is known."""
        place = self.setting.place
        return self.setting.date is not None or (place is not None and not is_state(place))

    @property
    def is_settled(self) -> bool:
        """Tell whether both day and city of the event are known."""
        return self.is_placed and None not in (self.setting.date, self.setting.place)


def stands_alone(context: Context) -> bool:
    """Tell whether the phrase may be an event by itself."""
    phrase = context.phrase
    if (
        (_WISHED.search(context.before) and not context.is_settled)
        or _POSSIBLE.search(context.before)
        or _THEIRS.search(context.before)
        or (_PREDICATE.search(context.before) and context.setting.is_empty)
    ):
        return False
    if phrase.is_frequent:
        is_told = bool(context.complement) or context.is_held or phrase.is_proper or context.is_beside
        return phrase.noun != "session" and is_told
    if phrase.kind is EventKind.VISIT and _is_state_visit(context):
        return True
    if phrase.title is not None or phrase.number is not None or is_with_office_holders(context):
        return True
    if phrase.kind is EventKind.CEREMONY:
        is_one = phrase.determiner in ("a", "an") or bool(context.complement)
        is_told = context.is_placed and (is_one or context.is_held)
        return bool(phrase.modifiers) or is_told or phrase.noun in CEREMONIES_APART
    if phrase.kind is EventKind.SIDE_EVENT and context.is_held:
        return True
    if phrase.kind is EventKind.SESSION:
        return _is_session(context)
    if not _is_diplomatic(context) or _points_back(context) or _is_of_institution(context):
        return False
    if phrase.noun in _TALK and phrase.ordinal is None:
        is_of_year = phrase.is_proper and context.setting.date is not None
        return is_of_year or (context.is_placed and context.is_talked) or _is_held_by_two(context)
    return _is_named(context) or _is_described(context)


def is_with_office_holders(context: Context) -> bool:
    """Tell "her meetings with the leaders of …", one visit's talks, from meetings in general."""
    who = context.complement
    is_office = OFFICE.search(who) is not None
    is_one = not context.phrase.is_plural and not context.phrase.noun.endswith("s")
    if is_one and who.lstrip().startswith("between") and is_office and " and " in who:
        return True  # "the meeting between King Olav and President Dahl"
    return (
        who.lstrip().startswith("with")
        and is_office
        and (context.is_held or context.phrase.determiner in _WHOSE)
    )


def _is_state_visit(context: Context) -> bool:
    """Tell "the State Visit with Norway", "the official visit of President Dahl" by who takes part."""
    is_of_state = any(word.lower() in _VISIT_KINDS for word in context.phrase.modifiers)
    return is_of_state and _VISIT_WITH.match(context.complement + context.after) is not None


def _is_held_by_two(context: Context) -> bool:
    """Tell "they held talks with Norway", "agreed to have talks between experts" from talk in general."""
    who = context.complement.lstrip()
    return _HOLDING_TALKS.search(context.before) is not None and who.startswith(("with", "between", "among"))


def _is_session(context: Context) -> bool:
    """Tell a session of an organ from any other (codebook E5)."""
    if context.phrase.ordinal is not None:
        is_owned = any(word.endswith(("'s", "’s")) for word in context.phrase.modifiers)
        is_of_organ = context.has_organ or context.phrase.determiner in _WHOSE or is_owned
        return bool(context.complement) or is_of_organ or context.phrase.noun == "assembly"
    is_dated = context.is_held and context.setting.date is not None
    if context.phrase.noun.endswith("segment") and context.is_held:
        return True
    is_described = bool(context.complement) and (bool(context.phrase.modifiers) or is_dated)
    if is_dated and not _ONE_OF_A_ROW.isdisjoint(word.lower() for word in context.phrase.modifiers):
        return True  # "the next session will be held in Oslo in May"
    if is_year_session(context.phrase, context.before, context.after):
        return True
    return is_described and (context.is_placed or context.is_held)


def _is_of_institution(context: Context) -> bool:
    """Tell the "Lake Forum" that is founded, or that one belongs to, from one that meets."""
    return context.phrase.noun == "forum" and _FOUNDING.search(context.before) is not None


def _points_back(context: Context) -> bool:
    """Tell "this gathering of nine leaders", which says again what has been named."""
    is_first = context.phrase.span.start < _HEAD
    return context.phrase.determiner == "this" and not (
        is_first or context.is_placed or context.phrase.is_proper
    )


def _is_named(context: Context) -> bool:
    phrase = context.phrase
    if phrase.ordinal is not None and (phrase.is_proper or context.complement):
        return True
    if is_told_of_body(phrase, context.before, context.complement):
        return True
    if phrase.kind is EventKind.EXERCISE and re.match(r"\s[A-Z]\w+", context.after):
        return True  # "the trilateral exercise Silver Trout"
    is_one_of_a_row = not _ONE_OF_A_ROW.isdisjoint(word.lower() for word in phrase.modifiers)
    is_of_month = not _MONTHS.isdisjoint(phrase.modifiers) and bool(context.complement)
    if is_of_month and not phrase.is_plural:
        return True  # "the July meeting of the lake ministers"
    if phrase.is_proper and is_one_of_a_row and not phrase.is_plural:
        return True  # "the next Lake Leaders' Meeting", "the last LTC meeting"
    if phrase.is_proper and (not phrase.is_common or _OUTCOME_OF.search(context.before)):
        return True
    if context.in_title and (phrase.is_proper or bool(context.complement)):
        return True
    is_written_large = context.text[phrase.noun_span.start].isupper()
    names = sum(word[0].isupper() for word in phrase.modifiers)
    if is_written_large and names > 1 and not phrase.is_plural and phrase.noun == "dialogue":
        return True  # "the Lake-River Strategic Dialogue"
    is_titled = is_written_large and phrase.noun in _NEVER_AN_ORGAN
    return is_titled and not phrase.is_plural and _NAMED_AFTER.match(context.complement) is not None


def _is_described(context: Context) -> bool:
    phrase, setting = context.phrase, context.setting
    if context.is_placed:
        is_introduced = phrase.determiner in ("a", "an") or (
            setting.date is not None
            and (
                setting.place is not None
                or phrase.determiner in _WHOSE
                or _BY_NAME.match(context.after) is not None
            )
        )
        return bool(phrase.modifiers or context.complement) or context.is_held or is_introduced
    if phrase.kind is EventKind.VISIT and (
        _VISIT_TO.search(context.after) or OFFICE.search(context.complement)
    ):
        is_theirs = phrase.determiner in _WHOSE and setting.place is not None
        return (
            is_theirs
            or context.is_held
            or context.is_told_by_clause
            or not _VISIT_TIMES.isdisjoint(word.lower() for word in phrase.modifiers)
        )
    is_with = context.complement.lstrip().startswith("with")
    is_about = bool(context.complement) and (not is_with or OFFICE.search(context.complement) is not None)
    is_sided = not _SIDED.isdisjoint(word.lower() for word in phrase.modifiers)
    held_one = None if phrase.is_common else _HELD_ONE.search(context.before)
    if context.is_told_by_clause or _is_held_with(context):
        return True
    is_sort = held_one is not None and (bool(phrase.modifiers) or held_one["past"] is not None)
    return context.is_held and (is_about or phrase.is_proper or is_sided or is_sort or context.is_beside)


def _is_held_with(context: Context) -> bool:
    """Tell "they held a technical meeting with two experts" by what was done."""
    held = _HELD_ONE.search(context.before)
    is_with = not context.complement and re.match(r"\swith\s[a-z]", context.after) is not None
    return is_with and held is not None and held["past"] is not None


def _is_diplomatic(context: Context) -> bool:
    """Tell a state visit from a visit, a military exercise from the exercise of a right."""
    phrase = context.phrase
    modifiers = {word.lower() for word in phrase.modifiers}
    if phrase.kind is EventKind.VISIT:
        is_to_or_of = _VISIT_OF.match(context.complement) or _VISIT_TO.search(context.after)
        return bool(modifiers & _VISIT_KINDS) or is_to_or_of is not None
    if phrase.kind is EventKind.EXERCISE:
        return phrase.noun != "exercise" or bool(modifiers & _EXERCISE_KINDS)
    if phrase.noun == "congress":
        return phrase.ordinal is not None or bool(modifiers & _CONGRESS_KINDS)
    return phrase.noun != "call" or phrase.span.start < _HEAD
