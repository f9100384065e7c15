"""Lists of acts: where coordinated acts divide, each with its own head and complement (codebook S2, S3)."""

from __future__ import annotations

from functools import cache

from extractors.commitments.acts import (
    Act,
    ActForm,
    gerund_head,
    infinitive_at,
    is_actor_phrase,
    is_recital,
    looks_like_verb,
    noun_head,
    past_adverbs,
    past_label,
    skip_adverbs,
)
from extractors.grammar.tokens import Tokens
from extractors.grammar.vocabulary import acts
from extractors.grammar.word_classes import (
    DETERMINERS,
    MODALS,
    PREPOSITIONS,
    SUBORDINATORS,
    group,
    is_action_noun,
    is_gerund,
)

_ALSO_NOUNS = group("verb_or_noun")
_ALSO_ADJECTIVES = group("verb_or_adjective")
_NO_MODIFIERS = group("verb_no_modifier")
_LONGEST_ACT = 150  # tokens that are looked back over; more is no act but a hostile line
_TAKING_PREPOSITIONS = group("verb_with_preposition")
_ADJECTIVE_ENDINGS = ("ive", "al", "ous", "ic", "able", "ible", "ary", "ed", "ful", "less", "er")
_INNER = group("inner_preposition")
_TOGETHER = frozenset((word, "together") for word in group("joining_act"))
_BY_MEANS = group("gerund_of_means")
_CONDITIONAL = frozenset(("if", "when", "whenever", "where", "wherever", "unless", "while", "once"))
_SEPARATING = frozenset((",", ";", "and", "as"))
_DIVIDING = _SEPARATING | {"(", "[", ")", "]"}
_ENDING = PREPOSITIONS - {"of"} | {",", ";", "and"}
_GOING_ON = PREPOSITIONS | {"up", "out", "off"}
_WITH_UP = frozenset(("scale", "speed", "step"))
_TAKEN = PREPOSITIONS | {"together", "closely", "jointly"}
_WITH_INNER_ACT = group("continuing_act") | group("joining_act") | {"hesitate"}


@cache
def _verbs_only() -> frozenset[str]:
    return acts() - _ALSO_NOUNS


def split_acts(tokens: Tokens, act: Act) -> list[Act]:
    """Divide coordinated acts where each has its own head and complement (codebook S2, S3).

    A conjunct belongs to the nearest act of its own shape before it; where that is an act inside
    another one ("measures to prevent A and punish B"), nothing is divided.
    """
    pieces: list[Act] = []
    current = _innermost(tokens, act)
    depth = 0
    i = current.head + 1
    has_labels = ")" in tokens.words[i : act.end]
    while i < act.end - 1:
        word = tokens.words[i]
        if word not in _DIVIDING and not has_labels:
            i += 1
            continue
        if has_labels and depth <= 0 and (found := _labelled(tokens, current, i, act.end)):
            pieces.append(Act(current.form, current.start, current.head, i))
            current, i = found, found.head + 1
            continue
        depth += (word in ("(", "[")) - (word in (")", "]"))
        if depth <= 0 and word in _SEPARATING:
            after = _past_separator(tokens, i, act.end)
            if after and (conjunct := _conjunct(tokens, current, i, after, act.end, in_list=bool(pieces))):
                pieces.append(Act(current.form, current.start, current.head, i))
                current, i = conjunct, conjunct.head + 1
                continue
            if after:
                i = after
                continue
        i += 1
    return [*pieces, current]


def _innermost(tokens: Tokens, act: Act) -> Act:
    """Return "continue to A, B and C" as the list that its last infinitive opens."""
    if tokens.words[act.head] not in _WITH_INNER_ACT:
        return act
    at = skip_adverbs(tokens, act.head + 1, act.end)
    at += tokens.words[at : at + 1] == ("together",)
    inner = infinitive_at(tokens, at, act.end)
    return Act(ActForm.INFINITIVE, act.start, inner.head, act.end) if inner else act


