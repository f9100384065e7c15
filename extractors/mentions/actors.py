"""Actors: the states, organisations, groups, regions and persons that a text names.

Names come from the lexicons, from acronyms that the text defines itself, and from a small grammar
of public bodies ("the Ministry of … of <state>"). Longest match wins, so a country inside a body's
name is no actor there.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.grammar.word_places import first_words, word_places
from extractors.mentions.acronyms import find_definitions
from extractors.mentions.misspellings import Misspellings, one_spelling
from extractors.mentions.name_index import NameIndex
from extractors.mentions.organisations import organisations
from extractors.mentions.persons import find_persons, person_after, person_key
from extractors.mentions.states import state_names, usual_name
from extractors.model import Actor, ActorKind, ActorMention, Span

_BODY_HEAD = (
    r"Ministry|Ministries|Government|Parliament|National\sAssembly|Senate|Supreme\sCourt|Embassy|"
    r"Permanent\sMission|"
    r"Institute|Academy|Agency|Centre|Center|Office|Committee|Commission|Council|Department|Fund|Bank|"
    r"Chamber|Secretariat"
)
_BODY_WORDS = first_words(_BODY_HEAD)
_BODY_TAIL = r"(?:\s(?:of|for|and|on|under|the|against|in|to)|\s[A-Z][\w’'-]*)"
_BODY = re.compile(
    rf"\b(?:{_BODY_HEAD})\s(?:of|for|under|on)\s(?:the\s)?(?:[A-Z][\w’'-]*){_BODY_TAIL}{{0,14}}"
)
_ARTICLE = 4  # the length of "the "
_OWNED = re.compile(r"\bof\s(?:the\s)?$")
_ORGANISATION_HEAD = re.compile(
    r"\b(?:Organi[sz]ations?|Cent(?:re|er)s?|Office|Agency|Institute|Ministry|Committee|Commission|Council|"
    r"Union|"
    r"Association|Fund|Bank|Forum|Group|Community|Network|Alliance|Authority|Department|Secretariat|"
    r"Mission|Force|Board|"
    r"University|Court|Corporation|Service|Bureau|Federation|Assembly|Structure|Academy|Foundation|Nations|"
    r"League|"
    r"Administration|Society|Chamber|Facility|Platform|States|Republic|Emirates|Kingdom)\b"
)


class _Name(NamedTuple):
    """What a name in a lexicon stands for; None as the actor means nobody."""

    actor: Actor | None
    rule_id: str


class _Found(NamedTuple):
    span: Span
    actor: Actor | None
    rule_id: str


def find_actors(text: str) -> tuple[tuple[Actor, ...], tuple[ActorMention, ...]]:
    """Return the actors that `text` names, in order of first mention, and all mentions in order.

    Keys are `iso:` and the country code, `org:`, `group:` or `region:` and the lexicon's id or the
    acronym, `person:` and the name. Mentions do not overlap.
    """
    named = [_Found(Span(hit.start, hit.end), *hit.value) for hit in _known_names().find(text)]
    named += _bodies(text, named)
    named += _misspelt(text)
    named = [*_defined_acronyms(text, named), *named]  # the text's own acronyms go before the lexicon's
    named += _persons(text, named)
    chosen = [found for found in _longest(named) if found.actor is not None]
    mentions = tuple(
        ActorMention(found.span, found.actor.key, found.rule_id) for found in chosen if found.actor
    )
    return _with_aliases(text, chosen), mentions


@cache
def _known_names() -> NameIndex[_Name]:
    names: list[tuple[str, _Name]] = []
    for entry in organisations():
        kind = ActorKind.ORGANISATION if entry.kind == "organisation" else ActorKind.GROUP
        prefix = "org" if entry.kind == "organisation" else entry.kind
        actor = None if entry.kind == "none" else Actor(f"{prefix}:{entry.id}", kind, entry.name)
        names += [(name, _Name(actor, f"actor_{entry.kind}")) for name in (entry.name, *entry.names)]
    for name, code in state_names().items():
        names.append((name, _Name(_state(code), "actor_state")))
    return NameIndex(names)


def _misspelt(text: str) -> Iterator[_Found]:
    """Yield states and bodies whose name of one word is a letter off."""
    for start, word in word_places(text).where(_meant_by):
        hit = next(_known_names().find(_meant_by(word) or ""), None)
        if hit is not None and hit.value.actor is not None:
            yield _Found(Span(start, start + len(word)), hit.value.actor, "actor_misspelt")


@lru_cache(maxsize=1 << 16)
def _meant_by(word: str) -> str | None:
    return _misspellings().meant_by(word)


@cache
def _misspellings() -> Misspellings:
    bodies = {name: entry.id for entry in organisations() for name in (entry.name, *entry.names)}
    return Misspellings({**bodies, **state_names()})


@cache
def _state(code: str) -> Actor:
    return Actor(f"iso:{code}", ActorKind.STATE, usual_name(code), code)


def _bodies(text: str, known: list[_Found]) -> Iterator[_Found]:
    """Yield bodies such as "Ministry of Foreign Affairs of <state>": the first state owns it."""
    states = [found for found in known if found.rule_id == "actor_state"]
    starts = [found.span.start for found in states]
    for match in word_places(text).matches(_BODY, _BODY_WORDS):
        for index in range(bisect_left(starts, match.start()), bisect_left(starts, match.end())):
            owner = states[index]
            if (
                _OWNED.search(text, match.start(), owner.span.start)
                and owner.actor
                and owner.actor.country_code
            ):
                span = Span(match.start(), owner.span.end)
                yield _Found(span, _body(span.of(text), owner.actor.country_code), "actor_body")
                break


def _body(name: str, country_code: str) -> Actor:
    if name.startswith("Government"):
        key = f"GOV_{country_code}"
    elif re.match(r"Ministr\w+\s(?:of|for)\s(?:the\s)?Foreign", name):
        key = f"MFA_{country_code}"
    else:
        key = person_key(name)
    return Actor(f"org:{key}", ActorKind.ORGANISATION, " ".join(name.split()), country_code)


def _defined_acronyms(text: str, known: list[_Found]) -> Iterator[_Found]:
    """Yield the long names and acronyms that the text defines, and the acronyms' later uses."""
    at_end = {found.span.end: found for found in known}
    defined: dict[str, Actor] = {}
    for definition in find_definitions(text):
        acronym, before = definition.acronym.of(text), at_end.get(definition.long_name.end)
        is_known = before is not None and before.span.start <= definition.long_name.start + _ARTICLE
        if before is not None and before.actor is not None and is_known and before.rule_id != "actor_body":
            defined[acronym] = before.actor
            continue
        span = before.span if before is not None and is_known else definition.long_name
        if _ORGANISATION_HEAD.search(span.of(text)):
            country = before.actor.country_code if before is not None and before.actor is not None else None
            name = " ".join(span.of(text).split())
            defined[acronym] = Actor(f"org:{acronym.upper()}", ActorKind.ORGANISATION, name, country)
            yield _Found(span, defined[acronym], "actor_acronym")
    index = NameIndex((acronym, _Name(actor, "actor_acronym")) for acronym, actor in defined.items())
    yield from (_Found(Span(hit.start, hit.end), *hit.value) for hit in index.find(text))


