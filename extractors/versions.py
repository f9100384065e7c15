"""What a document's rows are made by; a change of either is a reason to read or extract it again."""

from __future__ import annotations

from extractors.lexicon import fingerprint

PARSER_VERSION = "3"

EXTRACTOR_VERSION = "4"

EXTRACTED_BY = f"{EXTRACTOR_VERSION}.{fingerprint()}"
"""What decides the facts besides the text: the version of the grammar, and the state of the lexicons."""
