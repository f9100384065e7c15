"""Pledges: clauses in which the speaker binds itself (codebook I1, I2, I9; X5, X6, X10)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from extractors.commitments.act_lists import split_acts
from extractors.commitments.acts import Act, ActForm, act_at, infinitive_at, skip_adverbs
from extractors.commitments.findings import Draft, Reading, draft_of, is_open, note, with_acts
from extractors.commitments.requests import addressed, past_inserts, read_directive
from extractors.grammar.predicate import Predicate
from extractors.grammar.subjects import SubjectClass, ends_title
from extractors.grammar.tokens import Tokens
from extractors.grammar.verb_groups import Mode, sense_at
from extractors.grammar.vocabulary import Family, Form, acts, base_of_gerund, senses
from extractors.grammar.word_classes import BE, DETERMINERS, PREPOSITIONS, group
from extractors.model import CommitmentKind, StatementKind

_REFLEXIVE = group("reflexive_pronoun")
_PUBLIC_WORDS = group("speech_noun")
_NEEDS_INFINITIVE = group("needs_infinitive")
_MONEY = group("large_number")
_OWN = group("own")
_JOURNEYS = group("journey")
_PASSING = frozenset(("begin", "conclude", "continue", "end", "finish", "make", "start"))
_OFTEN = group("recurring_word")


def strength_of_promise(word: str, modal: str) -> int:
    """Return the strength of "will" and a verb, by what the verb promises (codebook §3.3)."""
    if word in group("hedged_verb"):
        return 1
    if word in group("trying_verb"):
        return 2
    if word in group("continuing_verb"):
        return 3
    return 5 if modal == "shall" else 4


def read_future(tokens: Tokens, predicate: Predicate) -> Reading:
    """Read "will", "shall" and "would" with their subject."""
    word = tokens.words[predicate.head]
    modal = _modal_word(tokens, predicate)
    passive = word in BE and _is_participle(
        tokens, skip_adverbs(tokens, predicate.head + 1, predicate.end), predicate.end
    )
    subject = predicate.subject
    if is_open(tokens, predicate.head, predicate.end) and subject and subject.sort is SubjectClass.ACTOR:
        return Reading(
            chapeau=draft_of(
                predicate,
                CommitmentKind.PLEDGE,
                5 if modal == "shall" else 4,
                "pledge_chapeau",
                predicate.head,
                modal,
            )
        )
    if subject is None or subject.sort is not SubjectClass.ACTOR or ends_title(tokens, subject):
        is_event = subject is not None and subject.sort is SubjectClass.EVENT
        kind = StatementKind.EVENT_ANNOUNCEMENT if is_event and passive else StatementKind.PREDICTION
        return note(predicate, StatementKind.OPPORTUNITY if modal == "would" else kind, "not_an_actor")
    if modal == "would":
        return note(predicate, StatementKind.EXPECTATION, "not_an_actor")
    if word in ("remain", "stand"):
        return _read_future_stay(tokens, predicate, word, modal)
    if word in BE:
        return _read_future_be(tokens, predicate, passive=passive)
    if _is_participation(tokens, predicate):
        return note(predicate, StatementKind.EVENT_ANNOUNCEMENT, "participation")
    if word in group("happening_verb") or (word.endswith("ed") and word not in acts()):
        return note(predicate, StatementKind.PREDICTION, "not_an_actor")
    if asked := _read_future_request(tokens, predicate):
        return asked
    draft = draft_of(
        predicate,
        CommitmentKind.PLEDGE,
        strength_of_promise(word, modal),
        "pledge_will",
        predicate.head,
        modal,
    )
    draft = replace(draft, reaffirmed=word in group("continuing_verb"))
    act = Act(ActForm.BARE, predicate.head, predicate.head, predicate.end)
    pieces = with_acts(tokens, draft, _inner_act(tokens, act))
    return Reading(drafts=tuple(_with_own_strength(tokens, piece, modal) for piece in pieces))


def _read_future_request(tokens: Tokens, predicate: Predicate) -> Reading | None:
    """Read "will instruct X to …": an order to those whom the speaker directs, not a promise."""
    orders = [
        sense.verb
        for sense in senses().get(tokens.words[predicate.head], ())
        if sense.form is Form.BASE and sense.verb.id in group("verb_of_ordering")
    ]
    if not orders or not addressed(tokens, predicate.after, predicate.end):
        return None
    return read_directive(tokens, replace(predicate, verb=orders[0], mode=Mode.ACTIVE))


def later_promises(tokens: Tokens, predicate: Predicate, acts_: Sequence[Act]) -> tuple[Draft, ...]:
    """Return the pledges that follow what a future says ("will reaffirm A and define B")."""
    modal = _modal_word(tokens, predicate)
    draft = draft_of(predicate, CommitmentKind.PLEDGE, 4, "pledge_will", predicate.head, modal)
    return tuple(
        replace(
            draft,
            start=act.start,
            end=act.end,
            act=(act.start, act.end),
            strength=strength_of_promise(tokens.words[act.head], modal),
            part=k,
        )
        for k, act in enumerate(acts_, start=2)
    )


def _modal_word(tokens: Tokens, predicate: Predicate) -> str:
    return next(
        (w for w in tokens.words[predicate.start : predicate.head] if w in ("will", "shall", "would")), "will"
    )


def _inner_act(tokens: Tokens, act: Act) -> Act:
    """Return the infinitive of "work together to A; to B", whose list is one of infinitives."""
    for i in range(act.head + 1, min(act.head + 3, act.end)):
        inner = infinitive_at(tokens, i, act.end)
        if inner and tokens.words[act.head] in (
            "work",
            "continue",
            "cooperate",
            "collaborate",
            "seek",
            "strive",
        ):
            return inner
    return act


def _with_own_strength(tokens: Tokens, draft: Draft, modal: str) -> Draft:
    """Grade a later conjunct by its own verb ("will reaffirm A and define B")."""
    if draft.part < 2 or tokens.words[draft.start] not in acts():
        return draft
    return replace(draft, strength=strength_of_promise(tokens.words[draft.start], modal))


def _is_participle(tokens: Tokens, i: int, end: int) -> bool:
    if i >= end:
        return False
    word = tokens.words[i]
    return word.endswith(("ed", "en", "wn")) or word in (
        "held",
        "led",
        "made",
        "built",
        "sent",
        "put",
        "set",
        "met",
        "brought",
        "kept",
    )


def _read_future_be(tokens: Tokens, predicate: Predicate, *, passive: bool) -> Reading:
    """Read "will be …": an invitation, a readiness, a programme point or a prediction."""
    i = skip_adverbs(tokens, predicate.head + 1, predicate.end)
    word = tokens.words[i] if i < predicate.end else ""
    asking = [
        s.verb for s in senses().get(word, ()) if s.verb.family is Family.DIRECTIVE and s.form is Form.PAST
    ]
    act = act_at(tokens, i + 1, predicate.end)
    if asking and act and act.form is ActForm.INFINITIVE:
        verb = asking[-1]
        draft = draft_of(predicate, CommitmentKind.CALL, verb.strength, "call_passive", act.start, verb.id)
        subject = predicate.subject
        draft = replace(draft, addressee=(subject.start, subject.end) if subject else None, subject=None)
        return Reading(drafts=with_acts(tokens, draft, act))
    if word in group("will_adjective") and act and i + 1 < predicate.end and tokens.words[i + 1] == "to":
        draft = draft_of(predicate, CommitmentKind.PLEDGE, 3, "pledge_disposition", act.start, word)
        return Reading(drafts=with_acts(tokens, draft, act))
    base = base_of_gerund(word)
    if base and not ({base} & (group("participation_verb") | group("happening_verb"))):
        strength = strength_of_promise(base, "will")
        draft = draft_of(predicate, CommitmentKind.PLEDGE, strength, "pledge_will", i, "will")
        return Reading(drafts=with_acts(tokens, draft, Act(ActForm.GERUND, i, i, predicate.end)))
    return note(
        predicate, StatementKind.EVENT_ANNOUNCEMENT if passive else StatementKind.PREDICTION, "participation"
    )


def _read_future_stay(tokens: Tokens, predicate: Predicate, word: str, modal: str) -> Reading:
    """Read "will remain in contact" and "will stand by X"; "will remain a member" predicts."""
    i = skip_adverbs(tokens, predicate.head + 1, predicate.end)
    if i >= predicate.end or tokens.words[i] in DETERMINERS:
        return note(predicate, StatementKind.PREDICTION, "not_an_actor")
    lasts = word == "remain"
    strength = 3 if lasts else strength_of_promise(word, modal)
    draft = draft_of(predicate, CommitmentKind.PLEDGE, strength, "pledge_will", predicate.head, modal)
    act = Act(ActForm.BARE, predicate.head, predicate.head, predicate.end)
    return Reading(drafts=with_acts(tokens, replace(draft, reaffirmed=lasts), act))


def _is_participation(tokens: Tokens, predicate: Predicate) -> bool:
    """Tell whether a future verb only says who will be where, and not how often (codebook X10)."""
    word = tokens.words[predicate.head]
    if word == "discuss" and predicate.subject and tokens.words[predicate.subject.start] == "we":
        return False  # what the authors will discuss they set themselves; a release announces talks
    if word in group("participation_verb"):
        after = tokens.words[predicate.head + 1 : min(predicate.head + 9, predicate.end)]
        return _OFTEN.isdisjoint(after)
    near = tokens.words[predicate.head + 1 : predicate.head + 4]
    if word in _PASSING and _JOURNEYS & set(near):
        return True
    return word in ("deliver", "give", "make", "hold", "take") and bool(
        _PUBLIC_WORDS & set(near) or near[:1] == ("part",) or near[:2] == ("a", "press")
    )


def read_disposition(tokens: Tokens, predicate: Predicate) -> Reading:
    """Read "are committed to", "stand ready to", "are keen to"."""
    subject = predicate.subject
    word = tokens.words[predicate.head]
    if subject is not None and subject.sort is not SubjectClass.ACTOR:
        return note(predicate, StatementKind.ASSERTION, "not_an_actor")
    strength = 2 if word in group("wish_adjective") else 3
    reaffirmed = any(w.startswith("remain") for w in tokens.words[predicate.start : predicate.head])
    if is_open(tokens, predicate.after, predicate.end):
        return Reading(
            chapeau=draft_of(
                predicate, CommitmentKind.PLEDGE, strength, "pledge_chapeau", predicate.after, word
            )
        )
    act = act_at(tokens, predicate.after, predicate.end) or _behind_preposition(
        tokens, predicate.after, predicate.end
    )
    if word not in ("committed", "dedicated", "recommitted", "bound") and (act is None):
        return note(predicate, StatementKind.ASSERTION, "no_act")
    draft = draft_of(
        predicate,
        CommitmentKind.PLEDGE,
        strength,
        "pledge_disposition",
        predicate.after,
        word,
        reaffirmed=reaffirmed,
    )
    return Reading(drafts=with_acts(tokens, draft, act))


def _behind_preposition(tokens: Tokens, i: int, end: int) -> Act | None:
    if i + 1 < end and tokens.words[i] in ("to", "for", "in", "on", "of"):
        return act_at(tokens, i + 1, end)
    return None


def read_commissive(tokens: Tokens, predicate: Predicate) -> Reading:
    """Read "agree to", "pledge", "intend to" and the other verbs of undertaking."""
    verb = predicate.verb
    assert verb is not None
    i = skip_adverbs(tokens, predicate.after, predicate.end)
    if i < predicate.end and tokens.words[i] in _REFLEXIVE:
        i += 1
    if i < predicate.end and tokens.words[i] == ",":
        i = past_inserts(tokens, i, predicate.end)
    if predicate.mode is Mode.PASSIVE and not _impersonal(tokens, predicate):
        return note(predicate, StatementKind.ASSERTION, "no_act")
    if is_open(tokens, i, predicate.end):
        return Reading(
            chapeau=draft_of(predicate, CommitmentKind.PLEDGE, verb.strength, "pledge_chapeau", i, verb.id)
        )
    act = _promised_act(tokens, i, predicate.end, verb.verb)
    if verb.verb == "continue" and act and (again := _read_repeated_request(tokens, predicate, act)):
        return again
    if verb.verb == "continue" and not (
        act and predicate.form is not Form.PAST and _speaks_for_itself(tokens, predicate)
    ):
        return note(predicate, StatementKind.ASSERTION, "no_act")
    if act:
        strength = _strength_of_act(tokens, act, verb.strength)
        draft = draft_of(
            predicate,
            CommitmentKind.PLEDGE,
            strength,
            "pledge_verb",
            i,
            verb.id,
            reaffirmed=verb.id in ("recommit", "continue"),
        )
        return Reading(drafts=with_acts(tokens, draft, act))
    if i >= predicate.end or (verb.verb in _NEEDS_INFINITIVE and not _seeks(tokens, predicate, i)):
        return note(predicate, StatementKind.ASSERTION, "no_act")
    return _read_promised_thing(tokens, predicate, i)


def _read_repeated_request(tokens: Tokens, predicate: Predicate, act: Act) -> Reading | None:
    """Read "continue to call for …" as the request that it repeats."""
    found = sense_at(tokens, act.head, predicate.end) if tokens.words[act.head] in senses() else None
    if found is None or found[0].verb.family is not Family.DIRECTIVE:
        return None
    sense, after = found
    pieces = split_acts(tokens, Act(ActForm.BARE, act.head, act.head, predicate.end))
    again = replace(predicate, verb=sense.verb, head=act.head, after=after, end=pieces[0].end)
    reading = read_directive(tokens, again)
    later = [draft for piece in pieces[1:] for draft in _asked_further(tokens, predicate, piece)]
    drafts = (*reading.drafts, *later)
    return replace(reading, drafts=tuple(replace(draft, reaffirmed=True) for draft in drafts))


def _asked_further(tokens: Tokens, predicate: Predicate, piece: Act) -> tuple[Draft, ...]:
    """Return the requests of a later verb ("continue to call for A and encourage B to …")."""
    found = sense_at(tokens, piece.head, piece.end) if tokens.words[piece.head] in senses() else None
    if found is None or found[0].verb.family is not Family.DIRECTIVE:
        return ()
    start, (sense, after) = piece.start, found
    asked = replace(
        predicate,
        verb=sense.verb,
        start=start,
        head=piece.head,
        after=after,
        end=piece.end,
        own_subject=False,
    )
    return read_directive(tokens, asked).drafts


_MAY_BE_PARTED = group("may_be_parted")


def _promised_act(tokens: Tokens, i: int, end: int, verb: str) -> Act | None:
    """Return the act of "to …", also behind "not", "for X" or a short insertion ("in the meeting")."""
    if i < end and tokens.words[i] == "not":
        i += 1
    if tokens.words[i : i + 2] == ("in", "principle"):
        i += 2
    act = infinitive_at(tokens, i, end)
    if act or i >= end:
        return act
    if verb in ("resolve", "undertake", "vow") and tokens.words[i] == "to":
        return act_at(tokens, i + 1, end)
    if verb in _MAY_BE_PARTED and tokens.words[i] in ("in", "at", "on", "during", "for", "with"):
        stop = next(
            (j for j in range(i, min(i + 12, end)) if tokens.words[j] in (",", "that", ";")), min(i + 12, end)
        )
        if tokens.words[i] in ("in", "at", "on") and verb == "agree":
            return None
        return next((found for j in range(i, stop) if (found := infinitive_at(tokens, j, end))), None)
    return None


def _impersonal(tokens: Tokens, predicate: Predicate) -> bool:
    return predicate.subject is not None and predicate.subject.sort is SubjectClass.EXPLETIVE


def _speaks_for_itself(tokens: Tokens, predicate: Predicate) -> bool:
    subject = predicate.subject
    return subject is not None and tokens.words[subject.start] in ("we", "i")


def _strength_of_act(tokens: Tokens, act: Act, strength: int) -> int:
    """Grade "agreed to consider" and "agreed to continue" below "agreed to build" (codebook §3.3)."""
    word = tokens.words[act.head]
    if word in group("hedged_verb") and strength >= 3:
        return 1
    return strength


def _seeks(tokens: Tokens, predicate: Predicate, i: int) -> bool:
    """Tell whether a speaker seeks a thing as it speaks ("We seek closer ties"), not one it sought."""
    speaks_now = predicate.form in (Form.BASE, Form.THIRD) and predicate.mode is Mode.ACTIVE
    is_object = tokens.words[i] not in PREPOSITIONS and tokens.words[i] != ","
    return predicate.verb is not None and predicate.verb.verb == "seek" and speaks_now and is_object


def _read_promised_thing(tokens: Tokens, predicate: Predicate, i: int) -> Reading:
    """Read "committed to peace", "pledged ten million", "agreed on a timetable"."""
    verb = predicate.verb
    assert verb is not None
    word = tokens.words[i]
    complement = i + 1 if word in ("to", "on", "upon", "for") else i
    act = act_at(tokens, complement, predicate.end)
    rule, kind, strength = "pledge_thing", CommitmentKind.PLEDGE, verb.strength
    if verb.verb in ("agree", "concur"):
        if word not in ("on", "upon", "to"):
            return note(predicate, StatementKind.ACKNOWLEDGEMENT, "fact_clause")
        if act is None:
            rule, kind = "decision_agreed", CommitmentKind.DECISION
    elif verb.verb in ("dedicate", "rededicate") and tokens.words[i - 1] not in _REFLEXIVE:
        return note(predicate, StatementKind.ASSERTION, "no_act")
    elif verb.verb in ("commit", "recommit", "dedicate", "rededicate"):
        if word not in _OWN and word != "to" and not _MONEY & set(tokens.words[i : i + 6]):
            return note(predicate, StatementKind.ASSERTION, "no_act")
    elif word in ("in", "by", "at", "with", ","):
        return note(predicate, StatementKind.ASSERTION, "no_act")
    draft = draft_of(predicate, kind, strength, rule, i, verb.id, reaffirmed=verb.id == "recommit")
    return Reading(drafts=with_acts(tokens, draft, act))
