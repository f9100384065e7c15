"""Addresses and telephone numbers in a document: personal data, kept apart from the other facts.

They are fields named `contact`, which the warehouse marks as personal, so that exports leave them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from extractors.grammar.word_places import first_words, word_places
from extractors.model import FieldEvidence, Span

PERSONAL = frozenset({"contact"})
"""Fields whose values are personal data: kept, but no part of an export unless it is asked for."""

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![\w@])")
_LABEL = "tel|Tel|phone|Phone|telephone|Telephone|fax|Fax|mob|Mob|mobile|Mobile"
_LABELLED = re.compile(
    rf"\b(?:{_LABEL})\b\.?(?:/[Ff]ax)?:?\s{{0,3}}(?P<number>\+?[(\d][\d ()./-]{{5,22}}\d)(?!\d)"
)
_FIRST_OF_LABELLED = first_words(_LABEL)
_INTERNATIONAL = re.compile(r"(?<![\w/(])(?P<number>\+\d{1,3}[ ()\d./-]{6,20}\d)(?!\d)")


def find_contacts(text: str) -> Iterator[FieldEvidence]:
    """Yield every e-mail address and telephone number, each once, where it first stands."""
    seen: set[str] = set()
    for match in _MAIL.finditer(text) if "@" in text else ():
        yield from _once(seen, text, Span(match.start(), match.end()), "contact_mail")
    end = 0
    for number in _numbers(text):
        if number.start >= end:
            yield from _once(seen, text, number, "contact_phone")
            end = number.end


def _numbers(text: str) -> list[Span]:
    """Return what reads like a telephone number: what a label stands before, and what begins with a plus."""
    labelled = word_places(text).matches(_LABELLED, _FIRST_OF_LABELLED)
    international = _INTERNATIONAL.finditer(text) if "+" in text else ()
    numbers = [Span(*match.span("number")) for match in chain(labelled, international)]
    return sorted(numbers, key=lambda number: number.start)


def _once(seen: set[str], text: str, span: Span, rule_id: str) -> Iterator[FieldEvidence]:
    value = " ".join(span.of(text).split())
    if value.casefold() not in seen:
        seen.add(value.casefold())
        yield FieldEvidence("contact", value, span, rule_id)
