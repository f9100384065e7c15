"""Clauses of duty and promise: what "that …" and "it is necessary to …" hold (codebook I4, I5; X4, X5)."""

from __future__ import annotations

from msgspec.structs import replace

from extractors.commitments.acts import Act, ActForm, act_at, gerund_head, infinitive_at, skip_adverbs
from extractors.commitments.findings import Draft, Reading, draft_of, note, with_acts
from extractors.commitments.key_nouns import key_noun
from extractors.commitments.requests import addressed, past_inserts
from extractors.commitments.undertakings import strength_of_promise
from extractors.grammar.predicate import Predicate
from extractors.grammar.subjects import Subject, SubjectClass, clause_subject, subject_before
from extractors.grammar.tokens import Tokens
from extractors.grammar.vocabulary import Family, Form, senses
from extractors.grammar.word_classes import BE, DETERMINERS, HAVE, MODALS, PERSONAL, group
from extractors.model import CommitmentKind, StatementKind

_DUTY = {"must": 3, "should": 2, "ought": 2, "need": 2, "needs": 2, "require": 2, "requires": 2}
_PRESENT = (Form.BASE, Form.THIRD)
_LONGEST_SUBJECT = 16  # tokens before the verb of a that-clause
_PROMISING = ("will", "shall", "would")
_REAFFIRMING = group("verb_of_reaffirming")


def read_that(tokens: Tokens, predicate: Predicate, i: int, *, promised: bool = False) -> Reading:
    """Read the clauses after "that": duties recommend, promises pledge, facts do neither.

    `promised` says that the governing verb undertakes ("agreed that they would …").
    """
    drafts = [
        draft
        for start, end in _that_clauses(tokens, i, predicate.end)
        for draft in _embedded(tokens, predicate, start, end, promised=promised)
    ]
    if drafts:
        return Reading(drafts=tuple(drafts))
    return note(predicate, StatementKind.ACKNOWLEDGEMENT, "saying_fact")


def opens_bare_clause(tokens: Tokens, i: int, end: int) -> bool:
    """Tell whether a clause without "that" begins at token `i` ("affirmed they would …")."""
    at = skip_adverbs(tokens, i + 1, end)
    if not i < at < end:
        return False
    if tokens.words[i] in ("they", "we", "he", "she"):
        return tokens.words[at] in MODALS | BE
    while at < end and tokens.is_capital(at):
        at += 1
    is_name = tokens.words[i] == "it" or tokens.is_capital(at - 1)
    return is_name and tokens.words[at : at + 1] in (("will",), ("would",), ("shall",))


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


def _embedded(tokens: Tokens, predicate: Predicate, i: int, end: int, *, promised: bool) -> tuple[Draft, ...]:
    """Return the drafts of one embedded clause, none where it states a fact."""
    if i >= end:
        return ()
    if tokens.words[i] == "it":
        if graded := necessity_at(tokens, i + 1, end):
            needed = necessity(tokens, replace(predicate, end=end), *graded)
            return with_acts(tokens, needed, infinitive_at(tokens, graded[1], end))
        return _own_words(tokens, predicate, i, end) or _undertaking(tokens, predicate, i, end)
    at = _governing_verb(tokens, i, end)
    if at is None:
        return _undertaking(tokens, predicate, i, end)
    subject = subject_before(tokens, at, i)
    if subject is None or subject.boundary:
        subject = clause_subject(tokens, at, i)
    word = tokens.words[at]
    is_refusal = word in _PROMISING and tokens.words[at + 1 : at + 2] == ("not",)
    if subject is None or (_is_negated(tokens, at, end) and not is_refusal):
        return ()
    if word in _DUTY:
        draft = _duty(tokens, predicate, subject, at, end)
        return (draft,) if draft else ()
    if subject.sort is not SubjectClass.ACTOR or _is_of_others(tokens, predicate, subject):
        return ()
    if word in BE:
        return _willing(tokens, predicate, subject, at, end)
    speaks_then = predicate.form in (Form.PAST, Form.PARTICIPLE)
    return _promise(tokens, predicate, subject, at, end) if promised or word != "would" or speaks_then else ()


def _undertaking(tokens: Tokens, predicate: Predicate, i: int, end: int) -> tuple[Draft, ...]:
    """Return the pledge of a clause with a verb of undertaking ("announced that they intend to …")."""
    for at in range(i + 1, min(i + _LONGEST_SUBJECT, end - 1)):
        verb = next((s.verb for s in senses().get(tokens.words[at], ()) if s.form in _PRESENT), None)
        if verb is None or verb.family is not Family.COMMISSIVE:
            continue
        act = infinitive_at(tokens, at + 1, end)
        if act is None:
            continue
        subject = subject_before(tokens, at, i)
        speaks = subject is not None and (tokens.words[i] == "it" or subject.sort is SubjectClass.ACTOR)
        if not speaks or subject is None or subject.boundary or _is_of_others(tokens, predicate, subject):
            return ()
        draft = _own_draft(tokens, predicate, subject, (at, at + 1), end)
        made = replace(draft, strength=verb.strength, lemma=verb.id, act=(at + 1, end))
        return with_acts(tokens, made, act)
    return ()


