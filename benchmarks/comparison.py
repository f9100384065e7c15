"""What a reader found, against the truth: whole paragraphs, words, and what leaked into the text.

A paragraph counts as found when one block equals it but for its spaces. Leaks and word errors are
told from an alignment of all running words with the true ones, wherever paragraphs begin and end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from benchmarks.layouts import Truth
from extractors.model import BlockKind, ParsedDocument

_BESIDE = (BlockKind.HEADER, BlockKind.FOOTER)
_MARK = re.compile(r"[\d⁰¹²³⁴-⁹]+\.?\s*")
_JOINTS = re.compile(r"[\s\u00ad‐-]")
_NEARLY = 0.98
_NOTE_WORDS = 4  # of a note that betray it in the running text


@dataclass(slots=True)
class Score:
    """Counts over documents; `errors` are for a person to look at."""

    documents: int = 0
    true: int = 0
    made: int = 0
    found: int = 0
    nearly: int = 0
    leaks: int = 0
    strays: int = 0
    hyphens: int = 0
    spaces: int = 0
    words: int = 0
    notes: int = 0
    notes_found: int = 0
    notes_leaked: int = 0
    records: int = 0
    records_equal: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the true paragraphs that were found."""
        return self.found / max(1, self.true)

    @property
    def precision(self) -> float:
        """Share of the blocks of running text that are true paragraphs."""
        return self.found / max(1, self.made)

    @property
    def similar(self) -> float:
        """Share of the true paragraphs that a block equals at least nearly."""
        return (self.found + self.nearly) / max(1, self.true)

    def add(self, other: Score) -> None:
        """Add the counts of another score."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


def folded(text: str) -> str:
    """Return a text with single spaces."""
    return " ".join(text.split())


def compare(parsed: ParsedDocument, truth: Truth) -> Score:
    """Return the score of one document, its records aside."""
    score = Score(documents=1, true=len(truth.paragraphs), notes=len(truth.notes))
    texts = [(block.kind, folded(block.span.of(parsed.text))) for block in parsed.blocks]
    running = [text for kind, text in texts if kind is not BlockKind.FOOTNOTE and kind not in _BESIDE]
    running = [text for text in running if not _is_front(text, truth.front)]
    _compare_paragraphs(score, running, truth.paragraphs)
    _compare_notes(score, [text for kind, text in texts if kind is BlockKind.FOOTNOTE], truth.notes)
    _compare_words(score, running, truth)
    return score


def _is_front(text: str, front: Iterable[str]) -> bool:
    """Tell whether a block holds nothing but strings of the masthead, in one or in several."""
    for string in sorted(front, key=len, reverse=True):
        text = text.replace(string, "")
    return not text.strip()


def _compare_paragraphs(score: Score, running: Sequence[str], true: Sequence[str]) -> None:
    made, wanted = Counter(running), Counter(true)
    same = made & wanted
    score.made, score.found = len(running), same.total()
    missing, surplus = list((wanted - same).elements()), list((made - same).elements())
    for text in missing:
        score.nearly += any(_is_nearly(text, other) for other in surplus)
        score.errors.append(f"missing: {text[:70]} … {text[-30:]}")
    score.errors += [f"surplus: {text[:70]} … {text[-30:]}" for text in surplus]


def _is_nearly(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 2 * (1 - _NEARLY) * max(len(one), len(other)):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _NEARLY


def _compare_notes(score: Score, blocks: Iterable[str], notes: Sequence[str]) -> None:
    made = Counter(_MARK.sub("", block, count=1) if _MARK.match(block) else block for block in blocks)
    wanted = Counter(notes)
    score.notes_found = (made & wanted).total()
    score.errors += [f"note missing: {note[:70]}" for note in (wanted - made).elements()]


def _compare_words(score: Score, running: Sequence[str], truth: Truth) -> None:
    wanted, made = " ".join(truth.paragraphs).split(), " ".join(running).split()
    score.words = len(wanted)
    openings = {" ".join(note.split()[:_NOTE_WORDS]) for note in truth.notes}
    for lost, gained in _differences(wanted, made):
        lost_text, gained_text = " ".join(lost), " ".join(gained)
        leaked = _leaked(gained_text, lost_text, truth.furniture)
        strays = [string for string in leaked if string in running]
        score.strays += len(strays)
        score.leaks += len(leaked) - len(strays)
        score.errors += [f"{'stray' if string in strays else 'leak'}: {string}" for string in leaked]
        score.notes_leaked += sum(gained_text.count(opening) for opening in openings)
        if lost_text and _JOINTS.sub("", lost_text) == _JOINTS.sub("", gained_text):
            by_hyphen = lost_text.replace(" ", "") != gained_text.replace(" ", "")
            score.hyphens += by_hyphen
            score.spaces += not by_hyphen
            score.errors.append(
                f"{'hyphen' if by_hyphen else 'space'}: {lost_text!r} read as {gained_text!r}"
            )
        elif lost:
            score.errors.append(f"words: {lost_text[:80]!r} read as {gained_text[:80]!r}")


def _differences(wanted: Sequence[str], made: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Yield the words lost and gained at each place where the two differ."""
    matcher = SequenceMatcher(None, wanted, made, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield wanted[i:j], made[k:m]


def _leaked(gained: str, lost: str, furniture: Iterable[str]) -> list[str]:
    """Return the running heads, feet and page numbers among words that should not be there."""
    return [
        string for string in furniture if f" {string} " in f" {gained} " and f" {string} " not in f" {lost} "
    ]
