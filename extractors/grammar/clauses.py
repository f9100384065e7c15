"""Clauses: where a sentence's governing verbs stand, who their subjects are, how far each reaches.

A predicate is a finite verb of the lexicon, or a future or wish ("will", "are ready to"), in the
main line of its sentence. Verbs inside that-clauses, relative clauses, brackets and recitals are
left to the clause that holds them.
"""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from extractors.grammar.agreement import suits
from extractors.grammar.clause_ends import ended, merged
from extractors.grammar.coordination import (
    before_opener,
    belongs_before,
    first_subject,
    is_coordinated,
    is_separated,
    shared_subject,
)
from extractors.grammar.predicate import Predicate
from extractors.grammar.subjects import Subject, SubjectClass, clause_subject, subject_before
from extractors.grammar.tokens import Tokens
from extractors.grammar.verb_groups import Mode, group_start, is_adjective, is_noun, sense_at, verb_group
from extractors.grammar.vocabulary import Form, Verb, acts, senses
from extractors.grammar.word_classes import (
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    group,
    is_adverb,
    is_gerund,
)

_INCLINED = group("will_adjective") | group("wish_adjective") | group("steady_adjective")


def predicates(tokens: Tokens, low: int, high: int, *, initial: bool) -> list[Predicate]:
    """Return the main predicates among the tokens `[low, high)`, in order, with their ends set.

    `initial` says that a verb may open the clause without a subject, as in operative paragraphs
    and in the bullets of a chapeau.
    """
    found: list[Predicate] = []
    triggers = _triggers()
    depth = 0
    free = low  # the first token behind the predicate found last
    for i in [i for i in range(low, high) if tokens.words[i] in triggers]:
        if i < free:
            continue
        word = tokens.words[i]
        depth += (word in ("(", "[")) - (word in (")", "]"))
        made = None if depth > 0 else _predicate_at(tokens, i, low, high, found, initial=initial)
        if made:
            found.append(made)
            free = made.after
    return merged(tokens, ended(tokens, found, high))


@cache
def _triggers() -> frozenset[str]:
    """Return the words at which a predicate or a bracket can stand."""
    others = [
        "will",
        "shall",
        "would",
        "should",
        "must",
        "need",
        "needs",
        "ought",
        "it",
        "there",
        "(",
        "[",
        ")",
        "]",
    ]
    return _INCLINED.union(others, senses())


def _predicate_at(
    tokens: Tokens, i: int, low: int, high: int, found: list[Predicate], *, initial: bool
) -> Predicate | None:
    word = tokens.words[i]
    if word in ("will", "shall", "would"):
        return _modal(tokens, i, low, high, found, Mode.FUTURE)
    if word in ("should", "must") or (
        word in ("need", "needs", "ought") and tokens.words[i + 1 : i + 2] == ("to",)
    ):
        return _modal(tokens, i, low, high, found, Mode.OBLIGATION)
    if word in group("steady_adjective") and (made := _steadfast(tokens, i, low, found, high)):
        return made
    if word in _INCLINED:
        made = _disposition(tokens, i, low, high, found, initial=initial)
        if made:
            return made
    if word == "held" and tokens.words[i + 1 : i + 2] and tokens.words[i + 1] in PREPOSITIONS:
        return None  # "the conference held in May": a participle
    if word in _ARRIVED and (made := _arrived_at(tokens, i, low, high)):
        return made
    if word in senses():
        return _lexical(tokens, i, low, high, found, initial=initial)
    if (
        word in ("it", "there")
        and tokens.words[i + 1 : i + 2]
        and tokens.words[i + 1] in ("is", "was", "remains")
    ):
        return _necessity(tokens, i, low, high, found)
    return None


def _necessity(tokens: Tokens, i: int, low: int, high: int, found: list[Predicate]) -> Predicate | None:
    """Return "it is essential to …" or "there is a need for …" where it is a clause of its own."""
    if i > low and tokens.words[i - 1] not in (",", ";", "and", "but", ":", "–", "—"):
        return None
    if (found and _holds_that(tokens, found[-1])) or _in_recital(tokens, low):
        return None
    nouns = tokens.words[i] == "there"
    if nouns and (agreed := _there_was_agreement(tokens, i, high)):
        return agreed
    names = ("need",) if nouns else ("necessary_adjective", "important_adjective")
    for j in range(i + 2, min(i + 7, high - 1)):
        if any(tokens.words[j] in group(name) for name in names) and tokens.words[j + 1] in (
            "to",
            "that",
            "for",
        ):
            subject = Subject(i, i + 1, SubjectClass.EXPLETIVE)
            return Predicate(Mode.NECESSITY, i, j, j + 1, high, None, Form.BASE, subject, True)
    return None