def _own_words(tokens: Tokens, predicate: Predicate, i: int, end: int) -> tuple[Draft, ...]:
    """Return the pledge of "stresses that it is ready to …", where "it" is the speaker."""
    speaker = predicate.subject
    at = skip_adverbs(tokens, i + 1, end - 1)
    is_organ = speaker is None and tokens.words[at] in _PROMISING  # "Underlines that it will …"
    if speaker is None and not is_organ:
        return ()
    if speaker and (speaker.sort is not SubjectClass.ACTOR or tokens.words[speaker.start] in PERSONAL):
        return ()
    subject = Subject(i, i + 1, SubjectClass.ACTOR)
    if tokens.words[at] in BE:
        return _willing(tokens, predicate, subject, at, end)
    return _promise(tokens, predicate, subject, at, end) if tokens.words[at] in _PROMISING else ()


def _is_of_others(tokens: Tokens, predicate: Predicate, subject: Subject) -> bool:
    """Tell whether the will of others is only noted ("noted that the crews would return")."""
    noting = predicate.verb is not None and predicate.verb.id in group("verb_of_noting")
    return noting and tokens.words[subject.start] not in PERSONAL


def _governing_verb(tokens: Tokens, i: int, end: int) -> int | None:
    """Return the first verb of duty, promise or being that governs the clause, in no relative clause."""
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
            return j if word in BE and j > i else None
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


def _promise(tokens: Tokens, predicate: Predicate, subject: Subject, at: int, end: int) -> tuple[Draft, ...]:
    refuses = tokens.words[at + 1 : at + 2] == ("not",)
    head = past_inserts(tokens, at + 1 + refuses, end)
    word = tokens.words[head] if head < end else "be"
    lasts = word in ("remain", "stand")
    if (word in BE and not lasts) or word in group("happening_verb"):
        return ()
    if word in group("participation_verb") and not refuses:
        return ()
    if lasts and tokens.words[head + 1 : head + 2] and tokens.words[head + 1] in DETERMINERS:
        return ()
    modal = "will" if tokens.words[at] == "would" else tokens.words[at]
    draft = _own_draft(tokens, predicate, subject, (at, head + 1), end)
    return with_acts(
        tokens,
        replace(
            draft,
            strength=3 if word == "remain" else strength_of_promise(word, modal),
            lemma=modal,
            act=(head, end),
            reaffirmed=draft.reaffirmed or word == "remain" or word in group("continuing_verb"),
        ),
        Act(ActForm.BARE, head, head, end),
    )


def _willing(tokens: Tokens, predicate: Predicate, subject: Subject, at: int, end: int) -> tuple[Draft, ...]:
    """Return the pledge of "that they stand ready to …"."""
    head = next(
        (
            j
            for j in range(at + 1, min(at + 5, end - 1))
            if tokens.words[j] in group("will_adjective") | group("wish_adjective")
        ),
        None,
    )
    act = _act_after_to(tokens, head + 1, end) if head else None
    if head is None or act is None:
        return _steadfast(tokens, predicate, subject, at, end)
    draft = _own_draft(tokens, predicate, subject, (at, head + 1), end)
    strength = 3 if tokens.words[head] in group("will_adjective") else 2
    lemma = tokens.words[head]
    return with_acts(tokens, replace(draft, strength=strength, lemma=lemma, act=(head + 1, end)), act)


def _act_after_to(tokens: Tokens, i: int, end: int) -> Act | None:
    """Return the act of "(ready) to open the port", "(committed) to opening it"."""
    gerund = gerund_head(tokens, i + 1, end) if tokens.words[i : i + 1] == ("to",) else None
    return Act(ActForm.GERUND, i + 1, gerund, end) if gerund is not None else infinitive_at(tokens, i, end)


def _steadfast(
    tokens: Tokens, predicate: Predicate, subject: Subject, at: int, end: int
) -> tuple[Draft, ...]:
    """Return the pledge of "that they are united in their resolve to …"."""
    for j in range(at + 1, min(at + 6, end - 3)):
        if tokens.words[j] in group("steady_adjective") and tokens.words[j + 1] == "in":
            key = key_noun(tokens, j + 2, end)
            act = act_at(tokens, key[2] + 1, end) or act_at(tokens, key[2] + 2, end) if key else None
            if key and key[0] == "resolve" and act:
                draft = _own_draft(tokens, predicate, subject, (at, key[2] + 1), end)
                lemma = f"be_{tokens.words[key[2]]}"
                return with_acts(tokens, replace(draft, strength=3, lemma=lemma, act=(key[2] + 1, end)), act)
    return ()


def _own_draft(
    tokens: Tokens, predicate: Predicate, subject: Subject, verb: tuple[int, int], end: int
) -> Draft:
    """Return the draft of a promise in a that-clause; "we reiterate that we …" is one clause."""
    is_near = tokens.words[subject.start - 1] == "that" or subject.start == predicate.after
    is_speaker = tokens.words[subject.start] in PERSONAL and is_near
    return Draft(
        start=predicate.first if is_speaker else subject.start,
        end=end,
        kind=CommitmentKind.PLEDGE,
        strength=4,
        verb=verb,
        lemma="",
        subject=subject,
        act=verb,
        rule="pledge_that",
        reaffirmed=predicate.verb is not None and predicate.verb.id in _REAFFIRMING,
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
