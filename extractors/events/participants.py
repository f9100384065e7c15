"""Who takes part in an event and how: organisers, hosts, chairs, speakers, participants (E11, E12)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.model import ActorMention, ParticipantRole, Participation, Span

_LONGEST = 4000  # characters of a sentence that are read
_REACH = 900  # characters of a list of participants


class _Cue(NamedTuple):
    """A pattern and the role it tells; it matches only where one of `parts` stands, which is soon seen."""

    parts: tuple[str, ...]
    pattern: re.Pattern[str]
    role: ParticipantRole

    def matches(self, words: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(words) if any(part in words for part in self.parts) else iter(())


_AFTER = (
    _Cue(("auspices of",), re.compile(r"\b(?:under the )?auspices of\b"), ParticipantRole.AUSPICES),
    _Cue(
        ("organised by", "organized by"), re.compile(r"\bco-?organi[sz]ed by\b"), ParticipantRole.CO_ORGANISER
    ),
    _Cue(
        ("ised", "ized", "convened", "held", "initiated", "conducted"),
        re.compile(
            r"\b(?:organi[sz]ed|convened|held|initiated|conducted)(?: (?:in|on|at|from) [^.;,]{1,60}?)? by\b"
        ),
        ParticipantRole.ORGANISER,
    ),
    _Cue(("hosted by",), re.compile(r"\b(?:co-?)?hosted by\b"), ParticipantRole.HOST),
    _Cue(
        ("ation with", "ership with", "jointly with", "with the support of"),
        re.compile(
            r"\b(?:in (?:close )?(?:cooperation|partnership|collaboration) with|jointly with|"
            r"with the support of)\b"
        ),
        ParticipantRole.CO_ORGANISER,
    ),
    _Cue(
        ("chaired by", "presided over by", "chairmanship of", "led by"),
        re.compile(r"\b(?:(?:co-?)?chaired by|presided over by|chairmanship of|led by)\b"),
        ParticipantRole.CHAIR,
    ),
    _Cue(
        ("speakers include", "addressed by", "remarks ", "speech by", "address "),
        re.compile(
            r"\b(?:speakers include|addressed by|remarks (?:by|from)|speech by|"
            r"address (?:is expected )?(?:by|on behalf of))\b"
        ),
        ParticipantRole.SPEAKER,
    ),
    _Cue(
        (
            *("attended by", "participa", "among the invitees", "joined by", "represent", "meeting "),
            *("talks ", "consultations ", "dialogue ", "leaders of", "ministers of", "met with"),
            *("delegations ", "experts from", "together with"),
        ),
        re.compile(
            r"\b(?:attended by|participation of|participants included?|among the invitees|joined by|"
            r"represented by|represent(?:ing|atives of)|"
            r"meeting (?:with|between|of)|(?:talks|consultations|dialogue) (?:with|between|of)|leaders of|"
            r"ministers of|met with|delegations (?:of|from)|"
            r"experts from|together with)\b"
        ),
        ParticipantRole.PARTICIPANT,
    ),
)
_BEFORE = (
    _Cue(
        ("took part", "participated", "met", "held", "convened for", "gathered"),
        re.compile(r"\b(?:took part|participated|(?:has |have )?met\b|held|convened for|gathered)"),
        ParticipantRole.PARTICIPANT,
    ),
    _Cue(
        ("organis", "organiz", "conduct"),
        re.compile(
            r"(?<!was )(?<!were )(?<!be )(?<!been )\b(?:organi[sz]ed?|conducted)\b(?! (?:by|in|on|at|from)\b)"
        ),
        ParticipantRole.ORGANISER,
    ),
    _Cue(("host",), re.compile(r"\b(?:hosted|will host|to host|is hosting)\b"), ParticipantRole.HOST),
    _Cue(("chaired", "presided"), re.compile(r"\b(?:chaired|presided)\b(?! by)"), ParticipantRole.CHAIR),
    _Cue(
        ("delivered", "addressed", "spoke at"),
        re.compile(r"\b(?:delivered|addressed|spoke at)\b(?! by)"),
        ParticipantRole.SPEAKER,
    ),
)
_HOLDING = (ParticipantRole.PARTICIPANT, ParticipantRole.ORGANISER)
_ASIDE = 120  # characters of "…, jointly with B and C, held"
_END = re.compile(r"[.;](?=\s)|\n\s*\n")


def participations(
    text: str, sentences: Sequence[Span], mentions: Sequence[ActorMention]
) -> tuple[Participation, ...]:
    """Return the parts that actors play in an event, which `sentences` speak of, in order.

    A joint list of organisers counts for the event as a whole and is not divided (codebook E11).
    """
    starts = [mention.span.start for mention in mentions]
    found: dict[tuple[str, ParticipantRole], Participation] = {}
    for sentence in sentences:
        read = Span(sentence.start, min(sentence.end, sentence.start + _LONGEST))
        if bisect_left(starts, read.start) == bisect_left(starts, read.end):
            continue
        for span, role in _stretches(text, read):
            for index in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                mention = mentions[index]
                if not mention.actor_key.startswith("region:"):
                    key = (mention.actor_key, role)
                    found.setdefault(key, Participation(mention.actor_key, role, mention.span))
    return tuple(sorted(found.values(), key=lambda each: (each.span, each.role)))


def _stretches(text: str, sentence: Span) -> Iterator[tuple[Span, ParticipantRole]]:
    """Yield the stretches of a sentence whose actors have one role."""
    words = _in_small_letters(sentence.of(text))
    cues = sorted(
        (sentence.start + match.start(), sentence.start + match.end(), cue.role)
        for cue in _AFTER
        for match in cue.matches(words)
    )
    for index, (_, end, role) in enumerate(cues):
        until = cues[index + 1][0] if index + 1 < len(cues) else sentence.end
        stop = _END.search(text, end, min(until, end + _REACH))
        limit = stop.start() if stop else min(until, end + _REACH)
        if end < limit:
            yield Span(end, limit), role
    for cue in _BEFORE:
        match = next(cue.matches(words), None)
        first_cue = cues[0][0] if cues else sentence.end
        is_aside = bool(cues) and cues[0][2] is ParticipantRole.CO_ORGANISER
        reach = first_cue - sentence.start + _ASIDE
        if (
            match is not None
            and is_aside
            and cue.role in _HOLDING
            and 0 < first_cue - sentence.start < match.start() < reach
        ):
            yield Span(sentence.start, first_cue), ParticipantRole.ORGANISER  # "A, jointly with B, held"
        if match is not None and 0 < match.start() <= first_cue - sentence.start:
            yield Span(sentence.start, sentence.start + match.start()), cue.role


def _in_small_letters(words: str) -> str:
    """Return words in small letters, each at its place; to match without regard to case costs twice."""
    small = words.lower()
    return small if len(small) == len(words) else "".join([letter.lower()[:1] for letter in words])