def _there_was_agreement(tokens: Tokens, i: int, high: int) -> Predicate | None:
    """Return "there was broad consensus that …" as "it was agreed that …"."""
    for j in range(i + 2, min(i + 6, high - 1)):
        if tokens.words[j] in _ARRIVED_AT and tokens.words[j] != "decision" and tokens.words[j + 1] == "that":
            return _done_by_nobody("agreed", Subject(i, i + 1, SubjectClass.EXPLETIVE), i, j, high)
        if tokens.words[j] == "no":
            return None
    return None


def _modal(
    tokens: Tokens, i: int, low: int, high: int, found: list[Predicate], mode: Mode
) -> Predicate | None:
    """Return the predicate of a modal verb; its `head` is the verb that the modal governs."""
    head = i + 1
    if tokens.words[i] in ("need", "needs") and i > low and is_adjective(tokens.words[i - 1]):
        return None
    if mode is Mode.OBLIGATION and tokens.words[i] in ("need", "needs", "ought"):
        head = i + 2
    head, negated = _past_modal(tokens, head, high)
    if head >= high or tokens.words[head] in DETERMINERS or tokens.words[head] in PREPOSITIONS:
        return None
    link = before_opener(tokens, i, low)
    subject = subject_before(tokens, link, low)
    own = subject is not None
    if subject is None and not found and mode is Mode.FUTURE:
        subject = first_subject(tokens, link, low, is_past=True)
    if subject is None:
        if (
            mode is Mode.OBLIGATION
            and tokens.words[head] not in ("be", "have", "not")
            and tokens.words[head] not in acts()
        ):
            return None  # "should diplomacy fail"
        if (
            not found
            or (found[-1].mode is Mode.ACTIVE and found[-1].subject is None)
            or _holds_that(tokens, found[-1])
        ):
            return None
        subject = found[-1].subject
    elif (
        (found and not is_separated(tokens, subject))
        or (_is_inner(tokens, subject, found, low) and not _announces(tokens, subject))
        or (tokens.words[i] in ("need", "needs") and subject.sort is not SubjectClass.ACTOR)
    ):
        return None
    start = group_start(tokens, i, low)
    return Predicate(mode, start, head, head + 1, high, None, Form.BASE, subject, own, negated)


def _past_modal(tokens: Tokens, head: int, high: int) -> tuple[int, bool]:
    """Step over a label ("will (i) open"), adverbs and "not" to the verb; tell whether it is denied."""
    if tokens.words[head : head + 1] == ("(",) and tokens.words[head + 2 : head + 3] == (")",):
        head += 3
    negated = False
    if tokens.words[head : head + 1] == (",",) and tokens.words[head + 1 : head + 2] != (",",):
        close = next((j for j in range(head + 1, min(head + 12, high)) if tokens.words[j] == ","), None)
        head = close + 1 if close else head
    while head < high and (is_adverb(tokens.words[head]) or tokens.words[head] in _BESIDE_MODALS):
        negated |= tokens.words[head] in ("not", "never")
        head += 1
    return head, negated


def _is_inner(tokens: Tokens, subject: Subject, found: list[Predicate], low: int) -> bool:
    """Tell whether a clause with this subject is part of another clause."""
    if subject.is_embedded or subject.boundary == "verb":
        return True
    if found and _holds_that(tokens, found[-1]):
        return tokens.words[subject.start - 1] != ";"
    return not found and _in_recital(tokens, low) and tokens.words[subject.start] != "we"


def _in_recital(tokens: Tokens, low: int) -> bool:
    """Tell whether the clause opens as a recital that holds a that-clause ("Noting that …")."""
    opening = tokens.words[low : low + 6]
    return "that" in opening and any(
        sense.verb.opens_recital and sense.form is Form.GERUND
        for w in opening[:3]
        for sense in senses().get(w, ())
    )


