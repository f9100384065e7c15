"""Clauses of duty and promise: what "that …" and "it is necessary to …" hold (codebook I4, I5; X4, X5)."""

from __future__ import annotations

from dataclasses import replace

from extractors.commitments.acts import infinitive_at, skip_adverbs
from extractors.commitments.findings import Draft, Reading, draft_of, note, with_acts
from extractors.commitments.requests import addressed
from extractors.commitments.undertakings import strength_of_promise
from extractors.grammar.predicate import Predicate
from extractors.grammar.subjects import Subject, SubjectClass, clause_subject, subject_before
from extractors.grammar.tokens import Tokens
from extractors.grammar.word_classes import BE, HAVE, MODALS, group
from extractors.model import CommitmentKind, StatementKind

_DUTY = {"must": 3, "should": 2, "ought": 2, "need": 2, "needs": 2, "require": 2, "requires": 2}
_REAFFIRMING = group("verb_of_reaffirming")


def read_that(tokens: Tokens, predicate: Predicate, i: int, *, promised: bool = False) -> Reading:
    """Read the clauses after "that": duties recommend, promises pledge, facts do neither.

    `promised` says that the governing verb undertakes ("agreed that they would …").
    """
    drafts = [
        draft
        for start, end in _that_clauses(tokens, i, predicate.end)
        if (draft := _embedded(tokens, predicate, start, end, promised=promised))
    ]
    if drafts:
        return Reading(drafts=tuple(drafts))
    return note(predicate, StatementKind.ACKNOWLEDGEMENT, "saying_fact")


def _that_clauses(tokens: Tokens, i: int, end: int) -> list[tuple[int, int]]:
    """Divide "that A, and that B" into its clauses."""
    cuts = [i]
    ends = []
    for j in range(i + 1, end - 1):
        if tokens.words[j] == "that" and tokens.words[j - 1] in ("and", "or", ";"):
            stop = j - 1
            while stop > cuts[-1] and tokens.words[stop - 1] in (",", ";", "and"):
                stop -= 1
            ends.append(max(stop, cuts[-1] + 1))
            cuts.append(j + 1)
    return list(zip(cuts, [*ends, end], strict=True))


def _embedded(tokens: Tokens, predicate: Predicate, i: int, end: int, *, promised: bool) -> Draft | None:
    """Return the draft of one embedded clause, None where it states a fact."""
    if i >= end:
        return None
    if tokens.words[i] == "it":
        graded = necessity_at(tokens, i + 1, end)
        return necessity(tokens, replace(predicate, end=end), *graded) if graded else None
    at = _governing_modal(tokens, i, end)
    if at is None:
        return None
    subject = subject_before(tokens, at, i)
    if subject is None or subject.boundary:
        subject = clause_subject(tokens, at, i)
    if subject is None or _is_negated(tokens, at, end):
        return None
    word = tokens.words[at]
    if word in _DUTY:
        return _duty(tokens, predicate, subject, at, end)
    if (
        word in ("will", "shall", "would")
        and subject.sort is SubjectClass.ACTOR
        and (promised or word != "would")
    ):
        return _promise(tokens, predicate, subject, at, end)
    return None


def _governing_modal(tokens: Tokens, i: int, end: int) -> int | None:
    """Return the first verb of duty or promise that governs the clause and no relative clause in it."""
    depth = 0
    relative = False
    for j in range(i, end):
        word = tokens.words[j]
        depth += (word in ("(", "[")) - (word in (")", "]"))
        if depth > 0:
            continue
        if word in ("which", "who", "that", "where", "while", "whose"):
            relative = True
        elif word in ("need", "needs") and tokens.words[j + 1 : j + 2] != ("to",):
            continue
        elif word in _DUTY or word in ("will", "shall", "would"):
            return j if j > i else None
        elif (
            (word in BE or word in HAVE or word in MODALS)
            and not relative
            and word not in ("being", "having", "been", "be")
        ):
            return None
    return None


