"""What a document does with instruments: cites, adopts, implements, supersedes, amends, announces them.

Every instrument other than the document itself is cited. A stronger link is read from the words right
before or after a mention, and not of what another text did ("resolution 1, by which it adopted the Plan").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.documents.document_types import ADOPTED
from extractors.model import (
    DocumentLink,
    DocumentMetadata,
    Instrument,
    InstrumentMention,
    InstrumentRole,
    InstrumentStatus,
    LinkKind,
    Span,
)

_REACH = 90
_DETERMINER = (
    r"(?:\s+(?:of|to))?\s+(?:(?:the|a|an|its|their|this|that|all|said|present|following|annexed)\s+){0,2}"
    r"(?:[“\"«]\s?)?$"
)


class _Pattern(NamedTuple):
    """Words before or after a mention that make a link of a kind."""

    kind: LinkKind
    before: re.Pattern[str]
    after: re.Pattern[str] | None


def _before(verbs: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{verbs}){_DETERMINER}", re.IGNORECASE)


def _after(participles: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?:\s\([^()\n]{{1,60}}\))?,?\s+(?:which\s+)?(?:is|are|was|were|has\s+been|have\s+been)"
        rf"\s+(?:hereby\s+|also\s+|today\s+)?"
        rf"(?:{participles})\b",
        re.IGNORECASE,
    )


_PATTERNS = (
    _Pattern(
        LinkKind.ANNOUNCES,
        _before(
            r"(?:will|shall|to|is\s+expected\s+to|are\s+expected\s+to|intend(?:s|ed)?\s+to)\s+(?:be\s+)?"
            r"(?:adopt|endorse|sign|approve|conclude|finali[sz]e|prepare|develop|elaborate|draft|submit)|"
            r"(?:forthcoming|planned|expected|future)\s+(?:adoption|signing|endorsement)|(?:draft|"
            r"drafting|elaboration|negotiation|preparation)"
        ),
        re.compile(
            r"(?:\s\([^()\n]{1,60}\))?,?\s+(?:which\s+)?(?:will|shall|should|is\s+expected\s+to|"
            r"are\s+expected\s+to|is\s+to|are\s+to)\s+be\s+"
            r"(?:adopted|signed|endorsed|approved|finali[sz]ed|concluded|submitted)\b"
        ),
    ),
    _Pattern(
        LinkKind.ADOPTS,
        _before(
            r"adopt(?:s|ed|ing)?|endors(?:es?|ed|ing)|approv(?:es?|ed|ing)|sign(?:s|ed)|"
            r"conclud(?:es|ed)|(?:adoption|signing|endorsement)(?=\s+of)"
        ),
        _after(r"adopted|endorsed|approved|signed"),
    ),
    _Pattern(
        LinkKind.SUPERSEDES,
        _before(
            r"supersed(?:es?|ed|ing)|replac(?:es?|ed|ing)|repeal(?:s|ed|ing)?|revok(?:es?|ed|"
            r"ing)|terminat(?:es?|ed|ing)|in\s+place"
        ),
        _after(r"superseded|replaced|repealed|revoked|terminated"),
    ),
    _Pattern(
        LinkKind.AMENDS,
        _before(
            r"amend(?:s|ed|ing)?|amendments?(?=\s+(?:to|of))|modif(?:y|ies|ied|ying)|"
            r"revis(?:es?|ed|ing)|updat(?:es?|ed|ing)|supplement(?:s|ed|ing)?"
        ),
        _after(r"amended|modified|revised|updated|supplemented"),
    ),
    _Pattern(
        LinkKind.IMPLEMENTS,
        _before(
            r"implement(?:s|ed|ing)?|implementation(?=\s+of)|pursuant(?=\s+to)|in\s+pursuance|"
            r"in\s+fulfil+ment|giv(?:es?|ing)\s+effect(?=\s+to)|"
            r"follow-up(?=\s+to)|carr(?:y|ies|ied|ying)\s+out|fulfil+(?:s|ed|ing)?|"
            r"operationali[sz](?:es?|ed|ing)"
        ),
        _after(r"implemented|carried\s+out|fulfilled"),
    ),
)
_ANY_BEFORE = re.compile("|".join(pattern.before.pattern for pattern in _PATTERNS), re.IGNORECASE)
_STEM_BEFORE = re.compile(  # one of these is in whatever `_ANY_BEFORE` finds, at a fraction of its price
    "ado|endors|appro|sign|concl|finali|prepar|develop|elaborat|draft|submit|negotiat|supersed|repla|repeal|"
    "revok|terminat|place|amend|modif|revis|updat|supplement|implement|pursuan|fulfil|giv|follow|carr|"
    "operation"
)
_OF_ANOTHER = re.compile(
    r"\b(?:(?:by|in|at|through|with)\s+which|which|that|having|who)"
    r"\b[^,;.:]*$",
    re.IGNORECASE,
)
_OPEN = (InstrumentStatus.PLANNED, InstrumentStatus.PROPOSED, InstrumentStatus.DRAFT)


def find_links(
    text: str,
    metadata: DocumentMetadata,
    instruments: Sequence[Instrument],
    mentions: Sequence[InstrumentMention],
) -> tuple[DocumentLink, ...]:
    """Return the document's links in text order, one for each instrument and kind: where it is first said."""
    by_key = {instrument.key: instrument for instrument in instruments}
    own = {mention.instrument_key for mention in mentions if mention.role is InstrumentRole.SELF}
    found: dict[tuple[str, LinkKind], DocumentLink] = {}
    for mention in mentions:
        if mention.instrument_key not in own:
            for link in _links(text, metadata, by_key[mention.instrument_key], mention.span):
                found.setdefault((link.instrument_key, link.kind), link)
    return tuple(sorted(found.values(), key=lambda link: (link.span, link.kind, link.instrument_key)))


