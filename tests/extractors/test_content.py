"""Content streams: the same characters in the same places as pdfminer's own interpreter finds."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from pdfminer.layout import LTChar, LTContainer
from pdfminer.pdfpage import PDFPage

from extractors.errors import ReadError, Reason
from extractors.pdf.content import Interpreter
from extractors.pdf.drawing import Drawing
from tests.reliability.hostile_pdfs import FONT, flated, good, one_page

SAMPLES = sorted(Path("samples/inbox").glob("2026*.pdf"))
IDENTITY = b"<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-%s /DescendantFonts [6 0 R] >>"
DESCENDANT = (
    b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /W [65 [500 600]]"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) >> >>"
)
CONTENTS = {
    "adjustments": b"BT /F1 12 Tf 72 700 Td [(A) -120 (B\\051) 30.5 <4344>] TJ ET",
    "spacing": b"BT /F1 12 Tf 2 Tc 5 Tw 90 Tz 3 Ts 14 TL 72 700 Td"
    b" (a b) Tj T* (c d) Tj 1 2 (e f) \" (g) ' ET",
    "escapes": b"BT /F1 12 Tf 72 700 Td (a\\(b\\)c(d)e\\n\\101\\7\\\\ \\\nf) Tj ET",
    "odd hexadecimal": b"BT /F1 12 Tf 72 700 Td <41 42\n4> Tj ET",
    "numbers run together": b"BT /F1 12 Tf 72 700Td-5-.5Td(a)Tj 1.5.5 Td (b) Tj --3 0 Td (c) Tj ET",
    "turned and slanted": b"BT /F1 12 Tf 0 1 -1 0 300 300 Tm (ab) Tj 1 .2 .3 1 50 50 Tm (cd) Tj ET",
    "upside down": b"BT /F1 12 Tf -1 0 0 -1 300 300 Tm (ab) Tj ET"
    b" 1 0 0 -1 0 842 cm BT /F1 9 Tf 50 50 Td (c) Tj ET",
    "states": b"q 2 0 0 2 10 10 cm BT /F1 6 Tf 5 5 Td (a) Tj ET Q BT /F1 6 Tf 5 5 Td (b) Tj ET Q Q",
    "colours and tags": b"/P <</MCID 0 /A [1 (x)]>> BDC 1 0 0 rg /C cs .5 scn"
    b" BT /F1 9 Tf 9 9 Td (a) Tj ET EMC",
    "an inline image": b"BI /W 1 /H 1 /BPC 8 ID (a) Tj <4 EI BT /F1 9 Tf 50 50 Td (b) Tj ET",
    "comments": b"BT %(x) Tj\n/F1 9 Tf 50 50 Td (b%c) Tj ET",
    "too few operands": b"BT /F1 9 Tf 50 50 Td (a) Tj 5 Td (b) Tj ET",
    "unknown operators": b"BT /F1 9 Tf 50 50 Td foo bar* (a) Tj ET",
    "no font": b"BT 50 50 Td (a) Tj /F1 9 Tf (b) Tj ET",
}


def pages(content: bytes) -> tuple[Any, list[Any]]:
    pdf = pdfplumber.open(BytesIO(content))
    return pdf, pdf.pages


def ours(pdf: Any, page: Any) -> list[tuple[Any, ...]]:
    drawing = Drawing(pdf.rsrcmgr, 10**6)
    Interpreter(pdf.rsrcmgr, drawing).process_page(page.page_obj)
    height = drawing.height
    return sorted(
        (g.text, g.font, g.x0, height - g.bottom, g.x1, height - g.top, g.size)
        for glyphs in drawing.characters.values()
        for g in glyphs
    )


def characters(items: Any) -> Iterator[LTChar]:
    for item in items:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from characters(item)


def theirs(page: Any) -> list[tuple[Any, ...]]:
    found = []
    for c in characters(page.layout):
        across = abs(c.matrix[1]) <= abs(c.matrix[0])
        text = {"\xa0": " ", "ﬁ": "fi", "ﬂ": "fl"}.get(c.get_text(), c.get_text())
        found.append((text, c.fontname, c.x0, c.y0, c.x1, c.y1, c.size if across else c.x1 - c.x0))
    return sorted(found)


def assert_same(content: bytes) -> None:
    pdf, found = pages(content)
    for page in found:
        mine, expected = ours(pdf, page), theirs(page)
        assert [glyph[:2] for glyph in mine] == [glyph[:2] for glyph in expected]
        for glyph, other in zip(mine, expected, strict=True):
            assert glyph[2:] == pytest.approx(other[2:], abs=1e-6)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_the_samples_hold_the_characters_that_pdfminer_finds(path):
    assert_same(path.read_bytes())


@pytest.mark.parametrize("content", CONTENTS.values(), ids=CONTENTS.keys())
def test_every_construct_is_read_as_pdfminer_reads_it(content):
    _, [page] = pages(one_page(content))
    assert theirs(page)
    assert_same(one_page(content))


@pytest.mark.parametrize("direction", [b"H", b"V"])
def test_fonts_of_two_bytes_and_vertical_writing(direction):
    content = b"BT /F1 12 Tf 2 Tc 72 700 Td [<00410042> 100 <0043>] TJ ET"
    assert_same(one_page(content, font=IDENTITY % direction, objects={6: DESCENDANT}))


def test_forms_are_drawn_where_they_are_placed():
    entries = (
        b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Matrix [1 0 0 1 20 30]"
        b" /Resources << /Font << /F1 5 0 R >> >>"
    )
    form = flated(b"BT /F1 9 Tf 5 5 Td (form) Tj ET", entries)
    assert_same(
        one_page(b"2 0 0 2 0 0 cm /X Do", resources=b"/XObject << /X 10 0 R >>", objects={5: FONT, 10: form})
    )


REPLACED = [
    (b"/Span << /ActualText (ffi) >> BDC (x) Tj EMC (ce) Tj", "ffice"),
    (b"(co) Tj /Span << /ActualText <FEFF00AD> >> BDC (-) Tj EMC", "co\u00ad"),
    (b"/Span << /ActualText (three) >> BDC (1) Tj (2) Tj EMC (!) Tj", "three!"),
    (b"/Span << /ActualText (abc) >> BDC (xyz) Tj EMC", "abc"),
    (b"/P << /MCID 0 >> BDC /Span /N BDC (x) Tj EMC (y) Tj EMC (z) Tj", "namedyz"),
    (b"/Span << /ActualText (outer) >> BDC /Span << /ActualText (in) >> BDC (x) Tj EMC (y) Tj EMC", "outer"),
    (b"EMC /P BMC (a) Tj EMC EMC", "a"),
]


@pytest.mark.parametrize(("content", "expected"), REPLACED)
def test_text_that_the_file_gives_stands_for_what_is_drawn(content, expected):
    resources = b"/Properties << /N << /ActualText (named) >> >>"
    pdf, [page] = pages(one_page(b"BT /F1 9 Tf 50 50 Td " + content + b" ET", resources=resources))
    drawing = Drawing(pdf.rsrcmgr, 100)
    Interpreter(pdf.rsrcmgr, drawing).process_page(page.page_obj)
    assert "".join(glyph.text for glyph in drawing.characters[0]) == expected


def test_ligatures_of_type_3_fonts_without_a_map_are_letters():
    font = (
        b"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [.1 0 0 .1 0 0] /CharProcs << >>"
        b" /Encoding << /Differences [] >> /FirstChar 27 /LastChar 31 /Widths [5 5 5 5 5] >>"
    )
    pdf, [page] = pages(one_page(b"BT /F1 9 Tf 50 50 Td <1C1E> Tj ET", font=font))
    drawing = Drawing(pdf.rsrcmgr, 100)
    Interpreter(pdf.rsrcmgr, drawing).process_page(page.page_obj)
    assert [glyph.text for glyph in drawing.characters[0]] == ["fi", "ffi"]


def test_lines_and_images_are_seen():
    content = (
        b"10 20 300 .5 re f 50 60 m 50 160 l S 10 10 9 9 re f q 100 0 0 50 0 0 cm BI /W 1 /H 1 ID x EI Q"
    )
    pdf, [page] = pages(one_page(content))
    drawing = Drawing(pdf.rsrcmgr, 10)
    Interpreter(pdf.rsrcmgr, drawing).process_page(page.page_obj)
    assert drawing.lines == [(10, 842 - 20.5, 310, 842 - 20), (50, 842 - 160, 50, 842 - 60)]
    assert (drawing.paths, drawing.image_area) == (3, 5000)


def test_a_page_of_too_many_characters_is_refused():
    pdf, _ = pages(good())
    page = next(PDFPage.create_pages(pdf.doc))
    with pytest.raises(ReadError) as caught:
        Interpreter(pdf.rsrcmgr, Drawing(pdf.rsrcmgr, 50)).process_page(page)
    assert caught.value.reason is Reason.TOO_LARGE
