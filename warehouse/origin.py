"""What a document's rows were made from, as a digest: where it is the same, so would the rows be.

The versions that read and extracted are no part of it. The code and the words that turn facts into rows are:
others make other rows from the same facts.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from importlib import resources

import msgspec

from extractors.model import Extraction, ParsedDocument

MAKERS = (
    ("extractors", "documents/contacts.py"),
    ("extractors", "grammar/word_groups.py"),
    ("extractors", "identity.py"),
    ("extractors", "language.py"),
    ("extractors", "lexicons/function_words.toml"),
    ("extractors", "model.py"),
    ("warehouse", "layout_rows.py"),
    ("warehouse", "postings.py"),
    ("warehouse", "rows.py"),
    ("warehouse", "schema.py"),
    ("warehouse", "sketches.py"),
)
"""The files that decide which rows a document's facts become, by package."""


def origin_of(parsed: ParsedDocument, extraction: Extraction) -> str:
    """Return the digest of a parse, what was extracted from it, and the makers of rows."""
    facts = (replace(parsed, parser_version=""), replace(extraction, extractor_version=""))
    return hashlib.blake2b(msgspec.json.encode(facts), digest_size=16, key=_makers()).hexdigest()


@cache
def _makers() -> bytes:
    digest = hashlib.blake2b()
    for package, name in MAKERS:
        digest.update((resources.files(package) / name).read_bytes())
    return digest.digest()
