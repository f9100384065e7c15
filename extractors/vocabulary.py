"""The words that the grammar of commitments knows: verbs by what they do, nouns by what they name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

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


class WordGroup(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that play the same part."""

    description: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word form may be: which verb, in which form."""

    verb: Verb
    form: Form


DETERMINERS = frozenset(
    "the a an this that these those its their our his her my your all each every any some such no both several "
    "many more most other another further one two three four five".split()
)
PREPOSITIONS = frozenset(
    "of in on at by for from with to into within between among amongst across through throughout under over "
    "against towards toward during after before since until upon about regarding concerning without "
    "including through via per as than along despite following based".split()
)
PERSONAL = frozenset("we they he she i you who".split())
PRONOUNS = PERSONAL | {"it"}
BE = frozenset("is are was were be been being am remain remains remained stand stands stood".split())
HAVE = frozenset("has have had having".split())
FUTURE = frozenset(("will", "shall"))
MODALS = FUTURE | frozenset("would should must can could may might cannot ought".split())
SUBORDINATORS = frozenset(
    "that which who whom whose where when while whereas whether because if although though unless whenever "
    "wherever why how what until once lest".split()
)
STOPS = frozenset((";", ":", ".", "?", "!", "–", "—", "-"))


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
def group(name: str) -> frozenset[str]:
    """Return the words of a group of `nouns.toml`."""
    return frozenset(next(entry.words for entry in load("nouns", WordGroup) if entry.id == name))


@cache
def acts() -> frozenset[str]:
    """Return the base forms of verbs that name acts."""
    listed = (word for entry in load("actions", WordGroup) for word in entry.words)
    return frozenset(listed) | {entry.verb for entry in load("verbs", Verb)}


_NOT_GERUNDS = frozenset(
    "during including according following regarding concerning notwithstanding meeting meetings being nothing "
    "something anything everything king spring string thing things morning evening wing ring building ongoing "
    "existing outstanding pending remaining developing willing upcoming forthcoming leading growing emerging "
    "increasing participating neighbouring neighboring funding financing standing longstanding underlying "
    "wellbeing well-being corresponding prevailing surrounding incoming sing bring beijing housing banking "
    "shipping farming mining engineering manufacturing peacekeeping peacebuilding peace-building capacity-building "
    "decision-making policymaking trafficking smuggling laundering proceeding proceedings ensuing lasting".split()
)


def is_gerund(word: str) -> bool:
    """Tell whether a word can be a verb in -ing (and is no common noun or adjective of that shape)."""
    return word.endswith("ing") and len(word) > 4 and word not in _NOT_GERUNDS


def is_adverb(word: str) -> bool:
    """Tell whether a word can be an adverb."""
    return (word.endswith("ly") and word not in ("family", "assembly", "early", "supply", "reply", "apply", "italy",
            "july", "comply", "rely", "multiply", "ally", "friendly", "costly", "timely", "daily", "only-begotten")
            ) or word in group("adverb")


_ACTION_ENDINGS = ("tion", "sion", "ment", "ings", "ance", "ence", "al", "tions", "isation", "ization", "ing")
_NOT_ACTIONS = frozenset(
    "region regional nation national international mention document documents government environment tension "
    "dimension position condition conditions importance significance relevance presence confidence independence "
    "intelligence evidence violence conference audience essence science influence difference existence "
    "potential capital goal proposal principal signal festival hospital moral journal element elements "
    "moment department parliament instrument instruments agreement agreements organization organisation "
    "institution constitution population generation tradition convention commission union religion opinion "
    "question vision mission resolution declaration federation association administration delegation "
    "corporation foundation station relation election option communication information circumstance distance "
    "finance alliance balance chance substance instance insurance ".split()
)


def is_action_noun(word: str) -> bool:
    """Tell whether a noun names an act, by the lexicon and else by its ending."""
    if word in group("action_noun"):
        return True
    if word in group("static_noun") or word in _NOT_ACTIONS:
        return False
    return word.endswith(_ACTION_ENDINGS)
