"""Addresses and telephone numbers in a document: personal data, kept apart from the other facts.

They are fields named `contact`, so that an export can leave them out by that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.model import FieldEvidence, Span

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w@])")
_PHONE = re.compile(
    r"(?:(?:[Tt]el|[Pp]hone|[Tt]elephone|[Ff]ax|[Mm]ob(?:ile)?)"
    r"\b\.?(?:/[Ff]ax)?:?\s{0,3}(?P<labelled>\+?[(\d][\d ()./-]{5,22}\d)|"
    r"(?<![\w/(])(?P<plus>\+\d{1,3}[ ()\d./-]{6,20}\d))(?!\d)"
)


def find_contacts(text: str) -> Iterator[FieldEvidence]:
    """Yield every e-mail address and telephone number, each once, where it first stands."""
    seen: set[str] = set()
    for match in _MAIL.finditer(text):
        yield from _once(seen, text, Span(match.start(), match.end()), "contact_mail")
    for match in _PHONE.finditer(text):
        group = "labelled" if match["labelled"] else "plus"
        yield from _once(seen, text, Span(match.start(group), match.end(group)), "contact_phone")


def _once(seen: set[str], text: str, span: Span, rule_id: str) -> Iterator[FieldEvidence]:
    value = " ".join(span.of(text).split())
    if value.casefold() not in seen:
        seen.add(value.casefold())
        yield FieldEvidence("contact", value, span, rule_id)
