"""Roles of sentences: preambular, operative or other (codebook §6).

In a formal resolution the structure decides: after the enacting formula the preamble runs to the
first paragraph that is numbered or opens with a finite verb. A statement of the Security Council's
President has no preamble. Elsewhere a sentence is operative if it holds a commitment, so its role
is settled once the commitments are known.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from extractors.grammar.tokens import Tokens, tokenize
from extractors.grammar.vocabulary import Form, senses
from extractors.grammar.word_classes import DETERMINERS, is_adverb
from extractors.model import (
    BlockKind,
    Commitment,
    DocType,
    DocumentMetadata,
    ParsedDocument,
    Sentence,
    SentenceRole,
    Span,
    Statement,
    StatementKind,
    Structure,
)

_LABEL = re.compile(
    r"(?:[#>*_\"“]*\s*)?(?P<label>\d{1,3}(?:\.\d{1,3})*(?=[.)]\s)|"
    r"\((?:[a-z]{1,4}|\d{1,3}|[ivx]{1,5})\)(?=\s)|[a-z](?=\)\s))"
)
_FORMULA = re.compile(
    r"(?:The|We,? the)\s[^.;:\n]{3,200}(?:Assembly|Council|Conference|Committee|Commission|Board|Meeting|"
    r"Parties|Congress|Parliament|Authority|Forum|Union|Summit)[^.;:\n]{0,60},\Z"
)
_CLOSING = re.compile(
    r"(?:\d{1,4}(?:st|nd|rd|th)\s(?:plenary\s|\(?resumed\)?\s)*meeting|(?:Annex|ANNEX|Appendix|Vote)\b)"
)
_NOTE = re.compile(
    r"(?:[\[*†‡]*\s*)?(?:See\s|Ibid\b|Resolutions?\s\d|Official Records|United Nations,\s|[A-Z]{1,4}/[\w.]+/|"
    r"Available at|https?:|General Assembly resolution\s\d|Adopted\s(?:without|by)|\d+\s+See\s)"
)
_NUMBERED = re.compile(r"\s*\d{1,3}\.\s")
_STATEMENT = re.compile(r"[\"“”«'‘]*\s*The (?:Security )?Council\b")
_LONGEST_FORMULA = 300
_CONTEXT = frozenset(
    (
        StatementKind.ACKNOWLEDGEMENT,
        StatementKind.ASSERTION,
        StatementKind.APPRECIATION,
        StatementKind.CONDEMNATION,
        StatementKind.CONCERN,
        StatementKind.PREAMBULAR_CLAUSE,
        StatementKind.EXPECTATION,
    )
)
_FURNITURE = frozenset((BlockKind.HEADER, BlockKind.FOOTER, BlockKind.FOOTNOTE))
_APART = frozenset(
    (
        BlockKind.TITLE,
        BlockKind.HEADING,
        BlockKind.HEADER,
        BlockKind.FOOTER,
        BlockKind.FOOTNOTE,
        BlockKind.TABLE,
    )
)


def assign_roles(
    parsed: ParsedDocument, spans: tuple[Span, ...], metadata: DocumentMetadata
) -> tuple[Sentence, ...]:
    """Return the sentences with page, paragraph label and a role that `settle_roles` may change."""
    starts = [block.span.start for block in parsed.blocks]
    pages = [page.char_start for page in parsed.pages]
    kinds = [block_kind_at(parsed, starts, span) for span in spans]
    if metadata.structure is Structure.FORMAL_RESOLUTION:
        roles = list(_structural_roles(parsed.text, spans, kinds))
    elif metadata.doc_type is DocType.PRESIDENTIAL_STATEMENT:
        roles = list(_statement_roles(parsed.text, spans, kinds))
    else:
        roles = [_provisional_role(kind) for kind in kinds]
    return tuple(
        Sentence(span, role, rule, _page_at(parsed, pages, span), _label(parsed.text, span))
        for span, (role, rule) in zip(spans, roles, strict=True)
    )


def block_kind_at(parsed: ParsedDocument, starts: list[int], span: Span) -> BlockKind:
    """Return the kind of the block that a sentence stands in; `starts` are the blocks' first offsets."""
    i = bisect_right(starts, span.start) - 1
    if i < 0 or (parsed.blocks[i].kind is not BlockKind.LIST_ITEM and span.end > parsed.blocks[i].span.end):
        return BlockKind.PARAGRAPH  # a sentence that runs on into the next block is no heading
    return parsed.blocks[i].kind


def _page_at(parsed: ParsedDocument, pages: list[int], span: Span) -> int | None:
    i = bisect_right(pages, span.start) - 1
    return parsed.pages[i].number if i >= 0 else None


def _label(text: str, span: Span) -> str | None:
    """Return the number or letter of the paragraph that a sentence opens, such as `3` or `(a)`."""
    match = _LABEL.match(text, span.start, min(span.end, span.start + 24))
    return match["label"] if match else None


