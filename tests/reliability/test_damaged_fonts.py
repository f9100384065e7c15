"""Where damage puts something else in the place of fonts, a page does not count as whole."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from extractors.pdf.repair import _is_whole
from tests.reliability.hostile_pdfs import good, one_page


@pytest.mark.parametrize(
    ("content", "is_whole"),
    [
        (good(), True),
        (one_page(font=b"17"), False),
        (one_page(font=b"[ 5 0 R ]"), False),
        (good().replace(b"/Font << /F1 5 0 R >>", b"/Font 99             "), False),
    ],
)
def test_what_is_no_font_makes_no_whole_page(content: bytes, is_whole: bool) -> None:
    with pikepdf.open(BytesIO(content)) as document:
        assert _is_whole(document, document.pages[0]) is is_whole
