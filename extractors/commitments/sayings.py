"""What verbs of saying carry: needs, importance, readiness, clauses of duty, or mere facts.

(Codebook I2, I4, I5; X2 to X4.) The noun that the verb governs decides, not the verb: "stressed the
need to act" recommends, "stressed their readiness to act" pledges, "stressed the role of" does neither.
"""

from __future__ import annotations

from msgspec.structs import replace

from extractors.commitments.acts import (
    Act,
    ActForm,
    act_at,
    gerund_head,
    infinitive_at,
    is_actor_phrase,
    noun_head,
    skip_adverbs,
)
from extractors.commitments.duties import necessity, necessity_at, opens_bare_clause, read_that
from extractors.commitments.findings import Reading, draft_of, is_open, note, with_acts
from extractors.commitments.key_nouns import complement_start, key_noun
from extractors.commitments.requests import addressed, agent_of_act, asked_in_clause, past_inserts
from extractors.grammar.predicate import Predicate
from extractors.grammar.subjects import SubjectClass
from extractors.grammar.tokens import Tokens
from extractors.grammar.verb_groups import Mode
from extractors.grammar.vocabulary import senses
from extractors.grammar.word_classes import PREPOSITIONS, group, is_gerund
from extractors.model import CommitmentKind, StatementKind

_OWN = group("own")
_ARTICLES = frozenset(("the", "their", "its", "our", "his", "her"))
_GRADING = group("need") | group("importance")
_ENDING = PREPOSITIONS - {"of"} | {",", ";"}
_MORE = group("more_of_it")
_OPINIONS = frozenset(("belief", "conviction", "view"))
_WORTH = frozenset(("primacy", "relevance", "usefulness", "value"))
_LONGEST_HEARER = 12  # tokens
_OF_OTHERS = group("verb_of_noting")
_REAFFIRMING = group("verb_of_reaffirming")
_REISSUING = group("verb_of_reissuing")
_STANCES = {
    "concern_noun": StatementKind.CONCERN,
    "thanks_noun": StatementKind.APPRECIATION,
    "condemnation_noun": StatementKind.CONDEMNATION,
    "expectation_noun": StatementKind.EXPECTATION,
}


def read_saying(tokens: Tokens, predicate: Predicate) -> Reading:
    """Read the complement of a verb of saying."""
    if predicate.mode is Mode.PASSIVE:
        return _read_passive(tokens, predicate)
    i = complement_start(tokens, predicate.after, predicate.end)
    if predicate.verb and predicate.verb.id in group("verb_of_telling"):
        i = _past_hearer(tokens, i, predicate.end)
    if i < predicate.end and tokens.words[i] == "that":
        return read_that(tokens, predicate, i + 1)
    if opens_bare_clause(tokens, i, predicate.end):
        return read_that(tokens, predicate, i)
    if i < predicate.end and tokens.words[i] == "it":
        graded = necessity_at(tokens, i + 1, predicate.end)
        if graded:
            act = infinitive_at(tokens, graded[1], predicate.end)
            return Reading(drafts=with_acts(tokens, necessity(tokens, predicate, *graded), act))
    cuts = _later_objects(tokens, i, predicate.end)
    first = replace(predicate, end=cuts[0][0]) if cuts else predicate
    key = key_noun(tokens, i, first.end)
    reading = read_key_noun(tokens, first, *key) if key else _bare_saying(tokens, first, i)
    return _with_later(tokens, predicate, reading, cuts)


def _past_hearer(tokens: Tokens, i: int, end: int) -> int:
    """Step over who is told ("assured the crews that …", "assured the crews of …")."""
    told = range(i, min(i + _LONGEST_HEARER, end))
    at = next((j for j in told if tokens.words[j] in ("that", "of") and j > i), i)
    return at + (tokens.words[at] == "of") if at > i else i


def _later_objects(tokens: Tokens, i: int, end: int) -> list[tuple[int, int]]:
    """Return (link, first token) of each further object with a noun that decides.

    "…, and the need to …", "…, their commitment to …": a need, or a will that is the speaker's own.
    """
    cuts: list[tuple[int, int]] = []
    for j in range(i + 1, end - 3):
        if tokens.words[j] not in ("and", ","):
            continue
        start = j + 1 + (tokens.words[j : j + 2] == (",", "and"))
        found = key_noun(tokens, start, min(end, start + 6)) if tokens.words[start] in _ARTICLES else None
        if (
            found
            and (found[0] in ("need", "importance") or _is_own_will(tokens, *found))
            and (found[0] != "importance" or tokens.words[j] == "and")
            and tokens.words[found[2] + 1 : found[2] + 2] in (("to",), ("for",), ("of",))
            and not (cuts and cuts[-1][1] == start)
        ):
            cuts.append((j, start))
    return cuts


