"""Formal acts on instruments: signing, adoption, entry into force (codebook E2 and E3).

An act counts where it is asserted of an instrument that the text names: "the signing of X, Y and
Z", "X, adopted on …", "they adopted X". What is needed, wished or drafted is no act (E9), and a
date in an instrument's own name is not the date of its adoption (E4).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.events.act_settings import ActSettings
from extractors.events.drafts import Draft
from extractors.events.endorsements import endorsements
from extractors.events.extents import Surroundings
from extractors.events.papers import Paper, described_papers, named_papers
from extractors.grammar.sentences import sentence_at
from extractors.model import (
    DateExpression,
    DatePrecision,
    EventKind,
    EventStatus,
    InstrumentMention,
    PlaceMention,
    Span,
)

_FEW = 20  # acts of one day looked at
_REACH = 140  # characters after the act in which its date and place stand
_CLAUSE = 240  # characters before a resolution's number in which stands what it does
_KINDS = {
    "sign": EventKind.SIGNING,
    "concl": EventKind.SIGNING,
    "adopt": EventKind.ADOPTION,
    "pass": EventKind.ADOPTION,
    "endors": EventKind.ADOPTION,
    "approv": EventKind.ADOPTION,
    "ratif": EventKind.ENTRY_INTO_FORCE,
    "ent": EventKind.ENTRY_INTO_FORCE,
}
_PARTICIPLE = r"(?P<act>adopted|signed|concluded|endorsed|approved|ratified|entered\sinto\sforce)"
_DESCRIPTION = (
    r"(?-i:(?:(?!of\b|on\b|in\b|under\b|to\b|for\b|with\b|by\b|and\b|from\b|at\b)[a-z][\w-]+\s){0,2})"
)
_NOMINAL = re.compile(
    r"\b(?P<act>adoption|signing|signature|conclusion|endorsement|approval|ratification|"
    r"entry\sinto\sforce)\s(?:by\s[^,.;]{1,60}\s)?(?:(?:in|on)\s[\w\s]{0,14}\d{4}\s)?of\s"
    rf"(?:the\s|its\s|an?\s|this\s|our\s)?{_DESCRIPTION}[“\"‘«']?$",
    re.I,
)
_ACTIVE = re.compile(
    r"\b(?P<modal>(?:will|shall)\s(?:\w+ly\s)?)?(?P<act>adopted|signed|concluded|endorsed|approved|ratified|"
    r"passed|adopt|sign|conclude|endorse|approve)(?:,\s(?:on|in)\s[^,;.]{3,40},(?=\s(?:the|an?)\s))?\s"
    rf"(?:and\s\w+\s)?(?:the\s|an?\s|its\s|this\s|our\s|their\s)?{_DESCRIPTION}[“\"‘«']?$",
    re.I,
)
# "we congratulate them on signing the …": done, as "before signing" and "by signing" are not
_GERUND = re.compile(
    r"\b(?:after|upon|(?-i:In)|(?:congratulat|commend|applaud|prais|thank)\w*\s[^.;]{2,90}?\s(?:on|for))\s(?:\w+ly\s)?"
    r"(?P<act>adopting|signing|concluding|endorsing|approving|ratifying)\s"
    rf"(?:the\s|an?\s|its\s|this\s|our\s|their\s)?{_DESCRIPTION}[“\"‘«']?$",
    re.I,
)
_STEM = re.compile("adopt|pass|sign|conclu|endors|approv|ratif|entry")  # in all that the two above find
_PASSIVE = re.compile(
    r"^[”\"’»']?(?:\sand\sits\s(?:annex(?:es)?|protocols?))?(?:\s(?:in|for)\s(?:the\s)?(?-i:[A-Z]\w+(?:\s[A-Z]\w+){0,3}))?(?:\s\([^)]{1,40}\))?(?:,?\s(?:dated|of)\s[\w\s]{8,20})?,?\s(?:(?:which|that|as)\s)?(?P<aux>(?:was|were|has\sbeen|have\sbeen|"
    r"had\sbeen|will\sbe|is\sto\sbe|"
    rf"to\sbe|should\sbe|shall\sbe|being)\s)?(?:\w+ly\s|jointly\s)?{_PARTICIPLE}\b(?!\s(?:the|an?|its|"
    rf"this)\s)",
    re.I,
)
_RELATIVE = re.compile(
    r"^[”\"’»']?(?:\s\([^)]{1,40}\))?(?:,?\swhich|\sthat|(?=\s(?:we|they)\s))\s(?:(?!will|shall|would|should|is|are|all|any|each)[\w’'-]+\s){1,4}?"
    r"(?P<act>adopted|signed|endorsed|approved)\b"
)
_PROSPECT = re.compile(
    r"\b(?:need|necessity|calls?|called|calling|importance|towards?|early|(?<!as\s)possible|prior\sto|before|until|"
    r"upon|drafting|"
    r"negotiat\w+|aimed|efforts|possibility|conducive|propos\w+|initiatives?|pending|consider\w*|promot\w+|"
    r"seek\w*|urg\w+|withdr\w+|revok\w+|denounc\w+|suspend\w*|"
    r"encourag\w+|invit\w+)\b[^.;]{0,60}$",
    re.I,
)
_EXPECTED = re.compile(
    r"\b(?:look\w*\sforward\sto|expect\w*|will|in preparation for|forthcoming|upcoming|"
    r"(?:days|weeks|months)\sof)\b[^.;]{0,60}$",
    re.I,
)
# "the countries that have endorsed the …": each at a time of its own
_OF_MANY = re.compile(
    r"\b(?:countries|[Ss]tates|[Pp]arties|[Mm]embers|partners|governments|those)\s(?:that|who|which)\s(?:have\s)?(?:not\s)?(?:yet\s)?$"
)
# "the adoption of the United Nations General Assembly (UNGA) resolution 71/199": the organ before the number
_ORGAN_BEFORE = re.compile(
    r"\b(?:(?!The\b)[A-Z][\w’'-]*\s(?:of\s(?:the\s)?|and\s)?){0,6}[A-Z][\w’'-]*\s(?:\([A-Z][\w-]{1,9}\)\s)?$"
)
_OF_ORGAN = re.compile(r"(?:draft\s)?(?:resolutions?|decisions?)\s", re.I)
# "On 3 May, the Council renewed the mandate of the force (resolution 9757 (2024))"
_BY_ORGAN = re.compile(
    r"\b(?:Council|Assembly)\s(?:\w+ly\s)?(?P<act>renewed|extended|authori[sz]ed|reauthori[sz]ed|established|created|"
    r"imposed|lifted|terminated|endorsed|approved|decided|requested|prolonged)\s(?:[^.;]|\.(?=\w))*?"
    r"(?:\s\(|,?\s(?:by|in|through|under)\s(?:its\s)?(?:adopting\s)?)$"
)
_TITLED = re.compile(r",?\s(?:(?:en)?titled\s)?[“\"«][^”\"»]{3,250}[”\"»](?:\sresolution)?")
_NUMBERED = re.compile(r"\b(?:UNSCR|resolution)\s?\d", re.I)
_NOT_YET = re.compile(r"\b(?:draft|future|proposed)\s", re.I)
_NEW = re.compile(r"\bnew\s", re.I)
_JOINED = re.compile(
    r"^[”\"’»']?(?:\s[a-z-]+){0,4}?(?:,\s(?:and\s|as\swell\sas\s)?|\s(?:and|"
    r"as\swell\sas)\s)(?:of\s)?(?:the\s|its\s|an?\s)?[“\"‘«']?$"
)
# "adopted by the high-level forum on lakes convened under …, held in Oslo on 3 May"
_BY_EVENT = re.compile(
    r"\s(?:by|at|during)\s(?:the\s|its\s)?[^,;.]{10,200},\s(?:held|convened)\s(?:in|at|on|from)\s"
)
_ANNIVERSARY = re.compile(r"\banniversary\sof\s(?:the\s)?$", re.I)
_ARTICLE = re.compile(r"^(?:the|an?|this|that|its|our|their)\s", re.I)
# "the Statement on the Treaty, adopted in …": what was adopted is the statement
_SPOKEN_OF = re.compile(
    r"\b(?:Statement|Declaration|Document|Communiqu\w+|Report)\s(?:on|of|to|concerning|regarding)\s(?:the\s)?$"
)


@dataclass(frozen=True, slots=True)
class _Act:
    """A word for an act and the instrument it is done on."""

    kind: EventKind
    word: Span
    paper: Paper
    is_planned: bool
    rule_id: str


def find_acts(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[InstrumentMention],
    landmarks: tuple[Sequence[DateExpression], Sequence[PlaceMention], Surroundings],
    reference: date | None,
) -> list[Draft]:
    """Return the acts in the order of their instruments, one for each instrument and kind.

    An instrument without a name counts where it is signed, or where its adoption has a date.
    """
    dates, places, around = landmarks
    marks = ActSettings(dates, places)

    def draft_of(act: _Act) -> Draft:
        sentence = sentence_at(sentences, act.paper.span.start)
        return _draft(text, act, sentence, marks, reference)

    named = named_papers(mentions)
    papers = [*named, *described_papers(text, sentences, named, around)]
    drafts: dict[tuple[str, EventKind], Draft] = {}
    described: list[tuple[Span, Draft]] = []
    for act in _acts(text, sorted(papers, key=lambda each: each.span)):
        draft = draft_of(act)
        if act.rule_id == "act_of_organ" and draft.when is None:
            continue
        if act.paper.key is None:
            described += [(act.paper.span, draft)] if _is_told(text, act, draft) else []
            continue
        known = drafts.setdefault((act.paper.key, act.kind), draft)
        if known is not draft:
            known.mentions.append(draft.span)
            known.when, known.place = known.when or draft.when, known.place or draft.place
    found = [*drafts.values(), *_unknown(described, list(drafts.values()))]
    return [*found, *endorsements(text, sentences, named, dates, found)]


def _is_told(text: str, act: _Act, draft: Draft) -> bool:
    """Tell whether an instrument without a name is said to have been signed, or adopted on a day."""
    is_dated = draft.when is not None and draft.when.start is not None
    is_hoped_for = act.word.of(text).lower() == "conclusion"
    return (is_dated or act.kind is EventKind.SIGNING) and not is_hoped_for


def _unknown(described: Sequence[tuple[Span, Draft]], named: Sequence[Draft]) -> list[Draft]:
    """Return the acts on instruments without a name that neither their place nor their day tells known."""
    taken = sorted(mention for draft in named for mention in draft.mentions)
    by_day: dict[tuple[EventKind, tuple[date, date] | None], list[Draft]] = {}
    for draft in named:
        by_day.setdefault((draft.kind, draft.days), []).append(draft)
    found: dict[tuple[str, EventKind], Draft] = {}
    for paper, draft in described:
        index = bisect_right(taken, paper)
        if any(paper.overlaps(each) for each in taken[max(0, index - 1) : index + 1]):
            continue
        same_day = by_day.setdefault((draft.kind, draft.days), [])
        known = next((each for each in same_day[:_FEW] if each.days and each.words & draft.words), None)
        known = known or found.setdefault((draft.name.lower(), draft.kind), draft)
        if known is draft:
            same_day.append(draft)
        else:
            known.mentions.append(draft.span)
    return list(found.values())


def _acts(text: str, papers: Sequence[Paper]) -> Iterator[_Act]:
    """Yield acts; an act word before the first of coordinated instruments is done on all of them."""
    last: _Act | None = None
    for paper in papers:
        act = (
            _act_before(text, paper)
            or _act_after(text, paper)
            or _act_inside(text, paper)
            or _act_of_organ(text, paper)
        )
        if (
            act is None
            and last is not None
            and _JOINED.match(text[last.paper.span.end : paper.span.start][:40])
            and (last.paper.key is not None or paper.key is None)
        ):
            act = _Act(last.kind, last.word, paper, last.is_planned, last.rule_id)
        last = act if act is not None and act.word.start < paper.span.start else None
        if act is not None:
            yield act


def _act_before(text: str, paper: Paper) -> _Act | None:
    start = _start_with_organ(text, paper)
    window = text[max(0, start - 130) : start]
    if not _STEM.search(window.lower()):
        return None
    for pattern, rule_id in ((_NOMINAL, "act_nominal"), (_GERUND, "act_nominal"), (_ACTIVE, "act_active")):
        match = pattern.search(window)
        if match is None:
            continue
        lead = window[: match.start()]
        if match["act"].lower() == "passed" and _NUMBERED.search(paper.span.of(text)) is None:
            return None  # a parliament passes laws
        is_of_many = rule_id == "act_active" and _OF_MANY.search(lead) is not None
        if _is_to_come(match, paper.span.of(text)) or _PROSPECT.search(lead) or is_of_many:
            return None
        planned = bool(match.groupdict().get("modal")) or _EXPECTED.search(lead) is not None
        if rule_id == "act_active" and not planned and not match["act"].lower().endswith("ed"):
            return None  # "to adopt X", "we urge all to sign X"
        word = Span(start - len(window) + match.start("act"), start - len(window) + match.end("act"))
        return _Act(_kind(match["act"]), word, paper, planned, rule_id)
    return None


def _start_with_organ(text: str, paper: Paper) -> int:
    """Return where "General Assembly (GA) resolution 71/199" begins."""
    start = paper.span.start
    if _OF_ORGAN.match(text, start) is None:
        return start
    window = max(0, start - 90)
    organ = _ORGAN_BEFORE.search(text[window:start].replace("\n", " "))
    return window + organ.start() if organ is not None else start


def _is_to_come(act: re.Match[str], name: str) -> bool:
    """Tell a draft, and the "new resolution" that is still wished for, from the new treaty just signed."""
    is_new = _NEW.search(act.group()) is not None or _NEW.match(name) is not None
    is_draft = _NOT_YET.search(act.group()) is not None or _NOT_YET.match(name) is not None
    return is_draft or (is_new and _kind(act["act"]) is not EventKind.SIGNING)


def _act_after(text: str, paper: Paper) -> _Act | None:
    if (titled := _TITLED.match(text, paper.span.end)) is not None:
        paper = Paper(Span(paper.span.start, titled.end()), paper.key)
    start = paper.span.end
    rest = text[start : start + 110].replace("\n", " ")
    match = _PASSIVE.match(rest) or _RELATIVE.match(rest)
    if match is None:
        return None
    auxiliary = (match.groupdict().get("aux") or "").lower()
    is_set = (
        re.match(r"\s(?:on|at|in|during)\s", rest[match.end() :]) is not None
    )  # "to be signed at the summit"
    if auxiliary.startswith("should") or (auxiliary.startswith("to be") and not is_set):
        return None
    word = Span(start + match.start("act"), start + match.end("act"))
    return _Act(
        _kind(match["act"]),
        word,
        paper,
        auxiliary.startswith(("will", "shall", "is to", "to be")),
        "act_passive",
    )


def _act_inside(text: str, paper: Paper) -> _Act | None:
    """Return the act of a name that runs on past it: "resolution 5/1 adopted by … in … on Lakes"."""
    match = re.search(r"[\w)],?\s(?P<act>adopted|signed)\s(?:by|in|on)\s", paper.span.of(text))
    if match is None:
        return None
    word = Span(paper.span.start + match.start("act"), paper.span.start + match.end("act"))
    return _Act(_kind(match["act"]), word, paper, False, "act_passive")


def _act_of_organ(text: str, paper: Paper) -> _Act | None:
    """Return the adoption of a resolution that is told by what it does."""
    if _NUMBERED.match(text, paper.span.start) is None:
        return None
    window = max(0, paper.span.start - _CLAUSE)
    match = _BY_ORGAN.search(text[window : paper.span.start].replace("\n", " "))
    if match is None:
        return None
    word = Span(window + match.start("act"), window + match.end("act"))
    return _Act(EventKind.ADOPTION, word, paper, False, "act_of_organ")


def _kind(word: str) -> EventKind:
    return next(kind for stem, kind in _KINDS.items() if word.lower().startswith(stem))


def _draft(text: str, act: _Act, sentence: Span, around: ActSettings, reference: date | None) -> Draft:
    name = _ARTICLE.sub("", " ".join(act.paper.span.of(text).split()))
    reach = 2 * _REACH if _BY_EVENT.match(text, act.word.end) else _REACH
    end = min(sentence.end, max(act.word.end, act.paper.span.end) + reach)
    start = act.word.end if act.rule_id == "act_passive" else act.paper.span.end
    is_anniversary = _ANNIVERSARY.search(text[max(0, act.word.start - 40) : act.word.start]) is not None
    when = None if is_anniversary else around.date_beside(text, act.paper.span, act.word)
    if when is None and not is_anniversary:
        when = around.date_after(text, start, end)
    if when is None and act.rule_id in ("act_active", "act_of_organ"):
        when = around.date_opening(text, sentence, act.word.start) or around.date_of_meeting(
            text, sentence, act.word
        )
    which = (
        around.setting_of_which(text, sentence, act.paper.span.start)
        if act.rule_id == "act_passive"
        else None
    )
    when = when or (which[0] if which is not None else None)
    if when is None and act.kind is EventKind.ADOPTION and act.rule_id != "act_of_organ":
        when = around.year_in_name(text, act.paper.span)
    place = around.place_after(text, start, end) or around.place_in_name(text, act.paper.span)
    if place is None and which is not None:
        place = which[1]
    if place is None and act.rule_id == "act_active":
        place = around.place_of_meeting(text, sentence, act.word)
    first, last = min(act.word.start, act.paper.span.start), max(act.word.end, act.paper.span.end)
    span = Span(first, last) if last - first < 400 else act.paper.span
    noun = {EventKind.SIGNING: "signing", EventKind.ADOPTION: "adoption"}.get(act.kind, "entry into force")
    planned = act.is_planned or bool(reference and when and when.start and when.start > reference)
    return Draft(
        span,
        act.kind,
        f"{noun} of the {name}",
        act.rule_id,
        when,
        DatePrecision.INFERRED if is_anniversary else None,
        place.place if place else None,
        place.country_code if place else None,
        EventStatus.PLANNED if planned else EventStatus.HELD,
        instrument=act.paper.key,
        mentions=[span],
    )
