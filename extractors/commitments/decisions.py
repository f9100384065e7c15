"""Decisions, announcements and endorsements: clauses that change a state or back a thing to come.

(Codebook I6, I8; X2.)
"""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from extractors.commitments.acts import ActForm, act_at, gerund_head, infinitive_at, noun_head, skip_adverbs
from extractors.commitments.duties import opens_bare_clause, read_that
from extractors.commitments.findings import Reading, draft_of, is_open, note, with_acts
from extractors.commitments.key_nouns import complement_start, key_noun
from extractors.commitments.requests import agent_of_act
from extractors.commitments.sayings import read_key_noun
from extractors.grammar.predicate import Predicate
from extractors.grammar.subjects import SubjectClass
from extractors.grammar.tokens import Tokens
from extractors.grammar.verb_groups import Mode
from extractors.grammar.vocabulary import Form
from extractors.grammar.word_classes import (
    DETERMINERS,
    PERSONAL,
    PREPOSITIONS,
    STOPS,
    group,
    is_action_noun,
    is_adverb,
)
from extractors.model import CommitmentKind, StatementKind

_MONEY = group("large_number")
_NAMES = frozenset(("decision", "decisions", "process", "processes", "plan", "plans"))  # if capitalised
_NAMING = frozenset(("entitled", "titled"))
_LONGEST_TEXT = 5  # tokens of "a second joint decision entitled"
_TEXTS_OF_ORGANS = frozenset(("decision", "report", "resolution"))
_DONE_BY_SAYING = group("done_by_saying")


def read_decision(tokens: Tokens, predicate: Predicate, *, formal: bool) -> Reading:
    """Read "decides to …", "adopted the …". In a formal resolution a decision has strength 5."""
    verb = predicate.verb
    assert verb is not None
    sort = predicate.subject.sort if predicate.subject else None
    if sort is SubjectClass.DOCUMENT:
        return note(predicate, StatementKind.ASSERTION, "not_an_actor")
    only_told = tokens.words[predicate.head].endswith("ing") and verb.verb not in _DONE_BY_SAYING
    if only_told or (predicate.mode is Mode.PASSIVE and sort is not SubjectClass.EXPLETIVE):
        return note(predicate, StatementKind.ASSERTION, "no_act")
    i = skip_adverbs(tokens, predicate.after, predicate.end)
    if verb.verb in ("decide", "determine"):
        return _read_decide(tokens, predicate, i, formal=formal)
    if verb.verb in ("declare", "renew", "accept"):
        key = key_noun(tokens, i, predicate.end)
        if key:
            return read_key_noun(tokens, predicate, *key)
    strength = verb.strength
    if verb.verb == "declare" and tokens.words[i : i + 1] == ("to",) and is_open(tokens, i, predicate.end):
        return Reading(chapeau=draft_of(predicate, CommitmentKind.PLEDGE, 4, "pledge_chapeau", i, verb.id))
    if is_open(tokens, i, predicate.end) or (
        i < predicate.end
        and tokens.words[predicate.end - 1] == ":"
        and "following" in tokens.words[i : predicate.end]
    ):
        return Reading(
            chapeau=draft_of(predicate, CommitmentKind.DECISION, strength, "decision_chapeau", i, verb.id)
        )
    if (
        i >= predicate.end
        or tokens.words[i] in ("by", "in", "at", "on", ",", "from", "and")
        or _is_history(tokens, predicate)
        or _reports_adoption(tokens, predicate, i)
    ):
        return note(predicate, StatementKind.ASSERTION, "no_act")
    if verb.verb in ("extend", "renew") and tokens.words[noun_head(tokens, i, predicate.end)] not in group(
        "renewable"
    ):
        return note(
            predicate,
            StatementKind.APPRECIATION if verb.verb == "extend" else StatementKind.ASSERTION,
            "no_act",
        )
    draft = draft_of(predicate, CommitmentKind.DECISION, strength, "decision_verb", i, verb.id)
    return Reading(drafts=with_acts(tokens, draft, None))