def _persons(text: str, known: list[_Found]) -> Iterator[_Found]:
    """Yield persons; a surname alone is the one person of that surname named in full."""
    starts = {found.span.start for found in known}
    spans = list(find_persons(text))
    spans += [span for found in known if (span := person_after(text, found.span)) is not None]
    spans = [span for span in spans if span.start not in starts]
    names = {span: " ".join(span.of(text).split()) for span in sorted(spans)}
    full_names: dict[str, str] = {}
    for name in names.values():
        if " " in name:
            full_names.setdefault(name.split()[-1], name)
    meant = one_spelling(Counter(names.values()))
    for span in spans:
        name = full_names.get(names[span], names[span])
        name = meant.get(name, name)
        yield _Found(span, Actor(f"person:{person_key(name)}", ActorKind.PERSON, name), "actor_person")


def _longest(found: list[_Found]) -> list[_Found]:
    """Keep the longest of overlapping names; of equals the first found."""
    chosen: list[_Found] = []
    for candidate in sorted(found, key=lambda each: (each.span.start, -each.span.end)):
        if not chosen or candidate.span.start >= chosen[-1].span.end:
            chosen.append(candidate)
    return chosen


def _with_aliases(text: str, found: list[_Found]) -> tuple[Actor, ...]:
    """Return each actor once, with the other names the text gives it, in order of appearance."""
    actors: dict[str, Actor] = {}
    names: dict[str, dict[str, None]] = {}
    for each in found:
        if each.actor is None:
            continue
        actor = actors.setdefault(each.actor.key, each.actor)
        surface = " ".join(each.span.of(text).split())
        if surface != actor.name:
            names.setdefault(actor.key, {})[surface] = None
    return tuple(
        Actor(actor.key, actor.kind, actor.name, actor.country_code, tuple(names.get(key, ())))
        for key, actor in actors.items()
    )
