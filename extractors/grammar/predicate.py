"""A predicate: the governing verb group of a clause with its subject and its extent."""

from __future__ import annotations

import msgspec

from extractors.grammar.subjects import Subject
from extractors.grammar.verb_groups import Mode
from extractors.grammar.vocabulary import Form, Verb


class Predicate(msgspec.Struct, frozen=True, gc=False):
    """A governing verb group. All numbers are token positions, ends exclusive.

    `start` is the first word of the verb group (with its adverbs), `head` the verb, `after` the
    first word behind the verb and its particle, `end` the end of the clause. `verb` is None for
    modes that need no verb of the lexicon.
    """

    mode: Mode
    start: int
    head: int
    after: int
    end: int
    verb: Verb | None
    form: Form
    subject: Subject | None
    own_subject: bool
    negated: bool = False

    @property
    def first(self) -> int:
        """The first token of the clause: the subject, or the verb where it has none of its own."""
        return self.subject.start if self.subject and self.own_subject else self.start
