"""Calls and recommendations by verb: clauses that ask others to act (codebook I3, I7)."""

from __future__ import annotations

from msgspec.structs import replace

from extractors.commitments.acts import Act, ActForm, act_at, infinitive_at, is_actor_phrase, skip_adverbs
from extractors.commitments.findings import Range, Reading, draft_of, is_open, note, with_acts
from extractors.grammar.predicate import Predicate
from extractors.grammar.subjects import SubjectClass, subject_before
from extractors.grammar.tokens import Tokens
from extractors.grammar.verb_groups import Mode
from extractors.grammar.vocabulary import Verb, acts
from extractors.grammar.word_classes import (
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    SUBORDINATORS,
    group,
    is_adverb,
    is_gerund,
)
from extractors.model import CommitmentKind, StatementKind

_NEEDS_ADDRESSEE = frozenset(
    (
        "call",
        "ask",
        "invite",
        "task",
        "mandate",
        "direct",
        "charge",
        "appeal_to",
        "appeal",
        "require",
        "instruct",
        "entrust",
        "assign",
        "commission",
        "give_instructions",
        "issue_instructions",
        "extend_invitation",
        "issue_appeal",
        "make_appeal",
    )
)
_CHARGING = frozenset(("charge", "entrust", "mandate", "task"))
_INSERTING = group("inserting")
_LONGEST_SUBJECT = 8  # tokens of what is reminded that it must
_MORE = group("more_of_it")


def read_directive(tokens: Tokens, predicate: Predicate) -> Reading:
    """Read "calls upon X to …", "urges that …", "called for …", "were invited to …"."""
    verb = predicate.verb
    assert verb is not None
    if predicate.mode is Mode.PASSIVE:
        return _read_passive(tokens, predicate, verb)
    i = past_inserts(tokens, predicate.after, predicate.end)
    if verb.id == "appeal" and i < predicate.end and tokens.words[i] in ("to", "for"):
        i += 1
    if i >= predicate.end:
        return note(predicate, StatementKind.ASSERTION, "no_act")
    if tokens.words[i] == "that":
        asked, act = asked_in_clause(tokens, i + 1, predicate.end)
        draft = draft_of(
            predicate, CommitmentKind.CALL, verb.strength, "call_that", i, verb.id, addressee=asked
        )
        return Reading(drafts=with_acts(tokens, draft, act))
    return _read_object(tokens, predicate, verb, i)


def _read_object(tokens: Tokens, predicate: Predicate, verb: Verb, i: int) -> Reading:
    end = predicate.end
    found = addressed(tokens, i, end) if verb.id not in ("call_for", "appeal_for") else None
    if verb.id in _CHARGING:
        found = found or _charged(tokens, i, end)
    if tokens.words[end - 1] == ":" and (found is None or _leaves_act_open(tokens, found[1], end)):
        stop = found[0][1] if found else end - 2 if tokens.words[end - 2] == "to" else end - 1
        draft = draft_of(predicate, CommitmentKind.CALL, verb.strength, "call_chapeau", stop, verb.id)
        return Reading(chapeau=replace(draft, addressee=(i, stop) if stop > i else None))
    if found:
        return _read_addressed(tokens, predicate, verb, *found)
    is_adjunct = tokens.words[i] in ("in", "at", "by", ",", "about", "as") or tokens.words[i] in MODALS
    invited = act_at(tokens, i, end) if verb.id == "invite" and tokens.words[i] not in DETERMINERS else None
    is_act = invited is not None and tokens.words[i] in _MORE
    if is_adjunct or (verb.id in _NEEDS_ADDRESSEE and not is_act):
        return note(predicate, StatementKind.ASSERTION, "no_act")
    agent = agent_of_act(tokens, i, end)
    draft = draft_of(predicate, CommitmentKind.CALL, verb.strength, "call_for", i, verb.id, addressee=agent)
    return Reading(drafts=with_acts(tokens, draft, act_at(tokens, i, end)))


