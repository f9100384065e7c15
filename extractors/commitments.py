"""Commitments and statements of a document: speech acts with their actors, deadlines and topics.

Sentence by sentence the grammar yields drafts (`speech_acts.py`); here they become records, the
items of a list take the verb of the line that opens it (codebook I10), and structure rules: a
preamble holds no commitment (X1).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cache

from extractors.acts import skip_adverbs
from extractors.chapeaux import LIST_ITEM, Chapeau, body_start, label_style, noun_chapeau, plan_item, trimmed
from extractors.deadlines import NO_DEADLINE, find_deadline
from extractors.findings import Draft, Note, Reading
from extractors.lexicon import Rule, load
from extractors.model import (
    Actor,
    ActorMention,
    BlockKind,
    Commitment,
    CommitmentStatus,
    DateExpression,
    DocType,
    DocumentMetadata,
    EventReport,
    ParsedDocument,
    Sentence,
    SentenceRole,
    Span,
    Statement,
    StatementKind,
    Structure,
)
from extractors.roles import block_kind_at
from extractors.speech_acts import read_sentence
from extractors.tokens import Tokens, tokenize
from extractors.topics import topics_of
from extractors.vocabulary import Family, Form, acts, senses
from extractors.word_classes import PERSONAL, is_gerund

_LONGEST_OPENER = 14  # tokens before the subject in which a deadline may stand ("In the coming weeks,")
_CONDITION = re.compile(
    r"\b(?:as|where|when|if|whenever)\s+(?:appropriate|applicable|necessary|possible|feasible|relevant|needed|required)\b"
    r"|\bupon\s+(?:their\s+|its\s+)?request\b|\bsubject\s+to\b|\bwithin\s+(?:their\s+respective\s+|its\s+|existing\s+|available\s+)"
    r"(?:mandates?|resources)\b|\bon\s+a\s+voluntary\s+basis\b|\bin\s+accordance\s+with\b|\bwith\s+their\s+concurrence\b"
    r"|\bprovided\s+that\b|\bwith\s+the\s+consent\s+of\b",
    re.IGNORECASE,
)
_PLANS = frozenset((DocType.PLAN_OF_ACTION, DocType.PROGRAMME, DocType.ROADMAP, DocType.STRATEGY))
_FALLBACK_CONFIDENCE = 0.5


@cache
def _confidences() -> dict[str, float]:
    return {rule.id: rule.confidence or _FALLBACK_CONFIDENCE for rule in load("rules_commitments", Rule)}


@dataclass(slots=True)
class _Found:
    """Records so far, with what later sentences need to know of earlier ones."""

    commitments: list[Commitment] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    groups: int = 0
    antecedent: Span | None = None
    chapeau: Chapeau | None = None


def find_commitments(
    parsed: ParsedDocument,
    metadata: DocumentMetadata,
    sentences: tuple[Sentence, ...],
    dates: tuple[DateExpression, ...],
    actors: tuple[tuple[Actor, ...], tuple[ActorMention, ...]],
    events: tuple[EventReport, ...],
    main_event: int | None,
) -> tuple[tuple[Commitment, ...], tuple[Statement, ...]]:
    """Return the document's commitments and its other speech acts, each ordered by span.

    Documents known to be in another language than English hold none: the grammar is English.
    """
    if metadata.language not in (None, "en"):
        return (), ()
    reader = _Reader(parsed, metadata, dates, actors[1], main_event if events else None)
    for i, sentence in enumerate(sentences):
        reader.read(i, sentence)
    found = reader.found
    return (
        tuple(sorted(found.commitments, key=lambda c: (c.span, c.rule_id))),
        tuple(sorted(found.statements, key=lambda s: (s.span, s.rule_id))),
    )


class _Reader:
    """Reads a document's sentences in order."""

    def __init__(
        self,
        parsed: ParsedDocument,
        metadata: DocumentMetadata,
        dates: tuple[DateExpression, ...],
        mentions: tuple[ActorMention, ...],
        event: int | None,
    ) -> None:
        self.text = parsed.text
        self.metadata = metadata
        self.dates = dates
        self.mentions = mentions
        self.event = event
        self.found = _Found()
        self.formal = metadata.structure is Structure.FORMAL_RESOLUTION
        self.organ: Span | None = None
        self.parsed = parsed
        self.block_starts = [block.span.start for block in parsed.blocks]

    def read(self, index: int, sentence: Sentence) -> None:
        """Add the records of one sentence."""
        if sentence.rule_id == "role_enacting_formula":
            self.organ = self._formula_organ(sentence)
        kind, opens_block = self._place(sentence)
        is_item = kind is BlockKind.LIST_ITEM or LIST_ITEM.match(self.text, sentence.span.start) is not None
        is_lead = self.text[sentence.span.end - 1] == ":"
        if kind in (BlockKind.TITLE, BlockKind.HEADING) and not (is_item or is_lead):
            return
        if kind in (BlockKind.HEADER, BlockKind.FOOTER, BlockKind.TABLE, BlockKind.FOOTNOTE):
            return
        tokens = tokenize(self.text, sentence.span)
        low = body_start(tokens)
        if not any(word.isalpha() for word in tokens.words[low:]):
            return
        if self.formal and sentence.role is not SentenceRole.OPERATIVE:
            if sentence.role is SentenceRole.PREAMBULAR:
                self._recital(index, tokens, low)
            return
        is_member = self._is_member(tokens, low, sentence, is_item=is_item, opens_block=opens_block)
        if opens_block and not is_member:
            self.found.chapeau = None
        self._read_body(index, tokens, low, sentence, is_item=is_item, is_member=is_member)

    def _formula_organ(self, sentence: Sentence) -> Span:
        words = sentence.span.of(self.text).rstrip(", \n")
        return Span(sentence.span.start, sentence.span.start + len(words))

    def _place(self, sentence: Sentence) -> tuple[BlockKind, bool]:
        """Return the kind of the block that holds a sentence, and whether the sentence opens it."""
        i = bisect_left(self.block_starts, sentence.span.start)
        opens = i < len(self.block_starts) and self.block_starts[i] == sentence.span.start
        return block_kind_at(self.parsed, self.block_starts, sentence.span), opens

    def _is_member(
        self, tokens: Tokens, low: int, sentence: Sentence, *, is_item: bool, opens_block: bool
    ) -> bool:
        """Tell whether a sentence is an item of the open list."""
        if self.found.chapeau is None:
            return False
        if not opens_block or (
            self.found.chapeau.style and self.found.chapeau.style == label_style(self.text, sentence.span)
        ):
            return False
        return is_item or tokens.text[tokens.starts[low]].islower() or self.found.chapeau.draft is None

    def _read_body(
        self, index: int, tokens: Tokens, low: int, sentence: Sentence, *, is_item: bool, is_member: bool
    ) -> None:
        chapeau = self.found.chapeau if is_member else None
        speaks_for_chapeau = chapeau is not None and (
            chapeau.draft is None or _opens_with_saying(tokens, low)
        )
        is_lead = tokens.words[-1] == ":" and tokens.words[low : low + 2] == ("do", "hereby")
        initial = self.formal or speaks_for_chapeau or is_lead or _opens_with_third(tokens, low)
        if chapeau and chapeau.draft and self.formal:
            readings = []
        else:
            readings = read_sentence(tokens, low, initial=initial, formal=self.formal)
        drafts = [draft for reading in readings for draft in reading.drafts]
        if is_item and not chapeau and not readings and self._is_planned_act(tokens, low):
            chapeau = Chapeau(plan_item(low, len(tokens)), tokens, None, "")
        if chapeau and chapeau.draft and not drafts:
            self._item_record(index, tokens, low, chapeau)
        else:
            self._records(index, tokens, readings, chapeau)
        if (
            not readings
            and not chapeau
            and is_gerund(tokens.words[low])
            and _is_recital_word(tokens.words[low])
        ):
            self._recital(index, tokens, low)
        self._open_list(tokens, low, readings, label_style(self.text, sentence.span))

    def _is_planned_act(self, tokens: Tokens, low: int) -> bool:
        """Tell whether an item of a plan of action names an act to be done ("Open a bridge at …")."""
        is_verb = low + 4 < len(tokens) and tokens.words[low] in acts() and tokens.is_capital(low)
        return self.metadata.doc_type in _PLANS and is_verb

    def _open_list(self, tokens: Tokens, low: int, readings: list[Reading], style: str) -> None:
        """Remember the sentence as a chapeau where it ends with a colon."""
        if tokens.words[-1] != ":":
            return
        draft = next((reading.chapeau for reading in reversed(readings) if reading.chapeau), None)
        if draft:
            actor = tokens.span(draft.subject.start, draft.subject.end) if draft.subject else None
            self.found.chapeau = Chapeau(draft, tokens, actor, style)
        elif not self.formal and (named := noun_chapeau(tokens, low)):
            self.found.chapeau = Chapeau(named, tokens, None, style)
        elif not any(reading.drafts or reading.notes for reading in readings) and len(tokens) - low < 60:
            speaker = tokens.span(low, len(tokens) - 1) if len(tokens) - 1 > low else None
            self.found.chapeau = Chapeau(None, tokens, speaker, style)

    def _records(self, index: int, tokens: Tokens, readings: list[Reading], chapeau: Chapeau | None) -> None:
        for k, reading in enumerate(readings):
            group = self._group_of(reading.drafts)
            first = reading.drafts[0].start if reading.drafts else 0
            opener = tokens.span(0, first) if k == 0 and 0 < first <= _LONGEST_OPENER else None
            for draft in reading.drafts:
                self._add(index, tokens, draft, group, chapeau, opener)
            for made in reading.notes:
                self._add_note(index, tokens, made)

    def _group_of(self, drafts: tuple[Draft, ...]) -> int | None:
        if len(drafts) < 2:
            return None
        self.found.groups += 1
        return self.found.groups - 1

    def _item_record(self, index: int, tokens: Tokens, low: int, chapeau: Chapeau) -> None:
        """Add the record of a list item that takes its verb from the chapeau."""
        assert chapeau.draft is not None
        end = len(tokens)
        while end > low and tokens.words[end - 1] in (";", ".", ",", ":", "and"):
            end -= 1
        if end - low < 2 or (tokens.words[-1] == ":" and end - low < 8):
            return
        if chapeau.group is None:
            self.found.groups += 1
            chapeau.group = self.found.groups - 1
        draft = replace(
            chapeau.draft,
            start=low,
            end=end,
            verb=(low, low + 1),
            act=(low, end),
            subject=None,
            addressee=None,
            part=1,
            targets=(),
        )
        self._add(index, tokens, draft, chapeau.group, chapeau)

    def _add(
        self,
        index: int,
        tokens: Tokens,
        draft: Draft,
        group: int | None,
        chapeau: Chapeau | None,
        opener: Span | None = None,
    ) -> None:
        start, end = trimmed(tokens, draft.start, draft.end)
        if end <= start:
            return
        span = tokens.span(start, end)
        actor = self._actor(tokens, draft, chapeau)
        name = actor.of(self.text) if actor else self.metadata.issuing_body
        here = actor is not None and draft.subject is not None
        addressee = self._addressee(tokens, draft, chapeau)
        deadline = find_deadline(self.text, span, self.dates)
        if deadline is NO_DEADLINE and opener:
            deadline = find_deadline(self.text, opener, self.dates)
        condition = _CONDITION.search(self.text, span.start, span.end)
        act_start = min(max(draft.act[0], start), end - 1)
        self.found.commitments.append(
            Commitment(
                span=span,
                sentence=index,
                kind=draft.kind,
                strength=draft.strength,
                verb_span=tokens.span(*draft.verb),
                verb_lemma=draft.lemma,
                actor=name,
                actor_span=actor if here else None,
                actor_key=self._key(actor),
                addressee_span=addressee,
                addressee_key=self._key(addressee),
                action_span=tokens.span(act_start, end),
                deadline_span=deadline.span,
                deadline_date=deadline.day,
                deadline_type=deadline.type,
                status=self._status(draft),
                is_reaffirmation=draft.reaffirmed,
                condition_span=Span(condition.start(), condition.end()) if condition else None,
                targets=tuple(tokens.span(*trimmed(tokens, *target)) for target in draft.targets),
                topics=topics_of(span.of(self.text)),
                compound_group=group,
                event=self.event,
                rule_id=draft.rule,
                confidence=_confidences().get(draft.rule, _FALLBACK_CONFIDENCE),
            )
        )

    def _actor(self, tokens: Tokens, draft: Draft, chapeau: Chapeau | None) -> Span | None:
        """Return the words that name who speaks: here, in the chapeau, or in the enacting formula."""
        if draft.subject is None:
            return (chapeau.actor if chapeau else None) or self.organ
        end = draft.subject.end
        while end - 1 > draft.subject.start and tokens.words[end - 1] == ",":
            end -= 1
        span = tokens.span(draft.subject.start, end)
        if tokens.words[draft.subject.start] not in PERSONAL:
            self.found.antecedent = span
        return span

    def _addressee(self, tokens: Tokens, draft: Draft, chapeau: Chapeau | None) -> Span | None:
        if draft.addressee:
            start, end = trimmed(tokens, *draft.addressee)
            return tokens.span(start, end) if end > start else None
        if chapeau and chapeau.draft and chapeau.draft.addressee:
            return chapeau.tokens.span(*chapeau.draft.addressee)
        return None

    def _key(self, span: Span | None) -> str | None:
        """Return the key of the one actor that a phrase names, None where it names none or several."""
        if span is None:
            return None
        if self.text[span.start : span.end].lower() in PERSONAL and self.found.antecedent:
            span = self.found.antecedent
        i = bisect_left(self.mentions, span.start, key=lambda mention: mention.span.end)
        keys = []
        while i < len(self.mentions) and self.mentions[i].span.start < span.end:
            if span.covers(self.mentions[i].span):
                keys.append(self.mentions[i].actor_key)
            i += 1
        return keys[0] if keys and len(set(keys)) == 1 else None

    def _status(self, draft: Draft) -> CommitmentStatus:
        if draft.announced:
            return CommitmentStatus.ANNOUNCED
        if draft.reaffirmed:
            return CommitmentStatus.REAFFIRMED
        is_report = self.metadata.structure is Structure.PRESS and draft.rule not in (
            "pledge_will",
            "pledge_disposition",
        )
        return CommitmentStatus.REPORTED if is_report else CommitmentStatus.MADE

    def _add_note(self, index: int, tokens: Tokens, made: Note) -> None:
        start, end = trimmed(tokens, made.start, made.end)
        if end > start:
            verb = tokens.span(*made.verb) if made.verb[1] > made.verb[0] else None
            self.found.statements.append(
                Statement(tokens.span(start, end), index, made.kind, verb, made.rule)
            )

    def _recital(self, index: int, tokens: Tokens, low: int) -> None:
        """Record a participial recital as what it is: no commitment, whatever it says (X1)."""
        self._add_note(
            index, tokens, Note(low, len(tokens), StatementKind.PREAMBULAR_CLAUSE, (low, low + 1), "recital")
        )


def _opens_with_third(tokens: Tokens, low: int) -> bool:
    """Tell whether a sentence begins as an operative paragraph does ("Also urges …")."""
    return any(
        any(sense.form is Form.THIRD for sense in senses().get(word, ()))
        for word in tokens.words[low : low + 3]
    )


def _opens_with_saying(tokens: Tokens, low: int) -> bool:
    """Tell whether an item begins with a verb of saying of its own ("Reaffirm our support for …")."""
    i = skip_adverbs(tokens, low, len(tokens) - 1)
    return any(
        sense.form is Form.BASE and sense.verb.family is Family.SAYING
        for sense in senses().get(tokens.words[i], ())
    )


def _is_recital_word(word: str) -> bool:
    return any(sense.form is Form.GERUND for sense in senses().get(word, ()))
