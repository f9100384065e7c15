"""Parts of an event that a list names: "four breakout sessions … (i) …; (ii) …" (codebook E8)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.events.drafts import Draft
from extractors.events.phrases import Phrase
from extractors.model import DatePrecision, EventKind, EventStatus, Span

_REACH = 1600  # characters after the phrase in which its list stands
_LABEL = re.compile(r"(?:(?<=[\s:;,])|^)\(?(?P<label>\d{1,2}|[ivx]{1,4}|[a-h])\)\s", re.M)
_SEPARATOR = re.compile(r"[\s,;]*(?:\band)?\s*$")
_ITEM_END = re.compile(r"\.(?=\s|$)|\n\s*\n")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_PARTS = (EventKind.BREAKOUT_SESSION, EventKind.SIDE_EVENT)


def is_list_of_parts(phrase: Phrase) -> bool:
    """Tell a plural such as "side events" that a list of them may follow."""
    return phrase.is_plural and phrase.kind in _PARTS


def list_parts(text: str, phrase: Phrase, sentences: Sequence[Span], status: EventStatus) -> list[Draft]:
    """Return one part for each item of the list in the phrase's sentence or the next; [] if none."""
    following = [each for each in sentences if each.start >= phrase.span.end]
    limit = min(following[0].end if following else len(text), phrase.span.end + _REACH)
    labels = _run_of_labels(list(_LABEL.finditer(text, phrase.span.end, limit)))
    drafts = []
    for index, label in enumerate(labels):
        until = labels[index + 1].start() if index + 1 < len(labels) else limit
        item = text[label.end() : until]
        stop = _ITEM_END.search(item)
        item = _SEPARATOR.sub("", item[: stop.start()] if stop else item)
        if not item.strip():
            continue
        span = Span(label.end(), label.end() + len(item))
        name = " ".join(item.split())
        drafts.append(
            Draft(
                span,
                phrase.kind,
                name,
                "event_part",
                precision=DatePrecision.WITHIN_PARENT,
                status=status,
                mentions=[span],
            )
        )
    return drafts


def _run_of_labels(labels: list[re.Match[str]]) -> list[re.Match[str]]:
    """Keep the labels that count on from the first: (i), (ii), … or 1), 2), …."""
    run: list[re.Match[str]] = []
    for label in labels:
        if _number(label["label"], len(run) + 1):
            run.append(label)
    return run if len(run) > 1 else []


def _number(label: str, wanted: int) -> bool:
    return label in (
        str(wanted),
        _ROMAN[wanted - 1] if wanted <= len(_ROMAN) else "",
        chr(ord("a") + wanted - 1),
    )