def _labelled(tokens: Tokens, current: Act, i: int, end: int) -> Act | None:
    """Return the act behind the next label of a list within the sentence ("(i) open A; and (ii) close B")."""
    k = i
    while k < end and tokens.words[k] in (",", ";", "and"):
        k += 1
    after = past_label(tokens, k, end)
    if after in (k, end) or i - current.head < 2 or tokens.words[i - 1] in (")", ":"):
        return None  # "subparagraphs (f) and (g)" are no labels, and a colon opens the list
    found = infinitive_at(tokens, after, end)
    head = skip_adverbs(tokens, after, end - 1)
    if found is None and tokens.words[head] in acts():
        found = Act(ActForm.BARE, after, head, end)
    if found is None and (gerund := gerund_head(tokens, after, end)) is not None:
        found = Act(ActForm.GERUND, after, gerund, end)
    return found


def _past_separator(tokens: Tokens, i: int, end: int) -> int | None:
    """Return the position behind a separator such as ", and" or "as well as" at `i`, None if none."""
    j = i
    if tokens.words[j] in (",", ";"):
        j += 1
    if tokens.words[j : j + 3] == ("as", "well", "as"):
        j += 3
    elif j < end and tokens.words[j] in ("and", "then"):
        j += 1
        if tokens.words[j : j + 2] == ("to", "this"):
            return None
    if j > i and tokens.words[j : j + 1] == (",",) and tokens.words[j - 1] == "and":
        close = next((k for k in range(j + 1, min(j + 9, end)) if tokens.words[k] == ","), j - 1)
        j = close + 1  # "and, where needed, open"
    while j < end and tokens.words[j] in ("also", "further", "finally", "then"):
        j += 1
    return j if i < j < end else None


def _conjunct(tokens: Tokens, current: Act, separator: int, i: int, end: int, *, in_list: bool) -> Act | None:
    """Return the act at token `i` if it continues the list that `current` belongs to.

    `in_list` says that the list has gone on before, so that ", and" ends it.
    """
    before = tokens.words[separator - 1]
    is_whole = current.form is ActForm.NOUN and tokens.words[i] in DETERMINERS  # "a truce, the release of X"
    if (separator - current.head < 2 and not is_whole) or before in _GOING_ON:
        return None  # "increase and strengthen", "contribute to and support": they share a complement
    if tokens.words[current.head : separator] in _TOGETHER and tokens.words[separator] == "and":
        return None  # "work together and open the port"
    if tokens.words[separator - 2] in (",", "and", "or", "to") and before in acts():
        is_verb = before not in _ALSO_NOUNS or tokens.words[separator - 2] == "to"
        is_verb = is_verb or tokens.words[separator - 3] in acts() | _GOING_ON
        if is_verb:
            return None  # "allow, facilitate and enable"
    if current.form is ActForm.NOUN:
        return _noun_conjunct(tokens, current, separator, i, end) or _gerund_after_noun(
            tokens, current, separator, i, end
        )
    inner = range(max(current.head + 1, separator - _LONGEST_ACT), separator)
    if current.form in (ActForm.BARE, ActForm.INFINITIVE) and _goes_on(tokens, i, end, in_list=in_list):
        free = range(separator, separator) if in_list else range(inner.start, _own_clause(tokens, inner))
        found = _bare_conjunct(tokens, current.form, free, i, end, strong=False, in_series=True)
        return found or _CONJUNCTS[current.form](tokens, inner, i, end)
    is_last = in_list and tokens.words[separator : separator + 2] == (",", "and")
    if current.form is ActForm.BARE and is_last and "," not in tokens.words[current.head : separator]:
        return _bare_conjunct(tokens, ActForm.BARE, range(separator, separator), i, end, strong=False)
    return _CONJUNCTS[current.form](tokens, inner, i, end)


