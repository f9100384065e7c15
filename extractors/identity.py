"""Stable identities: what a document and each of its records are called, for ever.

An id is derived from the document's content, the record's span and its kind, never from the order
or the time of reading, so the same bytes give the same ids on any machine.
"""

from __future__ import annotations

import hashlib

DIGEST_BYTES = 10  # 80 bits: a collision among a billion records has odds of one in two million


def content_sha256(content: bytes) -> str:
    """Return the hexadecimal SHA-256 of a file's bytes."""
    return hashlib.sha256(content).hexdigest()


def document_id(sha256: str) -> str:
    """Return the id of the document with this content."""
    return f"doc_{sha256[:20]}"


def record_id(prefix: str, *parts: object) -> str:
    """Return an id such as `cmt_0f3c…` made from the parts that make the record what it is."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}_{hashlib.blake2b(joined.encode(), digest_size=DIGEST_BYTES).hexdigest()}"


def instrument_id(key: str) -> str:
    """Return the id of the instrument with this key."""
    return record_id("ins", key)
