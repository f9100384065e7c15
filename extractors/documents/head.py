"""The head of a document: its lines, before running text begins, as units of meaning.

A title, a date line or a label may be broken over several lines; a unit joins the lines that belong
together. Reading stops a little way into the document, so a long text costs no more than a short one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extractors.model import Span

HEAD_LENGTH = 6000
"""Characters within which a document's head and its first paragraphs lie."""

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]*")
_MARKUP = "#*_|> \t\u00a0\u3000"
_WRAPPED_LINE = 120  # a longer line was not wrapped by hand, so it is a paragraph of its own
_RUNNING_WORDS = 24
_ABBREVIATION_END = re.compile(r"(?:\b(?:Jr|Sr|Inc|Ltd|Co|No|etc|al)|\.[A-Za-z]|\b[A-Z])\.$")
_SENTENCE_END = re.compile(r"[.!?;:,]['\"”’)*_]*$")
_INNER_END = re.compile(r"[a-z)”\"][.;]\s+(?:[A-Z“\"]|$)")
_ITEM = re.compile(r"(?:\d{1,3}[.)]|\(?[a-z]\)|[-–—•*·▪])\s+\S")
_OPENS_CLAUSE = re.compile(
    r"(?:(?:On|In|At|During|Following|Today|Yesterday|This (?:week|month|morning))\b.{0,200}\b"
    r"(?:we|our|was|were|is|are|has|have|will|held|met|took|hosted|gathered|convened|adopted|welcomed|"
    r"participated|announced|"
    r"issued|concluded|discussed|attended|spoke)\b|We\b|The following\b|The (?:participants|delegates|"
    r"sides|parties)\b[^:]{0,300}:$)",
    re.S,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|shall|took|held|met|spoke|adopted|announced|hosted|"
    r"welcomed|"
    r"reaffirmed|discussed|underscored|stressed|expressed|noted)\b"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """Some lines of the head that belong together; `text` has single spaces and no markup."""

    span: Span
    text: str
    is_heading: bool
    is_running: bool


def lines_of(text: str, limit: int = HEAD_LENGTH) -> Iterator[Span]:
    """Yield the text's lines up to `limit`, without outer whitespace; a blank one is left out.

    Where blank lines stand shows from the gaps between the spans.
    """
    position = 0
    while position < min(len(text), limit):
        match = _LINE.match(text, position, min(len(text), position + limit))
        end = match.end() if match else position
        line = text[position:end]
        stripped = line.strip()
        if stripped:
            start = position + len(line) - len(line.lstrip())
            yield Span(start, start + len(stripped))
        position = end + 1


def head_units(text: str, is_apart: Callable[[str], bool]) -> tuple[Unit, ...]:
    """Return the units of the head, up to and with the first ones of running text.

    A line that `is_apart` (a date line, a label) never joins another.
    """
    units: list[Unit] = []
    running = 0
    for group in _groups(text, is_apart):
        unit = _unit(text, group, is_apart)
        if unit is None:
            continue
        units.append(unit)
        running += unit.is_running
        if running == 3:
            break
    return tuple(units)


def plain(words: str) -> str:
    """Return words on one line with single spaces, without the marks of headings and emphasis."""
    return " ".join(words.strip(_MARKUP).replace("**", "").replace("\\*", "*").split())


def _groups(text: str, is_apart: Callable[[str], bool]) -> Iterator[list[Span]]:
    group: list[Span] = []
    for line in lines_of(text):
        if group and not _joins(text, group, line, is_apart):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _joins(text: str, group: list[Span], line: Span, is_apart: Callable[[str], bool]) -> bool:
    """Tell whether a line goes on with what the lines before it began."""
    before, here = group[-1].of(text), line.of(text)
    if _newlines(text[group[-1].end : line.start]) > 1 or before.startswith("#") or here.startswith("#"):
        return False
    if is_apart(plain(before)) or is_apart(plain(here)):
        return False
    if max(len(before), len(here)) > _WRAPPED_LINE:
        return False
    return not (_ITEM.match(here) and not here.rstrip().endswith(("-", "–", "—")))


def _newlines(gap: str) -> int:
    return gap.replace("\r\n", "\n").replace("\r", "\n").count("\n")


def _unit(text: str, group: list[Span], is_apart: Callable[[str], bool]) -> Unit | None:
    span = Span(group[0].start, group[-1].end)
    raw = span.of(text)
    words = plain(raw)
    if not any(character.isalnum() for character in words):
        return None
    lead = len(raw) - len(raw.lstrip(_MARKUP))
    tail = len(raw) - len(raw.rstrip(_MARKUP))
    inner = Span(span.start + lead, span.end - tail)
    heading = raw.startswith("#") or words.isupper()
    running = not heading and not is_apart(words) and is_running_text(words)
    return Unit(inner, words, heading, running)


def is_running_text(words: str) -> bool:
    """Tell a sentence or a paragraph from a title, a label or a date line."""
    if _OPENS_CLAUSE.match(words) and len(words.split()) >= 6:
        return True
    if _INNER_END.search(words) and _FINITE.search(words):
        return True
    count = len(words.split())
    if _SENTENCE_END.search(words) and ((count >= 8 and _lower_share(words) > 0.5) or _is_sentence(words)):
        return True
    return count > _RUNNING_WORDS and _lower_share(words) > 0.6


def _is_sentence(words: str) -> bool:
    """Tell a short sentence from a heading that happens to end in an abbreviation."""
    if not words.endswith((".", ",")):
        return _FINITE.search(words) is not None and len(words.split()) >= 8
    return len(words.split()) >= 5 and _ABBREVIATION_END.search(words) is None


def _lower_share(words: str) -> float:
    """Return the share of words longer than four letters that begin with a small letter."""
    long = [word for word in words.split() if len(word) > 4]
    return sum(word[0].islower() for word in long) / len(long) if long else 0.0
