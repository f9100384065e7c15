"""Who acts in a clause: the noun phrase before a verb, and what sort of thing it names."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from extractors.grammar.tokens import Tokens
from extractors.grammar.vocabulary import Form, senses
from extractors.grammar.word_classes import (
    BE,
    DETERMINERS,
    HAVE,
    MODALS,
    PERSONAL,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    SUBORDINATORS,
    group,
    is_adverb,
    is_agent_noun,
    is_gerund,
)


class SubjectClass(StrEnum):
    """What a subject names: only actors can bind themselves (codebook I1, X5)."""

    ACTOR = "actor"
    EVENT = "event"
    DOCUMENT = "document"
    THING = "thing"
    EXPLETIVE = "expletive"


class Subject(msgspec.Struct, frozen=True, gc=False):
    """A subject as the tokens `[start, end)`; `boundary` is the word that bars its clause on the left."""

    start: int
    end: int
    sort: SubjectClass
    boundary: str = ""

    @property
    def is_embedded(self) -> bool:
        """Tell whether the clause is a subordinate one."""
        return self.boundary in SUBORDINATORS or self.boundary in ("as", "so", "than")


_BARRING = STOPS | (SUBORDINATORS - PERSONAL)
_INTRODUCING = group("introducing")
_CONTINUING = group("continuing")
_LONGEST_SUBJECT = 120  # tokens
_AFTER_PRONOUN = frozenset((",", "the", "all", "both", "two", "three", "four", "five", "("))
_OPENERS = frozenset(("and", "but", ",", "accordingly", "therefore", "thus", "further", "today"))
_FINITE = BE | HAVE | MODALS | frozenset(("do", "does", "did"))


def subject_before(tokens: Tokens, verb: int, low: int) -> Subject | None:
    """Return the subject of the verb group that begins at token `verb`, looking back to token `low`.

    None where no noun phrase stands before it: the verb begins its clause or is coordinated.
    """
    low = max(low, verb - _LONGEST_SUBJECT)
    last = _skip_back(tokens, verb - 1, low)
    if last < low or tokens.words[last] in ("and", "or", "but", "then"):
        return None
    if tokens.words[last] == ",":
        return _before_parenthesis(tokens, last, low)
    if tokens.words[last] in ("–", "—"):
        return _before_dashes(tokens, last, low)
    if tokens.words[last] in _BARRING:
        boundary = tokens.words[last]
        if boundary in SUBORDINATORS:
            return Subject(last, last + 1, SubjectClass.THING, boundary)
        return None
    return _phrase_ending(tokens, last, low)


def _skip_back(tokens: Tokens, i: int, low: int) -> int:
    """Step back over adverbs, except where the word is a noun phrase of its own."""
    while i >= low and is_adverb(tokens.words[i]) and tokens.words[i] not in ("all", "both"):
        i -= 1
    return i


def _before_parenthesis(tokens: Tokens, comma: int, low: int) -> Subject | None:
    """Return the subject before ", … ," where what the commas hold is an insertion into the clause."""
    depth = 0
    if tokens.words[low : low + 2] == ("we", ",") and comma > low + 1:
        return Subject(low, comma + 1, SubjectClass.ACTOR)
    for i in range(comma - 1, low - 1, -1):
        word = tokens.words[i]
        depth += (word == ")") - (word == "(")
        if word in STOPS:
            return None
        if word == "," and not depth:
            first = tokens.words[i + 1]
            is_insertion = (
                first in _INTRODUCING
                or first in _CONTINUING
                or first in ("who", "which", "represented", "meeting", "gathered", "the", "as")
                or is_gerund(first)
                or first in group("gerund_or_noun")
            )
            found = _phrase_ending(tokens, i - 1, low) if is_insertion and i > low else None
            if found and found.sort in (SubjectClass.ACTOR, SubjectClass.EVENT, SubjectClass.DOCUMENT):
                return Subject(found.start, comma + 1, found.sort, found.boundary)
    return None


def _before_dashes(tokens: Tokens, dash: int, low: int) -> Subject | None:
    """Return the subject before "– … –" where the dashes hold an insertion."""
    for i in range(dash - 1, low, -1):
        if tokens.words[i] in ("–", "—"):
            found = _phrase_ending(tokens, i - 1, low)
            return Subject(found.start, dash + 1, found.sort, found.boundary) if found else None
    return None


def clause_subject(tokens: Tokens, verb: int, low: int) -> Subject | None:
    """Return all that stands before `verb` in its clause as the subject, whatever commas it holds.

    For passives and that-clauses, whose subjects may be long lists or hold relative clauses; an
    opening phrase up to its comma ("In this regard,") is left out.
    """
    start = opener_end(tokens, low, verb)
    if tokens.words[start] in ("and", ","):
        start += 1
    end = _skip_back(tokens, verb - 1, start) + 1
    return Subject(start, end, _sort(tokens, start, end)) if end > start else None


def opener_end(tokens: Tokens, low: int, verb: int) -> int:
    """Return the first token behind the opening phrases of a clause ("In this regard, to that end, …")."""
    start = low
    while start < verb and (
        (tokens.words[start] in _INTRODUCING and not is_gerund(tokens.words[start]))
        or (is_adverb(tokens.words[start]) and tokens.words[start + 1] == ",")
    ):
        comma = next((i for i in range(start, verb) if tokens.words[i] == ","), None)
        if comma is None or comma + 1 >= verb:
            break
        start = comma + 1
    return start


def _phrase_ending(tokens: Tokens, last: int, low: int) -> Subject | None:
    """Return the noun phrase whose last token is `last`, None where that is punctuation."""
    if last < low or tokens.words[last] in STOPS or tokens.words[last] == ",":
        return None
    start, boundary = _phrase_start(tokens, last, low)
    start = _strip_opener(tokens, min(start, last), last)
    return Subject(start, last + 1, _sort(tokens, start, last + 1), boundary)


def _phrase_start(tokens: Tokens, last: int, low: int) -> tuple[int, str]:
    """Return where the noun phrase that ends at `last` begins, and the word that bars it on the left."""
    start = i = last
    conjunction = -1
    while i >= low:
        word = tokens.words[i]
        if word in PERSONAL and word != "who" and (i == last or tokens.words[i + 1] in _AFTER_PRONOUN):
            before = tokens.words[i - 1] if i else ""
            return i, before if before in SUBORDINATORS or before in ("as", "so") else ""
        barrier = _barrier(tokens, i, last, low)
        if barrier is not None:
            return (conjunction + 1, "and") if barrier == "verb" and conjunction > 0 else (start, barrier)
        if word == ")":
            i = start = _opening(tokens, i, low)
        elif word in ("and", "or", "but"):
            if i > low and tokens.words[i - 1] == "," and _is_clause(tokens, low, i - 1):
                return start, "and"
            conjunction = i
        elif word != ",":
            start = i
            if word in DETERMINERS and i > low and not _may_precede_article(tokens.words[i - 1]):
                return start, tokens.words[i - 1] if tokens.words[i - 1] in ("which", "whose") else ""
        i -= 1
    return start, ""


def _is_clause(tokens: Tokens, low: int, comma: int) -> bool:
    """Tell whether what stands before ", and" is a clause of its own ("The port is open, and the crews")."""
    return any(
        _is_finite(tokens, k) and tokens.words[k - 1] not in SUBORDINATORS
        for k in range(max(low, comma - _LONGEST_SUBJECT) + 1, comma)
    )


def _barrier(tokens: Tokens, i: int, last: int, low: int) -> str | None:
    """Return what kind of word at `i` ends a noun phrase on its left: "verb", "" or the word itself."""
    word = tokens.words[i]
    if word in SUBORDINATORS or word in STOPS:
        return word
    if word == ",":
        return None if _is_list_comma(tokens, i, last, low) else ""
    is_verb = i < last and (_is_finite(tokens, i) or (word in PERSONAL and word != "who"))
    return "verb" if is_verb else None


def _may_precede_article(word: str) -> bool:
    """Tell whether a phrase may go on to the left of an article ("both the", "of the")."""
    return (
        word in PREPOSITIONS
        or word in DETERMINERS
        or word in ("and", "or", "but", ",", ")")
        or is_adverb(word)
    )


def _opening(tokens: Tokens, i: int, low: int) -> int:
    """Return the bracket that opens what token `i` closes."""
    for j in range(i - 1, low - 1, -1):
        if tokens.words[j] == "(":
            return j
    return i


def _is_finite(tokens: Tokens, i: int) -> bool:
    """Tell whether a token is a finite verb that ends the search for a subject to its left."""
    word = tokens.words[i]
    if word in _FINITE:
        return True
    found = senses().get(word, ())
    if not any(sense.form is Form.PAST for sense in found):
        return any(sense.form is Form.THIRD and sense.verb.id in ("agree", "commit") for sense in found)
    before = tokens.words[i - 1] if i else ""
    return (
        before not in DETERMINERS and not is_adverb(before) and tokens.words[i + 1] not in ("by", "in", "at")
    )


def _is_list_comma(tokens: Tokens, comma: int, last: int, low: int) -> bool:
    """Tell whether the comma separates members of one subject ("A, B and C") and not an opener."""
    right = tokens.words[comma + 1 : last + 1]
    if not right:
        return True
    if right[0] not in _CONTINUING and right[:3] != ("as", "well", "as") and "and" not in right:
        return False
    i = comma - 1
    while i >= low and tokens.words[i] not in STOPS and tokens.words[i] != ",":
        i -= 1
    first = i + 1
    if first >= comma or tokens.words[first] in _INTRODUCING or is_gerund(tokens.words[first]):
        return False
    return (
        tokens.is_capital(first)
        or tokens.words[first] in DETERMINERS
        or tokens.words[comma - 1] in group("person_actor")
    )


def _strip_opener(tokens: Tokens, start: int, last: int) -> int:
    """Step over linking words that a subject does not include ("Accordingly the parties")."""
    while start < last and (
        tokens.words[start] in _OPENERS or (tokens.words[start + 1] == "," and is_adverb(tokens.words[start]))
    ):
        start += 1
    return start


def _is_named_body(tokens: Tokens, start: int, end: int, head: int) -> bool:
    """Tell whether the phrase is a name with its acronym, such as "the Harbour Partnership (HP)"."""
    near = tokens.words[end - 3 : end]
    short = tokens.text[tokens.starts[end - 2] : tokens.ends[end - 2]]
    return len(near) == 3 and near[0] == "(" and short.isupper() and tokens.is_capital(start + head - 1)


def _sort(tokens: Tokens, start: int, end: int) -> SubjectClass:
    """Tell what a noun phrase names, by its head: the last word before the first preposition."""
    words = tokens.words[start:end]
    if words[0] in PRONOUNS:
        return SubjectClass.EXPLETIVE if words[0] == "it" else SubjectClass.ACTOR
    if words == ("both",):
        return SubjectClass.THING if start and tokens.words[start - 1] == "," else SubjectClass.ACTOR
    if len(words) == 1 and words[0] in ("this", "that", "these", "those", "there", "which"):
        return SubjectClass.THING
    head = next(
        (i for i, word in enumerate(words) if i and (word in PREPOSITIONS or word in (",", "("))), len(words)
    )
    word = words[head - 1]
    is_capital = tokens.is_capital(start + head - 1)
    if _is_named_body(tokens, start, end, head) or word in group("person_actor"):
        return SubjectClass.ACTOR
    if word in group("event"):
        return SubjectClass.EVENT
    if word in group("document") or (is_capital and word in group("named_body")):
        return SubjectClass.DOCUMENT
    if word in group("thing") or is_gerund(words[0]) or words[0] in _INTRODUCING:
        return SubjectClass.THING
    is_joint = "and" in words[:head] and any(w in group("person_actor") for w in words[: head - 1])
    return SubjectClass.ACTOR if is_joint or is_agent_noun(word) or is_capital else SubjectClass.THING


def ends_title(tokens: Tokens, subject: Subject) -> bool:
    """Tell the rest of a title in quotation marks, whose colon looks like a new beginning."""
    words = tokens.text[tokens.starts[subject.start] : tokens.starts[subject.end]]
    return words.count("”") > words.count("“") or words.count("»") > words.count("«") or words.count('"') == 1