def _leaves_act_open(tokens: Tokens, act: Act, end: int) -> bool:
    """Tell whether "to carry out:" or "to take the following steps:" leaves the acts to a list."""
    return end - act.head < 5 or "following" in tokens.words[end - 5 : end]


def _read_addressed(tokens: Tokens, predicate: Predicate, verb: Verb, addressee: Range, act: Act) -> Reading:
    is_actor = is_actor_phrase(tokens, *addressee)
    if verb.id == "call" and not is_actor:
        return note(predicate, StatementKind.ASSERTION, "no_act")
    asked = addressee if is_actor else None
    draft = draft_of(
        predicate, CommitmentKind.CALL, verb.strength, "call_to", act.start, verb.id, addressee=asked
    )
    return Reading(drafts=with_acts(tokens, draft, act))


def _charged(tokens: Tokens, i: int, end: int) -> tuple[Range, Act] | None:
    """Return whom and what with: "tasked the secretariat with (the task of) drafting a plan"."""
    for j in range(i + 1, end - 1):
        if tokens.words[j] == "with" and (act := _charge(tokens, j + 1, end)):
            return (i, _addressee_end(tokens, i, j)), act
    return None


def _charge(tokens: Tokens, i: int, end: int) -> Act | None:
    """Return the act that someone is charged with, also where its verb is rather a preposition."""
    if tokens.words[i : i + 3] == ("the", "task", "of"):
        i += 3
    is_following = tokens.words[i] in ("following", "considering", "including")
    return Act(ActForm.GERUND, i, i, end) if is_following else act_at(tokens, i, end)


def past_inserts(tokens: Tokens, i: int, end: int) -> int:
    """Step over adverbs and insertions between the verb and its object (", in this regard,")."""
    i = skip_adverbs(tokens, i, end)
    if i < end and tokens.words[i] == ",":
        close = next((j for j in range(i + 1, min(i + 16, end)) if tokens.words[j] == ","), None)
        i = close + 1 if close else i + 1
    elif i + 2 < end and tokens.words[i] in ("in", "to") and tokens.words[i + 1] in ("this", "that"):
        i += 3
        if i < end and tokens.words[i] == ",":
            i += 1
    return skip_adverbs(tokens, i, end)


def addressed(tokens: Tokens, i: int, end: int) -> tuple[Range, Act] | None:
    """Return who is addressed by "X to do …" from token `i` and what X is to do."""
    depth = 0
    for j in range(i + 1, end):
        word = tokens.words[j]
        depth += (word in ("(", "[")) - (word in (")", "]"))
        if word in (";", ":") or (word in ("that", "which") and tokens.words[j - 1] == ","):
            return None
        if depth > 0 or word != "to":
            continue
        act = infinitive_at(tokens, j, end)
        if act and not _is_own_infinitive(tokens, i, j):
            return (i, _addressee_end(tokens, i, j)), act
    return None


def _is_own_infinitive(tokens: Tokens, start: int, to: int) -> bool:
    """Tell whether an infinitive belongs to a word inside the addressee ("in a position to help")."""
    before = tokens.words[to - 1]
    if before in (
        "position",
        "need",
        "efforts",
        "effort",
        "commitment",
        "right",
        "ability",
        "capacity",
        "measures",
        "order",
        "able",
        "wishing",
        "yet",
        "steps",
        "how",
        "resources",
        "assistance",
        "refusal",
        "failure",
        "attempts",
        "threat",
        "actions",
        "action",
    ):
        return True
    return before in DETERMINERS or is_gerund(tokens.words[start])


