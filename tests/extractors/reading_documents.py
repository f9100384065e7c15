"""Reading of small documents for the tests of metadata and instruments."""

from __future__ import annotations

from extractors.documents.metadata import describe_document
from extractors.grammar.sentences import split_sentences
from extractors.instruments.instruments import find_instruments
from extractors.mentions.dates import find_dates
from extractors.mentions.places import find_places
from extractors.model import DocumentMetadata, Instrument, InstrumentMention
from tests.documents import parsed


def metadata_of(text: str) -> DocumentMetadata:
    """Describe a document as the pipeline does."""
    document = parsed(text)
    return describe_document(
        document, split_sentences(document), find_dates(document.text, None), find_places(document.text)
    )


def instruments_of(text: str) -> tuple[tuple[Instrument, ...], tuple[InstrumentMention, ...]]:
    """Find the instruments of a document as the pipeline does."""
    return find_instruments(parsed(text), metadata_of(text))