def _holds_that(tokens: Tokens, predicate: Predicate) -> bool:
    """Tell whether the predicate's complement is a that-clause, which holds what follows."""
    return "that" in tokens.words[predicate.after : predicate.after + 4]


def _announces(tokens: Tokens, subject: Subject) -> bool:
    """Tell whether a subordinate clause says what a text to come will hold (", in which they will …")."""
    i = subject.start
    return subject.boundary == "which" and i >= 2 and tokens.words[i - 2] in ("in", "by", "under", "through")


def _disposition(
    tokens: Tokens, i: int, low: int, high: int, found: list[Predicate], *, initial: bool
) -> Predicate | None:
    """Return "are ready to …" and its like: a form of "be", adverbs, the adjective, "to" or "for"."""
    k = i - 1
    while k > low and (is_adverb(tokens.words[k]) or tokens.words[k] in _BESIDE_ADJECTIVES):
        k -= 1
    if k < low or tokens.words[k] not in BE or tokens.words[k] == "be" or i + 1 >= high:
        return None
    after = i + 3 if tokens.words[i + 1 : i + 3] == ("as", "ever") else i + 1
    if after >= high or tokens.words[after] not in ("to", "for", "in", "on"):
        return None
    if tokens.words[after] == "for" and tokens.words[i] not in ("ready", "prepared", "keen"):
        return None
    start = group_start(tokens, k, low)
    if start > low and tokens.words[start - 1] in ("will", "shall"):
        return None
    subject = subject_before(tokens, before_opener(tokens, start, low), low)
    own = subject is not None
    if subject is None:
        if found:
            subject = found[-1].subject
        elif not initial:
            return None
    elif subject.is_embedded:
        return None
    return Predicate(Mode.DISPOSITION, start, i, after, high, None, Form.BASE, subject, own)


def _steadfast(tokens: Tokens, i: int, low: int, found: list[Predicate], high: int) -> Predicate | None:
    """Return "are united in" as the verb of saying that it is ("are united in our support for …")."""
    start = group_start(tokens, i, low) - 1
    if start <= low or tokens.words[start] not in BE or tokens.words[i + 1 : i + 2] != ("in",):
        return None
    if (i + 2 < high and is_gerund(tokens.words[i + 2])) or tokens.words[start - 1] in MODALS:
        return None
    subject = subject_before(tokens, start, low)
    if subject is None or subject.is_embedded or subject.sort is not SubjectClass.ACTOR:
        return None
    if found and not is_separated(tokens, subject):
        return None
    verb = next(sense.verb for sense in senses()["remain"] if sense.verb.id == "remain_steadfast")
    return Predicate(Mode.ACTIVE, start, i, i + 2, high, verb, Form.BASE, subject, True)


def _arrived_at(tokens: Tokens, i: int, low: int, high: int) -> Predicate | None:
    """Return "an agreement was reached" or "the decision was taken" as "it was agreed" or "decided"."""
    be = group_start(tokens, i, low) - 1
    noun = be - 1
    while noun > low and tokens.words[noun] in HAVE:
        noun -= 1  # "has been reached"
    verb = _ARRIVED_AT.get(tokens.words[noun]) if noun >= low and tokens.words[be] in BE else None
    if verb is None or tokens.words[noun - 1 : noun] == ("no",):
        return None
    start = noun - (noun > low and tokens.words[noun - 1] in DETERMINERS)
    if start > low and tokens.words[start - 1] not in (",", ";", "and"):
        return None
    return _done_by_nobody(verb, Subject(start, noun + 1, SubjectClass.EXPLETIVE), be, i, high)


def _done_by_nobody(past: str, subject: Subject, start: int, at: int, high: int) -> Predicate:
    """Return what "it was agreed" is, where the words from `start` to `at` say the same of `subject`."""
    sense = next(sense for sense in senses()[past] if sense.form is Form.PAST)
    return Predicate(Mode.PASSIVE, start, at, at + 1, high, sense.verb, Form.PAST, subject, True)