def _goes_on(tokens: Tokens, i: int, end: int, *, in_list: bool) -> bool:
    """Tell whether the verb at token `i` is one of a series that a last ", and" with its own verb closes."""
    for j in range(i + 2, min(end - 2, i + _LONGEST_ACT)):
        if tokens.words[j] == ";" or (tokens.words[j] == "," and tokens.words[j + 1] == "and"):
            last = skip_adverbs(tokens, j + 1 + (tokens.words[j + 1] == "and"), end - 1)
            is_verb = tokens.words[last] in acts() and last + 1 < end
            is_verb = is_verb and tokens.words[last + 1] not in PREPOSITIONS
            return is_verb and tokens.words[j] == ","
    return in_list and tokens.words[i - 1] == "and"


def _own_clause(tokens: Tokens, inner: range) -> int:
    """Return where the conjunct's own clause ends: before one with a subject of its own ("if they …")."""
    return next((k for k in inner if tokens.words[k] in _CONDITIONAL), inner.stop)


def _infinitive_conjunct(tokens: Tokens, inner: range, i: int, end: int) -> Act | None:
    separator = inner.stop
    strong = tokens.words[separator] == ";" or tokens.words[i - 3 : i] == ("as", "well", "as")
    if tokens.words[i] == "not" and (found := infinitive_at(tokens, i + 1, end)):
        return Act(ActForm.INFINITIVE, i, found.head, end)
    if found := infinitive_at(tokens, i, end):
        again = tokens.words[found.head] == tokens.words[inner.start - 1]  # "to map A to B and to map C"
        nested = tokens.words[separator] == "and" and any(infinitive_at(tokens, k, separator) for k in inner)
        nested = nested and not again
        apart = _closes_insertion(tokens, inner, i) or _tells_purpose(tokens, separator, found)
        return None if nested or apart else found
    head = gerund_head(tokens, i, end) if tokens.words[i - 3 : i] == ("as", "well", "as") else None
    if head is not None and not _has_inner_gerund(tokens, inner):
        return Act(ActForm.GERUND, i, head, end)
    return _bare_conjunct(tokens, ActForm.INFINITIVE, inner, i, end, strong=strong)


def _next_bare(tokens: Tokens, inner: range, i: int, end: int) -> Act | None:
    strong = tokens.words[inner.stop] == ";" or tokens.words[i - 3 : i] == ("as", "well", "as")
    found = infinitive_at(tokens, i, end)
    if found and not (strong or tokens.words[found.head] == tokens.words[inner.start - 1]):
        found = None
    return found or _bare_conjunct(tokens, ActForm.BARE, inner, i, end, strong=strong)


def _gerund_conjunct(tokens: Tokens, inner: range, i: int, end: int) -> Act | None:
    separator = inner.stop
    head = gerund_head(tokens, i + (tokens.words[i] == "to"), end)
    if head is None:
        return _subject_with_gerund(tokens, separator, i, end)
    shares = is_gerund(tokens.words[separator - 1])
    if shares or is_recital(tokens.words[head]):
        return None
    if tokens.words[separator] != ";" and _has_inner_gerund(tokens, inner):
        return None
    is_bare = tokens.words[i - 1] == ","
    if is_bare and (
        any(infinitive_at(tokens, k, separator) for k in inner)
        or (tokens.words[head] in _BY_MEANS and not _gerunds_go_on(tokens, head, end))
    ):
        return None
    is_apposed = any(tokens.words[k] in ("–", "—") and is_gerund(tokens.words[k + 1]) for k in inner)
    return None if is_apposed else Act(ActForm.GERUND, i, head, end)


def _gerunds_go_on(tokens: Tokens, head: int, end: int) -> bool:
    """Tell whether a list goes on to its last gerund: a lone ", leveraging A" only says by what means."""
    for k in range(head + 1, end - 1):
        if tokens.words[k] in (";", "and", "as", "or") and (
            gerund_head(tokens, past_label(tokens, k + 1, end), end) is not None
            or tokens.words[k : k + 3] == ("as", "well", "as")
        ):
            return True
    return False


