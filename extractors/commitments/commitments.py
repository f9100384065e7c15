"""Commitments and statements of a document: its speech acts, sentence by sentence.

The grammar yields drafts (`speech_acts.py`), which become records (`commitment_records.py`). Here
the items of a list take the verb of the line that opens it (codebook I10), and structure rules: a
preamble holds no commitment (X1).
"""

from __future__ import annotations

from bisect import bisect_left

from msgspec.structs import replace

from extractors.commitments.acts import infinitive_at, listed_act, skip_adverbs
from extractors.commitments.chapeaux import (
    Chapeau,
    OpenLists,
    body_start,
    cut_speaker,
    label_of,
    label_style,
    noun_chapeau,
    plan_item,
    speaker,
    trimmed,
)
from extractors.commitments.deadline_days import DeadlineContext
from extractors.commitments.findings import Draft, Note, Reading, with_acts
from extractors.commitments.records import Registrar
from extractors.commitments.speech_acts import read_sentence
from extractors.grammar.roles import block_kind_at
from extractors.grammar.tokens import Tokens, tokenize
from extractors.grammar.vocabulary import Family, Form, acts, senses
from extractors.grammar.word_classes import is_gerund
from extractors.model import (
    Actor,
    ActorMention,
    BlockKind,
    Commitment,
    CommitmentKind,
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

_PLANS = frozenset((DocType.PLAN_OF_ACTION, DocType.PROGRAMME, DocType.ROADMAP, DocType.STRATEGY))
_APART = frozenset((BlockKind.HEADER, BlockKind.FOOTER, BlockKind.TABLE, BlockKind.FOOTNOTE))
_MEANS = (("by",), ("including",), ("through",), ("as",), ("with",), ("namely",), ("include",))
_SPEECH = frozenset((Family.COMMISSIVE, Family.DIRECTIVE, Family.DECLARATIVE, Family.SAYING))
_LONGEST_LEAD = 8  # tokens of an item that only opens a list of its own ("(a) Protection of civilians:")
_LONGEST_HEADING = 16  # tokens


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
    context = DeadlineContext(metadata.reference_date, metadata.issuing_body, dates, events)
    registrar = Registrar(parsed.text, metadata, actors[1], context, main_event if events else None)
    reader = _Reader(parsed, metadata, registrar)
    for i, sentence in enumerate(sentences):
        reader.read(i, sentence)
    return (
        tuple(sorted(registrar.made, key=lambda c: (c.span, c.rule_id))),
        tuple(sorted(reader.statements, key=lambda s: (s.span, s.rule_id))),
    )


class _Reader:
    """Reads a document's sentences in order."""

    def __init__(self, parsed: ParsedDocument, metadata: DocumentMetadata, registrar: Registrar) -> None:
        self.parsed = parsed
        self.text = parsed.text
        self.metadata = metadata
        self.registrar = registrar
        self.statements: list[Statement] = []
        self.lists = OpenLists()
        self.groups = 0
        self.block_starts = [block.span.start for block in parsed.blocks]
        self.formal = (
            metadata.structure is Structure.FORMAL_RESOLUTION
            or metadata.doc_type is DocType.PRESIDENTIAL_STATEMENT
        )

    def read(self, index: int, sentence: Sentence) -> None:
        """Add the records of one sentence."""
        if sentence.rule_id == "role_enacting_formula":
            words = sentence.span.of(self.text).rstrip(", \n")
            self.registrar.organ = Span(sentence.span.start, sentence.span.start + len(words))
        kind, opens_block = self._place(sentence)
        label = label_of(self.text, sentence.span)
        is_item = kind is BlockKind.LIST_ITEM or label != ""
        is_lead = self.text[sentence.span.end - 1] == ":"
        is_cut = self.text[sentence.span.end - 1] == ","
        if kind in _APART or (
            kind in (BlockKind.TITLE, BlockKind.HEADING) and not (is_item or is_lead or is_cut)
        ):
            return
        tokens = tokenize(self.text, sentence.span)
        low = body_start(tokens)
        if not any(word.isalpha() for word in tokens.words[low:]):
            return
        if self.formal and sentence.role is not SentenceRole.OPERATIVE:
            if sentence.role is SentenceRole.PREAMBULAR:
                self._recital(index, tokens, low)
            return
        if self.formal and label == "" and is_lead and self._is_heading(tokens, low):
            return
        chapeau = self._list_of(tokens, low, label, is_item=is_item) if opens_block else None
        self._read_body(index, tokens, low, label, chapeau, is_item=is_item)

    def _place(self, sentence: Sentence) -> tuple[BlockKind, bool]:
        """Return the kind of the block that holds a sentence, and whether the sentence opens it."""
        i = bisect_left(self.block_starts, sentence.span.start)
        opens = i < len(self.block_starts) and self.block_starts[i] == sentence.span.start
        return block_kind_at(self.parsed, self.block_starts, sentence.span), opens

    def _list_of(self, tokens: Tokens, low: int, label: str, *, is_item: bool) -> Chapeau | None:
        """Return the open list that a paragraph is an item of; lists that it ends are closed."""
        is_small = self.text[tokens.starts[low]].islower()
        if self.formal and label_style(label) == "1":
            self.lists.close()  # the paragraphs of a resolution are numbered throughout
        elif self.formal and not label and not is_small and not _opens_with(tokens, low, Form.THIRD):
            return None  # a heading between the items
        return self.lists.take(label, admits=is_item or is_small or _names_act(tokens, low))

    def _is_heading(self, tokens: Tokens, low: int) -> bool:
        """Tell whether a line with a colon is a heading inside a resolution ("Support for elections:")."""
        return len(tokens) - low < _LONGEST_HEADING and not _opens_with(tokens, low, Form.THIRD)

    def _read_body(
        self, index: int, tokens: Tokens, low: int, label: str, chapeau: Chapeau | None, *, is_item: bool
    ) -> None:
        word = tokens.words[low]
        is_recital = is_gerund(word) and Form.GERUND in _forms(word)
        if is_recital and self.text[tokens.starts[low] : tokens.ends[low]].isupper():
            self._recital(index, tokens, low)  # "ACKNOWLEDGING that …": recitals set in capitals
            return
        governed = chapeau is not None and chapeau.draft is not None
        if governed and self.formal:
            readings = []
        else:
            initial = self._may_open_with_verb(tokens, low, label, chapeau)
            readings = read_sentence(tokens, low, initial=initial, formal=self.formal)
        drafts = [draft for reading in readings for draft in reading.drafts]
        if is_item and not chapeau and not readings and self._is_planned_act(tokens, low):
            chapeau = Chapeau(plan_item(low, len(tokens)), tokens, None, "")
            governed = True
        if chapeau and chapeau.acts_only and not readings and not _names_act(tokens, low):
            return
        speaks = any(made.start < made.verb[0] for reading in readings for made in reading.notes)
        if chapeau and governed and not drafts and not speaks:  # what has a subject is no item
            self._item_record(index, tokens, low, chapeau)
        else:
            self._records(index, tokens, readings, chapeau)
        if is_recital and not readings and not chapeau:
            self._recital(index, tokens, low)
        if tokens.words[-1] == ":":
            self._open_list(index, tokens, low, readings, label, chapeau if governed else None)
        elif not (self.formal or chapeau or is_item or drafts) and (actor := cut_speaker(tokens, low)):
            self.lists.open(Chapeau(None, tokens, actor, "", index))

    def _may_open_with_verb(self, tokens: Tokens, low: int, label: str, chapeau: Chapeau | None) -> bool:
        """Tell whether a sentence may begin with its governing verb, its speaker being named before."""
        if self.formal:
            return label_style(label) == "1" or not _opens_with(tokens, low, Form.BASE)
        if chapeau is not None and (chapeau.draft is None or _opens_with_saying(tokens, low)):
            return True
        if label and self.text[tokens.starts[low]].islower() and _opens_with_speech(tokens, low):
            return True
        is_lead = tokens.words[-1] == ":" and tokens.words[low] in ("do", "have", "hereby")
        return is_lead or any(Form.THIRD in _forms(word) for word in tokens.words[low : low + 3])

    def _is_planned_act(self, tokens: Tokens, low: int) -> bool:
        """Tell whether an item of a plan of action names an act to be done ("Open a bridge at …")."""
        is_verb = low + 4 < len(tokens) and tokens.words[low] in acts() and tokens.is_capital(low)
        return self.metadata.doc_type in _PLANS and is_verb

    def _open_list(
        self,
        index: int,
        tokens: Tokens,
        low: int,
        readings: list[Reading],
        label: str,
        governing: Chapeau | None,
    ) -> None:
        """Remember a sentence that ends with a colon as the line over a list."""
        draft = next((reading.chapeau for reading in reversed(readings) if reading.chapeau), None)
        style = label_style(label)
        whole = None if draft or tokens.words[-2:-1] in _MEANS else _last_draft(readings, len(tokens))
        if governed := draft or whole:
            subject = governed.subject
            actor = tokens.span(subject.start, subject.end) if subject else None
            self.lists.open(Chapeau(governed, tokens, actor, style, index, acts_only=draft is None))
        elif governing and governing.draft and governing.draft.rule != "plan_item":
            self.lists.nest(governing)
        elif self.formal:
            return
        elif named := noun_chapeau(tokens, low):
            self.lists.open(Chapeau(named, tokens, None, style, index))
        elif not any(reading.drafts or reading.notes for reading in readings) and (
            actor := speaker(tokens, low)
        ):
            self.lists.open(Chapeau(None, tokens, actor, style, index))

    def _records(self, index: int, tokens: Tokens, readings: list[Reading], chapeau: Chapeau | None) -> None:
        # such clauses have verbs of their own
        spoken = replace(chapeau, draft=None, due=chapeau.draft) if chapeau else None
        for k, reading in enumerate(readings):
            group = self._new_group() if len(reading.drafts) > 1 else None
            clause = reading.drafts[0].start if reading.drafts and k == 0 else 0
            for draft in reading.drafts:
                self.registrar.add(index, tokens, draft, group, spoken, clause)
            for made in reading.notes:
                self._add_note(index, tokens, made)

    def _new_group(self) -> int:
        self.groups += 1
        return self.groups - 1

    def _item_record(self, index: int, tokens: Tokens, low: int, chapeau: Chapeau) -> None:
        """Add the record of a list item that takes its verb from the chapeau."""
        assert chapeau.draft is not None
        end = len(tokens)
        while end > low and tokens.words[end - 1] in (";", ".", ",", ":", "and"):
            end -= 1
        is_lead = tokens.words[-1] == ":" and (end - low < _LONGEST_LEAD or "following" in tokens.words)
        is_title = chapeau.draft.kind is not CommitmentKind.DECISION and _is_title(tokens, low, end)
        if end - low < 2 or is_lead or is_title:
            return
        if chapeau.group is None:
            chapeau.group = self._new_group()
        draft = replace(
            chapeau.draft,
            start=low,
            end=end,
            act=(low, end),
            subject=None,
            addressee=None,
            part=1,
            targets=(),
        )
        act = None if self.formal else listed_act(tokens, low, end)
        for piece in with_acts(tokens, draft, act) if act else (draft,):
            self.registrar.add(index, tokens, replace(piece, part=1), chapeau.group, chapeau, 0)

    def _add_note(self, index: int, tokens: Tokens, made: Note) -> None:
        start, end = trimmed(tokens, made.start, made.end)
        if end > start:
            verb = tokens.span(*made.verb) if made.verb[1] > made.verb[0] else None
            self.statements.append(Statement(tokens.span(start, end), index, made.kind, verb, made.rule))

    def _recital(self, index: int, tokens: Tokens, low: int) -> None:
        """Record a participial recital as what it is: no commitment, whatever it says (X1)."""
        kind = StatementKind.PREAMBULAR_CLAUSE
        self._add_note(index, tokens, Note(low, len(tokens), kind, (low, low + 1), "recital"))


def _last_draft(readings: list[Reading], end: int) -> Draft | None:
    """Return the draft that a sentence's closing colon stands in, None where another act follows it."""
    last = readings[-1] if readings else Reading()
    return last.drafts[-1] if last.drafts and last.drafts[-1].end >= end - 1 else None


def _names_act(tokens: Tokens, low: int) -> bool:
    """Tell whether an item names an act ("To open …", "Open …", "opening …")."""
    i = skip_adverbs(tokens, low, len(tokens) - 1)
    word = tokens.words[i]
    return word in acts() or is_gerund(word) or infinitive_at(tokens, i, len(tokens)) is not None


def _is_title(tokens: Tokens, low: int, end: int) -> bool:
    """Tell whether an item is a heading, capitalised throughout and naming no act."""
    capital = all(tokens.is_capital(i) or len(tokens.words[i]) < 4 for i in range(low, end))
    return capital and not _names_act(tokens, low)


def _forms(word: str) -> frozenset[Form]:
    return frozenset(sense.form for sense in senses().get(word, ()))


def _opens_with(tokens: Tokens, low: int, form: Form) -> bool:
    """Tell whether the first word behind any adverbs is a verb of the lexicon in this form."""
    return form in _forms(tokens.words[skip_adverbs(tokens, low, len(tokens) - 1)])


def _opens_with_speech(tokens: Tokens, low: int) -> bool:
    """Tell whether an item begins with its own verb, the speaker being named above ("(a) agree to …")."""
    i = skip_adverbs(tokens, low, len(tokens) - 1)
    return any(
        sense.form in (Form.BASE, Form.PAST) and sense.verb.family in _SPEECH
        for sense in senses().get(tokens.words[i], ())
    )


def _opens_with_saying(tokens: Tokens, low: int) -> bool:
    """Tell whether an item begins with a verb of saying of its own ("Reaffirm our support for …")."""
    i = skip_adverbs(tokens, low, len(tokens) - 1)
    return any(
        sense.form is Form.BASE and sense.verb.family is Family.SAYING
        for sense in senses().get(tokens.words[i], ())
    )
