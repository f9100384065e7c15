"""Sentences into speech acts: each governing verb is read by the grammar of its family."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from extractors.commitments.act_lists import split_acts
from extractors.commitments.acts import Act, ActForm, skip_adverbs
from extractors.commitments.decisions import read_announcement, read_decision, read_support
from extractors.commitments.duties import opens_bare_clause, read_necessity, read_that
from extractors.commitments.findings import Reading, draft_of, note, with_acts
from extractors.commitments.requests import asked_in_clause, read_attention, read_directive, read_recommending
from extractors.commitments.sayings import read_saying
from extractors.commitments.undertakings import (
    later_promises,
    read_commissive,
    read_disposition,
    read_future,
)
from extractors.grammar.clauses import predicates
from extractors.grammar.predicate import Predicate
from extractors.grammar.subjects import SubjectClass
from extractors.grammar.tokens import Tokens
from extractors.grammar.verb_groups import Mode, sense_at
from extractors.grammar.vocabulary import Family, Form, senses
from extractors.grammar.word_classes import BE, group
from extractors.model import CommitmentKind, StatementKind

_GRADES = group("need") | group("importance") | group("necessary_adjective") | group("important_adjective")
_AGREEING = frozenset(("agree", "come", "concur", "reach"))
_THIRD = frozenset(("he", "it", "she", "they"))
_Reader = Callable[[Tokens, Predicate], Reading]


def read_sentence(tokens: Tokens, low: int, *, initial: bool, formal: bool) -> list[Reading]:
    """Return what each main clause of a sentence yields, reading from token `low`."""
    return [
        _read(tokens, predicate, formal=formal)
        for predicate in predicates(tokens, low, len(tokens), initial=initial)
    ]


def _read(tokens: Tokens, predicate: Predicate, *, formal: bool) -> Reading:
    if predicate.mode is Mode.FUTURE:
        return _read_future(tokens, predicate)
    if predicate.mode is Mode.OBLIGATION:
        return _read_obligation(tokens, predicate)
    if predicate.mode is Mode.DISPOSITION:
        return read_disposition(tokens, predicate)
    if predicate.mode is Mode.NECESSITY:
        return read_necessity(tokens, predicate)
    verb = predicate.verb
    assert verb is not None
    if predicate.form is Form.PAST and _is_of_old(tokens, predicate.first):
        return note(predicate, StatementKind.ASSERTION, "narration")
    if verb.family in (Family.COMMISSIVE, Family.DECLARATIVE) and _opens_that(tokens, predicate):
        return _read_promise_that(tokens, predicate, formal=formal)
    if verb.verb in _AGREEING and (need := _governed_need(tokens, predicate)):
        return read_saying(tokens, replace(predicate, after=need))
    if verb.family is Family.DECLARATIVE:
        return read_decision(tokens, predicate, formal=formal)
    if verb.family in (Family.EXPRESSIVE, Family.NARRATING):
        return note(predicate, verb.statement, "stance" if verb.family is Family.EXPRESSIVE else "narration")
    return _READERS[verb.family](tokens, predicate)


def _is_of_old(tokens: Tokens, first: int) -> bool:
    """Tell whether what stands before a clause says that it is past ("Two years ago", "When it opened,")."""
    opening = tokens.words[:first]
    return "ago" in (*opening[:7], *opening[-3:]) or (opening[:1] == ("when",) and opening[-1] == ",")


_READERS: dict[Family, _Reader] = {
    Family.COMMISSIVE: read_commissive,
    Family.DIRECTIVE: read_directive,
    Family.ATTENTION: read_attention,
    Family.RECOMMENDING: read_recommending,
    Family.ANNOUNCING: read_announcement,
    Family.SUPPORTIVE: read_support,
    Family.SAYING: read_saying,
}


def _governed_need(tokens: Tokens, predicate: Predicate) -> int | None:
    """Return where "the need …", "the importance …" begins in "agreed on …", "reached agreement on …"."""
    start = predicate.after + (tokens.words[predicate.after : predicate.after + 1] in (("on",), ("upon",)))
    near = tokens.words[start : start + 5]
    is_need = bool(set(near) & (group("need") | group("importance")))
    return start if is_need and tokens.words[start - 1] in ("on", "upon") else None


def _opens_that(tokens: Tokens, predicate: Predicate) -> bool:
    i = skip_adverbs(tokens, predicate.after, predicate.end)
    is_bare = opens_bare_clause(tokens, i, predicate.end)
    return is_bare or (i < predicate.end and tokens.words[i] == "that")


def _read_promise_that(tokens: Tokens, predicate: Predicate, *, formal: bool) -> Reading:
    """Read "agreed that …" and "decides that …"; only a formal organ's "decides that" is a decision whole."""
    verb = predicate.verb
    assert verb is not None
    i = skip_adverbs(tokens, predicate.after, predicate.end)
    if verb.verb == "decide":
        strength = 5 if formal else verb.strength
        if tokens.words[predicate.end - 1] == ":":
            draft = draft_of(predicate, CommitmentKind.DECISION, strength, "decision_chapeau", i, verb.id)
            return Reading(chapeau=replace(draft, addressee=asked_in_clause(tokens, i + 1, predicate.end)[0]))
        draft = draft_of(predicate, CommitmentKind.DECISION, strength, "decision_decide", i, verb.id)
        return Reading(drafts=with_acts(tokens, draft, None))
    if verb.verb == "declare" and formal:
        draft = draft_of(predicate, CommitmentKind.DECISION, verb.strength, "decision_verb", i, verb.id)
        return Reading(drafts=with_acts(tokens, draft, None))
    if verb.verb == "determine":
        return note(predicate, StatementKind.ASSERTION, "saying_fact")
    return read_that(tokens, predicate, i + (tokens.words[i] == "that"), promised=True)