_CONJUNCTS = {
    ActForm.INFINITIVE: _infinitive_conjunct,
    ActForm.BARE: _next_bare,
    ActForm.GERUND: _gerund_conjunct,
}


def _subject_with_gerund(tokens: Tokens, separator: int, i: int, end: int) -> Act | None:
    """Return "…, and all parties complying with it": an act with a subject of its own, divided no more."""
    if i == separator + 1 and tokens.words[separator] == ",":
        return None
    for j in range(i + 1, min(i + 6, end - 1)):
        if tokens.words[j] in _ENDING:
            return None
        if is_gerund(tokens.words[j]) and is_actor_phrase(tokens, i, j):
            return Act(ActForm.NOUN, i, j, end)
    return None


def _closes_insertion(tokens: Tokens, inner: range, i: int) -> bool:
    """Tell whether a comma before "to" only ends an insertion (", including with them, to …")."""
    if tokens.words[inner.stop] != "," or i != inner.stop + 1:
        return False
    inside = (tokens.words[k + 1] for k in inner if tokens.words[k] == "," and k + 1 < inner.stop)
    return any(
        word in ("including", "with", "through", "by", "in", "especially", "particularly", "such")
        for word in inside
    )


def _tells_purpose(tokens: Tokens, separator: int, act: Act) -> bool:
    """Tell whether ", to …" says what for: a list of infinitives would go on to its last ("and to …").

    "…, to fully respect" goes on with the list: a purpose has no adverb of its own.
    """
    if tokens.words[separator] != "," or act.start != separator + 1 or act.head > act.start + 1:
        return False
    return not any(
        tokens.words[k] in ("and", ";", "as")
        and "to" in tokens.words[k + 1 : k + 6]
        and infinitive_at(tokens, tokens.words.index("to", k + 1), act.end) is not None
        and not any(word in PREPOSITIONS for word in tokens.words[k + 1 : tokens.words.index("to", k + 1)])
        for k in range(act.head + 1, act.end - 2)
    )


def _bare_conjunct(
    tokens: Tokens, form: ActForm, inner: range, i: int, end: int, *, strong: bool, in_series: bool = False
) -> Act | None:
    head = past_adverbs(tokens, i + (tokens.words[i] == "not"), end)
    if head >= end - 1 or tokens.is_capital(head):
        return None
    after = tokens.words[head + 1]
    if tokens.words[head] not in acts() and not looks_like_verb(tokens.words[head]):
        return None
    is_pair = after == "and" and {tokens.words[head], tokens.words[head + 2]} <= _verbs_only()
    is_pair = is_pair and tokens.words[inner.stop - 1] not in _verbs_only()
    if (after in (",", ";", "and", "or", "of", "is", "are") and not is_pair) or after in MODALS:
        return None
    if tokens.words[head] in _ALSO_NOUNS and not (
        after in DETERMINERS
        or (in_series and tokens.words[head] not in _ALSO_ADJECTIVES and _takes_object(tokens, i, head, end))
        or (after.endswith(_ADJECTIVE_ENDINGS) and tokens.words[head] not in _ALSO_ADJECTIVES)
        or (
            (tokens.words[inner.stop] == ";" or tokens.words[head] in _NO_MODIFIERS)
            and after not in PREPOSITIONS
        )
        or (tokens.words[head] in _TAKING_PREPOSITIONS and after in _TAKEN)
        or (after == "up" and tokens.words[head] in _WITH_UP)
    ):
        return None
    blocked = any(
        (tokens.words[k] in SUBORDINATORS and not _ends_before(tokens, k, inner.stop))
        or tokens.words[k] in MODALS
        or infinitive_at(tokens, k, end)
        for k in inner
    )
    return None if blocked and not strong else Act(form, i, head, end)


