"""Damaged PDFs mended by qpdf: the cross-reference table and the page tree built anew."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

import pikepdf

_OBJECT = re.compile(rb"\b(\d{1,9}) \d{1,5} obj\b")
_CATALOGUE = re.compile(
    rb"\b(\d{1,9}) (\d{1,5}) obj\s{0,9}<<(?:(?!endobj)[\s\S]){0,500}?/Type\s{0,9}/Catalog\b"
)


@dataclass(frozen=True, slots=True)
class Mended:
    """A PDF that could be mended; `lost_pages` counts the pages whose content could not."""

    content: bytes
    lost_pages: int


def mend(content: bytes, password: str) -> Mended | None:
    """Return the pages that can be had as a sound, unencrypted file; None where there are none.

    Only pages are kept, without outlines, forms and attachments: they are all that is read.
    """
    try:
        with _opened(content, password) as damaged, pikepdf.new() as sound:
            lost = 0
            for page in damaged.pages:
                lost += not _is_whole(damaged, page)
                sound.pages.append(page)
                if not _has_its_fonts(page):
                    del sound.pages[-1].obj["/Contents"]
            out = BytesIO()
            sound.save(out)
            return Mended(out.getvalue(), lost) if len(sound.pages) else None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError):
        return None  # what qpdf makes of bytes that are no PDF has many names


def _opened(content: bytes, password: str) -> pikepdf.Pdf:
    """Open a file; one whose end is missing is given an end that says where its catalogue is."""
    try:
        return pikepdf.open(BytesIO(content), password=password)
    except pikepdf.PdfError:
        catalogue = _CATALOGUE.search(content)
        if catalogue is None:
            raise
        size = 1 + max(int(number[1]) for number in _OBJECT.finditer(content))
        root = catalogue[1] + b" " + catalogue[2]
        end = b"\ntrailer << /Root %s R /Size %d >>\nstartxref\n0\n%%%%EOF\n" % (root, size)
        return pikepdf.open(BytesIO(content + end), password=password)


def _has_its_fonts(page: pikepdf.Page) -> bool:
    """Tell whether the fonts still say which letters they draw and how wide these are.

    Without that a page does not become silent but wrong.
    """
    fonts = page.resources.get("/Font")
    if not isinstance(fonts, pikepdf.Dictionary):
        return fonts is None
    return all(_is_usable(fonts[name]) for name in fonts.keys())  # noqa: SIM118


def _is_usable(font: pikepdf.Object) -> bool:
    if not isinstance(font, pikepdf.Dictionary):
        return False
    kind = font.get("/Subtype")
    if kind == "/Type0":
        return "/ToUnicode" in font and "/DescendantFonts" in font
    return "/Widths" in font or (kind == "/Type1" and "/FontDescriptor" not in font)


def _is_whole(document: pikepdf.Pdf, page: pikepdf.Page) -> bool:
    """Tell whether a page's content is there and can be decoded to its end."""
    document.get_warnings()  # forget the earlier ones
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    try:
        decoded = all(isinstance(stream, pikepdf.Stream) and bool(stream.read_bytes()) for stream in streams)
        return decoded and _has_its_fonts(page) and not document.get_warnings()
    except pikepdf.PdfError:
        return False