def _read_future(tokens: Tokens, predicate: Predicate) -> Reading:
    """Read a future; where it governs a verb of saying or asking, that verb's grammar decides (I9)."""
    word = tokens.words[predicate.head]
    actor = predicate.subject is not None and predicate.subject.sort is SubjectClass.ACTOR
    if actor and predicate.negated:
        return read_future(tokens, predicate)  # "will not recognize" says nothing, it promises
    found = [
        sense
        for sense in senses().get(word, ())
        if sense.form is Form.BASE
        and (not sense.verb.particles or sense_at(tokens, predicate.head, predicate.end))
    ]
    family = found[-1].verb.family if found else None
    announced = predicate.subject is not None and predicate.subject.is_embedded
    if (actor and family is Family.SAYING and not _is_deed(tokens, predicate)) or (
        actor and word in ("urge", "call", "request", "demand", "appeal")
    ):
        inner = _inner(tokens, predicate)
        pieces = split_acts(tokens, Act(ActForm.BARE, predicate.head, predicate.head, predicate.end))
        if inner is not None:
            reading = _read(tokens, replace(inner, end=pieces[0].end), formal=False)
            later = later_promises(tokens, predicate, pieces[1:])
            reading = replace(reading, drafts=(*reading.drafts, *later))
            if reading.drafts:
                drafts = tuple(replace(draft, announced=announced) for draft in reading.drafts)
                return replace(reading, drafts=drafts)
            if family is Family.SAYING:
                return reading
    stance = found[-1].verb.statement if found and family is Family.EXPRESSIVE else None
    if actor and (
        (stance and stance is not StatementKind.CONDEMNATION) or word in ("welcome", "greet", "hail")
    ):
        return note(predicate, found[-1].verb.statement, "stance")
    reading = read_future(tokens, predicate)
    return replace(reading, drafts=tuple(replace(draft, announced=announced) for draft in reading.drafts))


def _is_deed(tokens: Tokens, predicate: Predicate) -> bool:
    """Tell "will share data" and "we will consider ways to act" from sayings ("will consider it vital to").

    What others will consider is their agenda.
    """
    word, near = tokens.words[predicate.head], tokens.words[predicate.head + 1 : predicate.head + 8]
    is_own = predicate.subject is not None and tokens.words[predicate.subject.start] == "we"
    considers = (
        word == "consider" and is_own and near[:1] not in (("that",), ("it",)) and _GRADES.isdisjoint(near)
    )
    return considers or word == "share"


def _inner(tokens: Tokens, predicate: Predicate) -> Predicate | None:
    """Return the predicate of the verb that "will" governs."""
    for sense in senses()[tokens.words[predicate.head]]:
        after = predicate.head + 1
        if sense.form is not Form.BASE:
            continue
        for particle in sense.verb.particles:
            width = particle.count(" ") + 1
            if tokens.phrase(after, after + width) == particle:
                return replace(predicate, mode=Mode.ACTIVE, verb=sense.verb, after=after + width)
        if not sense.verb.particles:
            return replace(predicate, mode=Mode.ACTIVE, verb=sense.verb, after=after)
    return None


def _read_obligation(tokens: Tokens, predicate: Predicate) -> Reading:
    """Read "must", "should" and "need to" in the main line: a recommendation to a class of actors."""
    subject = predicate.subject
    modal = next(
        (
            w
            for w in tokens.words[predicate.start : predicate.head]
            if w in ("must", "should", "need", "needs", "ought")
        ),
        "should",
    )
    if subject is None or subject.sort is not SubjectClass.ACTOR or predicate.negated:
        return note(predicate, StatementKind.EXPECTATION, "not_an_actor")
    if subject.start < predicate.start - 1 and tokens.words[predicate.start - 1] in _THIRD:
        return note(predicate, StatementKind.EXPECTATION, "not_an_actor")  # "the boats it needs to sail"
    if tokens.words[predicate.head] in BE or tokens.words[predicate.head] in group("happening_verb"):
        return note(predicate, StatementKind.EXPECTATION, "not_an_actor")
    draft = draft_of(
        predicate,
        CommitmentKind.RECOMMENDATION,
        3 if modal == "must" else 2,
        "recommendation_duty",
        predicate.head,
        modal,
    )
    asked = None if tokens.words[subject.start] == "we" else (subject.start, subject.end)
    return Reading(drafts=with_acts(tokens, replace(draft, addressee=asked), None))
