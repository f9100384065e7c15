"""Typst, from PyPI."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typst

from benchmarks.documents import NOTE, Document, Element
from benchmarks.layouts import JOB_NUMBER, Layout, front, running_head


def typeset(documents: Sequence[Document], layout: Layout, folder: Path) -> None:
    """Write one PDF for each document, under its name."""
    for document in documents:
        source = folder / f"{document.name}.typ"
        source.write_text(
            "\n".join((_preamble(document, layout), _masthead(document, layout), *_body(document, layout)))
        )
        typst.compile(str(source), output=str(folder / f"{document.name}.pdf"))


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{escaped}";'


def _preamble(document: Document, layout: Layout) -> str:
    left, right = map(_quoted, running_head(document))
    skip = "counter(page).get().first() > 1" if layout.masthead else "true"
    head = f"header: context if {skip} [#text(8pt)[{left} #h(1fr) {right}]]," if layout.running else ""
    number = '#counter(page).display("1/1", both: true)'
    foot = f"footer: context [#text(8pt)[{_quoted(JOB_NUMBER)} #h(1fr) {number}]]," if layout.running else ""
    gap, indent = ("0.65em", "0pt") if layout.tight else ("1em", "0pt")
    columns = f"columns: {layout.columns}," if layout.columns > 1 else ""
    flags = f"flipped: {str(layout.landscape).lower()}"
    set_justified = str(layout.justified).lower()
    return f"""#set page(paper: "a4", margin: 2.2cm, {head} {foot} {columns} {flags})
#set super(typographic: false)
#set text(size: 10pt, lang: "en", hyphenate: {set_justified})
#set par(justify: {set_justified}, spacing: {gap}, leading: 0.65em, first-line-indent: {indent})"""


def _masthead(document: Document, layout: Layout) -> str:
    if not layout.masthead:
        return ""
    f = front(document)
    organ = f'#text(18pt, weight: "bold")[{_quoted(f.organ)}]'
    return f"""{_quoted(f.organisation)} #h(1fr) {_quoted(f.symbol)}
#line(length: 100%)
#grid(columns: (1fr, auto), [{organ}], [{_quoted(f.distribution)} \\ {_quoted(f.day)}])
#line(length: 100%, stroke: 2pt)
#strong[{_quoted(f.session)}]

{_quoted(f.agenda)}
"""


def _body(document: Document, layout: Layout) -> list[str]:
    return [_element(element, layout) + "\n" for element in document.elements]


def _element(element: Element, layout: Layout) -> str:
    if element.kind == "title":
        words = f'#text(14pt, weight: "bold", hyphenate: false)[{_quoted(element.text)}]'
        return f"#align(center)[#par(justify: false)[{words}]]"
    if element.kind == "heading":
        return f"#par(justify: false)[#strong[{_quoted(element.text)}]]"
    before, after = element.text[: element.opening], element.text[element.opening :]
    note = f"#footnote[{_quoted(element.note)}]"
    words = f"#emph[{_quoted(before)}]" if before else ""
    words += note.join(_quoted(part) if part else "" for part in after.split(NOTE))
    label = f"{_quoted(element.label)} #h(0.5em) " if element.label else ""
    left = 0 if layout.tight else {"item": 0, "sub-item": 1.5}.get(element.kind, 0)
    return f"#pad(left: {left}em)[#par[{label}{words}]]" if left else f"{label}{words}"
