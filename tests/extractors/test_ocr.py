"""Scans: recognised where that is asked for and can be done, refused with the hint where not."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from fpdf import FPDF

from extractors.errors import ReadError, Reason
from extractors.files import ocr
from extractors.reader import Reader, decode_parsed
from tests.extractors.pdf_files import Pages, read_content

LINES = [
    "The ministers agreed to meet again in the autumn.",
    "They asked the experts to measure the flow of the river.",
    "The next meeting will be held in the city of Almaty.",
]


def scan() -> bytes:
    """Return a page of text as an image of it."""
    page = pypdfium2.PdfDocument(Pages().page().lines(LINES, size=13).content())[0]
    image = io.BytesIO()
    page.render(scale=3).to_pil().save(image, "PNG")
    pdf = FPDF(unit="pt", format="A4")
    pdf.add_page()
    pdf.image(image, 0, 0, 595, 842)
    return bytes(pdf.output())


@pytest.mark.skipif(not ocr.is_installed(), reason="ocrmypdf is not installed")
def test_the_text_of_a_scan_is_recognised():
    parsed = read_content(scan(), ocr=True)
    assert parsed.is_ocr
    assert all(line in parsed.text.replace("\n", " ") for line in LINES)


@pytest.mark.skipif(not ocr.is_installed(), reason="ocrmypdf is not installed")
def test_recognition_works_within_the_limits_of_the_child(tmp_path):
    from extractors.identity import content_sha256
    from extractors.limits import Limits

    path = tmp_path / "scan.pdf"
    path.write_bytes(scan())
    with Reader(Limits(ocr=True)) as reader:
        assert decode_parsed(reader.read(path, content_sha256(path.read_bytes())).parsed_json).is_ocr


@pytest.mark.parametrize(("wanted", "hint"), [(False, "images"), (True, "not installed")])
def test_a_scan_is_refused_without_it(monkeypatch, wanted, hint):
    monkeypatch.setattr(ocr.shutil, "which", lambda command: None)
    with pytest.raises(ReadError, match=hint) as caught:
        read_content(scan(), ocr=wanted)
    assert caught.value.reason is Reason.NO_TEXT_LAYER
    assert "OCR" in caught.value.reason.advice
