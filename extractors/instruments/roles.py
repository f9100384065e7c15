"""What an instrument is to the text that mentions it: basis, object, title or the text itself."""

from __future__ import annotations

import re

from extractors.model import DocumentMetadata, InstrumentRole, Span

_REACH = 70
_BASIS = re.compile(
    r"\b(?:[Gg]uided\s+by|[Rr]ecall\w*|[Rr]eaffirm\w*|[Rr]eiterat\w*|[Bb]earing\s+in\s+mind|"
    r"[Tt]aking\s+(?:note|into\s+account)\s*(?:of)?|[Hh]aving\s+(?:regard|considered)|"
    r"[Ii]n\s+accordance\s+with|[Pp]ursuant\s+to|[Cc]onsistent\s+with|[Ii]n\s+(?:line|conformity|compliance|"
    r"keeping)\s+with|[Oo]n\s+the\s+basis\s+of|[Bb]ased\s+on|[Uu]nder|enshrined\s+in|set\s+(?:out|"
    r"forth)\s+in|principles\s+of|purposes\s+of|[Aa]cting\s+under|in\s+the\s+framework\s+of|"
    r"in\s+the\s+light\s+of|provided\s+for\s+in|including)\b[^.;:\n]*$"
)
_NEW_CLAUSE = re.compile(r",\s(?:we|they|it|he|she|the\s\w+\s\w+ed)\b")
_STILL_TO_COME_BEFORE = re.compile(
    r"\b(?:should\s+be|is\s+expected\s+to\s+be|(?:expected|planned|due|going|will|to)\s+(?:to\s+)?(?:adopt|"
    r"endorse|sign|approve)|(?:work|negotiations?|negotiating|drafting|preparation|elaboration)\s+(?:on|"
    r"of))\s+(?:the\s+|a\s+|an\s+)?$"
)
_STILL_TO_COME_AFTER = re.compile(
    r"\s+(?:\([^)\n]{1,30}\)\s+)?(?:will\s+be|is\s+expected\s+to\s+be|is\s+to\s+be|should\s+be|"
    r"is\s+planned\s+to\s+be)\s+(?:adopted|signed|endorsed|approved|finali[sz]ed|concluded)\b"
)
_SIGNED_BEFORE = re.compile(
    r"\b(?:signing\s+of|signed|sign|signature\s+of)\s+(?:of\s+)?(?:the\s+|a\s+|an\s+|"
    r"this\s+)?(?:following\s+)?$",
    re.IGNORECASE,
)
_SIGNED_AFTER = re.compile(r",?\s+(?:which\s+)?(?:was|were|has\s+been|had\s+been)?\s*signed\b")


def role_of(text: str, span: Span, metadata: DocumentMetadata, is_self: bool) -> InstrumentRole:
    """Return the role of a mention, from where it stands and the words before it."""
    if is_self:
        return InstrumentRole.SELF
    title = metadata.span_of("title")
    if title and title.overlaps(span):
        return InstrumentRole.TITLE
    before = text[max(0, span.start - _REACH) : span.start]
    basis = _BASIS.search(before)
    is_basis = basis is not None and _NEW_CLAUSE.search(basis.group()) is None
    return InstrumentRole.BASIS if is_basis else InstrumentRole.OBJECT


def is_still_to_come(text: str, span: Span) -> bool:
    """Tell whether the text speaks of the instrument as one to be adopted or signed."""
    before = text[max(0, span.start - 60) : span.start]
    return bool(_STILL_TO_COME_BEFORE.search(before) or _STILL_TO_COME_AFTER.match(text, span.end))


def is_signed_here(text: str, span: Span) -> bool:
    """Tell whether the text reports the instrument's signing."""
    before = text[max(0, span.start - 50) : span.start]
    return bool(_SIGNED_BEFORE.search(before) or _SIGNED_AFTER.match(text, span.end))
