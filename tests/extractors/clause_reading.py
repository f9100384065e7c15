"""Small documents read as far as their commitments, for the tests of the grammar."""

from __future__ import annotations

from dataclasses import replace

from extractors.commitments.commitments import find_commitments
from extractors.grammar.roles import assign_roles, settle_roles
from extractors.grammar.sentences import split_sentences
from extractors.model import (
    Commitment,
    DocType,
    DocumentMetadata,
    ParsedDocument,
    Sentence,
    Statement,
    Structure,
)
from tests.documents import parsed

NARRATIVE = DocumentMetadata(language="en", structure=Structure.NARRATIVE)
RESOLUTION = replace(NARRATIVE, structure=Structure.FORMAL_RESOLUTION)
PLAN = replace(NARRATIVE, doc_type=DocType.PLAN_OF_ACTION)


def read_text(
    text: str, metadata: DocumentMetadata = NARRATIVE
) -> tuple[ParsedDocument, tuple[Sentence, ...], tuple[Commitment, ...], tuple[Statement, ...]]:
    """Return the document, its settled sentences, commitments and statements."""
    document = parsed(text)
    sentences = assign_roles(document, split_sentences(document), metadata)
    commitments, statements = find_commitments(document, metadata, sentences, (), ((), ()), (), None)
    return document, settle_roles(sentences, commitments, statements), commitments, statements


def metadata_for(text: str) -> DocumentMetadata:
    """Return the metadata that a lexicon's example needs: most are narrative."""
    if "\nThe General Assembly,\n" in text:
        return RESOLUTION
    return PLAN if text.startswith("Plan of Action") else NARRATIVE