def _reports_adoption(tokens: Tokens, predicate: Predicate, i: int) -> bool:
    """Tell "the Council adopted a decision entitled …", which tells of an event, from an act of the text."""
    subject, near = predicate.subject, tokens.words[i : i + _LONGEST_TEXT]
    is_told = predicate.form in (Form.PAST, Form.PARTICIPLE) and near[0] in ("a", "an")
    by_organ = subject is not None and tokens.words[subject.start] not in PERSONAL
    return is_told and by_organ and any(a in _TEXTS_OF_ORGANS and b in _NAMING for a, b in pairwise(near))


def _read_decide(tokens: Tokens, predicate: Predicate, i: int, *, formal: bool) -> Reading:
    verb = predicate.verb
    assert verb is not None
    strength = 5 if formal else verb.strength
    if is_open(tokens, i, predicate.end) or (predicate.end > i and tokens.words[predicate.end - 1] == ":"):
        return Reading(
            chapeau=draft_of(predicate, CommitmentKind.DECISION, strength, "decision_chapeau", i, verb.id)
        )
    if i >= predicate.end or (verb.verb == "determine" and tokens.words[i] != "to"):
        return note(predicate, StatementKind.ASSERTION, "no_act")
    if tokens.words[i] not in ("to", "that", "on", "upon", ",") and not formal:
        return note(predicate, StatementKind.ASSERTION, "no_act")
    act = infinitive_at(tokens, i, predicate.end)
    if act and tokens.words[act.head] in group("hedged_verb"):
        strength = 1
    draft = draft_of(predicate, CommitmentKind.DECISION, strength, "decision_decide", i, verb.id)
    return Reading(drafts=with_acts(tokens, draft, act))


def _is_history(tokens: Tokens, predicate: Predicate) -> bool:
    """Tell whether a deed lies before the document ("have launched", "launched last year", "in 2015")."""
    if (
        predicate.form is Form.PARTICIPLE
        and predicate.verb is not None
        and predicate.verb.verb not in ("adopt", "approve", "decide")
    ):
        return True
    words = tokens.words[predicate.after : predicate.end]
    pairs = pairwise(words)
    return predicate.form is Form.PAST and any(
        (a in ("last", "previous") and b in ("year", "month", "week", "summit", "meeting"))
        or (a in ("in", "since") and b.isdigit() and len(b) == 4)
        for a, b in pairs
    )


def read_announcement(tokens: Tokens, predicate: Predicate) -> Reading:
    """Read "announced …": a creation decides, an intention or a sum pledges, the rest only informs."""
    verb = predicate.verb
    assert verb is not None
    if predicate.mode is Mode.PASSIVE:
        return note(predicate, StatementKind.ASSERTION, "no_act")
    i = complement_start(tokens, predicate.after, predicate.end)
    if i < predicate.end and (tokens.words[i] == "that" or opens_bare_clause(tokens, i, predicate.end)):
        return read_that(tokens, predicate, i + (tokens.words[i] == "that"), promised=True)
    key = key_noun(tokens, i, predicate.end)
    if key and key[0] in ("resolve", "intention"):
        return read_key_noun(tokens, predicate, *key)
    if i >= predicate.end:
        return note(predicate, StatementKind.ASSERTION, "no_act")
    head = _past_name(tokens, i, predicate.end)
    if set(tokens.words[i : head + 1]) & group("new_thing"):
        draft = draft_of(predicate, CommitmentKind.DECISION, verb.strength, "decision_announced", i, verb.id)
        return Reading(drafts=with_acts(tokens, draft, None))
    if _MONEY & set(tokens.words[i : i + 8]):
        draft = draft_of(predicate, CommitmentKind.PLEDGE, 4, "pledge_thing", i, verb.id)
        return Reading(drafts=with_acts(tokens, draft, None))
    return note(predicate, StatementKind.ASSERTION, "no_act")


def _past_name(tokens: Tokens, i: int, end: int) -> int:
    """Return the noun that says what is announced, behind its name if it has one ("the Ark, a new fund")."""
    head = noun_head(tokens, i, end)
    is_named = tokens.is_capital(head) and tokens.words[head + 1 : head + 2] == (",",)
    is_told = is_named and tokens.words[head + 2 : head + 3] in (("a",), ("an",)) and head + 3 < end
    return noun_head(tokens, head + 2, end) if is_told else head


