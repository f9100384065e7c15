"""LibreOffice Writer without a window, from Debian: libreoffice-writer-nogui, hyphen-en-us."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from html import escape
from pathlib import Path

from benchmarks.documents import NOTE, Document, Element
from benchmarks.layouts import JOB_NUMBER, Layout, front, running_head

_NAMES = ("office", "style", "text", "table", "fo", "xlink")
_SPACES = {
    **{name: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in _NAMES},
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}


def typeset(documents: Sequence[Document], layout: Layout, folder: Path) -> None:
    """Write one PDF for each document, under its name."""
    sources = [folder / f"{document.name}.fodt" for document in documents]
    for document, path in zip(documents, sources, strict=True):
        path.write_text(source(document, layout))
    profile = f"-env:UserInstallation=file://{(folder.parent / 'profile').resolve()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *map(str, sources),
    ]
    subprocess.run(command, check=True, capture_output=True)


def source(document: Document, layout: Layout) -> str:
    """Return a document as flat OpenDocument XML."""
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in _SPACES.items())
    body = "".join(_element(element) for element in document.elements)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"{_styles(layout)}{_pages(document, layout)}"
        f"<office:body><office:text>{_masthead(document, layout)}{body}</office:text></office:body>"
        "</office:document>"
    )


def _styles(layout: Layout) -> str:
    align = "justify" if layout.justified else "left"
    hyphens = str(layout.justified).lower()
    indent, gap, left = ("0cm", "0cm", "0cm") if layout.tight else ("1cm", "0.2cm", "1cm")
    plain = 'fo:hyphenate="false"'
    return (
        '<office:styles><style:default-style style:family="paragraph"><style:text-properties '
        'style:font-name="Liberation Serif" fo:font-family="Liberation Serif" fo:font-size="10.5pt" '
        'fo:language="en" fo:country="US"/></style:default-style>'
        + _style(
            "paragraph",
            f'fo:text-align="{align}" fo:text-indent="{indent}" fo:margin-bottom="{gap}"',
            f'fo:hyphenate="{hyphens}"',
        )
        + _style(
            "sub-item",
            f'fo:text-align="{align}" fo:margin-left="{left}" fo:text-indent="0cm" fo:margin-bottom="{gap}"',
            f'fo:hyphenate="{hyphens}"',
        )
        + _style(
            "title",
            'fo:text-align="center" fo:margin-bottom="0.4cm"',
            f'fo:font-size="14pt" fo:font-weight="bold" {plain}',
        )
        + _style(
            "heading",
            'fo:margin-top="0.3cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"',
            f'fo:font-weight="bold" {plain}',
        )
        + _style("organ", 'fo:margin-bottom="0.1cm"', f'fo:font-size="20pt" fo:font-weight="bold" {plain}')
        + _style("small", "", f'fo:font-size="8pt" {plain}', tabs=True, wide=layout.landscape)
        + _style("sides", "", plain, tabs=True, wide=layout.landscape)
        + '<style:style style:name="italic" style:family="text">'
        '<style:text-properties fo:font-style="italic"/></style:style>'
        '<text:notes-configuration text:note-class="footnote" style:num-format="1" style:num-suffix=" " '
        'text:start-value="0" text:start-numbering-at="document"/>'
        "</office:styles>"
    )


def _style(name: str, paragraph: str, text: str, *, tabs: bool = False, wide: bool = False) -> str:
    position = "25.3cm" if wide else "16.6cm"
    stops = (
        f'<style:tab-stops><style:tab-stop style:position="{position}" style:type="right"/></style:tab-stops>'
    )
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {paragraph}>'
        f"{stops if tabs else ''}</style:paragraph-properties><style:text-properties {text}/></style:style>"
    )


def _pages(document: Document, layout: Layout) -> str:
    width, height = ("29.7cm", "21cm") if layout.landscape else ("21cm", "29.7cm")
    columns = (
        f'<style:columns fo:column-count="{layout.columns}" fo:column-gap="0.8cm"/>'
        if layout.columns > 1
        else ""
    )
    space = (
        '<style:header-style><style:header-footer-properties fo:min-height="0.6cm" '
        'fo:margin-bottom="0.4cm"/></style:header-style>'
    )
    space += space.replace("header-style", "footer-style").replace("margin-bottom", "margin-top")
    left, right = map(escape, running_head(document))
    head = f'<style:header><text:p text:style-name="small">{left}<text:tab/>{right}</text:p></style:header>'
    if layout.masthead:
        head += '<style:header-first><text:p text:style-name="small"/></style:header-first>'
    foot = (
        f'<style:footer><text:p text:style-name="small">{JOB_NUMBER}<text:tab/>'
        "<text:page-number/>/<text:page-count/></text:p></style:footer>"
    )
    return (
        '<office:automatic-styles><style:page-layout style:name="sheet"><style:page-layout-properties '
        f'fo:page-width="{width}" fo:page-height="{height}" fo:margin="2.2cm">'
        f"{columns}</style:page-layout-properties>{space if layout.running else ''}</style:page-layout>"
        "</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="sheet">'
        f"{head + foot if layout.running else ''}</style:master-page></office:master-styles>"
    )


def _masthead(document: Document, layout: Layout) -> str:
    if not layout.masthead:
        return ""
    f = front(document)
    return (
        f'<text:p text:style-name="sides">{f.organisation}<text:tab/>{escape(f.symbol)}</text:p>'
        f'<text:p text:style-name="sides"><text:tab/>{f.distribution}</text:p>'
        f'<text:p text:style-name="organ">{f.organ}</text:p>'
        f'<text:p text:style-name="sides"><text:tab/>{f.day}</text:p>'
        f'<text:p text:style-name="heading">{f.session}</text:p>'
        f'<text:p text:style-name="sides">{f.agenda}</text:p>'
    )


def _element(element: Element) -> str:
    if element.kind in ("title", "heading"):
        return f'<text:p text:style-name="{element.kind}">{escape(element.text)}</text:p>'
    note = (
        f'<text:note text:note-class="footnote"><text:note-citation>{element.number}</text:note-citation>'
        f'<text:note-body><text:p text:style-name="small">{escape(element.note)}</text:p></text:note-body>'
        "</text:note>"
    )
    after = note.join(map(escape, element.text[element.opening :].split(NOTE)))
    style = "sub-item" if element.kind == "sub-item" else "paragraph"
    opening = f'<text:span text:style-name="italic">{escape(element.text[: element.opening])}</text:span>'
    label = f"{element.label} <text:s/>" if element.label else ""
    return f'<text:p text:style-name="{style}">{label}{opening}{after}</text:p>'
