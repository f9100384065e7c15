"""The layout of a document as values of rows: its pages and blocks."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.model import ParsedDocument


def page_values(parsed: ParsedDocument) -> Iterator[dict[str, object]]:
    """Yield the values of each page by column of `pages`."""
    for page in parsed.pages:
        yield {
            "page_number": page.number,
            "char_start": page.char_start,
            "char_end": page.char_end,
            "width": page.width,
            "height": page.height,
            "has_text_layer": page.has_text_layer,
        }


def block_values(parsed: ParsedDocument) -> Iterator[dict[str, object]]:
    """Yield the values of each block by column of `blocks`, in text order; its id is the caller's."""
    for ordinal, block in enumerate(parsed.blocks):
        box = block.box
        yield {
            "ordinal": ordinal,
            "kind": block.kind,
            "char_start": block.span.start,
            "char_end": block.span.end,
            "page_number": block.page_number,
            "x0": box and box.x0,
            "top": box and box.top,
            "x1": box and box.x1,
            "bottom": box and box.bottom,
            "anchor_start": block.anchor_start,
        }
