"""Classes of words: what a word can be in a clause, by lists and by endings."""

from __future__ import annotations

from functools import cache, lru_cache

from extractors.lexicon import Entry, load

_FILES = ("nouns", "function_words", "actions")


class WordGroup(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that play the same part."""

    description: str
    words: tuple[str, ...]


@cache
def group(name: str) -> frozenset[str]:
    """Return the words of a group; raises StopIteration for a name that no lexicon has."""
    return frozenset(
        next(entry.words for file in _FILES for entry in load(file, WordGroup) if entry.id == name)
    )


DETERMINERS = group("determiner")
PREPOSITIONS = group("preposition")
PERSONAL = group("personal_pronoun")
THIRD_PERSON = group("third_person_pronoun")
PRONOUNS = PERSONAL | {"it"}
BE = group("form_of_be")
HAVE = group("form_of_have")
FUTURE = frozenset(("will", "shall"))
MODALS = FUTURE | {"would", "should", "must", "can", "could", "may", "might", "cannot", "ought"}
SUBORDINATORS = group("subordinator")
STOPS = frozenset((";", ":", ".", "?", "!", "–", "—", "-"))
_ADVERBS = group("adverb")
_NOT_ADVERBS = group("not_adverb")
_WORDS_KEPT = 1 << 14  # whose class is remembered: few words make up most of a text
_LONGEST_PREFIX = 4  # letters of "re-", "over-"; "iron-containing" is an adjective
_NOT_GERUNDS = group("not_gerund")
_AGENT_ENDINGS = ("ers", "ors", "ists", "ians", "eer", "eers", "er", "or", "ist", "ian")
_SHORTEST_AGENT = 5  # letters: "over", "water"
_NOT_AGENTS = group("not_agent_noun")
_NOT_ACTIONS = group("not_action_noun")
_ACTION_ENDINGS = ("tion", "sion", "ment", "ings", "ance", "ence", "al", "tions", "isation", "ization", "ing")


@lru_cache(maxsize=_WORDS_KEPT)
def is_gerund(word: str) -> bool:
    """Tell whether a word can be a verb in -ing (and is no common noun or adjective of that shape)."""
    is_shaped = word.endswith("ing") and len(word) > 4 and word not in _NOT_GERUNDS
    return is_shaped and word.find("-") <= _LONGEST_PREFIX


@lru_cache(maxsize=_WORDS_KEPT)
def is_adverb(word: str) -> bool:
    """Tell whether a word can be an adverb."""
    return (word.endswith("ly") and word not in _NOT_ADVERBS) or word in _ADVERBS


def is_agent_noun(word: str) -> bool:
    """Tell whether a noun names persons by what they do ("advisers", "conveners", "economists")."""
    return word.endswith(_AGENT_ENDINGS) and len(word) > _SHORTEST_AGENT and word not in _NOT_AGENTS


@lru_cache(maxsize=_WORDS_KEPT)
def is_action_noun(word: str) -> bool:
    """Tell whether a noun names an act, by the lexicon and else by its ending."""
    if word in group("action_noun"):
        return True
    if word in group("static_noun") or word in _NOT_ACTIONS:
        return False
    return word.endswith(_ACTION_ENDINGS)
