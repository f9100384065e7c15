"""Lines into paragraphs, over lines, columns and pages; what ends one, and what each is.

The marks of a new paragraph are those that readers go by: a gap, a change of type, a list marker,
an indent, a last line that is shorter than it had to be.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.files.headings import CLOSED, is_heading_text
from extractors.files.text import LIST_MARKER
from extractors.model import BlockKind
from extractors.pdf.lines import Line

_LONGEST_HEADING = 400  # characters
_NEAR = 10  # lines back that a measure is taken from
_LEADER = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}\Z")  # dots that lead to a page number
_NOTE = re.compile(r"[⁰¹²³⁴-⁹]+\s*[^\W\d_]")  # a footnote's mark and its first letter
_LEAST_LEADS = 3  # lines from which they are a document's way to begin a paragraph
_COUNT = re.compile(r"\(?(\d{1,3})[.)]\s")
# A word that a number follows, at the end of a line.
_AWAITS_NUMBER = re.compile(
    r"\b(?:and|or|to|of|chap|nos?|arts?|articles?|paras?|paragraphs?|sects?|sections?|vols?|pp?|annex|part|"
    r"items?|resolutions?|chapters?|rules?|principles?|figures?|tables?)\.?\Z",
    re.I,
)
_CLOSING = "”»\"')]’⁰¹²³⁴⁵⁶⁷⁸⁹ "


@dataclass(frozen=True, slots=True)
class Typeface:
    """What a document's running text is set in; `size` in points."""

    size: float
    is_bold: bool

    def displays(self, line: Line) -> bool:
        """Tell whether a line is set larger or bolder than running text."""
        return line.size > self.size + 1.0 or (line.is_bold and not self.is_bold)


