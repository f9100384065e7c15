"""What a body endorsed or adopted by a resolution of its own, on the day of that resolution.

"The Lake Plan, adopted by the Conference on 3 May and endorsed by the Assembly in its resolution
90/4 of 6 June" tells of two acts: the second has a day that only the resolution gives.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractors.events.drafts import Draft
from extractors.events.papers import Paper
from extractors.grammar.sentences import sentence_at
from extractors.grammar.word_places import first_words, word_places
from extractors.model import DateExpression, DatePrecision, EventKind, EventStatus, Span

_ACTS = "endorsed|adopted|approved"
_BY_RESOLUTION = re.compile(
    rf"\b(?P<act>{_ACTS})\sby\s(?P<organ>(?:the\s)?[A-Z][\w-]*(?:\s(?:of|and|the|for|on|"
    rf"[A-Z][\w-]*)){{0,10}}?),?"
    r"\s(?:in|by|through)\s(?:its\s)?(?P<paper>(?:resolution|"
    r"decision)\s[\w/.-]*\d(?:\s\([\w\s,-]{1,20}\))?),?\sof\s"
)
_TO_COME = re.compile(r"\b(?:be|not|if|when|as)\s(?:\w+ly\s)?$")
_REACH = 400  # characters before the verb in which stands what was endorsed


def endorsements(
    text: str,
    sentences: Sequence[Span],
    papers: Sequence[Paper],
    dates: Sequence[DateExpression],
    known: Sequence[Draft],
) -> Iterator[Draft]:
    """Yield the endorsements on a day that are none of the acts `known`; papers and dates in order."""
    told = sorted(mention for act in known for mention in act.mentions)
    date_starts = [date.span.start for date in dates]
    ends = [paper.span.end for paper in papers]
    for match in word_places(text).matches(_BY_RESOLUTION, first_words(_ACTS)):
        index = bisect_left(date_starts, match.end())
        is_dated = index < len(dates) and date_starts[index] == match.end()
        last = bisect_left(told, Span(match.start() + 1, match.start() + 2)) - 1
        is_told = last >= 0 and told[last].end > match.start()
        if not is_dated or dates[index].precision is not DatePrecision.DAY or is_told:
            continue
        sentence = sentence_at(sentences, match.start())
        lead = text[max(sentence.start, match.start() - 20) : match.start()]
        before = bisect_left(ends, match.start() + 1) - 1
        if _TO_COME.search(lead) or before < 0:
            continue
        paper = papers[before].span
        if paper.start >= max(sentence.start, match.start() - _REACH):
            yield _draft(text, match, paper, dates[index])


def _draft(text: str, match: re.Match[str], paper: Span, when: DateExpression) -> Draft:
    span = Span(match.start(), when.span.end)
    act = "endorsement" if match["act"] == "endorsed" else "adoption"
    return Draft(
        span,
        EventKind.ADOPTION,
        " ".join(f"{act} of the {paper.of(text)} by {match['organ']}".split()),
        "act_passive",
        when,
        status=EventStatus.HELD,
        mentions=[span],
    )
