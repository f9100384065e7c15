"""The parties of a treaty or an agreement, as its name tells them: "the Treaty between … and …"."""

from __future__ import annotations

import re
from functools import cache

from extractors.mentions.name_index import NameIndex
from extractors.mentions.organisations import organisations
from extractors.mentions.states import state_names

_BETWEEN = re.compile(r"\b(?:between|among)\s+(?P<parties>.{3,600})", re.DOTALL)
_TOPIC = re.compile(r"\s(?:on|concerning|regarding|relating\s+to|for\s+the|of\s+(?:\d|(?:19|20)\d\d))(?!\w)")
_PAIR = re.compile(r"(?:[A-Z][\w.]{0,20}[-‑–]){1,3}[A-Z][\w.]{0,20}(?=\s)")
_JOINT = re.compile(r"[-‑–]")


def parties_of(name: str) -> tuple[str, ...]:
    """Return the keys of the states and organisations that a name calls its parties: two or more."""
    between = _BETWEEN.search(name)
    if between:
        topic = _TOPIC.search(between["parties"])
        phrase = between["parties"][: topic.start() if topic else None]
        keys = [hit.value for hit in _names().find(phrase)]
    else:
        pair = _PAIR.match(name)
        keys = [_key_of(side) for side in _JOINT.split(pair.group())] if pair else []
    known = tuple(dict.fromkeys(key for key in keys if key))
    return known if len(known) > 1 else ()


def _key_of(side: str) -> str:
    hits = list(_names().find(side))
    return hits[0].value if hits and hits[0].end - hits[0].start == len(side) else ""


@cache
def _names() -> NameIndex[str]:
    names = [(name, f"iso:{code}") for name, code in state_names().items()]
    bodies = [entry for entry in organisations() if entry.kind == "organisation"]
    names += [(name, f"org:{entry.id}") for entry in bodies for name in (entry.name, *entry.names)]
    return NameIndex(names)
