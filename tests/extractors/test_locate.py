"""Where a quote stands on its pages: PDFium, asked what stands there, must answer with the quote."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest

from extractors.model import BlockKind, Box
from extractors.pdf.locate import locate
from tests.extractors.pdf_files import read_content
from tests.shared import SHARED, needs_shared

SAMPLES = sorted(Path("samples/inbox").glob("2026*.pdf"))
REAL = ["019_S_2025_301.en.pdf", "129_A_RES_73_7-EN.pdf", "083_E_2025_34_Part_I_.en.pdf"]
_SCALE = 2  # pixels a point


def bare(text: str) -> str:
    """Leave out what layout may change: spaces, hyphens, note marks, ligatures' parts."""
    return re.sub(r"[\W\d_⁰¹²³⁴-⁹]+", "", text.casefold().replace("ﬁ", "fi").replace("ﬂ", "fl"))


def text_within(page: pypdfium2.PdfPage, box: Box) -> str:
    height = page.get_height()
    return page.get_textpage().get_text_bounded(
        box.x0 - 0.5, height - box.bottom, box.x1 + 0.5, height - box.top
    )


def inked_share(page: pypdfium2.PdfPage, box: Box) -> float:
    """Return what share of the box, drawn as an image, is not white."""
    image = page.render(scale=_SCALE).to_pil().convert("L")
    corners = (box.x0 * _SCALE, box.top * _SCALE, box.x1 * _SCALE, box.bottom * _SCALE)
    pixels = image.crop(tuple(int(corner) for corner in corners)).histogram()
    return sum(pixels[:200]) / max(1, sum(pixels))


def check(path: Path) -> None:
    content = path.read_bytes()
    parsed = read_content(content)
    document = pypdfium2.PdfDocument(content)
    prose = [b for b in parsed.blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)]
    agreeing = 0
    for block in prose[:40]:
        places = locate(parsed, block.span.start, block.span.end)
        assert places
        found = "".join(text_within(document[number - 1], box) for number, box in places)
        agreeing += bare(block.span.of(parsed.text)) == bare(found)
        number, box = places[0]
        assert 0.02 < inked_share(document[number - 1], box) < 0.8
    assert agreeing >= 0.9 * len(prose[:40])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_paragraphs_of_the_samples_stand_where_they_are_said_to(path):
    check(path)


@needs_shared
@pytest.mark.parametrize("name", REAL)
def test_paragraphs_of_real_documents_stand_where_they_are_said_to(name):
    check(SHARED / "corpus/pdf" / name)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_lines_cover_the_text_in_order(path):
    parsed = read_content(path.read_bytes())
    covered = 0
    for line in parsed.lines:
        assert covered <= line.start < line.end <= len(parsed.text)
        assert not parsed.text[covered : line.start].strip()
        covered = line.end
    assert not parsed.text[covered:].strip()


def test_only_the_lines_of_the_stretch_are_returned():
    parsed = read_content(SAMPLES[0].read_bytes())
    first, second = parsed.lines[:2]
    assert len(locate(parsed, first.start, first.end)) == 1
    assert len(locate(parsed, first.end - 1, second.start + 1)) == 2
    assert locate(parsed, second.start, second.start + 1) == (
        (second.page_number, Box(second.x0, second.top, second.x1, second.bottom)),
    )


@pytest.mark.parametrize(("start", "end"), [(5, 5), (-1, 3), (0, 10**9)])
def test_what_is_no_stretch_of_the_text_is_refused(start, end):
    parsed = read_content(SAMPLES[0].read_bytes())
    with pytest.raises(ValueError, match="not a stretch"):
        locate(parsed, start, end)
