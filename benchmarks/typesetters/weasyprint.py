"""WeasyPrint, from PyPI: HTML and CSS."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from weasyprint import HTML

from benchmarks.documents import NOTE, Document, Element
from benchmarks.layouts import JOB_NUMBER, Layout, front, running_head


def typeset(documents: Sequence[Document], layout: Layout, folder: Path) -> None:
    """Write one PDF for each document, under its name."""
    for document in documents:
        body = "\n".join(_element(element) for element in document.elements)
        html = (
            f'<html lang="en"><style>{_style(document, layout)}</style>'
            f"<body>{_masthead(document, layout)}<main>{body}</main></body></html>"
        )
        HTML(string=html).write_pdf(folder / f"{document.name}.pdf")


def _style(document: Document, layout: Layout) -> str:
    left, right = running_head(document)
    boxes = (
        f'@top-left {{ content: "{left}"; font-size: 8pt }} '
        f'@top-right {{ content: "{right}"; font-size: 8pt }} '
        f'@bottom-left {{ content: "{JOB_NUMBER}"; font-size: 8pt }} '
        '@bottom-right { content: counter(page) "/" counter(pages); font-size: 8pt }'
    )
    first = "@page :first { @top-left { content: none } @top-right { content: none } }"
    justified = "text-align: justify; hyphens: auto" if layout.justified else "text-align: left"
    gap, indent = ("0", "0") if layout.tight else ("0 0 0.7em 0", "2em")
    size = "A4 landscape" if layout.landscape else "A4"
    return f"""@page {{ size: {size}; margin: 2.2cm; {boxes if layout.running else ""} }}
{first if layout.masthead else ""}
body {{ font: 10.5pt/1.25 "Liberation Serif"; {justified} }}
main {{ columns: {layout.columns}; column-gap: 0.8cm }}
p {{ margin: {gap}; text-indent: {indent} }} p.sub-item {{ margin-left: {"0" if layout.tight else "2em"} }}
h1 {{ font-size: 14pt; text-align: center; hyphens: none }}
h2 {{ font-size: 10.5pt; text-align: left; hyphens: none }}
.note {{ float: footnote; font-size: 8.5pt; text-indent: 0; text-align: left }}
::footnote-call {{ font-size: 60%; vertical-align: 0.5em; line-height: 0 }}
table {{ width: 100%; border-bottom: 1px solid; border-spacing: 0 }}
td {{ vertical-align: top; padding: 2pt 0 }}
td + td {{ text-align: right }} .organ {{ font-size: 20pt; font-weight: bold }}"""


def _masthead(document: Document, layout: Layout) -> str:
    if not layout.masthead:
        return ""
    f = front(document)
    return f"""<table><tr><td>{f.organisation}</td><td>{escape(f.symbol)}</td></tr></table>
<table><tr><td class="organ">{f.organ}</td><td>{f.distribution}<br>{f.day}</td></tr></table>
<p style="text-indent: 0"><b>{f.session}</b></p><p style="text-indent: 0">{f.agenda}</p>"""


def _element(element: Element) -> str:
    if element.kind in ("title", "heading"):
        tag = "h1" if element.kind == "title" else "h2"
        return f"<{tag}>{escape(element.text)}</{tag}>"
    note = f'<span class="note">{escape(element.note)}</span>'
    after = note.join(map(escape, element.text[element.opening :].split(NOTE)))
    words = f"<i>{escape(element.text[: element.opening])}</i>{after}"
    label = f"{element.label}&emsp;" if element.label else ""
    return f'<p class="{element.kind}">{label}{words}</p>'