def _is_own_will(tokens: Tokens, key: str, first: int, noun: int) -> bool:
    """Tell whether a noun of will is the speaker's ("their commitment", "the enduring commitment of …")."""
    lasting = {"enduring", "unwavering", "steadfast", "continued", "ironclad"}
    if key == "intention" and tokens.words[noun] in ("intent", "intention", "intentions", "desire"):
        return tokens.words[first] in _OWN and tokens.words[noun + 1 : noun + 2] == ("to",)
    return key == "resolve" and bool(set(tokens.words[first:noun]) & (_OWN | lasting))


def _with_later(
    tokens: Tokens, predicate: Predicate, reading: Reading, cuts: list[tuple[int, int]]
) -> Reading:
    """Add the records of the further objects, each as far as the next one."""
    for k, (_, start) in enumerate(cuts):
        end = cuts[k + 1][0] if k + 1 < len(cuts) else predicate.end
        later = replace(predicate, after=start, end=end)
        key = key_noun(tokens, start, end)
        more = read_key_noun(tokens, later, *key) if key else Reading()
        begins = start if reading.drafts else predicate.first
        drafts = tuple(
            replace(draft, start=begins, part=max(draft.part, 2)) if n == 0 else draft
            for n, draft in enumerate(more.drafts)
        )
        if drafts:
            reading = replace(reading, drafts=(*reading.drafts, *drafts))
    return reading


def _bare_saying(tokens: Tokens, predicate: Predicate, i: int) -> Reading:
    assert predicate.verb is not None
    stance = next(
        (kind for group_, kind in _STANCES.items() if set(tokens.words[i - 3 : i]) & group(group_)), None
    )
    return note(predicate, stance or predicate.verb.statement, "saying_fact")


def _read_need(tokens: Tokens, predicate: Predicate, key: str, first: int, noun: int) -> Reading:
    """Read "the need for …", "the importance of …": a recommendation if an act follows."""
    del key, first
    assert predicate.verb is not None
    need = tokens.words[noun] in group("need")
    i = noun + 1
    while (
        i < predicate.end
        and i < noun + 4
        and (tokens.words[i] in ("and", "or", "the") or tokens.words[i] in _GRADING)
    ):
        need |= tokens.words[i] in group("need")
        i += 1
    if is_open(tokens, i, predicate.end):
        draft = draft_of(
            predicate,
            CommitmentKind.RECOMMENDATION,
            2 if need else 1,
            "recommendation_chapeau",
            i,
            predicate.verb.id,
        )
        return Reading(chapeau=draft)
    act = _act_of_noun(tokens, i, predicate.end)
    if act and act.form is ActForm.NOUN and tokens.words[noun] in _WORTH:
        act = None  # "the value of trade" praises, "the value of trading more" recommends
    if act is None and not (need and i < predicate.end and tokens.words[i] in ("for", "of")):
        return note(predicate, StatementKind.ACKNOWLEDGEMENT, "static_importance")
    rule = "recommendation_need" if need else "recommendation_importance"
    draft = draft_of(
        predicate,
        CommitmentKind.RECOMMENDATION,
        2 if need else 1,
        rule,
        i,
        f"{predicate.verb.id}_{'need' if need else 'importance'}",
    )
    draft = replace(
        draft,
        reaffirmed=predicate.verb.id in _REAFFIRMING,
        addressee=_who_is_needed(tokens, act, i, predicate.end),
    )
    return Reading(drafts=with_acts(tokens, draft, act))


def _act_of_noun(tokens: Tokens, i: int, end: int) -> Act | None:
    """Return the act behind "of", "for", "to" or "in" at token `i`."""
    if i >= end or tokens.words[i] not in ("of", "for", "to", "in", "that"):
        return None
    if tokens.words[i] == "that":
        return Act(ActForm.NOUN, i, i, end)
    act = infinitive_at(tokens, i, end)
    if act:
        return act
    if tokens.words[i + 1 : i + 2] == ("including",):
        return Act(ActForm.GERUND, i + 1, i + 1, end)
    found = act_at(tokens, i + 1, end) or _more_of_it(tokens, i + 1, end)
    if found and found.form is ActForm.NOUN and tokens.words[found.start] in ("this", "these", "those"):
        return None  # what there is already
    if found and not (found.form is ActForm.NOUN and tokens.is_capital(found.head)):
        return found
    if tokens.words[i] == "of":
        return _gerund_of_actor(tokens, i + 1, end)
    pair = addressed(tokens, i + 1, end) if tokens.words[i] == "for" else None
    return pair[1] if pair else None


