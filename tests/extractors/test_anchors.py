"""Footnotes know where in the running text their mark stands, or that nobody can tell."""

from __future__ import annotations

import pytest

from extractors.files.anchors import with_anchors
from extractors.identity import content_sha256
from extractors.model import Block, BlockKind, MediaType, Page, RawFile, Span
from extractors.read import read


def blocks_of(text: str, *notes: str) -> list[Block]:
    """Return the lines as blocks; those of the notes are footnotes. Line breaks part them."""
    blocks, start = [], 0
    for line in text.split("\n"):
        kind = BlockKind.FOOTNOTE if line in notes else BlockKind.PARAGRAPH
        blocks.append(Block(kind, Span(start, start + len(line))))
        start += len(line) + 1
    return blocks


ANCHORED = [
    ("The port¹ is open.", "¹ Of Riga.", "¹"),
    ("The port¹ and the quay.¹² It is open.", "¹² Of Riga.", "¹²"),
    ("The port¹ is open.", "1 Of Riga.", "¹"),
    ("The port* is **open**.", "* Of Riga.", "*"),
    ("The port 3/ is open, as decision 3/12 has it.", "3/ Of Riga.", "3/"),
    ("The port of 400 km² is open.²", "² Of Riga.", "²"),
    ("The port[^a] is open; so is the quay[^a].", "[^a]: Of Riga.", "[^a]"),
]


@pytest.mark.parametrize(("running", "note", "mark"), ANCHORED)
def test_a_note_is_anchored(running, note, mark):
    text = f"{running}\n{note}"
    first, last = with_anchors(blocks_of(text, note), text, ())
    assert first.anchor_start is None
    assert last.anchor_start is not None
    assert text[last.anchor_start :].startswith(mark)
    assert last.anchor_start == (running.rindex(mark) if mark == "²" else running.index(mark))


UNSURE = [
    ("The port is open.", "¹ Of Riga."),
    ("The port¹ and the quay¹ are open.", "¹ Of Riga."),
    ("The port¹² is open.", "¹ Of Riga."),
    ("The rule * is open.", "* Of Riga."),
    ("The port is open.", "Of Riga."),
]


@pytest.mark.parametrize(("running", "note"), UNSURE)
def test_what_cannot_be_told_is_left_open(running, note):
    text = f"{running}\n{note}"
    assert with_anchors(blocks_of(text, note), text, ())[-1].anchor_start is None


def test_numbers_begin_anew_on_each_page():
    text = "The port¹ is open.\nThe quay¹ is shut.\n¹ Of Riga.\n¹ Of Ventspils."
    blocks = blocks_of(text, "¹ Of Riga.", "¹ Of Ventspils.")
    blocks[2:] = [
        Block(b.kind, b.span, page_number) for b, page_number in zip(blocks[2:], (2, 1), strict=True)
    ]
    pages = [Page(1, 0, 18, 595, 842, True), Page(2, 19, 37, 595, 842, True)]
    assert [b.anchor_start for b in with_anchors(blocks, text, pages)] == [None, None, 27, 8]


def test_a_text_file_is_read_with_anchors():
    content = b"The port[^1] is open and the ships are leaving it.\n\n[^1]: The port of Riga.\n"
    sha256 = content_sha256(content)
    parsed = read(RawFile(sha256, sha256, content, MediaType.MARKDOWN))
    assert [(b.kind, b.anchor_start) for b in parsed.blocks] == [
        (BlockKind.PARAGRAPH, None),
        (BlockKind.FOOTNOTE, 8),
    ]
