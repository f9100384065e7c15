"""PDFs with known truth: documents set in several layouts by several typesetters.

`python -m benchmarks.typeset FOLDER` writes them to `FOLDER/<typesetter>/<layout>/<document>.pdf`.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import pikepdf

from benchmarks.documents import Document, documents
from benchmarks.layouts import LAYOUTS, Layout, Truth, truth

TYPESETTERS = {"typst": None, "weasyprint": None, "latex": "pdflatex", "libreoffice": "soffice"}
"""The typesetters, and the program that each needs."""

DEFAULT_CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "un_resolutions" / "labels.jsonl"


@dataclass(frozen=True, slots=True)
class Specimen:
    """A typeset document and what should be found in it."""

    typesetter: str
    layout: Layout
    document: Document
    path: Path
    truth: Truth


def available() -> list[str]:
    """Return the typesetters whose program is installed."""
    return [name for name, program in TYPESETTERS.items() if program is None or shutil.which(program)]


def specimens(
    chosen: Sequence[Document], layouts: Sequence[Layout], typesetters: Sequence[str], folder: Path
) -> Iterator[Specimen]:
    """Yield the documents, dealt out over the layouts, as each typesetter sets them; what exists is kept."""
    for typesetter in typesetters:
        for position, layout in enumerate(layouts):
            share = [layout.dressed(document) for document in chosen[position :: len(layouts)]]
            place = folder / typesetter / layout.name.replace(" ", "_")
            _typeset(typesetter, share, layout, place)
            for document in share:
                path = place / f"{document.name}.pdf"
                yield Specimen(typesetter, layout, document, path, truth(document, layout, _page_count(path)))


def _typeset(typesetter: str, share: Sequence[Document], layout: Layout, place: Path) -> None:
    missing = [document for document in share if not (place / f"{document.name}.pdf").exists()]
    if not missing:
        return
    draft = place / "draft"
    draft.mkdir(parents=True, exist_ok=True)
    write: Callable[[Sequence[Document], Layout, Path], None] = import_module(
        f"benchmarks.typesetters.{typesetter}"
    ).typeset
    write(missing, layout, draft)
    for document in missing:
        made = draft / f"{document.name}.pdf"
        if layout.turned:
            turn(made, place / made.name)
        else:
            shutil.move(made, place / made.name)


def turn(source: Path, target: Path) -> None:
    """Write a copy whose pages are drawn on their side and set upright again by /Rotate."""
    with pikepdf.open(source) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = map(float, page.mediabox)
            page.contents_add(f"q 0 1 -1 0 {top} {-left} cm".encode(), prepend=True)
            page.contents_add(b"Q")
            page.mediabox = pikepdf.Array([0, 0, top - bottom, right - left])
            for box in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
                if box in page:
                    del page[box]
            page.Rotate = 90
        pdf.save(target)


def _page_count(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def main(arguments: Sequence[str] | None = None) -> None:
    """Typeset and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--corpus", type=Path, default=DEFAULT_CORPUS)
    parser.add_argument("--documents", type=int, default=5, help="for each layout")
    options = parser.parse_args(arguments)
    chosen = documents(options.corpus)[: options.documents * len(LAYOUTS)]
    for specimen in specimens(chosen, LAYOUTS, available(), options.folder):
        print(specimen.path)


if __name__ == "__main__":
    main()
