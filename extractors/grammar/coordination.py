"""Coordination: what a verb without a subject of its own shares with the clause before it."""

from __future__ import annotations

from extractors.grammar.predicate import Predicate
from extractors.grammar.subjects import Subject, SubjectClass, clause_subject, opener_end
from extractors.grammar.tokens import Tokens
from extractors.grammar.verb_groups import Mode
from extractors.grammar.vocabulary import Family, Form, Verb, acts
from extractors.grammar.word_classes import BE, HAVE, SUBORDINATORS, group

_AMBIGUOUS = group("speech_or_deed")
_ENDS = group("end_of_opener")
_SPEECH_OR_PROMISE = frozenset((Family.SAYING, Family.DIRECTIVE, Family.COMMISSIVE, Family.RECOMMENDING))


def before_opener(tokens: Tokens, start: int, low: int) -> int:
    """Step back over an opener without a comma of its own ("and to this end calls upon")."""
    k = start - 3
    is_opener = k > low and tokens.words[k + 2] in _ENDS and tokens.words[k + 1] in ("this", "that", "these")
    linked = is_opener and tokens.words[k] in ("in", "to", "for") and tokens.words[k - 1] in ("and", ",", ";")
    return k if linked else start


def belongs_before(tokens: Tokens, subject: Subject, before: Predicate) -> bool:
    """Tell whether a noun before a comma ends the clause before, and is no subject with an insertion."""
    return before.subject is None or not is_separated(tokens, subject)


def shared_subject(tokens: Tokens, start: int, low: int, verb: Verb, form: Form) -> Subject | None:
    """Return the sentence's first subject for a verb coordinated with one that no lexicon has.

    ("We begin a new chapter and pledge to …", "The envoy echoed this view and stressed the need …".)
    """
    if verb.family not in _SPEECH_OR_PROMISE or verb.verb in _AMBIGUOUS:
        return None
    if form is Form.PARTICIPLE:
        return None
    return first_subject(tokens, start, low, is_past=form is Form.PAST)


def first_subject(tokens: Tokens, start: int, low: int, *, is_past: bool) -> Subject | None:
    """Return the first subject of a sentence for the verb group at `start` behind "and".

    Where it is no pronoun, the verb that ends it must show itself by its form (`is_past`).
    """
    if start <= low or tokens.words[start - 1] not in (("and", ",") if is_past else ("and",)):
        return None
    low = opener_end(tokens, low, start)
    end = low + 1
    if tokens.words[low] not in ("we", "they", "he", "she", "i"):
        is_finite = _shows_past if is_past else _shows_present
        end = next((k for k in range(low + 1, start) if is_finite(tokens, k)), low)
    subject = clause_subject(tokens, end, low) if end > low else None
    inner = any(word in SUBORDINATORS for word in tokens.words[end:start])
    return subject if subject and subject.sort is SubjectClass.ACTOR and not inner else None


def _shows_past(tokens: Tokens, i: int) -> bool:
    word = tokens.words[i]
    return word in HAVE or (word.endswith("ed") and not tokens.is_capital(i))


def _shows_present(tokens: Tokens, i: int) -> bool:
    return tokens.words[i] in BE and not tokens.words[i].startswith("w")


def is_separated(tokens: Tokens, subject: Subject) -> bool:
    """Tell whether a new clause can begin with this subject: something must link or part it from the last."""
    return tokens.words[subject.start - 1] in (
        ",",
        ";",
        ":",
        "and",
        "but",
        "while",
        "–",
        "—",
        "-",
        "or",
        "which",
        "then",
    )


def is_coordinated(tokens: Tokens, start: int, i: int, before: Predicate, form: Form, verb: Verb) -> bool:
    """Tell whether the verb at `i` is coordinated with the predicate before it."""
    link = tokens.words[start - 1]
    if link not in ("and", "but", ",", "or", "then", ";"):
        return False
    if form is Form.PAST and tokens.words[i + 1 : i + 2] == ("by",):
        return False
    if link == "or":
        return False
    if not _agree(tokens, start, before, form, verb):
        return False
    if before.mode in (Mode.FUTURE, Mode.OBLIGATION) and (form is not Form.BASE or not _has_actor(before)):
        return False
    ambiguous = verb.verb in _AMBIGUOUS and not verb.particles
    if ambiguous and form is Form.BASE and _is_in_relative_clause(tokens, before.after, start):
        return False
    if before.mode in (Mode.FUTURE, Mode.OBLIGATION) and form is Form.BASE:
        return not ambiguous
    if form is not Form.BASE:
        return True
    between = range(before.after, start)
    if not before.own_subject and tokens.words[start - 2 : start] == (",", "and"):
        return True  # "We affirm A, reaffirm B, and urge C"
    infinitive = before.after < start and any(
        tokens.words[k] == "to" and tokens.words[k + 1] in acts() for k in between
    )
    return not infinitive or not ambiguous


def _agree(tokens: Tokens, start: int, before: Predicate, form: Form, verb: Verb) -> bool:
    """Tell whether two verbs of one subject agree in tense, or the second speaks now of what was said."""
    if before.mode not in (Mode.ACTIVE, Mode.PASSIVE) or _tense(form) == _tense(before.form):
        return True
    if form is Form.THIRD and before.form is Form.PARTICIPLE:
        return tokens.words[before.start] == "has"  # "has heard A and urges B"
    asks = form is Form.BASE and verb.family is Family.DIRECTIVE and bool(verb.particles)
    return asks and not any(
        tokens.words[k] == "to" and tokens.words[k + 1] in acts() for k in range(before.after, start)
    )


def _has_actor(predicate: Predicate) -> bool:
    """Tell whether a predicate's subject can speak ("the text should list A, call on B" only expects)."""
    return predicate.subject is None or predicate.subject.sort is SubjectClass.ACTOR


def _is_in_relative_clause(tokens: Tokens, low: int, i: int) -> bool:
    """Tell whether the verb at `i` is one of a relative clause's ("steps that curb A, support B").

    A plural verb does not go on with a clause of one thing ("growth that serves all, and intend to").
    """
    return any(
        tokens.words[k] in ("that", "which", "who") and not _is_singular(tokens.words[k + 1])
        for k in range(low, i)
    )


def _is_singular(verb: str) -> bool:
    return verb.endswith("s") and not verb.endswith("ss")


def _tense(form: Form) -> str:
    if form in (Form.PAST, Form.PARTICIPLE):
        return "past"
    return "third" if form is Form.THIRD else "base"