@dataclass(frozen=True, slots=True)
class _Column:
    """A column's margins, its distance from baseline to baseline and its first lines' indent, in points.

    `is_even` where the lines of a paragraph are all that far apart, `is_flush` where they end at the
    right margin, `indent` 0 where paragraphs have none.
    """

    left: float
    right: float
    leading: float
    is_even: bool
    indent: float
    is_flush: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of one block."""

    kind: BlockKind
    lines: list[Line]


def body_typeface(lines: Iterable[Line]) -> Typeface:
    """Return the type that most characters are set in."""
    sizes: Counter[float] = Counter()
    bold = total = 0
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
        bold += len(line.text) if line.is_bold else 0
        total += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 10.0
    return Typeface(size, bold > 0.5 * total)


def paragraphs(lines: Sequence[Line], typeface: Typeface) -> list[Paragraph]:
    """Return the paragraphs that lines in reading order make."""
    by_column: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_column[line.column].append(line)
    columns = {number: _measured(column, typeface) for number, column in by_column.items()}
    has_leads = sum(map(_is_lead, lines)) >= _LEAST_LEADS
    groups: list[list[Line]] = []
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) and lines[i + 1].column == line.column else None
        if groups and _Break(typeface, columns, groups[-1], line, following, has_leads).continues():
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Paragraph(_kind(group, typeface), group) for group in groups]


def _measured(lines: Sequence[Line], typeface: Typeface) -> _Column:
    plain = [line for line in lines if abs(line.size - typeface.size) <= 0.6] or list(lines)
    left, right = sorted(line.x0 for line in plain), sorted(line.x1 for line in plain)
    gaps = Counter(
        round(2 * (b.bottom - a.bottom)) / 2
        for a, b in pairwise(plain)
        if 0.5 * a.size < b.bottom - a.bottom < 3 * a.size
    )
    most = max(gaps.values(), default=0)
    usual = min((gap for gap, n in gaps.items() if n >= 0.6 * most), default=1.2 * typeface.size)
    tenth = len(left) // 10
    margins = left[tenth], right[-1 - tenth]
    return _Column(
        *margins,
        usual,
        is_even=_is_even(gaps, usual),
        indent=_indent(plain, *margins, typeface.size),
        is_flush=_is_flush(plain, margins[1]),
    )


def _is_even(gaps: Counter[float], usual: float) -> bool:
    """Tell whether nearly all gaps are the usual one or clearly wider."""
    near = sum(n for gap, n in gaps.items() if abs(gap - usual) <= 0.5)
    wider = sum(n for gap, n in gaps.items() if gap > max(usual + 0.5, 1.2 * usual))
    return near >= 5 and near + wider >= 0.95 * sum(gaps.values())


def _is_flush(lines: Sequence[Line], right: float) -> bool:
    """Tell whether a column is justified: most of its lines end exactly at its right margin."""
    return sum(abs(line.x1 - right) < 0.25 * line.size for line in lines) >= 0.6 * len(lines) >= 6


def _indent(lines: Sequence[Line], left: float, right: float, em: float) -> float:
    """Return how far the first lines of paragraphs stand in, 0 where they do not.

    They come after a line that ends something; the lines that hang under a list marker do not.
    """
    indents: Counter[float] = Counter()
    hanging = 0
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if 0.8 * em < line.x0 - left < 5 * em and abs(after.x0 - left) < 0.3 * em:
            has_ended = before.text.endswith((*CLOSED, ",")) or right - before.x1 > 2 * em
            indents[round(line.x0 - left)] += has_ended
            hanging += not has_ended
    indent, count = indents.most_common(1)[0] if indents else (0, 0)
    return indent if count >= max(3, 2 * hanging) else 0


@dataclass(frozen=True, slots=True)
class _Break:
    """The question whether `line` goes on with the paragraph that `group` holds so far."""

    typeface: Typeface
    columns: dict[int, _Column]
    group: list[Line]
    line: Line
    following: Line | None
    has_leads: bool

    def continues(self) -> bool:
        before, line = self.group[-1], self.line
        if before.cells > 1 or line.cells > 1:
            return before.cells > 1 and line.cells > 1 and before.column == line.column
        if self._opens_with_lead():
            return False
        if before.column != line.column:
            return self._goes_on_elsewhere()
        gap = line.bottom - before.bottom
        if gap < 0.3 * line.size or self._is_far(gap) or self._changes_type():
            return False
        return not (self._opens_item() or self._is_set_off() or self._was_cut_short())

    def _is_far(self, gap: float) -> bool:
        column = self.columns[self.line.column]
        leading = column.leading
        if self.line.size > self.typeface.size + 1.0:
            leading = max(leading, 1.25 * self.line.size)
        is_strict = column.is_even and not self.typeface.displays(self.line)
        return gap > (1.15 if is_strict else 1.35) * leading + 0.5

    def _changes_type(self) -> bool:
        before, line = self.group[-1], self.line
        if abs(before.size - line.size) > 1.2:
            return True
        if before.is_bold == line.is_bold or self.typeface.is_bold:
            return False
        return not (line.text[0].islower() and self._is_full(before))

    def _opens_item(self) -> bool:
        """Tell a list marker from a number that fell to the start of a line."""
        if _NOTE.match(self.line.text):
            return True
        if not LIST_MARKER.match(self.line.text):
            return False
        before = self.group[-1]
        step = _step(self.group[0].text, self.line.text)
        if step == 1:
            return True
        if _AWAITS_NUMBER.search(before.text[-40:]):
            return False
        same = step is None and _marker_shape(self.group[0]) == _marker_shape(self.line)
        if same or not self._is_full(before):
            return True
        running_on = (
            len(self.group) > 1 and abs(before.x0 - self.line.x0) < 1.0 and before.text.endswith((",", ";"))
        )
        return not running_on and (_has_ended(before.text) or before.text.endswith(","))

    def _opens_with_lead(self) -> bool:
        """Tell an opening word in italics, as every paragraph has it, after a clause that has ended."""
        before, line = self.group[-1], self.line
        has_ended = _has_ended(before.text) or before.text.rstrip(_CLOSING).endswith(",")
        return self.has_leads and _is_lead(line) and has_ended and not before.ends_slanted

    def _is_set_off(self) -> bool:
        """Tell an indent, or the end of one, after a finished line."""
        before, line, em = self.group[-1], self.line, self.typeface.size
        hanging = len(self.group) == 1 and LIST_MARKER.match(before.text)
        finished = _has_ended(before.text) or not self._is_full(before)
        if self._is_indented() and not LIST_MARKER.match(self.group[0].text):
            return True
        if line.x0 - before.x0 > 0.8 * em:
            return finished and not hanging and not self.typeface.displays(line)
        return len(self.group) > 1 and before.x0 - line.x0 > 0.8 * em and _has_ended(before.text)

    def _is_indented(self) -> bool:
        """Tell whether the line stands in by the column's indent, after a full line or another such line."""
        before, line, em = self.group[-1], self.line, self.typeface.size
        column = self.columns[line.column]
        if not column.indent or self.typeface.displays(line):
            return False
        if abs(line.x0 - column.left - column.indent) >= 0.15 * em:
            return False
        returns = self.following is not None and abs(self.following.x0 - column.left) < 0.3 * em
        is_set_in = abs(before.x1 - line.x1) < 0.5 * em and not (returns or _has_ended(before.text))
        after_another = len(self.group) == 1 and not is_set_in and abs(before.x0 - line.x0) < 0.15 * em
        return after_another or abs(before.x0 - column.left) < 0.3 * em

    def _was_cut_short(self) -> bool:
        """Tell whether the line before had room for the next word, and so was ended on purpose."""
        before, line = self.group[-1], self.line
        column = self.columns[line.column]
        if self._ends_early():
            return True
        if line.text[0].islower() or self._is_full(before):
            return False
        short = before.width < 0.45 * (column.right - column.left)
        if self.typeface.displays(line):
            large = line.size > self.typeface.size + 1.0  # a large heading has a measure of its own
            measure = max(line.x1, *(other.x1 for other in self.group[-_NEAR:])) if large else column.right
            spacious = measure - before.x1 > _first_word(line) + line.size
            return short and spacious and abs(before.x0 - line.x0) < 0.5 * line.size
        spacious = self._room(before) > _first_word(line) + 2 * line.size and self._is_justified()
        return short or spacious or _has_ended(before.text)

    def _ends_early(self) -> bool:
        """Tell in a justified paragraph whether the line before does not reach the margin: it is the last."""
        before, line = self.group[-1], self.line
        column = self.columns[line.column]
        if not column.is_flush or self.typeface.displays(line) or self.typeface.displays(before):
            return False
        if before.text.endswith("-") or (line.text[0].islower() and not _has_ended(before.text)):
            return False
        room = 0.8 * line.size
        near = (*self.group[-3:], line)  # what is set in on both sides has margins of its own
        return self._room(before) > room and any(column.right - other.x1 <= room for other in near)

    def _is_justified(self) -> bool:
        """Tell whether the lines before fill the column, so that its right margin means something."""
        column = self.columns[self.line.column]
        near = self.group[-_NEAR:]
        return 2 * sum(column.right - line.x1 < 4 * line.size for line in near) > len(near) - 1

    def _room(self, before: Line) -> float:
        return self.columns[before.column].right - before.x1

    def _is_full(self, before: Line) -> bool:
        """Tell whether the next word would not have fitted on the line before."""
        column = self.columns[before.column]
        wide = before.width > 0.5 * (column.right - column.left)
        return wide and self._room(before) < _first_word(self.line) + 0.5 * before.size

    def _goes_on_elsewhere(self) -> bool:
        """Tell whether the paragraph goes on at the top of the next column or page."""
        before, line, em = self.group[-1], self.line, self.typeface.size
        if (
            abs(before.size - line.size) > 0.6
            or before.is_bold != line.is_bold
            or LIST_MARKER.match(line.text)
        ):
            return False
        if self.typeface.displays(line):
            return False
        if line.text[0].islower():
            return not _has_ended(before.text) or before.text.endswith(";")
        indented = self.following is not None and line.x0 - self.following.x0 > 0.8 * em
        return self._is_full(before) and not indented and not _has_ended(before.text)