def _more_of_it(tokens: Tokens, i: int, end: int) -> Act | None:
    """Return the act of "a continued presence": a state that is to be kept or made more of."""
    first = i + (tokens.words[i : i + 1] in (("a",), ("an",), ("the",)))
    is_more = first + 1 < end and tokens.words[first] in _MORE
    return Act(ActForm.NOUN, i, noun_head(tokens, i, end), end) if is_more else None


def _gerund_of_actor(tokens: Tokens, i: int, end: int) -> Act | None:
    """Return the act of "the importance of all parties complying with …"."""
    for j in range(i + 1, min(i + 12, end - 1)):
        if tokens.words[j] in _ENDING:
            return None
        if is_gerund(tokens.words[j]) and is_actor_phrase(tokens, i, j):
            return Act(ActForm.GERUND, i, j, end)
    return None


def _who_is_needed(tokens: Tokens, act: Act | None, i: int, end: int) -> tuple[int, int] | None:
    """Return who is to act: "for X to …", or the agent of a nominalised act."""
    if act and act.form is ActForm.INFINITIVE:
        pair = addressed(tokens, i + 1, end) if tokens.words[i] == "for" else None
        return pair[0] if pair else None
    if act and act.form is ActForm.GERUND and is_actor_phrase(tokens, act.start, act.head):
        return act.start, act.head
    return agent_of_act(tokens, i, end) if act and act.form is not ActForm.INFINITIVE else None


def _read_resolve(tokens: Tokens, predicate: Predicate, key: str, first: int, noun: int) -> Reading:
    """Read "expressed their readiness to …": a pledge if the will is the speaker's own."""
    verb = predicate.verb
    assert verb is not None
    modifiers = tokens.words[first:noun]
    own = bool(set(modifiers) & _OWN)
    subject = predicate.subject
    is_event = subject is not None and subject.sort is not SubjectClass.ACTOR
    is_journey = is_event and subject and group("journey") & set(tokens.words[subject.start : subject.end])
    if is_event and (is_journey or verb.id in ("demonstrate", "manifest")):
        return note(predicate, verb.statement, "not_an_actor")
    if (verb.id in _OF_OTHERS and not own) or verb.id in ("recall", "take_note", "bear_in_mind"):
        return note(predicate, verb.statement, "will_of_others")
    if tokens.words[noun] in ("desire", "wish") and tokens.words[noun + 1 : noun + 2] == ("that",):
        return _read_wish(tokens, predicate, noun + 1)
    i = _to_or_for(tokens, noun + 1, predicate.end)
    if i is None and tokens.words[noun + 1 : noun + 2] == (",",):
        i = _to_or_for(tokens, past_inserts(tokens, noun + 1, predicate.end), predicate.end)
    if i is None or (
        key == "intention"
        and tokens.words[noun] in ("plan", "plans")
        and infinitive_at(tokens, i, predicate.end) is None
    ):
        return note(predicate, verb.statement, "no_act")
    strength = 3 if key == "resolve" else 2
    if is_open(tokens, i, predicate.end):
        return Reading(
            chapeau=draft_of(predicate, CommitmentKind.PLEDGE, strength, "pledge_chapeau", i, verb.id)
        )
    act = infinitive_at(tokens, i, predicate.end) or act_at(tokens, i + 1, predicate.end)
    rule = "pledge_readiness" if key == "resolve" else "pledge_intention"
    draft = draft_of(predicate, CommitmentKind.PLEDGE, strength, rule, i, f"{verb.id}_{tokens.words[noun]}")
    continued = "continued" in modifiers or "continuing" in modifiers
    return Reading(
        drafts=with_acts(tokens, replace(draft, reaffirmed=continued or verb.id in _REAFFIRMING), act)
    )


def _read_wish(tokens: Tokens, predicate: Predicate, i: int) -> Reading:
    """Read "expresses the desire that all crews return": a recommendation to those who are named."""
    asked, act = asked_in_clause(tokens, i + 1, predicate.end)
    if asked is None:
        return note(predicate, StatementKind.EXPECTATION, "saying_fact")
    draft = draft_of(predicate, CommitmentKind.RECOMMENDATION, 2, "recommendation_duty", i, "wish")
    return Reading(drafts=with_acts(tokens, replace(draft, addressee=asked), act))


def _to_or_for(tokens: Tokens, i: int, end: int) -> int | None:
    """Return the first "to", "for", "in", "towards" or "of" that leads to the act, a few words on."""
    for j in range(i, min(i + 10, end)):
        if tokens.words[j] in ("to", "towards") or (j == i and tokens.words[j] in ("for", "in", "of")):
            return j
        if j == i and tokens.words[j] == "on" and gerund_head(tokens, j + 1, end) is not None:
            return j
        if tokens.words[j] in (",", ";", ":") or (j == i and tokens.words[j] == "that"):
            return None
    return None