def read_support(tokens: Tokens, predicate: Predicate) -> Reading:
    """Read "support", "welcome" and their like by what they back (codebook I6, X2)."""
    verb = predicate.verb
    assert verb is not None
    if predicate.mode is Mode.PASSIVE or verb.id in group("verb_of_being_backed"):
        return _read_passive_support(tokens, predicate)
    i = complement_start(tokens, predicate.after, predicate.end)
    if i >= predicate.end:
        return note(predicate, verb.statement, "no_act")
    if verb.verb == "endorse" and (
        _names(tokens, i, predicate.end, "document") or _names(tokens, i, predicate.end, "advice")
    ):
        draft = draft_of(predicate, CommitmentKind.DECISION, 4, "decision_endorse", i, verb.id)
        return Reading(drafts=with_acts(tokens, draft, None))
    if tokens.words[i] == "that" or not _is_prospective(
        tokens, i, predicate.end, is_welcome=verb.strength == 1
    ):
        return note(predicate, verb.statement, "completed_thing")
    agent = agent_of_act(tokens, i, predicate.end)
    draft = draft_of(
        predicate, CommitmentKind.ENDORSEMENT, verb.strength, "endorsement_verb", i, verb.id, addressee=agent
    )
    return Reading(drafts=with_acts(tokens, draft, None))


def _read_passive_support(tokens: Tokens, predicate: Predicate) -> Reading:
    verb, subject = predicate.verb, predicate.subject
    assert verb is not None
    if subject is None or not _is_prospective(
        tokens, subject.start, subject.end, is_welcome=verb.strength == 1
    ):
        return note(predicate, verb.statement, "completed_thing")
    draft = draft_of(
        predicate, CommitmentKind.ENDORSEMENT, verb.strength, "endorsement_verb", predicate.after, verb.id
    )
    return Reading(drafts=(replace(draft, subject=None, verb=(predicate.start, predicate.after)),))


def _names(tokens: Tokens, i: int, end: int, name: str) -> bool:
    head = noun_head(tokens, i, end)
    if tokens.words[head].endswith("ed") and head > i:
        head -= 1  # "the report prepared by …"
    return tokens.words[head] in group(name)


_STRICTLY_COMING = group("to_come")
_AHEAD = group("ahead")
_NO_DEEDS = frozenset(("concerning", "following", "including", "regarding", "working"))
_PROMISING = group("promising_noun")


def _is_prospective(tokens: Tokens, i: int, end: int, *, is_welcome: bool) -> bool:
    """Tell whether what is backed lies ahead, by the first noun of the lexicon in its phrase."""
    for j in range(i, min(i + 14, end)):
        word = tokens.words[j]
        if j > i and (word in PREPOSITIONS or word in STOPS or word in ("that", "which", ",")):
            break
        if word in DETERMINERS or is_adverb(word):
            continue
        if word in _AHEAD or (word in _PROMISING and infinitive_at(tokens, j + 1, end)):
            return True
        if (
            word in _STRICTLY_COMING
            and not tokens.is_possessive(j)
            and not (word in _NAMES and tokens.is_capital(j))
            and not (j + 1 < end and tokens.words[j + 1] in group("completed"))
        ):
            is_old = tokens.words[j + 1 : j + 2] in (("last",), ("earlier",))
            return not (is_old or (word in ("holding", "convening") and _is_past(tokens, j, end)))
    if is_welcome:
        return False
    act = act_at(tokens, i, end)
    last = noun_head(tokens, i, end)
    head = tokens.words[last]
    if tokens.is_capital(last) and gerund_head(tokens, last + 1, end) is not None:
        return tokens.words[last + 1] not in _NO_DEEDS  # "support the Harbour Fund opening a port"
    return (
        head in group("prospective")
        or is_action_noun(head)
        or (act is not None and act.form is ActForm.GERUND)
    )


def _is_past(tokens: Tokens, j: int, end: int) -> bool:
    """Tell whether a meeting whose holding is welcomed is over."""
    return any(
        word in ("successful", "held", "first", "last", "yesterday")
        for word in tokens.words[max(0, j - 2) : min(end, j + 12)]
    )
