"""Who takes part in an event and how: organisers, hosts, chairs, speakers, participants (E11, E12)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.model import ActorMention, ParticipantRole, Participation, Span

_LONGEST = 4000  # characters of a sentence that are read
_REACH = 900  # characters of a list of participants
_AFTER = (
    (re.compile(r"\b(?:under the )?auspices of\b"), ParticipantRole.AUSPICES),
    (re.compile(r"\bco-?organi[sz]ed by\b"), ParticipantRole.CO_ORGANISER),
    (re.compile(r"\b(?:organi[sz]ed|convened|held|initiated) by\b"), ParticipantRole.ORGANISER),
    (re.compile(r"\b(?:co-?)?hosted by\b"), ParticipantRole.HOST),
    (
        re.compile(
            r"\b(?:in (?:close )?(?:cooperation|partnership|collaboration) with|jointly with|"
            r"with the support of)\b"
        ),
        ParticipantRole.CO_ORGANISER,
    ),
    (
        re.compile(r"\b(?:(?:co-?)?chaired by|presided over by|chairmanship of|led by)\b"),
        ParticipantRole.CHAIR,
    ),
    (
        re.compile(
            r"\b(?:speakers include|addressed by|remarks (?:by|from)|speech by|"
            r"address (?:is expected )?(?:by|on behalf of))\b"
        ),
        ParticipantRole.SPEAKER,
    ),
    (
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
    (
        re.compile(r"\b(?:took part|participated|(?:has |have )?met\b|held|convened for|gathered)"),
        ParticipantRole.PARTICIPANT,
    ),
    (re.compile(r"\b(?:hosted|will host|to host|is hosting)\b"), ParticipantRole.HOST),
    (re.compile(r"\b(?:chaired|presided)\b(?! by)"), ParticipantRole.CHAIR),
    (re.compile(r"\b(?:delivered|addressed|spoke at)\b(?! by)"), ParticipantRole.SPEAKER),
)
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
        (sentence.start + match.start(), sentence.start + match.end(), role)
        for pattern, role in _AFTER
        for match in pattern.finditer(words)
    )
    for index, (_, end, role) in enumerate(cues):
        until = cues[index + 1][0] if index + 1 < len(cues) else sentence.end
        stop = _END.search(text, end, min(until, end + _REACH))
        limit = stop.start() if stop else min(until, end + _REACH)
        if end < limit:
            yield Span(end, limit), role
    for pattern, role in _BEFORE:
        match = pattern.search(words)
        first_cue = cues[0][0] if cues else sentence.end
        if match is not None and 0 < match.start() <= first_cue - sentence.start:
            yield Span(sentence.start, sentence.start + match.start()), role


def _in_small_letters(words: str) -> str:
    """Return words in small letters, each at its place; to match without regard to case costs twice."""
    small = words.lower()
    return small if len(small) == len(words) else "".join([letter.lower()[:1] for letter in words])