def _read_support(tokens: Tokens, predicate: Predicate, key: str, first: int, noun: int) -> Reading:
    """Read "reaffirmed their support for …"."""
    del key
    assert predicate.verb is not None
    i = noun + 1
    if i >= predicate.end or tokens.words[i] not in ("for", "to", "of") or predicate.verb.id in _OF_OTHERS:
        return note(predicate, predicate.verb.statement, "no_act")
    if tokens.words[noun] == "solidarity":
        return note(predicate, StatementKind.APPRECIATION, "stance")
    del first
    draft = draft_of(
        predicate, CommitmentKind.ENDORSEMENT, 2, "endorsement_noun", i, f"{predicate.verb.id}_support"
    )
    return Reading(
        drafts=with_acts(tokens, replace(draft, reaffirmed=predicate.verb.id in _REAFFIRMING), None)
    )


def _read_asking(tokens: Tokens, predicate: Predicate, key: str, first: int, noun: int) -> Reading:
    """Read "reiterates its call upon X to …"."""
    del key
    verb = predicate.verb
    assert verb is not None
    word = tokens.words[noun]
    asked = {"invitation": "invite", "encouragement": "encourage"}.get(word, word.rstrip("s"))
    if verb.id not in _REISSUING or not set(tokens.words[first:noun]) & (_OWN | {"the"}):
        return note(predicate, verb.statement, "will_of_others")
    i = noun + 1
    if i < predicate.end and tokens.words[i] in ("to", "on", "upon", "for", "that"):
        found = addressed(tokens, i + 1, predicate.end) if tokens.words[i] != "for" else None
        strength = max(s.verb.strength for s in senses()[asked]) if asked != "call" else 3
        draft = draft_of(
            predicate, CommitmentKind.CALL, strength, "call_noun", i, f"{verb.id}_{word}", reaffirmed=True
        )
        draft = replace(draft, addressee=found[0] if found else None)
        return Reading(drafts=with_acts(tokens, draft, found[1] if found else None))
    return note(predicate, verb.statement, "no_act")


def _read_stance(tokens: Tokens, predicate: Predicate, key: str, first: int, noun: int) -> Reading:
    del first
    stance = note(predicate, _STANCES[key], "stance")
    if tokens.words[noun] not in _OPINIONS or tokens.words[noun + 1 : noun + 2] != ("that",):
        return stance
    held = read_that(tokens, predicate, noun + 2)
    return held if any(draft.kind is CommitmentKind.RECOMMENDATION for draft in held.drafts) else stance


_READERS = {
    "need": _read_need,
    "importance": _read_need,
    "resolve": _read_resolve,
    "intention": _read_resolve,
    "support": _read_support,
    "asking_noun": _read_asking,
    "concern_noun": _read_stance,
    "thanks_noun": _read_stance,
    "condemnation_noun": _read_stance,
    "expectation_noun": _read_stance,
}


def read_key_noun(tokens: Tokens, predicate: Predicate, key: str, first: int, noun: int) -> Reading:
    """Read the clause by the noun that decides, as `key_noun` found it."""
    return _READERS[key](tokens, predicate, key, first, noun)


def _read_passive(tokens: Tokens, predicate: Predicate) -> Reading:
    """Read "the need to … was stressed" and "it was stressed that …"."""
    subject = predicate.subject
    assert predicate.verb is not None
    if subject is None:
        return note(predicate, predicate.verb.statement, "saying_fact")
    if subject.sort is SubjectClass.EXPLETIVE:
        i = skip_adverbs(tokens, predicate.after, predicate.end)
        if i < predicate.end and tokens.words[i] == "that":
            return read_that(tokens, replace(predicate, subject=None), i + 1)
        return note(predicate, predicate.verb.statement, "saying_fact")
    key = key_noun(tokens, subject.start, subject.end)
    if key is None or key[0] not in ("need", "importance", "resolve", "intention"):
        return note(predicate, predicate.verb.statement, "saying_fact")
    inner = replace(
        predicate,
        start=subject.start,
        after=subject.start,
        end=subject.end,
        subject=None,
        own_subject=False,
        mode=Mode.ACTIVE,
    )
    reading = read_key_noun(tokens, inner, *key)
    if not reading.drafts:
        return note(predicate, predicate.verb.statement, "saying_fact")
    first = reading.drafts[0]
    whole = predicate.after if key[0] in ("need", "importance") else predicate.end
    return Reading(
        drafts=(
            replace(
                first,
                start=subject.start,
                end=whole,
                act=first.act,
                verb=(predicate.start, predicate.after),
                part=0,
            ),
        )
    )
