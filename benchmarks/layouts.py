"""The layouts in which documents are typeset, and what a reader should find in the result."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.documents import Document


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is set; lengths are the typesetters' business."""

    name: str
    columns: int = 1
    justified: bool = False
    running: bool = False
    footnotes: bool = False
    masthead: bool = False
    landscape: bool = False
    turned: bool = False
    tight: bool = False

    def dressed(self, document: Document) -> Document:
        """Return the document with the notes that this layout sets."""
        return document.with_notes() if self.footnotes else document


LAYOUTS = (
    Layout("one column"),
    Layout("justified", justified=True),
    Layout("two columns", columns=2, justified=True),
    Layout("running heads", running=True),
    Layout("footnotes", footnotes=True, running=True),
    Layout("masthead", masthead=True, running=True, justified=True),
    Layout("landscape", landscape=True),
    Layout("turned", turned=True, running=True),
    Layout("journal", columns=2, justified=True, running=True, footnotes=True),
    Layout("tight", tight=True, justified=True),
)


@dataclass(frozen=True, slots=True)
class Front:
    """The strings of a masthead."""

    organisation: str
    symbol: str
    organ: str
    distribution: str
    day: str
    session: str
    agenda: str

    @property
    def strings(self) -> tuple[str, ...]:
        """All of them, from the top."""
        return (
            self.organisation,
            self.symbol,
            self.organ,
            self.distribution,
            self.day,
            self.session,
            self.agenda,
        )


def front(document: Document) -> Front:
    """Return the masthead of a document."""
    organ = "Security Council" if document.symbol.startswith("S/") else "General Assembly"
    return Front(
        "United Nations",
        document.symbol,
        organ,
        "Distr.: General",
        document.day,
        "Seventy-fifth session",
        "Agenda item 12",
    )


def running_head(document: Document) -> tuple[str, str]:
    """Return what stands left and right at the head of a page."""
    return document.symbol, "Texts adopted at the plenary session"


JOB_NUMBER = "20-17361"
"""What stands left at the foot of a page; right stands the page number as in 3/7."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What a reader should find: running text, notes, masthead, and what belongs to no paragraph."""

    paragraphs: tuple[str, ...]
    notes: tuple[str, ...]
    front: tuple[str, ...]
    furniture: tuple[str, ...]


def truth(document: Document, layout: Layout, pages: int) -> Truth:
    """Return what should be found in a document set on that many pages."""
    furniture: list[str] = []
    if layout.running:
        furniture += [*running_head(document), JOB_NUMBER]
        furniture += [f"{page}/{pages}" for page in range(1, pages + 1)]
    return Truth(
        tuple(element.truth for element in document.elements),
        tuple(element.note for element in document.elements if element.note),
        front(document).strings if layout.masthead else (),
        tuple(furniture),
    )
