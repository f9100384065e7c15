"""The verbs of speaking, promising, asking and deciding, in all their forms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from extractors.grammar.word_classes import group
from extractors.lexicon import Entry, load
from extractors.model import CommitmentKind, StatementKind


class Family(StrEnum):
    """Which grammar reads the clause that a verb governs."""

    COMMISSIVE = "commissive"
    DIRECTIVE = "directive"
    ATTENTION = "attention"
    RECOMMENDING = "recommending"
    DECLARATIVE = "declarative"
    ANNOUNCING = "announcing"
    SUPPORTIVE = "supportive"
    SAYING = "saying"
    EXPRESSIVE = "expressive"
    NARRATING = "narrating"


class Form(StrEnum):
    """Inflected forms. The past form of a regular verb is also its participle."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    PARTICIPLE = "participle"
    GERUND = "gerund"


class Verb(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A verb of the lexicon in one of its uses. `strength` is 0 to 5 (codebook §3.3)."""

    verb: str
    family: Family
    kind: CommitmentKind | None = None
    strength: int = 0
    statement: StatementKind = StatementKind.ACKNOWLEDGEMENT
    past: str | None = None
    participle: str | None = None
    particles: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    opens_recital: bool = False


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word form may be: which verb, in which form."""

    verb: Verb
    form: Form


def third_person(verb: str) -> str:
    """Return the third person singular of a regular verb."""
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if _consonant_y(verb) else f"{verb}s"


def past_tense(verb: str) -> str:
    """Return the past tense of a regular verb."""
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if _consonant_y(verb) else f"{verb}ed"


def gerund(verb: str, past: str | None = None) -> str:
    """Return the gerund; a doubled consonant is known from the irregular `past` ("planned")."""
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing"
    doubled = past is not None and past == f"{verb}{verb[-1]}ed"
    return f"{verb}{verb[-1] if doubled else ''}ing"


def _consonant_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2] not in "aeiou"


@cache
def senses() -> dict[str, tuple[Sense, ...]]:
    """Return every form of every verb of the lexicon with what it may be, longest particles first."""
    found: dict[str, list[Sense]] = {}
    for entry in load("verbs", Verb):
        past = entry.past or past_tense(entry.verb)
        forms = {
            Form.BASE: entry.verb,
            Form.THIRD: third_person(entry.verb),
            Form.PAST: past,
            Form.PARTICIPLE: entry.participle or past,
            Form.GERUND: gerund(entry.verb, entry.past),
        }
        for form, word in forms.items():
            is_wanted = form in (Form.GERUND, Form.PARTICIPLE, *(entry.forms or Form))
            if is_wanted and (form is not Form.PARTICIPLE or word != past):
                found.setdefault(word, []).append(Sense(entry, form))
    return {word: tuple(sorted(of, key=_by_particle)) for word, of in found.items()}


def _by_particle(sense: Sense) -> int:
    return -max((len(particle) for particle in sense.verb.particles), default=0)


@cache
def _gerunds() -> dict[str, str]:
    return {gerund(act): act for act in acts()}


def base_of_gerund(word: str) -> str | None:
    """Return the verb of doing that a word in -ing is a form of, None where it is of none."""
    return _gerunds().get(word)


@cache
def acts() -> frozenset[str]:
    """Return the base forms of verbs that name acts, those of speaking among them."""
    return group("act") | {entry.verb for entry in load("verbs", Verb)}
