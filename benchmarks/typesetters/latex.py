"""LaTeX (pdflatex), from Debian: texlive-latex-recommended, texlive-fonts-recommended, lmodern."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.documents import NOTE, Document, Element
from benchmarks.layouts import JOB_NUMBER, Layout, front, running_head

_SPECIAL = re.compile(r"[#$%&_{}~^\\]")
_NAMED = {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}


def typeset(documents: Sequence[Document], layout: Layout, folder: Path) -> None:
    """Write one PDF for each document, under its name."""
    for document in documents:
        (folder / f"{document.name}.tex").write_text(source(document, layout))
        for _ in range(2 if layout.running else 1):  # the second time it knows the number of pages
            command = ["pdflatex", "-interaction=batchmode", "-halt-on-error", f"{document.name}.tex"]
            subprocess.run(command, cwd=folder, check=True, capture_output=True)


def source(document: Document, layout: Layout) -> str:
    """Return the LaTeX source of a document."""
    parts = (_preamble(document, layout), r"\begin{document}", _masthead(document, layout))
    body = "\n\n".join(_element(element, layout) for element in document.elements)
    return "\n".join((*parts, body, r"\end{document}"))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _NAMED.get(match[0], "\\" + match[0]), text)


def _preamble(document: Document, layout: Layout) -> str:
    options = ["a4paper", "10pt"] + ["twocolumn"] * (layout.columns > 1)
    left, right = map(_escaped, running_head(document))
    heads = rf"\lhead{{\small {left}}}\rhead{{\small {right}}}"
    feet = rf"\lfoot{{\small {JOB_NUMBER}}}\cfoot{{}}\rfoot{{\small\thepage/\pageref{{end}}}}"
    plain = r"\pagestyle{empty}"
    running = rf"\usepackage{{fancyhdr}}\pagestyle{{fancy}}\renewcommand\headrulewidth{{0pt}}{heads}{feet}"
    running += r"\AtEndDocument{\label{end}}"
    if layout.masthead:
        running += rf"\fancypagestyle{{first}}{{\fancyhf{{}}{feet}}}"
    if layout.tight:
        spacing = r"\setlength\parindent{0pt}\setlength\parskip{0pt}"
    else:
        spacing = "" if layout.justified else r"\AtBeginDocument{\raggedright\setlength\parindent{1.5em}}"
    return rf"""\documentclass[{",".join(options)}]{{article}}
\usepackage[T1]{{fontenc}}\usepackage[utf8]{{inputenc}}\usepackage{{lmodern}}\usepackage[english]{{babel}}
\usepackage{{microtype}}\usepackage[margin=2.2cm{",landscape" if layout.landscape else ""}]{{geometry}}
{running if layout.running else plain}
{spacing}
\emergencystretch=2em"""


def _masthead(document: Document, layout: Layout) -> str:
    if not layout.masthead:
        return ""
    f = front(document)
    distribution = rf"\begin{{tabular}}[t]{{@{{}}l@{{}}}}{f.distribution}\\{f.day}\end{{tabular}}"
    return rf"""\thispagestyle{{first}}\noindent {f.organisation}\hfill {_escaped(f.symbol)}\par
\noindent\rule{{\textwidth}}{{0.4pt}}\par
\noindent{{\LARGE\bfseries {f.organ}}}\hfill{distribution}\par
\noindent\rule{{\textwidth}}{{1.5pt}}\par
\noindent\textbf{{{f.session}}}\par\noindent {f.agenda}\par\bigskip"""


def _element(element: Element, layout: Layout) -> str:
    if element.kind == "title":
        return rf"\begin{{center}}\hyphenpenalty=10000\Large\bfseries {_escaped(element.text)}\end{{center}}"
    if element.kind == "heading":
        return rf"\medskip{{\noindent\hyphenpenalty=10000\bfseries {_escaped(element.text)}\par}}\nopagebreak"
    note = rf"\footnote{{{_escaped(element.note)}}}"
    after = note.join(map(_escaped, element.text[element.opening :].split(NOTE)))
    words = rf"\textit{{{_escaped(element.text[: element.opening])}}}{after}"
    if not element.label:
        return words
    if element.kind == "sub-item" and not layout.tight:
        return rf"{{\leftskip=2em {element.label}\quad {words}\par}}"
    return rf"{element.label}\quad {words}"
