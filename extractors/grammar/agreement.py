"""Agreement: whether a subject can do what a verb says, by what it names and by number."""

from __future__ import annotations

from extractors.grammar.subjects import Subject, SubjectClass
from extractors.grammar.tokens import Tokens
from extractors.grammar.verb_groups import Mode
from extractors.grammar.vocabulary import Family, Form, Verb
from extractors.grammar.word_classes import PREPOSITIONS, PRONOUNS, group

_SPEAKERS = frozenset((SubjectClass.ACTOR, SubjectClass.EVENT, SubjectClass.DOCUMENT))
_SPEECH = frozenset(
    (
        Family.SAYING,
        Family.DIRECTIVE,
        Family.ATTENTION,
        Family.RECOMMENDING,
        Family.DECLARATIVE,
        Family.ANNOUNCING,
        Family.SUPPORTIVE,
        Family.EXPRESSIVE,
        Family.NARRATING,
    )
)


def suits(tokens: Tokens, subject: Subject, verb: Verb, form: Form, mode: Mode, i: int) -> bool:
    """Tell whether a subject can do what the verb says."""
    if mode is Mode.PASSIVE or verb.id in group("verb_of_being_backed"):
        return True
    if form is Form.PAST and tokens.words[i + 1 : i + 2] in (("by",), ("pursuant",), ("under",)):
        return False
    if form is Form.BASE and not _is_plural(tokens, subject):
        return False
    if form is Form.THIRD and _is_compound(tokens, subject):
        return False
    asks_again = verb.verb == "continue" and tokens.words[i + 1 : i + 2] == ("to",)
    if verb.family in _SPEECH or (asks_again and tokens.words[i + 2 : i + 3] in (("call",), ("urge",))):
        return subject.sort in _SPEAKERS or subject.sort is SubjectClass.EXPLETIVE
    meets = verb.verb in ("agree", "resolve") and tokens.is_capital(subject.end - 1)
    return subject.sort is SubjectClass.ACTOR or (meets and subject.sort is SubjectClass.EVENT)


def _is_compound(tokens: Tokens, subject: Subject) -> bool:
    """Tell whether a bare noun only qualifies the one that looks like a verb ("and business exchanges")."""
    alone = subject.end - subject.start == 1 and subject.boundary != "that"
    words = tokens.words[subject.start : subject.end]
    if "and" in words and PREPOSITIONS.isdisjoint(words) and not tokens.is_capital(subject.end - 1):
        return True  # "sector ties and talent exchanges": two things would exchange
    return alone and not tokens.is_capital(subject.start) and tokens.words[subject.start] not in PRONOUNS


def _is_plural(tokens: Tokens, subject: Subject) -> bool:
    words = tokens.words[subject.start : subject.end]
    if words[0] in ("we", "they", "you", "i", "both", "all"):
        return True
    head = next((k for k, w in enumerate(words) if k and w in PREPOSITIONS), len(words))
    last = words[head - 1].rstrip(",")
    return last.endswith("s") or "and" in words or last in ("people", "women", "men", "police", "troika")