def _addressee_end(tokens: Tokens, start: int, to: int) -> int:
    """Cut the addressee before insertions (", in close cooperation with …,")."""
    depth = 0
    for j in range(start + 1, to):
        word = tokens.words[j]
        depth += (word in ("(", "[")) - (word in (")", "]"))
        if word == "," and depth <= 0 and j + 1 < to and tokens.words[j + 1] in _INSERTING - {"including"}:
            if tokens.words[j + 1] == "and" and tokens.words[to - 1] == ",":
                continue
            if tokens.words[j + 1] != "and":
                return j
        if depth <= 0 and word in ("who", "which", "that") and j > start + 1:
            return j if tokens.words[j - 1] != "," else j - 1
    while to - 1 > start and (
        tokens.words[to - 1] == ","
        or tokens.words[to - 1] in ("also", "further", "urgently", "jointly", "not")
    ):
        to -= 1
    return to


def asked_in_clause(tokens: Tokens, i: int, end: int) -> tuple[Range | None, Act | None]:
    """Return who is to act in the that-clause that begins at token `i`, and its act in the subjunctive."""
    for j in range(i + 1, min(end - 1, i + 40)):
        if tokens.words[j] in MODALS:
            subject = subject_before(tokens, j, i)
            asked = (subject.start, subject.end) if subject and subject.sort is SubjectClass.ACTOR else None
            return asked, None
        if tokens.words[j] in SUBORDINATORS:
            break
        if stop := _subjunctive_subject_end(tokens, i, j):
            return (i, _addressee_end(tokens, i, stop)), Act(ActForm.BARE, stop, j, end)
    return None, None


def _subjunctive_subject_end(tokens: Tokens, i: int, j: int) -> int | None:
    """Return where the actor named from token `i` ends who is to do the verb at `j` ("that X cease …")."""
    word, before = tokens.words[j], tokens.words[j - 1]
    if word not in acts() or tokens.is_capital(j) or before in DETERMINERS or before in PREPOSITIONS:
        return None
    if tokens.words[j + 1] in PREPOSITIONS | {",", "and", "or"} and word in group("verb_or_noun"):
        return None
    stop = j
    while stop > i and is_adverb(tokens.words[stop - 1]):
        stop -= 1
    comma = next((k for k in range(stop - 1, i, -1) if tokens.words[k] == ","), None)
    is_inserted = comma is not None and comma < stop - 1 and tokens.words[comma + 1] in _INSERTING - {"and"}
    return stop if stop > i and not is_inserted and is_actor_phrase(tokens, i, stop) else None


def agent_of_act(tokens: Tokens, i: int, end: int) -> Range | None:
    """Return who is to do a nominalised act: "… by X", "involvement of X in …"."""
    for j in range(i, end - 1):
        word = tokens.words[j]
        if (
            word == "by"
            and not is_gerund(tokens.words[j + 1])
            and not tokens.words[j - 1].endswith(("ed", "en", "wn"))
        ):
            stop = _phrase_end(tokens, j + 1, end)
            if is_actor_phrase(tokens, j + 1, stop):
                return j + 1, stop
        if (
            j < i + 4
            and word
            in ("involvement", "participation", "engagement", "support", "commitment", "contribution")
            and tokens.words[j + 1] in ("of", "from")
        ):
            stop = _phrase_end(tokens, j + 2, end)
            if stop > j + 2 and is_actor_phrase(tokens, j + 2, stop):
                return j + 2, stop
    return None


def _phrase_end(tokens: Tokens, i: int, end: int) -> int:
    """Return where a noun phrase ends: before a comma, or a preposition that is no part of a name."""
    j = i
    while j < end:
        word = tokens.words[j]
        if j > i and (word in (",", ";", ":", "(", "to") or word in MODALS or is_gerund(word)):
            break
        if j > i and word in PREPOSITIONS and word not in ("of", "for"):
            after = tokens.words[j + 1 : j + 2]
            named = (
                word in ("in", "on") and tokens.is_capital(j - 1) and j + 1 < end and tokens.is_capital(j + 1)
            )
            if not named or (after and is_gerund(after[0])):
                break
        if j > i and word == "for" and not (j + 1 < end and tokens.is_capital(j + 1)):
            break
        j += 1
    while j - 1 > i and tokens.words[j - 1] in ("and", "or"):
        j -= 1
    return j


