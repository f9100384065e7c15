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
from extractors.events.act_words import (
    ACCESSION,
    ANNIVERSARY,
    ARTICLE,
    BEFORE,
    BY_EVENT,
    BY_ORGAN,
    EXPECTED,
    JOINED,
    LATER_IN_FORCE,
    NEW,
    NOT_YET,
    NUMBERED,
    OF_MANY,
    OF_ORGAN,
    ORGAN_BEFORE,
    PASSIVE,
    PROSPECT,
    RELATIVE,
    STEM,
    STRAYING,
    TITLED,
    TOLD,
    kind_of,
)
from extractors.events.drafts import Draft
from extractors.events.endorsements import endorsements
from extractors.events.extents import Surroundings
from extractors.events.papers import Paper, described_papers, named_papers, papers_pointed_to
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
_BEFORE = 240  # characters before an instrument in which an act on it may stand
# of a footnote: "the adoption of the Plan, A/90/5, annex"
_SYMBOL = re.compile(r"[A-Z][\w.()-]*/")
_YEAR = re.compile(r"\d{4}")
_CLAUSE = 240  # characters before a resolution's number in which stands what it does


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

    An instrument without a name counts where it is signed, or where it has a title or its adoption a date.
    """
    dates, places, around = landmarks
    marks = ActSettings(dates, places)

    def draft_of(act: _Act) -> Draft:
        sentence = sentence_at(sentences, act.paper.span.start)
        return _draft(text, act, sentence, marks, reference)

    named = named_papers(mentions)
    papers = [*named, *papers_pointed_to(text, named), *described_papers(text, sentences, named, around)]
    drafts: dict[tuple[str, str], Draft] = {}
    described: list[tuple[Span, Draft]] = []
    for act in _acts(text, sorted(papers, key=lambda each: each.span)):
        draft = draft_of(act)
        if draft.when is None and (act.rule_id == "act_of_organ" or act.paper.points_back):
            continue
        if act.paper.key is None:
            described += [(act.paper.span, draft)] if _is_told(text, act, draft) else []
            continue
        known = drafts.setdefault((act.paper.key, _noun(text, act)), draft)
        if known is not draft:
            known.mentions.append(draft.span)
            known.when, known.place = known.when or draft.when, known.place or draft.place
    found = [*drafts.values(), *_unknown(described, list(drafts.values()))]
    return [*found, *endorsements(text, sentences, named, dates, found)]


def _is_told(text: str, act: _Act, draft: Draft) -> bool:
    """Tell whether an instrument without a name was signed, or adopted on a day or under a title."""
    is_dated = draft.when is not None and draft.when.start is not None
    is_hoped_for = act.word.of(text).lower() == "conclusion"
    return (is_dated or act.paper.is_titled or act.kind is EventKind.SIGNING) and not is_hoped_for


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
            and JOINED.match(text[last.paper.span.end : paper.span.start][:40])
            and (last.paper.key is not None or paper.key is None)
            and not _SYMBOL.match(text, paper.span.start)
        ):
            act = _Act(last.kind, last.word, paper, last.is_planned, last.rule_id)
        last = act if act is not None and act.word.start < paper.span.start else None
        if act is not None:
            yield act
        if later := _in_force_later(text, paper, papers):
            yield later


def _in_force_later(text: str, paper: Paper, papers: Sequence[Paper]) -> _Act | None:
    """Return the entry into force that follows another act on the paper ("signed in 2000 that entered …")."""
    index = bisect_right(papers, paper.span.end, key=lambda each: each.span.start)
    limit = papers[index].span.start if index < len(papers) else len(text)
    match = LATER_IN_FORCE.match(text, paper.span.end, min(limit, paper.span.end + _BEFORE))
    if match is None:
        return None
    word = Span(*match.span("act"))
    return _Act(EventKind.ENTRY_INTO_FORCE, word, paper, match["aux"] is not None, "act_passive")


def _act_before(text: str, paper: Paper) -> _Act | None:
    start = _start_with_organ(text, paper)
    window = text[max(0, start - _BEFORE) : start].replace("\n", " ")
    if not STEM.search(window.lower()):
        return None
    for pattern, rule_id in BEFORE:
        match = pattern.search(window)
        if match is None:
            continue
        lead = window[: match.start()]
        if rule_id == "act_nominal" and _strays(match, lead):
            return None
        if match["act"].lower() == "passed" and NUMBERED.search(paper.span.of(text)) is None:
            return None  # a parliament passes laws
        is_of_many = rule_id == "act_active" and OF_MANY.search(lead) is not None
        if _is_to_come(match, paper.span.of(text)) or PROSPECT.search(lead) or is_of_many:
            return None
        planned = bool(match.groupdict().get("modal")) or EXPECTED.search(lead) is not None
        if rule_id == "act_active" and not planned and not match["act"].lower().endswith("ed"):
            return None  # "to adopt X", "we urge all to sign X"
        word = Span(start - len(window) + match.start("act"), start - len(window) + match.end("act"))
        return _Act(kind_of(match["act"]), word, paper, planned, rule_id)
    return None


def _strays(act: re.Match[str], lead: str) -> bool:
    """Tell words that lead from the act to something else, and a second act that is only wished for."""
    parts = act.groupdict()
    needs_telling = bool(parts.get("coordinated")) or (act.re is ACCESSION and not _YEAR.search(act.group()))
    is_wish = needs_telling and TOLD.search(lead) is None
    return is_wish or STRAYING.search(parts.get("inserted") or "") is not None


def _start_with_organ(text: str, paper: Paper) -> int:
    """Return where "General Assembly (GA) resolution 71/199" begins."""
    start = paper.span.start
    if OF_ORGAN.match(text, start) is None:
        return start
    window = max(0, start - 90)
    organ = ORGAN_BEFORE.search(text[window:start].replace("\n", " "))
    return window + organ.start() if organ is not None else start


def _is_to_come(act: re.Match[str], name: str) -> bool:
    """Tell a draft, and the "new resolution" that is still wished for, from the new treaty just signed."""
    is_new = NEW.search(act.group()) is not None or NEW.match(name) is not None
    is_draft = NOT_YET.search(act.group()) is not None or NOT_YET.match(name) is not None
    return is_draft or (is_new and kind_of(act["act"]) is not EventKind.SIGNING)


def _act_after(text: str, paper: Paper) -> _Act | None:
    if (titled := TITLED.match(text, paper.span.end)) is not None:
        paper = Paper(Span(paper.span.start, titled.end()), paper.key)
    start = paper.span.end
    rest = text[start : start + 110].replace("\n", " ")
    match = PASSIVE.match(rest) or RELATIVE.match(rest)
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
        kind_of(match["act"]),
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
    return _Act(kind_of(match["act"]), word, paper, False, "act_passive")


def _act_of_organ(text: str, paper: Paper) -> _Act | None:
    """Return the adoption of a resolution that is told by what it does."""
    if NUMBERED.match(text, paper.span.start) is None:
        return None
    window = max(0, paper.span.start - _CLAUSE)
    match = BY_ORGAN.search(text[window : paper.span.start].replace("\n", " "))
    if match is None:
        return None
    word = Span(window + match.start("act"), window + match.end("act"))
    return _Act(EventKind.ADOPTION, word, paper, False, "act_of_organ")


def _noun(text: str, act: _Act) -> str:
    """Return the noun of the act, "signing of the" for "signed the"."""
    if act.word.of(text).lower().startswith("acce"):
        return "accession to the"
    noun = {EventKind.SIGNING: "signing", EventKind.ADOPTION: "adoption"}.get(act.kind, "entry into force")
    return f"{noun} of the"


def _when(
    text: str, act: _Act, sentence: Span, around: ActSettings, stretch: tuple[int, int]
) -> DateExpression | None:
    """Return the day of the act, as the words between, beside, after or before it say."""
    when = (
        around.date_inserted(text, act.word.end, act.paper.span.start)
        or around.date_beside(text, act.paper.span, act.word)
        or around.date_after(text, *stretch)
    )
    if when is None and act.rule_id in ("act_active", "act_of_organ"):
        when = around.date_opening(text, sentence, act.word.start)
        when = when or around.date_of_meeting(text, sentence, act.word)
    return when


def _where(
    text: str, act: _Act, sentence: Span, around: ActSettings, stretch: tuple[int, int]
) -> PlaceMention | None:
    """Return the city of the act, as the words between, after or before it say."""
    if act.kind is EventKind.ENTRY_INTO_FORCE:
        return None
    place = (
        around.place_inserted(text, act.word.end, act.paper.span.start)
        or around.place_after(text, *stretch)
        or around.place_in_name(text, act.paper.span)
    )
    if place is None and act.rule_id == "act_active":
        place = around.place_of_meeting(text, sentence, act.word)
    return place


def _draft(text: str, act: _Act, sentence: Span, around: ActSettings, reference: date | None) -> Draft:
    name = ARTICLE.sub("", act.paper.name or " ".join(act.paper.span.of(text).split()))
    reach = 2 * _REACH if BY_EVENT.match(text, act.word.end) else _REACH
    end = min(sentence.end, max(act.word.end, act.paper.span.end) + reach)
    start = act.word.end if act.rule_id == "act_passive" else act.paper.span.end
    is_anniversary = ANNIVERSARY.search(text[max(0, act.word.start - 40) : act.word.start]) is not None
    when = None if is_anniversary else _when(text, act, sentence, around, (start, end))
    which = (
        around.setting_of_which(text, sentence, act.paper.span.start)
        if act.rule_id == "act_passive"
        else None
    )
    when = when or (which[0] if which is not None else None)
    if when is None and act.kind is EventKind.ADOPTION and act.rule_id != "act_of_organ":
        when = around.year_in_name(text, act.paper.span)
    place = _where(text, act, sentence, around, (start, end)) or (which[1] if which is not None else None)
    first, last = min(act.word.start, act.paper.span.start), max(act.word.end, act.paper.span.end)
    span = Span(first, last) if last - first < 400 else act.paper.span
    planned = act.is_planned or bool(reference and when and when.start and when.start > reference)
    return Draft(
        span,
        act.kind,
        f"{_noun(text, act)} {name}",
        act.rule_id,
        when,
        DatePrecision.INFERRED if is_anniversary else None,
        place.place if place else None,
        place.country_code if place else None,
        EventStatus.PLANNED if planned else EventStatus.HELD,
        instrument=act.paper.key,
        mentions=[span],
    )