def _lexical(
    tokens: Tokens, i: int, low: int, high: int, found: list[Predicate], *, initial: bool
) -> Predicate | None:
    """Return the predicate of a verb of the lexicon at token `i`, if it is one there."""
    chosen = sense_at(tokens, i, high)
    if chosen is None:
        return None
    sense, after = chosen
    start, mode, form = verb_group(tokens, i, low, sense)
    if mode is None:
        return None
    if mode is Mode.ACTIVE and (
        is_noun(tokens, i, low, sense.form, start) or _is_in_name(tokens, i, low, form)
    ):
        return None
    link = before_opener(tokens, start, low)
    subject = _subject_of(tokens, link, low, found)
    if subject is None:
        made = Predicate(mode, start, i, after, high, sense.verb, form, None, False)
        return _without_subject(tokens, made, sense.verb, link, low, found, initial=initial)
    is_undergone = mode is Mode.PASSIVE or sense.verb.id in group("verb_of_being_backed")
    if is_undergone and not found and not (subject.is_embedded or _is_expletive(subject)):
        subject = clause_subject(tokens, start, low) or subject
    if found and not is_separated(tokens, subject):
        return None
    is_suited = suits(tokens, subject, sense.verb, form, mode, i)
    if _is_inner_speech(tokens, subject, found, form) or not is_suited:
        return None
    return Predicate(mode, start, i, after, high, sense.verb, form, subject, True)


def _without_subject(
    tokens: Tokens, made: Predicate, verb: Verb, link: int, low: int, found: list[Predicate], *, initial: bool
) -> Predicate | None:
    """Return a predicate with the subject that it shares, None where nothing links it to a clause before."""
    if found:
        linked = link > low and is_coordinated(tokens, link, made.head, found[-1], made.form, verb)
        return replace(made, subject=found[-1].subject) if linked else None
    if initial:
        return made if _may_open(tokens, link, low, made.form) else None
    shared = shared_subject(tokens, link, low, verb, made.form)
    is_suited = shared is not None and suits(tokens, shared, verb, made.form, made.mode, made.head)
    return replace(made, subject=shared) if is_suited else None


def _is_in_name(tokens: Tokens, i: int, low: int, form: Form) -> bool:
    """Tell whether a capital letter shows a name inside the sentence ("and Recommended Practices")."""
    inside = i > low and not tokens.text[tokens.starts[i] : tokens.ends[i]].isupper()
    if not (inside and tokens.is_capital(i)):
        return False
    names = tokens.words[i - 1] in ("and", "or", "the", "of")
    return names or (form is Form.BASE and i > low + 1 and tokens.is_capital(i - 1))  # "Work Plan"


def _subject_of(tokens: Tokens, start: int, low: int, found: list[Predicate]) -> Subject | None:
    """Return the subject of the verb group at `start`, None where it has none of its own."""
    subject = subject_before(tokens, start, low)
    is_inserted = subject and found and tokens.words[start - 1] == ","
    if is_inserted and subject and belongs_before(tokens, subject, found[-1]):
        return None
    return subject


def _is_expletive(subject: Subject) -> bool:
    return subject.sort is SubjectClass.EXPLETIVE


def _is_inner_speech(tokens: Tokens, subject: Subject, found: list[Predicate], form: Form) -> bool:
    """Tell whether a verb with a subject of its own belongs to a that-clause before it."""
    if subject.is_embedded or subject.boundary == "verb":
        return True
    if not found or not _holds_that(tokens, found[-1]):
        return False
    link = tokens.words[max(subject.start - 2, 0) : subject.start]
    speaks_again = form is Form.PAST or _is_collective(tokens, subject)
    return not (speaks_again and (link == (",", "and") or ";" in link))


def _is_collective(tokens: Tokens, subject: Subject) -> bool:
    """Tell whether a subject names those who speak in the text ("we", "the two leaders", "both sides")."""
    words = tokens.words[subject.start : subject.end]
    return words[0] in ("we", "both") or (len(words) < 4 and words[-1] in group("collective"))


def _may_open(tokens: Tokens, start: int, low: int, form: Form) -> bool:
    """Tell whether a verb without a subject may open the sentence."""
    return form is not Form.GERUND and (start == low or tokens.words[start - 1] in (",", "and"))


_ARRIVED = frozenset(("achieved", "made", "reached", "taken"))
_ARRIVED_AT = {
    "agreement": "agreed",
    "agreements": "agreed",
    "consensus": "agreed",
    "decision": "decided",
    "understanding": "agreed",
}
_BESIDE_ADJECTIVES = frozenset(("and", "united", "both", "all", "each", "then"))
_BESIDE_MODALS = frozenset(("not", ",", "then", "each", "all", "both"))  # "we will each appoint"