def _is_lead(line: Line) -> bool:
    """Tell whether a line opens with a word in italics and goes on in upright type."""
    return line.opens_slanted and not line.ends_slanted and line.text[0].isupper()


def _step(before: str, after: str) -> int | None:
    """Return by how much the number of a list marker is beyond that of another, None without numbers."""
    first, second = _COUNT.match(before), _COUNT.match(after)
    return int(second[1]) - int(first[1]) if first and second else None


def _has_ended(text: str) -> bool:
    """Tell whether a line ends a sentence or a clause, closing quotes and note marks aside."""
    bare = text.rstrip(_CLOSING)
    return bare.endswith((".", "!", "?", ":", ";", "…", "。", "؟")) or _LEADER.search(bare[-60:]) is not None


def _marker_shape(line: Line) -> str | None:
    """Return what the list markers of one list have in common."""
    marker = LIST_MARKER.match(line.text)
    return re.sub(r"[a-z]+", "a", re.sub(r"\d+", "1", marker[0].strip().lower())) if marker else None


def _first_word(line: Line) -> float:
    """Width in points of a line's first word."""
    return line.width * len(line.text.split(None, 1)[0]) / len(line.text)


def _kind(group: Sequence[Line], typeface: Typeface) -> BlockKind:
    text = " ".join(line.text for line in group)
    if group[0].cells > 1:
        return BlockKind.TABLE
    if (
        len(text) <= _LONGEST_HEADING
        and all(typeface.displays(line) for line in group)
        and _has_letters(text)
    ):
        return BlockKind.HEADING
    if LIST_MARKER.match(text):
        return BlockKind.LIST_ITEM
    return BlockKind.HEADING if text.isupper() and is_heading_text(text) else BlockKind.PARAGRAPH


def _has_letters(text: str) -> bool:
    """Tell words from a mere number or ornament."""
    return sum(c.isalpha() for c in text) >= 3
