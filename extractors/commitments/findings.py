"""What reading a clause yields: drafts of commitments and notes of other speech acts.

Positions are tokens; `commitments.py` turns them into characters.
"""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from extractors.commitments.act_lists import inner_list, split_acts
from extractors.commitments.acts import Act, ActForm, before_recital, infinitive_at, is_recital
from extractors.grammar.predicate import Predicate
from extractors.grammar.subjects import Subject
from extractors.grammar.tokens import Tokens
from extractors.grammar.word_classes import is_gerund
from extractors.model import CommitmentKind, StatementKind

Range = tuple[int, int]
_BARE_VERBS = frozenset(
    ("call_to", "call_for", "call_that", "call_chapeau", "decision_verb", "decision_decide")
)

_LONGEST_RECITAL = 60  # tokens between a verb and its infinitive


class Draft(msgspec.Struct, frozen=True, gc=False):
    """A commitment as tokens. `part` is its place in a list of coordinated acts, 0 for a lone one."""

    start: int
    end: int
    kind: CommitmentKind
    strength: int
    verb: Range
    lemma: str
    subject: Subject | None
    act: Range
    rule: str
    addressee: Range | None = None
    reaffirmed: bool = False
    announced: bool = False
    part: int = 0
    targets: tuple[Range, ...] = ()


class Note(msgspec.Struct, frozen=True, gc=False):
    """A speech act that is no commitment, as tokens."""

    start: int
    end: int
    kind: StatementKind
    verb: Range
    rule: str


class Reading(msgspec.Struct, frozen=True, gc=False):
    """All that one clause yields. `open_kind` is set where the clause is a chapeau: its act is missing."""

    drafts: tuple[Draft, ...] = ()
    notes: tuple[Note, ...] = ()
    chapeau: Draft | None = None


def draft_of(
    predicate: Predicate,
    kind: CommitmentKind,
    strength: int,
    rule: str,
    act_start: int,
    lemma: str,
    *,
    reaffirmed: bool = False,
    addressee: Range | None = None,
) -> Draft:
    """Return a draft that reaches from the clause's first word to its end.

    Its verb takes in the noun that carries the act ("stresses the need"), but no addressee.
    """
    verb_end = predicate.after if rule in _BARE_VERBS else max(act_start, predicate.head + 1)
    return Draft(
        start=predicate.first,
        end=predicate.end,
        kind=kind,
        strength=strength,
        verb=(predicate.start, verb_end),
        lemma=lemma,
        subject=predicate.subject,
        act=(act_start, predicate.end),
        rule=rule,
        reaffirmed=reaffirmed,
        addressee=addressee,
    )


def note(predicate: Predicate, kind: StatementKind, rule: str) -> Reading:
    """Return a reading that holds one statement and no commitment."""
    made = Note(
        predicate.first, max(predicate.end, predicate.after), kind, (predicate.start, predicate.after), rule
    )
    return Reading(notes=(made,))


def is_open(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether a complement is missing because a list follows ("agreed to:", "the following steps:")."""
    if end > start and tokens.words[end - 1] == ":":
        inside = tokens.words[start : end - 1]
        return (
            len(inside) <= 1
            or "following" in inside
            or (len(inside) < 6 and inside[-2:] == ("as", "follows"))
            or (len(inside) < 6 and inside[-1] in ("to", "on", "that"))
        )
    return False


def _own_subject(tokens: Tokens, act: Act) -> Range | None:
    """Return who does an act with a subject of its own ("all parties complying with it")."""
    has_own = act.form is ActForm.NOUN and is_gerund(tokens.words[act.head]) and act.head > act.start
    return (act.start, act.head) if has_own else None


def _act_behind_recital(tokens: Tokens, draft: Draft) -> Act | None:
    """Return the act of "decides, taking into account the costs, to …"."""
    start, end = draft.act[0], draft.end
    if tokens.words[start : start + 1] != (",",) or not is_recital(*tokens.words[start + 1 : start + 3]):
        return None
    closing = (j for j in range(start + 2, min(start + _LONGEST_RECITAL, end - 2)) if tokens.words[j] == ",")
    return next((act for j in closing if (act := infinitive_at(tokens, j + 1, end))), None)


def with_acts(tokens: Tokens, draft: Draft, act: Act | None) -> tuple[Draft, ...]:
    """Return one draft for each coordinated top-level act (codebook S2), recitals cut off."""
    act = act or _act_behind_recital(tokens, draft)
    in_list = act is not None and act.form in (ActForm.GERUND, ActForm.NOUN)
    end = before_recital(tokens, act.head + 1 if act else draft.act[0], draft.end, in_list=in_list)
    draft = replace(draft, end=end, act=(draft.act[0], end))
    if act is None:
        return (draft,)
    pieces = split_acts(tokens, replace(act, end=end))
    if len(pieces) == 1:
        return (replace(draft, targets=tuple(inner_list(tokens, pieces[0]))),)
    first = replace(draft, end=pieces[0].end, act=(draft.act[0], pieces[0].end), part=1)
    return (
        first,
        *(
            replace(
                draft,
                start=piece.start,
                end=piece.end,
                act=(piece.start, piece.end),
                part=k,
                addressee=_own_subject(tokens, piece) or draft.addressee,
            )
            for k, piece in enumerate(pieces[1:], start=2)
        ),
    )