def _read_passive(tokens: Tokens, predicate: Predicate, verb: Verb) -> Reading:
    """Read "the sides were invited to …"; "were invited to the talks" is no call."""
    i = skip_adverbs(tokens, predicate.after, predicate.end)
    preposition = tokens.words[i] if i + 1 < predicate.end else ""
    act = infinitive_at(tokens, i, predicate.end)
    if preposition == "with" and verb.id in _CHARGING:
        act = _charge(tokens, i + 1, predicate.end)
    subject = predicate.subject
    if act is None or subject is None or subject.sort is not SubjectClass.ACTOR:
        return note(predicate, StatementKind.ASSERTION, "no_act")
    draft = draft_of(predicate, CommitmentKind.CALL, verb.strength, "call_passive", act.start, verb.id)
    draft = replace(draft, addressee=(subject.start, subject.end), subject=None)
    return Reading(drafts=with_acts(tokens, draft, act))


def read_attention(tokens: Tokens, predicate: Predicate) -> Reading:
    """Read "draws the attention of X to …" and "reminds X of …"."""
    verb = predicate.verb
    assert verb is not None
    if predicate.mode is Mode.PASSIVE or predicate.after >= predicate.end:
        return note(predicate, StatementKind.ASSERTION, "no_act")
    stop = next(
        (j for j in range(predicate.after, predicate.end) if tokens.words[j] in ("to", "that", "of")),
        predicate.after,
    )
    addressee = (
        (predicate.after, stop)
        if stop > predicate.after and is_actor_phrase(tokens, predicate.after, stop)
        else None
    )
    draft = draft_of(
        predicate,
        CommitmentKind.RECOMMENDATION,
        3 if "must" in tokens.words[stop : min(stop + _LONGEST_SUBJECT, predicate.end)] else verb.strength,
        "recommendation_attention",
        predicate.after,
        verb.id,
        addressee=addressee,
    )
    return Reading(drafts=with_acts(tokens, draft, None))


def read_recommending(tokens: Tokens, predicate: Predicate) -> Reading:
    """Read "recommend", "propose", "suggest" and their complement."""
    verb = predicate.verb
    assert verb is not None
    i = skip_adverbs(tokens, predicate.after, predicate.end)
    if is_open(tokens, i, predicate.end):
        return Reading(
            chapeau=draft_of(
                predicate, CommitmentKind.RECOMMENDATION, verb.strength, "recommendation_chapeau", i, verb.id
            )
        )
    if predicate.mode is Mode.PASSIVE and not (
        predicate.subject and predicate.subject.sort is SubjectClass.EXPLETIVE
    ):
        return _read_recommended_to(tokens, predicate, i)
    if i >= predicate.end or tokens.words[i] in ("by", "in", "at", ","):
        return note(predicate, StatementKind.ASSERTION, "no_act")
    asked, act = None, act_at(tokens, i, predicate.end)
    if tokens.words[i] == "that":
        asked, act = asked_in_clause(tokens, i + 1, predicate.end)
    draft = draft_of(
        predicate,
        CommitmentKind.RECOMMENDATION,
        verb.strength,
        "recommendation_verb",
        i,
        verb.id,
        addressee=asked,
    )
    return Reading(drafts=with_acts(tokens, draft, act))


def _read_recommended_to(tokens: Tokens, predicate: Predicate, i: int) -> Reading:
    """Read "the agencies were recommended to …"."""
    verb, subject, act = predicate.verb, predicate.subject, infinitive_at(tokens, i, predicate.end)
    assert verb is not None
    if act is None or verb.verb != "recommend" or subject is None or subject.sort is not SubjectClass.ACTOR:
        return note(predicate, StatementKind.ASSERTION, "no_act")
    draft = draft_of(
        predicate, CommitmentKind.RECOMMENDATION, verb.strength, "recommendation_verb", act.start, verb.id
    )
    asked = replace(draft, addressee=(subject.start, subject.end), subject=None)
    return Reading(drafts=with_acts(tokens, asked, act))