def _takes_object(tokens: Tokens, i: int, head: int, end: int) -> bool:
    """Tell whether a word that may be a noun has an object in a series ("aid crews, and respect customs")."""
    after = tokens.words[head + 1]
    if tokens.words[i - 1] == "and":
        return tokens.words[i - 2] == "," and after not in PREPOSITIONS
    return after.endswith("s") and (head + 2 >= end or tokens.words[head + 2] not in _verbs_only())


def _ends_before(tokens: Tokens, which: int, comma: int) -> bool:
    """Tell whether a comma closes ", which poses …": a verb in the plural cannot go on with that clause."""
    return (
        tokens.words[which] in ("which", "who")
        and tokens.words[which - 1] == tokens.words[comma] == ","
        and tokens.words[which + 1].endswith("s")
    )


def _has_inner_gerund(tokens: Tokens, inner: range) -> bool:
    return any(
        (tokens.words[k] in _INNER or (tokens.words[k] == "to" and tokens.words[k - 1] not in ("and", ",")))
        and gerund_head(tokens, k + 1, inner.stop) is not None
        for k in inner
    )


def _noun_conjunct(tokens: Tokens, current: Act, separator: int, i: int, end: int) -> Act | None:
    """Continue a list of nouns for acts: each with its own article and complement."""
    head = noun_head(tokens, i, end)
    if tokens.words[i] not in ("the", "a", "an", "their", "its", "our") and (
        tokens.words[current.start] in DETERMINERS or tokens.words[head + 1 : head + 2] != ("of",)
    ):
        return None
    if not is_action_noun(tokens.words[head]) or tokens.words[head + 1 : head + 2] not in (
        ("of",),
        ("in",),
        ("to",),
        ("for",),
        ("on",),
        ("with",),
    ):
        return None
    joined = "as" in tokens.words[separator:i] or tokens.words[separator] == ";"
    bare = PREPOSITIONS.isdisjoint(tokens.words[current.head + 1 : separator]) and current.head < separator
    parallel = bare or (
        tokens.words[current.head + 1] == "of" and not _has_inner_noun_list(tokens, current, separator)
    )
    return Act(ActForm.NOUN, i, head, end) if joined or parallel else None


def _gerund_after_noun(tokens: Tokens, current: Act, separator: int, i: int, end: int) -> Act | None:
    """Return the gerund that goes on with a noun ("for repair of A, paying B, and guarding C")."""
    head = gerund_head(tokens, i, end)
    if head is None or tokens.words[separator] != "," or is_recital(tokens.words[head]):
        return None
    inner = range(max(current.head + 1, separator - _LONGEST_ACT), separator)
    is_last = tokens.words[i - 1] == "and"
    goes_on = is_last or (tokens.words[head] not in _BY_MEANS and _gerunds_go_on(tokens, head, end))
    return Act(ActForm.GERUND, i, head, end) if goes_on and not _has_inner_gerund(tokens, inner) else None


def _has_inner_noun_list(tokens: Tokens, current: Act, separator: int) -> bool:
    """Tell whether the list may continue an inner act ("measures for the opening of A, the …")."""
    return any(
        tokens.words[k] in _INNER
        and k > current.head + 1
        and is_action_noun(tokens.words[noun_head(tokens, k + 1, separator)])
        for k in range(max(current.head + 1, separator - _LONGEST_ACT), separator - 1)
    )


def inner_list(tokens: Tokens, act: Act) -> list[tuple[int, int]]:
    """Return the members of a list inside one act ("in tracing A, freezing B and seizing C")."""
    for i in range(act.head + 1, act.end - 1):
        if tokens.words[i] in _INNER and (head := gerund_head(tokens, i + 1, act.end)) is not None:
            members = split_acts(tokens, Act(ActForm.GERUND, i + 1, head, act.end))
            return [(member.start, member.end) for member in members] if len(members) > 1 else []
    return []