def _links(
    text: str, metadata: DocumentMetadata, instrument: Instrument, span: Span
) -> Iterator[DocumentLink]:
    yield DocumentLink(span, instrument.key, LinkKind.CITES, "link_cites")
    stronger = _stronger(text, metadata, instrument, span)
    if stronger:
        kind, words = stronger
        if kind is LinkKind.ADOPTS and metadata.doc_type not in ADOPTED:
            kind = LinkKind.ANNOUNCES  # a release or an agenda tells of an adoption
        yield DocumentLink(words, instrument.key, kind, f"link_{kind.value}")
    elif instrument.status in _OPEN:
        yield DocumentLink(span, instrument.key, LinkKind.ANNOUNCES, "link_announces")


def _stronger(
    text: str, metadata: DocumentMetadata, instrument: Instrument, span: Span
) -> tuple[LinkKind, Span] | None:
    start = max(0, span.start - _REACH)
    left = text[start : span.start]
    is_governed = bool(_STEM_BEFORE.search(left.lower()) and _ANY_BEFORE.search(left))
    for pattern in _PATTERNS:
        before = pattern.before.search(left) if is_governed else None
        after = pattern.after.match(text, span.end, span.end + _REACH) if pattern.after else None
        if before is None and after is None:
            continue
        if pattern.kind is LinkKind.ADOPTS and not _is_adopted_here(metadata, instrument, left, before):
            return None
        words = Span(start + before.start(), span.end) if before else Span(span.start, after.end())  # type: ignore[union-attr]
        return pattern.kind, words
    return None


def _is_adopted_here(
    metadata: DocumentMetadata, instrument: Instrument, left: str, before: re.Match[str] | None
) -> bool:
    """Tell the adoption of a text at this meeting from one that another text or year saw."""
    day = metadata.reference_date
    if day and instrument.year and instrument.year < day.year:
        return False
    return before is None or _OF_ANOTHER.search(left[: before.start()]) is None
