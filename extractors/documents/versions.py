"""Where a document stands between draft and revision, from its symbol or the marks at its head."""

from __future__ import annotations

import re

from extractors.model import FieldEvidence, Span, VersionStatus

_HEAD = 1500
_DRAFT_SYMBOL = re.compile(r"/L\.\d")
_REVISED_SYMBOL = re.compile(r"/Rev\.\d")
_DRAFT_MARK = re.compile(
    r"^[\W_]{0,4}(?:zero|first|second|final|revised|working)?\s?draft\b|\bdraft (?:resolution|decision)\s*$|"
    r"^\W?(?:advance (?:unedited )?(?:version|copy))",
    re.IGNORECASE | re.MULTILINE,
)
_REVISED_MARK = re.compile(
    r"^[\W_]{0,4}(?:revised|updated|amended|corrected)\s(?:version|text|edition|copy)?\b",
    re.IGNORECASE | re.MULTILINE,
)


def find_version(
    text: str, symbol: FieldEvidence | None, title: Span | None
) -> tuple[VersionStatus | None, Span | None]:
    """Return `draft` or `revised` with the words that say so, or None: an unmarked text is final."""
    if symbol:
        if _DRAFT_SYMBOL.search(symbol.value):
            return VersionStatus.DRAFT, symbol.span
        if _REVISED_SYMBOL.search(symbol.value):
            return VersionStatus.REVISED, symbol.span
    end = max(_HEAD // 3, title.end if title else 0)
    for status, pattern in ((VersionStatus.DRAFT, _DRAFT_MARK), (VersionStatus.REVISED, _REVISED_MARK)):
        match = pattern.search(text, 0, min(end, _HEAD))
        if match:
            return status, Span(match.start(), match.end())
    return None, None