def _is_negated(tokens: Tokens, at: int, end: int) -> bool:
    return "not" in tokens.words[at : min(at + 3, end)] or tokens.words[at - 1] in ("and", "nor")


def _duty(tokens: Tokens, predicate: Predicate, subject: Subject, at: int, end: int) -> Draft | None:
    word = tokens.words[at]
    head = skip_adverbs(tokens, at + (2 if word in ("need", "needs", "ought") else 1), end)
    passive = (
        head + 1 < end
        and tokens.words[head] == "be"
        and tokens.words[skip_adverbs(tokens, head + 1, end - 1)].endswith(
            ("ed", "en", "held", "made", "met", "ught", "put", "set", "led")
        )
    )
    actor = subject.sort is SubjectClass.ACTOR
    if word.startswith("require"):
        passive = False
    if not actor and not passive:
        return None
    return Draft(
        start=subject.start,
        end=end,
        kind=CommitmentKind.RECOMMENDATION,
        strength=_DUTY[word],
        verb=(at, min(head + 1, end)),
        lemma=word,
        subject=predicate.subject,
        act=(head, end),
        rule="recommendation_duty",
        addressee=(subject.start, subject.end) if actor else None,
    )


def _promise(tokens: Tokens, predicate: Predicate, subject: Subject, at: int, end: int) -> Draft | None:
    head = skip_adverbs(tokens, at + 1, end)
    word = tokens.words[head] if head < end else "be"
    if word in BE or word in group("participation_verb") or word in group("happening_verb"):
        return None
    modal = "will" if tokens.words[at] == "would" else tokens.words[at]
    return Draft(
        start=subject.start,
        end=end,
        kind=CommitmentKind.PLEDGE,
        strength=strength_of_promise(word, modal),
        verb=(at, head + 1),
        lemma=modal,
        subject=subject,
        act=(head, end),
        rule="pledge_that",
        reaffirmed=word in group("continuing_verb"),
    )


def necessity_at(tokens: Tokens, i: int, end: int) -> tuple[int, int] | None:
    """Return (strength, position behind the adjective) for "is necessary to", "important that"."""
    for j in range(i, min(i + 6, end)):
        word = tokens.words[j]
        strength = (
            2 if word in group("necessary_adjective") else 1 if word in group("important_adjective") else 0
        )
        if strength and tokens.words[j + 1 : j + 2] and tokens.words[j + 1] in ("to", "that", "for"):
            return strength, j + 1
    return None


def read_necessity(tokens: Tokens, predicate: Predicate) -> Reading:
    """Read "it is essential to …" and "there is a need for …" as the text's own recommendation."""
    strength = 1 if tokens.words[predicate.head] in group("important_adjective") else 2
    draft = necessity(tokens, replace(predicate, subject=None), strength, predicate.after)
    act = infinitive_at(tokens, predicate.after, predicate.end)
    return Reading(drafts=with_acts(tokens, replace(draft, start=predicate.start), act))


def necessity(tokens: Tokens, predicate: Predicate, strength: int, i: int) -> Draft:
    """Return the recommendation of "necessary to …", whose complement begins at token `i`."""
    draft = draft_of(
        predicate,
        CommitmentKind.RECOMMENDATION,
        strength,
        "recommendation_necessity",
        i,
        "be_necessary" if strength == 2 else "be_important",
    )
    verb = predicate.verb
    if tokens.words[i] == "that":
        subject_end = next(
            (
                j
                for j in range(i + 1, predicate.end)
                if tokens.words[j] in ("continue", "be", "make") or tokens.words[j] in MODALS
            ),
            None,
        )
        addressee = (i + 1, subject_end) if subject_end and subject_end > i + 1 else None
    else:
        pair = addressed(tokens, i + 1, predicate.end) if tokens.words[i] == "for" else None
        addressee = pair[0] if pair else None
    return replace(draft, addressee=addressee, reaffirmed=verb is not None and verb.id in _REAFFIRMING)
