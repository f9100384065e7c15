"""From drafts to records: who acts, who is asked, until when, on what condition (codebook §3.4)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extractors.commitments.chapeaux import Chapeau, trimmed
from extractors.commitments.deadline_days import DeadlineContext
from extractors.commitments.deadlines import NO_DEADLINE, Deadline, find_deadline
from extractors.commitments.findings import Draft
from extractors.commitments.qualifications import Sort, find_qualification, is_negative, qualifiers
from extractors.commitments.topics import topics_of
from extractors.grammar.tokens import Tokens
from extractors.grammar.word_classes import DETERMINERS, FUTURE, PERSONAL, THIRD_PERSON, group
from extractors.lexicon import Rule, load
from extractors.model import (
    ActorMention,
    Commitment,
    CommitmentStatus,
    DeadlineType,
    DocumentMetadata,
    Span,
    Structure,
)

_INSERTING = group("inserting") - {"and"} | {"in", "at", "on", "to", "who", "which"}
_ACCOUNTS = group("own_account") | group("account_of_talks")
_COLLECTIVE = "(participants)"
_STATE = "iso:"  # begins the key of a state, which "they" does not stand for
_LONGEST_OPENER = 14  # tokens before the subject in which a deadline may stand ("In the coming weeks,")


@cache
def _confidences() -> dict[str, float]:
    return {
        rule.id: rule.confidence for rule in load("rules_commitments", Rule) if rule.confidence is not None
    }


@dataclass(slots=True)
class Registrar:
    """Makes records of a document's drafts and remembers whom "they" stands for.

    `organ` is the body that the enacting formula names, once it has been read.
    """

    text: str
    metadata: DocumentMetadata
    mentions: tuple[ActorMention, ...]
    context: DeadlineContext
    event: int | None
    organ: Span | None = None
    antecedent: Span | None = None
    made: list[Commitment] = field(default_factory=list)

    def add(
        self,
        index: int,
        tokens: Tokens,
        draft: Draft,
        group: int | None,
        chapeau: Chapeau | None,
        clause: int,
    ) -> None:
        """Record a draft of the sentence at `index`; its clause's first draft begins at token `clause`."""
        start, end = trimmed(tokens, draft.start, draft.end)
        if end <= start:
            return
        span = tokens.span(start, end)
        actor = self._actor(tokens, draft, chapeau)
        addressee = self._addressee(tokens, draft, chapeau)
        act = (min(max(draft.act[0], start), end - 1), end)
        governing = chapeau if chapeau and chapeau.draft else None
        verb = governing.draft.verb if governing and governing.draft else draft.verb
        words = governing.tokens if governing else tokens
        low = act[0] if draft.part or governing else min(act[0], max(start, draft.verb[0]))
        deadline = self._deadline(tokens, (low, act[0], end), clause, chapeau, draft.rule)
        self.made.append(
            Commitment(
                span=span,
                sentence=index,
                kind=draft.kind,
                strength=draft.strength,
                verb_span=words.span(*verb),
                verb_lemma=draft.lemma,
                actor=actor.of(self.text) if actor else self._implied(),
                actor_span=actor if draft.subject is not None else None,
                actor_key=self._key(actor),
                addressee_span=addressee,
                addressee_key=self._key(addressee),
                action_span=tokens.span(*act),
                deadline_span=deadline.span,
                deadline_date=deadline.day,
                deadline_type=deadline.type,
                deadline_rule=deadline.rule,
                frequency=deadline.frequency,
                status=self._status(words, draft),
                is_reaffirmation=draft.reaffirmed or _goes_on(tokens, *act),
                condition_span=find_qualification(tokens, start, end, Sort.CONDITION),
                qualifiers=qualifiers(words, verb, act) if words is tokens else (),
                is_negative=is_negative(tokens, act),
                targets=tuple(tokens.span(*trimmed(tokens, *target)) for target in draft.targets),
                topics=topics_of(span.of(self.text)),
                compound_group=group,
                event=self.event,
                chapeau=governing.sentence if governing else None,
                rule_id=draft.rule,
                confidence=_confidences()[draft.rule],
            )
        )

    def _deadline(
        self,
        tokens: Tokens,
        places: tuple[int, int, int],
        clause: int,
        chapeau: Chapeau | None,
        rule: str,
    ) -> Deadline:
        """Return the deadline of a record: its own, its clause's ("In the coming weeks,") or its list's.

        `places` are the tokens where the verb or the act begins, where the act begins and where it ends.
        """
        low, act, end = places
        deadline = find_deadline(tokens, low, end, self.context, act=act)
        if deadline is NO_DEADLINE and 0 < clause <= _LONGEST_OPENER:
            ahead = clause if rule == "pledge_will" else None
            deadline = find_deadline(tokens, 0, clause, self.context, act=ahead)
        over = (chapeau.draft or chapeau.due) if chapeau else None
        if over is None or chapeau is None or deadline.type not in (DeadlineType.NONE, DeadlineType.RELATIVE):
            return deadline
        line = self._deadline_of_line(chapeau.tokens, over)
        is_surer = deadline is NO_DEADLINE or line.type is DeadlineType.ABSOLUTE
        return line if is_surer else deadline

    def _deadline_of_line(self, line: Tokens, over: Draft) -> Deadline:
        """Return the deadline that the line over a list sets."""
        verb = over.verb[0]
        deadline = find_deadline(line, verb, len(line), self.context, act=0)
        if deadline is NO_DEADLINE and 0 < verb <= _LONGEST_OPENER:
            ahead = verb if over.rule == "pledge_will" else None
            deadline = find_deadline(line, 0, verb, self.context, act=ahead)
        return deadline

    def _implied(self) -> str | None:
        """Return who speaks where no words say so: the issuer of a formal text or release, else all."""
        if self.metadata.structure in (Structure.FORMAL_RESOLUTION, Structure.PRESS):
            return self.metadata.issuing_body
        return _COLLECTIVE

    def _actor(self, tokens: Tokens, draft: Draft, chapeau: Chapeau | None) -> Span | None:
        """Return the words that name who speaks: here, in the chapeau, or in the enacting formula."""
        if draft.subject is None:
            return (chapeau.actor if chapeau else None) or self.organ
        end = _before_insertion(tokens, draft.subject.start, draft.subject.end)
        span = tokens.span(draft.subject.start, end)
        if tokens.words[draft.subject.start] not in PERSONAL:
            self.antecedent = span
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
        word = self.text[span.start : span.end].lower()
        if word in THIRD_PERSON and self.antecedent:
            span = self.antecedent
        i = bisect_left(self.mentions, span.start, key=lambda mention: mention.span.end)
        keys = []
        while i < len(self.mentions) and self.mentions[i].span.start < span.end:
            if span.covers(self.mentions[i].span):
                keys.append(self.mentions[i].actor_key)
            i += 1
        if len(set(keys)) != 1 or (word == "they" and keys[0].startswith(_STATE)):
            return None
        return keys[0]

    def _status(self, tokens: Tokens, draft: Draft) -> CommitmentStatus:
        """Return whether a release announces the act or reports it; it may also be its issuer's own."""
        title = _words_of(self.metadata.title or "")
        speaks = draft.subject is not None and tokens.words[draft.subject.start] in ("we", "i")
        is_told = self.metadata.structure is Structure.PRESS and not speaks
        is_ahead = is_told and title.isdisjoint(group("account_of_talks"))
        if draft.announced or (is_ahead and not FUTURE.isdisjoint(_verb(tokens, draft))):
            return CommitmentStatus.ANNOUNCED
        if draft.reaffirmed:
            return CommitmentStatus.REAFFIRMED
        is_report = is_told and title.isdisjoint(_ACCOUNTS)
        return CommitmentStatus.REPORTED if is_report else CommitmentStatus.MADE


@lru_cache(maxsize=1)
def _words_of(title: str) -> frozenset[str]:
    return frozenset(title.lower().split())


def _goes_on(tokens: Tokens, start: int, end: int) -> bool:
    """Tell whether an act is one that continues ("the need to continue the talks")."""
    return any(
        tokens.words[i] in group("continuing_act") and tokens.words[i - 1] not in DETERMINERS
        for i in range(start, min(start + 4, end))
    )


def _verb(tokens: Tokens, draft: Draft) -> tuple[str, ...]:
    return (
        tokens.words[draft.verb[0] - 3 : draft.verb[1]]
        if draft.verb[0] > 2
        else tokens.words[: draft.verb[1]]
    )


def _before_insertion(tokens: Tokens, start: int, end: int) -> int:
    """Return where a subject ends before what commas insert in it ("The Council, in this regard,")."""
    for i in range(start + 1, end - 1):
        after = tokens.words[i + 1]
        is_apposition = after == "the" and tokens.words[start] == "we"
        if tokens.words[i] == "," and (after in _INSERTING or is_apposition):
            return i
    while end - 1 > start and tokens.words[end - 1] == ",":
        end -= 1
    return end