def _provisional_role(kind: BlockKind) -> tuple[SentenceRole, str]:
    return (SentenceRole.OTHER, "role_layout" if kind in _APART else "role_no_act")


def _structural_roles(
    text: str, spans: tuple[Span, ...], kinds: list[BlockKind]
) -> Iterator[tuple[SentenceRole, str]]:
    """Yield role and rule of each sentence of a formal resolution."""
    part = "masthead" if any(_is_formula(text, span) for span in spans) else "preamble"
    last_number = max((i for i, span in enumerate(spans) if _NUMBERED.match(text, span.start)), default=-1)
    for i, (span, kind) in enumerate(zip(spans, kinds, strict=True)):
        if part == "masthead":
            if _is_formula(text, span):
                part = "preamble"
                yield SentenceRole.OTHER, "role_enacting_formula"
            else:
                yield SentenceRole.OTHER, "role_masthead"
            continue
        opening = _after_headings(spans, kinds, i)
        if part == "preamble" and _opens_operative_part(text, opening, numbers_follow=last_number > i):
            part = "operative"
        if part == "operative" and _CLOSING.match(text, span.start, span.end):
            part = "end"
        yield _role_in(part, text, span, kind)


def _statement_roles(
    text: str, spans: tuple[Span, ...], kinds: list[BlockKind]
) -> Iterator[tuple[SentenceRole, str]]:
    """Yield role and rule of each sentence of a presidential statement, which has no preamble."""
    part = "masthead"
    for span, kind in zip(spans, kinds, strict=True):
        if part == "masthead" and _STATEMENT.match(text, span.start):
            part = "operative"
        yield (
            (SentenceRole.OTHER, "role_masthead") if part == "masthead" else _role_in(part, text, span, kind)
        )


def _after_headings(spans: tuple[Span, ...], kinds: list[BlockKind], i: int) -> Span:
    """Return the sentence at `i` or, where that is a heading, the text that it heads."""
    while kinds[i] is BlockKind.HEADING and i + 1 < len(spans):
        i += 1
    return spans[i]


def _role_in(part: str, text: str, span: Span, kind: BlockKind) -> tuple[SentenceRole, str]:
    """Return role and rule by the part of the resolution, to which its headings and tables belong."""
    if part == "end":
        return SentenceRole.OTHER, "role_closing"
    if kind in _FURNITURE or _NOTE.match(text, span.start, span.end):
        return SentenceRole.OTHER, "role_layout"
    if part == "preamble":
        return SentenceRole.PREAMBULAR, "role_preamble"
    return SentenceRole.OPERATIVE, "role_operative_part"


def _is_formula(text: str, span: Span) -> bool:
    return (
        span.end - span.start <= _LONGEST_FORMULA and _FORMULA.match(text, span.start, span.end) is not None
    )


def _opens_operative_part(text: str, span: Span, *, numbers_follow: bool) -> bool:
    """Tell whether a paragraph is numbered or its first verb is finite ("Also decides …").

    A recital may be worded so too; it ends with a comma, and the numbered paragraphs follow it.
    """
    if numbers_follow and text[span.end - 1] == ",":
        return False
    match = _LABEL.match(text, span.start, min(span.end, span.start + 24))
    if match and match["label"][0].isdigit():
        return True
    tokens = tokenize(text, Span(span.start, min(span.end, span.start + 80)))
    for i, word in enumerate(tokens.words[:4]):
        if any(sense.form is Form.THIRD for sense in senses().get(word, ())) or _looks_finite(tokens, i):
            return True
        if not is_adverb(word) and word not in ("acting", "once"):
            return False
    return False


def _looks_finite(tokens: Tokens, i: int) -> bool:
    """Tell whether a word is a verb in the third person by its shape ("Forwards the …")."""
    word, after = tokens.words[i], tokens.words[i + 1 : i + 2]
    return (
        i == 0
        and word.endswith("s")
        and not word.endswith(("ss", "us"))
        and after[:1] != ()
        and (after[0] in DETERMINERS or after[0] == "that")
    )


def settle_roles(
    sentences: tuple[Sentence, ...], commitments: tuple[Commitment, ...], statements: tuple[Statement, ...]
) -> tuple[Sentence, ...]:
    """Return the sentences with their final roles; structural roles of resolutions stay."""
    operative = {commitment.sentence for commitment in commitments}
    context = {s.sentence for s in statements if s.kind in _CONTEXT and s.rule_id != "narration"}
    return tuple(
        sentence
        if sentence.rule_id not in ("role_no_act", "role_layout")
        else _settled(sentence, i in operative, i in context)
        for i, sentence in enumerate(sentences)
    )


def _settled(sentence: Sentence, is_operative: bool, is_context: bool) -> Sentence:
    if is_operative:
        return replace(sentence, role=SentenceRole.OPERATIVE, rule_id="role_commitment")
    if is_context and sentence.rule_id == "role_no_act":
        return replace(sentence, role=SentenceRole.PREAMBULAR, rule_id="role_statement")
    return sentence
